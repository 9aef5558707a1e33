"""User names and labels as Instagram writes them, in whatever language.

A label names a field in the person's own language. What is not known here is left out:
a wrong name would be worse than none.
"""

import re

from socialkit.readers import meta, values

HANDLE = re.compile(r"[a-z0-9._]{1,30}")
_WRITTEN = re.compile(r"[^@\x00-\x1f]{1,100}")  # no e-mail address
_DELETED = "__deleted__"
_HOSTS = {"instagram.com", "threads.net", "threads.com"}

_USERNAME = """
Username|Author|Benutzername|Nutzername|Gebruikersnaam|Nom d’utilisateur|Nom d'utilisateur
Nombre de usuario|Nome de usuário|Nome de utilizador|Nome utente|Nom d'usuari
Nazwa użytkownika|Uživatelské jméno|Používateľské meno|Корисничко име|Имя пользователя
Ім’я користувача|Ім'я користувача|Потребителско име|Korisničko ime|Uporabniško ime
Brugernavn|Brukernavn|Användarnamn|Käyttäjänimi|Felhasználónév|Nume de utilizator
Emri i përdoruesit|Kullanıcı adı|Όνομα χρήστη|اسم المستخدم|שם משתמש|نام کاربری
Nama pengguna|Tên người dùng|ชื่อผู้ใช้|उपयोगकर्ता नाम|ユーザーネーム|사용자 이름|用户名|用戶名稱
"""
_MEDIA_OWNER = """
Media Owner|Media-eigenaar|Medieninhaber|Właściciel mediów|Medya sahibi|مالك الوسائط
Владелец медиафайла|Proprietario del contenuto multimediale|Proprietarul conținutului media
Propietario del contenido multimedia|Pronari i medias
"""


def _labels(words: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in re.split(r"[|\n]", words) if word)


USERNAME = _labels(_USERNAME)
MEDIA_OWNER = _labels(_MEDIA_OWNER)
NAME = _labels("Name|Naam|Nom|Nombre|Nome|Nazwa|Nume|Ad|Имя|الاسم|Emri|Navn|Namn|Nimi")
BIO = _labels("Bio|Biografie|Biography|Biografía|Biografia|Biographie|Steckbrief")
WEBSITE = _labels("Website|Webseite|Sitio web|Site web|Sito web|Site")
PRIVATE = _labels("Private account|Privates Konto|Privé-account|Cuenta privada|Compte privé")


def handle(value: str | None, href: str | None = None, title: str | None = None) -> str | None:
    """Return the first of three that is a user name, or else the first text at all.

    A list may show a name that Instagram no longer allows; it is somebody all the same.
    """
    found = user_name(value) or linked(href) or user_name(title)
    if found is None:
        found = values.handle(value, _WRITTEN) or values.handle(title, _WRITTEN)
    return found


def user_name(given: object) -> str | None:
    """Return a text as a user name when it can be one."""
    if isinstance(given, str) and HANDLE.fullmatch(given):
        return given
    return values.handle(given, HANDLE)


def linked(href: str | None) -> str | None:
    """Return the user name in the address of a profile; None for any other address."""
    if not href or values.host(href) not in _HOSTS:
        return None
    parts = values.path(href)
    if len(parts) == 2 and parts[0] == "_u":
        parts = parts[1:]
    return user_name(parts[0]) if len(parts) == 1 else None


def is_deleted(account_id: str | None) -> bool:
    """Whether a name is the stand-in for an account that no longer exists."""
    return account_id is not None and account_id.startswith(_DELETED)


def labelled(groups: list[meta.Group]) -> str | None:
    """Return the user name among labelled values, never an address from a profile."""
    return user_name(said(groups, USERNAME))


def said(groups: list[meta.Group], labels: frozenset[str]) -> str | None:
    """Return the first value under one of some labels, in any group."""
    found = (
        value
        for group in groups
        for label, value in group.labels.items()
        if label.casefold() in labels
    )
    return next(found, None)

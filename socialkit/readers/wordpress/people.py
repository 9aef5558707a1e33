"""Who is who on a WordPress site: its authors, and commenters without their e-mail."""

import hashlib
import re
from typing import NamedTuple

from socialkit.readers import values
from socialkit.readers.about import UNNAMED
from socialkit.readers.wordpress.wxr import Fields

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_DIGEST = 16  # hex digits of an e-mail's checksum; enough for billions of people


class People(NamedTuple):
    """The site's owner, and by what the owner's own comments are told.

    With one author that person is the owner. With several the site is, and what any of
    them writes counts as the site's own: readers answer a site, not a login name.
    """

    owner: str
    site: str | None
    logins: dict[str, str]
    emails: set[str]
    user_ids: set[str]

    def author(self, login: str) -> str:
        """Return whose a post is; the owner's unless a guest wrote it."""
        if not login or login.lower() in self.logins:
            return self.owner
        return _author_id(self.site, login)

    def is_own(self, comment: Fields) -> bool:
        """Whether the owner wrote a comment: by number, or by e-mail."""
        email = comment.get("comment_author_email", "").lower()
        return email in self.emails or comment.get("comment_user_id") in self.user_ids

    def commenter(self, comment: Fields) -> tuple[str | None, str | None]:
        """Return a commenter's id and name; the id tells nobody's e-mail address.

        The same e-mail is the same person; else the same web page; else the same name.
        """
        if self.is_own(comment):
            return self.owner, None
        name = plain_name(comment.get("comment_author"))
        email = comment.get("comment_author_email", "").lower()
        if "@" in email:
            return f"email:{digest(email, self.site)}", name
        page = place(comment.get("comment_author_url"))
        if page is not None:
            return f"url:{page}", name
        return (f"name:{name.casefold()}", name) if name else (None, None)

    def linking_site(self, comment: Fields) -> str | None:
        """Return the site that announced its link to a post, as an id."""
        host = values.host(comment.get("comment_author_url"))
        return self.owner if host and host == self.host else f"site:{host}" if host else None

    @property
    def host(self) -> str | None:
        """Host of the site itself."""
        return self.site.partition("/")[0] if self.site else None


def people(site: str | None, authors: list[Fields]) -> People:
    """Return who is who from the site's address and its list of authors."""
    logins = {author.get("author_login", "").lower(): author for author in authors}
    logins.pop("", None)
    named = {
        login: plain_name(author.get("author_display_name")) or ""
        for login, author in logins.items()
    }
    if len(logins) == 1:
        owner = _author_id(site, next(iter(logins)))
    else:
        owner = f"site:{site}" if site else UNNAMED
    emails = {author.get("author_email", "").lower() for author in authors} - {""}
    user_ids = {author.get("author_id", "") for author in authors} - {"", "0"}
    return People(owner, site, named, emails, user_ids)


def place(url: object) -> str | None:
    """Return host and path of a web address; None when it has no host."""
    host = values.host(url)
    page = None if host is None else "/".join([host, *values.path(url)])
    return None if page is None or _EMAIL.search(page) else values.name(page)


def plain_name(value: object) -> str | None:
    """Return a name; None when an e-mail address was given as one."""
    name = values.name(value)
    return None if name is None or _EMAIL.search(name) else name


def digest(email: str, site: str | None) -> str:
    """Return a short checksum of an e-mail address, by which a site's readers are told apart.

    The site goes into it, so that nobody is recognised from one site to the next.
    """
    return hashlib.sha256(f"{site} {email}".encode("utf-8", "replace")).hexdigest()[:_DIGEST]


def _author_id(site: str | None, login: str) -> str:
    login = values.name(login.lower()) or ""
    login = f"author:{digest(login, site)}" if "@" in login else login
    return f"{site}/{login}" if site else login

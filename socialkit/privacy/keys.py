"""The secret key of a project: made once, kept in the user's own folder, read by nobody else."""

import contextlib
import os
import re
import secrets
import stat
from pathlib import Path

import platformdirs

from socialkit.errors import PrivacyError, SaveError

KEY_BYTES = 32
"""As many as SHA-256 gives back; a shorter key is weaker, a longer one no stronger."""
_PROJECT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HEX = re.compile(rf"[0-9a-f]{{{2 * KEY_BYTES}}}\s*")


def make_key(project: str = "default", *, folder: str | Path | None = None) -> Path:
    """Make the secret key of a project and keep it where only its owner can read it.

    32 random bytes of the operating system, as hexadecimal digits in a file of mode 600 in a
    folder of mode 700. Whoever has the key and a list of accounts can undo the pseudonyms, so
    back it up as you would a password; without it, later data cannot be joined to earlier.

    Parameters
    ----------
    project
        Name of the project, in lower-case words joined by hyphens. Pseudonyms of one project
        can be joined, those of two cannot.
    folder
        Where to keep it; by default the user's configuration folder (``XDG_CONFIG_HOME`` or
        ``~/.config`` on Linux, the usual places on macOS and Windows).

    Returns
    -------
    pathlib.Path
        The file. On Windows it has the rights of the user's own folder.

    Raises
    ------
    PrivacyError
        When the folder lies in a git repository, or others may read it.
    SaveError
        When there is a key already, which is never overwritten, or it cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     make_key("my-study", folder=Path(folder) / "keys").name
    'my-study.key'
    """
    path = key_path(project, folder=folder)
    _refuse_repository(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _refuse_open(path.parent, 0o700)
        _write_new(path, secrets.token_hex(KEY_BYTES) + "\n")
    except FileExistsError:
        raise SaveError(
            f"there is a key at {path} already, and a key is never overwritten: pseudonyms made "
            "with it could not be joined any more. Choose another project name."
        ) from None
    except OSError as error:
        raise SaveError(f"could not write {path}: {error.strerror or error}.") from error
    return path


def load_key(project: str = "default", *, folder: str | Path | None = None) -> bytes:
    """Read the secret key of a project.

    Parameters
    ----------
    project, folder
        As `make_key` was given them.

    Returns
    -------
    bytes
        32 of them; print them nowhere.

    Raises
    ------
    PrivacyError
        When there is no such key, it lies in a git repository, others may read it, or it is
        damaged; the message says how to mend that.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = make_key("my-study", folder=Path(folder) / "keys")
    ...     len(load_key("my-study", folder=path.parent))
    32
    """
    path = key_path(project, folder=folder)
    named = "" if project == "default" else f" {project}"
    _refuse_repository(path)
    try:
        _refuse_open(path.parent, 0o700)
        _refuse_open(path, 0o600)
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise PrivacyError(f"no key at {path}; make one with: socialkit key{named}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise PrivacyError(f"{path} cannot be read as a key ({error}).") from error
    if not _HEX.fullmatch(text):
        raise PrivacyError(
            f"{path} is damaged: it must hold {2 * KEY_BYTES} hexadecimal digits. "
            "Put your copy of it back."
        )
    return bytes.fromhex(text.strip())


def key_path(project: str = "default", *, folder: str | Path | None = None) -> Path:
    """Return where the key of a project is, or would be.

    Examples
    --------
    >>> key_path("my-study", folder="keys").name
    'my-study.key'
    """
    if not isinstance(project, str) or not _PROJECT.fullmatch(project):
        raise PrivacyError(
            f"a project cannot be called {project!r}; use lower-case letters, digits and hyphens."
        )
    home = platformdirs.user_config_path("socialkit", appauthor=False)
    return Path(home if folder is None else folder) / f"{project}.key"


def _refuse_repository(path: Path) -> None:
    for parent in path.resolve().parents:
        if (parent / ".git").exists():
            raise PrivacyError(
                f"{path} lies in the git repository {parent}, from where a key is soon published; "
                "choose a folder outside, or set XDG_CONFIG_HOME to one."
            )


def _refuse_open(path: Path, mode: int) -> None:
    """Refuse what others may read or change, and what is somebody else's."""
    found = path.stat()
    if os.name != "posix":
        return
    if found.st_uid != os.getuid():
        raise PrivacyError(f"{path} belongs to another user, who can read what is in it.")
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise PrivacyError(f"others may read {path}; mend it with: chmod {mode:o} '{path}'")


def _write_new(path: Path, text: str) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(file, "w", encoding="ascii") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise

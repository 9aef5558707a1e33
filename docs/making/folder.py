"""A folder brought to hold exactly some files, without touching those that already do."""

import shutil
from collections.abc import Mapping
from pathlib import Path


def fill(folder: Path, files: Mapping[str, bytes | str]) -> None:
    """Make a folder hold these files and no others.

    A file that is the same keeps its time of change, so that Sphinx reads anew only what
    did change.

    Parameters
    ----------
    folder
        Made if it is not there.
    files
        By the path within the folder, what stands in the file.
    """
    wanted = {folder / name: _bytes(content) for name, content in files.items()}
    for path in sorted(folder.rglob("*")) if folder.exists() else []:
        if path.is_file() and path not in wanted:
            path.unlink()
    for path, content in wanted.items():
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def replace(folder: Path, by: Path, *, mark: str) -> None:
    """Put a copy of one folder in the place of another, at once.

    Parameters
    ----------
    folder
        What is replaced; it may be missing.
    by
        What is copied.
    mark
        A file that only a folder made this way holds. A folder without it is somebody's own.

    Raises
    ------
    SystemExit
        When the folder that would be replaced is somebody's own.
    """
    if folder.exists() and not (folder / mark).is_file() and any(folder.iterdir()):
        raise SystemExit(f"{folder} holds something other than a site; name another folder.")
    beside = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(by, beside)
    if folder.exists():
        shutil.rmtree(folder)
    beside.rename(folder)


def _bytes(content: bytes | str) -> bytes:
    return content.encode() if isinstance(content, str) else content

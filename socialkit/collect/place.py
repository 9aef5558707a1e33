"""The folder of a collection: its journal, and the snapshot that is made of it."""

import shutil
from pathlib import Path

from socialkit.collect.journal import Journal
from socialkit.errors import CollectError
from socialkit.folders import COLLECTED, JOURNAL

_OURS = {JOURNAL, f"{JOURNAL}-wal", f"{JOURNAL}-shm", f"{JOURNAL}-journal", COLLECTED}


def begin(folder: Path) -> Journal:
    """Open the journal of a folder, which may be new.

    Raises
    ------
    CollectError
        When the folder holds anything but a collection, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = _others(folder)
    except OSError as error:
        raise CollectError(f"{folder}: cannot be used ({error.strerror}).") from error
    if others and not (folder / JOURNAL).exists():
        raise CollectError(
            f"{folder}: holds {others[0]} and no collection; choose a new folder for it."
        )
    return Journal(folder / JOURNAL)


def resume(folder: Path) -> Journal:
    """Open the journal of a folder that must hold a collection.

    Raises
    ------
    CollectError
        When it holds none.
    """
    if not (folder / JOURNAL).is_file():
        raise CollectError(f"{folder}: holds no collection ({JOURNAL} is not there).")
    return Journal(folder / JOURNAL)


def purge(folder: Path) -> Path:
    """Delete a collection, and the folder where nothing else is in it.

    Raises
    ------
    CollectError
        When the folder holds no collection, or one that is being written.
    """
    resume(folder).close()
    shutil.rmtree(folder / COLLECTED, ignore_errors=False) if (
        folder / COLLECTED
    ).exists() else None
    for name in sorted(_OURS - {COLLECTED}):
        (folder / name).unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
    return folder


def _others(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.name not in _OURS)

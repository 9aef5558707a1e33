"""Write files and folders whole or not at all: beside first, then in place of the older ones."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

JOURNAL, COLLECTED = "journal.sqlite", "snapshot"
"""In the folder of a live collection: its journal, and the snapshot made of that."""


@contextmanager
def whole(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write in, and put it in the place of `folder` at the end.

    When the block fails, or the exchange does, `folder` is what it was and nothing is left
    beside it. The caller sees to it that nothing of value stands there.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        yield partial
        _exchange(partial, folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write some files, each whole or not at all, and none before all are on the disk.

    Raises
    ------
    OSError
        When that fails; what stood there is untouched, and nothing is left beside it.
    """
    parts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in contents}
    try:
        for path, part in parts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(contents[path])
        for path, part in parts.items():
            os.replace(part, path)
    finally:
        for part in parts.values():
            with contextlib.suppress(OSError, ValueError):
                part.unlink(missing_ok=True)


def backup(folder: Path) -> Path:
    """Return where the older folder stands in the moment between the two renames."""
    return folder.parent / f".{folder.name}.before"


def _exchange(partial: Path, folder: Path) -> None:
    partial.chmod(0o777 & ~_umask())
    before = backup(folder)
    if folder.exists():
        shutil.rmtree(before, ignore_errors=True)
        os.replace(folder, before)
    try:
        os.replace(partial, folder)
    except BaseException:
        if before.exists() and not folder.exists():
            os.replace(before, folder)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

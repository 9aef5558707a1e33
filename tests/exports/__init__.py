"""Small exports that the tests write themselves: one module a platform, one sample an era.

Each module has `samples`, the members of every era by name; ``"everyday"`` is what a person
of today downloads, large enough for a report.
"""

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

Members = Mapping[str, bytes]


def folder(path: Path, members: Members) -> Path:
    """Write members as files of a folder."""
    for name, data in members.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return path


def zipped(path: Path, members: Members) -> Path:
    """Write members as a zip."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, members: Members) -> Path:
    """Write members as a gzipped tar."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w:gz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def single(path: Path, members: Members) -> Path:
    """Write the only member as a file of its own, in a folder of that path."""
    ((name, data),) = members.items()
    path.mkdir(parents=True, exist_ok=True)
    file = path / Path(name).name
    file.write_bytes(data)
    return file

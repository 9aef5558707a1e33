"""The only door for files from outside: names, limits, damage; zip, tar, folder, single file."""

import gzip
import io
import os
import tarfile
import zipfile

import pytest
from exports import tarred
from test_readers import EDGES, make_folder, make_zip, names_in

from socialkit import readers
from socialkit.errors import ReadError
from socialkit.readers import archive as door
from socialkit.readers import members
from socialkit.readers.archive import Archive


@pytest.mark.parametrize("make", [make_zip, make_folder])
def test_names_are_normalised(tmp_path, make):
    junk = {"__MACOSX/._a.csv": "x", "top/._a.csv": "x", "top/.DS_Store": "x"}
    path = make(tmp_path / "in", {"top/Data/A.csv": "a", "top/b.csv": "b", **junk})
    with Archive(path) as archive:
        assert archive.names() == ["Data/A.csv", "b.csv"]
        assert archive.read("data/a.CSV") == b"a"
        assert "DATA/A.csv" in archive and "c.csv" not in archive


def test_backslashes_separate_folders(tmp_path):
    path = make_zip(tmp_path / "a.zip", {"top\\data\\a.js": "a", "top\\b.js": "b", "top\\e\\": ""})
    assert names_in(path) == ["b.js", "data/a.js"]


def test_single_file_is_its_own_member_even_gzipped(tmp_path):
    (tmp_path / "list.csv.gz").write_bytes(gzip.compress(b"a,b\n"))
    with Archive(tmp_path / "list.csv.gz") as archive:
        assert archive.is_single_file
        assert archive.names() == ["list.csv"]
        assert archive.read("list.csv") == b"a,b\n"
        assert archive.head("list.csv", 1) == b"a"


def test_gzipped_member_of_a_zip_is_unpacked(tmp_path):
    path = make_zip(tmp_path / "a.zip", {"e.csv.gz": gzip.compress(b"hello"), "n.csv": "n"})
    with Archive(path) as archive:
        assert archive.read("e.csv") == b"hello"


@pytest.mark.parametrize("name", ["../a.csv", "/etc/a.csv", "a/../../b.csv", "C:\\a.csv", "\\a"])
def test_members_outside_the_archive_are_refused(tmp_path, name):
    path = make_zip(tmp_path / "a.zip", {name: "x", "b.csv": "y"})
    with pytest.raises(ReadError, match="outside the archive itself"):
        Archive(path)


def test_link_in_a_zip_is_refused(tmp_path):
    link = zipfile.ZipInfo("edges.csv")
    link.external_attr = 0o120777 << 16
    path = make_zip(tmp_path / "a.zip", {link: "/etc/passwd"})
    with pytest.raises(ReadError, match=r"edges\.csv is a link"):
        Archive(path)


@pytest.mark.parametrize("is_folder", [True, False])
def test_link_in_a_folder_is_refused(tmp_path, is_folder):
    make_folder(tmp_path / "in", {"a.csv": "x"})
    target = make_folder(tmp_path / "out", {"b.csv": "y"})
    os.symlink(target if is_folder else target / "b.csv", tmp_path / "in" / "b.csv")
    with pytest.raises(ReadError, match="is a link"):
        Archive(tmp_path / "in")


def test_same_member_twice_is_merged_only_when_equal(tmp_path):
    for content, name in (("x", "same.zip"), ("y", "other.zip")):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("a.csv", "x")
            archive.writestr("A.csv", content)
    assert names_in(tmp_path / "same.zip") == ["a.csv"]
    with pytest.raises(ReadError, match="twice, with different content"):
        Archive(tmp_path / "other.zip")


def test_bomb_is_refused_while_it_unpacks(tmp_path):
    rows = b"1,2\n" * (10 * 2**20)
    zipped = make_zip(tmp_path / "a.zip", {"edges.csv": rows})
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(rows))
    for path in (zipped, tmp_path / "b.csv.gz"):
        with pytest.raises(ReadError, match="zip bomb"):
            readers.read(path)


@pytest.mark.parametrize(
    ("room", "limit", "value", "words"),
    [
        (door, "MAX_MEMBER_BYTES", 5, "holds more than"),
        (door, "MAX_TOTAL_BYTES", 5, "in all"),
        (members, "MAX_MEMBERS", 1, "more than 1 files"),
    ],
)
@pytest.mark.parametrize("make", [make_zip, make_folder])
def test_limits_are_kept(tmp_path, monkeypatch, make, room, limit, value, words):
    path = make(tmp_path / "in", {"edges.csv": EDGES, "nodes.csv": "id\nann\n"})
    monkeypatch.setattr(room, limit, value)
    with pytest.raises(ReadError, match=words):
        readers.read(path)


def test_encrypted_zip_is_refused(tmp_path):
    path = make_zip(tmp_path / "a.zip", {"edges.csv": EDGES})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(ReadError, match="encrypted"):
        Archive(path)


def test_empty_zip_and_empty_folder_are_refused(tmp_path):
    make_zip(tmp_path / "a.zip", {})
    make_zip(tmp_path / "b.zip", {"__MACOSX/._a": "junk"})
    (tmp_path / "c").mkdir()
    for name, words in (("a.zip", "is empty"), ("b.zip", "is empty"), ("c", "no format")):
        with pytest.raises(ReadError, match=words):
            readers.read(tmp_path / name)


def test_truncated_and_damaged_zips_are_refused(tmp_path):
    whole = make_zip(tmp_path / "a.zip", {"edges.csv": EDGES}).read_bytes()
    for cut in (10, len(whole) // 2, len(whole) - 5):
        (tmp_path / "cut.zip").write_bytes(whole[:cut])
        with pytest.raises(ReadError, match="cut short or damaged"):
            readers.read(tmp_path / "cut.zip")
    damaged = bytearray(whole)
    start = whole.index(b"edges.csv") + len("edges.csv")
    damaged[start : start + 8] = b"\xff" * 8
    (tmp_path / "bad.zip").write_bytes(damaged)
    with pytest.raises(ReadError, match=r"edges\.csv: is damaged"):
        readers.read(tmp_path / "bad.zip")


def test_cut_gzip_is_refused(tmp_path):
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(EDGES.encode() * 50)[:-20])
    with pytest.raises(ReadError, match="is damaged"):
        readers.read(tmp_path / "a.csv.gz")


# ---- tar archives


def make_tar(path, files, mode="w:gz"):
    with tarfile.open(path, mode) as archive:
        for info, content in files.items():
            info = tarfile.TarInfo(info) if isinstance(info, str) else info
            info.size = len(content) if info.isreg() else 0
            archive.addfile(info, io.BytesIO(content))
    return path


def special(name, kind):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, "/etc/passwd"
    return info


@pytest.mark.parametrize("mode", ["w:gz", "w"])
def test_tar_reads_like_a_zip(tmp_path, mode):
    files = {"top/outbox.json": b"[1]", "top/a/b.csv.gz": gzip.compress(b"x"), "top/._a": b"junk"}
    with Archive(make_tar(tmp_path / "a.bin", files, mode)) as archive:
        assert archive.names() == ["a/b.csv", "outbox.json"]
        assert not archive.is_single_file and archive.file_path("outbox.json") is None
        assert archive.read("OUTBOX.json") == b"[1]"
        assert archive.read("a/b.csv") == b"x"
        assert archive.read("outbox.json") == b"[1]"  # going back unpacks once more


@pytest.mark.parametrize("name", ["../a.csv", "/etc/a.csv", "a/../../b.csv", "C:\\a.csv"])
def test_tar_members_outside_the_archive_are_refused(tmp_path, name):
    path = make_tar(tmp_path / "a.tar.gz", {name: b"x", "b.csv": b"y"})
    with pytest.raises(ReadError, match="outside the archive itself"):
        Archive(path)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_tar_of_links_and_pipes_is_refused(tmp_path, kind):
    path = make_tar(tmp_path / "a.tar", {"a.csv": b"x", special("b.csv", kind): b""}, "w")
    with pytest.raises(ReadError, match=r"b\.csv is a link or no plain file"):
        Archive(path)


def test_same_tar_member_twice_is_refused(tmp_path):
    path = make_tar(tmp_path / "a.tar", {"a.csv": b"x", "A.csv": b"y"}, "w")
    with pytest.raises(ReadError, match="twice, with different content"):
        Archive(path)


@pytest.mark.parametrize("mode", ["w:gz", "w"])
def test_cut_tar_is_refused(tmp_path, mode):
    whole = make_tar(tmp_path / "a", {"edges.csv": os.urandom(4000)}, mode).read_bytes()
    for length in (600, len(whole) // 3):
        (tmp_path / "cut.tar").write_bytes(whole[:length])
        with pytest.raises(ReadError, match=r"cut short or damaged|is damaged"):
            readers.read(tmp_path / "cut.tar")


def test_empty_tar_is_refused(tmp_path):
    path = make_tar(tmp_path / "a.tar", {"__MACOSX/x": b"junk"}, "w")
    with pytest.raises(ReadError, match="is empty"):
        Archive(path)


def test_tar_bomb_is_refused_before_it_is_read(tmp_path):
    path = make_tar(tmp_path / "a.tar.gz", {"edges.csv": bytes(20 * 2**20), "b.csv": b"x"})
    with pytest.raises(ReadError, match="as an archive bomb does"):
        readers.read(path)


@pytest.mark.parametrize(
    ("room", "limit", "words"),
    [
        (door, "MAX_MEMBER_BYTES", "holds more than"),
        (door, "MAX_TOTAL_BYTES", "as an archive bomb does"),
        (members, "MAX_MEMBERS", "more than 1 files"),
    ],
)
def test_limits_are_kept_for_tar(tmp_path, monkeypatch, room, limit, words):
    path = tarred(tmp_path / "a.tar.gz", {"edges.csv": EDGES.encode(), "nodes.csv": b"id\nann\n"})
    monkeypatch.setattr(room, limit, 1)
    with pytest.raises(ReadError, match=words):
        readers.read(path)


@pytest.mark.parametrize("pack", [make_folder, make_zip, tarred])
def test_what_was_begun_is_closed_with_the_archive(tmp_path, pack):
    with Archive(pack(tmp_path / "in", {"a.csv": b"a\n" * 9, "b.csv": b"b"})) as archive:
        begun = archive.open("a.csv")
        assert begun.readline() == b"a\n"
        whole = archive._opened.copy()
        assert archive.head("b.csv", 1) == b"b"
        assert archive._opened == whole  # the head's file is closed already
        packed = getattr(archive._packed, "fp", None)
    assert all(stream.closed for stream in whole) and len(whole) == 1
    assert packed is None or packed.closed

"""The door (`archive`), telling formats apart, and what is none of them."""

import gzip
import io
import os
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialkit import datasets, readers, schema
from socialkit.errors import ReadError, SocialkitError
from socialkit.readers import archive as door
from socialkit.readers import members
from socialkit.readers.archive import Archive
from socialkit.snapshot import Snapshot

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures"
EDGES = "follower,followed\nben,ann\ncat,ann\nann,ben\n"


def make_zip(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def make_folder(path, files):
    for name, content in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def names_in(path):
    with Archive(path) as archive:
        return archive.names()


# ---- the door


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


# ---- telling formats apart


def test_content_decides_not_the_name(tmp_path):
    (tmp_path / "photo.jpg").write_text(EDGES)
    make_zip(tmp_path / "tables.txt", {"edges.csv": EDGES})
    assert len(readers.read(tmp_path / "photo.jpg").follows) == 3
    assert len(readers.read(str(tmp_path / "tables.txt")).follows) == 3


def test_missing_path_names_the_data_sets(tmp_path):
    with pytest.raises(ReadError) as caught:
        readers.read(tmp_path / "nothing.zip")
    assert all(name in str(caught.value) for name in ("nothing.zip", *datasets.names()))


@pytest.mark.parametrize("name", ["a\0b", "a" * 5000])
def test_impossible_path_is_one_clear_line(name):
    with pytest.raises(ReadError, match="no such file or folder"):
        readers.read(name)


def test_name_of_a_data_set_is_read(monkeypatch):
    here = Snapshot(pd.DataFrame(index=["ann"]), taken_at="2026-01-01T00:00Z")
    monkeypatch.setattr(datasets, "load", lambda name: here if name == "therapists" else None)
    assert readers.read("therapists") is here


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"connections/followers_and_following/followers_1.json": "[]"}, "an Instagram export"),
        ({"connections/friends/your_friends.json": "{}"}, "a Facebook export"),
        ({"photos/a.jpg": b"\xff\xd8", "notes.txt": "hello"}, "X archive: no follower.js"),
        ({"twitter.zip": b"PK", "readme.md": "x"}, "Read the zip inside it"),
        ({"follower.js": "something else"}, "as X writes them"),
    ],
)
def test_unknown_content_says_why_in_one_line(tmp_path, files, words):
    with pytest.raises(ReadError) as caught:
        readers.read(make_folder(tmp_path / "in", files))
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\0\0", b'{"a": 1}', b"<html></html>", b"\n"])
def test_single_file_of_no_format_is_refused(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(ReadError, match="no format"):
        readers.read(tmp_path / "a.csv")


def test_mutual_is_refused_where_it_means_nothing(tmp_path):
    tables = make_folder(tmp_path / "in", {"follows.csv": "follower_id,followed_id\nb,a\n"})
    with pytest.raises(ReadError, match="mutual=True is for edge lists"):
        readers.read(tables, mutual=True)


def test_formats_lists_every_reader():
    table = readers.formats()
    assert table.index.is_unique
    assert set(schema.TABLES) < set(table.columns)


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
def test_every_foreign_fixture_ends_in_a_snapshot_or_one_line():
    paths = [path for path in FIXTURES.rglob("*") if path.is_file()]
    assert len(paths) > 50
    for path in paths:
        try:
            assert isinstance(readers.read(path), Snapshot)
        except SocialkitError as error:
            assert "\n" not in str(error) and path.name in str(error)


def _seeds():
    tables = io.BytesIO()
    with zipfile.ZipFile(tables, "w") as archive:
        archive.writestr("edges.csv", EDGES)
        archive.writestr("nodes.csv", "id,created_at,views\nann,2020-01-01T00:00Z,3\n")
        archive.writestr("snapshot.json", '{"taken_at": "2026-01-01T00:00Z"}')
    graph = '<graphml><graph edgedefault="directed"><node id="a"/><node id="b"/>'
    graph += '<edge source="a" target="b"/></graph></graphml>'
    return [EDGES.encode(), b"1 2\n3 4 0.5\n", graph.encode(), tables.getvalue()]


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.sampled_from(_seeds()),
    cut=st.integers(0, 400),
    edits=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=4),
)
def test_damaged_bytes_end_in_a_snapshot_or_an_error(tmp_path, seed, cut, edits):
    data = bytearray(seed)
    for place, value in edits:
        data[place % len(data)] = value
    (tmp_path / "in").write_bytes(data[: len(data) - cut // 4] if cut < 200 else data)
    try:
        assert isinstance(readers.read(tmp_path / "in"), Snapshot)
    except SocialkitError as error:
        assert str(error)

"""Telling formats apart, and what is of none of them."""

import contextlib
import io
import socket
import zipfile
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from broken import packed, samples
from exports import folder, tarred, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialkit import datasets, readers, schema
from socialkit.errors import ReadError, SocialkitError
from socialkit.readers.archive import Archive
from socialkit.snapshot import Snapshot

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures"
SAMPLES = samples()
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
        ({"connections/followers_and_following/followers_1.json": '[{"a": 1}]'}, "Instagram"),
        ({"connections/friends/your_friends.json": '{"a": 1}'}, "Facebook"),
        ({"photos/a.jpg": b"\xff\xd8", "notes.txt": "hello"}, "of no format that can be read"),
        ({"twitter.zip": b"PK", "readme.md": "x"}, "Read the archive inside it"),
        ({"follower.js": "something else"}, "are X archive: "),
        ({"outbox.json": "{}"}, "are Mastodon"),
        ({"Connections.csv": "a,b,c\n1,2,3\n"}, "are LinkedIn"),
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


@pytest.mark.parametrize("name", ["letter.txt", "messages.csv"])
def test_a_text_that_is_no_list_names_the_closest_formats(tmp_path, name):
    (tmp_path / name).write_text("ID,FROM,CONTENT\n1,Ann,Dear Ben\n")
    with pytest.raises(ReadError, match=r"no format.*closest are edge list: .* line 1: found 'ID,"):
        readers.read(tmp_path / name)


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


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_no_reader_opens_the_network_or_writes_a_file(name, tmp_path, monkeypatch):
    path = packed(SAMPLES[name], tmp_path / "upload", Random(1))
    before = sorted(tmp_path.rglob("*"))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader tried to reach the network")

    for part in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, part, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with contextlib.suppress(SocialkitError):
        readers.read(path)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_sample_reads_the_same_from_a_folder_and_a_tar(name, tmp_path):
    found = []
    for number, pack in enumerate((folder, zipped, tarred)):
        try:
            found.append(readers.read(pack(tmp_path / f"upload{number}" / "in", SAMPLES[name])))
        except SocialkitError as error:
            found.append(str(error).partition(": ")[2])
    tables = [
        [getattr(one, table) for table in schema.TABLES] if isinstance(one, Snapshot) else one
        for one in found
    ]
    for other in tables[1:]:
        if isinstance(tables[0], str):
            assert other == tables[0]
        else:
            assert all(mine.equals(theirs) for mine, theirs in zip(tables[0], other, strict=True))


def test_exports_of_two_platforms_are_never_mixed(tmp_path):
    both = {
        f"{name.split('/')[0]}/{file}": data
        for name in ("x/everyday", "mastodon/everyday")
        for file, data in SAMPLES[name].items()
    }
    with pytest.raises(ReadError, match=r"holds the files of .* and .*socialkit\.combine"):
        readers.read(folder(tmp_path / "in", both))

"""JSON whole, as a stream of records, and line by line."""

import json

import pytest
from exports import zipped
from hypothesis import given
from hypothesis import strategies as st

from socialkit.errors import ReadError
from socialkit.readers import jsonfile
from socialkit.readers.archive import Archive

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def written(path, data):
    path.write_bytes(data)
    return path


def streamed(path):
    with Archive(path) as archive:
        return list(jsonfile.records(archive, archive.names()[0]))


@given(
    records=st.lists(JSON, max_size=6), block=st.integers(1, 40), indent=st.sampled_from([None, 2])
)
def test_streaming_equals_the_standard_library(tmp_path_factory, records, block, indent):
    text = "window.YTD.tweets.part0 = " + json.dumps(records, indent=indent)
    path = written(tmp_path_factory.mktemp("in") / "a.js", text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jsonfile, "_BLOCK", block)
        assert streamed(path) == records


def test_letters_of_several_bytes_may_lie_across_blocks(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonfile, "_BLOCK", 1)
    path = written(tmp_path / "a.json", '["Zoë 🌸", {"é": 1}]'.encode())
    assert streamed(path) == ["Zoë 🌸", {"é": 1}]


@pytest.mark.parametrize("text", ["", "no list", "[1, 2", "[1 2]", "[1,]", "[,1]", "[1, {]", '["a'])
def test_damaged_lists_are_refused(tmp_path, text):
    with pytest.raises(ReadError, match=r"a\.json: is damaged or cut short"):
        streamed(written(tmp_path / "a.json", text.encode()))


def test_every_truncation_of_a_list_is_refused(tmp_path):
    whole = json.dumps([{"a": [1, 2]}, "b", 3.5]).encode()
    for length in range(len(whole)):
        with pytest.raises(ReadError):
            streamed(written(tmp_path / "a.json", whole[:length]))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"[" * 100_000, "damaged or cut short"),
        (b"\xff\xfe\x00", "damaged or cut short"),
        (b'{"a": \x80}', "damaged or cut short"),
        (b"[1" + b"9" * 5000 + b"]", "damaged or cut short"),
    ],
)
def test_hostile_json_is_refused(tmp_path, data, words):
    path = written(tmp_path / "a.json", data)
    with Archive(path) as archive, pytest.raises(ReadError, match=words):
        jsonfile.load(archive, "a.json")
    with pytest.raises(ReadError):
        streamed(path)


def test_marks_and_wide_letters_are_understood(tmp_path):
    for encoding in ("utf-8-sig", "utf-16"):
        path = written(tmp_path / "a.json", '["é"]'.encode(encoding))
        with Archive(path) as archive:
            assert jsonfile.load(archive, "a.json") == ["é"]
            assert jsonfile.starts_as_json(archive, "a.json")
        assert streamed(path) == ["é"]


def test_limits_name_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonfile, "MAX_WHOLE", 10)
    monkeypatch.setattr(jsonfile, "MAX_RECORD", 10)
    monkeypatch.setattr(jsonfile, "_BLOCK", 4)
    path = zipped(tmp_path / "a.zip", {"x/a.json": b'["' + b"a" * 50 + b'"]', "b": b""})
    with Archive(path) as archive:
        with pytest.raises(ReadError, match=r"a\.zip: x/a\.json: holds more than"):
            jsonfile.load(archive, "x/a.json")
        with pytest.raises(ReadError, match=r"x/a\.json: line 1 is longer"):
            list(jsonfile.lines(archive, "x/a.json"))
        with pytest.raises(ReadError, match=r"x/a\.json: is damaged"):
            list(jsonfile.records(archive, "x/a.json"))


def test_lines_are_numbered_and_blank_ones_skipped(tmp_path):
    path = written(tmp_path / "a.jsonl", b'\xef\xbb\xbf{"a": 1}\r\n\n  \n[2]')
    with Archive(path) as archive:
        assert list(jsonfile.lines(archive, "a.jsonl")) == [(1, {"a": 1}), (4, [2])]
    path = written(tmp_path / "b.jsonl", b'{"a": 1}\n{"a": ')
    with Archive(path) as archive, pytest.raises(ReadError, match="line 2 is damaged or cut short"):
        list(jsonfile.lines(archive, "b.jsonl"))


def test_a_number_may_lie_across_blocks(tmp_path, monkeypatch):
    numbers = [-0.0, 1.5e300, 12, -7, 2e-3]
    path = written(tmp_path / "a.json", json.dumps(numbers).encode())
    for block in (1, 2, 3, 5):
        monkeypatch.setattr(jsonfile, "_BLOCK", block)
        assert streamed(path) == numbers
    with pytest.raises(ReadError, match="damaged or cut short"):
        streamed(written(tmp_path / "b.json", b"[1.]"))

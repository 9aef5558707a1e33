import os

import pytest

from socialkit.folders import write_files


def test_files_are_written_with_the_folders_they_need(tmp_path):
    one, other = tmp_path / "new" / "a.txt", tmp_path / "b.bin"
    write_files({one: "ä".encode(), other: b"\0"})
    assert one.read_text(encoding="utf-8") == "ä"
    assert other.read_bytes() == b"\0"
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["a.txt", "b.bin"]


def test_none_is_exchanged_before_all_are_on_the_disk(tmp_path):
    old, blocked = tmp_path / "a.txt", tmp_path / "b.txt"
    old.write_text("old")
    blocked.mkdir()  # the name of a folder: cannot be replaced by a file
    (blocked / "kept").write_text("kept")
    with pytest.raises(OSError):
        write_files({blocked: b"new", old: b"new"})
    assert old.read_text() == "old"
    assert (blocked / "kept").read_text() == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_nothing_is_left_beside_when_the_disk_is_full(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_files({path: b"new"})
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]

"""Which files of an upload belong together, and which export is the newest."""

import pytest
from exports import folder, zipped

from socialkit.readers import moments
from socialkit.readers.about import About
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Gathered
from socialkit.readers.uploads import newest, uploads

ABOUT = About("Test", "test", "", "", "", "", "", "It never tells who reads.", (".json",))
KINDS = {
    "followers": r"(?:connections/)?(?:lists/)?followers(?:_(?P<part>\d+))?\.json",
    "following": r"(?:connections/)?(?:lists/)?following\.json",
}


def found(path):
    with Archive(path) as archive:
        return [
            (each.root, each.names("followers", "following")) for each in uploads(archive, KINDS)
        ]


@pytest.mark.parametrize("pack", [folder, zipped])
def test_parts_lie_in_order_whatever_the_folder(tmp_path, pack):
    names = ["followers_10.json", "followers_2.json", "FOLLOWING.json"]
    members = {f"My export/connections/lists/{name}": b"" for name in names}
    members["My export/other/photo.json"] = b""
    ordered = ["followers_2.json", "followers_10.json", "FOLLOWING.json"]
    assert found(pack(tmp_path / "in", members)) == [
        ("", [f"connections/lists/{name}" for name in ordered])
    ]


def test_loose_files_are_one_export(tmp_path):
    members = {"followers_1.json": b"", "following.json": b"", "xfollowing.json": b""}
    assert found(folder(tmp_path / "in", members)) == [("", ["followers_1.json", "following.json"])]


def test_two_folders_are_two_exports(tmp_path):
    members = {f"{day}/lists/{name}.json": b"" for day in ("mon", "tue") for name in ("followers",)}
    assert found(folder(tmp_path / "in", members)) == [
        ("mon/", ["mon/lists/followers.json"]),
        ("tue/", ["tue/lists/followers.json"]),
    ]


def test_equal_copies_are_one_export_and_others_two(tmp_path):
    same = {"followers_1.json": b"1", "followers_1 (1).json": b"1", "following.json": b"2"}
    assert found(folder(tmp_path / "same", same)) == [("", ["followers_1.json", "following.json"])]
    other = same | {"followers_1 (1).json": b"9"}
    assert found(folder(tmp_path / "other", other)) == [
        ("", ["followers_1.json", "following.json"]),
        ("", ["followers_1 (1).json", "following.json"]),
    ]


def test_the_newest_export_is_read_and_the_others_named(tmp_path):
    dates = {"mon": "2024-01-01", "tue": "2024-01-02"}
    members = {f"{day}/following.json": date.encode() for day, date in dates.items()}

    def read(upload):
        gathered = Gathered(ABOUT, upload.root)
        at = moments.utc(upload.archive.read(upload.names("following")[0]).decode())
        gathered.account("a", created_at=at)
        return gathered

    with Archive(folder(tmp_path / "in", members)) as archive:
        chosen = newest(uploads(archive, KINDS), read)
    assert chosen.owner == "tue/"
    assert chosen.notes == [
        "The upload holds 2 exports; only the newest was read (with tue/following.json)."
    ]

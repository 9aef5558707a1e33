"""X archives of every era: what each holds, counted by hand."""

from pathlib import Path

import pandas as pd
import pytest
from exports import folder, single, tarred, zipped
from exports.x import BIG, OWNER, acts, archive, js, kinds, lists, manifest, people, said, samples
from exports.x import tweet as post

from socialkit import readers
from socialkit.errors import ReadError
from socialkit.readers import x
from socialkit.readers.about import UNNAMED

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures"
ERAS = samples()
COUNTS = {  # followers, followed, posts
    "everyday": (60, 40, 123),
    "2019": (3, 1, 2),
    "2019 inner zips": (3, 1, 2),
    "2020": (3, 1, 2),
    "parts": (5, 1, 2),
    "part of a larger export": (3, 1, 1),
    "lists alone": (3, 1, 0),
    "two exports": (1, 1, 1),
    "browser copies": (1, 1, 1),
    "mark and windows lines": (3, 1, 1),
}


@pytest.fixture
def read(tmp_path):
    def read_members(members, pack=zipped):
        return readers.read(pack(tmp_path / "export", members))

    return read_members


@pytest.mark.parametrize("pack", [zipped, folder, tarred])
@pytest.mark.parametrize("era", sorted(COUNTS))
def test_era_has_its_counts(read, era, pack):
    snapshot = read(ERAS[era], pack)
    assert (*lists(snapshot), len(snapshot.posts)) == COUNTS[era]
    assert snapshot.platform == "x"


def test_every_era_with_lists_has_its_counts():
    assert set(COUNTS) == set(ERAS) - {"before 2018"}


def test_everyday_export(read):
    snapshot = read(ERAS["everyday"])
    assert snapshot.taken_at == pd.Timestamp("2026-09-01T09:58:12.345Z")
    # 20 of each of six shapes (a thread and a link are original), one long and two to a circle
    assert snapshot.posts["kind"].value_counts().to_dict() == {
        "original": 63,
        "reply": 20,
        "repost": 20,
        "quote": 20,
    }
    done = pd.Series([kind for kind, _ in acts(snapshot)]).value_counts().to_dict()
    assert done == {"reply": 20, "repost": 20, "quote": 20}
    owner = snapshot.accounts.loc[OWNER]
    assert (owner["list_order"], owner["list_frame"]) == ("newest_first", "census")
    assert (owner["posts_seen"], owner["interactions_seen"]) == (True, "out")
    assert (owner["bio"], owner["location"]) == ("Group leader & teacher", "Graz")
    assert snapshot.posts["links_own_site"].isna().all()  # the profile's own link is shortened
    follows = snapshot.follows
    inward = follows.loc[follows["followed_id"] == OWNER, "follower_id"]
    outward = follows.loc[follows["follower_id"] == OWNER, "followed_id"]
    assert inward.isin(outward).sum() == 25
    assert inward.iloc[0] == "2059"  # the newest first
    assert said(snapshot, "Deleted posts that the archive still holds (3)")
    assert said(snapshot, "likes without their authors")


def test_archive_of_2019_is_dated_by_its_posts(read):
    snapshot = read(ERAS["2019"])
    assert snapshot.taken_at == pd.Timestamp("2025-09-01T10:00Z")
    assert kinds(snapshot) == {"1": "original", "2": "repost"}
    assert snapshot.accounts.loc[OWNER, "list_frame"] == "census"


def test_part_of_a_larger_export_is_no_census(read):
    snapshot = read(ERAS["part of a larger export"])
    assert snapshot.accounts.loc[OWNER, "list_frame"] == "unknown"
    assert said(snapshot, "several zips")
    with pytest.raises(ReadError, match=r"follower-part1\.js is missing.* all of them into one"):
        listed = [("follower.js", "3"), ("follower-part1.js", "3")]
        read(_bytes(archive(post(), manifest=manifest(partial=True, follower=listed))))


def test_lists_alone_name_no_owner(read):
    snapshot = read(ERAS["lists alone"])
    assert list(snapshot.focal) == [UNNAMED]
    assert said(snapshot, "the owner is (owner) here")
    assert snapshot.follows["follower_id"].tolist() == ["5", BIG, "7", UNNAMED]
    assert pd.isna(snapshot.accounts.loc[UNNAMED, "posts_seen"])


@pytest.mark.parametrize("era", ["two exports", "browser copies"])
def test_only_the_newest_export_is_read(read, era):
    snapshot = read(ERAS[era])
    assert snapshot.taken_at == pd.Timestamp("2026-10-01T00:00Z")
    assert said(snapshot, "2 exports; only the newest was read")


def test_single_list_is_an_upload(read):
    members = {"follower.js": js("follower", people("follower", "5", "6")).encode()}
    assert lists(read(members, single)) == (2, 0)


def test_folder_with_braces_in_its_name_is_read(read):
    files = {f"{{old}}/{name}": text for name, text in archive(post("1")).items()}
    files |= {f"{{}}/{name}": text for name, text in archive(post("1")).items()}
    assert said(read(_bytes(files)), "2 exports; only the newest was read (with {")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is damaged or no list as X writes it"),
        ("window.YTD.follower", "is damaged or no list as X writes it"),
        ('window.YTD.follower.part0 = {"a": [1]}', "is damaged or no list as X writes it"),
        ("window.YTD.follower.part0 = [", "is damaged or cut short"),
        ("window.YTD.block.part0 = []", "holds the block list under the name of the follower"),
    ],
)
def test_list_that_is_none_is_named(read, text, words):
    with pytest.raises(ReadError, match=rf"follower\.js: {words}"):
        read(_bytes(archive(post(), follower=text)))


def test_damaged_manifest_is_named(read):
    for text in ("window.__THAR_CONFIG = {", "window.__THAR_CONFIG = [1]", ""):
        with pytest.raises(ReadError, match=r"manifest\.js: is damaged"):
            read(_bytes(archive(post(), manifest=text)))


def test_files_with_the_right_names_alone_are_not_claimed(tmp_path):
    path = folder(tmp_path / "in", {"follower.js": b"export const followers = [];"})
    with pytest.raises(ReadError, match=r"X archive: follower\.js and following\.js do not"):
        readers.read(path)


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
def test_fixture_from_before_2018_has_one_own_post_and_no_lists():
    snapshot = readers.read(FIXTURES / "x" / "x_legacy_grailbird.zip")
    assert (len(snapshot.posts), len(snapshot.follows), len(snapshot.focal)) == (1, 0, 0)
    assert said(snapshot, "How many they were is not known; it is not 0.")
    assert x.LIMITS_NOTE not in snapshot.notes


def _bytes(files):
    return {name: text.encode() for name, text in files.items()}


@pytest.mark.parametrize(
    ("parts", "frame"), [((0, 1, 2), "census"), ((0, 2), "unknown"), ((1,), "unknown")]
)
def test_without_a_manifest_a_gap_in_the_parts_is_seen(read, parts, frame):
    members = archive(post("1"), follower=None, manifest=None)
    for part in parts:
        name = f"data/follower-part{part}.js" if part else "data/follower.js"
        members[name] = js("follower", people("follower", str(50 + part)), part)
    snapshot = read({name: text.encode() for name, text in members.items()})
    assert snapshot.accounts.loc[OWNER, "list_frame"] == frame
    assert said(snapshot, "A part of the follower list is missing") == (frame == "unknown")

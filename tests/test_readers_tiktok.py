"""TikTok exports: every layout, the text files, and what goes wrong with them."""

import json
from itertools import count
from pathlib import Path

import pandas as pd
import pytest
from exports import folder, single, tiktok, zipped

from socialkit import readers
from socialkit.errors import ReadError
from socialkit.readers.about import UNNAMED
from socialkit.readers.archive import Archive
from socialkit.readers.tiktok import LIMITS_NOTE, why_not

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures" / "tiktok"
OWNER = "nora.listens"


def counts(snapshot):
    follows, owner = snapshot.follows, snapshot.accounts.index[0]
    return int((follows["followed_id"] == owner).sum()), int(
        (follows["follower_id"] == owner).sum()
    )


def said(snapshot, words):
    return any(words in note for note in snapshot.notes)


@pytest.fixture
def read(tmp_path):
    uploads = count()

    def read_members(members, pack=zipped):
        return readers.read(pack(tmp_path / f"upload{next(uploads)}", members))

    return read_members


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
@pytest.mark.parametrize(
    ("name", "expected"),
    [("raw_user_data_tiktok (1).json", (5, 6)), ("raw_txt", (5, 0)), ("", (5, 6))],
)
def test_fixture_has_the_counts_its_authors_give(name, expected):
    snapshot = readers.read(FIXTURES / name)
    assert counts(snapshot) == expected
    assert snapshot.platform == "tiktok"
    assert "mia_fit" in snapshot.accounts.index
    assert "Mia_Fit" not in snapshot.accounts.index


@pytest.mark.parametrize(
    ("sample", "owner", "expected", "posts"),
    [
        ("everyday", OWNER, (60, 40), 41),
        ("2025", OWNER, (2, 2), 3),
        ("2024", OWNER, (2, 2), 2),
        ("2020", OWNER, (2, 2), 0),
        ("lower case", UNNAMED, (2, 0), 0),
        ("text", OWNER, (2, 2), 1),
        ("dutch text", UNNAMED, (2, 2), 0),
    ],
)
@pytest.mark.parametrize("pack", [folder, zipped])
def test_every_layout(read, pack, sample, owner, expected, posts):
    snapshot = read(tiktok.samples()[sample], pack)
    assert list(snapshot.focal) == [owner]
    assert counts(snapshot) == expected
    assert len(snapshot.posts) == posts
    assert LIMITS_NOTE in snapshot.notes
    assert said(snapshot, "does not name its owner") is (owner == UNNAMED)


def test_owner_lists_and_dates(read):
    snapshot = read(tiktok.samples()["2025"], single)
    owner = snapshot.accounts.loc[OWNER]
    assert (owner["handle"], owner["name"], owner["bio"]) == (
        OWNER,
        "Nora Listens",
        "Talks about sleep",
    )
    assert (owner["followers_count"], owner["following_count"]) == (2, 2)
    assert owner["x_likes_received"] == 41
    assert (owner["list_order"], owner["list_frame"]) == ("oldest_first", "census")
    follows = snapshot.follows.set_index(["follower_id", "followed_id"])["followed_at"]
    assert follows[("theo_7", OWNER)] == pd.Timestamp("2023-02-03 11:30", tz="UTC")
    assert follows[(OWNER, "theo_7")] == pd.Timestamp("2023-01-05 09:00", tz="UTC")
    assert snapshot.follows.loc[0, "position"] == 0


def test_posts_are_public_videos_and_acts_are_only_counted(read):
    snapshot = read(tiktok.samples()["2025"])
    assert list(snapshot.posts.index) == ["1677672000", "1677672000-2", "comment-1685689200"]
    assert list(snapshot.posts["kind"]) == ["original", "original", "reply"]
    assert list(snapshot.posts["likes_count"]) == [12, pd.NA, pd.NA]
    assert said(snapshot, "count as replies among your posts: 1.")
    assert said(read(tiktok.samples()["2024"], folder), "replies is not known; it is not 0")
    assert snapshot.accounts.loc[OWNER, "posts_seen"]
    assert pd.isna(snapshot.accounts.loc[OWNER, "interactions_seen"])
    assert not len(snapshot.interactions)
    assert said(snapshot, "not everyone may see them: 1.")
    assert said(snapshot, "Your likes count towards no one, since no person is named: 1.")
    assert said(snapshot, "Your comments count towards no one, since no person is named: 1.")


def test_the_last_act_dates_the_export(read):
    snapshot = read(tiktok.samples()["2024"])
    assert snapshot.taken_at == pd.Timestamp("2023-07-01", tz="UTC")
    assert said(snapshot, "its newest date, 2023-07-01, is used")


def test_contacts_and_messages_are_never_kept(read):
    for sample in ("2025", "text"):
        snapshot = read(tiktok.samples()[sample])
        tables = (snapshot.accounts, snapshot.follows, snapshot.posts, snapshot.interactions)
        kept = "".join(table.to_csv() for table in tables)
        for secret in ("mail.example", "555", "private word", "192.0.2.7", "so true", "1980"):
            assert secret not in kept


def test_a_missing_list_is_not_an_empty_one(read):
    whole = tiktok.newest_layout()
    del whole["Profile And Settings"]["Follower"]
    whole["Profile And Settings"]["Following"] = {"Following": None}
    snapshot = read({"user_data_tiktok.json": tiktok.document(whole)})
    assert said(snapshot, "This upload holds no follower list.")
    assert said(snapshot, "The list of those you follow is empty.")
    assert not snapshot.accounts.loc[OWNER, "is_focal"]


def test_missing_videos_are_not_known_to_be_none(read):
    snapshot = read(tiktok.samples()["dutch text"])
    assert pd.isna(snapshot.accounts.loc[UNNAMED, "posts_seen"])
    assert said(snapshot, "holds no list of your videos")


def test_odd_records_are_counted(read):
    fans = [*tiktok.people(tiktok.FANS), None, {"Date": "x"}, {"UserName": "<b>"}, {"UserName": 7}]
    fans += [{"UserName": "@Ruth.Oak"}, {"UserName": OWNER.upper()}]
    whole = {"Activity": {"Follower List": {"FansList": fans}}}
    whole["Profile"] = {"Profile Information": {"ProfileMap": tiktok.PROFILE}}
    snapshot = read({"user_data.json": tiktok.document(whole)})
    assert counts(snapshot)[0] == 2
    assert said(snapshot, "4 entries on the follower list that cannot be read left out.")
    assert said(snapshot, "1 entry on the follower list repeated an earlier one.")
    assert said(snapshot, "The owner stood on the follower list; left out.")


def test_a_list_shorter_than_the_profile_says_is_no_census(read):
    whole = tiktok.newest_layout()
    whole["Profile And Settings"]["Profile Info"]["ProfileMap"] = {"followerCount": 9}
    snapshot = read({"user_data_tiktok.json": tiktok.document(whole)})
    assert snapshot.accounts.loc[UNNAMED, "list_frame"] == "unknown"
    assert said(snapshot, "The profile counts 9 followers, but the list holds 2.")


def test_an_empty_section_goes_behind_a_full_one(read):
    whole = {
        "Profile And Settings": {"Follower": {"FansList": None}},
        "Your Activity": {"Follower": {"FansList": tiktok.people(tiktok.FANS)}},
    }
    assert counts(read({"user_data_tiktok.json": tiktok.document(whole)})) == (2, 0)


def test_newest_of_two_exports_is_read_alone(read):
    later = json.loads(tiktok.document(tiktok.newest_layout()))
    later["Profile And Settings"]["Follower"]["FansList"] = tiktok.people(
        [("2024-01-01 00:00:00", "only.one")]
    )
    members = {
        "user_data_tiktok.json": tiktok.document(tiktok.newest_layout()),
        "user_data_tiktok (1).json": tiktok.document(later),
        "again/user_data_tiktok.json": tiktok.document(later),
    }
    snapshot = read(members)
    assert counts(snapshot) == (1, 2)
    assert said(snapshot, "2 exports; only the newest was read (with again/user_data_tiktok.json)")


@pytest.mark.parametrize(
    "text",
    [
        "Username: a.b\nDate: 2024-01-02 03:04:05 UTC\n\nUsername: c.d\nDate: 2024-01-02 UTC",
        "Date: 2024-01-02 03:04:05 UTC\nUsername: a.b\nDate: 2024-01-02\nUsername: c.d",
        "My followers\n\nWann: 2024-01-02 03:04:05 UTC\nWer: a.b\n\nWann: 2024-01-02\nWer: c.d",
        "\uff1a\n日\uff1a2024-01-02 03:04:05 UTC\n名\uff1aa.b\n\n日\uff1a2024-01-02\n名\uff1ac.d",
    ],
)
def test_text_records_in_any_order_and_language(read, text):
    snapshot = read({"Follower.txt": text.encode()}, folder)
    assert list(snapshot.follows["follower_id"]) == ["a.b", "c.d"]
    moments = [pd.Timestamp("2024-01-02 03:04:05", tz="UTC"), pd.Timestamp("2024-01-02", tz="UTC")]
    assert list(snapshot.follows["followed_at"]) == moments


def test_text_without_a_name_is_counted(read):
    text = tiktok.records([*tiktok.FANS, ("2024-01-01 00:00:00", "None")])
    snapshot = read({"Followers_2.txt": text.encode()}, folder)
    assert counts(snapshot) == (2, 0)
    assert said(snapshot, "1 entry on the follower list that cannot be read left out.")


def test_a_text_that_is_no_list_does_not_disturb(read):
    members = {**tiktok.samples()["2025"], "Following.txt": b"notes on following"}
    assert counts(read(members)) == (2, 2)


def test_two_empty_text_lists_are_a_valid_export(read):
    nothing = b"You have no data in this section\n"
    snapshot = read({"Follower.txt": nothing, "Following.txt": nothing})
    assert counts(snapshot) == (0, 0)
    assert said(snapshot, "The follower list is empty.")


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"user_data_tiktok.json": b'{"Profile And'}, "is damaged or cut short"),
        ({"user_data_tiktok.json": b"<html>"}, "user_data_tiktok.json is not JSON"),
        ({"user_data.json": b'{"a": 1, "b": ' + b"1" * 90 + b"}"}, "none of the sections"),
        ({"user_data_tiktok.json": b"[]"}, "expected TikTok's sections by name"),
        (
            {"user_data_tiktok.json": b'{"Activity": {"Follower List": {"FansList": 3}}}'},
            "'follower' should hold a list of user names",
        ),
        ({"Follower.txt": b"hello there"}, "Follower.txt holds no user names with dates"),
        (
            {"Follower.txt": b"Date: 2024-01-02 03:04:05 UTC\nLink: https://v.example/1\n"},
            r"Follower\.txt: expected lines such as 'Date: \.\.\.' and 'Username",
        ),
        (
            {"Following.txt": b"Username: a.b\n", "Follower.txt": b"a.b\nc.d\ne.f\ng.h\n"},
            r"Follower\.txt: expected lines such as",
        ),
        (
            {"Follower.txt": b"Username: a.b\n", "Following.txt": b"Username: caf\xe9\n"},
            r"Following\.txt: line 1 is not UTF-8",
        ),
    ],
)
def test_refused_with_a_reason(read, members, words):
    with pytest.raises(ReadError, match=words):
        read(members, folder)


def test_other_json_is_not_taken_for_tiktok(tmp_path):
    members = {"followers.json": b'{"followers_v2": []}', "Following.txt": b"notes on following"}
    with Archive(zipped(tmp_path / "upload", members)) as archive:
        assert "Following.txt holds no user names" in why_not(archive)

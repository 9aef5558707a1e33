"""Discourse: the member list of a forum, and a member's own archive."""

import json

import pandas as pd
import pytest
from exports import discourse, folder, single, tarred, zipped
from exports.discourse import LIKES, LIST, OWN, member, moment, post, written

from socialkit import readers
from socialkit.errors import ReadError
from socialkit.readers.about import UNNAMED

SAMPLES = discourse.samples()
LIST_NAME = "user-list-250301-101500-12.csv"


@pytest.fixture
def read(tmp_path):
    def read_files(files, make=zipped, **options):
        return readers.read(make(tmp_path / make.__name__, files), **options)

    return read_files


def said(snapshot, words):
    return any(words in note for note in snapshot.notes)


# ---- member list


def test_member_list(read):
    snapshot = read(SAMPLES["members"])
    assert len(snapshot.accounts) == 100
    assert snapshot.follows.empty and snapshot.posts.empty and snapshot.focal.empty
    row = snapshot.accounts.loc["43"]
    assert (row["handle"], row["name"]) == ("user43", "User43")
    assert (row["posts_count"], row["x_topics_count"]) == (3, 1)
    assert (row["x_trust_level"], row["x_likes_given"], row["x_likes_received"]) == (3, 3, 13)
    assert row["created_at"] == pd.Timestamp(moment(43))
    assert row["last_post_at"] == pd.Timestamp(moment(393))
    assert row["x_last_seen_on"] == moment(443)[:10]
    assert (row["x_suspended"], row["x_confirmed"], row["x_staff"]) == (False, True, False)
    assert pd.isna(row["followers_count"]) and pd.isna(row["posts_seen"])
    assert snapshot.taken_at == pd.Timestamp(moment(500))
    assert said(snapshot, f"its newest date, {moment(500)[:10]}, is used")
    assert said(snapshot, "Accounts of the forum software itself, left out: 1.")
    assert readers.discourse.ABOUT[0].does_not_tell in snapshot.notes


@pytest.mark.parametrize("make", [zipped, folder, tarred, single])
def test_list_may_be_packed_in_any_way(read, make):
    assert len(read(SAMPLES["packed members"], make).accounts) == 4


def test_list_is_told_by_its_header(read):
    rows = written(LIST, [member(7, "ann")]).replace(b"\n", b"\r\n")
    assert list(read({"people.txt": b"\xef\xbb\xbf" + rows}, single).accounts.index) == ["7"]


def test_odd_members(read):
    rows = [
        member(7, "ann", suspended_at=moment(3), suspended_till="3000-01-01 00:00:00 UTC"),
        member(8, "Bo.Ø", active="false", moderator="true", staged="true", name="", website="a b"),
        member(9, "cy", id="x9"),
        member(10, "d e", trust_level="high", post_count="-4", created_at="never"),
        [*member(11, "eli"), "one", "more"],
    ]
    snapshot = read({LIST_NAME: written(LIST, rows)})
    accounts = snapshot.accounts
    assert list(accounts.index) == ["7", "8", "10"]
    assert accounts["x_suspended"].tolist() == [True, False, False]
    assert accounts["x_confirmed"].tolist() == [True, False, True]
    assert accounts["x_staff"].tolist() == [False, True, False]
    assert accounts["x_staged"].tolist() == [False, True, False]
    assert accounts["handle"].tolist()[:2] == ["ann", "bo.ø"]
    unknown = ["handle", "posts_count", "created_at", "x_trust_level"]
    assert accounts.loc["10", unknown].isna().all()
    assert snapshot.taken_at == pd.Timestamp(moment(410))
    assert said(snapshot, "Members without an id that can be read, left out: 1.")
    assert said(snapshot, "Rows with the wrong number of cells, left out: 1.")


def test_two_lists_are_never_mixed(read):
    files = {
        "user-list-250101-1.csv": written(LIST, [member(7, "ann"), member(9, "old")]),
        "user-list-250201-1.csv": written(LIST, [member(7, "ann", last_seen_at=moment(900))]),
    }
    snapshot = read(files)
    assert list(snapshot.accounts.index) == ["7"]
    assert said(snapshot, "2 exports; only the newest was read (with user-list-250201-1.csv)")


# ---- own archive


def test_everyday_archive(read):
    snapshot = read(SAMPLES["everyday"])
    assert list(snapshot.accounts.index) == ["7"]
    owner = snapshot.accounts.loc["7"]
    assert (owner["handle"], owner["name"], owner["posts_seen"]) == ("mara", "Mara Lind", True)
    assert pd.isna(owner["interactions_seen"])
    assert owner["last_post_at"] == pd.Timestamp(moment(79 * 9))
    assert len(snapshot.posts) == 80
    row = snapshot.posts.loc["505/7"]
    assert (row["kind"], row["likes_count"], row["replies_count"]) == ("reply", 5, 2)
    assert row["has_link"] and row["posted_at"] == pd.Timestamp(moment(45))
    assert pd.isna(row["reposts_count"])
    assert snapshot.posts["kind"].value_counts()[["original", "reply"]].tolist() == [20, 60]
    assert said(snapshot, "Personal messages, left out: 5.")
    assert said(snapshot, "the likes you gave (30)")
    assert snapshot.interactions.empty
    assert readers.discourse.ABOUT[1].does_not_tell in snapshot.notes


def test_older_archive_without_an_owner(read):
    snapshot = read(SAMPLES["older archive"], single, text=True)
    assert list(snapshot.accounts.index) == [UNNAMED]
    assert snapshot.posts["x_text"].tolist() == ["text"] * 4
    assert said(snapshot, "does not say whose archive it is")


def test_only_what_is_surely_no_message_is_kept(read):
    snapshot = read(SAMPLES["forum in German"], text=True)
    assert list(snapshot.posts.index) == ["501/2"]
    assert said(snapshot, "Personal messages, left out: 1.")
    assert said(snapshot, "Posts that may be personal messages, left out: 1.")


def test_links_are_not_known_without_the_texts(read):
    header = "topic_title,is_pm,like_count,reply_count,url,created_at"
    row = "T,No,1,2,https://forum.example/t/a/12/1,2024-01-01 00:00:00 UTC"
    posts = read({"user_archive.csv": f"{header}\n{row}\n".encode()}, text=True).posts
    assert posts["likes_count"].tolist() == [1]
    assert posts["has_link"].isna().all()


def test_text_is_kept_only_on_request(read):
    assert "x_text" not in read(SAMPLES["everyday"]).posts
    told = read(SAMPLES["everyday"], text=True).posts["x_text"]
    assert told.iloc[1] == 'On "1",\nmore at https://mara.example'
    assert not told.str.contains("secret").any()


@pytest.mark.parametrize(
    ("url", "post_id", "kind"),
    [
        ("https://forum.example/t/a-b/12/1", "12/1", "original"),
        ("https://a.example/forum/t/a-b/12/3", "12/3", "reply"),
        ("https://forum.example/t/a-b/12", "row-0", None),
        ("https://forum.example/t/a-b/12/0", "row-0", None),
        ("nonsense", "row-0", None),
        ("", "row-0", None),
    ],
)
def test_place_in_its_topic_tells_the_kind(read, url, post_id, kind):
    posts = read({"user_archive.csv": written(OWN, [post(0, url=url)])}).posts
    assert list(posts.index) == [post_id]
    assert posts["kind"].iloc[0] == kind if kind else pd.isna(posts["kind"].iloc[0])


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        ({"username": "Mara"}, "mara"),
        ({"user": {"id": 10**30, "username": "Mara"}}, "mara"),
        ({"user": {"id": "7"}}, "7"),
        ({"user": ["Mara"]}, UNNAMED),
        ([], UNNAMED),
    ],
)
def test_owner_of_an_archive(read, owner, expected):
    files = {"user_archive.csv": written(OWN, [post(1)])}
    files["preferences.json"] = json.dumps(owner).encode()
    assert list(read(files).accounts.index) == [expected]


@pytest.mark.parametrize("name", ["everyday", "members"])
def test_nothing_private_is_kept(read, name):
    snapshot = read(SAMPLES[name])
    kept = snapshot.accounts.reset_index().to_csv() + snapshot.posts.reset_index().to_csv()
    for secret in ("mail.example", "203.0.113", "secret", "Topic 1", "trust_level_0"):
        assert secret not in kept


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({LIST_NAME: b"id,name\n1,x\n"}, r"user list: user-list.* has none of the headers"),
        ({LIST_NAME: written(LIST, []) + b'1,"cut'}, "ends inside a quoted text"),
        ({"user_archive.csv": written(OWN, [["a", "b"]])}, "line 2 has 2 cells where 9"),
        ({"user_archive.csv": written(OWN, []), "preferences.json": b"{"}, "damaged or cut short"),
        ({"user_archive.csv": written(OWN, []), "likes.csv": b""}, r"likes\.csv: is empty"),
        (
            {"user_archive.csv": b"a,b,c,d,e,f,g,h,i\n" + written(OWN, [])},
            "first line is not the header",
        ),
        ({"likes.csv": written(LIKES, [])}, "no format that can be read"),
    ],
)
def test_refusals(read, files, words):
    with pytest.raises(ReadError, match=words):
        read(files)

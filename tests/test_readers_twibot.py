"""TwiBot-20 and TwiBot-22: users with labels, and a part of their ties."""

import json

import pandas as pd
import pytest
from exports import folder, single, twibot, zipped

from socialkit import readers
from socialkit.errors import ReadError

SAMPLES = twibot.samples()
BIG = "1217628182611927040"


@pytest.fixture
def read(tmp_path):
    return lambda members, **options: readers.read(zipped(tmp_path / "a.zip", members), **options)


def pairs(snapshot):
    return set(zip(snapshot.follows["follower_id"], snapshot.follows["followed_id"], strict=True))


def acts(snapshot):
    table = snapshot.interactions
    return sorted(zip(table["source_id"], table["target_id"], table["kind"], strict=True))


# ---- TwiBot-20


@pytest.mark.parametrize("pack", [folder, zipped])
def test_profiles_of_2020_lose_their_blanks(tmp_path, pack):
    accounts = readers.read(pack(tmp_path / "in", SAMPLES["2020"])).accounts
    ann = accounts.loc["17"]
    assert (ann["handle"], ann["name"], ann["bio"]) == ("ann", "Ann", "tea")
    assert (ann["url"], ann["location"]) == ("", "")
    assert ann["followers_count"] == 15349596
    assert (ann["is_protected"], ann["is_verified"], ann["has_default_image"]) == (
        False,
        True,
        False,
    )
    assert ann["created_at"] == pd.Timestamp("2008-11-18T10:27:25Z")
    assert pd.isna(ann["lang"])
    assert accounts["group"].dropna().to_dict() == {
        "17": "Politics, Business",
        "18": "Sports",
        "19": "Sports",
    }
    assert accounts["x_label"].dropna().to_dict() == {"17": "human", "18": "bot", "19": "human"}
    assert accounts["x_split"].dropna().to_dict() == {"17": "train", "18": "train", "19": "support"}


def test_neighbours_are_a_random_part_of_the_lists(read):
    snapshot = read(SAMPLES["2020"])
    assert pairs(snapshot) == {("17", "18"), ("19", "17"), ("20", "17")}
    assert list(snapshot.focal) == ["17"]
    assert snapshot.accounts.loc["17", "list_frame"] == "random"
    assert snapshot.follows["position"].isna().all()


def test_tweets_of_2020_have_kinds_and_no_dates(read):
    snapshot = read(SAMPLES["2020"])
    posts = snapshot.posts
    assert posts["kind"].astype(str).tolist() == ["repost", "reply", "original", "reply"]
    assert posts["has_link"].tolist() == [pd.NA, True, False, False]
    assert posts["posted_at"].isna().all()
    assert acts(snapshot) == [("17", "18", "reply"), ("17", "18", "repost")]
    assert "Replies and reposts towards accounts outside the data: 1." in snapshot.notes
    assert "Users left out for want of a readable id: 1." in snapshot.notes
    assert any("neither ids nor dates" in note for note in snapshot.notes)
    assert snapshot.accounts.loc["17", "posts_seen"]
    assert pd.isna(snapshot.accounts.loc["18", "posts_seen"])


def test_text_is_kept_on_request_only(read):
    assert "x_text" not in read(SAMPLES["2020"]).posts
    assert read(SAMPLES["2020"], text=True).posts["x_text"].iloc[2] == "plain @ben"


def test_one_list_alone_reads_too(tmp_path):
    path = single(tmp_path, {"TwiBot-20_sample.json": SAMPLES["2020"]["train.json"]})
    accounts = readers.read(path).accounts
    assert "x_split" not in accounts and sorted(accounts.index) == ["17", "18", "19", "20"]


def test_everyday_lists(read):
    snapshot = read(SAMPLES["everyday"])
    assert (len(snapshot.focal), len(snapshot.posts)) == (36, 108)
    assert snapshot.accounts["x_label"].value_counts().to_dict() == {"human": 18, "bot": 18}
    years = snapshot.accounts["created_at"].dropna().dt.year
    assert sorted(years.unique()) == [2018, 2019, 2020]


# ---- TwiBot-22


def test_users_of_2022(read):
    accounts = read(SAMPLES["2022"]).accounts
    assert accounts.loc["1", "handle"] == "useru1"
    counts = ["followers_count", "following_count", "posts_count", "listed_count"]
    assert accounts.loc["1", counts].tolist() == [5, 1, 3, 0]
    moments = {pd.Timestamp("2020-01-16T02:02:55Z")}
    assert set(accounts.loc[["1", BIG], "created_at"]) == moments
    assert accounts["x_label"].dropna().to_dict() == {"1": "human", BIG: "bot"}
    assert accounts["x_split"].dropna().to_dict() == {"1": "train"}
    assert accounts.loc["3"].isna().all()


def test_edges_of_2022(read):
    snapshot = read(SAMPLES["2022"])
    # u1's list of followers holds BIG, and BIG is said to follow u1 as well.
    assert pairs(snapshot) == {(BIG, "1"), ("1", "3")}
    assert ("3", "1", "repost") in acts(snapshot)
    assert "Left out, edges (mentioned) that do not join two users: 1." in snapshot.notes
    assert "Left out, edges (own) that do not join two users: 1." in snapshot.notes
    assert "Left out, edges (other): 1." in snapshot.notes


def test_tweets_of_2022(read):
    snapshot = read(SAMPLES["2022"], text=True)
    posts = snapshot.posts
    assert posts["kind"].dropna().astype(str).to_dict() == {"9": "reply", "10": "repost"}
    assert posts["account_id"].to_dict() == {"8": "1", "9": "1", "10": BIG}
    counts = ["likes_count", "replies_count", "reposts_count", "quotes_count"]
    assert posts.loc["9", counts].tolist() == [4, 1, 2, 0]
    assert posts.loc["10", counts].isna().all()
    assert posts["has_link"].dropna().to_dict() == {"9": True}
    assert posts.loc["9", "posted_at"] == pd.Timestamp("2022-02-01T10:00Z")
    assert acts(snapshot) == [("1", BIG, "reply"), ("1", "3", "mention"), ("3", "1", "repost")]
    assert "Tweets left out for want of a readable id or a known author: 2." in snapshot.notes
    assert posts.loc["9", "x_text"] == "hi"


def test_converted_data_list_followers_of_the_labelled(read):
    snapshot = read(SAMPLES["converted"])
    assert pairs(snapshot) == {("2", "1"), ("1", "2")}
    assert any("the labelled accounts stand first" in note for note in snapshot.notes)
    assert snapshot.posts["account_id"].to_dict() == {"5": "1"}
    plain = SAMPLES["converted"] | {"label.csv": b"id,label\nu2,bot\n"}
    assert pairs(read(plain)) == {("1", "2")}


def test_one_json_object_a_line_reads_too(read):
    snapshot = read(SAMPLES["sample"])
    assert sorted(snapshot.accounts["handle"]) == ["useru1", "useru2"]
    assert snapshot.accounts["x_label"].dropna().to_dict() == {"1": "human"}


def test_users_without_labels_or_edges(read):
    users = SAMPLES["2022"]["user.json"]
    assert len(read({"user.json": users, "x.txt": b""}).accounts) == 2
    plain = json.dumps([{"id": "7", "username": "ann"}]).encode()
    with pytest.raises(ReadError, match=r"TwiBot-20: there is no edge\.csv or label\.csv"):
        read({"user.json": plain, "x.txt": b""})


@pytest.mark.parametrize(
    ("era", "name", "data", "words"),
    [
        ("2020", "train.json", SAMPLES["2020"]["train.json"][:-9], r"train\.json: is damaged"),
        ("2022", "user.json", SAMPLES["2022"]["user.json"][:-9], r"user\.json: is damaged"),
        ("2022", "tweet_0.json", b'[{"id": "t1"', r"tweet_0\.json: is damaged"),
        ("2022", "edge.csv", b"source_id,relation,target_id\n" + b'"' + b"x" * 200_000, "not end"),
    ],
)
def test_damaged_files_are_refused(read, era, name, data, words):
    with pytest.raises(ReadError, match=words):
        read(SAMPLES[era] | {name: data})


@pytest.mark.parametrize("odd", [None, 5, [], {}, "x", [[1]], [{"ID": 5.5}], {"a": [None]}, True])
@pytest.mark.parametrize("key", ["profile", "tweet", "neighbor", "domain", "label"])
def test_any_type_may_stand_in_a_user_of_2020(read, key, odd):
    users = [twibot.user("17", "ann", **{key: odd}), twibot.user("18", "ben")]
    accounts = read({"train.json": twibot.dumped(users), "x.txt": b""}).accounts
    assert {"17", "18"} <= set(accounts.index)

"""The Cresci data: sets in folders that are named like files."""

import pandas as pd
import pytest
from exports import cresci, folder, single, zipped

from socialkit import readers
from socialkit.errors import ReadError
from socialkit.readers import csvrows, twitterprofile

SAMPLES = cresci.samples()


def moment(text):
    return pd.Timestamp(text, tz="UTC")


@pytest.fixture
def read(tmp_path):
    return lambda members, **options: readers.read(zipped(tmp_path / "a.zip", members), **options)


def pairs(snapshot):
    return set(zip(snapshot.follows["follower_id"], snapshot.follows["followed_id"], strict=True))


@pytest.mark.parametrize("pack", [folder, zipped])
def test_profiles_of_2015(tmp_path, pack):
    accounts = readers.read(pack(tmp_path / "in", SAMPLES["2015"])).accounts
    ann, ben = accounts.loc["11"], accounts.loc["12"]
    assert (ann["handle"], ann["name"], ann["bio"]) == ("ann", "Ann", 'says "hello"\nevery day')
    assert ann["created_at"] == moment("2006-11-15 13:18:50")
    assert ben["created_at"] == pd.Timestamp(1326292801, unit="s", tz="UTC")
    counts = ["followers_count", "following_count", "posts_count", "listed_count"]
    assert ann[counts].tolist() == [20, 10, 50, 1]
    assert (ann["url"], ben["url"]) == ("", "http://a.example/")
    assert (ann["x_set"], ben["x_set"]) == ("E13", "TFP")
    assert ann["x_favourites_count"] == 5


def test_empty_cell_is_no_only_where_the_column_says_yes_somewhere(read):
    both = cresci.users(cresci.user("11", "ann"), cresci.user("12", "ben").replace(",,,1,", ",,,,"))
    accounts = read({"E13.csv/users.csv": both}).accounts
    assert accounts["is_verified"].tolist() == [True, False]
    assert accounts["is_protected"].isna().all()


def test_collection_is_the_moment_unless_tweets_are_newer(read):
    assert read(SAMPLES["2015"]).taken_at == moment("2016-03-15 15:53:47")
    assert read(SAMPLES["2017"]).taken_at == moment("2016-04-01")
    late = cresci.tweet(
        cresci.TWEETS_2015, id=1, user_id=11, created_at="Fri Apr 01 00:00:00 +0000 2016"
    )
    members = SAMPLES["one set"] | {"tweets.csv": cresci.tweets(cresci.TWEETS_2015, late)}
    assert read(members).taken_at == moment("2016-04-01")
    assert not any("does not say" in note for note in read(members).notes)


def test_follows_run_from_the_follower_whichever_column_lists_the_accounts(read):
    snapshot = read(SAMPLES["2015"])
    assert pairs(snapshot) == {
        ("21", "11"),
        ("22", "11"),
        ("12", "11"),
        ("11", "12"),
        ("11", "30"),
        ("41", "12"),  # TFP names the followed account first
        ("42", "12"),
    }
    assert "In TFP.csv/followers.csv, the followed account stands first." in snapshot.notes
    assert sorted(snapshot.focal) == ["11", "12"]
    assert snapshot.accounts.loc["11", "list_frame"] == "unknown"
    assert snapshot.accounts.loc["21"].drop("x_set").isna().all()


def test_tweets_of_2015(read):
    snapshot = read(SAMPLES["2015"])
    posts = snapshot.posts
    assert posts["kind"].astype(str).to_dict() == {
        "900": "repost",
        "901": "reply",
        "902": "original",  # an answer to oneself
    }
    assert posts.loc["901", "likes_count"] == 7
    assert pd.isna(posts.loc["900", "likes_count"])
    assert posts["replies_count"].isna().all()
    assert pd.isna(posts.loc["900", "has_link"])  # a repost's links are another's doing
    assert posts["posted_at"].unique().tolist() == [moment("2015-04-30 01:34:05")]
    acts = snapshot.interactions
    # Ben is of another set, and read before any tweet is.
    assert list(zip(acts["source_id"], acts["target_id"], acts["kind"], strict=True)) == [
        ("11", "12", "repost"),
        ("11", "12", "reply"),
    ]
    assert snapshot.accounts.loc["11", "posts_seen"]
    assert pd.isna(snapshot.accounts.loc["12", "posts_seen"])
    assert "x_text" not in posts


def test_text_is_kept_on_request_in_either_encoding(read):
    assert read(SAMPLES["2015"], text=True).posts.loc["900", "x_text"] == "RT @ben: café"
    # The headerless copy of 2017 writes quotes with a backslash.
    assert read(SAMPLES["2017"], text=True).posts.loc["900", "x_text"] == 'say "hi" to me'


def test_doubled_folders_and_accounts_of_two_sets(read):
    accounts = read(SAMPLES["2017"]).accounts
    assert accounts["x_set"].to_dict() == {
        "13": "fake_followers",
        "11": "fake_followers; genuine_accounts",
    }
    assert len(read(SAMPLES["2017"]).follows) == 0


def test_one_set_takes_its_name_from_the_upload(tmp_path):
    users = SAMPLES["one set"]
    in_zip = readers.read(zipped(tmp_path / "fake_followers.csv.zip", users)).accounts
    in_folder = readers.read(folder(tmp_path / "fake_followers.csv", users)).accounts
    assert in_zip["x_set"].tolist() == in_folder["x_set"].tolist() == ["fake_followers"]
    alone = readers.read(single(tmp_path / "loose", users)).accounts
    assert "x_set" not in alone and alone.loc["11", "handle"] == "ann"


def test_everyday_folder(tmp_path):
    snapshot = readers.read(folder(tmp_path, SAMPLES["everyday"]))
    assert (len(snapshot.posts), len(snapshot.focal)) == (120, 2)
    assert snapshot.accounts["x_set"].value_counts().to_dict() == {"E13": 8, "TWT": 8}
    own = snapshot.follows["follower_id"].value_counts()
    assert own["1000"] == own["2000"] == 40


def test_rows_that_are_not_whole_are_counted(read):
    odd = cresci.tweet(cresci.TWEETS_2015, id="x", user_id=11)
    short = b'"Thu","1"\n'
    members = SAMPLES["2015"] | {
        "E13.csv/tweets.csv": cresci.tweets(cresci.TWEETS_2015, odd, short),
        "E13.csv/users.csv": cresci.users(cresci.user("0x1", "ann"), "a,b", cresci.user("11", "a")),
    }
    notes = read(members).notes
    assert "Profiles left out because their row is not whole: 1." in notes
    assert "Profiles left out for want of a readable id: 1." in notes
    assert "Tweets left out because their row is not whole: 1." in notes
    assert "Tweets left out for want of a readable id or author: 1." in notes


def test_hostile_names_of_folders_stay_texts(read):
    name = "{x} {0}\n.csv"
    members = {f"{name}/{key}": data for key, data in SAMPLES["one set"].items()}
    members |= {
        f"{name}/followers.csv": cresci.ties((11, 21)),
        "b/users.csv": SAMPLES["one set"]["users.csv"],
    }
    snapshot = read(members)
    assert pairs(snapshot) == {("21", "11")}


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"E13.csv.zip": b"PK", "TFP.csv.zip": b"PK"}, r"Cresci-2015: it holds E13\.csv\.zip"),
        ({"a/users.csv": b"id,name\n1,a\n", "b/x": b""}, "does not have the columns id, screen_n"),
        (
            SAMPLES["2015"] | {"E13.csv/tweets.csv": b"text\nhi\n"},
            r"tweets\.csv: expected a first line with the columns id, user_id, text, created_at",
        ),
        (
            SAMPLES["2015"] | {"E13.csv/followers.csv": b"a,b,c,d\n1,2,3,4\n"},
            r"followers\.csv, line 1: found 'a,b,c,d'; expected a header",
        ),
        (
            SAMPLES["one set"] | {"tweets.csv": b'id,user_id,text,created_at\n"' + b"x" * 200_000},
            "a cell does not end",
        ),
    ],
)
def test_what_is_damaged_is_refused(read, members, words):
    with pytest.raises(ReadError, match=words):
        read(members)


def test_endless_line_is_refused(read, monkeypatch):
    monkeypatch.setattr(csvrows, "MAX_LINE", 2_000)
    with pytest.raises(ReadError, match=r"users\.csv: line 2 is longer than"):
        read({"E13.csv/users.csv": cresci.users("x" * 3_000)})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wed Nov 15 13:18:50 +0000 2006", "2006-11-15 13:18:50"),
        (EPOCH := cresci.EPOCH, "2012-01-11 14:40:01"),
        (EPOCH[:-1], "2012-01-11 14:40:01"),
        (1326292801000, "2012-01-11 14:40:01"),
        (1326292801, "2012-01-11 14:40:01"),
        ("2012-01-11 14:40:01+00:00", "2012-01-11 14:40:01"),
        ("2012-01-11 14:40:01 ", "2012-01-11 14:40:01"),
        ("NULL", None),
        ("soon", None),
        ("99999999999999999999", None),
        (True, None),
        (float("nan"), None),
    ],
)
def test_dates_in_every_spelling(text, expected):
    found = twitterprofile.moment(text)
    assert (found and pd.Timestamp(found, unit="us", tz="UTC")) == (expected and moment(expected))


@pytest.mark.parametrize(
    ("value", "expected"),
    [("12", "12"), (" 12 ", "12"), (12, "12"), (2**53, None), ("012", None), (1e18, None)],
)
def test_ids_are_digits_and_never_rounded(value, expected):
    assert twitterprofile.account_id(value) == expected

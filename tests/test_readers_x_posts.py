"""X archives: own posts and whom they address, and what is never kept."""

import json

import pandas as pd
import pytest
from exports import zipped
from exports.x import (
    BIG,
    OWNER,
    account,
    acts,
    archive,
    before_2018,
    entities,
    js,
    kinds,
    manifest,
    mention,
    said,
    samples,
    tweet,
)
from test_readers import make_zip

from socialkit import readers
from socialkit.errors import ReadError


@pytest.fixture
def read(tmp_path):
    def read_files(files, make=make_zip):
        return readers.read(make(tmp_path / "archive", files))

    return read_files


def test_kinds_of_posts_and_whom_they_address(read):
    status = "https://x.com/Someone/status/99"
    reply = {"in_reply_to_status_id_str": "98", "in_reply_to_user_id_str": "5"}
    thread = {"in_reply_to_status_id_str": "1", "in_reply_to_user_id_str": OWNER}
    snapshot = read(
        archive(
            tweet("1"),
            tweet("2", "@a hi", entities=entities([mention("5", "a"), mention("6", "b")]), **reply),
            tweet("3", "RT @b: text", entities=entities([mention("6", "b"), mention("7", "c")])),
            tweet("4", entities=entities([mention("5", "Someone")], [status])),
            tweet("5", **thread),
            tweet("6", in_reply_to_status_id_str="1"),
            tweet("7", in_reply_to_status_id_str="12345"),
            tweet(
                "8",
                entities=entities([mention("-1"), mention(OWNER, "me"), mention("5", "renamed")]),
            ),
        )
    )
    assert kinds(snapshot) == {
        "1": "original",
        "2": "reply",
        "3": "repost",
        "4": "quote",
        "5": "original",
        "6": "original",
        "7": "reply",
        "8": "original",
    }
    assert acts(snapshot) == [
        ("mention", "5"),
        ("mention", "5"),
        ("mention", "6"),
        ("quote", "5"),
        ("reply", "5"),
        ("repost", "6"),
    ]
    assert (snapshot.interactions["source_id"] == OWNER).all()
    assert said(snapshot, "somebody whose id cannot be told: 1. They count towards no one")  # 7
    assert (snapshot.interactions["count"] == 1).all()


def test_quote_of_an_unknown_handle_reaches_no_one(read):
    link = entities(urls=["https://twitter.com/nobody/status/1"])
    snapshot = read(archive(tweet("1", entities=link)))
    assert kinds(snapshot) == {"1": "quote"} and acts(snapshot) == []


def test_mentions_name_accounts_by_their_latest_handle(read):
    old = tweet("1", entities=entities([mention("5", "old_name")]))
    old["tweet"]["created_at"] = "Sat Aug 12 16:10:37 +0000 2023"
    bad = tweet("3", entities=entities([mention("7", "<b>")]))
    new = tweet("2", entities=entities([mention("5", "new_name")]))
    handles = read(archive(new, old, bad)).accounts["handle"]
    assert handles["5"] == "new_name"
    assert pd.isna(handles["7"]) and pd.isna(handles[BIG])


def test_links_and_the_own_site(read):
    about = [{"profile": {"description": {"website": "https://www.ann.example/about"}}}]
    posts = [
        tweet("1", entities=entities(urls=["https://ann.example/blog"])),
        tweet("2", entities=entities(urls=["https://news.example/"])),
        tweet("3"),
        tweet("4", entities=entities(urls=["https://x.com/a/status/1"])),
    ]
    posts.append(tweet("5"))
    del posts[-1]["tweet"]["entities"]
    table = read(archive(*posts, profile=js("profile", about))).posts
    assert table["has_link"].astype(object).tolist()[:4] == [True, True, False, False]
    assert table["links_own_site"].astype(object).tolist()[:4] == [True, False, False, False]
    assert table.loc["5", ["has_link", "links_own_site"]].isna().all()
    assert read(archive(*posts)).posts["links_own_site"].isna().all()


def test_edited_and_repeated_posts_are_kept_once(read):
    first = tweet("10", edit_info={"initial": {"editTweetIds": ["10", "11"]}})
    last = tweet("11", edit_info={"edit": {"initialTweetId": "10"}}, favorite_count="8")
    snapshot = read(archive(first, last, tweet("2"), tweet("2")))
    assert sorted(snapshot.posts.index) == ["11", "2"]
    assert snapshot.posts.loc["11", "likes_count"] == 8
    assert said(snapshot, "2 posts stood twice or in an earlier version")


@pytest.mark.parametrize("order", [1, -1])
def test_what_an_earlier_version_said_does_not_count(read, order):
    first = tweet("10", entities=entities([mention("5"), mention("6")]))
    last = tweet(
        "11",
        entities=entities([mention("5")]),
        edit_info={"edit": {"initialTweetId": "10", "editControlInitial": {}}},
    )
    snapshot = read(archive(*[first, last][::order]))
    assert list(snapshot.posts.index) == ["11"]
    assert acts(snapshot) == [("mention", "5")]


def test_post_that_stands_twice_acts_once(read):
    same = tweet("1", entities=entities([mention("5", "a")], ["https://x.com/a/status/4"]))
    snapshot = read(archive(same, same, community_tweet=js("community_tweet", [same])))
    assert acts(snapshot) == [("mention", "5"), ("quote", "5")]
    assert said(snapshot, "2 posts stood twice or in an earlier version")


def test_reply_without_its_target_is_decided_by_the_whole_archive(read):
    status = entities(urls=["https://x.com/a/status/4"])
    own = tweet("3", entities=status, in_reply_to_status_id_str="9")
    other = tweet("2", in_reply_to_status_id_str="8")
    gone = tweet("1", in_reply_to_status_id_str="9" * 20)
    snapshot = read(archive(own, other, gone, tweet("9")))
    assert kinds(snapshot) == {"3": "quote", "2": "reply", "1": "reply", "9": "original"}


def test_quoted_name_may_be_met_later_and_may_change_hands(read):
    quote = tweet("1", entities=entities(urls=["https://x.com/Ann/status/4"]))
    old = tweet("2", entities=entities([mention("5", "ann")]))
    old["tweet"]["created_at"] = "Sat Aug 12 16:10:37 +0000 2023"
    new = tweet("3", entities=entities([mention("6", "ANN")]))
    snapshot = read(archive(quote, new, old))
    assert ("quote", "6") in acts(snapshot) and ("quote", "5") not in acts(snapshot)


def test_id_longer_than_any_of_x_is_not_readable(read):
    snapshot = read(archive(tweet("9" * 19), tweet("9" * 20), tweet(str(2**63)), tweet("1")))
    assert list(snapshot.posts.index) == ["1"]
    assert said(snapshot, "3 posts without a readable id left out")


def test_counts_are_texts_and_a_repost_has_none_of_its_own(read):
    odd = tweet("2", favorite_count="many", retweet_count=-1)
    rows = [tweet("1", retweet_count="4"), odd, tweet("3", "RT @a: b", retweet_count="900")]
    posts = read(archive(*rows)).posts
    assert posts.loc["1", ["likes_count", "reposts_count"]].tolist() == [3, 4]
    assert posts.loc[["2", "3"], ["likes_count", "reposts_count"]].isna().all().all()


def test_archives_of_2019_have_no_wrapper(read):
    bare = [tweet("1")["tweet"], tweet("2", "RT @a: b")["tweet"]]
    snapshot = read(
        {"account.js": account(), "tweet.js": js("tweet", bare), "follower.js": js("follower", [])}
    )
    assert kinds(snapshot) == {"1": "original", "2": "repost"}


def test_likes_are_said_to_have_no_author(read):
    likes = js("like", [{"like": {"tweetId": "1", "fullText": "secret"}}])
    assert said(read(archive(like=likes)), "likes without their authors")


def test_no_text_address_or_message_is_kept(read, tmp_path):
    private = js("direct_messages", [{"dmConversation": {"text": "secret message"}}])
    snapshot = read(
        archive(
            tweet("1", "secret words"),
            account=account(phoneNumber="+15555555555"),
            direct_messages=private,
        )
    )
    folder = snapshot.save(tmp_path / "saved")
    tables = [pd.read_parquet(path).reset_index() for path in folder.glob("*.parquet")]
    kept = (folder / "snapshot.json").read_text() + "".join(table.to_csv() for table in tables)
    assert not any(word in kept for word in ("secret", "example.test", "15555", "javascript"))


def test_private_files_of_a_real_download_leave_nothing(tmp_path):
    path = zipped(tmp_path / "a.zip", samples()["everyday"])
    for kept_text in (False, True):
        snapshot = readers.read(path, text=kept_text)
        folder = snapshot.save(tmp_path / f"saved{kept_text}")
        tables = [pd.read_parquet(file).reset_index() for file in folder.glob("*.parquet")]
        kept = (folder / "snapshot.json").read_text() + "".join(one.to_csv() for one in tables)
        private = ("4366012345", "203.0.113.7", "between us", "example.test", "javascript", "gone")
        assert not any(word in kept for word in private)
        assert ("good morning" in kept) is kept_text


# ---- text, on request


def test_text_is_kept_on_request_alone(read, tmp_path):
    files = archive(tweet("2", "a &lt;b&gt; &amp; c"), tweet("1", "x"), tweet("2", "again"))
    assert "x_text" not in read(files).posts
    path = make_zip(tmp_path / "again.zip", files)
    assert readers.read(path, text=True).posts["x_text"].to_dict() == {"2": "a <b> & c", "1": "x"}


def test_long_post_gets_its_whole_text_where_one_fits(tmp_path):
    long, other = "one " * 100, "two " * 100

    def note(text, date="2025-09-01T10:00:00.000Z"):
        return {"noteTweet": {"createdAt": date, "core": {"text": text}}}

    notes = [note(long), note(other, "2025-09-01T10:00:05.000Z"), {"noteTweet": 5}, note(7)]
    posts = [tweet("1", long[:270] + "\u2026"), tweet("2", other[:270]), tweet("3", "short")]
    files = archive(*posts, note_tweet=js("note_tweet", notes))
    texts = readers.read(make_zip(tmp_path / "a.zip", files), text=True).posts["x_text"]
    assert texts.to_dict() == {"1": long, "2": other[:270], "3": "short"}
    twice = archive(*posts, note_tweet=js("note_tweet", [note(long), note(long + "!")]))
    texts = readers.read(make_zip(tmp_path / "b.zip", twice), text=True).posts["x_text"]
    assert texts["1"] == long[:270] + "\u2026"


# ---- community, long and deleted posts


def test_posts_to_communities_are_own_posts_and_deleted_ones_are_none(read):
    long = js("note_tweet", [{"noteTweet": {"noteTweetId": "9", "core": {"text": "long"}}}])
    files = archive(
        tweet("1"),
        community_tweet=js("community_tweet", [tweet("2"), tweet("1")]),
        deleted_tweets=js("deleted_tweets", [tweet("3"), tweet("4")]),
        note_tweet=long,
    )
    snapshot = read(files)
    assert sorted(snapshot.posts.index) == ["1", "2"]
    assert said(snapshot, "Deleted posts that the archive still holds (2) are not counted.")
    assert not said(read(archive(tweet(), deleted_tweets=js("deleted_tweets", []))), "Deleted")
    with pytest.raises(ReadError, match=r"data/community-tweet\.js is missing"):
        listed = manifest(community_tweet=[("community-tweet.js", "1")])
        read(archive(tweet(), manifest=listed))


# ---- before 2018


def test_grailbird_holds_own_posts_and_names_what_it_lacks(read):
    files = before_2018()
    snapshot = read(files)
    assert kinds(snapshot) == {"1": "original", "2": "reply", "3": "repost", "4": "original"}
    assert acts(snapshot) == [("reply", "5"), ("repost", "6")]
    assert len(snapshot.focal) == 0 and len(snapshot.follows) == 0
    assert snapshot.accounts.loc[OWNER, "handle"] == "sample_owner"
    assert snapshot.accounts.loc[OWNER, ["followers_count", "following_count"]].isna().all()
    assert snapshot.taken_at == pd.Timestamp("2014-02-01T00:00Z")
    assert said(snapshot, "neither the list of your followers nor")
    assert said(snapshot, "How many they were is not known; it is not 0.")
    assert not said(snapshot, "stood twice")
    del files["data/js/user_details.js"]
    with pytest.raises(ReadError, match="user_details"):
        read(files)


def test_grailbird_owner_may_be_named_by_a_post_alone(read):
    said_by_post = [{"id_str": "4", "text": "a", "user": {"id_str": OWNER, "screen_name": "me"}}]
    months = "Grailbird.data.tweets_2014_02 = " + json.dumps(said_by_post)
    snapshot = read({"data/js/tweets/2014_02.js": months})
    assert snapshot.accounts.loc[OWNER, "handle"] == "me"
    assert snapshot.posts["posted_at"].isna().all()


def test_month_of_grailbird_and_table_do_not_count_twice(tmp_path):
    months = "Grailbird.data.tweets_2014_01 = " + json.dumps([{"id_str": "1", "text": "&lt;3"}])
    files = before_2018(**{"data/js/tweets/2014_01.js": months})
    posts = readers.read(make_zip(tmp_path / "a.zip", files), text=True).posts
    assert posts["x_text"].to_dict() == {"1": "<3", "4": "late", "2": "@a hi", "3": "RT @b: x"}


def test_damaged_month_of_grailbird_is_named(read):
    with pytest.raises(ReadError, match=r"2014_02\.js: is damaged"):
        read(before_2018(**{"data/js/tweets/2014_02.js": "Grailbird.data.tweets_2014_02 = [{"}))

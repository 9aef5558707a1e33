"""X archives: own posts and whom they address, and what is never kept."""

import json

import pandas as pd
import pytest
from test_readers import make_zip
from x_archives import BIG, OWNER, account, acts, archive, entities, js, kinds, mention, said, tweet

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


# ---- before 2018

DETAILS = 'var user_details = {"screen_name": "sample_owner", "id": "' + OWNER + '"}'
CSV = (
    '"tweet_id","in_reply_to_status_id","in_reply_to_user_id","timestamp","source","text",'
    '"retweeted_status_id","retweeted_status_user_id","expanded_urls"\n'
    '"1","","","2014-01-01 00:00:00 +0000","web","hello,\nthere","","",""\n'
    '"2","9","5","2014-01-02 00:00:00 +0000","web","@a hi","","",""\n'
    '"3","","","2014-01-03 00:00:00 +0000","web","RT @b: x","8","6","http://a.example/"\n'
)


def test_grailbird_holds_own_posts_and_names_what_it_lacks(read):
    monthly = [{"id_str": "4", "text": "late", "created_at": "2014-02-01 00:00:00 +0000"}]
    files = {
        "tweets.csv": CSV,
        "data/js/user_details.js": DETAILS,
        "data/js/tweets/2014_02.js": "Grailbird.data.tweets_2014_02 = \n" + json.dumps(monthly),
    }
    snapshot = read(files)
    assert kinds(snapshot) == {"1": "original", "2": "reply", "3": "repost", "4": "original"}
    assert acts(snapshot) == [("reply", "5"), ("repost", "6")]
    assert len(snapshot.focal) == 0 and len(snapshot.follows) == 0
    assert snapshot.accounts.loc[OWNER, "handle"] == "sample_owner"
    assert snapshot.taken_at == pd.Timestamp("2014-02-01T00:00Z")
    assert said(snapshot, "neither the list of your followers nor")
    del files["data/js/user_details.js"]
    with pytest.raises(ReadError, match="user_details"):
        read(files)

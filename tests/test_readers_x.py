"""X archives: small ones written here for every trap, real-shaped ones from the fixtures."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_readers import make_folder, make_zip

from socialkit import readers
from socialkit.errors import ReadError, SocialkitError
from socialkit.readers import x
from socialkit.snapshot import Snapshot

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures"
OWNER = "1203948576102938475"
BIG = "1600000000000000043"  # a number of this size loses its last digit as a float
DAY = "Mon Sep 01 10:00:00 +0000 2025"


def js(kind, records, part=0):
    return f"window.YTD.{kind}.part{part} = " + json.dumps(records, indent=2)


def people(kind, *ids):
    return [{kind: {"accountId": known, "userLink": "javascript:alert(1)"}} for known in ids]


def account(**changes):
    facts = {"email": "me@example.test", "username": "sample_owner", "accountId": OWNER}
    facts |= {"createdAt": "2019-12-09T08:15:30.000Z", "accountDisplayName": "Sample"}
    return js("account", [{"account": facts | changes}])


def manifest(date="2026-09-01T09:58:12.345Z", **files):
    kinds = {
        kind: {"files": [{"fileName": f"data/{name}", "count": count} for name, count in names]}
        for kind, names in files.items()
    }
    info = {"generationDate": date, "isPartialArchive": False}
    return "window.__THAR_CONFIG = " + json.dumps({"archiveInfo": info, "dataTypes": kinds})


def tweet(post_id="1", text="hello", **more):
    facts = {"id_str": post_id, "full_text": text, "created_at": DAY, "favorite_count": "3"}
    return {"tweet": facts | {"entities": {"user_mentions": [], "urls": []}} | more}


def mention(account_id, name="someone"):
    return {"id_str": account_id, "screen_name": name, "name": "Some One"}


def entities(mentions=(), urls=()):
    found = [{"url": "https://t.co/a", "expanded_url": url} for url in urls]
    return {"user_mentions": list(mentions), "urls": found}


def archive(*tweets, **changes):
    files = {
        "data/account.js": account(),
        "data/follower.js": js("follower", people("follower", "5", BIG, "7")),
        "data/following.js": js("following", people("following", BIG)),
        "data/tweets.js": js("tweets", list(tweets)),
        "data/manifest.js": manifest(),
    }
    named = {f"data/{name.replace('_', '-')}.js": text for name, text in changes.items()}
    return {name: text for name, text in (files | named).items() if text is not None}


@pytest.fixture
def read(tmp_path):
    def read_files(files, make=make_zip):
        return readers.read(make(tmp_path / "archive", files))

    return read_files


def lists(snapshot):
    """Return the owner's followers and those the owner follows, as counts."""
    owner = snapshot.focal[0]
    follows = snapshot.follows
    return (follows["followed_id"] == owner).sum(), (follows["follower_id"] == owner).sum()


def said(snapshot, words):
    return any(words in note for note in snapshot.notes)


def kinds(snapshot):
    return snapshot.posts["kind"].astype(str).to_dict()


def acts(snapshot):
    rows = snapshot.interactions
    return sorted(zip(rows["kind"].astype(str), rows["target_id"], strict=True))


# ---- real-shaped archives


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x/x_basic.zip", (5, 8)),
        ("x/x_bom_crlf.zip", (5, 8)),
        ("x/x_multipart.zip", (5, 8)),
        ("x/x_root_files.zip", (5, 8)),
        ("x/x_xss.zip", (1, 3)),
        ("x/x_empty_both.zip", (0, 0)),
        ("x/dogsheep_zip_contents", (2, 2)),
        ("instagram/foreign_x.zip", (1, 0)),
        ("facebook/wrong_x.zip", (0, 0)),
    ],
)
def test_fixture_has_the_counts_its_authors_give(name, expected):
    snapshot = readers.read(FIXTURES / name)
    assert lists(snapshot) == expected
    assert x.LIMITS_NOTE in snapshot.notes
    assert snapshot.platform == "x"


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("x_missing_part.zip", r"data/follower-part1\.js is missing"),
        ("wrong_instagram.zip", "an Instagram export, which this version cannot read yet"),
        ("not_an_export.zip", "no format that can be read"),
    ],
)
def test_fixture_is_refused(name, words):
    with pytest.raises(ReadError, match=words):
        readers.read(FIXTURES / "x" / name)


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
def test_hostile_names_of_the_fixture_are_dropped():
    snapshot = readers.read(FIXTURES / "x" / "x_xss.zip")
    assert snapshot.accounts["handle"].isna().all()
    assert said(snapshot, "4 entries on the list of those you follow without a readable id")
    assert said(snapshot, "user name is not one that X would allow")


# ---- owner and lists


def test_owner_and_lists(read):
    about = {"bio": "Therapist", "website": "https://t.co/x", "location": ""}
    files = archive(tweet(), profile=js("profile", [{"profile": {"description": about}}]))
    snapshot = read(files)
    owner = snapshot.accounts.loc[OWNER]
    assert list(snapshot.focal) == [OWNER]
    assert (owner["handle"], owner["name"], owner["bio"]) == ("sample_owner", "Sample", "Therapist")
    assert (owner["location"], owner["url"]) == ("", "https://t.co/x")
    assert (owner["list_order"], owner["list_frame"]) == ("newest_first", "census")
    assert (owner["posts_seen"], owner["interactions_seen"]) == (True, "out")
    assert owner["created_at"] == pd.Timestamp("2019-12-09T08:15:30Z")
    assert pd.isna(owner["followers_count"]) and pd.isna(owner["posts_count"])
    assert snapshot.taken_at == pd.Timestamp("2026-09-01T09:58:12.345Z")
    inward = snapshot.follows[snapshot.follows["followed_id"] == OWNER]
    assert inward["follower_id"].tolist() == ["5", BIG, "7"]
    assert inward["position"].tolist() == [0, 1, 2]
    assert snapshot.follows["followed_at"].isna().all()
    others = snapshot.accounts.drop(OWNER)
    assert others.isna().all().all()


@pytest.mark.parametrize("make", [make_zip, make_folder])
@pytest.mark.parametrize("prefix", ["", "twitter-2026-09-01/", "a/b/"])
def test_layout_does_not_matter(read, make, prefix):
    files = {prefix + name: text for name, text in archive(tweet()).items()}
    assert lists(read(files, make)) == (3, 1)


@pytest.mark.parametrize(
    "change",
    [
        lambda name, text: (name.removeprefix("data/"), text),
        lambda name, text: (name.replace("/", "\\"), text),
        lambda name, text: (name.upper(), text),
        lambda name, text: (name.replace(".js", " (1).js"), text),
        lambda name, text: (name, "\ufeff" + text.replace("\n", "\r\n") + ";\r\n"),
        lambda name, text: (name, " ".join(text.split())),
    ],
)
def test_disguises_do_not_matter(read, change):
    plain = read(archive(tweet()))
    disguised = dict(change(name, text) for name, text in archive(tweet()).items())
    assert read(disguised) == plain


def test_parts_follow_each_other_and_repeats_are_merged(read):
    more = {
        f"follower_part{part}": js("follower", people("follower", *ids), part)
        for part, ids in ((2, ["5"]), (10, ["11"]), (1, ["9"]))
    }
    snapshot = read(archive(tweet(), **more, tweets_part1=js("tweets", [tweet("2")], 1)))
    inward = snapshot.follows[snapshot.follows["followed_id"] == OWNER]
    assert inward["follower_id"].tolist() == ["5", BIG, "7", "9", "11"]
    assert list(snapshot.posts.index) == ["1", "2"]
    assert said(snapshot, "1 entry on the follower list repeated")


def test_ids_that_are_no_digits_in_text_are_dropped(read):
    ids = [BIG, int(BIG), 12, None, "", "1e5", "-1", "\u0661\u0662", "5 onload=x", True, ["5"]]
    snapshot = read(archive(tweet(), follower=js("follower", people("follower", *ids))))
    assert lists(snapshot) == (1, 1)
    assert said(snapshot, "10 entries on the follower list without a readable id left out")


def test_owner_on_the_own_list_is_left_out(read):
    snapshot = read(archive(tweet(), following=js("following", people("following", OWNER, "5"))))
    assert lists(snapshot) == (3, 1)
    assert said(snapshot, "The owner stood on the list of those you follow")


def test_manifest_that_lists_a_missing_file_names_it(read):
    parts = [("follower.js", "3"), ("follower-part1.js", "2"), ("follower-part2.js", "0")]
    with pytest.raises(ReadError, match=r"data/follower-part1\.js is missing"):
        read(archive(tweet(), manifest=manifest(follower=parts)))
    there = js("follower", people("follower", "8", "9"), 1)
    whole = archive(tweet(), manifest=manifest(follower=parts), follower_part1=there)
    assert lists(read(whole)) == (5, 1)


def test_count_that_differs_from_the_manifest_is_no_census(read):
    snapshot = read(archive(tweet(), manifest=manifest(follower=[("follower.js", "4")])))
    assert snapshot.accounts.loc[OWNER, "list_frame"] == "unknown"
    assert said(snapshot, "counts 4 followers, the list has 3")


def test_partial_archive_says_so(read):
    text = manifest().replace("false", "true")
    snapshot = read(archive(tweet(), manifest=text))
    assert said(snapshot, "several zips")
    assert snapshot.accounts.loc[OWNER, "list_frame"] == "unknown"


def test_empty_lists_are_a_snapshot_that_says_so(read):
    empty = {"follower": js("follower", []), "following": js("following", [])}
    snapshot = read(archive(**empty))
    assert lists(snapshot) == (0, 0)
    assert said(snapshot, "The follower list is empty.")
    assert said(snapshot, "The list of those you follow is empty.")
    assert snapshot.accounts.loc[OWNER, "posts_seen"]


def test_missing_lists_are_not_empty_lists(read):
    snapshot = read(archive(tweet(), follower=None, tweets=None))
    assert len(snapshot.focal) == 0
    assert pd.isna(snapshot.accounts.loc[OWNER, "posts_seen"])
    assert said(snapshot, "holds no follower list") and said(snapshot, "no posts of yours")


def test_upload_without_its_owner_is_read_and_says_so(read):
    snapshot = read({"follower.js": js("follower", people("follower", "5"))})
    assert lists(snapshot) == (1, 0)
    assert said(snapshot, "does not say whose archive it is")
    with pytest.raises(ReadError, match="neither the lists nor the posts"):
        read({"account.js": js("account", [])})


def test_renamed_list_is_refused(read):
    with pytest.raises(ReadError, match="holds the follower list under the name of the following"):
        read(archive(following=js("follower", people("follower", "5"))))


@pytest.mark.parametrize(
    "text",
    [
        js("follower", people("follower", "5"))[:-20],
        "window.YTD.follower.part0 = ",
        'window.YTD.follower.part0 = {"follower": 1}',
        "window.YTD.follower.part0 = " + "[" * 100_000,
        "window.YTD.follower.part0 = [" + "9" * 5000 + "]]",
        b"window.YTD.follower.part0 = [\xff]",
    ],
)
def test_damaged_list_names_the_file(read, text):
    with pytest.raises(ReadError, match=r"follower\.js: is damaged"):
        read(archive(follower=text))


# ---- several exports in one upload


def test_browser_copy_of_the_same_content_is_no_second_export(read):
    files = archive(tweet())
    files["data/follower (1).js"] = files["data/follower.js"]
    snapshot = read(files)
    assert lists(snapshot) == (3, 1)
    assert not said(snapshot, "exports")


def test_newest_of_two_exports_is_read_alone(read):
    newer = js("follower", people("follower", "100"))
    loose = archive(tweet()) | {
        "data/follower (1).js": newer,
        "data/manifest (1).js": manifest("2026-10-01T00:00:00.000Z"),
    }
    folders = {f"old/{name}": text for name, text in archive(tweet()).items()}
    later = archive(tweet(), follower=newer, manifest=manifest("2026-10-01T00:00:00.000Z"))
    folders |= {f"new/{name}": text for name, text in later.items()}
    for files in (loose, folders):
        snapshot = read(files)
        assert lists(snapshot) == (1, 1)
        assert snapshot.taken_at == pd.Timestamp("2026-10-01T00:00Z")
        assert said(snapshot, "2 exports; only the newest was read")


def test_exports_without_manifest_are_dated_by_their_posts(read):
    old = {f"a/{k}": v for k, v in archive(tweet(), manifest=None).items()}
    late = tweet(created_at="Tue Sep 01 10:00:00 +0000 2026")
    new = archive(late, manifest=None, follower=js("follower", people("follower", "100")))
    snapshot = read(old | {f"b/{k}": v for k, v in new.items()})
    assert lists(snapshot) == (1, 1)


# ---- dates


def test_without_manifest_the_newest_date_is_used(read):
    snapshot = read(archive(tweet(), manifest=None))
    assert snapshot.taken_at == pd.Timestamp("2025-09-01T10:00Z")
    assert said(snapshot, "does not say when it was made")
    undated = read(archive(manifest=None, account=account(createdAt="soon")))
    assert undated.taken_at == pd.Timestamp("2000-01-01T00:00Z")


def test_post_after_the_manifest_moves_the_date(read):
    late = tweet("2", created_at="Tue Sep 01 10:00:00 +0000 2026")
    snapshot = read(archive(tweet(), late, manifest=manifest("2026-08-01T00:00:00.000Z")))
    assert snapshot.taken_at == pd.Timestamp("2026-09-01T10:00Z")
    assert said(snapshot, "newer than the archive says")


def test_account_opened_after_the_archive_has_no_date(read):
    snapshot = read(archive(tweet(), account=account(createdAt="2030-01-01T00:00:00.000Z")))
    assert pd.isna(snapshot.accounts.loc[OWNER, "created_at"])


@pytest.mark.parametrize(
    "date",
    ["Sat Aug 12 16:10:37 +0000 1997", "Sa Okt 12 16:10:37 +0000 2023", "", None, 5, "2023-99-01"],
)
def test_bogus_dates_are_not_known(read, date):
    snapshot = read(archive(tweet("1"), tweet("2", created_at=date)))
    assert snapshot.posts["posted_at"].isna().tolist() == [False, True]
    assert said(snapshot, "1 post without a possible date")


def test_last_post_is_the_newest_own_post(read):
    early = tweet("2", created_at="Sat Aug 12 16:10:37 -0130 2023")
    snapshot = read(archive(tweet("1"), early))
    assert snapshot.accounts.loc[OWNER, "last_post_at"] == pd.Timestamp("2025-09-01T10:00Z")
    assert snapshot.posts.loc["2", "posted_at"] == pd.Timestamp("2023-08-12T17:40:37Z")


# ---- posts and interactions


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
            tweet("8", entities=entities([mention("-1"), mention(OWNER, "me"), mention("5", "renamed")])),
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


# ---- anything may be wrong


def _whole():
    posts = [
        tweet("1", entities=entities([mention("5", "a")], ["https://x.com/a/status/4"])),
        tweet("2", "RT @a: b", retweeted_status={"user": {"id_str": "6"}}),
        tweet("3", edit_info={"initial": {"editTweetIds": ["3"]}}, in_reply_to_user_id_str="7"),
    ]
    about = [{"profile": {"description": {"bio": "b", "website": "https://a.example"}}}]
    lists_named = manifest(follower=[("follower.js", "3")], tweets=[("tweets.js", "3")])
    return archive(*posts, profile=js("profile", about), manifest=lists_named)


def _spots(value, path=()):
    """Return the path of every value inside parsed JSON."""
    found = [path] if path else []
    if isinstance(value, dict | list):
        inside = value.items() if isinstance(value, dict) else enumerate(value)
        found += [spot for key, item in inside for spot in _spots(item, (*path, key))]
    return found


ODD = [None, True, 0, -1, 1.5, 10**30, "", "x", "\ud800", "9" * 40, [], {}, [[]], [None], {"a": []}]


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_json_ends_in_a_snapshot_or_an_error(tmp_path, data):
    files = _whole()
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(sorted(files)))
        head, _, body = files[name].partition(" = ")
        parsed = json.loads(body)
        spots = _spots(parsed)
        if not spots:
            continue
        *path, last = data.draw(st.sampled_from(spots))
        holder = parsed
        for key in path:
            holder = holder[key]
        if data.draw(st.booleans()):
            holder[last] = data.draw(st.sampled_from(ODD))
        else:
            del holder[last]
        files[name] = f"{head} = {json.dumps(parsed)}"
    try:
        assert isinstance(readers.read(make_zip(tmp_path / "a.zip", files)), Snapshot)
    except SocialkitError as error:
        assert "\n" not in str(error)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_bytes_end_in_a_snapshot_or_an_error(tmp_path, data):
    files = {name: text.encode() for name, text in _whole().items()}
    name = data.draw(st.sampled_from(sorted(files)))
    text = bytearray(files[name])
    for _ in range(data.draw(st.integers(0, 3))):
        text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(0, 255))
    files[name] = bytes(text[: data.draw(st.integers(0, len(text)))] if len(text) % 2 else text)
    path = make_zip(tmp_path / "a.zip", files)
    if data.draw(st.booleans()):
        whole = bytearray(path.read_bytes())
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
        path.write_bytes(whole)
    try:
        assert isinstance(readers.read(path), Snapshot)
    except SocialkitError as error:
        assert "\n" not in str(error)

"""Small X archives of every era, as file names and texts."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from random import Random

OWNER = "1203948576102938475"
BIG = "1600000000000000043"  # a number of this size loses its last digit as a float
DAY = "Mon Sep 01 10:00:00 +0000 2025"

POSTED_BEFORE_2018 = (
    '"tweet_id","in_reply_to_status_id","in_reply_to_user_id","timestamp","source","text",'
    '"retweeted_status_id","retweeted_status_user_id","expanded_urls"\n'
    '"1","","","2014-01-01 00:00:00 +0000","web","hello,\nthere","","",""\n'
    '"2","9","5","2014-01-02 00:00:00 +0000","web","@a hi","","",""\n'
    '"3","","","2014-01-03 00:00:00 +0000","web","RT @b: x","8","6","http://a.example/"\n'
)
OWNER_BEFORE_2018 = 'var user_details = {"screen_name": "sample_owner", "id": "' + OWNER + '"}'


def samples() -> dict[str, dict[str, bytes]]:
    """Return an archive of every era and trap, by name."""
    found = {
        "everyday": everyday(),
        "2019": before_2020(),
        "2019 inner zips": before_2020() | {"tweet_media/tweet-media-1.zip": _inner_zip()},
        "2020": _renamed(archive(tweet("1"), tweet("2", "RT @a: b")), "tweets", "tweet"),
        "parts": parts(),
        "part of a larger export": archive(
            tweet("1"), manifest=manifest(partial=True, follower=[("follower.js", "3")])
        ),
        "lists alone": {
            name: text for name, text in archive().items() if "follow" in name.rsplit("/", 1)[1]
        },
        "two exports": {f"old/{name}": text for name, text in archive(tweet("1")).items()}
        | {f"new/{name}": text for name, text in later().items()},
        "browser copies": archive(tweet("1"))
        | {f"{name[:-3]} (1).js": text for name, text in later().items()},
        "mark and windows lines": {
            name: "\ufeff" + text.replace("\n", "\r\n") + ";\r\n"
            for name, text in archive(tweet("1")).items()
        },
        "before 2018": before_2018(),
    }
    return {
        name: {
            file: text if isinstance(text, bytes) else text.encode() for file, text in files.items()
        }
        for name, files in found.items()
    }


def everyday() -> dict[str, str]:
    """Return what a person of today downloads: 60 followers, 40 followed (25 of them both)."""
    dice = Random(7)
    followers = [str(2000 + row) for row in range(60)]
    following = followers[:25] + [str(3000 + row) for row in range(15)]
    begun = datetime(2023, 2, 1, 9, 30, tzinfo=UTC)
    posts = [
        _ordinary(row, f"{begun + timedelta(hours=220 * row):%a %b %d %H:%M:%S +0000 %Y}", dice)
        for row in range(120)
    ]
    long = "What a season of group work has taught us. " * 12
    posts.append(tweet("5000", long[:274] + "\u2026 https://t.co/x", favorite_count="31"))
    note = {"noteTweetId": "77", "createdAt": "2025-09-01T10:00:00.000Z", "core": {"text": long}}
    about = {"bio": "Group leader & teacher", "website": "https://t.co/own", "location": "Graz"}
    community = [tweet(str(6000 + row), "to the circle", favorite_count="2") for row in range(2)]
    deleted = [tweet(str(7000 + row), "gone") for row in range(3)]
    for record in deleted:
        record["tweet"]["deleted_at"] = "Tue Sep 02 10:00:00 +0000 2025"
    sizes = {
        "follower": [("follower.js", "60")],
        "following": [("following.js", "40")],
        "tweets": [("tweets.js", "121")],
        "community_tweet": [("community-tweet.js", "2")],
    }
    return archive(
        *reversed(posts),
        profile=js("profile", [{"profile": {"description": about}}]),
        follower=js("follower", people("follower", *reversed(followers))),
        following=js("following", people("following", *reversed(following))),
        manifest=manifest(**sizes),
        note_tweet=js("note_tweet", [{"noteTweet": note}]),
        community_tweet=js("community_tweet", community),
        deleted_tweets=js("deleted_tweets", deleted),
        like=js("like", [{"like": {"tweetId": str(row), "fullText": "x"}} for row in range(9)]),
        phone_number=js("phone_number", [{"device": {"phoneNumber": "+4366012345"}}]),
        ip_audit=js("ip_audit", [{"ipAudit": {"loginIp": "203.0.113.7"}}]),
        direct_messages=js("direct_messages", [{"dmConversation": {"text": "between us"}}]),
    )


def before_2020() -> dict[str, str]:
    """Return files at the root, lists without links, posts without their wrapper."""
    posts = [tweet("1")["tweet"], tweet("2", "RT @a: b")["tweet"]]
    return {
        "account.js": account(),
        "follower.js": js("follower", [{"follower": {"accountId": known}} for known in "567"]),
        "following.js": js("following", [{"following": {"accountId": "5"}}]),
        "tweet.js": js("tweet", posts),
    }


def before_2018(**changes: str) -> dict[str, str]:
    """Return an archive of the older kind: own posts by month and as a table."""
    later = [{"id_str": "4", "text": "late", "created_at": "2014-02-01 00:00:00 +0000"}]
    months = "Grailbird.data.tweets_2014_02 = \n" + json.dumps(later)
    return {
        "tweets.csv": POSTED_BEFORE_2018,
        "data/js/user_details.js": OWNER_BEFORE_2018,
        "data/js/tweets/2014_02.js": months,
    } | changes


def parts() -> dict[str, str]:
    """Return an archive whose follower list comes in three files, the last of them empty."""
    listed = [("follower.js", "3"), ("follower-part1.js", "2"), ("follower-part2.js", "0")]
    there = js("follower", people("follower", "8", "9"), 1)
    more = js("tweets", [tweet("2")], 1)
    whole = manifest(follower=listed, tweets=[("tweets.js", "1"), ("tweets-part1.js", "1")])
    return archive(tweet("1"), manifest=whole, follower_part1=there, tweets_part1=more)


def later() -> dict[str, str]:
    """Return an archive of a month later, with one follower."""
    newer = js("follower", people("follower", "100"))
    return archive(tweet("1"), follower=newer, manifest=manifest("2026-10-01T00:00:00.000Z"))


def js(kind, records, part=0):
    return f"window.YTD.{kind}.part{part} = " + json.dumps(records, indent=2)


def people(kind, *ids):
    return [{kind: {"accountId": known, "userLink": "javascript:alert(1)"}} for known in ids]


def account(**changes):
    facts = {"email": "me@example.test", "username": "sample_owner", "accountId": OWNER}
    facts |= {"createdAt": "2019-12-09T08:15:30.000Z", "accountDisplayName": "Sample"}
    return js("account", [{"account": facts | changes}])


def manifest(date="2026-09-01T09:58:12.345Z", *, partial=False, **files):
    kinds = {}
    for kind, names in files.items():
        first, *rest = kind.split("_")
        key = first + "".join(word.title() for word in rest)
        listed = [{"fileName": f"data/{name}", "count": count} for name, count in names]
        kinds[key] = {"files": listed}
    info = {"generationDate": date, "isPartialArchive": partial}
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


def _ordinary(row, date, dice):
    """Return one of 120 posts; of each kind there are 20, towards ten people in turn."""
    who = str(2000 + row % 10)
    name = f"person_{who}"
    reply = {"in_reply_to_status_id_str": str(900 + row), "in_reply_to_user_id_str": who}
    shaped = (
        ("good morning &amp; welcome", {}),
        (f"@{name} yes", reply | {"entities": entities([mention(who, name)])}),
        (f"RT @{name}: a thought", {"entities": entities([mention(who, name)])}),
        ("see this", {"entities": entities(urls=[f"https://x.com/{name}/status/1"])}),
        ("and more", {"in_reply_to_status_id_str": str(1000 + row - 4)}),
        ("my page", {"entities": entities(urls=["https://group.example/"])}),
    )
    text, more = shaped[row % 6]
    likes = str(dice.randrange(30))
    return tweet(str(1000 + row), text, **{"created_at": date, "favorite_count": likes} | more)


def _renamed(files, old, new):
    """Return files with one kind of list under another name."""
    return {
        name.replace(f"/{old}.js", f"/{new}.js"): text.replace(f"YTD.{old}.", f"YTD.{new}.")
        for name, text in files.items()
    }


def _inner_zip():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as inner:
        inner.writestr("1-picture.jpg", b"not a picture")
    return held.getvalue()

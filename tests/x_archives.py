"""Small X archives for the tests, as a dict of file names and texts."""

import json

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

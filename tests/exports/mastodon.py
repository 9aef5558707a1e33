"""Exports of the fediverse: archives, lists of accounts, and pages saved from a server."""

import json
import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

HOME = "https://home.example"
OWNER_URI = f"{HOME}/users/Mara"
FOLLOWERS_URI = f"{OWNER_URI}/followers"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
CONTEXT = ["https://www.w3.org/ns/activitystreams", {"toot": "http://joinmastodon.org/ns#"}]
PROFILE_LINK = '<a href="https://mara.example" rel="me"><span>https://</span>mara.example</a>'
_START = datetime(2023, 3, 1, 8, tzinfo=UTC)


def packed(value: object) -> bytes:
    """Return JSON as a server writes it."""
    return json.dumps(value, ensure_ascii=False).encode()


def moment(day: float) -> str:
    """Return the moment so many days after the first of the samples."""
    return f"{_START + timedelta(days=day):%Y-%m-%dT%H:%M:%S}Z"


def actor(**changed: object) -> dict:
    """Return the owner's profile as an archive describes it."""
    return {
        "@context": CONTEXT,
        "id": OWNER_URI,
        "type": "Person",
        "inbox": f"{OWNER_URI}/inbox",
        "preferredUsername": "Mara",
        "name": "Mara  Lind",
        "summary": "<p>Painter &amp; printer</p><p>North<br>coast</p>",
        "url": f"{HOME}/@Mara",
        "manuallyApprovesFollowers": False,
        "discoverable": True,
        "published": "2021-05-01T00:00:00Z",
        "publicKey": {"publicKeyPem": "-----BEGIN PUBLIC KEY-----"},
        "attachment": [
            {"type": "PropertyValue", "name": "Pronouns", "value": "she"},
            {"type": "PropertyValue", "name": "Web", "value": PROFILE_LINK},
        ],
    } | changed


def mention(name: str, href: str) -> dict:
    """Return the tag of one mention; people of the home server stand without their host."""
    return {"type": "Mention", "href": href, "name": name}


def create(number: int, day: float, content: str = "<p>Good morning</p>", **note: object) -> dict:
    """Return one post of the owner; `note` changes what it holds."""
    uri = f"{OWNER_URI}/statuses/{number}"
    inner = {
        "id": uri,
        "type": "Note",
        "inReplyTo": None,
        "published": moment(day),
        "attributedTo": OWNER_URI,
        "to": [PUBLIC],
        "cc": [FOLLOWERS_URI],
        "content": content,
        "contentMap": {"en": content},
        "attachment": [],
        "tag": [],
    } | note
    outer = {"id": f"{uri}/activity", "type": "Create", "actor": OWNER_URI}
    return outer | {key: inner[key] for key in ("published", "to", "cc")} | {"object": inner}


def announce(number: int, day: float, boosted: str, author: str, **changed: object) -> dict:
    """Return one boost by the owner."""
    return {
        "id": f"{OWNER_URI}/statuses/{number}/activity",
        "type": "Announce",
        "actor": OWNER_URI,
        "published": moment(day),
        "to": [PUBLIC],
        "cc": [author, FOLLOWERS_URI],
        "object": boosted,
    } | changed


def collection(name: str, items: list, **more: object) -> bytes:
    """Return an ordered collection; what `more` holds stands before the items."""
    head = {"@context": CONTEXT, "id": f"{name}.json", "type": "OrderedCollection"}
    return packed(head | more | {"orderedItems": items})


def archive(items: list, likes: list | None = None, **changed: object) -> dict[str, bytes]:
    """Return the files of an archive with these activities."""
    return {
        "outbox.json": collection("outbox", items, totalItems=len(items)),
        "likes.json": collection("likes", likes or []),
        "bookmarks.json": collection("bookmarks", [f"{HOME}/users/kept/statuses/1"]),
        "actor.json": packed(actor(**changed)),
        "avatar.png": b"\x89PNG",
    }


def account(number: int, acct: str, **changed: object) -> dict:
    """Return one profile as the home server's API gives it."""
    user, _, host = acct.partition("@")
    site = f"https://{host}" if host else HOME
    return {
        "id": str(10**17 + number),
        "username": user,
        "acct": acct,
        "display_name": user.title(),
        "locked": False,
        "bot": False,
        "discoverable": True,
        "group": False,
        "created_at": "2022-11-05T00:00:00.000Z",
        "note": f"<p>I am {user}</p>",
        "url": f"{site}/@{user}",
        "uri": f"{site}/users/{user}",
        "avatar": f"{HOME}/files/{user}.png",
        "avatar_static": f"{HOME}/files/{user}.png",
        "followers_count": 12,
        "following_count": 30,
        "statuses_count": 44,
        "last_status_at": "2026-02-03",
        "emojis": [],
        "fields": [],
    } | changed


def status(number: int, author: dict, day: float = 0, **changed: object) -> dict:
    """Return one post as the home server's API gives it."""
    return {
        "id": str(10**17 + number),
        "created_at": moment(day),
        "in_reply_to_id": None,
        "in_reply_to_account_id": None,
        "visibility": "public",
        "uri": f"{author['uri']}/statuses/{number}",
        "url": f"{author['url']}/{number}",
        "replies_count": 1,
        "reblogs_count": 2,
        "favourites_count": 3,
        "content": "<p>Hello</p>",
        "reblog": None,
        "account": author,
        "mentions": [],
        "tags": [],
    } | changed


def everyday() -> dict[str, bytes]:
    """Return an archive with its CSV of follows and the followers saved from the server."""
    dice = random.Random(5)
    people = [f"friend{number}" for number in range(40)]
    uris = {name: f"https://away.example/users/{name}" for name in people}
    items = []
    for number in range(1, 241):
        day = number * 4.5
        who = dice.choice(people)
        tag = [mention(f"@{who}@away.example", uris[who])]
        kind = dice.random()
        if kind < 0.3:
            parent = f"{uris[who]}/statuses/{number}"
            items.append(create(number, day, "<p>Yes</p>", inReplyTo=parent, tag=tag))
        elif kind < 0.5:
            items.append(announce(number, day, f"{uris[who]}/statuses/{number}", uris[who]))
        elif kind < 0.6:
            items.append(create(number, day, PROFILE_LINK))
        else:
            items.append(create(number, day, tag=tag if kind < 0.7 else []))
    likes = [f"{uris[dice.choice(people)]}/statuses/{number}" for number in range(300, 390)]
    rows = [f"{name}@away.example,true,false," for name in people]
    followers = [
        account(
            number,
            f"friend{number}@away.example" if number < 25 else f"reader{number}@other.example",
            followers_count=dice.randrange(3, 900),
            following_count=dice.randrange(3, 900),
            last_status_at=moment(dice.randrange(200, 1080))[:10],
            bot=number % 20 == 0,
        )
        for number in range(60)
    ]
    csv = "\n".join(["Account address,Show boosts,Notify on new posts,Languages", *rows, ""])
    more = {"following_accounts.csv": csv.encode(), "followers.json": packed(followers)}
    return archive(items, likes) | more


def samples() -> Mapping[str, dict[str, bytes]]:
    """Return the members of every era and variant by name."""
    friend, reader = account(1, "Ben@away.example"), account(2, "cleo")
    own = account(9, "Mara", followers_count=2)
    return {
        "everyday": everyday(),
        "archive": archive([create(1, 0), create(2, 1)]),
        "following": {
            "following_accounts.csv": b"Account address,Show boosts,Notify on new posts,Languages\n"
            b'ben@away.example,true,false,"en, fr"\nCleo@Home.example,false,true,\n'
        },
        "following, old": {"following_accounts.csv": b"ben@away.example\r\ncleo@home.example\r\n"},
        "followers, GoToSocial": {"followers.csv": b"Account address\nben@away.example\n"},
        "followers, Mitra": {"followers.csv": b"@ben@away.example\n@cleo@home.example\n"},
        "followers, Pixelfed": {
            "pixelfed-followers.json": packed(
                ["https://pics.example/dora", "https://away.example/users/Ben", f"{HOME}/@cleo"]
            )
        },
        "Pleroma": {
            "actor.json": packed(actor()),
            "outbox.json": collection("outbox", [create(1, 0)])[:-1] + b', "totalItems": 1}',
            "followers.json": collection("followers", [f"{HOME}/users/cleo"]),
            "following.json": collection("following", ["https://away.example/users/ben"]),
        },
        "API pages": {
            "account.json": packed(own),
            "followers_1.json": packed([friend]),
            "followers_2.json": packed([reader]),
            "following.json": packed([friend]),
            "statuses.json": packed([status(1, own, 1), status(2, own, 2)]),
        },
    }

"""Collections of the Twitter API: version 2 in pages, flattened and streamed, and version 1.1.

Six people: ann (11) writes, ben (12) reposts her, cat (13) replies, dan (14) quotes,
eve (15) is only mentioned, fox (16) has an empty profile.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from random import Random

API = "https://api.twitter.com/2"
FIELDS = "user.fields=description%2Clocation%2Curl&tweet.fields=entities"
MET = "2024-03-01T12:00:00+00:00"
LATER = "2024-03-02T12:00:00+00:00"
NAMES = {11: "Ann_A", 12: "ben", 13: "cat", 14: "dan", 15: "eve", 16: "fox"}


def user(number: int, **more: object) -> dict:
    """Return an account of version 2."""
    found = {
        "id": str(number),
        "username": NAMES.get(number, f"person_{number}"),
        "name": f"Person {number}",
        "created_at": "2015-03-01T08:00:00.000Z",
        "description": f"Listens to people, {number}",
        "location": "By the sea",
        "url": "https://t.co/short",
        "entities": {"url": {"urls": [{"expanded_url": f"https://site{number}.example/me"}]}},
        "profile_image_url": f"https://pbs.twimg.com/profile_images/{number}/a_normal.jpg",
        "protected": False,
        "verified": False,
        "public_metrics": {
            "followers_count": number * 10,
            "following_count": number,
            "tweet_count": 500,
            "listed_count": 2,
        },
    }
    return found | more


def bare_user(number: int) -> dict:
    """Return an account with an empty profile, as the API writes it: without its place."""
    empty = user(number, description="", url="")
    image = "https://abs.twimg.com/sticky/default_profile_images/default_profile_normal.png"
    return {key: empty[key] for key in empty if key not in ("location", "entities")} | {
        "profile_image_url": image
    }


def post(number: int, author: int, **more: object) -> dict:
    """Return a post of version 2."""
    counts = {"like_count": 7, "reply_count": 3, "retweet_count": 2, "quote_count": 1}
    return {
        "id": str(number),
        "author_id": str(author),
        "created_at": "2024-02-01T10:00:00.000Z",
        "text": f"Words of post {number}",
        "public_metrics": counts,
    } | more


def refers(**how: int) -> dict:
    """Return references of a post, such as ``retweeted=101``."""
    return {"referenced_tweets": [{"type": key, "id": str(value)} for key, value in how.items()]}


def mention(number: int, start: int = 0) -> dict:
    """Return a mention as older pages have it: a user name and no id."""
    return {"start": start, "end": start + 4, "username": NAMES[number].upper()}


def link(url: str) -> dict:
    """Return a web address in a post."""
    return {"start": 50, "end": 73, "url": "https://t.co/abc", "expanded_url": url}


def page(inside: object, question: str, met: str = MET, **more: object) -> dict:
    """Return a page of version 2 as twarc keeps it."""
    about = {"url": f"{API}/{question}", "version": "2.14.0", "retrieved_at": met}
    return {"data": inside, **more, "__twarc": about}


def lines(records: Iterable[object]) -> bytes:
    """Return records one a line."""
    return "".join(json.dumps(record) + "\n" for record in records).encode()


ORIGINAL = post(
    101,
    11,
    created_at="2020-01-01T10:00:00.000Z",
    entities={"urls": [link("https://site11.example/talk")], "mentions": [mention(15, 5)]},
)
REPOST = post(
    102,
    12,
    **refers(retweeted=101),
    text="RT @Ann_A: Words of",
    entities={"mentions": [mention(11, 3), mention(15, 12)]},
)
REPLY = post(
    103,
    13,
    **refers(replied_to=101),
    in_reply_to_user_id="11",
    entities={"mentions": [mention(11), mention(15, 7)]},
)
QUOTE = post(
    104,
    14,
    **refers(quoted=101),
    entities={"urls": [link("https://twitter.com/Ann_A/status/101")]},
)
THREAD = post(105, 11, **refers(replied_to=101), in_reply_to_user_id="11")
PICTURE = post(106, 16, entities={"urls": [link("https://twitter.com/fox/status/106/photo/1")]})
GONE = post(107, 13, **refers(retweeted=999), text="RT @gone: Words of")
FOUND = [REPOST, REPLY, QUOTE, THREAD, PICTURE, GONE]
ENCLOSED = {"users": [*map(user, range(11, 16)), bare_user(16)], "tweets": [ORIGINAL]}
SEARCH = page(
    FOUND,
    f"tweets/search/recent?query=talk&{FIELDS}",
    includes=ENCLOSED,
    errors=[{"resource_type": "tweet", "resource_id": "999", "title": "Not Found Error"}],
    meta={"result_count": 6, "next_token": "more"},
)


def flattened(whole: dict) -> list[dict]:
    """Return the posts of a page, each with what it refers to inside."""
    enclosed = whole["includes"]
    users = {one["id"]: one for one in enclosed["users"]}
    named = {one["username"].upper(): one for one in enclosed["users"]}
    posts = {one["id"]: one for one in enclosed["tweets"]}

    def flat(one: dict) -> dict:
        out = one | {"author": users.get(one["author_id"], {})}
        if "in_reply_to_user_id" in one:
            out["in_reply_to_user"] = users.get(one["in_reply_to_user_id"], {})
        entities = one.get("entities", {})
        if "mentions" in entities:
            people = [{**each, **named.get(each["username"], {})} for each in entities["mentions"]]
            out["entities"] = entities | {"mentions": people}
        if "referenced_tweets" in one:
            pairs = [(each, posts.get(each["id"])) for each in one["referenced_tweets"]]
            out["referenced_tweets"] = [
                each | (flat(known) if known else {}) for each, known in pairs
            ]
        return out

    return [flat(one) | {"__twarc": whole["__twarc"]} for one in whole["data"]]


def stream() -> bytes:
    """Return a stream that broke off within its fourth line."""
    rule = [{"id": "1", "tag": None}]
    caught = [
        page(
            one,
            "tweets/search/stream",
            met="2024-02-01T09:59:59+00:00",
            includes=ENCLOSED,
            matching_rules=rule,
        )
        for one in (QUOTE, PICTURE)
    ]
    broken = {"errors": [{"title": "operational-disconnect", "detail": "The stream ended."}]}
    about = {"__twarc": caught[0]["__twarc"]}
    return lines([*caught, broken | about]) + b'{"data": {"author_id": "12"'


def list_pages(
    which: str, target: int, parts: list[list[int]], *, left: str | None = None, met: str = MET
) -> list[dict]:
    """Return a list page by page; with `left`, it was not followed to its end."""
    tokens = [None, *(f"t{row}" for row in range(1, len(parts)))]
    out = []
    for row, part in enumerate(parts):
        start = f"&pagination_token={tokens[row]}" if tokens[row] else ""
        following = tokens[row + 1] if row + 1 < len(parts) else left
        meta = {"result_count": len(part)} | ({"next_token": following} if following else {})
        question = f"users/{target}/{which}?{FIELDS}{start}"
        out.append(page([user(one) for one in part], question, met=met, meta=meta))
    return out


# ---- version 1.1


def old_user(number: int, **more: object) -> dict:
    """Return an account of version 1.1."""
    return {
        "id": number,
        "id_str": str(number),
        "screen_name": NAMES.get(number, f"person_{number}"),
        "name": f"Person {number}",
        "description": f"Listens to people, {number}",
        "location": "",
        "url": "https://t.co/short",
        "entities": {"url": {"urls": [{"expanded_url": f"https://site{number}.example/me"}]}},
        "followers_count": number * 10,
        "friends_count": number,
        "statuses_count": 500,
        "listed_count": 2,
        "created_at": "Sun Mar 01 08:00:00 +0000 2015",
        "default_profile_image": False,
        "protected": False,
        "verified": True,
        "lang": None,
    } | more


def old_post(number: int, author: int, **more: object) -> dict:
    """Return a post of version 1.1."""
    return {
        "created_at": "Thu Feb 01 10:00:00 +0000 2024",
        "id": number,
        "id_str": str(number),
        "full_text": f"Words of post {number}",
        "truncated": False,
        "entities": {"urls": [], "user_mentions": []},
        "user": old_user(author),
        "in_reply_to_user_id_str": None,
        "in_reply_to_status_id_str": None,
        "retweet_count": 2,
        "favorite_count": 7,
    } | more


def old_mention(number: int) -> dict:
    """Return a mention of version 1.1."""
    return {"id_str": str(number), "screen_name": NAMES[number], "name": "Old name"}


OLD_ORIGINAL = old_post(101, 11, created_at="Wed Jan 01 10:00:00 +0000 2020")
OLD_POSTS = [
    old_post(
        102,
        12,
        full_text="RT @Ann_A: Words of",
        retweeted_status=OLD_ORIGINAL,
        entities={"urls": [], "user_mentions": [old_mention(11)]},
    ),
    old_post(
        103,
        13,
        in_reply_to_user_id_str="11",
        in_reply_to_screen_name="Ann_A",
        in_reply_to_status_id_str="101",
        entities={"urls": [], "user_mentions": [old_mention(11), old_mention(15)]},
    ),
    old_post(
        104,
        14,
        is_quote_status=True,
        quoted_status_id_str="101",
        quoted_status=OLD_ORIGINAL,
        entities={"urls": [link("https://twitter.com/Ann_A/status/101")], "user_mentions": []},
    ),
    old_post(
        105,
        16,
        text="Words that go o… https://t.co/abc",
        truncated=True,
        extended_tweet={
            "full_text": "Words that go on with https://site16.example/a",
            "entities": {"urls": [link("https://site16.example/a")], "user_mentions": []},
        },
        timestamp_ms="1706781600000",
    ),
]


def everyday() -> dict[str, bytes]:
    """Return all about one account: both lists, its own posts, and who turned to it."""
    dice = Random(11)
    fans, followed = list(range(100, 160)), list(range(140, 180))
    start = datetime(2021, 1, 1, tzinfo=UTC)

    def dated(number: int, author: int, **more: object) -> dict:
        moment = start + timedelta(hours=dice.randrange(3 * 365 * 24))
        return post(number, author, created_at=f"{moment:%Y-%m-%dT%H:%M:%S}.000Z", **more)

    own = [dated(2_000 + row, 11) for row in range(40)]
    replies = [
        dated(3_000 + row, dice.choice(fans), **refers(replied_to=2_000), in_reply_to_user_id="11")
        for row in range(50)
    ]
    enclosed = {"users": [user(one) for one in fans], "tweets": own[:1]}
    return {
        "followers.jsonl": lines(list_pages("followers", 11, [fans[:40], fans[40:]])),
        "following.jsonl": lines(list_pages("following", 11, [followed])),
        "posts.jsonl": lines(
            [page(own, f"users/11/tweets?{FIELDS}", includes={"users": [user(11)]})]
        ),
        "search.jsonl": lines([page(replies, f"tweets/search/all?{FIELDS}", includes=enclosed)]),
    }


def samples() -> dict[str, dict[str, bytes]]:
    """Return the members of every variant by name."""
    gone = [{"resource_type": "user", "title": "Not Found Error"}]
    looked_up = page([user(11), bare_user(16), user(11)], f"users?ids=11&{FIELDS}", errors=gone)
    newer = page([user(11, description="New words")], f"users?ids=11&{FIELDS}", met=LATER)
    whole = list_pages("followers", 11, [[21, 22], [23]])
    head = list_pages("followers", 11, [[21, 22]], left="t1")
    flat_fans = [one | {"__twarc": each["__twarc"]} for each in whole for one in each["data"]]
    liked = page([ORIGINAL], f"users/13/liked_tweets?{FIELDS}", includes={"users": [user(11)]})
    return {
        "everyday": everyday(),
        "pages": {"search.jsonl": lines([SEARCH])},
        "flattened": {"flat.jsonl": lines(flattened(SEARCH))},
        "array": {"flat.json": json.dumps(flattened(SEARCH)).encode()},
        "document": {"page.json": json.dumps(SEARCH, indent=2).encode()},
        "powershell": {"search.jsonl": lines([SEARCH]).decode().encode("utf-16")},
        "stream": {"stream.jsonl": stream()},
        "users": {"users.jsonl": lines([newer, looked_up])},
        "followers": {"fans.jsonl": lines(whole)},
        "followers, head": {"fans.jsonl": lines(head)},
        "followers, flattened": {"fans.jsonl": lines(flat_fans)},
        "following": {"followed.jsonl": lines(list_pages("following", 11, [[21], [22]]))},
        "likes": {"likes.jsonl": lines([liked])},
        "version 1.1": {"posts.json": json.dumps(OLD_POSTS, indent=1).encode()},
        "version 1.1, lines": {"posts.jsonl": lines(OLD_POSTS)},
        "version 1.1, users": {"users.json": json.dumps([old_user(11), old_user(12)]).encode()},
        "version 1.1, followers": {
            "fans.json": json.dumps({"users": [old_user(21)], "next_cursor": 0}).encode()
        },
    }

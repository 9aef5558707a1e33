"""TwiBot-20 and TwiBot-22 in small, with people of our own."""

import json
from random import Random


def profile(handle: str, **more: str) -> dict[str, str]:
    """Return a profile of TwiBot-20, where every value is a text with a blank behind it."""
    given = {
        "screen_name": handle,
        "name": handle.title(),
        "location": "",
        "description": "tea",
        "url": "None",
        "protected": "False",
        "verified": "True",
        "followers_count": "15349596",
        "friends_count": "692",
        "listed_count": "4",
        "statuses_count": "98",
        "favourites_count": "14",
        "created_at": "Tue Nov 18 10:27:25 +0000 2008",
        "default_profile_image": "False",
        "lang": "None",
    }
    return {name: f"{value} " for name, value in (given | more).items()}


def user(account_id: str, handle: str, **more: object) -> dict[str, object]:
    """Return a user of TwiBot-20."""
    plain = {"ID": account_id, "profile": profile(handle), "tweet": None, "neighbor": None}
    return plain | {"domain": ["Sports"], "label": "0"} | more


def newer(account_id: str, **more: object) -> dict[str, object]:
    """Return a user of TwiBot-22."""
    counts = {"followers_count": 5, "following_count": 1, "tweet_count": 3, "listed_count": 0}
    plain = {"id": account_id, "username": f"User{account_id}", "name": "N", "location": None}
    plain |= {"created_at": "2020-01-16 02:02:55+00:00", "public_metrics": counts, "url": ""}
    return plain | {"protected": False, "verified": True, "description": "x"} | more


def tweet(post_id: str, author: int, **more: object) -> dict[str, object]:
    """Return a tweet of TwiBot-22."""
    counts = {"like_count": 4, "reply_count": 1, "retweet_count": 2, "quote_count": 0}
    plain = {"id": post_id, "author_id": author, "text": "hi", "public_metrics": counts}
    return plain | {"created_at": "2022-02-01 10:00:00+00:00", "entities": None} | more


def dumped(value: object) -> bytes:
    """Return JSON."""
    return json.dumps(value).encode()


def drawn() -> dict[str, bytes]:
    """Return train, dev and test lists of twelve users each."""
    random, members = Random(20), {}
    for number, split in enumerate(("train", "dev", "test")):
        users = [
            user(
                str(1000 * (number + 1) + place),
                f"user{number}_{place}",
                tweet=[f"RT @user{number}_{place // 2}: tea\n", "see https://t.co/a\n", "tea\n"],
                neighbor={
                    "follower": [str(random.randrange(9000, 9100)) for _ in range(10)],
                    "following": [str(random.randrange(8000, 8100)) for _ in range(10)],
                },
                label=str(place % 2),
                profile=profile(
                    f"user{number}_{place}",
                    created_at=f"Tue Mar {1 + place:02} 10:27:25 +0000 {2018 + number}",
                ),
            )
            for place in range(12)
        ]
        members[f"TwiBot-20/{split}.json"] = dumped(users)
    return members


def samples() -> dict[str, dict[str, bytes]]:
    """Return every variant as its members."""
    ann = user(
        "17",
        "Ann",
        tweet=["RT @ben: x\n", "@Ben hi https://t.co/a\n", "plain @ben\n", "@stranger yes\n"],
        neighbor={"following": ["18", "x"], "follower": ["19", "20", "19"]},
        domain=["Politics", "Bussiness"],
    )
    ben = user("18", "ben", domain="Sports", label="1")
    big = 1217628182611927040
    edges = (
        "source_id,relation,target_id\n"
        f"u1,followers,u{big}\nu1,following,u3\nu1,post,t8\nt9,mentioned,u1\nu1,own,l3\n"
        f"u{big},follow,u1\nu3,retweeted,u1\nu1,{{x}},u3\n"
    )
    answer = tweet(
        "t9",
        1,
        referenced_tweets=[{"type": "replied_to", "id": "4"}],
        in_reply_to_user_id=big,
        entities={"urls": [{"url": "u"}], "mentions": [{"id": str(big)}, {"id": "3"}]},
    )
    repost = tweet("t10", big, referenced_tweets=[{"type": "retweeted", "id": "9"}])
    return {
        "everyday": drawn(),
        "2020": {"train.json": dumped([ann, ben]), "support.json": dumped([user("19", "cat"), 5])},
        "2022": {
            "user.json": dumped([newer("u1"), newer(f"u{big}", created_at=1579140175000)]),
            "label.csv": f"id,label\nu1,human\nu{big},bot\n".encode(),
            "split.csv": b"id,split\nu1,train\n",
            "edge.csv": edges.encode(),
            "tweet_0.json": dumped([answer, repost, tweet("t11", 99), 5]),
        },
        "converted": {
            "node.json": dumped([newer("u1"), newer("u2"), {"id": "t5", "text": "tea"}]),
            "label.csv": b"id,label\nu1,bot\n",
            "edge.csv": b"source_id,relation,target_id\nu1,follow,u2\nu1,friend,u2\nu1,post,t5\n",
        },
        "sample": {
            "user_sample.json": b"\n".join(dumped(newer(one)) for one in ("u1", "u2")),
            "label_sample.csv": b"id,label\nu1,human\n",
        },
    }

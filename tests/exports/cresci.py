"""Folders in the manner of the Cresci data: users, tweets, followers and friends of each set."""

from random import Random

USERS = (
    "id,name,screen_name,statuses_count,followers_count,friends_count,favourites_count,"
    "listed_count,created_at,url,lang,time_zone,location,default_profile,default_profile_image,"
    "protected,verified,description,timestamp,crawled_at,updated"
)
USERS_2015 = (
    "id,name,screen_name,statuses_count,followers_count,friends_count,favourites_count,"
    "listed_count,created_at,url,lang,location,default_profile,default_profile_image,verified,"
    "description,updated,dataset"
)
TWEETS = (
    "id text source user_id truncated in_reply_to_status_id in_reply_to_user_id "
    "in_reply_to_screen_name retweeted_status_id geo place contributors retweet_count "
    "reply_count favorite_count favorited retweeted possibly_sensitive num_hashtags num_urls "
    "num_mentions created_at timestamp crawled_at updated"
).split()
TWEETS_2015 = (
    "created_at id text source user_id truncated in_reply_to_status_id in_reply_to_user_id "
    "in_reply_to_screen_name retweeted_status_id geo place retweet_count reply_count "
    "favorite_count num_hashtags num_urls num_mentions timestamp"
).split()
CRAWLED = "2015-05-02 06:41:46"
EPOCH = "1326292801000L"


def users(*rows: str) -> bytes:
    """Return a ``users.csv`` of 2017."""
    return "\n".join([USERS, *rows, ""]).encode()


def user(account_id: str, handle: str, created: str = "Wed Nov 15 13:18:50 +0000 2006") -> str:
    """Return one profile of 2017: verified, with NULL for the site."""
    return (
        f'{account_id},{handle.title()},{handle},50,20,10,5,1,{created},NULL,en,,Bern,1,,,1,"says '
        f'""hello""\nevery day",2006-11-15 13:18:50,{CRAWLED},2016-03-15 15:53:47'
    )


def tweet(columns: list[str], **cells: object) -> bytes:
    """Return one tweet; what is not said is an empty cell, or 0 as the data write it."""
    zeros = "in_reply_to_status_id in_reply_to_user_id retweeted_status_id reply_count".split()
    known = dict.fromkeys(zeros, 0) | {"created_at": "Thu Apr 30 01:34:05 +0000 2015"} | cells
    row = ",".join(f'"{known.get(column, "")}"' for column in columns)
    return row.encode("cp1252") + b"\n"


def tweets(columns: list[str], *rows: bytes) -> bytes:
    """Return a ``tweets.csv`` with its header line."""
    return ",".join(f'"{column}"' for column in columns).encode() + b"\n" + b"".join(rows)


def ties(*pairs: tuple[object, object]) -> bytes:
    """Return a ``followers.csv`` or ``friends.csv``."""
    return "".join(f"{a},{b}\n" for a, b in (("source_id", "target_id"), *pairs)).encode()


def drawn() -> dict[str, bytes]:
    """Return two sets of 2015 with a list of 60 followers."""
    random, members = Random(5), {}
    for number, name in enumerate(("E13", "TWT")):
        ids = [str(1000 * (number + 1) + place) for place in range(8)]
        fans = [str(9000 + random.randrange(200)) for _ in range(60)]
        rows = [user(one, f"user{one}") for one in ids]
        posts = [
            tweet(
                TWEETS_2015,
                id=7_000_000 + 1000 * number + place,
                user_id=random.choice(ids),
                text=f"tea number {place}",
                num_urls=place % 2,
                favorite_count=place % 5,
                retweet_count=place % 3,
                in_reply_to_user_id=random.choice([0, 0, *ids]),
                created_at=f"Thu Apr {1 + place % 28:02} 01:34:05 +0000 {2013 + place % 3}",
            )
            for place in range(60)
        ]
        top = f"cresci-2015.csv/{name}.csv"
        members[f"{top}/users.csv"] = users(*rows)
        members[f"{top}/tweets.csv"] = tweets(TWEETS_2015, *posts)
        members[f"{top}/followers.csv"] = ties(*((fan, ids[0]) for fan in dict.fromkeys(fans)))
        members[f"{top}/friends.csv"] = ties(*((ids[0], 5000 + place) for place in range(40)))
    return members


def samples() -> dict[str, dict[str, bytes]]:
    """Return every variant as its members."""
    caf = tweet(TWEETS_2015, id=900, user_id=11, text="RT @ben: caf\xe9", num_urls=1)
    answer = tweet(TWEETS_2015, id=901, user_id=11, in_reply_to_user_id=12, favorite_count=7)
    thread = tweet(TWEETS_2015, id=902, user_id=11, in_reply_to_user_id=11, text="and")
    old = f"12,Ben,ben,50,20,10,5,1,{EPOCH},http://a.example/,en,Bern,,,,,2014-05-01 00:00:00,E13"
    e13 = {
        "E13.csv/users.csv": users(user("11", "ann"), "short,row"),
        "E13.csv/tweets.csv": tweets(TWEETS_2015, caf, answer, thread),
        "E13.csv/followers.csv": ties((21, 11), (22, 11), (12, 11)),
        "E13.csv/friends.csv": ties((11, 12), (11, 30), (11, 30)),
        "TFP.csv/users.csv": f"{USERS_2015}\n{old}\n".encode(),
        "TFP.csv/followers.csv": ties((12, 41), (12, 42)),
    }
    genuine = "datasets_full.csv/genuine_accounts.csv/genuine_accounts.csv"
    quoted = r"say \"hi\" to me"
    full = {
        f"{genuine}/users.csv": users(user("11", "ann", EPOCH)),
        f"{genuine}/tweets.csv": tweet(
            TWEETS, id=900, user_id=11, text=quoted, crawled_at="2016-04-01 00:00:00", num_urls=0
        ),
        "datasets_full.csv/fake_followers.csv/users.csv": users(
            user("13", "cat"), user("11", "ann")
        ),
    }
    return {
        "everyday": drawn(),
        "2015": e13,
        "2017": full,
        "one set": {"users.csv": users(user("11", "ann"))},
    }

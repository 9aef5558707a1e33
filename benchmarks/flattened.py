"""Posts as twarc writes them flattened: one a line, its author and what it refers to inside."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

FIRST = 1_400_000_000_000_000_000
PEOPLE = 300_000
BLOCK = 2_000  # lines written at once
_START = datetime(2023, 1, 1, tzinfo=UTC)
_WORDS = "what we learn from each other in small groups of people who meet often and long".split()
_FIELDS = "created_at,description,entities,id,location,name,public_metrics,url,username,verified"
_URL = (
    "https://api.twitter.com/2/tweets/search/all?expansions=author_id%2Cin_reply_to_user_id"
    f"&user.fields={_FIELDS.replace(',', '%2C')}&max_results=500&query=practice"
)
_TOPIC = {
    "domain": {"id": "10", "name": "Subject", "description": "What a post is about"},
    "entity": {"id": "10038764303", "name": "Practice", "description": "The practice of it"},
}


def write(path: Path, count: int = 1_000_000) -> None:
    """Write `count` flattened posts, gzipped."""
    dice = Random(7)
    with gzip.open(path, "wb", compresslevel=1) as file:
        waiting: list[str] = []
        for row in range(count):
            waiting.append(json.dumps(_line(row, dice)) + "\n")
            if len(waiting) == BLOCK:
                file.write("".join(waiting).encode())
                waiting.clear()
        file.write("".join(waiting).encode())


def _line(row: int, dice: Random) -> dict[str, object]:
    """Return one post: two in ten repost, one replies and one quotes, the rest stand alone."""
    draw = dice.random()
    person, other = dice.randrange(PEOPLE), dice.randrange(PEOPLE // 10)
    post = _post(FIRST + row, person, dice)
    how = "retweeted" if draw < 0.2 else "replied_to" if draw < 0.3 else "quoted"
    if draw < 0.4:
        parent = _post(FIRST // 2 + dice.randrange(10**6), other, dice)
        post["referenced_tweets"] = [{"type": how, **parent}]
    if draw < 0.3:
        start = 3 if draw < 0.2 else 0
        mention = {"start": start, "end": start + 10, **_person(other)}
        post["entities"]["mentions"] = [mention]
    if 0.2 <= draw < 0.3:
        post |= {"in_reply_to_user_id": str(FIRST + other), "in_reply_to_user": _person(other)}
    retrieved = _START + timedelta(days=365, seconds=row // 500)
    about = {"url": _URL, "version": "2.13.0", "retrieved_at": retrieved.isoformat()}
    return {**post, "__twarc": about}


def _post(post_id: int, person: int, dice: Random) -> dict[str, object]:
    posted = _START + timedelta(seconds=post_id % 10**6 * 20)
    counts = {"retweet_count": dice.randrange(9), "reply_count": 1, "like_count": 5}
    link = {"start": 100, "end": 123, "url": "https://t.co/1", "expanded_url": "https://an.example"}
    return {
        "id": str(post_id),
        "author_id": str(FIRST + person),
        "conversation_id": str(post_id),
        "created_at": f"{posted:%Y-%m-%dT%H:%M:%S}.000Z",
        "text": " ".join(dice.choices(_WORDS, k=22)),
        "lang": "en",
        "reply_settings": "everyone",
        "possibly_sensitive": False,
        "context_annotations": [_TOPIC] * (dice.random() < 0.3),
        "public_metrics": {**counts, "quote_count": 0, "impression_count": 90},
        "entities": {
            "urls": [link] * (dice.random() < 0.3),
            "hashtags": [{"start": 0, "end": 9, "tag": "practice"}],
        },
        "edit_history_tweet_ids": [str(post_id)],
        "author": _person(person),
    }


def _person(person: int) -> dict[str, object]:
    counts = {"followers_count": person % 999, "following_count": person % 777}
    return {
        "id": str(FIRST + person),
        "username": f"person_{person}",
        "name": f"Person number {person}",
        "created_at": "2015-03-01T08:00:00.000Z",
        "description": f"Works with people, number {person}, and writes about what they learn.",
        "location": "A town by the sea",
        "url": "https://t.co/2",
        "entities": {"url": {"urls": [{"expanded_url": f"https://site{person}.example/"}]}},
        "profile_image_url": f"https://pbs.twimg.com/profile_images/{person}/a_normal.jpg",
        "protected": False,
        "verified": False,
        "public_metrics": {**counts, "tweet_count": person % 5000, "listed_count": 1},
    }

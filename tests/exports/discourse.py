"""Discourse: the member list of a forum, and a member's own archive, new and old."""

import csv
import gzip
import io
import json
from datetime import UTC, datetime, timedelta

LIST = (
    "id,name,username,email,title,created_at,last_seen_at,last_posted_at,last_emailed_at,"
    "trust_level,approved,suspended_at,suspended_till,silenced_till,active,admin,moderator,"
    "ip_address,staged,topics_entered,posts_read_count,time_read,topic_count,post_count,"
    "likes_given,likes_received,location,website,views,group_names"
)
OWN = "topic_title,categories,is_pm,post_raw,post_cooked,like_count,reply_count,url,created_at"
OLD_OWN = "topic_title,category,sub_category,is_pm,post,like_count,reply_count,url,created_at"
LIKES = "id,post_id,topic_id,post_number,created_at,updated_at,deleted_at,deleted_by"
_START = datetime(2023, 2, 1, 8, tzinfo=UTC)


def written(header: str, rows: object) -> bytes:
    """Return rows as a CSV file, quoted where they need it."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return f"{header}\n{text.getvalue()}".encode()


def moment(day: float) -> str:
    """Return the moment so many days after the first of the samples."""
    return f"{_START + timedelta(days=day):%Y-%m-%d %H:%M:%S} UTC"


def member(number: int, username: str, **changed: object) -> list[object]:
    """Return one row of a member list, with what must never be kept."""
    row: dict[str, object] = dict.fromkeys(LIST.split(","), "")
    row |= {
        "id": number,
        "name": username.title(),
        "username": username,
        "email": f"{username}@mail.example",
        "created_at": moment(number % 300),
        "last_seen_at": moment(400 + number % 600),
        "last_posted_at": moment(350 + number % 600),
        "trust_level": number % 5,
        "approved": "true",
        "active": "true",
        "admin": "false",
        "moderator": "false",
        "ip_address": "203.0.113.9",
        "staged": "false",
        "topic_count": number % 3,
        "post_count": number % 40,
        "likes_given": number % 20,
        "likes_received": number % 30,
        "group_names": "trust_level_0;trust_level_1",
    }
    return list((row | changed).values())


def post(number: int, place: int = 2, is_pm: str = "No", **changed: object) -> list[object]:
    """Return one row of an archive."""
    row: dict[str, object] = {
        "topic_title": f"Topic {number}",
        "categories": "Practice|Notes",
        "is_pm": is_pm,
        "post_raw": f'On "{number}",\nmore at https://mara.example',
        "post_cooked": f"<p>On {number}</p>",
        "like_count": number % 7,
        "reply_count": number % 3,
        "url": f"https://forum.example/t/topic-{number}/{500 + number}/{place}",
        "created_at": moment(number * 9),
    }
    return list((row | changed).values())


def samples() -> dict[str, dict[str, bytes]]:
    """Return every variant as its members."""
    users = [member(-1, "system"), *(member(n, f"user{n:02}") for n in range(1, 101))]
    short = written(LIST, users).replace(b",trust_level_0;trust_level_1\n", b"\n", 3)
    owner = {"user": {"id": 7, "username": "Mara", "name": "Mara Lind", "email": "m@mail.example"}}
    posts = [post(n, 1 if n % 4 == 0 else 2 + n) for n in range(80)]
    posts += [post(90 + n, is_pm="Yes", post_raw="a secret") for n in range(5)]
    given = [[n, 40 + n, 5, 2, moment(n), moment(n), "", ""] for n in range(30)]
    given += [[99, 41, 5, 2, moment(3), moment(4), moment(4), "self"]]
    old = [[f"Topic {n}", "Practice", "-", "no", "text", n, 0, *post(n)[-2:]] for n in range(4)]
    return {
        "everyday": {
            "user_archive.csv": written(OWN, posts),
            "likes.csv": written(LIKES, given),
            "preferences.json": json.dumps(owner).encode(),
            "auth_tokens.csv": b"id,client_ip\n1,203.0.113.9\n",
        },
        "members": {"user-list-250301-101500-12.csv": short},
        "packed members": {
            "user-list-250301-101500-12.csv.gz": gzip.compress(written(LIST, users[:5]), mtime=0)
        },
        "older archive": {"user-archive-mara-190301-101500-4.csv": written(OLD_OWN, old)},
        "forum in German": {
            "user_archive.csv": written(
                OWN, [post(1, is_pm="Nein"), post(2, is_pm="Ja"), post(3, is_pm="Nope")]
            )
        },
    }

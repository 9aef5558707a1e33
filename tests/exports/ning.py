"""Ning archives of a community: whole, without commas, and one file of them alone."""

import json
from datetime import UTC, datetime, timedelta
from random import Random

_START = datetime(2009, 3, 1, 8, tzinfo=UTC)


def moment(day: float) -> str:
    """Return the moment so many days after the first of the samples."""
    return f"{_START + timedelta(days=day):%Y-%m-%dT%H:%M:%S}.000Z"


def wrapped(records: object) -> bytes:
    """Return JSON in round brackets, as Ning writes it."""
    return f"({json.dumps(records)})".encode()


def person(name: str, day: float = 0, **changed: object) -> dict:
    """Return a member's record, with what must never be kept."""
    return {
        "createdDate": moment(day),
        "fullName": f"{name} Ash",
        "gender": "f",
        "birthdate": "1980-02-03",
        "email": f"{name.lower()}@mail.example",
        "location": "Cork",
        "country": "IE",
        "contributorName": f"0{name.lower()}",
        "level": "member",
        "state": "active",
        "profileQuestions": {"About Me": "<p>I paint &amp; print</p>", "Phone": "555 0199"},
        **changed,
    }


def said(name: str, number: int, day: float, kind: str = "Comment", **changed: object) -> dict:
    """Return a comment or, with a kind of its own, a topic or a blog post."""
    return {
        "id": f"77:{kind}:{number}",
        "contributorName": f"0{name.lower()}",
        "createdDate": moment(day),
        "description": f"<p>About {number}</p>",
        **changed,
    }


def samples() -> dict[str, dict[str, bytes]]:
    """Return every variant as its members."""
    random = Random(9)
    names = [f"{first}{last}" for first in "Ad Bo Cy Di Ed Fa".split() for last in "ghijklmnop"]
    people = [person(name, day) for day, name in enumerate(names)]
    numbers = iter(range(10_000))

    def topic(kind: str, day: int) -> dict:
        comments = [
            said(random.choice(names), next(numbers), day + 1 + place)
            for place in range(random.randrange(6))
        ]
        about = {"title": f"On {day}", "category": "Practice", "comments": comments}
        return said(random.choice(names[:20]), next(numbers), day, kind, **about)

    topics = [topic("Topic", 70 + 9 * n) for n in range(80)]
    blogs = [topic("BlogPost", 75 + 20 * n) for n in range(20)]
    few = [person("Ada"), person("Ben", 1, state="left", location="", profileQuestions=[])]
    talk = said("Ada", 1, 5, "Topic", comments=[said("Ben", 2, 6), said("Ada", 3, 7)])
    torn = json.dumps([talk, said("Ben", 4, 8, "Topic", description='odd "}{" text')])
    return {
        "everyday": {
            "ning-members-local.json": wrapped(people),
            "ning-discussions-local.json": wrapped(topics),
            "ning-blogs-local.json": wrapped(blogs),
            "ning-photos-local.json": wrapped([]),
        },
        "without commas": {
            "archive/ning-members-local.json": wrapped(few).replace(b"}, {", b"}{"),
            "archive/ning-discussions-local.json": f"({torn})".replace("}, {", "}\n{").encode(),
        },
        "discussions only": {"talk.json": wrapped([talk])},
        "not local": {"ning-members.json": wrapped(few)},
    }

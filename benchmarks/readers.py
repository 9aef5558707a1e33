"""How long, and in how much memory, large exports read: python benchmarks/readers.py [case ...].

Each case is made in a temporary folder (up to a few hundred MB) and read in a process of
its own. Without a name all cases run.
"""

import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import NamedTuple

import flattened

import socialkit as sk

OWNER = "1203948576102938475"
FIRST = 1_400_000_000_000_000_000  # ids of people and posts of our own making start here
PEOPLE = 50_000
BLOCK = 5_000  # records written at once

_PERSON = """{
    "%s" : {
      "accountId" : "%d",
      "userLink" : "https://twitter.com/intent/user?user_id=%d"
    }
  }"""
_MENTION = """
          {
            "name" : "Person %d",
            "screen_name" : "person_%d",
            "indices" : [
              "3",
              "14"
            ],
            "id_str" : "%d",
            "id" : "%d"
          }
        """
_LINK = """
          {
            "url" : "https://t.co/%010d",
            "expanded_url" : "%s",
            "display_url" : "an.example/page",
            "indices" : [
              "100",
              "123"
            ]
          }
        """
_REPLY = """
      "in_reply_to_status_id_str" : "%d",
      "in_reply_to_user_id" : "%d",
      "in_reply_to_status_id" : "%d",
      "in_reply_to_screen_name" : "person_%d",
      "in_reply_to_user_id_str" : "%d","""
_TWEET = """{
    "tweet" : {
      "edit_info" : {
        "initial" : {
          "editTweetIds" : [
            "%(id)d"
          ],
          "editableUntil" : "2024-05-01T10:00:00.000Z",
          "editsRemaining" : "5",
          "isEditEligible" : true
        }
      },
      "retweeted" : false,
      "source" : "<a href=\\"https://mobile.example\\" rel=\\"nofollow\\">Program of a maker</a>",
      "entities" : {
        "hashtags" : [
          {
            "text" : "practice",
            "indices" : [
              "40",
              "49"
            ]
          }
        ],
        "symbols" : [ ],
        "user_mentions" : [%(mentions)s],
        "urls" : [%(links)s]
      },
      "display_text_range" : [
        "0",
        "140"
      ],
      "favorite_count" : "%(likes)d",%(reply)s
      "id_str" : "%(id)d",
      "truncated" : false,
      "retweet_count" : "%(reposts)d",
      "id" : "%(id)d",
      "possibly_sensitive" : false,
      "created_at" : "%(date)s",
      "favorited" : false,
      "full_text" : "%(text)s",
      "lang" : "en",
      "extended_entities" : {
        "media" : [
          {
            "expanded_url" : "https://twitter.com/owner/status/%(id)d/photo/1",
            "indices" : [
              "24",
              "47"
            ],
            "url" : "https://t.co/%(id)d",
            "media_url" : "http://media.example/%(id)d.jpg",
            "id_str" : "%(id)d",
            "type" : "photo",
            "display_url" : "pic.example/%(id)d",
            "sizes" : {
              "thumb" : {
                "w" : "150",
                "h" : "150",
                "resize" : "crop"
              },
              "large" : {
                "w" : "1200",
                "h" : "900",
                "resize" : "fit"
              }
            }
          }
        ]
      }
    }
  }"""
_WORDS = "what we learn from each other in small groups of people who meet often and long".split()


class Case(NamedTuple):
    """One export to be read: how it is made, in a file of a given path."""

    name: str
    make: Callable[[Path], None]


def x_followers(path: Path, each: int = 100_000) -> None:
    """Write an X archive with long lists of followers and followed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        _account(archive)
        for kind, start in (("follower", FIRST), ("following", FIRST + each // 2)):
            people = ((kind, start + row, start + row) for row in range(each))
            _script(archive, kind, (_PERSON % person for person in people))


def x_tweets(path: Path, count: int = 1_000_000) -> None:
    """Write an X archive with very many posts of all kinds."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        _account(archive)
        _script(archive, "follower", (_PERSON % ("follower", FIRST, FIRST) for _ in range(1)))
        _script(archive, "tweets", _tweets(count, Random(7)))


CASES = (
    Case("X, 100,000 followers and 100,000 followed", x_followers),
    Case("X, 1,000,000 tweets", x_tweets),
    Case("twarc, 1,000,000 flattened posts", flattened.write),
)


def _account(archive: zipfile.ZipFile) -> None:
    facts = f'{{"account" : {{"accountId" : "{OWNER}", "username" : "owner"}}}}'
    _script(archive, "account", iter([facts]))


def _script(archive: zipfile.ZipFile, kind: str, records: Iterator[str]) -> None:
    """Write records as X does: one script that assigns a list."""
    with archive.open(f"data/{kind}.js", "w", force_zip64=True) as member:
        member.write(f"window.YTD.{kind}.part0 = [\n  ".encode())
        waiting: list[str] = []
        between = ""
        for record in records:
            waiting.append(between + record)
            between = ",\n  "
            if len(waiting) == BLOCK:
                member.write("".join(waiting).encode())
                waiting.clear()
        member.write(("".join(waiting) + "\n]").encode())


def _tweets(count: int, dice: Random) -> Iterator[str]:
    first_day = datetime(2009, 1, 1, tzinfo=UTC)
    for row in range(count, 0, -1):  # the newest first, as in an archive
        person = dice.randrange(PEOPLE)
        known = FIRST + person
        text = " ".join(dice.choices(_WORDS, k=22))
        mention = _MENTION % (person, person, known, known)
        reply = links = ""
        draw = dice.random()
        if draw < 0.3:
            text = f"RT @person_{person}: {text}"
        elif draw < 0.65:
            parent = FIRST + dice.randrange(count)
            reply = _REPLY % (parent, known, parent, person, known)
        elif draw < 0.7:
            reply = f'\n      "in_reply_to_status_id_str" : "{FIRST + row - 1}",'
        elif draw < 0.8:
            links = _LINK % (row, f"https://twitter.com/person_{person}/status/{row}")
        else:
            mention = ""
            links = _LINK % (row, "https://an.example/page")
        yield _TWEET % {
            "id": FIRST + row,
            "mentions": mention,
            "links": links,
            "likes": dice.randrange(40),
            "reply": reply,
            "reposts": dice.randrange(9),
            "date": f"{first_day + timedelta(seconds=500 * row):%a %b %d %H:%M:%S +0000 %Y}",
            "text": text,
        }


def measure(path: Path) -> None:
    """Read one file in this process; print how long, in how much memory, and what it held.

    On a busy computer only the seconds of work compare.
    """
    read = sk.read  # imports the readers, which is not measured
    begun, begun_work = perf_counter(), process_time()
    snapshot = read(path)
    seconds, work = perf_counter() - begun, process_time() - begun_work
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kB on Linux
    print(
        f"  {seconds:.1f} s, {work:.1f} s of them work; {peak:,.0f} MB at the most\n  {snapshot!r}"
    )


def main(names: list[str]) -> None:
    """Make and read every case whose name holds one of the words, or all of them."""
    chosen = [case for case in CASES if not names or any(word in case.name for word in names)]
    for case in chosen:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "export.zip")
            case.make(path)
            size = path.stat().st_size / 2**20
            print(f"{case.name} ({size:,.0f} MB)", flush=True)
            subprocess.run([sys.executable, __file__, "--measure", str(path)], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]))
    else:
        main(sys.argv[1:])

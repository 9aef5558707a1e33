"""How many requests a collection from an AppView takes, from what the profile and feed say."""

import math

from socialkit.collect.appview.asking import BATCH, PAGE, RELATED
from socialkit.collect.appview.course import REACTIONS, AppViewCourse, own_posts
from socialkit.collect.journal import Journal
from socialkit.collect.plan import Line, pages
from socialkit.readers import values


def lines(course: AppViewCourse, journal: Journal) -> tuple[Line, ...]:
    """Return the requests by what they are for."""
    wanted, owner = course.wanted, course.owner
    followers = values.count(owner.get("followersCount")) or 0
    following = values.count(owner.get("followsCount")) or 0
    kept = followers if wanted.sample is None else min(wanted.sample, followers)
    found = [
        _exactly(f"the list of {followers:,} followers", pages(followers, PAGE)),
        _exactly(f"the list of {following:,} accounts followed", pages(following, PAGE)),
        _exactly(_profiles(kept, followers), math.ceil(kept / BATCH)),
        _reactions(course, journal),
    ]
    if wanted.sample is None:
        most = math.ceil(following / BATCH)
        found.append(Line("profiles of those followed, where they do not follow back", 0, most))
    if wanted.last_posts:
        found.append(Line("when each follower last posted", 0, kept))
    if wanted.depth > 1:
        most = kept * math.ceil(max(kept - 1, 0) / RELATED)
        found.append(Line("ties among the followers", min(kept, most), most))
    return tuple(line for line in found if line.most)


def _profiles(kept: int, followers: int) -> str:
    if kept == followers:
        return "their profiles, 25 at a time"
    return f"profiles of {kept:,} followers drawn at random, 25 at a time"


def _reactions(course: AppViewCourse, journal: Journal) -> Line:
    """Count the pages on which those who reacted to the posts are listed."""
    needed = 0
    for _, counts in own_posts(journal, course.owner["did"]):
        for kind, count in REACTIONS.items():
            number = values.count(counts.get(count)) or 0
            needed += bool(number) if kind == "replies" else math.ceil(number / PAGE)
    return _exactly("who liked, reposted, quoted and answered the last posts", needed)


def _exactly(what: str, number: int) -> Line:
    return Line(what, number, number)

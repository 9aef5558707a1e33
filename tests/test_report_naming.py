"""Accounts and networks are called as their network does, and a title asks what can be known."""

import pandas as pd
import pytest

from socialkit import readers
from socialkit.readers.about import UNNAMED
from socialkit.report.naming import name_of, network, owners, title
from socialkit.snapshot import Snapshot


def named(platform: str, *, account: str = "1", **facts: object) -> Snapshot:
    columns = {key: [value] for key, value in facts.items()}
    accounts = pd.DataFrame(columns, index=[account])
    return Snapshot(accounts, taken_at="2026-01-01T00:00Z", platform=platform)


def exported(platform: str, owner: str, *, followers: tuple[str, ...] = ()) -> Snapshot:
    """Return an export of an owner; without followers none are listed."""
    accounts = pd.DataFrame(index=[owner, *followers])
    accounts["posts_seen"] = [True, *[None] * len(followers)]
    accounts["is_focal"] = [bool(followers), *[None] * len(followers)]
    accounts["handle"] = accounts.index
    follows = pd.DataFrame({"follower_id": list(followers), "followed_id": owner})
    return Snapshot(
        accounts, follows if followers else None, taken_at="2026-01-01T00:00Z", platform=platform
    )


@pytest.mark.parametrize(
    ("platform", "account", "facts", "name"),
    [
        ("x", "1", {"handle": "AnnHeals", "name": "Ann"}, "@AnnHeals"),
        ("instagram", "1", {"handle": "ann.heals"}, "@ann.heals"),
        ("discourse", "7", {"handle": "mara"}, "@mara"),
        ("bluesky", "did:plc:o", {"handle": "ann.example.com", "name": "Ann"}, "Ann"),
        ("bluesky", "did:plc:o", {"handle": "ann.example.com"}, "ann.example.com"),
        ("bluesky", "did:plc:o", {}, "this Bluesky account"),
        ("bluesky", "did:plc:o", {"handle": "did:plc:o"}, "this Bluesky account"),
        ("mastodon", "1", {"handle": "ann@home.example"}, "ann@home.example"),
        ("mastodon", "1", {"handle": "ann@home.example", "name": "Ann"}, "Ann"),
        ("x", "1", {"handle": "ann@mail.example"}, "this X account"),
        ("x", "12", {}, "account 12"),
        ("facebook", "zoe", {"handle": "zoe.hart", "name": "Zoë Hart"}, "Zoë Hart"),
        ("facebook", "zoe", {"handle": "zoe"}, "zoe"),
        ("linkedin", "1", {"handle": "mara-lind", "name": "Mara Lind"}, "Mara Lind"),
        ("wordpress", "w/mara", {"handle": "mara", "name": "Mara"}, "Mara"),
        ("feed", "words.example", {"handle": "words.example"}, "words.example"),
        ("", "ann", {}, "ann"),
        ("", "1", {"handle": "Ann Smith"}, "Ann Smith"),
        ("youtube", UNNAMED, {}, "the owner of this export"),
    ],
)
def test_an_account_is_called_as_its_network_does(platform, account, facts, name):
    assert name_of(named(platform, account=account, **facts), account) == name


def test_networks_are_named_in_full():
    assert network("x + mastodon") == "X + Mastodon"
    assert network("x-2") == "X (2)"
    assert network("feed") == "Blog or news feed"
    assert network("my-own") == "My-own"
    assert network("") == ""


def test_an_account_without_lists_is_never_asked_for_its_followers():
    assert title(exported("tiktok", "ann"), "ann") == "What do these data tell about @ann?"
    assert title(exported("youtube", UNNAMED), UNNAMED) == "What do these data tell?"


def test_followers_of_whom_nothing_is_known_are_not_called_good_or_bad(six):
    ids_only = exported("x", "ann", followers=("ben", "cat"))
    assert title(ids_only, "ann") == "What is known about the followers of @ann?"
    unnamed = exported("x", UNNAMED, followers=("ben",))
    assert title(unnamed, UNNAMED).endswith("the followers of the owner of this export?")
    assert title(six, "ann") == "How good are the followers of @AnnHeals?"
    assert title(six, None) == "How good are these followers?"


def test_linkedin_says_connections():
    ids_only = exported("linkedin", "ann", followers=("ben",))
    assert title(ids_only, "ann") == "What is known about the connections of ann?"


def test_a_network_without_any_follow_is_not_asked_for_followers():
    bare = Snapshot(pd.DataFrame(index=["ann", "ben"]), taken_at="2026-01-01T00:00Z")
    assert title(bare, None) == "What do these data tell?"


def test_several_exports_are_titled_by_their_networks():
    parts = [exported("x", "ann", followers=("ben",)), exported("mastodon", "ann")]
    both = readers.combine(*parts, exported("wordpress", "ann"))
    assert owners(both) == ["x:ann", "mastodon:ann", "wordpress:ann"]
    assert title(both, None) == "Your audience on X, Mastodon and WordPress"
    assert title(both, "x:ann") == "What is known about the followers of @ann?"
    twice = readers.combine(parts[0], parts[0], exported("feed", "blog"))
    assert title(twice, None) == "Your audience on X and your blog"


def test_a_column_of_ones_own_does_not_make_a_combined_snapshot(six):
    own = six.accounts.assign(x_platform="x")
    snapshot = Snapshot(own, six.follows, taken_at=six.taken_at, platform="x")
    assert owners(snapshot) == ["ann", "ben"]
    assert title(snapshot, None) == "How good are these followers?"

"""The first screen says in counted sentences who follows, what is posted, and what is not known."""

import pandas as pd
import pytest
from conftest import rebuilt, six_tables

from socialkit import datasets, readers
from socialkit.readers.about import UNNAMED
from socialkit.report.summary import HEADS, sizes, summary
from socialkit.snapshot import UNDATED, Snapshot

MOMENT = "2026-01-01T00:00Z"


def owned(owner: str = "ann", *, platform: str = "x", **facts: object) -> dict[str, object]:
    """Return what an export of an owner without any list is made of."""
    accounts = pd.DataFrame(
        {"is_focal": [False], "handle": [owner]} | facts, index=[owner], dtype=object
    )
    return {"accounts": accounts, "taken_at": MOMENT, "platform": platform}


def told(snapshot: Snapshot, account: str | None = "ann") -> str:
    found = summary(snapshot, account)
    assert found.rows == ()
    assert 1 <= len(found.sentences) <= 4
    return " ".join(found.sentences)


def posts_of(owner: str, *kinds: str | None) -> pd.DataFrame:
    index = [f"p{number}" for number in range(len(kinds))]
    return pd.DataFrame({"account_id": owner, "kind": list(kinds)}, index=index)


def test_an_owner_is_described_from_followers_to_exchange(six):
    # Four follow ann, and she follows ben alone; 2 of the 4 posts seen, of 500, are replies; ben
    # came 4 times.
    assert told(six) == (
        "4 accounts are on the follower list of @AnnHeals; it follows 1 of them back: 25 % (every "
        "one counted). It follows 1 account; of 4 of its posts, 50 % (15-85 %) are replies. "
        "1 person turned to it 4 times (3 replies and 1 like); it turned to 1 person in 2 replies."
    )


def test_following_back_carries_its_interval_or_that_all_were_counted(six):
    more = pd.DataFrame({"follower_id": ["ann"], "followed_id": ["fay"]})
    whole = rebuilt(six, follows=pd.concat([six.follows, more], ignore_index=True))
    assert "it follows 1 of them back: 25 % (every one counted)." in told(whole)
    accounts = whole.accounts.assign(
        list_frame=whole.accounts["list_frame"].where(whole.accounts.index != "ann", "unknown")
    )
    back = told(rebuilt(whole, accounts=accounts))
    assert "4 followers of @AnnHeals are listed; it follows 1 of them back: 25 % (" in back
    assert "-" in back.split("25 % (")[1].split(")")[0]
    assert "It follows 2 accounts; of 4 of its posts" in back


def test_a_part_of_a_list_is_called_a_part(six):
    assert "2 followers of @BenTalks are listed, the first of 200 reported" in told(six, "ben")
    frames = six.accounts["list_frame"].astype(object)
    drawn = six.accounts.assign(list_frame=frames.where(frames != "head", "random"))
    text = told(rebuilt(six, accounts=drawn), "ben")
    assert "2 followers of @BenTalks are listed, drawn at random of 200 reported" in text


def test_an_empty_list_is_a_known_list(six):
    accounts = six.accounts.loc[["ann"]].assign(followers_count=0)
    alone = Snapshot(accounts, taken_at=MOMENT, platform="x")
    text = told(alone)
    assert "Nobody is on the list of followers of @AnnHeals." in text
    assert "Nothing is known" not in text  # nobody came to it either, which was looked for
    assert "Nobody turned to it in these data." in text


def test_people_who_left_comments_are_counted():
    export = owned(platform="wordpress", interactions_seen=["both"], posts_seen=[True])
    guests = pd.DataFrame(index=["g1", "g2"])
    export["accounts"] = pd.concat([export["accounts"], guests])
    comments = pd.DataFrame(
        {"source_id": ["g1", "g2"], "target_id": "ann", "kind": "comment", "count": [3, 1]}
    )
    blog = Snapshot(**export, interactions=comments, posts=posts_of("ann", "original", "original"))
    assert told(blog) == (
        "ann posted 2 times. 2 people left 4 comments. Nothing is known about who follows it."
    )


def test_posts_whose_kind_is_not_known_are_not_called_replies():
    partly = Snapshot(**owned(), posts=posts_of("ann", "reply", "original", None))
    text = told(partly)
    assert "Of the 2 of the 3 posts by @ann whose kind is known, 50 % (" in text
    wholly = Snapshot(**owned(), posts=posts_of("ann", None, None))
    assert "@ann posted 2 times." in told(wholly)
    assert "0 %" not in told(wholly)


def test_no_reply_is_said_in_words():
    snapshot = Snapshot(**owned(), posts=posts_of("ann", "original", "repost"))
    assert told(snapshot).startswith("None of 2 posts by @ann is a reply. Nothing is known")
    assert told(Snapshot(**owned(), posts=posts_of("ann", "reply"))).startswith("@ann posted once.")


def test_an_unnamed_owner_who_follows_others():
    export = owned(UNNAMED, platform="youtube") | {"taken_at": UNDATED}
    channels = [f"c{number}" for number in range(40)]
    export["accounts"] = pd.concat([export["accounts"], pd.DataFrame(index=channels)])
    follows = pd.DataFrame({"follower_id": UNNAMED, "followed_id": channels})
    assert told(Snapshot(**export, follows=follows), UNNAMED) == (
        "The owner of this export follows 40 accounts. "
        "Nothing is known about who follows it or who turns to it."
    )


def test_nothing_at_all_is_said_of_the_account_by_name():
    assert told(Snapshot(**owned())) == (
        "Nothing is known about who follows @ann or who turns to it."
    )


def test_ids_alone_do_not_say_what_followers_are_like(six):
    accounts = six.accounts[["is_focal", "handle", "list_frame"]]
    text = told(Snapshot(accounts, six.follows, taken_at=MOMENT, platform="x"))
    assert text.endswith("Nothing is known about what these followers are like or who turns to it.")


def test_connections_follow_each_other_by_nature():
    export = owned(platform="linkedin", list_frame=["unknown"]) | {}
    export["accounts"]["is_focal"] = True
    export["accounts"] = pd.concat([export["accounts"], pd.DataFrame(index=["b", "c", "firm"])])
    ties = [("b", "ann"), ("c", "ann"), ("ann", "b"), ("ann", "c"), ("ann", "firm")]
    follows = pd.DataFrame(ties, columns=["follower_id", "followed_id"])
    text = told(Snapshot(**export, follows=follows))
    assert text.startswith("2 connections of ann are listed. It follows 1 account besides.")
    assert "%" not in text


def test_a_network_is_counted_and_what_is_missing_named(six):
    bare = rebuilt(six, accounts=six.accounts[["handle"]])
    assert told(bare, None) == "These data hold 6 accounts, 8 follows, 7 posts and 3 interactions."
    ties = Snapshot(six.accounts[["handle"]], six.follows, taken_at=MOMENT)
    assert told(ties, None) == (
        "These data hold 6 accounts and 8 follows. Posts and interactions are not in this export."
    )
    assert sizes(ties)["posts"] is None


def test_the_sample_gets_one_line_on_its_many_accounts():
    assert told(datasets.load(), None) == (
        "The followers of 40 accounts were collected. Where a chapter looks at one account, it is "
        "@big_verdict, with the most followers listed here."
    )


@pytest.fixture
def combined() -> Snapshot:
    """Return ann's X archive beside a blog that knows its readers and no list."""
    tables = six_tables()
    tables["accounts"].loc["ben", "is_focal"] = False
    archive = Snapshot(**tables, taken_at=MOMENT, platform="x")
    blog = owned("blog", platform="wordpress", interactions_seen=["in"], posts_seen=[True])
    return readers.combine(archive, Snapshot(**blog))


def test_several_exports_stand_side_by_side(combined):
    found = summary(combined, None)
    assert found.heads == HEADS
    assert found.rows == (
        ("@AnnHeals", "X", "4", "1", "4", "1", "1"),
        ("blog", "WordPress", "", "", "0", "", "0"),
    )
    assert found.sentences == [
        "These data hold 2 accounts side by side; blank means not in this export.",
        "Where a chapter looks at one account, it is @AnnHeals.",
    ]
    assert "follower list of @AnnHeals" in told(combined, "x:ann")

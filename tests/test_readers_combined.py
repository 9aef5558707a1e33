"""Several exports of one person side by side."""

import pandas as pd
import pytest

import socialkit as sk
from socialkit.errors import MissingDataError
from socialkit.snapshot import UNDATED, Snapshot

EARLY, LATE = pd.Timestamp("2024-01-01T00:00Z"), pd.Timestamp("2024-06-01T00:00Z")


def export(platform, taken_at=EARLY, **facts):
    accounts = pd.DataFrame(
        {"is_focal": [True, None], "list_frame": ["census", None]},
        index=pd.Index(["ann", "ben"], name="account_id"),
    )
    follows = pd.DataFrame({"follower_id": ["ben"], "followed_id": ["ann"]})
    posts = pd.DataFrame({"account_id": ["ann"]}, index=pd.Index(["1"], name="post_id"))
    acts = pd.DataFrame({"source_id": ["ben"], "target_id": ["ann"], "kind": ["reply"]})
    return Snapshot(accounts, follows, posts, acts, taken_at, platform=platform, **facts)


def test_ids_are_kept_apart_by_platform():
    joined = sk.combine(export("x"), export("mastodon", source="m"), export("x", source="again"))
    assert list(joined.focal) == ["x:ann", "mastodon:ann", "x-2:ann"]
    assert joined.follows.iloc[1].tolist()[:2] == ["mastodon:ben", "mastodon:ann"]
    assert list(joined.posts.index) == ["x:1", "mastodon:1", "x-2:1"]
    assert joined.interactions["target_id"].tolist() == ["x:ann", "mastodon:ann", "x-2:ann"]
    assert joined.accounts["x_platform"].tolist() == [
        "x",
        "x",
        "mastodon",
        "mastodon",
        "x-2",
        "x-2",
    ]
    assert (joined.platform, joined.source) == ("x + mastodon", "m; again")


def test_each_audience_counts_as_it_did_alone():
    alone = sk.audience.compare(export("x"))
    joined = sk.audience.compare(sk.combine(export("x"), export("mastodon")))
    assert joined["quantity"].tolist() == alone["quantity"].tolist() * 2


def test_ages_count_from_the_day_of_each_part():
    def seen(platform, taken_at):
        posted = pd.to_datetime(["2023-12-31T00:00Z"])
        index = pd.Index(["ann"], name="account_id")
        return Snapshot(
            pd.DataFrame({"last_post_at": posted}, index=index),
            taken_at=taken_at,
            platform=platform,
        )

    joined = sk.combine(seen("x", EARLY), seen("mastodon", LATE), seen("y", EARLY))
    days = sk.features.account_features(joined)["days_since_post"]
    assert days.tolist() == [1, 153, 1]
    acts = sk.features.account_features(sk.combine(export("x", EARLY), export("y", LATE)))
    assert acts["engaged_with_focal"].dropna().tolist() == [1, 1]


def test_a_much_older_part_is_named():
    joined = sk.combine(export("x", EARLY, notes=("Old.",)), export("mastodon", LATE))
    assert joined.taken_at == LATE
    assert "x: Old." in joined.notes
    assert any(note.startswith("x: was taken 152 days before") for note in joined.notes)
    undated = sk.combine(export("x", UNDATED), export("mastodon", LATE))
    assert "x: carries no date of its own." in undated.notes
    assert sk.combine(export("x", UNDATED), export("y", UNDATED)).taken_at == UNDATED


def test_own_columns_and_licences_are_kept():
    tagged = export("x", licence="CC0")
    tagged = Snapshot(
        tagged.accounts.assign(x_tag=["t", None]), taken_at=EARLY, platform="x", licence="CC0"
    )
    joined = sk.combine(tagged, export("y", licence="MIT"))
    assert joined.accounts["x_tag"].dropna().tolist() == ["t"]
    assert joined.licence == "CC0; MIT"


def test_one_alone_is_refused():
    with pytest.raises(MissingDataError, match="two or more"):
        sk.combine(export("x"))

"""When followers came, how often somebody posts: by hand, pandas as judge, and no dates."""

import pandas as pd
import pytest
from conftest import TAKEN_AT, days_before, renamed, shuffled
from hypothesis import given
from hypothesis import strategies as st

from socialkit import audience, datasets
from socialkit.audience.arrivals import LEFT, NO_DATES
from socialkit.audience.owner.rhythm import NO_POSTS
from socialkit.audience.periods import MOST
from socialkit.errors import SocialkitError
from socialkit.snapshot import Snapshot


def listed(
    ages: list[float | None], *, frame: str = "census", reported: int | None = None
) -> Snapshot:
    """An account followed since so many days before the data were taken."""
    ids = [f"f{place}" for place in range(len(ages))]
    accounts = pd.DataFrame(
        {
            "is_focal": [False] * len(ages) + [True],
            "list_frame": [None] * len(ages) + [frame],
            "followers_count": pd.array([None] * len(ages) + [reported], dtype="Int64"),
        },
        index=pd.Index([*ids, "me"], name="account_id"),
    )
    follows = pd.DataFrame(
        {"follower_id": ids, "followed_id": "me", "followed_at": days_before(*ages)}
    )
    return Snapshot(accounts, follows, taken_at=TAKEN_AT)


def test_counts_by_month_with_the_empty_ones_between() -> None:
    dates = pd.to_datetime(["2025-01-31T23:59Z", "2025-02-01T00:00Z", "2025-04-09T12:00Z"])
    snapshot = listed([(TAKEN_AT - one) / pd.Timedelta(days=1) for one in dates])
    came = audience.arrivals(snapshot, "me", by="month")
    assert came["count"].tolist() == [1, 1, 0, 1]
    assert came.index.strftime("%Y-%m-%d").tolist() == [
        "2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01",
    ]  # fmt: skip
    assert came.index.name == "month" and str(came.index.tz) == "UTC"
    assert came["value"].round(6).tolist() == [0.333333, 0.333333, 0.0, 0.333333]
    assert came["low"].tolist() == came["value"].tolist() == came["high"].tolist()
    assert set(came["note"]) == {LEFT}


def test_a_sample_has_intervals_and_a_head_says_what_it_is() -> None:
    sample = audience.arrivals(listed([5, 9, 40], frame="random", reported=900), "me", by="month")
    assert (sample["low"] < sample["high"]).all()
    head = audience.arrivals(listed([5, 9, 40], frame="head", reported=900), "me", by="month")
    assert head["frame"].iloc[0].startswith("the first of 900 reported")
    assert head["note"].iloc[0].endswith(LEFT) and "not for the rest" in head["note"].iloc[0]


def test_the_last_period_is_not_over_when_the_data_were_taken() -> None:
    came = audience.arrivals(listed([0, 70]), "me", by="month")
    assert came["is_over"].tolist() == [True] * (len(came) - 1) + [False]


@pytest.mark.parametrize(
    ("days", "by"), [(20, "day"), (200, "week"), (900, "month"), (3000, "quarter"), (6000, "year")]
)
def test_the_shortest_period_that_has_room_is_taken(days: int, by: str) -> None:
    came = audience.arrivals(listed([0, days] * 120), "me")
    assert came.index.name == by
    assert len(came) <= MOST


def test_a_few_followers_are_not_spread_over_many_periods() -> None:
    few = audience.arrivals(listed([900 * place / 60 for place in range(60)]), "me")
    assert few.index.name == "quarter"
    assert audience.arrivals(listed([0, 900]), "me").index.name == "year"


def test_follows_without_a_date_are_not_guessed() -> None:
    came = audience.arrivals(listed([3, 4, None]), "me", by="year")
    assert came["count"].sum() == 2
    assert (came["n"] == 2).all()


@pytest.mark.parametrize("ages", [[], [None, None]])
def test_without_a_date_nothing_is_known(ages: list[None]) -> None:
    came = audience.arrivals(listed(ages), "me")
    assert came["value"].isna().all() and came["count"].isna().all()
    assert NO_DATES in came["in_words"].iloc[0]


def test_nobody_is_nobody() -> None:
    came = audience.arrivals(listed([1]), None)
    assert came["value"].isna().all() and "account" in came["note"].iloc[0]
    assert list(came.columns) == list(audience.arrivals(listed([1]), "me").columns)


def test_another_period_is_refused() -> None:
    with pytest.raises(SocialkitError, match="one of day, week, month, quarter, year"):
        audience.arrivals(listed([1]), "me", by="decade")


@given(st.lists(st.floats(0, 3000), min_size=1, max_size=30), st.integers(0, 99))
def test_pandas_counts_the_same_in_any_order_under_any_name(ages: list[float], seed: int) -> None:
    snapshot = listed(ages)
    came = audience.arrivals(snapshot, "me", by="quarter")
    dates = snapshot.follows["followed_at"].dt.tz_localize(None)
    judge = dates.groupby([dates.dt.year, dates.dt.quarter]).size()
    found = came[came["count"] > 0]
    keys = [(moment.year, moment.quarter) for moment in found.index]
    assert dict(zip(keys, found["count"], strict=True)) == judge.to_dict()
    other, ids = renamed(shuffled(snapshot, seed), seed)
    pd.testing.assert_frame_equal(came, audience.arrivals(other, ids["me"], by="quarter"))


def test_every_list_of_the_sample_is_counted_whole() -> None:
    snapshot = datasets.load("therapists")
    follows = snapshot.follows[snapshot.follows["followed_at"].notna()]
    dated = follows["followed_id"].value_counts()
    for account in snapshot.focal:
        came = audience.arrivals(snapshot, account)
        total = came["count"].sum()
        assert total == dated.get(account, 0)


def posted(ages: list[float | None], *, reported: int | None = None) -> Snapshot:
    """An account that posted so many days before the data were taken, and a stranger's post."""
    index = pd.Index(["me", "other"], name="account_id")
    reports = pd.array([reported, None], dtype="Int64")
    accounts = pd.DataFrame({"posts_count": reports, "posts_seen": True}, index=index)
    posts = pd.DataFrame(
        {"account_id": [*["me"] * len(ages), "other"], "posted_at": days_before(*ages, 1)},
        index=pd.Index([f"p{place}" for place in range(len(ages) + 1)], name="post_id"),
    )
    return Snapshot(accounts, posts=posts, taken_at=TAKEN_AT)


def test_posts_are_counted_by_day_and_only_ones_own() -> None:
    posts = audience.rhythm(posted([3, 3, 1]), "me", by="day")
    assert posts["count"].tolist() == posts["value"].tolist() == [2, 0, 1]
    assert set(posts["frame"]) == {"all 3 posts in the data"}
    assert (posts["method"] == "counted").all()


def test_everybody_posts_where_nobody_is_singled_out() -> None:
    posts = audience.rhythm(posted([3, 3, 1]), None, by="day")
    assert posts["count"].tolist() == [2, 0, 2]
    assert set(posts["frame"]) == {"all 4 posts in the data"}


def test_a_part_of_the_posts_says_so() -> None:
    posts = audience.rhythm(posted([3, 2], reported=90), "me", by="day")
    assert set(posts["frame"]) == {"2 posts seen of 90 reported"}
    assert "there may be more" in posts["note"].iloc[0]


@pytest.mark.parametrize("ages", [[], [None]])
def test_without_a_date_no_rhythm_is_known(ages: list[None]) -> None:
    posts = audience.rhythm(posted(ages), "me")
    assert posts["value"].isna().all() and NO_POSTS in posts["in_words"].iloc[0]


def test_a_rhythm_refuses_another_period() -> None:
    with pytest.raises(SocialkitError, match="one of day, week, month, quarter, year"):
        audience.rhythm(posted([1]), "me", by="hour")


@given(st.lists(st.floats(0, 900), min_size=1, max_size=30), st.integers(0, 99))
def test_no_order_and_no_name_changes_a_rhythm(ages: list[float], seed: int) -> None:
    snapshot = posted(ages)
    posts = audience.rhythm(snapshot, "me", by="month")
    assert posts["count"].sum() == len(ages)
    other, ids = renamed(shuffled(snapshot, seed), seed)
    pd.testing.assert_frame_equal(posts, audience.rhythm(other, ids["me"], by="month"))

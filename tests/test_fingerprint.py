"""The order in which followers came, and how unusual the ages around each place are."""

import numpy as np
import pandas as pd
import pytest
from conftest import rebuilt, renamed, shuffled
from deliveries import OPENED, benchmark, listed, shifted
from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit import fingerprint, simulate
from socialkit.errors import MissingDataError, SocialkitError, UnknownNameError

some_days = st.lists(
    st.one_of(st.just(np.nan), st.integers(0, 4000).map(float)), min_size=1, max_size=80
)


def day_of(column: pd.Series) -> list[float | None]:
    """Return moments as days since the tests' first day; None for NA."""
    days = (column - OPENED) / pd.Timedelta(days=1)
    return [None if pd.isna(day) else float(day) for day in days]


# --- follow_time_bounds ---------------------------------------------------------------------


@pytest.mark.parametrize("order", ["newest_first", "oldest_first"])
def test_the_bound_is_the_latest_account_up_to_each_rank(order):
    snapshot = listed([np.nan, 10, 5, np.nan, 20, 15], order=order)
    bounds = fingerprint.follow_time_bounds(snapshot, "focal")
    assert bounds.index.tolist() == ["f0", "f1", "f2", "f3", "f4", "f5"]
    assert bounds["rank"].tolist() == [0, 1, 2, 3, 4, 5]
    assert day_of(bounds["created_at"]) == [None, 10, 5, None, 20, 15]
    assert day_of(bounds["followed_after"]) == [None, 10, 10, 10, 20, 20]


def test_nobody_followed_before_the_bound_in_a_network_whose_dates_are_known():
    focal = [simulate.Focal(handle="willow", followers=400, bought=40)]
    snapshot = simulate.network(accounts=3000, focal=focal, seed=3).snapshot
    bounds = fingerprint.follow_time_bounds(snapshot, "willow")
    follows = snapshot.follows.set_index("follower_id")
    true = follows.loc[follows["followed_id"] == snapshot.focal[0], "followed_at"]
    true = true.reindex(bounds.index)
    assert true.is_monotonic_increasing
    assert (bounds["followed_after"].dropna() <= true[bounds["followed_after"].notna()]).all()


@given(days=some_days)
def test_the_bound_is_the_running_maximum(days):
    bounds = fingerprint.follow_time_bounds(listed(days), "focal")
    expected = []
    for rank in range(len(days)):
        known = [day for day in days[: rank + 1] if not np.isnan(day)]
        expected.append(max(known) if known else None)
    assert day_of(bounds["followed_after"]) == expected


@settings(max_examples=15)
@given(days=some_days, seed=st.integers(0, 1000))
def test_rows_and_ids_change_no_bound(days, seed):
    snapshot = listed(days)
    bounds = fingerprint.follow_time_bounds(snapshot, "focal")
    again = fingerprint.follow_time_bounds(shuffled(snapshot, seed), "focal")
    pd.testing.assert_frame_equal(again, bounds)
    other, ids = renamed(snapshot, seed)
    others = fingerprint.follow_time_bounds(other, ids["focal"])
    assert others.index.tolist() == bounds.index.map(ids).tolist()
    assert others["followed_after"].tolist() == bounds["followed_after"].tolist()


def test_two_in_one_place_are_put_by_date():
    snapshot = listed([30.0, 10.0, 20.0])
    follows = snapshot.follows.assign(position=[7, 7, 1])
    bounds = fingerprint.follow_time_bounds(rebuilt(snapshot, follows=follows), "focal")
    assert bounds.index.tolist() == ["f1", "f0", "f2"]


def test_who_has_no_place_in_the_list_has_no_rank():
    snapshot = listed([1.0, 2.0, 3.0])
    follows = snapshot.follows.assign(position=[2, None, 0])
    bounds = fingerprint.follow_time_bounds(rebuilt(snapshot, follows=follows), "focal")
    assert bounds.index.tolist() == ["f0", "f2"]
    assert bounds["rank"].tolist() == [0, 1]


@pytest.mark.parametrize(
    "call",
    [
        fingerprint.follow_time_bounds,
        fingerprint.anomaly_scores,
        fingerprint.blocks,
        fingerprint.block_members,
    ],
)
def test_an_order_that_is_not_known_is_said(call):
    snapshot = listed(list(range(60)))
    accounts = snapshot.accounts
    for order in ("unknown", None):
        unordered = accounts.assign(
            list_order=accounts["list_order"].where(accounts.index != "focal", order)
        )
        with pytest.raises(MissingDataError, match="order of the follower list of 'focal'"):
            call(rebuilt(snapshot, accounts=unordered), "focal")
    placeless = snapshot.follows.assign(position=pd.NA)
    with pytest.raises(MissingDataError, match="places in the follower list"):
        call(rebuilt(snapshot, follows=placeless), "focal")
    with pytest.raises(MissingDataError, match="no followers of 'f3'"):
        call(snapshot, "f3")
    with pytest.raises(MissingDataError, match="no account here"):
        call(snapshot, None)
    with pytest.raises(UnknownNameError):
        call(snapshot, "nobody")


# --- anomaly_scores -------------------------------------------------------------------------


def by_the_definition(
    places: list[float], starts: list[int], length: int, bins: int
) -> list[float]:
    """Score followers one by one, by the words of the definition and nothing else."""
    slots = [min(int(place * bins), bins - 1) for place in places]
    windows = [slots[start : start + length] for start in starts]
    counts = [[window.count(slot) for slot in range(bins)] for window in windows]
    scores = []
    for rank, slot in enumerate(slots):
        column = [row[slot] for row in counts]
        iqr = np.percentile(column, 75) - np.percentile(column, 25)
        total = weights = 0.0
        for start, row in zip(starts, counts, strict=True):
            if start <= rank < start + length:
                away = row[slot] - np.median(column)
                away += (away > 0) * 1 - (away < 0) * 1
                weight = length / 2 - abs(rank - (start + (length - 1) / 2))
                total, weights = total + weight * away / (iqr + 1), weights + weight
        scores.append(total / weights)
    return scores


def growing(size: int, seed: int) -> np.ndarray:
    """Return creation days of an audience of any age, the earliest account first."""
    rng = np.random.default_rng(seed)
    days = (rng.random(size) * np.linspace(900, 3000, size)).round(3) + 5
    return np.append(0.0, days)


@pytest.mark.parametrize(
    ("size", "options", "starts", "length", "bins"),
    [
        # The first has no place (its bound is the earliest date itself) and is passed over.
        (600, {}, range(0, 401, 40), 200, 12),  # as in the paper, and ending evenly
        (599, {}, [index * 399 // 10 for index in range(11)], 200, 12),  # a little closer
        (300, {}, [0, 30, 60, 90, 120, 150], 150, 12),  # under two windows: half, and so on
        (100, {"window": 20, "stride": 10, "bins": 4}, range(0, 81, 10), 20, 4),
    ],
)
def test_scores_are_those_of_the_definition(size, options, starts, length, bins):
    days = growing(size, seed=8)
    scores = fingerprint.anomaly_scores(listed(days), "focal", **options)
    places = [day / max(days[: rank + 1]) for rank, day in enumerate(days) if rank]
    assert scores["relative_age"].isna().tolist() == [True] + [False] * size
    assert scores["relative_age"][1:].tolist() == pytest.approx(places)
    expected = by_the_definition(places, list(starts), length, bins)
    assert scores["anomaly_score"].isna().tolist() == [True] + [False] * size
    assert scores["anomaly_score"][1:].tolist() == pytest.approx(expected)


def test_followers_without_a_date_are_passed_over_and_keep_their_rank():
    days = growing(200, seed=1)
    gaps = np.insert(days, [50, 50, 120], np.nan)
    scores = fingerprint.anomaly_scores(listed(gaps), "focal")
    alone = fingerprint.anomaly_scores(listed(days), "focal")
    assert scores["rank"].tolist() == list(range(204))
    assert np.flatnonzero(scores["anomaly_score"].isna()).tolist() == [0, 50, 51, 122]
    kept = scores["anomaly_score"].dropna().tolist()
    assert kept == alone["anomaly_score"].dropna().tolist()


def test_a_delivery_scores_above_the_rest():
    snapshot, is_bought = benchmark().audience(11, 2000, share=0.1, delivery="two weeks")
    scores = fingerprint.anomaly_scores(snapshot, "focal")["anomaly_score"]
    assert scores[is_bought[scores.index]].min() > scores[~is_bought[scores.index]].quantile(0.95)


@pytest.mark.parametrize("days", [list(range(40)), [5.0] * 300, [np.nan] * 300])
def test_small_or_dateless_audiences_have_no_score(days):
    # Of 40 the first has no place, so 39 are left; accounts of one moment all have none.
    scores = fingerprint.anomaly_scores(listed(days), "focal")
    assert len(scores) == len(days)
    assert scores["anomaly_score"].isna().all()
    assert scores["anomaly_score"].dtype == "Float64"


@settings(max_examples=10)
@given(seed=st.integers(0, 200), shift=st.integers(-3000, 1000))
def test_rows_ids_and_calendar_change_no_score(seed, shift):
    snapshot = listed(growing(150, seed))
    scores = fingerprint.anomaly_scores(snapshot, "focal")
    pd.testing.assert_frame_equal(
        fingerprint.anomaly_scores(shuffled(snapshot, seed), "focal"), scores
    )
    pd.testing.assert_frame_equal(
        fingerprint.anomaly_scores(shifted(snapshot, shift), "focal"), scores
    )
    other, ids = renamed(snapshot, seed)
    others = fingerprint.anomaly_scores(other, ids["focal"])
    assert others["anomaly_score"].equals(scores["anomaly_score"].set_axis(others.index))


@pytest.mark.parametrize(
    "options", [{"window": 1}, {"stride": 0}, {"stride": 300}, {"bins": 1}, {"window": 10}]
)
def test_settings_out_of_range_are_refused(options):
    with pytest.raises(SocialkitError, match="window is 2 or more"):
        fingerprint.anomaly_scores(listed(list(range(60))), "focal", **options)

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.utils import median_survival_times
from statsmodels.duration.survfunc import SurvfuncRight

from socialkit import estimate
from socialkit.errors import SocialkitError

# Freireich et al. 1963: weeks in remission on 6-MP, as in every textbook of survival analysis.
ENDED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
GOING_ON = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
WEEKS = pd.Series(ENDED + GOING_ON)
SEEN = pd.Series([True] * len(ENDED) + [False] * len(GOING_ON))

lifetimes = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=60)


def test_survival_is_the_textbooks_table():
    curve = estimate.survival(WEEKS, SEEN)
    at = curve.loc[[6, 7, 10, 13, 16, 22, 23]]
    assert at["survival"].round(4).tolist() == [
        0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482,
    ]  # fmt: skip
    assert at["at_risk"].tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert at["ended"].tolist() == [3, 1, 1, 1, 1, 1, 1]
    assert estimate.median_survival(WEEKS, SEEN).value == 23


def test_survival_is_kaplan_and_meiers_own_example():
    # Kaplan, Meier 1958: deaths at 0.8, 3.1, 5.4, 9.2; lost from sight at 1.0, 2.7, 7.0, 12.1.
    months = pd.Series([0.8, 3.1, 5.4, 9.2, 1.0, 2.7, 7.0, 12.1])
    curve = estimate.survival(months, pd.Series([True] * 4 + [False] * 4))
    assert curve.loc[[0.8, 3.1, 5.4, 9.2], "survival"].tolist() == pytest.approx(
        [0.875, 0.700, 0.525, 0.2625]
    )


@given(lifetimes)
def test_survival_is_lifelines_and_statsmodels(rows):
    durations, observed = (pd.Series(column) for column in zip(*rows, strict=True))
    mine = estimate.survival(durations, observed)
    fitter = KaplanMeierFitter().fit(durations, observed)
    assert mine["survival"].tolist() == pytest.approx(
        fitter.survival_function_at_times(mine.index).tolist()
    )
    bounds = fitter.confidence_interval_.reindex(mine.index)
    inside = mine["low"].notna().to_numpy()
    assert inside.tolist() == ((mine["survival"] > 0) & (mine["survival"] < 1)).tolist()
    for column, theirs in zip(("low", "high"), bounds, strict=True):
        assert mine.loc[inside, column].tolist() == pytest.approx(
            bounds.loc[inside, theirs].tolist()
        )
    if observed.any():
        other = SurvfuncRight(durations.to_numpy(), observed.to_numpy())
        ends = mine[mine["ended"] > 0]
        assert ends["survival"].tolist() == pytest.approx(other.surv_prob.tolist())
        assert ends["at_risk"].tolist() == other.n_risk.tolist()
        assert ends["ended"].tolist() == other.n_events.tolist()


@given(lifetimes)
def test_the_median_is_when_half_have_ended(rows):
    share, expected = Fraction(1), None  # by hand, in whole numbers: rounding cannot hide a tie
    for time in sorted({length for length, _ in rows}):
        at_risk = sum(length >= time for length, _ in rows)
        share *= 1 - Fraction(sum(row == (time, True) for row in rows), at_risk)
        if share <= Fraction(1, 2) and expected is None:
            expected = time
    mine = estimate.median_survival(*map(pd.Series, zip(*rows, strict=True)))
    assert mine.value == expected if mine.known else expected is None


def test_the_median_is_lifelines():
    rng = np.random.default_rng(5)
    days, seen = pd.Series(rng.exponential(90, 75).round(1)), pd.Series(rng.random(75) < 0.6)
    fitter = KaplanMeierFitter().fit(days, seen)
    mine = estimate.median_survival(days, seen)
    bounds = median_survival_times(fitter.confidence_interval_).iloc[0].tolist()
    assert [mine.value, mine.low, mine.high] == [fitter.median_survival_time_, *bounds]


@given(lifetimes, st.randoms(use_true_random=False))
def test_row_order_does_not_matter(rows, random):
    mixed = random.sample(rows, len(rows))
    one, other = (
        estimate.survival(*map(pd.Series, zip(*some, strict=True))) for some in (rows, mixed)
    )
    pd.testing.assert_frame_equal(one, other)


def test_the_median_says_how_far_it_may_lie_off():
    median = estimate.median_survival(WEEKS, SEEN, frame="of 21 patients")
    assert str(median) == "23 days (13 days or more), 9 of 21 ended, of 21 patients"
    curve = estimate.survival(WEEKS, SEEN)
    assert curve.loc[:12, "low"].min() > 0.5 >= curve.loc[13, "low"]
    assert curve["high"].min() > 0.5
    never = estimate.median_survival(pd.Series([3, 4]), pd.Series([False, False]))
    assert str(never) == "not in this export: fewer than half have ended"


def test_what_is_not_known_is_left_out():
    days = pd.Series([10, 20, None, 30, 40], dtype="Int64")
    seen = pd.Series([True, False, True, None, True], dtype="boolean")
    curve = estimate.survival(days, seen)
    assert curve.index.tolist() == [10, 20, 40]
    assert curve["at_risk"].tolist() == [3, 2, 1]
    assert curve["low"].isna().tolist() == [False, False, True]
    empty = estimate.survival(days[:0], seen[:0])
    assert (len(empty), str(empty["survival"].dtype)) == (0, "Float64")
    assert estimate.median_survival(days[:0], seen[:0]).note == "nobody was counted"


@pytest.mark.parametrize(
    ("days", "seen", "words"),
    [
        ([1, -2], [True, True], "cannot be negative"),
        ([1, 2], [1, 2], "must be True"),
        (["a", "b"], [True, True], "not all numbers"),
    ],
)
def test_impossible_lifetimes_are_refused(days, seen, words):
    with pytest.raises(SocialkitError, match=words):
        estimate.survival(pd.Series(days), pd.Series(seen))

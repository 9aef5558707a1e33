import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from socialkit import estimate
from socialkit.errors import SocialkitError, UnknownNameError


def test_mean_is_the_mean_and_its_bootstrap_agrees_with_scipys():
    values = pd.Series(np.random.default_rng(1).beta(2, 3, size=200))
    mine = estimate.mean(values, resamples=4000)
    theirs = stats.bootstrap(
        (values.to_numpy(),), np.mean, n_resamples=4000, method="percentile",
        rng=np.random.default_rng(2),
    ).confidence_interval  # fmt: skip
    assert mine.value == pytest.approx(values.mean(), abs=1e-15)
    assert mine.low == pytest.approx(theirs.low, abs=0.003)
    assert mine.high == pytest.approx(theirs.high, abs=0.003)


@given(st.permutations(range(12)), st.integers(0, 3))
def test_row_order_does_not_move_a_bootstrap(order, seed):
    values = pd.Series(np.sqrt(np.arange(12)))
    other = values.iloc[list(order)]
    assert estimate.mean(values, seed=seed) == estimate.mean(other, seed=seed)


def test_unknown_values_lower_n_not_the_mean():
    known = estimate.mean(pd.Series([0.2, 0.4, 0.6, 0.8, 1.0]))
    some = estimate.mean(pd.Series([0.2, None, 0.4, 0.6, None, 0.8, 1.0], dtype="Float64"))
    assert (some.value, some.n) == (known.value, 5)
    assert not estimate.mean(pd.Series([None], dtype="Float64")).known


def test_too_few_values_have_no_interval():
    few = estimate.mean(pd.Series([0.1, 0.9]))
    assert few.value == 0.5
    assert math.isnan(few.low)
    assert "too few for an interval" in str(few)


def test_what_is_not_finite_has_no_mean():
    with pytest.raises(SocialkitError, match="not all finite"):
        estimate.mean(pd.Series([1.0, math.inf]))


def test_text_has_no_mean():
    with pytest.raises(SocialkitError, match="not all numbers"):
        estimate.mean(pd.Series(["a", "b"]))


numbers = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=5, max_size=30).filter(
    lambda rows: len({x for x, _ in rows}) > 1 and len({y for _, y in rows}) > 1
)


@given(numbers)
def test_rank_correlation_is_scipys_with_ties(rows):
    x, y = (pd.Series(column) for column in zip(*rows, strict=True))
    mine = estimate.rank_correlation(x, y, resamples=50)
    assert mine.value == pytest.approx(stats.spearmanr(x, y).statistic, abs=1e-12)


@given(numbers, st.randoms(use_true_random=False))
def test_rank_correlation_does_not_see_row_order(rows, random):
    other = random.sample(rows, len(rows))
    first, second = (
        estimate.rank_correlation(*map(pd.Series, zip(*some, strict=True)), resamples=50)
        for some in (rows, other)
    )
    assert repr(first) == repr(second)


def test_rank_correlation_of_ties_or_too_few_is_not_known():
    same = pd.Series([1, 1, 1, 1, 1])
    assert estimate.rank_correlation(same, pd.Series(range(5))).note == "all accounts are alike"
    few = estimate.rank_correlation(pd.Series([1, 2]), pd.Series([2, 1]))
    assert few.note == "fewer than five accounts can be compared"
    assert not few.known


def test_rank_correlation_interval_narrows_with_more_accounts():
    rng = np.random.default_rng(0)
    x = pd.Series(rng.normal(size=400))
    y = x + rng.normal(size=400)
    wide = estimate.rank_correlation(x[:40], y[:40])
    narrow = estimate.rank_correlation(x, y)
    assert narrow.low <= narrow.value <= narrow.high
    assert narrow.high - narrow.low < (wide.high - wide.low) / 2


def hesterberg(level, n):
    """Return the level that Hesterberg 2015 asks of a bootstrap of n values."""
    reach = math.sqrt(n / (n - 1)) * stats.t.ppf((1 + level) / 2, n - 1)
    return 2 * stats.norm.cdf(reach) - 1


@pytest.mark.parametrize(("n", "level"), [(8, 0.95), (30, 0.9), (300, 0.95)])
def test_mean_is_scipys_bca_at_the_widened_level(n, level):
    values = np.sort(np.random.default_rng(n).beta(0.5, 3, size=n))
    mine = estimate.mean(pd.Series(values), level=level, seed=5)
    theirs = stats.bootstrap(
        (values,), np.mean, n_resamples=999, method="BCa", rng=np.random.default_rng(5),
        confidence_level=hesterberg(level, n),
    ).confidence_interval  # fmt: skip
    assert (mine.low, mine.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@pytest.mark.parametrize("shape", [(0.5, 3), (3, 0.5), (1, 1)])
def test_many_values_get_by_formula_what_resampling_tends_to(shape):
    values = pd.Series(np.random.default_rng(4).beta(*shape, size=10_001))
    many = estimate.mean(values, resamples=2)
    ends = [
        (one.low, one.high)
        for seed in range(12)
        if (one := estimate.mean(values[:10_000], resamples=4999, seed=seed)).known
    ]
    error = values.std() / math.sqrt(len(values))
    assert many.method == "BCa by formula"
    # The one value more moves both ends a little; a hundredth of an error is what chance leaves.
    moved = many.value - values[:10_000].mean()
    assert many.low - moved == pytest.approx(np.mean(ends, axis=0)[0], abs=0.02 * error)
    assert many.high - moved == pytest.approx(np.mean(ends, axis=0)[1], abs=0.02 * error)


def test_many_values_of_which_few_weigh_all_are_resampled():
    values = pd.Series(np.append(np.zeros(20_000), 1e6))
    assert estimate.mean(values, resamples=99).method == "BCa bootstrap"


def test_a_known_population_shortens_both_arms():
    values = pd.Series(np.random.default_rng(3).beta(1, 4, size=50))
    endless = estimate.mean(values)
    known = estimate.mean(values, population=100)
    left = math.sqrt((100 - 50) / (100 - 1))
    assert known.value - known.low == pytest.approx(left * (endless.value - endless.low))
    assert known.high - known.value == pytest.approx(left * (endless.high - endless.value))
    assert known.method == "BCa bootstrap, finite population"


def test_a_census_of_a_mean_has_a_width_only_for_the_superpopulation():
    values = pd.Series(np.random.default_rng(3).beta(1, 4, size=50))
    census = estimate.mean(values, population=50)
    assert census.low == census.value == census.high
    assert "(every one counted)" in str(census)
    another = estimate.mean(values, population=50, of="superpopulation")
    endless = estimate.mean(values)
    assert (another.low, another.high) == (endless.low, endless.high)
    assert another.low < another.value < another.high
    assert "superpopulation" in another.method
    with pytest.raises(UnknownNameError, match="population, superpopulation"):
        estimate.mean(values, of="sample")
    with pytest.raises(SocialkitError, match="each number may be at most the next"):
        estimate.mean(values, population=49)


def test_values_all_alike_show_no_spread():
    alike = estimate.mean(pd.Series([0.5] * 20), population=100)
    assert alike.value == 0.5
    assert math.isnan(alike.low)
    assert str(alike) == "0.50 (no interval), n = 20 of 100"
    assert "all values are alike" in alike.note
    assert estimate.mean(pd.Series([0.5] * 20), population=20).low == 0.5


@given(st.lists(st.floats(-1e6, 1e6), min_size=5, max_size=40))
def test_the_interval_of_a_mean_is_finite_or_not_there(values):
    mine = estimate.mean(pd.Series(values), resamples=99)
    assert math.isnan(mine.low) == math.isnan(mine.high) == (min(values) == max(values))
    if not math.isnan(mine.low):
        assert min(values) <= mine.low <= mine.high <= max(values)


def test_an_interval_does_not_depend_on_the_scale():
    values = pd.Series([0.0, 0, 0, 1, 2, 5])
    plain, tiny = estimate.mean(values), estimate.mean(values * 1e-200)
    assert (tiny.low * 1e200, tiny.high * 1e200) == pytest.approx((plain.low, plain.high))


def test_total_is_the_population_times_the_mean():
    values = pd.Series([1, 0, 3, 2, 4, 2, None], dtype="Int64")
    total, mean = (ask(values, population=60, seed=1) for ask in (estimate.total, estimate.mean))
    assert (total.value, total.low, total.high) == pytest.approx(
        (60 * mean.value, 60 * mean.low, 60 * mean.high)
    )
    assert (total.value, total.unit, total.n) == (120, "count", 6)
    census = estimate.total(values.dropna(), population=6)
    assert (census.low, census.value, census.high) == (12, 12, 12)
    with pytest.raises(SocialkitError, match="needs the size"):
        estimate.total(values, population=None)
    assert not estimate.total(pd.Series([], dtype=float), population=6).known


def test_columns_that_cannot_be_paired_are_refused():
    twice = pd.Series([1.0, 2.0], index=["a", "a"])
    with pytest.raises(SocialkitError, match="cannot be paired"):
        estimate.rank_correlation(twice, pd.Series([1.0, 2.0], index=["a", "b"]))

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from socialkit import estimate
from socialkit.errors import SocialkitError, UnknownNameError


@st.composite
def counts(draw):
    n = draw(st.integers(1, 5000))
    return draw(st.integers(0, n)), n


@given(counts(), st.sampled_from([0.8, 0.95, 0.99]))
def test_wilson_is_scipys(count, level):
    k, n = count
    mine = estimate.proportion(k, n, level=level)
    theirs = stats.binomtest(k, n).proportion_ci(level, method="wilson")
    assert (mine.low, mine.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@given(counts())
def test_clopper_pearson_is_scipys_exact_interval(count):
    k, n = count
    mine = estimate.proportion(k, n, method="clopper-pearson")
    theirs = stats.binomtest(k, n).proportion_ci(0.95, method="exact")
    assert (mine.low, mine.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_jeffreys_is_the_beta_interval_of_brown_cai_dasgupta():
    mine = estimate.proportion(1, 10, method="jeffreys")
    expected = stats.beta(1.5, 9.5).interval(0.95)
    assert (mine.low, mine.high) == pytest.approx(expected)
    nobody = estimate.proportion(0, 10, method="jeffreys")
    assert nobody.low == 0  # at the edge the interval reaches the edge
    assert nobody.high == pytest.approx(stats.beta(0.5, 10.5).ppf(0.975))


def test_a_known_population_narrows_the_interval_as_n_eff_says():
    # n_eff = n (N - 1) / (N - n) = 100 * 399 / 300 = 133, a whole number, so SciPy can check.
    mine = estimate.proportion(50, 100, population=400)
    theirs = stats.binomtest(66, 132).proportion_ci(0.95, method="wilson")
    wide = stats.binomtest(67, 134).proportion_ci(0.95, method="wilson")
    assert wide.high < mine.high < theirs.high


def test_a_census_leaves_nothing_to_chance():
    share = estimate.proportion(3, 12, population=12)
    assert (share.low, share.value, share.high) == (0.25, 0.25, 0.25)
    assert str(share) == "25 % (every one counted), 3 of 12"


@pytest.mark.parametrize("method", estimate.PROPORTION_METHODS)
@given(counts())
def test_the_interval_holds_the_value_and_stays_in_0_to_1(method, count):
    k, n = count
    share = estimate.proportion(k, n, method=method)
    assert 0 <= share.low <= share.value <= share.high <= 1
    if 0 < k < n:
        assert share.low < share.high


def test_nobody_counted_is_not_known():
    share = estimate.proportion(0, 0)
    assert not share.known
    assert math.isnan(share.low)
    assert str(share) == "not in this export: nobody was counted"


@pytest.mark.parametrize(
    ("k", "n", "population"), [(3, 2, None), (-1, 2, None), (1, 5, 4), (0.5, 1, None)]
)
def test_impossible_counts_are_refused(k, n, population):
    with pytest.raises(SocialkitError, match="each number may be at most the next"):
        estimate.proportion(k, n, population)


def test_an_unknown_method_is_refused_with_the_known_ones():
    with pytest.raises(UnknownNameError, match="wilson, clopper-pearson, jeffreys"):
        estimate.proportion(1, 2, method="wald")
    with pytest.raises(SocialkitError, match="between 0 and 1"):
        estimate.proportion(1, 2, level=95)


def test_a_share_prints_as_a_sentence():
    share = estimate.proportion(50, 400, frame="newest first")
    assert str(share) == "12 % (10-16 %), 50 of 400, newest first"
    assert (
        str(estimate.proportion(50, 400, population=2000)) == "12 % (10-16 %), 50 of 400 of 2,000"
    )


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


def test_some_is_never_printed_as_none_nor_nearly_all_as_all():
    assert str(estimate.proportion(3, 6000)).startswith("0.05 % (")
    assert str(estimate.proportion(5999, 6000)).startswith("99.9 % (")


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


def test_times_scales_value_and_interval():
    mean = estimate.mean(pd.Series([0.2, 0.4, 0.6, 0.8, 1.0]))
    worth = mean.times(100)
    assert (worth.value, worth.low) == (mean.value * 100, mean.low * 100)
    assert worth.unit == "count"


def test_a_table_keeps_unknown_as_na():
    table = estimate.table({"a": estimate.proportion(1, 4), "b": estimate.unknown("the age")})
    assert table["value"].tolist() == [0.25, pd.NA]
    assert table["population"].isna().all()
    assert table["n"].tolist() == [4, pd.NA]
    assert table.loc["b", "in_words"] == "not in this export: the age"
    assert str(table["value"].dtype) == "Float64"

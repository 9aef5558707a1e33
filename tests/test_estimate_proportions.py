import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

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


@given(counts(), st.integers(1, 5000), st.sampled_from(estimate.PROPORTION_METHODS))
def test_a_larger_population_never_narrows_the_interval(count, more, method):
    k, n = count
    near, far = (estimate.proportion(k, n, n + more * times, method) for times in (1, 10))
    endless = estimate.proportion(k, n, method=method)
    slack = 1e-9
    assert endless.low - slack <= far.low <= near.low + slack
    assert near.high - slack <= far.high <= endless.high + slack


@given(counts(), st.integers(1, 5000))
def test_n_eff_stands_in_for_n_in_statsmodels_wilson(count, more):
    k, n = count
    population = n + more
    effective = n * (population - 1) / (population - n)
    mine = estimate.proportion(k, n, population)
    theirs = proportion_confint(k / n * effective, effective, method="wilson")
    assert (mine.low, mine.high) == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize("k", [None, math.nan, "5", math.inf])
def test_what_is_no_count_is_refused(k):
    with pytest.raises(SocialkitError, match="whole numbers"):
        estimate.proportion(k, 10)


# Cochran's formula, as printed in textbook tables: 385 and 1,068 for endless populations;
# 278 of 1,000 and 370 of 10,000 in Krejcie and Morgan 1970.
@pytest.mark.parametrize(
    ("margin", "population", "expected"),
    [(0.05, None, 385), (0.03, None, 1068), (0.05, 1000, 278), (0.05, 10_000, 370)],
)
def test_sample_size_as_in_the_tables(margin, population, expected):
    assert estimate.sample_size(margin, population) == expected


@given(st.floats(0.005, 0.4), st.integers(1, 10**6), st.floats(0.01, 0.99), st.floats(0.5, 0.999))
def test_sample_size_reaches_the_margin_and_one_fewer_does_not(margin, population, p, level):
    n = estimate.sample_size(margin, population, p, level)
    z = stats.norm.isf((1 - level) / 2)

    def reach(count):
        left = (population - count) / max(population - 1, 1)
        return z * math.sqrt(p * (1 - p) / count * left)

    assert 1 <= n <= population
    assert reach(n) <= margin * (1 + 1e-6)
    if n > 1:
        assert reach(n - 1) > margin * (1 - 1e-6)


@pytest.mark.parametrize(
    "wrong", [{"margin": 0}, {"margin": 1}, {"p": 0}, {"population": 0}, {"level": 95}]
)
def test_sample_size_refuses_the_impossible(wrong):
    with pytest.raises(SocialkitError):
        estimate.sample_size(**({"margin": 0.05} | wrong))


# Newcombe 1998, Statistics in Medicine 17:873, table II, method 10.
NEWCOMBE = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((0, 10), (0, 10), -0.2775, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0),
    ((10, 10), (0, 10), 0.6075, 1.0),
]


@pytest.mark.parametrize(("first", "second", "low", "high"), NEWCOMBE)
def test_difference_is_newcombes_to_the_printed_digits(first, second, low, high):
    mine = estimate.difference(estimate.proportion(*first), estimate.proportion(*second))
    assert (round(mine.low, 4), round(mine.high, 4)) == (low, high)


@given(counts(), counts(), st.sampled_from([0.8, 0.95, 0.99]))
def test_difference_is_statsmodels(first, second, level):
    mine = estimate.difference(
        estimate.proportion(*first, level=level), estimate.proportion(*second, level=level)
    )
    theirs = confint_proportions_2indep(
        *first, *second, method="newcomb", compare="diff", alpha=1 - level
    )
    assert (mine.low, mine.high) == pytest.approx(theirs, abs=1e-9)


@given(counts(), counts())
def test_the_difference_the_other_way_is_its_mirror(first, second):
    a, b = estimate.proportion(*first), estimate.proportion(*second)
    there, back = estimate.difference(a, b), estimate.difference(b, a)
    assert (there.value, there.low, there.high) == pytest.approx(
        (-back.value, -back.high, -back.low)
    )
    assert -1 <= there.low <= there.value <= there.high <= 1


def test_two_censuses_differ_by_what_was_counted():
    apart = estimate.difference(estimate.proportion(5, 10, 10), estimate.proportion(3, 10, 10))
    assert apart.low == apart.value == apart.high == pytest.approx(0.2)
    assert str(apart) == "+20 points (every one counted), 5 of 10 against 3 of 10"


def test_a_difference_needs_two_shares_of_one_level():
    share = estimate.proportion(1, 4)
    with pytest.raises(SocialkitError, match="make both at one level"):
        estimate.difference(share, estimate.proportion(1, 4, level=0.9))
    with pytest.raises(SocialkitError, match="give two shares"):
        estimate.difference(share, share.times(10))
    nobody = estimate.difference(share, estimate.proportion(0, 0))
    assert str(nobody) == "not in this export: nobody was counted"
    assert nobody.unit == "difference"

import math
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from socialkit import estimate
from socialkit.errors import SocialkitError

# Scheaffer, Mendenhall, Ott, Elementary Survey Sampling, chapter 5: households that watch a
# show, in two towns and the country; printed there: 0.60, estimated variance 0.0045.
TOWNS = ([16, 2, 6], [20, 8, 12], [155, 62, 93])


def test_stratified_is_the_textbooks_share_and_variance():
    share = estimate.stratified(*TOWNS, level=0.001)  # so narrow that it is z SE either way
    error = (share.high - share.low) / 2 / stats.norm.ppf(0.5005)
    assert round(share.value, 2) == 0.60
    assert round(error**2, 4) == 0.0045
    assert str(share).endswith("in 3 strata: 24 of 40 of 310")


@st.composite
def strata(draw):
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        n = draw(st.integers(2, 60))
        rows.append((draw(st.integers(0, n)), n, n + draw(st.integers(0, 500))))
    return tuple(map(list, zip(*rows, strict=True)))


@given(strata())
def test_the_bounds_are_where_the_score_is_z(rows):
    k, n, population = map(np.array, rows)
    share = estimate.stratified(*rows)
    weights, shares = population / population.sum(), k / n
    assert share.value == pytest.approx((weights * shares).sum())
    assert 0 <= share.low <= share.value <= share.high <= 1
    left = weights**2 * (1 - n / population) / (n - 1)

    def excess(bound):
        moved = shares * bound / share.value
        return (share.value - bound) ** 2 - stats.norm.ppf(0.975) ** 2 * (
            left * moved * (1 - moved)
        ).sum()

    if share.value > 0 and (k * (n - k) * (population - n)).any():
        found = optimize.brentq(excess, 1e-15, share.value * (1 - 1e-9), xtol=1e-14)
        assert share.low == pytest.approx(found, abs=1e-6)
    other = estimate.stratified((n - k).tolist(), *rows[1:])
    assert (other.low, other.high) == pytest.approx((1 - share.high, 1 - share.low), abs=1e-12)


@given(strata(), st.randoms(use_true_random=False))
def test_the_order_of_strata_does_not_matter(rows, random):
    mixed = list(zip(*rows, strict=True))
    random.shuffle(mixed)
    one, other = estimate.stratified(*rows), estimate.stratified(*zip(*mixed, strict=True))
    assert (one.value, one.low, one.high) == pytest.approx((other.value, other.low, other.high))


def test_one_large_stratum_is_wilsons():
    share = estimate.stratified([500], [4000], [10**7])
    assert (share.low, share.high) == pytest.approx(
        (estimate.proportion(500, 4000).low, estimate.proportion(500, 4000).high), abs=1e-5
    )


def test_a_stratum_where_nobody_was_found_is_not_taken_to_hold_nobody():
    share = estimate.stratified([0, 0], [20, 30], [1000, 3000])
    assert (share.low, share.value) == (0, 0)
    assert share.high > estimate.proportion(0, 50, 4000).high
    mixed = estimate.stratified([0, 30], [10, 30], [5000, 30])  # the second seen in full
    assert mixed.low == pytest.approx(30 / 5030, rel=0.4)
    assert mixed.high > 0.1


def test_strata_seen_in_full_leave_nothing_to_chance():
    share = estimate.stratified([1, 2, 0], [1, 4, 0], [1, 4, 0])
    assert share.low == share.value == share.high == pytest.approx(0.6)
    assert str(share) == "60 % (every one counted), in 2 strata: 3 of 5"
    assert not estimate.stratified([0], [0], [0]).known
    assert not estimate.stratified([], [], []).known


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (([1, 0], [5, 0], [50, 30]), "stratum 2 has 30 members, of whom 0 were drawn"),
        (([1, 1], [5, 1], [50, 30]), "stratum 2 has 30 members, of whom 1 were drawn"),
        (([1, 6], [5, 5], [50, 30]), "each number may be at most the next"),
        (([1], [5, 5], [50, 30]), "one for each stratum"),
    ],
)
def test_strata_that_cannot_be_are_refused(rows, words):
    with pytest.raises(SocialkitError, match=words):
        estimate.stratified(*rows)


VALUES = np.array([3.0, 0.0, 8.0, 1.0, 4.0, 2.0])
CHANCES = np.array([0.5, 0.3, 0.9, 0.4, 0.6, 0.7])


def all_samples():
    """Yield every sample of the six above, with its chance under independent draws."""
    for taken in product([False, True], repeat=len(VALUES)):
        taken = np.array(taken)
        yield taken, np.where(taken, CHANCES, 1 - CHANCES).prod()


def test_horvitz_thompson_is_unbiased_over_every_sample_and_so_is_its_variance():
    expected = expected_square = expected_variance = 0.0
    for taken, chance in all_samples():
        total = variance = 0.0
        if taken.any():
            made = estimate.horvitz_thompson(pd.Series(VALUES[taken]), pd.Series(CHANCES[taken]))
            total = made.value
            if not math.isnan(made.high):
                variance = ((made.high - total) / stats.norm.ppf(0.975)) ** 2
            else:  # too few for an interval: the formula itself
                y, pi = VALUES[taken], CHANCES[taken]
                variance = ((1 - pi) * y**2 / pi**2).sum()
        expected += chance * total
        expected_square += chance * total**2
        expected_variance += chance * variance
    assert expected == pytest.approx(VALUES.sum())
    assert expected_variance == pytest.approx(expected_square - expected**2)


def test_with_equal_chances_hajek_is_the_simple_random_sample():
    values = pd.Series(np.random.default_rng(1).gamma(2, size=40))
    mine = estimate.hajek(values, pd.Series([40 / 100] * 40), population=100)
    error = math.sqrt((1 - 40 / 100) * values.var() / 40)
    assert mine.value == pytest.approx(values.mean())
    assert mine.high - mine.value == pytest.approx(stats.norm.ppf(0.975) * error)


def test_a_weighted_share_is_wilsons_on_the_n_of_the_same_variance():
    flags = pd.Series([True] * 10 + [False] * 30)
    mine = estimate.hajek(flags, pd.Series([0.2] * 40))
    variance = (1 - 0.2) * flags.astype(float).var() / 40
    k, n = (x * 0.25 * 0.75 / variance for x in (0.25, 1))
    z = stats.norm.ppf(0.975)
    middle, arm = (k + z**2 / 2) / (n + z**2), z / (n + z**2) * math.sqrt(k * 0.75 + z**2 / 4)
    assert (mine.low, mine.high) == pytest.approx((middle - arm, middle + arm))
    assert "weighted: 10 of 40" in str(mine)
    assert "independently" in mine.note
    none = estimate.hajek(pd.Series([False] * 40), pd.Series([0.2] * 40))
    assert (none.low, none.value) == (0, 0)
    assert none.high == pytest.approx(z**2 / (40 / 0.8 + z**2))


def test_weights_follow_the_index_and_not_the_rows():
    values = pd.Series([3.0, 8, 1, 4, 2], index=list("abcde"))
    chances = pd.Series([0.5, 0.9, 0.4, 0.6, 0.7], index=list("abcde"))
    for ask in (estimate.horvitz_thompson, estimate.hajek):
        assert ask(values, chances) == ask(values.iloc[::-1], chances.sample(5, random_state=1))


def test_certain_draws_leave_nothing_to_chance():
    ones = pd.Series([1.0] * 4)
    total = estimate.horvitz_thompson(pd.Series([1, 2, 3, 4]), ones)
    assert (total.low, total.value, total.high) == (10, 10, 10)
    assert str(total) == "10 (every one counted), n = 4"
    share = estimate.hajek(pd.Series([True, False, True, False]), ones)
    assert str(share) == "50 % (every one counted), weighted: 2 of 4"


def test_what_is_missing_makes_a_total_unknown_and_a_mean_of_fewer():
    values, chances = pd.Series([1.0, None, 3, 4, 5, 6]), pd.Series([0.5] * 6)
    total = estimate.horvitz_thompson(values, chances)
    assert str(total) == "not in this export: 1 of those drawn are not known"
    assert estimate.hajek(values, chances).n == 5
    assert estimate.hajek(values, chances).value == pytest.approx(3.8)
    nobody = pd.Series([], dtype=float)
    assert not estimate.horvitz_thompson(nobody, nobody).known
    assert not estimate.hajek(nobody, nobody).known
    flat = estimate.horvitz_thompson(pd.Series([0] * 9), pd.Series([0.5] * 9))
    assert (flat.value, str(flat)) == (0, "0 (no interval), n = 9")


@pytest.mark.parametrize("chance", [0, 1.1, -0.5, None, math.inf])
@pytest.mark.parametrize("ask", [estimate.horvitz_thompson, estimate.hajek])
def test_a_chance_that_is_none_is_refused(ask, chance):
    with pytest.raises(SocialkitError):
        ask(pd.Series([1.0, 2.0]), pd.Series([0.5, chance], dtype=float))

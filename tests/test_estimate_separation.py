import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from sklearn.metrics import roc_auc_score

from socialkit import estimate
from socialkit.errors import SocialkitError


def told(labelled, others, **more):
    """Estimate from two lists of values."""
    label = pd.Series([True] * len(labelled) + [False] * len(others))
    return estimate.auc(pd.Series([*labelled, *others]), label, **more)


def error_of(one):
    """Return the standard error behind an interval made on the logit scale."""
    width = math.log(one.high / (1 - one.high)) - math.log(one.low / (1 - one.low))
    return width / (2 * stats.norm.ppf(0.975)) * one.value * (1 - one.value)


def test_three_of_four_pairs_and_a_tie_by_hand():
    assert told([20, 40], [10, 30]).value == 0.75
    assert told([2, 1], [1, 0]).value == (1 + 1 + 0.5 + 1) / 4


def test_hanley_and_mcneils_pictures():
    # Hanley, McNeil 1982, table 1: ratings 1 to 5 of 51 ill and 58 well; W = 0.893, SE 0.032.
    ratings = [1, 2, 3, 4, 5]
    mine = told(np.repeat(ratings, [3, 2, 2, 11, 33]), np.repeat(ratings, [33, 6, 6, 11, 2]))
    assert round(mine.value, 3) == 0.893
    assert error_of(mine) == pytest.approx(0.032, abs=0.002)  # theirs rests on an exponential model
    assert mine.n == 109
    assert "51 with the label against 58 without" in str(mine)


def delong(labelled, others):
    """Return DeLong's variance, straight from its definition."""
    won = (np.subtract.outer(labelled, others) > 0) + 0.5 * np.equal.outer(labelled, others)
    rows, columns = won.mean(axis=1), won.mean(axis=0)
    return rows.var(ddof=1) / len(labelled) + columns.var(ddof=1) / len(others)


values = st.lists(st.integers(0, 9), min_size=5, max_size=20)


@given(values, values)
def test_value_is_scikit_learns_and_variance_is_delongs(labelled, others):
    mine = told(labelled, others)
    truth = [1] * len(labelled) + [0] * len(others)
    assert mine.value == pytest.approx(roc_auc_score(truth, labelled + others), abs=1e-12)
    variance = delong(np.array(labelled), np.array(others))
    if variance == 0:
        assert math.isnan(mine.low)
        assert "do not overlap" in mine.note
    else:
        assert error_of(mine) == pytest.approx(math.sqrt(variance), rel=1e-6)
        assert 0 <= mine.low <= mine.value <= mine.high <= 1


def strata_of(seed=3, each=40):
    """Return accounts whose value says nothing but for the stratum, which holds most labels."""
    rng = np.random.default_rng(seed)
    stratum = pd.Series(np.repeat([0, 1, 2], each))
    label = pd.Series(rng.random(len(stratum)) < np.array([0.1, 0.4, 0.8])[stratum])
    return pd.Series(rng.normal(3 * stratum)), label, stratum


def test_what_the_strata_explain_is_taken_away():
    value, label, stratum = strata_of(each=2000)
    assert estimate.auc(value, label).value > 0.7
    within = estimate.auc(value, label, strata=stratum)
    assert within.low < 0.5 < within.high


def test_within_strata_is_the_mean_over_those_with_the_label():
    value, label, stratum = strata_of()
    parts = [
        (roc_auc_score(label[here], value[here]), label[here].sum())
        for here in (stratum == number for number in range(3))
    ]
    scores, sizes = zip(*parts, strict=True)
    expected = np.average(scores, weights=sizes)
    assert estimate.auc(value, label, strata=stratum).value == pytest.approx(expected)


def test_one_stratum_is_none():
    value, label, _ = strata_of()
    plain, one = estimate.auc(value, label), estimate.auc(value, label, strata=label * 0)
    assert (one.value, one.low, one.high) == (plain.value, plain.low, plain.high)


@pytest.mark.parametrize("has_strata", [False, True])
def test_the_interval_holds_the_truth_as_often_as_it_says(has_strata):
    held, rounds, truth = 0, 150, float(stats.norm.cdf(0.8 / math.sqrt(2)))
    for seed in range(rounds):
        rng = np.random.default_rng(seed)
        stratum = pd.Series(rng.integers(0, 6, 240))
        label = pd.Series(rng.random(240) < 0.2 + 0.06 * stratum)
        value = pd.Series(rng.normal(0.8 * label + (5 * stratum if has_strata else 0)))
        one = estimate.auc(value, label, strata=stratum if has_strata else None)
        held += one.low <= truth <= one.high
    assert stats.binomtest(held, rounds, 0.95).pvalue > 0.001


@given(st.permutations(range(120)), st.sampled_from(["", "strata"]))
def test_row_order_and_names_of_strata_do_not_matter(order, kind):
    value, label, stratum = strata_of()
    names = stratum.map({0: "z", 1: "a", 2: "m"})
    one = estimate.auc(value, label, strata=stratum if kind else None)
    other = (column.iloc[list(order)] for column in (value, label, names))
    value, label, names = other
    assert estimate.auc(value, label, strata=names if kind else None) == one


def test_turning_the_label_round_turns_the_answer_round():
    value, label, _ = strata_of()
    one, other = estimate.auc(value, label), estimate.auc(value, ~label)
    assert other.value == pytest.approx(1 - one.value)
    assert (other.low, other.high) == pytest.approx((1 - one.high, 1 - one.low))


def test_who_has_nobody_alike_is_left_out_and_counted():
    value = pd.Series(range(9))
    label = pd.Series([True, False, False, True, False, False, True, True, False])
    stratum = pd.Series([0, 0, 0, 1, 1, 1, 2, 3, 3])  # 2: the label on all, 3: one without
    one = estimate.auc(value, label, strata=stratum)
    assert (one.value, one.n) == (0.0, 6)
    assert one.note.startswith("2 with the label have nobody alike")


def test_what_is_not_known_is_left_out():
    value = pd.Series([1.0, 2, None, 4, 5], dtype="Float64")
    label = pd.Series([False, True, True, None, True], dtype="boolean")
    one = estimate.auc(value, label)
    assert (one.value, one.n) == (1.0, 3)
    assert "too few for an interval" in str(one)


@pytest.mark.parametrize("label", [[True] * 6, [False] * 6, [None] * 6])
def test_one_kind_alone_cannot_be_compared(label):
    one = estimate.auc(pd.Series(range(6)), pd.Series(label, dtype="boolean"), note="of none")
    assert not one.known
    assert str(one) == "not in this export: of none"


def test_two_kinds_that_do_not_overlap_have_no_interval():
    one = told(range(10, 20), range(10))
    assert one.value == 1
    assert math.isnan(one.low)
    assert "no interval" in str(one)


@pytest.mark.parametrize(
    ("value", "label"),
    [([1, "a"], [True, False]), ([1, 2], ["yes", "no"]), ([1, math.inf], [True, False])],
)
def test_what_is_no_number_or_no_label_is_refused(value, label):
    with pytest.raises(SocialkitError, match=r"cannot be compared|not all"):
        estimate.auc(pd.Series(value), pd.Series(label))

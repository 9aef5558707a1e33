import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import optimize, stats

from socialkit import estimate
from socialkit.errors import SocialkitError, UnknownNameError


@st.composite
def verdicts(draw):
    n = draw(st.integers(1, 2000))
    rates = draw(st.floats(0.55, 1)), draw(st.floats(0.55, 1))
    return draw(st.integers(0, n)), n, *rates


def test_corrected_is_what_rsurveillance_prints():
    # R package RSurveillance, example of tp(20, 120, 0.9, 0.99, "all"), row "wilson".
    mine = estimate.corrected(20, 120, 0.9, 0.99)
    assert f"{mine.value:.5f} {mine.low:.7f} {mine.high:.7f}" == "0.17603 0.1129887 0.2623065"


def test_corrected_is_the_example_of_epir():
    # R package epiR, epi.prev: 5.1 cases per 100 cows (95 % CI 0 to 13).
    mine = estimate.corrected(23, 150, 0.96, 0.89)
    assert (round(100 * mine.value, 1), mine.low, round(100 * mine.high)) == (5.1, 0, 13)
    assert "clipped" in mine.note


def test_corrected_with_measured_rates_is_lang_and_reiczigels_example():
    # Lang, Reiczigel 2014: 95 % interval 0.349 to 0.372.
    mine = estimate.corrected(4060, 11281, 178 / 179, 358 / 359, validation=(179, 359))
    assert (round(mine.low, 3), round(mine.high, 3)) == (0.349, 0.372)
    assert "exactly" not in mine.note


@given(verdicts(), st.sampled_from([0.8, 0.95, 0.99]))
def test_known_rates_map_wilsons_bounds(verdict, level):
    k, n, sensitivity, specificity = verdict
    mine = estimate.corrected(k, n, sensitivity, specificity, level=level)
    apparent = estimate.proportion(k, n, level=level)
    gain = sensitivity + specificity - 1
    low, value, high = (
        (x + specificity - 1) / gain for x in (apparent.low, apparent.value, apparent.high)
    )
    assume(abs(high) > 1e-6 and abs(low - 1) > 1e-6)
    assert mine.known == (high >= 0 and low <= 1)
    if mine.known:
        expected = np.clip([value, low, high], 0, 1)
        assert (mine.value, mine.low, mine.high) == pytest.approx(expected.tolist(), abs=1e-9)
        assert ("clipped" in mine.note) == (low < -1e-9 or high > 1 + 1e-9)


@given(verdicts(), st.integers(0, 3000))
def test_a_perfect_classifier_is_a_plain_proportion(verdict, more):
    k, n, *_ = verdict
    mine, plain = estimate.corrected(k, n, 1, 1, population=n + more), None
    plain = estimate.proportion(k, n, n + more)
    assert (mine.value, mine.low, mine.high) == pytest.approx(
        (plain.value, plain.low, plain.high), abs=1e-7
    )
    assert "clipped" not in mine.note


def test_in_a_census_the_errors_remain():
    # 400 all seen: K = 100 p is fixed, and k varies only with the verdicts.
    census = estimate.corrected(60, 400, 0.9, 0.95, population=400)
    sample = estimate.corrected(60, 400, 0.9, 0.95)
    share, z = census.value, stats.norm.ppf(0.975)
    error = math.sqrt((share * 0.09 + (1 - share) * 0.0475) / 400) / 0.85
    assert census.high - census.low == pytest.approx(2 * z * error, rel=0.02)
    assert 0 < census.high - census.low < sample.high - sample.low
    assert "every one counted" not in str(census)
    measured = estimate.corrected(60, 400, 0.9, 0.95, population=400, validation=(100, 100))
    assert measured.high - measured.low > census.high - census.low


@given(verdicts(), st.integers(10, 500), st.booleans())
def test_corrected_stays_in_0_to_1_and_holds_its_value(verdict, size, is_census):
    k, n, sensitivity, specificity = verdict
    for validation in (None, (size, size)):
        mine = estimate.corrected(
            k, n, sensitivity, specificity, validation=validation,
            population=n if is_census else None,
        )  # fmt: skip
        if mine.known:
            assert 0 <= mine.low <= mine.value <= mine.high <= 1
        else:
            assert "do not fit" in mine.note


def test_much_validation_is_as_good_as_knowing():
    known = estimate.corrected(700, 4000, 0.9, 0.95)
    measured = estimate.corrected(700, 4000, 0.9, 0.95, validation=(10**9, 10**9))
    assert (measured.low, measured.high) == pytest.approx((known.low, known.high), abs=1e-3)


def test_flags_that_fit_no_share_are_not_known():
    misfit = estimate.corrected(0, 100, 0.9, 0.95)
    assert not misfit.known
    assert "do not fit" in str(misfit)
    nobody = estimate.corrected(0, 0, 0.9, 0.95)
    assert nobody.note == "nobody was counted"


@pytest.mark.parametrize(
    ("rates", "options", "words"),
    [
        ((0.5, 0.5), {}, "add up to 1 or less"),
        ((0.3, 0.6), {}, "add up to 1 or less"),
        ((1.2, 0.9), {}, "sensitivity must lie between"),
        ((0.9, math.nan), {}, "specificity must lie between"),
        ((0.9, 0.9), {"validation": (0, 10)}, "each number may be at most the next"),
        ((0.9, 0.9), {"population": 9}, "each number may be at most the next"),
        ((0.9, 0.9), {"level": 1}, "level must lie between"),
    ],
)
def test_what_cannot_be_corrected_is_refused(rates, options, words):
    with pytest.raises(SocialkitError, match=words):
        estimate.corrected(3, 10, *rates, **options)


def test_half_of_the_flagged_are_innocent_at_one_in_twenty():
    values = estimate.predictive_value(0.95, 0.95, 0.05)
    assert values.positive == pytest.approx(0.5)
    assert values.negative == pytest.approx(0.9025 / 0.905)


@given(st.integers(0, 90), st.integers(0, 90), st.integers(0, 90), st.integers(0, 90))
def test_predictive_values_are_those_of_the_table_of_four(tp, fn, fp, tn):
    assume(tp + fn and fp + tn)
    values = estimate.predictive_value(
        tp / (tp + fn), tn / (fp + tn), (tp + fn) / (tp + fn + fp + tn)
    )
    assert values.positive == pytest.approx(tp / (tp + fp) if tp + fp else math.nan, nan_ok=True)
    assert values.negative == pytest.approx(tn / (tn + fn) if tn + fn else math.nan, nan_ok=True)


def test_predictive_value_refuses_what_is_no_share():
    with pytest.raises(SocialkitError, match="prevalence must lie"):
        estimate.predictive_value(0.9, 0.9, 5)


SCORES = st.lists(st.floats(0.01, 0.99), min_size=5, max_size=60)


@given(SCORES, st.floats(0.05, 0.95))
def test_emq_is_the_share_with_the_greatest_likelihood(scores, prior):
    assume(max(scores) - min(scores) > 0.01)
    s = np.array(scores)
    mine = estimate.quantify(pd.Series(scores), prior, "emq", resamples=20).value

    def loss(share):
        return -np.log(share * s / prior + (1 - share) * (1 - s) / (1 - prior)).sum()

    best = optimize.minimize_scalar(loss, bounds=(0, 1), method="bounded", options={"xatol": 1e-10})
    assert loss(mine) <= best.fun + 1e-9
    # and it stays where Saerens' two steps would take it
    share = np.clip(mine, 1e-12, 1 - 1e-12)
    odds = share * s / prior
    again = (odds / (odds + (1 - share) * (1 - s) / (1 - prior))).mean()
    assert again == pytest.approx(mine, abs=1e-6)


def test_emq_finds_another_prior_again():
    # Calibrated at one half, used where one in ten has the trait: normal scores, d' = 2.
    rng = np.random.default_rng(2)
    has = rng.random(20_000) < 0.1
    x = rng.normal(2.0 * has)
    scores = pd.Series(1 / (1 + np.exp(-2 * (x - 1))))
    emq = estimate.quantify(scores, 0.5, resamples=50)
    assert emq.low < has.mean() < emq.high
    assert emq.value == pytest.approx(has.mean(), abs=0.01)
    assert estimate.quantify(scores, method="pcc", resamples=50).value > 0.2
    means = {"on_positives": 0.8, "on_negatives": 0.2}
    by_label = scores.groupby(has).mean()
    means = {"on_positives": by_label[True], "on_negatives": by_label[False]}
    pacc = estimate.quantify(scores, method="pacc", resamples=50, **means)
    assert pacc.value == pytest.approx(has.mean(), abs=1e-9)


def test_cc_and_acc_are_the_counts_they_stand_for():
    scores = pd.Series([0.9, 0.5, 0.49, 0.1, None, 0.2, 0.3, 0.2])
    counted = estimate.quantify(scores, method="cc")
    assert (counted.value, counted.n) == (2 / 7, 7)
    assert counted.low == estimate.proportion(2, 7).low
    assert "not corrected" in counted.note
    adjusted = estimate.quantify(scores, method="acc", on_positives=0.9, on_negatives=0.05)
    assert adjusted == estimate.corrected(2, 7, 0.9, 0.95)


def test_pcc_is_the_mean_score():
    scores = pd.Series(np.random.default_rng(4).random(80))
    mine = estimate.quantify(scores, method="pcc")
    assert mine.value == pytest.approx(scores.mean())
    low, high = stats.t.interval(0.95, 79, scores.mean(), stats.sem(scores))
    assert (mine.low, mine.high) == pytest.approx((low, high), abs=0.01)


@pytest.mark.parametrize("method", ["pcc", "pacc", "emq"])
def test_quantifiers_do_not_see_row_order(method):
    scores = pd.Series(np.random.default_rng(4).random(30))
    given_labels = {"on_positives": 0.7, "on_negatives": 0.3}
    one, other = (
        estimate.quantify(some, 0.4, method, resamples=50, **given_labels)
        for some in (scores, scores.sample(frac=1, random_state=3))
    )
    assert one == other
    assert 0 <= one.low <= one.value <= one.high <= 1


def test_scores_at_the_walls_reach_them():
    sure = pd.Series([1.0] * 6 + [0.0] * 4)
    assert estimate.quantify(sure, 0.3).value == pytest.approx(0.6)
    assert estimate.quantify(pd.Series([0.01, 0.02, 0.01, 0.02, 0.03]), 0.5).value == 0
    alike = estimate.quantify(pd.Series([0.2] * 9), 0.5, "pcc")
    assert math.isnan(alike.low)
    assert "all values are alike" in alike.note
    assert math.isnan(estimate.quantify(pd.Series([0.2, 0.3]), 0.5).low)
    assert not estimate.quantify(pd.Series([], dtype=float), 0.5).known


@pytest.mark.parametrize(
    ("scores", "options", "words"),
    [
        ([0.2, 1.2], {"train_prior": 0.5}, "scores must lie between"),
        ([0.2], {}, "emq needs train_prior"),
        ([0.2], {"train_prior": 1.0}, "train_prior must lie strictly between"),
        ([0.2], {"method": "acc"}, "acc needs on_positives and on_negatives"),
        ([0.2], {"method": "pacc", "on_positives": 0.3, "on_negatives": 0.3}, "say nothing"),
        (["a"], {"train_prior": 0.5}, "not all numbers"),
    ],
)
def test_what_cannot_be_quantified_is_refused(scores, options, words):
    with pytest.raises(SocialkitError, match=words):
        estimate.quantify(pd.Series(scores), **options)


def test_an_unknown_quantifier_is_refused_with_the_known_ones():
    with pytest.raises(UnknownNameError, match="no method 'mixed'; known: cc, acc, pcc, pacc, emq"):
        estimate.quantify(pd.Series([0.5]), 0.5, "mixed")

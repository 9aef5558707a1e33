"""Benford's law: digits counted by hand, the law's own numbers, and when it says nothing."""

import numpy as np
import pandas as pd
import pytest
from conftest import renamed, shuffled
from deliveries import listed
from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit import fingerprint
from socialkit.errors import UnknownNameError


def followed_by(counts: list[int | None], **options) -> fingerprint.Benford:
    snapshot = listed([1.0] * len(counts), following_count=counts)
    return fingerprint.benford(snapshot, "focal", **options)


def test_digits_counted_by_hand():
    result = followed_by([1, 10, 199, 2, 25, 9_000_000_000_000_000_000, 0, 0, None])
    assert (result.n, result.zeros, result.unknown) == (6, 2, 1)
    assert result.digits["count"].tolist() == [3, 2, 0, 0, 0, 0, 0, 0, 1]
    expected = np.log10(1 + 1 / np.arange(1, 10))
    shares = np.array([3, 2, 0, 0, 0, 0, 0, 0, 1]) / 6
    assert result.digits["value"].tolist() == pytest.approx(shares.tolist())
    away = np.abs(shares - expected).mean()
    assert result.mean_absolute_deviation == pytest.approx(away)
    assert "6 counts above 0 are too few" in result.note
    assert (result.digits["low"] <= result.digits["value"]).all()
    assert (result.digits["value"] <= result.digits["high"]).all()


def test_expected_shares_are_those_printed_by_golbeck():
    printed = [30.1, 17.6, 12.5, 9.7, 7.9, 6.7, 5.8, 5.1, 4.6]
    assert (100 * followed_by([1]).digits["expected"]).round(1).tolist() == printed


def test_steady_growth_follows_the_law():
    # Six powers of ten in even steps of the logarithm: the law itself, but for the steps.
    result = followed_by([int(10 ** (6 * step / 500)) for step in range(500)])
    assert result.mean_absolute_deviation < result.by_chance / 3
    assert result.note == (
        "networks limit how many one may follow, which piles up counts at the limit"
    )


def test_the_deviation_by_chance_is_what_draws_from_the_law_show():
    expected = np.log10(1 + 1 / np.arange(1, 10))
    draws = np.random.default_rng(0).multinomial(400, expected, size=4000) / 400
    simulated = np.abs(draws - expected).mean()
    result = followed_by([3] * 400)
    assert result.by_chance == pytest.approx(simulated, rel=0.02)
    other = np.random.default_rng(5).multinomial(400, expected, size=4000) / 400
    beyond = np.abs(other - expected).mean(axis=1) > result.by_chance_high
    assert beyond.mean() == pytest.approx(0.05, abs=0.012)


def test_counts_in_a_narrow_range_are_said():
    result = followed_by([1900 + row for row in range(120)])
    assert result.mean_absolute_deviation > 5 * result.by_chance
    assert "nine in ten lie within 1,906-2,013, too narrow" in result.note


@pytest.mark.parametrize("counts", [[None, None], [0, 0], [0, None]])
def test_without_a_count_above_zero_nothing_is_known(counts):
    result = followed_by(counts)
    assert result.n == 0
    assert result.mean_absolute_deviation is None
    assert result.by_chance is None and result.by_chance_high is None
    assert "following count above 0" in result.note
    assert result.digits["value"].isna().all()
    assert result.digits["expected"].notna().all()


def test_what_is_not_there_is_said():
    snapshot = listed([1.0, 2.0], followers_count=[5, 6])
    assert fingerprint.benford(snapshot, "focal", column="followers_count").n == 2
    with pytest.raises(UnknownNameError, match="no count 'likes'"):
        fingerprint.benford(snapshot, "focal", column="likes")
    for account, why in (("f0", "no followers of the account"), (None, "no account here")):
        result = fingerprint.benford(snapshot, account)
        assert (result.n, result.unknown, result.mean_absolute_deviation) == (0, 0, None)
        assert why in result.note
    with pytest.raises(UnknownNameError):
        fingerprint.benford(snapshot, "nobody")


@settings(max_examples=15)
@given(counts=st.lists(st.integers(0, 10**9), min_size=1, max_size=60), seed=st.integers(0, 99))
def test_rows_and_ids_change_nothing(counts, seed):
    snapshot = listed([1.0] * len(counts), following_count=counts)
    digits = fingerprint.benford(snapshot, "focal").digits
    assert digits["count"].sum() == sum(count > 0 for count in counts)
    other, ids = renamed(shuffled(snapshot, seed), seed)
    pd.testing.assert_frame_equal(fingerprint.benford(other, ids["focal"]).digits, digits)

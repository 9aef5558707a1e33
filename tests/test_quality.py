import math

import numpy as np
import pandas as pd
import pytest
from conftest import renamed, shuffled
from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit import features, quality, simulate
from socialkit.errors import MissingDataError

FACETS = list(quality.FACET_WEIGHTS)


@pytest.fixture(scope="module")
def table(six):
    return features.account_features(six)


def one_account(**known: float) -> pd.DataFrame:
    """Return the features of one account of which only `known` is known."""
    names = {signal.column for signal in quality.SIGNALS} | {"followers_count", "age_days"}
    row = {name: pd.array([known.get(name, pd.NA)], dtype="Float64") for name in sorted(names)}
    return pd.DataFrame(row, index=["one"])


def test_signals_of_the_drawing(table):
    told = quality.signals(table)
    assert told.loc["dan", ["picture", "biography", "has_posted"]].tolist() == ["bad"] * 3
    assert told.loc["dan", ["following_ratio", "mass_following"]].tolist() == ["bad"] * 2
    assert told.loc["eve", "recent_post"] == "bad"
    assert told.loc["ben", ["engages", "followed_back"]].tolist() == ["good"] * 2
    assert told.loc["fay"].isna().all()


@pytest.mark.parametrize(
    ("signal", "column", "good", "neither", "bad"),
    [
        ("following_ratio", "following_to_followers", 2, 2.1, 50),
        ("mass_following", "following_count", 1500, None, 1501),
        ("has_posted", "posts_count", 50, 49, 0),
        ("recent_post", "days_since_post", 60, None, 60.1),
    ],
)
def test_a_signal_turns_where_its_source_says(signal, column, good, neither, bad):
    def told(value):
        return quality.signals(one_account(**{column: value})).loc["one", signal]

    assert (told(good), told(bad)) == ("good", "bad")
    assert neither is None or told(neither) is pd.NA


def test_nobody_seen_to_interact_is_silent_not_bad():
    told = quality.signals(one_account(engaged_with_focal=0, followed_by_focal=0))
    assert told.loc["one", ["engages", "followed_back"]].isna().all()


def test_facets_follow_their_formulas():
    scored = quality.score(one_account(days_since_post=60, engaged_with_focal=3)).loc["one"]
    assert scored["active"] == pytest.approx(0.5)
    assert scored["engaged"] == 0.75
    assert scored["quality"] == pytest.approx((0.3 * 0.5 + 0.2 * 0.75) / 0.5)
    assert scored["coverage"] == pytest.approx(0.5)
    assert scored[["reachable", "related"]].isna().all()


def test_reachable_is_the_weighted_mean_of_its_evidence():
    scored = quality.score(one_account(has_picture=1)).loc["one"]
    # One piece of evidence: e = tanh((1 - 0.5) / 0.5) = tanh(1), and nothing to average it with.
    assert scored["reachable"] == pytest.approx(1 / (1 + math.exp(-4 * math.tanh(1))))
    both = quality.score(one_account(has_picture=1, has_bio=0)).loc["one", "reachable"]
    assert both == pytest.approx(0.5)  # the two weigh alike and cancel


def test_better_evidence_never_lowers_reachable():
    def reachable(**known):
        return quality.score(one_account(**known)).loc["one", "reachable"]

    base = {"following_count": 800, "followers_count": 100, "posts_count": 20}
    assert reachable(**base | {"followers_count": 200}) > reachable(**base)
    assert reachable(**base | {"following_count": 4000}) < reachable(**base)
    assert reachable(**base | {"posts_count": 40}) > reachable(**base)


def test_no_evidence_is_na_with_coverage_0(table):
    scored = quality.score(table)
    assert scored.loc["fay", "quality"] is pd.NA
    assert scored.loc["fay", "coverage"] == 0


def test_that_nothing_was_seen_is_no_evidence_by_itself():
    scored = quality.score(one_account(engaged_with_focal=0, followed_by_focal=0)).loc["one"]
    assert scored["quality"] is pd.NA
    assert scored["coverage"] == 0
    scored = quality.score(one_account(engaged_with_focal=1)).loc["one"]
    assert scored["quality"] == 0.5


def test_a_new_account_that_never_posted_is_not_called_dormant():
    young = quality.score(one_account(posts_count=0, age_days=20, has_bio=1)).loc["one"]
    old = quality.score(one_account(posts_count=0, age_days=400, has_bio=1)).loc["one"]
    assert young["active"] is pd.NA
    assert old["active"] < 0.05


known_facts = st.fixed_dictionaries(
    {
        "following_count": st.integers(0, 10_000),
        "followers_count": st.integers(0, 1_000_000),
        "posts_count": st.integers(0, 100_000),
        "days_since_post": st.integers(0, 5000),
        "engaged_with_focal": st.integers(0, 100),
        "followed_by_focal": st.integers(0, 1),
        "has_picture": st.integers(0, 1),
        "has_bio": st.integers(0, 1),
        "age_days": st.integers(0, 7000),
    }
)


@given(known_facts)
def test_quality_and_coverage_stay_in_0_to_1(known):
    scored = quality.score(one_account(**known)).loc["one"].dropna()
    assert scored.between(0, 1).all()


@given(known_facts, st.sampled_from(["days_since_post", "has_picture", "has_bio", "age_days"]))
def test_missing_evidence_lowers_coverage(known, lost):
    full = quality.score(one_account(**known)).loc["one"]
    less = quality.score(one_account(**{k: v for k, v in known.items() if k != lost})).loc["one"]
    assert less["coverage"] <= full["coverage"]


@given(known_facts)
def test_losing_a_facet_moves_quality_within_the_facets_left(known):
    lost = {k: v for k, v in known.items() if k != "days_since_post"}
    scored = quality.score(one_account(**lost)).loc["one"]
    left = scored[FACETS].dropna().astype(float)
    assert left.min() - 1e-12 <= scored["quality"] <= left.max() + 1e-12


@settings(max_examples=8)
@given(st.integers(0, 50))
def test_neither_order_nor_ids_matter(six, seed):
    expected = quality.score(features.account_features(six))
    other = quality.score(features.account_features(shuffled(six, seed))).loc[expected.index]
    pd.testing.assert_frame_equal(other, expected, check_exact=True)
    changed, ids = renamed(six, seed)
    actual = quality.score(features.account_features(changed))
    np.testing.assert_allclose(
        actual.to_numpy(dtype=float, na_value=np.nan),
        expected.rename(index=ids).to_numpy(dtype=float, na_value=np.nan),
        atol=1e-9,
    )


def test_missing_columns_are_named(table):
    with pytest.raises(MissingDataError, match="lack posts_count, has_bio"):
        quality.score(table.drop(columns=["posts_count", "has_bio"]))


def test_planted_junk_scores_below_planted_people():
    made = simulate.network(accounts=3000, seed=11)
    scored = quality.score(features.account_features(made.snapshot))
    by_kind = scored["reachable"].groupby(made.truth["kind"]).median()
    assert by_kind["mass_follower"] < 0.4
    assert by_kind[["engaged_peer", "silent_reader", "celebrity"]].min() > 0.7

import math

import numpy as np
import pandas as pd
import pytest
from conftest import rebuilt, renamed, shuffled
from hypothesis import given
from hypothesis import strategies as st

from socialkit import features, quality
from socialkit.quality.bios import bio_similarity

PAIR = np.array([0]), np.array([1])


def alike(*texts: str | None) -> float:
    """Return how alike the first two bios are among all of them."""
    one = np.zeros(len(texts) - 1, dtype=int)
    return bio_similarity(pd.Series(texts, dtype="str"), one, one + np.arange(1, len(texts)))[0]


def test_the_cosine_is_that_of_words_weighted_by_how_rare_they_are():
    # Of three bios two hold "jazz", one each "soup", "law", "tea".
    common, rare = math.log(4 / 3) + 1, math.log(4 / 2) + 1
    length = math.hypot(common, rare)
    assert alike("jazz, soup", "jazz, law", "tea") == pytest.approx((common / length) ** 2)


def test_the_same_words_are_1_and_none_in_common_0():
    assert alike("Jazz and law.", "law & JAZZ!") == pytest.approx(1)
    assert alike("jazz", "law") == 0


def test_without_words_nothing_is_known():
    assert alike("jazz", None, "jazz") is pd.NA
    assert alike("jazz", "", "jazz") is pd.NA
    assert alike("jazz", "I am the 99", "jazz") is pd.NA
    assert alike("and the", "of it") is pd.NA
    assert alike(None, None) is pd.NA


def test_addresses_handles_and_hashtags_are_no_words():
    assert alike("law at www.same.example", "soup at www.same.example") == 0
    assert alike("law #same me@same.example", "soup #same @same me@same.example") == 0


def test_words_of_any_script_count():
    assert alike("психолог в Ульме", "Психолог", "суп") > 0.4
    assert alike("Ärztin für Kinder", "ÄRZTIN", "Suppe") > 0.4


@given(st.lists(st.sampled_from(["jazz", "law", "soup", "tea", None]), min_size=3, max_size=8))
def test_it_is_symmetric_and_between_0_and_1(words):
    bios = pd.Series(words, dtype="str")
    one, other = np.zeros(len(words) - 1, dtype=int), np.arange(1, len(words))
    there, back = bio_similarity(bios, one, other), bio_similarity(bios, other, one)
    assert pd.Series(there).equals(pd.Series(back))
    assert pd.Series(there).dropna().between(0, 1).all()


def test_neither_order_nor_ids_matter(six):
    six = rebuilt(six, accounts=six.accounts.assign(bio=["law", "law, tea", "tea"] * 2))

    def told(snapshot):
        return quality.relatedness(snapshot, features.follower_features(snapshot))

    before = told(six)["bio_similarity"]
    assert before.notna().all()
    after = told(shuffled(six, 3))["bio_similarity"]
    pd.testing.assert_series_equal(after.loc[before.index], before)
    other, ids = renamed(six, 3)
    pairs = [(ids[account], ids[follower]) for account, follower in before.index]
    assert told(other)["bio_similarity"].loc[pairs].tolist() == before.tolist()


def test_like_bios_make_related_and_unlike_ones_do_not(six):
    bios = six.accounts.assign(bio=["law talk", "law", "soup", "law", None, None])
    followers = features.follower_features(rebuilt(six, accounts=bios), ["ann"])
    plain = quality.score(followers)["related"]
    joined = followers.join(quality.relatedness(rebuilt(six, accounts=bios), followers))
    related = quality.score(joined.drop(columns="adamic_adar"))["related"]
    assert related[("ann", "dan")] > plain[("ann", "dan")] == 0
    assert related[("ann", "cat")] == plain[("ann", "cat")]
    assert related[("ann", "ben")] == 1
    words = quality.explain(joined, ("ann", "dan")).loc["related", "sentence"]
    assert words.endswith("Their bios have words in common.")

"""The draw of followers: random, of the size asked for, and the same in any order."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from socialkit.collect.sampling import drawn

IDS = st.lists(st.text(min_size=1, max_size=6), unique=True, min_size=1, max_size=40)


@given(ids=IDS, size=st.integers(1, 50), seed=st.integers(0, 9), order=st.randoms())
def test_the_draw_has_its_size_and_no_order(ids, size, seed, order):
    first = drawn(ids, size, seed=seed)
    mixed = list(ids)
    order.shuffle(mixed)
    assert drawn(mixed, size, seed=seed) == first
    if size >= len(ids):
        assert first is None
    else:
        assert len(first) == size
        assert first < set(ids)


def test_without_a_size_everybody_is_taken():
    assert drawn(["ann", "ben"], None, seed=0) is None


def test_everybody_is_as_likely_to_be_drawn():
    """Of 30 accounts, 10 are drawn 3,000 times; a chi-square test finds no favourites."""
    ids = [f"account {number}" for number in range(30)]
    counts = Counter(who for seed in range(3_000) for who in drawn(ids, 10, seed=seed))
    assert len(counts) == 30
    assert stats.chisquare(list(counts.values())).pvalue > 0.001


@pytest.mark.parametrize("seed", [1, 2])
def test_another_seed_draws_others(seed):
    ids = [str(number) for number in range(1_000)]
    assert drawn(ids, 50, seed=seed) != drawn(ids, 50, seed=0)

"""Lockstep groups: densities by hand, planted groups, and the greedy bound by brute force."""

from itertools import chain, combinations
from math import log

import numpy as np
import pandas as pd
import pytest
from conftest import renamed, shuffled
from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit import Snapshot, fingerprint
from socialkit.errors import MissingDataError, SocialkitError, UnknownNameError


def network(pairs: list[tuple[str, str]]) -> Snapshot:
    follows = pd.DataFrame(pairs, columns=["follower_id", "followed_id"]).drop_duplicates()
    ids = pd.Index(sorted({end for pair in pairs for end in pair}), name="account_id")
    return Snapshot(pd.DataFrame(index=ids), follows, taken_at="2026-01-01T00:00Z")


def every(followers: str, count: int, followed: str, other: int) -> list[tuple[str, str]]:
    """Return the ties of a group in which everyone follows everyone on the other side."""
    return [(f"{followers}{i}", f"{followed}{j}") for i in range(count) for j in range(other)]


def members_of(found: fingerprint.Lockstep, group: int) -> set[str]:
    return set(found.members.index[found.members["group"] == group])


def test_density_by_hand():
    # Three follow the same three: nine ties, each weighs 1 / log(3 + 5), among six accounts.
    # The stray tie (1 / log 6) would bring 0.56 for two more, less than the 0.72 there is.
    found = fingerprint.lockstep(network([*every("f", 3, "x", 3), ("ann", "ben")]), groups=1)
    row = found.groups.loc[1]
    assert row[["followers", "followed", "ties", "fill"]].tolist() == [3, 3, 9, 1]
    assert row["density"] == pytest.approx(9 / log(8) / 6)
    assert members_of(found, 1) == {"f0", "f1", "f2", "x0", "x1", "x2"}
    assert (found.members["side"] == "follower").sum() == 3
    # All of it first, then without the stray, then without the three who share the least.
    assert found.steps.loc[1, "left"].tolist()[:2] == [8, 6]
    whole = (9 / log(8) + 1 / log(6)) / 8
    assert found.steps.loc[1, "density"].tolist()[:2] == pytest.approx([whole, 9 / log(8) / 6])


def test_groups_come_one_after_the_other():
    pairs = every("f", 8, "x", 8) + every("g", 5, "y", 5) + [("f0", "y0"), ("ann", "ben")]
    found = fingerprint.lockstep(network(pairs), groups=2)
    assert found.groups[["followers", "followed"]].values.tolist() == [[8, 8], [5, 5]]
    assert found.groups["density"].is_monotonic_decreasing
    assert {id_[0] for id_ in members_of(found, 2)} == {"g", "y"}


def test_equal_groups_without_a_tie_between_them_are_two():
    found = fingerprint.lockstep(network(every("f", 4, "x", 4) + every("g", 4, "y", 4)), groups=5)
    assert found.groups["ties"].tolist() == [16, 16]
    assert members_of(found, 1) == {f"{side}{i}" for side in "fx" for i in range(4)}


def planted(camouflage: bool) -> list[tuple[str, str]]:
    """Return 600 people who follow at random, the famous most, and a group of 30 by 20."""
    rng = np.random.default_rng(5)
    weights = 1 / np.arange(1, 301)
    pairs = [
        (f"p{person}", f"q{one}")
        for person in range(600)
        for one in rng.choice(300, 8, replace=False, p=weights / weights.sum())
    ]
    pairs += every("bot", 30, "client", 20)
    if camouflage:
        pairs += [(f"bot{i}", f"q{j}") for i in range(30) for j in range(15)]
    return pairs


@pytest.mark.parametrize("camouflage", [False, True])
def test_a_group_is_found_even_when_it_follows_the_famous(camouflage):
    found = fingerprint.lockstep(network(planted(camouflage)), groups=1)
    inside = members_of(found, 1)
    assert {f"bot{i}" for i in range(30)} <= inside
    assert {f"client{j}" for j in range(20)} <= inside
    assert sum(name[0] == "p" for name in inside) == 0


def test_only_the_followers_of_an_account_and_not_the_account():
    pairs = [*every("f", 4, "x", 3), *((f"f{i}", "focal") for i in range(4)), ("z", "x0")]
    found = fingerprint.lockstep(network(pairs), "focal", groups=1)
    assert members_of(found, 1) == {*(f"f{i}" for i in range(4)), "x0", "x1", "x2"}
    assert found.groups.loc[1, "density"] == pytest.approx(12 / log(4 + 5) / 7)


def test_only_ties_to_the_accounts_named():
    pairs = [*every("f", 4, "x", 3), *every("f", 4, "y", 9), ("z", "x0")]
    found = fingerprint.lockstep(network(pairs), followed=["x0", "x1", "x2"], groups=1)
    assert members_of(found, 1) == {*(f"f{i}" for i in range(4)), "x0", "x1", "x2"}
    assert fingerprint.lockstep(network(pairs), followed=[]).groups.empty
    with pytest.raises(UnknownNameError):
        fingerprint.lockstep(network(pairs), followed=["nobody"])


def test_an_account_may_stand_on_both_sides():
    names = ["a", "b", "c"]
    found = fingerprint.lockstep(network([(i, j) for i in names for j in names if i != j]))
    assert found.groups.loc[1, ["followers", "followed", "ties"]].tolist() == [3, 3, 6]
    assert sorted(found.members.index) == ["a", "a", "b", "b", "c", "c"]


def test_nothing_to_find_and_what_is_refused():
    alone = network([("f0", "focal"), ("f1", "focal")])
    found = fingerprint.lockstep(alone, "focal")
    assert found.groups.empty and found.members.empty and found.steps.empty
    full = fingerprint.lockstep(alone)
    for name in ("groups", "members", "steps"):
        assert getattr(found, name).dtypes.equals(getattr(full, name).dtypes)
        assert getattr(found, name).index.names == getattr(full, name).index.names
    with pytest.raises(MissingDataError, match="no followers of 'f0'"):
        fingerprint.lockstep(alone, "f0")
    with pytest.raises(SocialkitError, match="groups is 1 or more"):
        fingerprint.lockstep(alone, groups=0)


some_ties = st.sets(
    st.tuples(st.integers(0, 4).map("f{}".format), st.integers(0, 4).map("x{}".format)),
    min_size=1,
    max_size=20,
)


@given(ties=some_ties)
def test_the_group_is_at_least_half_as_dense_as_the_densest(ties):
    found = fingerprint.lockstep(network(sorted(ties)), groups=1)
    indegree = pd.Series([followed for _, followed in ties]).value_counts()

    def density(inside: set[str]) -> float:
        kept = [x for f, x in ties if f in inside and x in inside]
        return sum(1 / log(indegree[x] + 5) for x in kept) / len(inside)

    nodes = sorted({end for tie in ties for end in tie})
    subsets = chain.from_iterable(combinations(nodes, k) for k in range(1, len(nodes) + 1))
    densest = max(density(set(subset)) for subset in subsets)
    value = found.groups.loc[1, "density"]
    assert value == pytest.approx(density(members_of(found, 1)), abs=1e-8)
    assert densest / 2 - 1e-9 <= value <= densest + 1e-8


@settings(max_examples=15)
@given(ties=some_ties, seed=st.integers(0, 1000))
def test_rows_and_ids_change_no_density_and_no_member(ties, seed):
    snapshot = network(sorted(ties))
    found = fingerprint.lockstep(snapshot, groups=2)
    again = fingerprint.lockstep(shuffled(snapshot, seed), groups=2)
    pd.testing.assert_frame_equal(again.groups, found.groups)
    pd.testing.assert_frame_equal(again.members, found.members)
    pd.testing.assert_frame_equal(again.steps, found.steps)
    other, ids = renamed(snapshot, seed)
    others = fingerprint.lockstep(other, groups=1)
    if not _has_equals(found):
        assert set(others.members.index) == {ids[name] for name in members_of(found, 1)}
    pd.testing.assert_frame_equal(others.groups, found.groups.iloc[:1])


def _has_equals(found: fingerprint.Lockstep) -> bool:
    """Tell whether the first two groups are alike, so that only ids can number them."""
    return len(found.groups) > 1 and found.groups.iloc[0].equals(found.groups.iloc[1])

import numpy as np
import pandas as pd
import pytest
from conftest import rebuilt, renamed, shuffled
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from socialkit import audience, cluster, features, simulate
from socialkit.errors import SocialkitError


@pytest.fixture(scope="module")
def made():
    return simulate.network(accounts=1500, focal=6, seed=5)


@pytest.fixture(scope="module")
def table(made):
    return features.account_features(made.snapshot).loc[audience.follower_ids(made.snapshot)]


@pytest.fixture(scope="module")
def found(table):
    return cluster.personas(table)


def blobs(centres, each=40, seed=0):
    """Return features of accounts around a few well-parted (followers, following) centres."""
    rng = np.random.default_rng(seed)
    rows = np.concatenate([rng.normal(centre, 0.1, size=(each, 2)) for centre in centres])
    counts = np.expm1(rows).round()
    ids = [f"a{place}" for place in range(len(rows))]
    columns = {"followers_count": counts[:, 0], "following_count": counts[:, 1]}
    return pd.DataFrame(columns, index=ids).astype("Int64")


TWO = ("followers_count", "following_count")


def test_planted_groups_are_found_again():
    made = blobs([(2, 2), (2, 8), (8, 2), (8, 8)])
    found = cluster.personas(made, columns=TWO)
    truth = np.repeat([0, 1, 2, 3], 40)
    assert len(found.profile) == 4
    assert adjusted_rand_score(truth, found.labels) == 1
    assert found.profile["accounts"].tolist() == [40] * 4


def test_personas_are_named_by_what_is_unlike_the_rest():
    found = cluster.personas(blobs([(2, 8), (8, 2)]), columns=TWO)
    assert set(found.profile.index) == {
        "follow many, followed by few",
        "followed by many, follow few",
    }


def kinds_of(**halves):
    """Return the names of two kinds: forty accounts alike at the first value, and at the second."""
    columns = {
        name: pd.array(np.repeat(pair, 40) + np.tile([0, 0.01], 40), dtype="Float64")
        for name, pair in halves.items()
    }
    made = pd.DataFrame(columns, index=[f"a{place}" for place in range(80)])
    return set(cluster.personas(made, k=2, columns=tuple(columns)).profile.index)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((1, 300), {"posted lately", "long silent"}),
        ((0.1, 0.3), {"posted lately", "like most others"}),
        ((105, 900), {"like most others", "long silent"}),
    ],
)
def test_silent_and_lately_are_said_of_days_not_of_ranks(days, words):
    assert kinds_of(days_since_post=days) == words


def test_a_kind_is_told_one_word_for_what_is_counted_and_what_is_reported():
    names = kinds_of(indegree=(2, 200), followers_count=(900, 9))
    of_followers = [name.count("follow") for name in names]
    assert of_followers == [1, 1]
    assert kinds_of(indegree=(2, 200)) == {
        "few followers in these data",
        "many followers in these data",
    }


def test_medians_are_in_their_own_units(table, found):
    for name in found.profile.index:
        mine = table.loc[(found.labels == name).fillna(False).to_numpy(dtype=bool)]
        assert found.profile.loc[name, "followers_count"] == mine["followers_count"].median()
        assert found.profile.loc[name, "accounts"] == len(mine)
    assert found.profile["share"].sum() == pytest.approx(1)
    assert found.levels.to_numpy(dtype=float).min() >= 0
    assert found.levels.to_numpy(dtype=float).max() <= 1


def test_planted_kinds_are_told_apart(made, found):
    kind = made.truth["kind"].reindex(found.labels.index)
    both = kind.isin(["engaged_peer", "mass_follower"]).to_numpy(dtype=bool)
    assert adjusted_rand_score(kind[both], found.labels[both].fillna("none")) > 0.5


def test_everybody_known_gets_a_label_on_the_callers_index(table, found):
    assert found.labels.index.equals(table.index)
    assert found.labels.notna().mean() > 0.99


def test_noise_has_no_clear_kinds():
    rng = np.random.default_rng(3)
    noise = pd.DataFrame(np.expm1(rng.normal(5, 1, size=(300, 7))), columns=list(cluster.COLUMNS))
    found = cluster.personas(noise.astype("Float64"))
    assert found.note == cluster.NO_KINDS
    assert found.profile.empty
    assert found.labels.isna().all()
    assert found.silhouettes.isna().all()


@pytest.mark.parametrize("size", [60, 120, 400])
@pytest.mark.parametrize("correlation", [0.5, 0.8])
def test_a_single_long_cloud_has_no_clear_kinds(size, correlation):
    rng = np.random.default_rng(size)
    spread = np.full((7, 7), correlation) + (1 - correlation) * np.eye(7)
    cloud = np.expm1(rng.multivariate_normal(np.full(7, 5.0), spread, size=size))
    found = cluster.personas(pd.DataFrame(cloud, columns=list(cluster.COLUMNS)).astype("Float64"))
    assert found.note == cluster.NO_KINDS


def test_as_many_personas_as_accounts_cannot_be_told_apart():
    found = cluster.personas(blobs([(2, 8), (8, 2)], each=30), k=60, columns=TWO)
    assert found.profile.empty or len(found.profile) == 60


def test_a_handful_of_accounts_is_too_few():
    found = cluster.personas(blobs([(2, 8), (8, 2)], each=20), columns=TWO)
    assert found.note == "too few accounts"
    assert found.profile.empty


def test_nothing_known_gives_no_kinds(six):
    bare = rebuilt(six, accounts=six.accounts[["is_focal"]], posts=None, interactions=None)
    found = cluster.personas(features.account_features(bare))
    assert found.profile.empty
    assert "too few" in found.note or "what these accounts are like" in found.note


def test_an_account_of_which_nothing_is_known_has_no_label(table):
    blank = table.copy()
    blank.iloc[0] = pd.NA
    found = cluster.personas(blank)
    assert found.labels.iloc[0] is pd.NA
    assert found.labels.iloc[1:].notna().all()


def test_a_number_of_personas_may_be_asked_for(table):
    assert len(cluster.personas(table, k=3).profile) == 3
    for wrong in (1, "many", 2.5):
        with pytest.raises(SocialkitError, match="number of personas"):
            cluster.personas(table, k=wrong)


def test_missing_columns_are_named(table):
    with pytest.raises(SocialkitError, match="lack age_days"):
        cluster.personas(table.drop(columns="age_days"))


@settings(max_examples=1)
@given(st.integers(0, 1000))
def test_neither_order_nor_ids_matter(made, table, found, seed):
    other = features.account_features(shuffled(made.snapshot, seed)).loc[table.index[::-1]]
    again = cluster.personas(other)
    assert again.labels.loc[table.index].equals(found.labels)
    pd.testing.assert_frame_equal(again.profile, found.profile)
    changed, ids = renamed(made.snapshot, seed)
    moved = features.account_features(changed).loc[[ids[one] for one in table.index]]
    assert cluster.personas(moved).labels.tolist() == found.labels.tolist()

import pandas as pd
import pytest
from conftest import renamed, shuffled

from socialkit import audience, cluster, features, quality, simulate
from socialkit.errors import UnknownNameError


@pytest.fixture(scope="module")
def made():
    return simulate.network(seed=2).snapshot


@pytest.fixture(scope="module")
def found(made):
    return cluster.kinds_of_followers(made)


def test_the_totals_are_those_of_the_personas(made, found):
    ids = audience.follower_ids(made)
    accounts = features.account_features(made).loc[ids]
    personas = cluster.personas(accounts)
    pd.testing.assert_frame_equal(found.profile, personas.profile)
    sizes = personas.labels.value_counts()
    shares = found.shares["value"].astype(float)
    assert shares.to_dict() == pytest.approx((sizes / sizes.sum()).to_dict())
    score = quality.score(accounts)["quality"]
    means = score.groupby(personas.labels.astype(str)).mean()
    assert found.quality["value"].astype(float).to_dict() == pytest.approx(means.to_dict())
    assert found.known.loc["age_days"].tolist() == [accounts["age_days"].count(), len(ids)]
    assert len(sizes) >= 3
    assert found.cells["accounts"].sum() <= len(ids)


def test_they_say_on_whom_they_were_counted(made, found):
    assert set(found.shares["frame"]) == {audience.follower_words(made)}


def test_nobody_is_named(made, found):
    ids = set(made.accounts.index)
    for table in vars(found).values():
        if isinstance(table, pd.DataFrame):
            assert not ids & set(table.index.astype(str))
            assert not ids & set(table.astype(str).to_numpy().ravel())


def test_neither_order_nor_ids_matter(made, found):
    mixed = cluster.kinds_of_followers(shuffled(made, 5))
    pd.testing.assert_frame_equal(mixed.shares, found.shares)
    pd.testing.assert_frame_equal(mixed.quality, found.quality)
    other, _ = renamed(made, 5)
    pd.testing.assert_frame_equal(cluster.kinds_of_followers(other).shares, found.shares)


def test_too_few_are_no_kinds(six):
    none = cluster.kinds_of_followers(six)
    assert none.note == "too few accounts"
    assert none.shares.empty
    assert none.quality.empty
    assert none.known.loc["followers_count", "of"] == 5
    with pytest.raises(UnknownNameError):
        cluster.kinds_of_followers(six, "nobody")

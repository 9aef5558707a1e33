import numpy as np
import pandas as pd
import pytest
from conftest import renamed, shuffled
from scipy import stats

from socialkit import features, quality, simulate
from socialkit.errors import MissingDataError, SocialkitError

SHARES = ["largest_move", "half_changes_share", "reachable_changes_share"]


@pytest.fixture(scope="module")
def table():
    return features.account_features(simulate.network(accounts=400, seed=3).snapshot)


@pytest.fixture(scope="module")
def told(table):
    return quality.sensitivity(table)


def test_rank_correlation_is_spearmans(table, told):
    before = quality.score(table)["quality"]
    for name in ("referrals", "conversation", "reach"):
        after = quality.score(table, name)["quality"]
        both = before.notna() & after.notna()
        expected = stats.spearmanr(before[both].astype(float), after[both].astype(float))
        row = told.loc[("preset", f"weights for {name}")]
        assert row["rank_correlation"] == pytest.approx(expected.statistic)
        assert row["n"] == both.sum()


def test_moves_and_halves_by_brute_force(table, told):
    before, after = quality.score(table)["quality"], quality.score(table, "reach")["quality"]
    both = before.notna() & after.notna()
    ranks = [stats.rankdata(one[both].astype(float)) for one in (before, after)]
    count = len(ranks[0])
    row = told.loc[("preset", "weights for reach")]
    assert row["largest_move"] == pytest.approx(np.abs(ranks[0] - ranks[1]).max() / (count - 1))
    better = [one > (count + 1) / 2 for one in ranks]
    assert row["half_changes_share"] == pytest.approx((better[0] != better[1]).mean())
    assert row["mean_change"] == pytest.approx((after[both] - before[both]).mean())


def test_only_evidence_of_the_profile_moves_reachable(told):
    assert (told.loc[["preset", "weight"], "reachable_changes_share"] == 0).all()
    days = told[told.index.get_level_values("change").str.startswith("dormant")]
    assert (days["reachable_changes_share"] == 0).all()
    assert told.loc[("evidence", "following ratio left out"), "reachable_changes_share"] > 0


def test_every_change_is_there_once_and_does_something(told):
    assert told.index.is_unique
    assert (told[["mean_change"]].abs() > 0).all().all()
    assert told[SHARES].min().min() >= 0
    assert told[SHARES].max().max() <= 1
    kinds = list(dict.fromkeys(told.index.get_level_values("kind")))
    assert kinds == ["preset", "weight", "threshold", "evidence"]
    assert len(told.loc["evidence"]) == 3 * len(quality.REACHABLE)
    assert ("threshold", "followers neutral at 15, not 30") in told.index


def test_small_changes_of_one_bound_move_few_ranks(told):
    bounds = told.loc["threshold", "rank_correlation"]
    assert bounds.min() > 0.97
    assert told.loc["evidence", "rank_correlation"].min() > 0.95


def test_the_choice_compared_with_may_be_another(table):
    told = quality.sensitivity(table, "reach", dormant_days=90)
    assert ("preset", "weights for balanced") in told.index
    assert ("preset", "weights for reach") not in told.index
    assert ("threshold", "dormant after 90 days") not in told.index
    assert ("weight", "related left out") not in told.index
    alone = quality.sensitivity(table.head(20), {"engaged": 1})
    changes = alone.loc["weight"].index if "weight" in alone.index else []
    assert len(changes) == 0  # no other facet to weigh it against


@pytest.mark.parametrize("size", [0, 1])
def test_too_few_to_rank(table, size):
    told = quality.sensitivity(table.iloc[:size])
    assert (told["n"] == size).all()
    assert told[["rank_correlation", "largest_move"]].isna().all().all()


def test_all_alike_have_no_rank_correlation(table):
    alike = pd.concat([table.iloc[[50]]] * 5)
    told = quality.sensitivity(alike)
    assert told["rank_correlation"].isna().all()
    assert (told["largest_move"] == 0).all()


def test_nothing_known_is_na(table):
    blank = table.head(5).copy()
    blank[:] = pd.NA
    told = quality.sensitivity(blank)
    assert (told["n"] == 0).all()
    assert told.drop(columns="n").isna().all().all()


def test_order_ids_and_duplication_change_nothing(table, told, six):
    other = quality.sensitivity(table.sample(frac=1, random_state=1))
    pd.testing.assert_frame_equal(other, told)
    twice = quality.sensitivity(pd.concat([table, table]))
    columns = ["rank_correlation", "half_changes_share", "mean_change"]
    pd.testing.assert_frame_equal(twice[columns], told[columns], atol=5e-3)
    expected = quality.sensitivity(features.account_features(six))
    changed, _ = renamed(shuffled(six, 4), 4)
    again = quality.sensitivity(features.account_features(changed))
    pd.testing.assert_frame_equal(again, expected)


def test_what_cannot_be_meant_is_refused(table):
    with pytest.raises(MissingDataError, match="has_bio"):
        quality.sensitivity(table.drop(columns="has_bio"))
    with pytest.raises(SocialkitError, match="dormant_days"):
        quality.sensitivity(table, dormant_days=0)
    with pytest.raises(SocialkitError, match="known: balanced"):
        quality.sensitivity(table, "best")

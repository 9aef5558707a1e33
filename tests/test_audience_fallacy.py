import math

import numpy as np
import pandas as pd
import pytest
from conftest import rebuilt, renamed, shuffled
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from socialkit import audience, simulate
from socialkit.audience.accounts.fallacy import FEWEST, INFLUENCE
from socialkit.audience.accounts.restriction import restricted_correlation
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.snapshot import Snapshot


@pytest.fixture(scope="module")
def made():
    return simulate.network(accounts=1500, focal=14, seed=5).snapshot


def copula(n: int, rho: float, seed: int) -> pd.DataFrame:
    """Two columns of numbers with that rank correlation, and nothing else at work."""
    rng, r = np.random.default_rng(seed), 2 * math.sin(math.pi * rho / 6)
    x = rng.standard_normal(n)
    y = r * x + math.sqrt(1 - r**2) * rng.standard_normal(n)
    return pd.DataFrame({"followers": np.exp(x), "likes": np.exp(y)})


class TestInfluence:
    def test_the_six_by_hand(self, six):
        table = audience.influence(six)
        # ben replied to ann 3 times and liked once; nobody looked at what ben receives
        assert table.loc["ann", "engagement"] == 4
        assert table.loc["ann", "mentions"] == 3
        assert table.loc["ann", "per_follower"] == 1
        assert pd.isna(table.loc["ann", "reposts"])  # none anywhere: not told, which is no zero
        assert table.loc["ben", ["engagement", "per_follower"]].isna().all()
        assert table["quantity"].tolist() == [4, 2]

    def test_old_interactions_are_left_out(self, six):
        assert audience.influence(six, window_days=20).loc["ann", "engagement"] == 3

    def test_what_one_does_to_oneself_does_not_count(self, six):
        own = pd.DataFrame({"source_id": ["ann"], "target_id": ["ann"], "kind": ["like"]})
        acts = pd.concat([six.interactions, own.assign(at=six.taken_at, count=9)])
        assert audience.influence(rebuilt(six, interactions=acts)).loc["ann", "engagement"] == 4

    def test_it_adds_up_what_everybody_does(self, made):
        acts = made.interactions
        since = made.taken_at - pd.Timedelta(days=365)
        acts = acts[(acts["at"].isna() | (acts["at"] >= since)).to_numpy(dtype=bool)]
        acts = acts[(acts["source_id"] != acts["target_id"]).to_numpy(dtype=bool)]
        count = acts.groupby("target_id")["count"].sum()
        expected = count.reindex(made.focal).fillna(0)
        found = audience.influence(made)["engagement"]
        assert found.tolist() == expected.tolist()

    def test_the_frame_counts_the_lists(self, six, made):
        assert audience.frame_of_accounts(six).endswith(
            "1 with every follower listed, 1 with only the first part of the list"
        )
        assert audience.frame_of_accounts(made).startswith("14 accounts, chosen by whoever")
        nobody = Snapshot(pd.DataFrame(index=pd.Index(["a"])), taken_at=six.taken_at)
        assert audience.frame_of_accounts(nobody) == "0 accounts"


class TestRestriction:
    @pytest.mark.parametrize(
        ("rho", "n", "kept"), [(0.55, 400, 40), (-0.4, 60, 15), (0.9, 200, 20)]
    )
    def test_it_is_what_cutting_off_gives(self, rho, n, kept):
        rng, r = np.random.default_rng(8), 2 * math.sin(math.pi * rho / 6)
        drawn = []
        for _ in range(600):
            x = rng.standard_normal(n)
            y = r * x + math.sqrt(1 - r**2) * rng.standard_normal(n)
            top = np.argsort(x)[-kept:]
            drawn.append(stats.spearmanr(x[top], y[top]).statistic)
        found = restricted_correlation(rho, n, kept)
        error = np.std(drawn) / math.sqrt(600)
        assert found[0] == pytest.approx(np.mean(drawn), abs=6 * error)
        assert found[1:] == pytest.approx(np.quantile(drawn, [0.025, 0.975]), abs=0.1)

    def test_keeping_all_restricts_nothing(self):
        assert restricted_correlation(0.5, 2000, 2000)[0] == pytest.approx(0.5, abs=0.01)

    def test_a_perfect_order_stays_one(self):
        assert restricted_correlation(1.0, 100, 10) == pytest.approx((1, 1, 1))
        assert restricted_correlation(-1.0, 100, 10) == pytest.approx((-1, -1, -1))


class TestLadder:
    def test_each_rung_is_scipys(self):
        table = copula(500, 0.5, 3)
        ladder = audience.fallacy_ladder(table, rungs=(1, 0.2, 0.1), resamples=99)
        for share, name in ((500, "all accounts"), (100, "top 20 %"), (50, "top 10 %")):
            top = table.nlargest(share, "followers")
            expected = stats.spearmanr(top["followers"], top["likes"]).statistic
            assert ladder.loc[name, "value"] == pytest.approx(expected, abs=1e-12)
            assert ladder.loc[name, "n"] == share
            assert ladder.loc[name, "low"] < expected < ladder.loc[name, "high"]

    def test_where_nothing_else_is_at_work_the_band_holds_the_rung(self):
        inside = 0
        for seed in range(40):
            ladder = audience.fallacy_ladder(copula(200, 0.6, seed), rungs=(0.1,), resamples=99)
            row = ladder.iloc[0]
            inside += row["restricted_low"] <= row["value"] <= row["restricted_high"]
        assert inside >= 32  # 95 % of 40 is 38; fewer than 32 come about once in 7,000 times

    def test_a_planted_fallacy_leaves_the_band(self):
        table = copula(1000, 0.9, 1)
        top = table["followers"].rank(ascending=False) <= 100
        table.loc[top, "likes"] = np.random.default_rng(2).permutation(table.loc[top, "likes"])
        row = audience.fallacy_ladder(table, rungs=(0.1,), resamples=199).iloc[0]
        assert row["value"] < row["restricted_low"]

    def test_all_accounts_are_not_restricted(self):
        row = audience.fallacy_ladder(copula(50, 0.5, 1), resamples=99).loc["all accounts"]
        assert row["restricted"] == row["value"]
        assert pd.isna(row["restricted_low"]) and "narrow range" not in row["note"]

    def test_ties_at_the_edge_are_all_in(self):
        followers = [1] * 40 + [5] * 15 + [9] * 5
        table = pd.DataFrame({"followers": followers, "likes": range(60)})
        ladder = audience.fallacy_ladder(table, rungs=(0.2,), resamples=99)
        assert ladder["n"].tolist() == [20]

    def test_rounding_of_a_share_takes_no_account_away(self):
        ladder = audience.fallacy_ladder(copula(1000, 0.4, 1), rungs=(0.07, 0.29), resamples=99)
        assert ladder["n"].to_dict() == {"top 7 %": 70, "top 29 %": 290}

    def test_too_few_are_not_correlated(self):
        ladder = audience.fallacy_ladder(copula(99, 0.4, 1), resamples=99)
        assert ladder["value"].notna().tolist() == [True, False, False]
        assert ladder.loc["top 10 %", "note"].startswith(f"a correlation among {FEWEST - 1} of 99")
        assert ladder.loc["top 10 %", "in_words"].startswith("not in this export: a correlation")
        assert ladder.loc["top 1 %", ["restricted", "restricted_low"]].isna().all()

    @pytest.mark.parametrize("of", INFLUENCE)
    def test_every_measure_of_a_snapshot(self, made, of):
        row = audience.fallacy_ladder(made, of=of, resamples=99).loc["all accounts"]
        table = audience.compare(made) if of in ("quality", "engaged") else audience.influence(made)
        expected = stats.spearmanr(table["quantity"], table[of].astype(float)).statistic
        assert row["value"] == pytest.approx(expected, abs=1e-12)
        assert row["frame"] == audience.frame_of_accounts(made)
        assert ("divided by" in row["note"]) == (of in ("engaged", "per_follower"))

    def test_the_poor_give_reasons(self, six):
        bare = Snapshot(pd.DataFrame(index=pd.Index(["a", "b"])), taken_at=six.taken_at)
        for snapshot in (bare, six):
            for of in INFLUENCE:
                ladder = audience.fallacy_ladder(snapshot, of=of)
                assert ladder["value"].isna().all() and (ladder["note"] != "").all()
        assert "no account here" in audience.fallacy_ladder(bare)["note"].iloc[0]
        flat = pd.DataFrame({"f": [3.0] * 20, "l": range(20)})
        assert audience.fallacy_ladder(flat)["note"].iloc[0] == "all accounts are alike"
        for table in (flat[:0], flat.assign(l=pd.NA)):
            assert audience.fallacy_ladder(table)["note"].unique().tolist() == ["both f and l"]

    def test_accounts_of_which_one_number_lacks_are_left_out_and_said(self):
        table = copula(30, 0.5, 1)
        table.loc[:4, "likes"] = math.nan
        row = audience.fallacy_ladder(table, resamples=99).iloc[0]
        assert row["n"] == 25 and row["frame"].endswith("both numbers are known of 25")

    def test_faults_are_named(self, six):
        with pytest.raises(UnknownNameError, match="engagment"):
            audience.fallacy_ladder(six, of="engagment")
        with pytest.raises(SocialkitError, match="each rung"):
            audience.fallacy_ladder(six, rungs=(0, 1))
        with pytest.raises(SocialkitError, match="two columns"):
            audience.fallacy_ladder(pd.DataFrame({"a": [1], "b": [2], "c": [3]}))
        with pytest.raises(SocialkitError, match="not all numbers"):
            audience.fallacy_ladder(pd.DataFrame({"a": ["x"] * 3, "b": [2] * 3}))
        with pytest.raises(SocialkitError, match="level"):
            audience.fallacy_ladder(six, level=1.5)

    @settings(max_examples=8)
    @given(seed=st.integers(0, 10**6))
    def test_order_of_rows_changes_nothing(self, seed):
        table = copula(40, 0.5, 3).round(0)
        mixed = table.sample(frac=1, random_state=seed)
        options = {"rungs": (1, 0.5), "resamples": 49}
        pd.testing.assert_frame_equal(
            audience.fallacy_ladder(table, **options), audience.fallacy_ladder(mixed, **options)
        )

    def test_neither_ids_nor_order_matter(self, made):
        first = audience.fallacy_ladder(made, of="quality", resamples=49)
        for other in (shuffled(made, 3), renamed(made, 3)[0]):
            second = audience.fallacy_ladder(other, of="quality", resamples=49)
            pd.testing.assert_frame_equal(first, second)

    def test_a_rising_change_of_scale_changes_nothing(self):
        table = copula(60, 0.5, 9)
        changed = table.assign(followers=table["followers"] ** 3, likes=np.log(table["likes"]))
        first, second = (
            audience.fallacy_ladder(t, rungs=(1, 0.5), resamples=49).drop(columns="frame")
            for t in (table, changed)
        )
        pd.testing.assert_frame_equal(first, second)

import math

import numpy as np
import pandas as pd
import pytest
from conftest import rebuilt, renamed, shuffled
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from socialkit import audience, simulate
from socialkit.audience.accounts import simultaneous
from socialkit.audience.accounts.grouped import GROUP_MEASURES
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.snapshot import Snapshot

UNEVEN = {"a": 0.1, "b": 0.02, "c": 0.2}


@pytest.fixture(scope="module")
def made():
    return simulate.network(accounts=700, focal=16, seed=5).snapshot


def table_of(seed: int = 1, **sizes: int) -> pd.DataFrame:
    """Accounts in groups whose shares differ in mean and in spread."""
    rng = np.random.default_rng(seed)
    parts = [
        pd.DataFrame({"group": name, "engaged": rng.normal(0.4, UNEVEN.get(name, 0.1), size)})
        for name, size in sizes.items()
    ]
    return pd.concat(parts, ignore_index=True)


def by_group(table: pd.DataFrame) -> dict[str, np.ndarray]:
    return {name: part.to_numpy() for name, part in table.groupby("group")["engaged"]}


class TestMeans:
    def test_the_wider_of_own_and_common_spread(self):
        groups = by_group(table_of(a=8, b=6, c=5))
        found = simultaneous.means(groups)
        each, freedom = 1 - 0.05 / 3, 8 + 6 + 5 - 3
        squares = sum(values.var(ddof=1) * (len(values) - 1) for values in groups.values())
        for name, values in groups.items():
            own = stats.ttest_1samp(values, 0).confidence_interval(each)
            half = stats.t.isf((1 - each) / 2, freedom) * math.sqrt(squares / freedom / len(values))
            mean, low, high = found[name]
            assert mean == pytest.approx(values.mean())
            assert low == pytest.approx(min(own.low, mean - half))
            assert high == pytest.approx(max(own.high, mean + half))
        assert found["b"][2] - found["b"][0] > 3 * stats.sem(groups["b"])  # lent by the others

    def test_one_group_alone_is_students_t(self):
        values = np.array([0.2, 0.25, 0.4, 0.1])
        expected = DescrStatsW(values).tconfint_mean(0.1)
        assert simultaneous.means({"a": values}, level=0.9)["a"][1:] == pytest.approx(expected)

    @pytest.mark.parametrize("shape", [(2, 8), (1, 12), (5, 5)])
    def test_all_hold_together_at_least_as_often_as_claimed(self, shape):
        rng, sizes, truth = (
            np.random.default_rng(3),
            (3, 6, 4, 6, 6, 8, 4, 3),
            shape[0] / sum(shape),
        )
        held = 0
        for _ in range(300):
            groups = {str(place): rng.beta(*shape, size) for place, size in enumerate(sizes)}
            found = simultaneous.means(groups).values()
            held += all(low <= truth <= high for _, low, high in found)
        assert held >= 285 - 14  # 95 % of 300, less what chance takes once in 3,000 times

    def test_too_few_or_too_alike_have_no_interval(self):
        found = simultaneous.means({"two": np.array([0.1, 0.2]), "alike": np.full(5, 0.3)})
        assert math.isnan(found["two"][1])
        assert not math.isnan(found["alike"][1])  # the common spread still tells
        found = simultaneous.means({"a": np.full(4, 0.3), "b": np.full(9, 0.3)})
        assert all(math.isnan(low) for _, low, _ in found.values())


class TestDifferences:
    def test_against_the_others_is_never_narrower_than_either_t(self):
        groups = by_group(table_of(a=8, b=6, c=5))
        found = simultaneous.against_the_others(groups)
        for name, values in groups.items():
            rest = np.concatenate([v for other, v in groups.items() if other != name])
            pair = CompareMeans(DescrStatsW(values), DescrStatsW(rest))
            welch = pair.tconfint_diff(0.05 / 3, usevar="unequal")
            value, low, high = found[name]
            assert value == pytest.approx(values.mean() - rest.mean())
            assert low <= welch[0] + 1e-12 and high >= welch[1] - 1e-12
        wide = simultaneous.against_the_others(
            {"a": np.array([1.0, 9, 30, 4]), "b": np.arange(50.0), "c": np.arange(40.0)}
        )["a"]
        pair = CompareMeans(
            DescrStatsW([1.0, 9, 30, 4]), DescrStatsW([*np.arange(50.0), *np.arange(40.0)])
        )
        welch = pair.tconfint_diff(0.05 / 3, usevar="unequal")
        assert wide[1:] == pytest.approx(welch)  # here the own spread is the larger

    def test_pairs_are_tukeys_or_games_and_howells(self):
        rng = np.random.default_rng(2)
        groups = {name: rng.normal(0, 4 if name == "d" else 1, 12) for name in "abd"}
        tukey, games_howell = (
            stats.tukey_hsd(*groups.values(), equal_var=equal).confidence_interval(0.95)
            for equal in (True, False)
        )
        found = simultaneous.pairs(groups)
        assert len(found) == 3
        for (first, second), (value, low, high) in found.items():
            assert value == pytest.approx(groups[first].mean() - groups[second].mean())
            assert value >= 0
            # d lends its spread to the calm pairs, and keeps it where it is one of the pair
            expected = games_howell if "d" in (first, second) else tukey
            row, column = "abd".index(first), "abd".index(second)
            reach = (expected.high - expected.low)[row, column] / 2
            assert value - low == pytest.approx(high - value)
            assert reach <= high - value + 1e-9  # degrees of freedom are rounded down
            assert high - value <= 1.01 * reach

    def test_none_where_nothing_differs(self):
        groups = {"a": np.full(4, 0.3), "b": np.full(9, 0.1), "one": np.array([0.2])}
        assert all(math.isnan(low) for _, low, _ in simultaneous.pairs(groups).values())
        assert math.isnan(simultaneous.against_the_others({"a": np.arange(5.0)})["a"][0])

    def test_a_planted_difference_is_read(self):
        table = table_of(a=8, b=8, d=8)
        table.loc[table["group"] == "d", "engaged"] -= 0.35
        found = audience.group_differences(table)
        assert found["reads"].to_dict()["d"] == "less"
        assert found.loc["d", "unit"] == "difference"
        pairs = audience.group_differences(table, against="each other")
        assert pairs.index.names == ["group", "other"]
        told = pairs[(pairs["reads"] == "more").fillna(False)]
        assert sorted(told.index) == [("a", "d"), ("b", "d")]
        assert pairs["reads"].isin(["more", "cannot be told apart"]).all()

    def test_where_none_is_planted_few_are_read(self):
        told = 0
        for seed in range(60):
            rng = np.random.default_rng(seed)
            table = pd.DataFrame({"group": list("abcde") * 6, "engaged": rng.beta(2, 8, 30)})
            found = audience.group_differences(table)
            told += (found["reads"] != "cannot be told apart").any()
        assert told <= 9  # 3 of 60 expected; more than 9 come about once in 1,000 times


class TestGroups:
    def test_the_six_by_hand(self, six):
        table = audience.compare_groups(six)
        known = audience.compare(six)
        row = table.loc[("quality", "therapist")]
        assert row["value"] == pytest.approx(known["quality"].mean())
        assert row["n"] == 2 and pd.isna(row["low"]) and row["note"].startswith("fewer than 3")
        typical = table.loc[("quantity", "therapist"), "value"]
        assert typical == pytest.approx(math.sqrt(4 * 2))

    def test_a_snapshot_is_its_comparison(self, made):
        known, table = audience.compare(made), audience.compare_groups(made)
        assert set(table.index.get_level_values("measure")) == set(GROUP_MEASURES)
        for measure, unit in GROUP_MEASURES.items():
            logs = np.log if unit == "count" else np.asarray
            for group, part in known.groupby("group")[measure]:
                values = logs(part.dropna().to_numpy(dtype=float))
                expected = math.exp(values.mean()) if unit == "count" else values.mean()
                row = table.loc[(measure, group)]
                assert row["value"] == pytest.approx(expected)
                assert row["n"] == len(values) and row["unit"] == unit
        again = audience.compare_groups(known, frame=audience.frame_of_accounts(made))
        pd.testing.assert_frame_equal(table, again)

    def test_bounds_stay_on_the_scale(self, made):
        table = audience.compare_groups(made).dropna(subset=["low"])
        inside = table[table["unit"] != "count"]
        assert inside["low"].ge(0).all() and inside["high"].le(1).all()
        assert (table["low"] <= table["value"]).all() and (table["value"] <= table["high"]).all()
        assert table["low"].gt(0)[table["unit"] == "count"].all()

    def test_the_unit_is_the_account_not_the_follower(self):
        table = table_of(a=6, b=6).assign(followers=range(1, 13))
        many = table.assign(followers=table["followers"] * 10_000)
        first, second = (
            audience.compare_groups(t, measures=["engaged"])["high"] for t in (table, many)
        )
        pd.testing.assert_series_equal(first, second)

    def test_who_does_not_state_a_group_stands_apart(self):
        table = table_of(a=5, b=5)
        table.loc[[0, 1], "group"] = [None, "  "]
        found = audience.compare_groups(table).loc["engaged"]
        assert found.index.tolist() == ["a", "b", "not stated", "all accounts"]
        assert found.loc["not stated", "n"] == 2 and pd.isna(found.loc["not stated", "value"])
        assert found.loc["all accounts", "n"] == 10
        assert "not stated" not in audience.group_differences(table).index

    def test_the_more_groups_the_wider(self):
        two = audience.compare_groups(table_of(a=6, b=6)).loc["engaged"]
        table = pd.concat([table_of(a=6, b=6), table_of(2, d=6, e=6, f=6)])
        five = audience.compare_groups(table).loc["engaged"]
        assert five.loc["a", "high"] - five.loc["a", "value"] > 0
        assert "all 5 groups" in five.loc["a", "note"] and "all 2 groups" in two.loc["a", "note"]

    def test_any_table_and_any_column(self, made):
        table = table_of(a=5, b=5).rename(columns={"engaged": "likes", "group": "trade"})
        table["likes"] = table["likes"] * -100
        found = audience.compare_groups(table, by="trade")
        assert found.loc[("likes", "a"), "value"] == pytest.approx(
            table[table["trade"] == "a"]["likes"].mean()
        )
        assert found.loc[("likes", "a"), "high"] < 0
        by_language = audience.compare_groups(made, by="lang", measures=["engaged"])
        assert by_language.index.get_level_values("group")[-1] == "all accounts"

    def test_an_account_without_any_has_no_place_among_ratios(self):
        table = pd.DataFrame({"group": ["a"] * 6, "quantity": [0, 5, 7, 9, 1, 1]})
        row = audience.compare_groups(table).loc[("quantity", "a")]
        assert pd.isna(row["value"]) and "some have none" in row["note"]

    def test_the_poor_give_reasons(self, six):
        bare = Snapshot(pd.DataFrame(index=pd.Index(["a", "b"])), taken_at=six.taken_at)
        unknown = rebuilt(six, accounts=six.accounts.assign(group=None))
        lists = pd.DataFrame({"is_focal": [True]}, index=pd.Index(["a"]))
        listed = Snapshot(lists, taken_at=six.taken_at)
        for snapshot in (bare, unknown, listed):
            assert (audience.compare_groups(snapshot)["note"] != "").all()
        assert audience.group_differences(unknown).empty
        assert audience.compare_groups(bare)["note"].str.startswith("no account here").all()
        told = audience.compare_groups(listed).loc[("engaged", "all accounts"), "in_words"]
        assert told == "not in this export: who interacts with the accounts"

    def test_faults_are_named(self, six):
        with pytest.raises(UnknownNameError, match="trade"):
            audience.compare_groups(six, by="trade")
        with pytest.raises(UnknownNameError, match="trade"):
            audience.compare_groups(table_of(a=3), by="trade")
        with pytest.raises(UnknownNameError, match="luck"):
            audience.compare_groups(six, measures=["luck"])
        with pytest.raises(UnknownNameError, match="Geometric"):
            audience.group_differences(six, measure="quantity")
        with pytest.raises(UnknownNameError, match="the world"):
            audience.group_differences(six, against="the world")
        with pytest.raises(SocialkitError, match="no column of numbers"):
            audience.compare_groups(pd.DataFrame({"group": ["a"]}))
        with pytest.raises(SocialkitError, match="numbers"):
            audience.compare_groups(pd.DataFrame({"group": ["a"], "x": ["?"]}), measures=["x"])

    def test_neither_ids_nor_order_matter(self, made):
        other, _ = renamed(shuffled(made, 3), 4)
        pd.testing.assert_frame_equal(audience.compare_groups(made), audience.compare_groups(other))

    @settings(max_examples=10)
    @given(seed=st.integers(0, 10**6))
    def test_order_of_rows_changes_nothing(self, seed):
        table = table_of(a=6, b=5, c=7).round(2)
        mixed = table.sample(frac=1, random_state=seed)
        pd.testing.assert_frame_equal(
            audience.compare_groups(table), audience.compare_groups(mixed)
        )

    def test_differences_do_not_depend_on_order(self):
        table = table_of(a=6, b=5, c=7)
        for against in ("the others", "each other"):
            first = audience.group_differences(table, against=against)
            mixed = table.sample(frac=1, random_state=3)
            pd.testing.assert_frame_equal(first, audience.group_differences(mixed, against=against))

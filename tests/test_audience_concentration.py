import math

import numpy as np
import pandas as pd
import pytest
from conftest import rebuilt, renamed, shuffled
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from socialkit import audience
from socialkit.audience.accounts import inequality
from socialkit.audience.accounts.spread import LEAST_DRAWN
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.snapshot import Snapshot

MEASURES = [
    *("gini", "gini_corrected", "effective_number", "effective_share", "h_index"),
    *("top_1_percent", "top_10_percent"),
]
amounts = st.lists(st.integers(0, 40), min_size=2, max_size=30).filter(any)


def of(values, population=None, **options) -> pd.Series:
    """Return the values of a census, by measure."""
    population = len(values) if population is None else population
    table = audience.concentration(pd.Series(values), population=population, **options)
    return table["value"]


def gini_by_pairs(values) -> float:
    """Half the mean difference of all pairs, relative to the mean: another way to the Gini."""
    x = np.asarray(values, dtype=float)
    return np.abs(x[:, None] - x).mean() / (2 * x.mean())


@pytest.fixture(scope="module")
def liked(six):
    """ann's followers ben, cat and dan gave her 4, 2 and 1; fay, who does not follow, 3."""
    acts = pd.DataFrame(
        [("ben", "ann", 4), ("cat", "ann", 2), ("dan", "ann", 1), ("fay", "ann", 3)],
        columns=["source_id", "target_id", "count"],
    )
    own = pd.DataFrame([("ann", "ann", 50)], columns=acts.columns)
    return rebuilt(six, interactions=pd.concat([acts, own]).assign(kind="like"))


class TestByHand:
    def test_the_worked_example(self):
        """Two hold 1 and two hold 3: 2 (1 + 2 + 9 + 12) / (4 x 8) - 5 / 4 = 0.25."""
        found = of([1, 1, 3, 3])
        assert found["gini"] == pytest.approx(0.25)
        assert found["gini_corrected"] == pytest.approx(0.25 * 4 / 3)
        assert found["effective_number"] == pytest.approx(64 / 20)
        assert found["effective_share"] == pytest.approx(0.8)
        assert found["h_index"] == 2

    def test_one_holds_everything(self):
        found = of([0] * 99 + [7])
        assert found["gini"] == pytest.approx(0.99)
        assert found["gini_corrected"] == pytest.approx(1)
        assert found["effective_number"] == pytest.approx(1)
        assert found["top_1_percent"] == 1

    def test_all_hold_the_same(self):
        found = of([5] * 200)
        assert found["gini"] == pytest.approx(0)
        assert found["effective_number"] == pytest.approx(200)
        assert found["top_1_percent"] == pytest.approx(0.01)
        assert found["h_index"] == 5

    @pytest.mark.parametrize(
        ("values", "h"),
        [([10, 8, 5, 4, 3], 4), ([25, 8, 5, 3, 3], 3), ([1], 1), ([9.5, 2.5, 2.2], 2)],
    )
    def test_h_index_of_the_textbook(self, values, h):
        assert of(values)["h_index"] == h

    def test_laakso_and_taagepera(self):
        """Shares of .75, .10 and fifteen times .01 make 1.74 effective parties."""
        assert of([75, 10, *[1] * 15])["effective_number"] == pytest.approx(1.74, abs=0.005)

    def test_part_of_a_person_is_counted_in_part(self):
        # the top tenth of fifteen is one and a half: 30 and half of 10, of 53
        assert of([30, 10, *[1] * 13])["top_10_percent"] == pytest.approx(35 / 53)


class TestOracles:
    @given(values=amounts)
    def test_gini_by_pairs(self, values):
        assert of(values)["gini"] == pytest.approx(gini_by_pairs(values))

    @given(values=amounts)
    def test_effective_number_and_h(self, values):
        found, shares = of(values), np.array(values) / sum(values)
        assert found["effective_number"] == pytest.approx(1 / (shares**2).sum())
        ranked = sorted(values, reverse=True)
        assert found["h_index"] == sum(x >= place for place, x in enumerate(ranked, 1))

    @given(values=amounts)
    def test_the_area_under_the_curve_is_the_gini(self, values):
        hundred = values * 100  # so that the curve bends at whole percents only
        curve = audience.lorenz(pd.Series(hundred), population=len(hundred))["value"]
        assert curve.is_monotonic_increasing and curve.iloc[[0, -1]].tolist() == [0, 1]
        if 100 % len(values) == 0:
            area = np.trapezoid(curve.to_numpy(dtype=float), curve.index)
            assert 1 - 2 * area == pytest.approx(float(of(hundred)["gini"]))

    @given(values=amounts, times=st.integers(2, 5), factor=st.integers(2, 9))
    def test_neither_copies_nor_units_change_the_gini(self, values, times, factor):
        first = of(values)
        copied, scaled = of(values * times), of([x * factor for x in values])
        assert copied["gini"] == pytest.approx(first["gini"])
        assert copied["effective_number"] == pytest.approx(times * first["effective_number"])
        for name in ("gini", "gini_corrected", "effective_number"):
            assert scaled[name] == pytest.approx(first[name])

    def test_the_bca_interval_is_scipys(self):
        values = np.random.default_rng(4).lognormal(1, 0.5, 400)
        ours = audience.concentration(pd.Series(values), resamples=4000).loc["gini"]
        theirs = stats.bootstrap(
            (values,), lambda x, axis: _gini(x), n_resamples=4000, method="BCa", batch=200, rng=1
        ).confidence_interval
        assert ours["low"] == pytest.approx(theirs.low, abs=0.003)
        assert ours["high"] == pytest.approx(theirs.high, abs=0.003)

    def test_leaving_one_out_is_leaving_one_out(self):
        values, counts = np.array([1.0, 4, 9]), np.array([3, 2, 1])
        held = np.repeat(values, counts)
        found = inequality.without_one(lambda v, c: inequality.gini(v, c)[None], values, counts)
        expected = [gini_by_pairs(np.delete(held, place)) for place in (0, 3, 5)]
        assert found[0] == pytest.approx(expected)


def _gini(x: np.ndarray) -> np.ndarray:
    x = np.sort(x, axis=-1)
    n, ranks = x.shape[-1], np.arange(1, x.shape[-1] + 1)
    return 2 * (ranks * x).sum(axis=-1) / (n * x.sum(axis=-1)) - (n + 1) / n


class TestIntervals:
    def test_a_census_has_no_width(self):
        table = audience.concentration(pd.Series([1, 2, 3, 9, 9]), population=5)
        known = table.dropna(subset=["value"])
        assert (known["low"] == known["value"]).all() and (known["high"] == known["value"]).all()
        assert known["in_words"].str.contains("every one counted").all()
        curve = audience.lorenz(pd.Series([1, 2, 3]), population=3)
        assert (curve["low"] == curve["high"]).all()

    def test_a_part_has_intervals_only_where_they_hold(self):
        values = pd.Series(np.random.default_rng(1).lognormal(1, 1, LEAST_DRAWN))
        table = audience.concentration(values, resamples=199)
        has = table["low"].notna()
        assert has[has].index.tolist() == ["gini", "gini_corrected", "top_10_percent"]
        assert table.loc["h_index", "note"].endswith("no interval")
        few = audience.concentration(values[1:], resamples=199)
        assert few["low"].isna().all() and few["value"].notna().all()

    def test_of_the_whole_a_sample_tells_neither_number_nor_h(self):
        values = pd.Series(np.random.default_rng(1).lognormal(1, 1, 500))
        part = audience.concentration(values, resamples=199).loc["gini"]
        table = audience.concentration(values, population=1000, resamples=199)
        assert table.loc[["effective_number", "h_index"], "value"].isna().all()
        left = math.sqrt(500 / 999)
        width = table.loc["gini", "high"] - table.loc["gini", "low"]
        assert width == pytest.approx(left * (part["high"] - part["low"]))

    def test_the_interval_covers_where_no_tail_is_heavy(self):
        rng = np.random.default_rng(6)
        truth = 2 * stats.norm.cdf(0.5 / math.sqrt(2)) - 1  # of a lognormal with sigma 0.5
        covered = 0
        for seed in range(60):
            values = pd.Series(rng.lognormal(0, 0.5, LEAST_DRAWN).round(1))
            row = audience.concentration(values, resamples=199, seed=seed).loc["gini"]
            covered += row["low"] <= truth <= row["high"]
        assert covered >= 50  # 95 % of 60 is 57; fewer than 50 come about once in 4,000 times

    def test_resamples_that_do_not_differ_have_no_interval(self):
        table = audience.concentration(pd.Series([3] * 500), resamples=49)
        assert table.loc["gini", "value"] == pytest.approx(0)
        assert table["low"].isna().all()


class TestSnapshots:
    def test_people(self, liked):
        found = audience.concentration(liked, "ann")
        pd.testing.assert_series_equal(found["value"], of([4, 2, 1, 3]))
        assert found.loc["gini", "frame"] == "everybody who interacted with the account"
        assert found.loc["gini", "in_words"].startswith("0.25 (every one counted), n = 4")

    def test_followers_of_a_census(self, liked):
        found = audience.concentration(liked, "ann", among="followers")
        pd.testing.assert_series_equal(found["value"], of([4, 2, 1, 0]))
        assert found.loc["gini", "frame"] == "all 4 followers listed, newest first"

    def test_a_head_speaks_for_itself(self, liked):
        seen = liked.accounts["interactions_seen"].astype(object)
        accounts = liked.accounts.assign(interactions_seen=seen.where(seen.index != "ben", "in"))
        acts = pd.DataFrame({"source_id": ["cat"], "target_id": ["ben"], "kind": ["like"]})
        table = audience.concentration(
            rebuilt(liked, accounts=accounts, interactions=acts), "ben", among="followers"
        )
        assert table.loc["gini", "value"] == 0.5
        assert "of 200 reported" in table.loc["gini", "frame"]
        assert table["low"].isna().all()

    def test_accounts(self, six):
        table = audience.concentration(six, among="accounts")
        pd.testing.assert_series_equal(table["value"], of([4, 2]))
        nobodys = rebuilt(six, accounts=six.accounts.drop(columns="is_focal"))
        found = audience.concentration(nobodys, among="accounts")
        pd.testing.assert_series_equal(found["value"], of([4, 2, 1, 0, 1, 0]))
        assert found.loc["gini", "frame"] == "all 6 accounts of the network"

    def test_the_poor_give_reasons(self, six, liked):
        bare = Snapshot(pd.DataFrame(index=pd.Index(["a"])), taken_at=six.taken_at)
        silent = rebuilt(six, interactions=None)
        cases = [
            (bare, None, "people", "no account here"),
            (bare, "a", "people", "who interacts"),
            (bare, "a", "followers", "who interacts"),
            (bare, None, "accounts", "who follows whom"),
            (liked, "ben", "people", "who interacts"),
            (silent, "ann", "people", "nobody interacts"),
            (silent, "ann", "followers", "nobody interacts"),
        ]
        for snapshot, account, among, reason in cases:
            for ask in (audience.concentration, audience.lorenz):
                table = ask(snapshot, account, among=among)
                assert table["value"].isna().all()
                assert table["note"].str.startswith(reason).all(), (account, among)

    @pytest.mark.parametrize(
        ("values", "reason"), [([], "no number"), ([None], "no number"), ([0, 0], "nobody holds")]
    )
    def test_undefined_numbers_give_reasons(self, values, reason):
        for ask in (audience.concentration, audience.lorenz):
            table = ask(pd.Series(values, dtype=float))
            assert table["value"].isna().all() and table["note"].str.startswith(reason).all()

    def test_one_alone(self):
        table = audience.concentration(pd.Series([4.0]), population=1)
        assert table.index[table["value"].isna()].tolist() == [
            *("gini", "gini_corrected", "top_1_percent", "top_10_percent")
        ]
        assert (table["note"] != "").eq(table["value"].isna()).all()

    def test_faults_are_named(self, six):
        with pytest.raises(SocialkitError, match="below 0"):
            audience.concentration(pd.Series([1, -1]))
        with pytest.raises(SocialkitError, match="numbers"):
            audience.lorenz(pd.Series(["a"]))
        with pytest.raises(SocialkitError, match="cannot have"):
            audience.concentration(pd.Series([1, 1]), population=1)
        with pytest.raises(UnknownNameError, match="folowers"):
            audience.concentration(six, "ann", among="folowers")
        with pytest.raises(UnknownNameError, match="zoe"):
            audience.concentration(six, "zoe")


class TestInvariants:
    @settings(max_examples=10)
    @given(values=amounts, seed=st.integers(0, 10**6))
    def test_order_changes_nothing(self, values, seed):
        numbers = pd.Series(values * 40)
        mixed = numbers.sample(frac=1, random_state=seed)
        for ask in (audience.concentration, audience.lorenz):
            first, second = ask(numbers, resamples=29), ask(mixed, resamples=29)
            pd.testing.assert_frame_equal(first, second)

    @settings(max_examples=5)
    @given(seed=st.integers(0, 10**6))
    def test_neither_ids_nor_order_matter(self, liked, seed):
        other, ids = renamed(shuffled(liked, seed), seed)
        for among in ("people", "followers", "accounts"):
            first = audience.concentration(liked, "ann", among=among)
            second = audience.concentration(other, ids["ann"], among=among)
            pd.testing.assert_frame_equal(first, second)

    def test_unknown_numbers_are_left_out(self):
        first = audience.concentration(pd.Series([1, 2, 5]))
        second = audience.concentration(pd.Series([1, None, 2, 5, None]))
        pd.testing.assert_frame_equal(first, second)
        assert first.index.tolist() == MEASURES

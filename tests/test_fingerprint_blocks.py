"""Blocks: planted deliveries are found, natural crowds are not, and by-hand cases hold."""

import numpy as np
import pandas as pd
import pytest
from conftest import renamed, shuffled
from deliveries import benchmark, listed, shifted
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from socialkit import fingerprint, simulate
from socialkit.errors import MissingDataError
from socialkit.fingerprint.bricks import Audience, Brick, beside, gain, rest_of
from socialkit.fingerprint.edges import best_run

simulated = benchmark()


def everyday(size: int, seed: int = 0) -> np.ndarray:
    """Return creation days: accounts of any age up to the day they followed, steady growth."""
    rng = np.random.default_rng(seed)
    return rng.random(size) * np.linspace(1500, 3000, size)


def with_delivery(size: int, at: int, opened: np.ndarray) -> np.ndarray:
    return np.insert(everyday(size), at, opened)


# --- By hand --------------------------------------------------------------------------------


def test_twenty_accounts_of_one_day_are_a_block_with_exact_edges():
    # Twenty accounts opened within the hours of day 1400 follow after the 150th follower.
    days = with_delivery(400, 150, 1400 + np.arange(20) / 24)
    table = fingerprint.blocks(listed(days), "focal")
    assert len(table) == 1
    row = table.loc[1]
    assert (row["first_rank"], row["last_rank"], row["size"], row["undated"]) == (150, 169, 20, 0)
    assert row["density"] == 1
    assert row["created_first"] == pd.Timestamp("2013-11-01T00:00Z")
    assert row["created_last"] == pd.Timestamp("2013-11-01T19:00Z")
    assert 0 < row["expected"] < 1 < row["score"]


def test_two_deliveries_are_two_blocks_in_order_of_arrival():
    days = with_delivery(500, 400, 1000 + np.arange(30) / 24)
    days = np.insert(days, 100, 1200 + np.arange(25) / 24)
    table = fingerprint.blocks(listed(days), "focal")
    assert table[["first_rank", "last_rank", "size"]].values.tolist() == [
        [100, 124, 25],
        [425, 454, 30],
    ]
    members = fingerprint.block_members(listed(days), "focal")
    assert members["block"].value_counts().to_dict() == {2: 30, 1: 25}
    assert (members["block"].iloc[100:125] == 1).all()


def test_others_among_a_delivery_are_not_in_the_block():
    opened = 1400 + np.arange(40) / 24
    mixed = np.insert(opened, [10, 20, 30], [100.0, 700.0, 2000.0])
    members = fingerprint.block_members(listed(with_delivery(400, 150, mixed)), "focal")
    inside = members["in_block"].iloc[150:193]
    assert (~inside).to_numpy().nonzero()[0].tolist() == [10, 21, 32]
    assert not members["in_block"].drop(inside.index).any()


def test_of_followers_without_a_date_nothing_is_said():
    days = with_delivery(400, 150, 1400 + np.arange(20) / 24)
    days[[5, 155, 160]] = np.nan
    table = fingerprint.blocks(listed(days), "focal")
    assert table.loc[1, ["first_rank", "last_rank", "size", "undated"]].tolist() == [
        150,
        169,
        18,
        2,
    ]
    members = fingerprint.block_members(listed(days), "focal")
    assert np.flatnonzero(members["in_block"].isna()).tolist() == [5, 155, 160]
    assert members["in_block"].sum() == 18
    assert members["rank"].tolist() == list(range(420))


def test_the_share_is_an_estimate_with_its_frame():
    days = with_delivery(380, 150, 1400 + np.arange(20) / 24)
    share = fingerprint.block_share(listed(days), "focal")
    assert str(share) == (
        "5 % (every one counted), 20 of 400 followers, the whole list, newest first"
    )
    assert share.note.startswith("follows that came in a block")


def test_no_block_is_a_table_without_rows():
    table = fingerprint.blocks(listed(everyday(300)), "focal")
    assert table.empty
    assert table.index.name == "block"
    full = fingerprint.blocks(listed(with_delivery(400, 150, 1400 + np.arange(20) / 24)), "focal")
    assert table.dtypes.equals(full.dtypes)
    share = fingerprint.block_share(listed(everyday(300)), "focal")
    assert (share.value, share.n) == (0, 300)


@pytest.mark.parametrize("days", [list(range(39)), [*range(39), np.nan, np.nan], [np.nan] * 90])
def test_too_few_dates_are_said(days):
    with pytest.raises(MissingDataError, match=r"followers of 'focal' have a creation date"):
        fingerprint.blocks(listed(days), "focal")


@pytest.mark.parametrize("days", [[5.0] * 60, list(range(60))])
def test_audiences_of_one_moment_or_one_line_are_no_block(days):
    # Where all accounts are alike there is no rest to stand out from.
    assert fingerprint.blocks(listed(days), "focal").empty


# --- Planted truth --------------------------------------------------------------------------


@pytest.mark.parametrize("delivery", ["two days", "two weeks", "two months", "long ago", "new"])
@pytest.mark.parametrize("share", [0.05, 0.4])
def test_planted_deliveries_are_found(delivery, share):
    results = [
        simulated.found(
            *simulated.audience(
                seed, 1000, share=share, delivery=delivery, meanwhile=0.1, missing=0.05
            )
        )
        for seed in range(3)
    ]
    recall, false = np.mean(results, axis=0)
    assert recall >= 0.95
    assert false <= 0.01


def test_deliveries_of_the_networks_simulator_are_found():
    bought = (0, 10, 60, 200)
    focal = [simulate.Focal(handle=f"a{n}", followers=500, bought=n) for n in bought]
    simulation = simulate.network(accounts=6000, focal=focal, seed=5)
    for count in bought:
        members = fingerprint.block_members(simulation.snapshot, f"a{count}")
        inside = members["in_block"].dropna().astype(bool)
        truth = simulation.truth["kind"].loc[inside.index] == "bought"
        assert (inside & truth).sum() >= 0.95 * truth.sum()
        assert (inside & ~truth).sum() <= 0.01 * (~truth).sum()


@pytest.mark.parametrize("crowd", simulated.CROWDS)
def test_natural_crowds_are_no_blocks(crowd):
    alarms = 0
    for seed in range(20):
        snapshot, _ = simulated.audience(7000 + seed, 400, crowd=crowd, missing=0.05)
        alarms += len(fingerprint.blocks(snapshot, "focal")) > 0
    assert alarms <= 1


def wave(share: float) -> np.ndarray:
    """Return creation days: 300 everyday followers, then 200 of whom a share joined in one week.

    They follow over the 200 days after day 3000, and nobody comes after them.
    """
    rng = np.random.default_rng(6)
    followed = 3000 + 7 + np.linspace(0, 200, 200)
    after = rng.random(200) * followed
    joined = rng.random(200) < share
    after[joined] = 3000 + 7 * rng.random(joined.sum())
    return np.append(everyday(300), after)


def test_a_wave_that_lasts_to_the_end_of_the_list_is_no_block():
    # Nobody came before it when these accounts were open, and nobody after: it may just ebb.
    assert fingerprint.blocks(listed(wave(0.45)), "focal").empty


def test_what_stands_beside_it_tells_a_delivery_from_a_wave():
    # The same follows, but two hundred everyday ones come after: now it is seen to end.
    rng = np.random.default_rng(7)
    days = np.append(wave(0.45), rng.random(200) * 3300)
    table = fingerprint.blocks(listed(days), "focal")
    assert len(table) == 1
    assert table.loc[1, "size"] >= 80
    assert table.loc[1, "last_rank"] < 500


def test_the_first_months_of_a_network_are_no_block():
    # All its accounts were opened within weeks, for it was not there before.
    rng = np.random.default_rng(8)
    followed = np.sort(rng.uniform(5, 1500, 1500))
    assert fingerprint.blocks(listed(followed * rng.beta(1.5, 1.1, 1500)), "focal").empty


def test_no_band_is_wider_than_a_purchase():
    for seed in range(3):
        snapshot, _ = simulated.audience(seed, 800, share=0.3, delivery="two months")
        table = fingerprint.blocks(snapshot, "focal")
        wide = table["created_last"] - table["created_first"]
        assert (wide <= pd.Timedelta(days=75)).all()


def test_a_month_in_which_everybody_joined_is_no_block():
    # Half of all followers opened their accounts in one week and followed over the years.
    rng = np.random.default_rng(2)
    days = everyday(600)
    joined = rng.random(600) < 0.5
    days[joined] = 1000 + 7 * rng.random(joined.sum())
    assert fingerprint.blocks(listed(days), "focal").empty


# --- Invariance -----------------------------------------------------------------------------


@settings(max_examples=8)
@given(seed=st.integers(0, 50), shift=st.integers(-2000, 3000))
def test_rows_ids_and_calendar_change_no_block(seed, shift):
    rng = np.random.default_rng(seed)
    opened = 1300 + rng.exponential(2, 25)
    snapshot = listed(with_delivery(200, int(rng.integers(20, 180)), opened))
    table = fingerprint.blocks(snapshot, "focal")
    pd.testing.assert_frame_equal(fingerprint.blocks(shuffled(snapshot, seed), "focal"), table)
    other, ids = renamed(snapshot, seed)
    pd.testing.assert_frame_equal(fingerprint.blocks(other, ids["focal"]), table)
    later = fingerprint.blocks(shifted(snapshot, shift), "focal")
    dates = ["created_first", "created_last"]
    pd.testing.assert_frame_equal(later.drop(columns=dates), table.drop(columns=dates))
    assert ((later[dates] - table[dates]) == pd.Timedelta(days=shift)).all(axis=None)


def test_either_order_of_the_list_gives_the_same_blocks():
    days = with_delivery(400, 150, 1400 + np.arange(20) / 24)
    pd.testing.assert_frame_equal(
        fingerprint.blocks(listed(days, order="oldest_first"), "focal"),
        fingerprint.blocks(listed(days, order="newest_first"), "focal"),
    )


# --- Its parts, against brute force -----------------------------------------------------------


@given(
    rows=st.lists(st.booleans(), min_size=1, max_size=40).filter(any),
    seen=st.floats(0.3, 0.95),
    usual=st.floats(0.001, 0.25),
)
def test_the_best_run_is_the_best_of_all_runs(rows, seen, usual):
    hits = np.flatnonzero(rows)
    scores = np.where(rows, np.log(seen / usual), np.log((1 - seen) / (1 - usual)))
    totals = [
        scores[first : last + 1].sum()
        for first in range(len(rows))
        for last in range(first, len(rows))
    ]
    first, last, total = best_run(hits, seen, usual)
    assert total == pytest.approx(max(totals))
    assert scores[hits[first] : hits[last] + 1].sum() == pytest.approx(total)


@given(run=st.integers(1, 60), part=st.floats(0, 1), usual=st.floats(0.01, 0.9))
def test_the_gain_is_a_ratio_of_binomial_likelihoods(run, part, usual):
    members = round(part * run)
    seen = members / run
    expected = stats.binom.logpmf(members, run, seen) - stats.binom.logpmf(members, run, usual)
    value = float(gain(np.array(members), run, usual))
    assert value == (pytest.approx(expected, abs=1e-9) if seen > usual else -1)


def test_who_stands_beside_a_brick():
    days = np.array([9.0, 1, 2, 50, 3, 60, 50, 50.5, 51, 52, 50, 70, 4, 5])
    audience = Audience(days, np.maximum.accumulate(days))
    # Of those before, the bound had passed day 51 from the sixth on; of those after, all count.
    share, others = beside(audience, Brick(6, 8, 50.0, 51.0))
    assert others == 1 + 5
    assert share == pytest.approx((1 + 1 + 1) / (6 + 1))
    assert beside(audience, Brick(0, 13, 1.0, 70.0)) == (0.999, 0)


def test_dates_are_as_fine_as_their_least_distance():
    assert Audience(np.array([0.0, 31, 90, 31]), np.array([0.0, 31, 90, 90])).grain == 31
    assert Audience(np.array([0.0, 0.0]), np.array([0.0, 0.0])).grain == 0


def test_the_usual_share_is_the_largest_habit_of_the_rest():
    rng = np.random.default_rng(4)
    created = everyday(300)
    created[rng.random(300) < 0.2] = 700  # a fifth was opened on one day
    bound = np.maximum.accumulate(created)
    brick = Brick(100, 149, 690.0, 710.0)
    rest = rest_of(Audience(created, bound), brick)
    outside = np.r_[0:100, 150:300]
    reached = outside[bound[outside] >= 690]
    dated = int(((created[reached] >= 690) & (created[reached] <= 710)).sum())
    by_date = (dated + np.sqrt(dated) + 1) / (len(reached) + 1)
    age = (bound - created)[outside]
    aged = int(((age >= bound[124] - 710) & (age <= bound[124] - 690)).sum())
    by_age = (aged + np.sqrt(aged) + 1) / 251
    assert by_age < by_date
    assert float(rest.share(690.0, 710.0)) == pytest.approx(by_date)
    newcomers = float(rest.share(bound[124] - 1.0, bound[124]))
    young = int((age <= 1).sum())
    assert newcomers == pytest.approx((young + np.sqrt(young) + 1) / 251)

"""What may be shown of a fingerprint: cells by hand, nobody alone, reasons and not errors."""

import numpy as np
import pandas as pd
import pytest
from conftest import rebuilt, renamed, shuffled
from deliveries import listed
from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit import Snapshot, fingerprint, simulate
from socialkit.errors import SocialkitError, UnknownNameError

DAY = 1 / 24


def everyday(size: int, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.random(size) * np.linspace(1500, 3000, size)


def test_cells_counted_by_hand():
    # Two columns of 20 ranks; two rows, from January 2010 to the end of April 2010.
    days = [5.0] * 12 + [90.0] * 8 + [100.0] * 15 + [10.0] * 5
    found = fingerprint.picture(listed(days), "focal")
    assert found.cells[["first_rank", "last_rank", "followers"]].values.tolist() == [
        [0, 19, 12],
        [20, 39, 15],
    ]
    assert found.cells["created_first"].tolist() == [
        pd.Timestamp("2010-01-01T00:00Z"),
        pd.Timestamp("2010-03-02T00:00Z"),
    ]
    assert found.cells["created_last"].iloc[1] == pd.Timestamp("2010-05-01T00:00Z")
    assert (found.n, found.undated, found.k) == (40, 0, 10)
    # At the end of each column the newest account so far is of day 90, then of day 100: April.
    assert found.bounds["rank"].tolist() == [19, 39]
    assert found.bounds["followed_after"].tolist() == [pd.Timestamp("2010-04-01T00:00Z")] * 2


@settings(max_examples=15)
@given(
    days=st.lists(
        st.one_of(st.just(np.nan), st.integers(0, 900).map(float)), min_size=1, max_size=120
    ),
    k=st.integers(5, 30),
    seed=st.integers(0, 99),
)
def test_nobody_stands_alone_and_nothing_is_counted_twice(days, k, seed):
    snapshot = listed(days)
    found = fingerprint.picture(snapshot, "focal", k=k)
    cells = found.cells
    assert (cells["followers"] >= k).all()
    assert cells["followers"].sum() <= found.n == sum(not np.isnan(day) for day in days)
    assert not cells.duplicated(["first_rank", "created_first"]).any()
    assert found.points.empty
    assert (found.blocks["size"] >= k).all()
    created = listed(days).accounts["created_at"].iloc[:-1]
    for cell in cells.itertuples():
        run = created.iloc[cell.first_rank : cell.last_rank + 1]
        inside = (run >= cell.created_first) & (run < cell.created_last)
        assert inside.sum() == cell.followers
    assert (found.bounds["followed_after"].dt.day == 1).all()
    other, ids = renamed(shuffled(snapshot, seed), seed)
    again = fingerprint.picture(other, ids["focal"], k=k)
    for name in ("cells", "bounds", "blocks"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(found, name))


def test_blocks_are_told_to_the_day_and_small_ones_only_counted():
    days = np.insert(everyday(500), 400, 1000 + 0.3 + np.arange(30) * DAY)
    days = np.insert(days, 100, 1200 + np.arange(8) * DAY)
    found = fingerprint.picture(listed(days), "focal")
    assert found.blocks["size"].tolist() == [30]
    assert found.smaller_blocks == 1
    row = found.blocks.iloc[0]
    assert (row["created_first"], row["created_last"]) == (
        pd.Timestamp("2012-09-27T00:00Z"),
        pd.Timestamp("2012-09-28T00:00Z"),
    )
    raw = fingerprint.picture(listed(days), "focal", raw=True)
    assert raw.blocks["size"].tolist() == [8, 30]
    assert raw.smaller_blocks == 0
    assert raw.blocks["created_first"].iloc[1].hour == 7


def test_single_points_come_on_request_only_and_without_ids():
    days = [3.0, np.nan, 1.0, 7.0]
    found = fingerprint.picture(listed(days), "focal", raw=True)
    assert found.points["rank"].tolist() == [0, 2, 3]
    assert found.points.columns.tolist() == ["rank", "created_at"]
    assert found.points.index.tolist() == [0, 1, 2]
    assert found.bounds["rank"].tolist() == [0, 1, 2, 3]
    assert found.cells.empty
    assert "4 followers" not in found.note and "have a creation date" in found.note


def nothing_known() -> Snapshot:
    snapshot = listed([1.0, 2.0])
    follows = snapshot.follows.assign(position=pd.NA)
    return rebuilt(snapshot, follows=follows)


@pytest.mark.parametrize(
    ("snapshot", "account", "why"),
    [
        (listed([1.0, 2.0]), None, "no account here has its follower list in the data"),
        (listed([1.0, 2.0]), "f0", "the data hold no followers of 'f0'"),
        (listed([1.0, 2.0], order="unknown"), "focal", "order of the follower list of 'focal'"),
        (nothing_known(), "focal", "the places in the follower list of 'focal' are not known"),
        (listed([np.nan] * 60), "focal", "creation date"),
    ],
)
def test_what_is_missing_is_said_and_nothing_raised(snapshot, account, why):
    found = fingerprint.picture(snapshot, account)
    assert why in found.note
    assert found.n == 0
    assert found.cells.empty and found.points.empty and found.bounds.empty and found.blocks.empty
    share = fingerprint.block_share(snapshot, account)
    assert not share.known
    assert why in share.note
    assert ";" not in share.note


def test_the_empty_picture_has_the_tables_of_a_full_one():
    full = fingerprint.picture(listed(everyday(200)), "focal")
    empty = fingerprint.picture(listed([1.0]), None)
    assert empty.cells.dtypes.equals(full.cells.dtypes)
    assert empty.blocks.dtypes.equals(full.blocks.dtypes)
    assert empty.bounds.dtypes.equals(full.bounds.dtypes)
    assert empty.points.dtypes.equals(full.points.dtypes)


def test_cells_too_thin_to_protect_anybody_are_refused():
    with pytest.raises(SocialkitError, match="k is 5 or more"):
        fingerprint.picture(listed([1.0]), "focal", k=4)
    with pytest.raises(UnknownNameError):
        fingerprint.picture(listed([1.0]), "nobody")


# --- evidence and shares --------------------------------------------------------------------


def test_evidence_counted_by_hand():
    snapshot = listed([1.0, np.nan, 3.0, 4.0])
    follows = snapshot.follows.assign(position=[3, 2, None, 0])
    known = fingerprint.evidence(rebuilt(snapshot, follows=follows), "focal")
    assert known["value"].tolist() == [0.75, 0.75, 0.5]
    assert known["n"].tolist() == [4, 4, 4]
    unordered = fingerprint.evidence(listed([1.0, 2.0], order="unknown"), "focal")
    assert unordered["value"].tolist() == [0, 1, 0]


@pytest.mark.parametrize(("account", "why"), [(None, "no account here"), ("f0", "no followers")])
def test_evidence_of_nothing(account, why):
    known = fingerprint.evidence(listed([1.0, 2.0]), account)
    assert known["value"].isna().all()
    assert known["note"].str.contains(why).all()
    assert known.index.tolist() == ["in_order", "dated", "both"]


def test_shares_of_all_focal_accounts_largest_first():
    bought = {"a": 0, "b": 60, "c": 30}
    focal = [simulate.Focal(handle=h, followers=300, bought=n) for h, n in bought.items()]
    simulation = simulate.network(accounts=4000, focal=focal, seed=2)
    shares = fingerprint.block_shares(simulation.snapshot)
    assert shares["handle"].tolist() == ["b", "c", "a"]
    assert shares["value"].tolist()[:2] == pytest.approx([0.2, 0.1], abs=0.01)
    assert shares["value"].iloc[2] == 0
    again = fingerprint.block_shares(shuffled(simulation.snapshot, 3))
    pd.testing.assert_frame_equal(again, shares)


def test_an_account_whose_list_is_not_known_comes_last():
    snapshot = listed(everyday(60))
    accounts = snapshot.accounts
    accounts = accounts.assign(is_focal=accounts.index.isin(["focal", "f0"]))
    shares = fingerprint.block_shares(rebuilt(snapshot, accounts=accounts))
    assert shares.index.tolist() == ["focal", "f0"]
    assert shares["value"].isna().tolist() == [False, True]
    assert "no followers of 'f0'" in shares["note"].iloc[1]


def test_without_focal_accounts_the_table_has_no_rows():
    snapshot = listed([1.0, 2.0])
    none = rebuilt(snapshot, accounts=snapshot.accounts.assign(is_focal=False))
    shares = fingerprint.block_shares(none)
    assert shares.empty
    assert {"handle", "value", "in_words"} <= set(shares.columns)

"""The layout of a network: the same whatever the order of rows and the ids, and nobody named."""

import numpy as np
import pandas as pd
import pytest

from socialkit import cluster, datasets, practice, simulate
from socialkit.errors import PrivacyError, UnknownNameError
from socialkit.snapshot import Snapshot

OPTIONS = {"accounts": 200, "focal": 1, "homophily": 0.95, "seed": 3}


@pytest.fixture(scope="module")
def made() -> Snapshot:
    return simulate.network(**OPTIONS).snapshot


def laid_out(snapshot: Snapshot, **options: object) -> cluster.Layout:
    return cluster.ego_layout(snapshot, cluster.communities(snapshot, runs=5), **options)


def shuffled(snapshot: Snapshot, *, rename: bool) -> Snapshot:
    """Return the same network with its rows in another order, and other ids on request."""
    rng = np.random.default_rng(1)
    ids = snapshot.accounts.index
    new = pd.Series(ids if not rename else [f"n{i}" for i in rng.permutation(len(ids))], index=ids)
    accounts = snapshot.accounts.rename(index=new).sample(frac=1, random_state=2)
    follows = snapshot.follows.assign(
        **{end: snapshot.follows[end].map(new) for end in ("follower_id", "followed_id")}
    ).sample(frac=1, random_state=4)
    return Snapshot(accounts, follows, taken_at=snapshot.taken_at)


@pytest.mark.parametrize("rename", [False, True])
def test_neither_row_order_nor_ids_move_a_node(made, rename):
    bare = Snapshot(made.accounts, made.follows, taken_at=made.taken_at)
    one, other = laid_out(bare), laid_out(shuffled(bare, rename=rename))
    pd.testing.assert_frame_equal(one.nodes, other.nodes)
    pd.testing.assert_frame_equal(one.ties, other.ties)


def test_every_tie_joins_two_nodes_once(made):
    layout = laid_out(made)
    follows = made.follows
    pairs = {frozenset(pair) for pair in zip(follows["follower_id"], follows["followed_id"],
                                             strict=True)}  # fmt: skip
    assert len(layout.ties) == len(pairs)
    assert (layout.ties["one"] < layout.ties["other"]).all()
    assert layout.ties.to_numpy().max() < len(layout.nodes) == layout.tied
    assert layout.nodes[["x", "y"]].abs().max().max() <= 1


def test_members_of_a_community_lie_together(made):
    nodes = laid_out(made).nodes.dropna(subset=["community"])
    middle = nodes.groupby("community")[["x", "y"]].transform("mean")
    within = np.hypot(*(nodes[["x", "y"]] - middle).to_numpy().T).mean()
    overall = np.hypot(*(nodes[["x", "y"]] - nodes[["x", "y"]].mean()).to_numpy().T).mean()
    assert within < overall / 2


def test_a_seed_moves_nodes_and_the_same_seed_does_not(made):
    found = cluster.communities(made, runs=5)
    one, same, other = (cluster.ego_layout(made, found, seed=seed).nodes for seed in (0, 0, 1))
    pd.testing.assert_frame_equal(one, same)
    assert not np.allclose(one[["x", "y"]], other[["x", "y"]])


def test_too_many_nodes_leave_only_totals(made):
    layout = laid_out(made, most=50)
    assert layout.nodes.empty and layout.ties.empty
    assert layout.tied > 50 and len(layout.communities)


def test_names_only_on_request_and_never_for_practitioners(made, monkeypatch):
    assert "handle" not in laid_out(made).nodes
    named = laid_out(made, names=True).nodes
    assert set(named["handle"]) <= set(made.accounts["handle"])
    found = cluster.communities(made, runs=5)
    monkeypatch.setenv(practice.VARIABLE, "1")
    assert cluster.ego_layout(made, found).nodes.empty
    with pytest.raises(PrivacyError, match="practitioner mode does not name single followers"):
        cluster.ego_layout(made, found, names=True)


def test_an_account_is_left_out_of_its_own_followers():
    snapshot = datasets.load("therapists")
    account = snapshot.account_id("calm_in_ten")
    layout = cluster.ego_layout(snapshot, cluster.communities(snapshot, account, runs=5), account)
    followers = set(snapshot.follows.loc[snapshot.follows["followed_id"] == account, "follower_id"])
    assert layout.is_ego
    assert layout.tied + layout.alone == len(followers)


def test_nobody_tied_is_said_with_the_reason():
    accounts = pd.DataFrame(index=pd.Index(["a", "b"], name="account_id"))
    follows = pd.DataFrame([("a", "b")], columns=["follower_id", "followed_id"])
    snapshot = Snapshot(accounts, follows, taken_at="2026-01-01T00:00Z")
    found = cluster.communities(snapshot, "b", runs=5)
    layout = cluster.ego_layout(snapshot, found, "b")
    assert layout.nodes.empty and layout.note
    with pytest.raises(UnknownNameError):
        cluster.ego_layout(snapshot, found, "nobody")

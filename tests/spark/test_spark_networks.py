"""Spark says of made-up networks what memory and DuckDB say."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from networks import networks, same_tables

import socialkit as sk
from socialkit.graph import lazy as walked
from socialkit.scans import Scan, scan
from socialkit.snapshot import Snapshot

few = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@few
@given(network=networks())
def test_made_up_networks_are_told_alike(session, network):
    snapshot = Snapshot(**network)
    features = sk.features.account_features(snapshot)
    wanted = [features, sk.quality.score(features)]
    for engine in ("spark", "duckdb"):
        with Scan(**network, engine=engine) as lazy:
            mine = sk.features.account_features(lazy)
            for expected, told in zip(wanted, (mine, sk.quality.score(mine)), strict=True):
                same_tables(expected, lazy.collect(told), ids=["account_id"])


@settings(few, max_examples=5)
@given(network=networks())
def test_made_up_networks_stand_alike(session, network):
    snapshot = Snapshot(**network)
    ranks = sk.graph.pagerank(snapshot).to_frame()
    parts = sk.graph.components(snapshot).to_frame()
    for engine in ("spark", "duckdb"):
        with Scan(**network, engine=engine) as lazy:
            same_tables(ranks, lazy.collect(walked.pagerank(lazy)), ids=["account_id"])
            same_tables(parts, lazy.collect(walked.components(lazy)), ids=["account_id"])


@pytest.fixture(scope="module")
def simulated() -> Snapshot:
    return sk.simulate.network(accounts=5000, focal=20, follows_per_account=12, seed=3).snapshot


def test_five_thousand_accounts_are_told_alike(session, simulated, tmp_path):
    features = sk.features.account_features(simulated)
    comparison = sk.audience.compare(simulated)
    for engine in ("spark", "duckdb"):
        with scan(simulated.save(tmp_path / "network"), engine=engine) as lazy:
            told = sk.features.account_features(lazy)
            same_tables(features, lazy.collect(told), ids=["account_id"])
            scored = lazy.collect(sk.quality.score(told))
            same_tables(sk.quality.score(features), scored, ids=["account_id"])
            told = sk.audience.compare(lazy)
            pd.testing.assert_frame_equal(comparison, told, rtol=1e-9, atol=1e-12)


def test_five_thousand_accounts_stand_alike(session, simulated, tmp_path):
    ranks = sk.graph.pagerank(simulated).to_frame()
    parts = sk.graph.components(simulated).to_frame()
    for engine in ("spark", "duckdb"):
        with scan(simulated.save(tmp_path / "network"), engine=engine) as lazy:
            same_tables(ranks, lazy.collect(walked.pagerank(lazy)), ids=["account_id"])
            same_tables(parts, lazy.collect(walked.components(lazy)), ids=["account_id"])

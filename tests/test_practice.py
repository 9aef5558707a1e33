"""Practitioner mode: on for the whole process and what it starts, and clear in its refusal."""

import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

import socialkit
from socialkit import (
    audience,
    cluster,
    explore,
    features,
    fingerprint,
    graph,
    practice,
    quality,
    simulate,
    suggest,
)
from socialkit.errors import PrivacyError, SocialkitError
from socialkit.snapshot import Snapshot


@pytest.fixture(autouse=True)
def off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(practice.VARIABLE, "")


def asked(what: str, **more: str) -> None:
    practice.no_single_follower(what, **more)


def test_it_is_off_until_asked_for() -> None:
    assert not practice.is_on()
    practice.no_single_follower("explain a single follower")


def test_it_can_be_switched_on_and_off_from_the_top_of_the_package() -> None:
    socialkit.practitioner()
    assert practice.is_on()
    socialkit.practitioner(on=False)
    assert not practice.is_on()


def test_the_refusal_says_what_why_and_what_instead() -> None:
    practice.practitioner()
    with pytest.raises(PrivacyError) as caught:
        asked("explain a single follower", instead="sk.audience.profile")
    said = str(caught.value)
    assert said.startswith("practitioner mode does not explain a single follower:")
    assert "client" in said and "sk.audience.profile" in said
    assert isinstance(caught.value, SocialkitError)


@pytest.mark.parametrize("value", ["1", "true", "yes", "on", "perhaps"])
def test_what_the_variable_says_and_is_not_understood_protects(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(practice.VARIABLE, value)
    assert practice.is_on()


@pytest.mark.parametrize("value", ["", "0", "False", "no", " off "])
def test_the_variable_can_say_off(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(practice.VARIABLE, value)
    assert not practice.is_on()


def test_a_process_started_later_inherits_it() -> None:
    practice.practitioner()
    ask = "from socialkit import practice; print(practice.is_on())"
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert answer.stdout == "True\n"


@pytest.fixture(scope="module")
def small() -> Snapshot:
    return simulate.network(accounts=300, focal=2, seed=1).snapshot


@pytest.fixture(scope="module")
def followers(small: Snapshot) -> pd.DataFrame:
    return features.follower_features(small)


OF_SINGLE_FOLLOWERS: dict[str, Callable[[Snapshot, pd.DataFrame], object]] = {
    "features.described_ties": lambda s, _: features.described_ties(
        s, s.codes.follower[:2], s.codes.followed[:2]
    ),
    "graph.components": lambda s, _: graph.components(s),
    "graph.local_clustering": lambda s, _: graph.local_clustering(s),
    "graph.second_steps": lambda s, _: graph.second_steps(s, 0),
    "graph.shared_contacts": lambda s, _: graph.shared_contacts(s, 0),
    "suggest.next_follows": lambda s, _: suggest.next_follows(s),
    "quality.explain": lambda _, table: quality.explain(table, table.index[0]),
    "quality.score": lambda _, table: quality.score(table),
    "quality.signals": lambda _, table: quality.signals(table),
    "quality.signal_values": lambda _, table: quality.signal_values(table),
    "quality.rules": lambda _, table: quality.rules("seed", table),
    "quality.relatedness": quality.relatedness,
    "quality.learn": lambda _, table: quality.learn(table, pd.Series(dtype="str")),
    "suggest.candidates": lambda snapshot, _: suggest.candidates(snapshot),
    "suggest.triage": lambda snapshot, _: suggest.triage(snapshot),
    "suggest.follow_back": lambda snapshot, _: suggest.follow_back(snapshot),
    "suggest.two_hops": lambda snapshot, _: suggest.two_hops(snapshot, np.array([0])),
    "explore.label": lambda *_: explore.label(pd.DataFrame({"label": []})),
    "audience.labelling_sample": lambda s, _: audience.labelling_sample(s, s.focal[0]),
    "audience.save_labels": lambda *_: audience.save_labels(pd.DataFrame(), "labels.csv"),
    "audience.read_labels": lambda *_: audience.read_labels("labels.csv"),
    "audience.follower_ids": lambda s, _: audience.follower_ids(s, s.focal[0]),
    "audience.classify": lambda _, table: audience.classify(table),
    "audience.lifetimes": lambda s, _: audience.lifetimes(s, s.focal[0]),
    "features.account_features": lambda s, _: features.account_features(s),
    "features.follower_features": lambda s, _: features.follower_features(s),
    "fingerprint.picture, raw": lambda s, _: fingerprint.picture(s, s.focal[0], raw=True),
    "fingerprint.block_members": lambda s, _: fingerprint.block_members(s, s.focal[0]),
    "fingerprint.anomaly_scores": lambda s, _: fingerprint.anomaly_scores(s, s.focal[0]),
    "fingerprint.follow_time_bounds": lambda s, _: fingerprint.follow_time_bounds(s, s.focal[0]),
    "cluster.personas": lambda _, table: cluster.personas(table),
    "cluster.embed": lambda _, table: cluster.embed(table),
    "features.post_mix": lambda s, _: features.post_mix(s),
    "features.network_of": lambda s, _: features.network_of(s),
    "features.silent_days": lambda _, table: features.silent_days(table),
    "graph.following_lists": lambda s, _: graph.following_lists(s),
    "graph.degrees": lambda s, _: graph.degrees(s),
    "graph.pagerank": lambda s, _: graph.pagerank(s),
    "snapshot.account_id": lambda s, _: s.account_id(s.accounts.index.difference(s.focal)[0]),
    "graph.follower_graph": lambda s, _: graph.follower_graph(s),
}


@pytest.mark.parametrize("name", OF_SINGLE_FOLLOWERS)
def test_what_shows_single_followers_refuses(name, small, followers):
    practice.practitioner()
    with pytest.raises(PrivacyError, match="practitioner mode does not"):
        OF_SINGLE_FOLLOWERS[name](small, followers)


def test_totals_are_told_all_the_same(small):
    who = small.focal[0]
    before = audience.profile(small, who), suggest.triage_totals(small, who)
    practice.practitioner()
    pd.testing.assert_frame_equal(audience.profile(small, who), before[0])
    pd.testing.assert_frame_equal(suggest.triage_totals(small, who), before[1])


def test_groups_are_told_and_their_members_are_not(small):
    practice.practitioner()
    apart = simulate.network(accounts=300, focal=1, homophily=0.95, seed=1).snapshot
    found = cluster.communities(apart, runs=5)
    assert len(found.table) == 4
    assert found.labels.empty
    assert cluster.communities(small, small.focal[0]).labels.empty
    assert fingerprint.lockstep(small).members.empty

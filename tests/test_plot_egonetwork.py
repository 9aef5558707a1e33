"""The picture of a network: every node and tie where the layout says, and nobody named."""

import dataclasses

import numpy as np
import pytest
from charts import off_the_canvas, overlapping, words
from gallery import layout_of_network
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle

from socialkit import cluster, datasets, plot, practice

pytestmark = pytest.mark.usefixtures("house_style", "close_figs")


@pytest.fixture(scope="module")
def large():
    snapshot = datasets.load("therapists")
    account = snapshot.account_id("big_verdict")
    found = cluster.communities(snapshot, account, runs=5)
    return snapshot, account, found


def test_ties_are_one_collection_and_nodes_one_for_each_community():
    layout = layout_of_network()
    ties, others, *groups = plot.ego_network(layout).collections
    assert isinstance(ties, LineCollection)
    places = layout.nodes[["x", "y"]].to_numpy()
    drawn = np.array(ties.get_segments())
    assert drawn == pytest.approx(places[layout.ties.to_numpy()])
    sizes = layout.nodes["community"].value_counts()
    assert [len(one.get_offsets()) for one in groups] == sizes.sort_index().tolist()
    assert len(others.get_offsets()) == layout.nodes["community"].isna().sum()


def test_communities_are_numbered_where_they_lie_and_named_in_the_key():
    layout = layout_of_network()
    ax = plot.ego_network(layout)
    for number, row in layout.communities.iterrows():
        assert any(word.startswith(f"{number}: {row['name'].capitalize()}") for word in words(ax))
        [text] = [text for text in ax.texts if text.get_text() == str(number)]
        mine = layout.nodes.loc[layout.nodes["community"] == number, ["x", "y"]]
        assert text.xy == pytest.approx(tuple(mine.median()))


def test_nobody_is_named_unless_asked_for():
    layout = layout_of_network()
    handles = [f"somebody_{place}" for place in layout.nodes.index]
    named = dataclasses.replace(layout, nodes=layout.nodes.assign(handle=handles))
    assert not any("somebody" in word for word in words(plot.ego_network(named)))
    assert "somebody" not in plot.rendered(plot.ego_network(named), "svg").decode()
    shown = [word for word in words(plot.ego_network(named, names=True)) if "somebody" in word]
    degree = np.bincount(layout.ties.to_numpy().ravel())
    most = {handles[place] for place in np.argsort(-degree, kind="stable")[:12]}
    assert shown and set(shown) <= most


def test_too_many_accounts_are_one_disc_for_each_community(large):
    layout = cluster.ego_layout(*(large[place] for place in (0, 2, 1)))
    assert layout.tied > cluster.MOST_NODES
    ax = plot.ego_network(layout)
    discs = [patch for patch in ax.patches if isinstance(patch, Circle) and patch.get_fill()]
    assert len(discs) == min(len(layout.communities), 8)
    assert not ax.collections
    assert "Communities, not single accounts" in plot.record(ax).subtitle
    assert plot.record(ax).kind == "ego_network"
    assert layout.frame in plot.footer(ax)
    assert off_the_canvas(ax) == [] and overlapping(ax) == []


def test_practitioner_mode_draws_no_single_account(monkeypatch):
    monkeypatch.setenv(practice.VARIABLE, "1")
    layout_of_network.cache_clear()
    layout = layout_of_network()
    layout_of_network.cache_clear()
    assert layout.nodes.empty and layout.ties.empty
    assert not plot.ego_network(layout).collections


def test_without_clear_communities_all_is_grey_and_said_so():
    layout = layout_of_network()
    nodes = layout.nodes.assign(community=layout.nodes["community"].mask(lambda c: c > 0))
    grey = dataclasses.replace(layout, nodes=nodes, communities=layout.communities.iloc[:0])
    ax = plot.ego_network(grey)
    assert "no clear communities, so no colours" in plot.footer(ax)
    assert len(ax.collections) == 2

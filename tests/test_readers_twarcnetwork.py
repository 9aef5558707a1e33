"""Networks of twarc-network, which counts who engaged with whom."""

import json

import pandas as pd
import pytest
from exports import single, twarcnetwork

from socialkit import readers
from socialkit.errors import ReadError
from socialkit.readers.archive import Archive
from socialkit.readers.twarcnetwork import why_not
from socialkit.snapshot import UNDATED

SAMPLES = twarcnetwork.samples()


def said(snapshot, words):
    return any(words in note for note in snapshot.notes)


def counted(snapshot):
    rows = snapshot.interactions
    ends = zip(rows["source_id"], rows["target_id"], rows["kind"], rows["count"], strict=True)
    return sorted(ends)


def test_counts_become_interactions_between_ids(tmp_path):
    snapshot = readers.read(single(tmp_path, SAMPLES["everyday"]))
    assert counted(snapshot) == [
        ("12", "11", "mention", 1),
        ("12", "11", "repost", 2),
        ("13", "12", "reply", 1),
    ]
    assert snapshot.accounts["handle"].to_dict() == {"11": "Ann_A", "12": "ben", "13": "cat"}
    assert str(snapshot.taken_at) == "2024-02-03 18:30:00+00:00"
    assert snapshot.interactions["at"].isna().all()
    assert snapshot.accounts["interactions_seen"].isna().all()
    assert snapshot.platform == "x"


@pytest.mark.parametrize(
    ("date", "taken_at"),
    [("31/12/2023", "2023-12-31"), ("31/12/2023 18:00:00", "2023-12-31 18:00"), ("12/31/2023", "")],
)
def test_network_is_dated_by_its_nodes(tmp_path, date, taken_at):
    nodes = [twarcnetwork.node(11, "ann", date), twarcnetwork.node(12, "ben", date)]
    data = twarcnetwork.document(nodes, [twarcnetwork.link("ben", "ann", reply=1)])
    found = readers.read(single(tmp_path, {"n.json": data})).taken_at
    assert found == (pd.Timestamp(taken_at, tz="UTC") if taken_at else UNDATED)


def test_lines_become_interactions_between_names(tmp_path):
    snapshot = readers.read(single(tmp_path, SAMPLES["lines"]))
    assert counted(snapshot) == [
        ("ben", "ann_a", "mention", 1),
        ("ben", "ann_a", "repost", 2),
        ("cat", "ben", "reply", 1),
    ]
    assert snapshot.accounts.loc["ann_a", "handle"] == "Ann_A"
    assert snapshot.taken_at == UNDATED


def test_links_between_posts_are_acts_of_their_authors(tmp_path):
    snapshot = readers.read(single(tmp_path, SAMPLES["posts"]))
    assert counted(snapshot) == [("12", "11", "repost", 1)]


@pytest.mark.parametrize(
    "content",
    [
        b'{"nodes": [{"id": "#a", "start_date": "01/02/2024 10:00:00"}], "links": []}',
        b"#a,#b,{'weight': 1}\n",
        b"102,101,{'type': 'retweet'}\n",
    ],
)
def test_networks_without_accounts_are_refused_with_the_reason(tmp_path, content):
    with pytest.raises(ReadError, match="make it with --nodes users"):
        readers.read(single(tmp_path, {"a.json": content}))


@pytest.mark.parametrize(
    "content",
    [
        b"ann,ben\n",
        b"ann,ben,{'weight': __import__('os').getcwd()}\n",
        b'{"nodes": [{"id": 1}], "links": []}',
        b"[1]",
        b"",
    ],
)
def test_what_is_not_of_this_format(tmp_path, content):
    with Archive(single(tmp_path, {"a.json": content})) as archive:
        assert why_not(archive) is not None


def test_nothing_in_a_line_is_run(tmp_path):
    # Were it run, the second line would end this test.
    lines = twarcnetwork.text(twarcnetwork.LINKS) + b"ann,ben,{'retweet': exit()}\nx\n"
    snapshot = readers.read(single(tmp_path, {"a.csv": lines}))
    assert len(snapshot.interactions) == 3
    assert said(snapshot, "not two names and counts: 2")


def test_strangers_and_odd_nodes_are_counted(tmp_path):
    nodes = [*twarcnetwork.NODES, 5, {"id": "dan"}]
    links = [
        *twarcnetwork.LINKS,
        twarcnetwork.link("dan", "ben", reply=1),
        twarcnetwork.link("ben", "cat"),
    ]
    content = json.dumps({"nodes": nodes, "links": links}).encode()
    snapshot = readers.read(single(tmp_path, {"a.json": content}))
    assert len(snapshot.interactions) == 3
    assert said(snapshot, "Nodes left out because they name no account: 2")
    assert said(snapshot, "an end of them names no account: 1")
    assert said(snapshot, "do not say what was done: 1")


def test_cut_file_is_one_clear_error(tmp_path):
    content = SAMPLES["everyday"]["network.json"]
    with pytest.raises(ReadError, match="damaged or cut short"):
        readers.read(single(tmp_path, {"a.json": content[:-20]}))

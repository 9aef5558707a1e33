"""NodeXL workbooks: follows, acts and the posts behind them."""

import zipfile
from datetime import UTC, datetime

import pandas as pd
import pytest
from exports import folder, nodexl, single, zipped

from socialkit import readers
from socialkit.errors import ReadError
from socialkit.readers.nodexl import cellvalues, workbook

SAMPLES = nodexl.samples()
TWEETED = pd.Timestamp("2019-02-07T05:42Z")


@pytest.fixture
def read(tmp_path):
    return lambda data, **options: readers.read(
        single(tmp_path / "in", {"network.xlsx": data}), **options
    )


def pairs(snapshot):
    return set(zip(snapshot.follows["follower_id"], snapshot.follows["followed_id"], strict=True))


@pytest.mark.parametrize("pack", [single, folder, zipped])
def test_follows_run_from_the_first_vertex(tmp_path, pack):
    snapshot = readers.read(pack(tmp_path / "in", SAMPLES["twitter"]))
    assert pairs(snapshot) == {("ann", "ben"), ("dan", "ann")}
    assert snapshot.platform == "x"


def test_date_beside_a_follow_is_when_it_was_asked_for(tmp_path):
    snapshot = readers.read(single(tmp_path, SAMPLES["twitter"]))
    assert snapshot.follows["followed_at"].isna().all()
    assert snapshot.taken_at == pd.Timestamp("2019-02-10T02:00Z")


def test_acts_and_posts(tmp_path):
    snapshot = readers.read(single(tmp_path, SAMPLES["twitter"]))
    acts, posts = snapshot.interactions, snapshot.posts
    assert list(zip(acts["source_id"], acts["target_id"], acts["kind"], strict=True)) == [
        ("cat", "ann", "mention"),
        ("cat", "ben", "reply"),
    ]
    assert acts["at"].unique().tolist() == [TWEETED]
    # One tweet mentions Ann and answers Ben; an id that Excel has rounded is no id.
    assert posts["kind"].astype(str).to_dict() == {
        "1093000000000000001": "reply",
        "1093000000000000002": "original",
    }
    first = posts.loc["1093000000000000001"]
    assert (first["account_id"], first["likes_count"], first["reposts_count"]) == ("cat", 3, 1)
    assert posts["has_link"].tolist() == [True, False]
    assert posts["posted_at"].tolist() == [TWEETED, TWEETED]
    assert snapshot.accounts["posts_seen"].isna().all()
    assert "Edges left out for want of a readable name: 1." in snapshot.notes
    assert "Edges left out because they are no follow and no act: 1." in snapshot.notes


def test_text_is_kept_on_request_only(tmp_path):
    path = single(tmp_path, SAMPLES["twitter"])
    assert "x_text" not in readers.read(path).posts
    assert readers.read(path, text=True).posts["x_text"].tolist() == ["hi @ann @ben", "x"]


def test_vertices_are_profiles(tmp_path):
    accounts = readers.read(single(tmp_path, SAMPLES["twitter"])).accounts
    assert accounts["handle"].tolist() == accounts.index.tolist() == ["ann", "ben", "dan", "cat"]
    counts = ["followers_count", "following_count", "posts_count"]
    assert accounts.loc["ann", counts].tolist() == accounts.loc["ben", counts].tolist() == [5, 3, 2]
    assert accounts.loc["ann", "bio"] == "bio" and pd.isna(accounts.loc["ben", "bio"])
    assert accounts["created_at"].dropna().tolist() == [
        pd.Timestamp("2010-01-01T00:00Z"),
        pd.Timestamp("2010-01-01T10:00Z"),
    ]


def test_network_made_by_hand(tmp_path):
    path = single(tmp_path, SAMPLES["by hand"])
    snapshot = readers.read(path)
    assert pairs(snapshot) == {("Zoë", "12"), ("12", "Zoë")}
    assert snapshot.platform == ""
    note = "Edges that say nothing of their kind: 2. "
    assert note + "Vertex 1 was taken to follow Vertex 2." in snapshot.notes
    both = readers.read(path, mutual=True)
    assert any(text.startswith(note + "Every row was read as a tie") for text in both.notes)


def test_mutual_adds_the_other_direction(read):
    rows = nodexl.sheet(("Vertex 1", "Vertex 2"), ("a", "b"))
    data = nodexl.packed(nodexl.parts(Edges=rows))
    assert pairs(read(data)) == {("a", "b")}
    assert pairs(read(data, mutual=True)) == {("a", "b"), ("b", "a")}


def test_weight_is_the_count(read):
    head = ("Vertex 1", "Vertex 2", "Relationship", "Edge Weight", "Tweet")
    rows = nodexl.sheet(head, ("a", "b", "Mentions", 4), ("a", "c", "Mentions", -2))
    acts = read(nodexl.packed(nodexl.parts(Edges=rows))).interactions
    assert acts["count"].tolist() == [4, 1]


def test_everyday_network(tmp_path):
    snapshot = readers.read(single(tmp_path, SAMPLES["everyday"]))
    assert (len(snapshot.accounts), len(snapshot.posts)) == (60, 200)
    assert snapshot.taken_at == pd.Timestamp("2019-02-10T05:48Z")


BOMB = nodexl.sheet(("Vertex 1", "Vertex 2"), *[("a" * 500, "b")] * 3_000)
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">]>'


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (nodexl.parts(Sheet1=nodexl.sheet(("a",))), "NodeXL: the workbook has no sheet Edges"),
        (nodexl.parts(Edges=nodexl.sheet(("a",))), "has no columns Vertex 1 and Vertex 2"),
        (nodexl.parts(Edges="<worksheet"), "the workbook is damaged"),
        (nodexl.parts(Edges=LAUGHS + nodexl.sheet(("Vertex 1", "Vertex 2"))), "is damaged"),
        (
            {k: v for k, v in nodexl.parts(Edges=BOMB).items() if "sheet" not in k},
            "has no columns Vertex 1 and Vertex 2",
        ),
    ],
)
def test_what_is_no_network_is_refused(read, parts, words):
    with pytest.raises(ReadError, match=words):
        read(nodexl.packed(parts))


def test_large_workbook_is_refused_before_it_is_unpacked(read, monkeypatch):
    data = nodexl.packed(nodexl.parts(Edges=BOMB))
    assert len(read(data).accounts) == 2
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 2**20)
    with pytest.raises(ReadError, match=r"network\.xlsx: the workbook unpacks to more than 1 MB"):
        read(data)


def test_false_sizes_and_far_cells_cost_nothing(read):
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    edges = nodexl.sheet(("Vertex 1", "Vertex 2"), ("a", "b"))
    edges = edges.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    edges = edges.replace("</sheetData>", f"{far}</sheetData>")
    assert pairs(read(nodexl.packed(nodexl.parts(Edges=edges)))) == {("a", "b")}


def test_several_workbooks_and_other_zips(tmp_path):
    two = {"a.xlsx": SAMPLES["by hand"]["mine.xlsx"], "b.xlsx": nodexl.everyday()}
    with pytest.raises(ReadError, match=r"several workbooks; read a\.xlsx by its own path"):
        readers.read(folder(tmp_path / "two", two))
    with pytest.raises(ReadError, match="no sheet Edges"):
        readers.read(folder(tmp_path / "one", {"a.xlsx": b"PK\x03\x04 no zip", "x.txt": b""}))


def test_workbook_of_the_samples_is_one_that_others_can_read(tmp_path):
    path = single(tmp_path, SAMPLES["twitter"])
    frame = pd.read_excel(path, sheet_name="Edges", header=1)
    assert frame["Vertex 1"].tolist()[:2] == ["Ann", "Dan"]
    assert zipfile.ZipFile(path).testzip() is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (datetime(2019, 2, 7, 5, 42), TWEETED),
        (datetime(2019, 2, 7, 5, 42, tzinfo=UTC), TWEETED),
        (43503.2375, TWEETED),
        ("2019-02-07 05:42:00", TWEETED),
        ("2/7/2019 5:42", None),  # a month and a day that may be swapped
        (5, None),
        (True, None),
        (None, None),
    ],
)
def test_dates_in_cells(cell, expected):
    found = cellvalues.moment(cell)
    assert (found and pd.Timestamp(found, unit="us", tz="UTC")) == expected

"""Edge lists and graph files: which way a row runs, and what is no edge list."""

import gzip
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from exports import folder, gephi, single, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from test_readers import EDGES

from socialkit import readers
from socialkit.errors import ReadError
from socialkit.snapshot import UNDATED, UNDATED_NOTE

DATASETS = Path(__file__).parents[2] / "shared" / "datasets"


@pytest.fixture
def read_text(tmp_path):
    def read(text, **options):
        path = tmp_path / "list.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return readers.read(path, **options)

    return read


def pairs(snapshot):
    return list(zip(snapshot.follows["follower_id"], snapshot.follows["followed_id"], strict=True))


@pytest.mark.parametrize(
    ("header", "is_forward"),
    [
        ("follower,followed", True),
        ("follower_id,followed_id", True),
        ("Source,Target", True),
        ("FROM,TO", True),
        ("user,follows", True),
        ("user_id,friend_id", True),
        ("followed,follower", False),
        ("target;source", False),
        ("user\tfollower", False),
        ('"user id","follower id"', False),
        ("to from", False),
    ],
)
def test_header_decides_the_direction(read_text, header, is_forward):
    sep = next((sign for sign in ",;\t" if sign in header), " ")
    snapshot = read_text(f"{header}\nann{sep}ben\n")
    assert pairs(snapshot) == [("ann", "ben") if is_forward else ("ben", "ann")]
    assert snapshot.taken_at == UNDATED and UNDATED_NOTE in snapshot.notes


@pytest.mark.parametrize(
    "text",
    [
        "1,2\n3,1\n",
        "1 2\n3 1\n",
        "1\t2\r\n3\t1",
        "  1   2 \n\n 3\t1  \n",
        "# Nodes: 3\n#\n1 2\n# in the middle\n3 1\n",
        "% konect\n1 2 0.5\n3 1 2\n",
        "\ufeff1;2\n3;1\n",
        "1, 2\n3, 1\n",
        '"1","2"\n"3","1"\n',
    ],
)
def test_lists_of_numbers_need_no_header(read_text, text):
    assert pairs(read_text(text)) == [("1", "2"), ("3", "1")]


def test_names_without_header_are_read_when_they_repeat(read_text):
    assert pairs(read_text("ann ben\nben cat\n")) == [("ann", "ben"), ("ben", "cat")]
    with pytest.raises(ReadError, match="no name stands twice"):
        read_text("hello world\n")


def test_ids_stay_text(read_text):
    big = "1600000000000000043"
    assert pairs(read_text(f"from,to\n007,{big}\n7,+7\n0x7,7\n")) == [
        ("007", big),
        ("7", "+7"),
        ("0x7", "7"),
    ]
    assert pairs(read_text(f"from,to\n{big},18446744073709551616\n"))[0][0] == big


def test_gzip_and_utf16_are_read(read_text):
    assert len(read_text(gzip.compress(EDGES.encode())).follows) == 3
    assert len(read_text(EDGES.encode("utf-16")).follows) == 3


def test_loops_and_repeats_are_left_out_and_counted(read_text):
    snapshot = read_text("from,to\na,b\na,a\na,b\nb,a\na,b\n")
    assert pairs(snapshot) == [("a", "b"), ("b", "a")]
    said = " ".join(snapshot.notes)
    assert "1 row named one account at both ends" in said
    assert "2 rows repeated" in said


def test_mutual_adds_the_other_direction_once(read_text):
    snapshot = read_text("from,to\na,b\nb,c\nc,b\n", mutual=True)
    assert sorted(pairs(snapshot)) == [("a", "b"), ("b", "a"), ("b", "c"), ("c", "b")]


def test_gephi_types_are_heeded_and_other_columns_named(read_text):
    head = "Source,Target,Type,Id,Label,Weight\n"
    both = read_text(head + "a,b,Undirected,0,,1\n")
    assert sorted(pairs(both)) == [("a", "b"), ("b", "a")]
    assert "Not read: the columns Id, Label, Weight." in both.notes
    assert pairs(read_text(head + "a,b,Directed,0,,1\n")) == [("a", "b")]


@pytest.mark.parametrize(
    ("rows", "is_noted"),
    [
        ([(k, k + 1) for k in range(1000)], True),
        ([(k, k + 1) for k in range(999)], False),
        ([(k, k + 1) for k in range(1000)] + [(1, 0)], False),
        ([(k, 5000) for k in range(1000)], False),
    ],
)
def test_list_without_a_returned_tie_is_noted(read_text, rows, is_noted):
    snapshot = read_text("from,to\n" + "".join(f"{a},{b}\n" for a, b in rows))
    assert any("mutual=True (--mutual)" in note for note in snapshot.notes) == is_noted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,age\nann,40\n", r"line 1: found 'name,age'; expected a header such as"),
        ("# c\nname,age\nann,40\n", "line 2: found"),
        ("ann,ben\nben,cat\n", "line 1: found 'ann,ben'"),
        ("one\ntwo\n", "expected a header"),
        ("source,target,source\na,b,c\n", "expected a header|names a column twice"),
        ("from,to,x,x\na,b,c,d\n", "names a column twice"),
        ("1,2\n3,ben\n", "'ben' among numbers, and no header"),
        ("from,to\na,b\nc\n", "line 3 has 1 cells where 2 were expected: 'c'"),
        ("# c\n\nfrom,to\na,b\nc,d,e\n", "line 5 has 3 cells where 2"),
        ("1 2\n3 4\n5\n", "line 3 has 1 cells"),
        ("from,to\na,b\nc,\n", "an id is missing in row 2 after line 1"),
        ('from,to\na,""\n', "an id is empty"),
        ("from,to\n1.43287E+18,5\n", "changed by a spreadsheet"),
        ("from,to\n12.0,5.0\n", "changed by a spreadsheet"),
        ("# only\n# comments\n", "holds no rows"),
        (b"from,to\na,\xff\n", "line 2 is not UTF-8"),
        (b"from,to\n" + b"a,b\n" * 20_000 + b"a,\0\n", "not a text file"),
    ],
)
def test_what_is_no_edge_list_is_refused(read_text, text, words):
    with pytest.raises(ReadError, match=words):
        read_text(text)


def test_header_without_rows_is_an_empty_network(read_text):
    assert len(read_text("follower,followed\n").accounts) == 0


@pytest.mark.skipif(not DATASETS.exists(), reason="the data lie beside the project")
def test_real_list_reads_backwards():
    path = DATASETS / "twitter_brand_followers" / "hersheycareers_edges.csv"
    given = pd.read_csv(path, dtype=str)
    assert pairs(readers.read(path)) == list(zip(given["follower"], given["followed"], strict=True))


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40),
    sep=st.sampled_from([",", "\t", ";", " "]),
    mutual=st.booleans(),
)
def test_list_equals_networkx(tmp_path_factory, rows, sep, mutual):
    path = tmp_path_factory.mktemp("edges") / "list"
    path.write_text(f"source{sep}target\n" + "".join(f"{a}{sep}{b}\n" for a, b in rows))
    graph = nx.DiGraph((a, b) for a, b in rows if a != b)
    graph = graph.to_undirected().to_directed() if mutual else graph
    assert set(pairs(readers.read(path, mutual=mutual))) == {
        (str(a), str(b)) for a, b in graph.edges
    }


# ---- GraphML and GEXF


def write_graph(graph, path):
    (nx.write_gexf if path.suffix == ".gexf" else nx.write_graphml)(graph, path)
    return path


@pytest.mark.parametrize("suffix", ["gexf", "graphml"])
@pytest.mark.parametrize("make", [nx.DiGraph, nx.Graph])
@settings(max_examples=25, deadline=None)
@given(edges=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=20))
def test_graph_files_equal_networkx(tmp_path_factory, suffix, make, edges):
    graph = make()
    graph.add_nodes_from(range(9))
    graph.add_edges_from(edges)
    path = write_graph(graph, tmp_path_factory.mktemp("graph") / f"g.{suffix}")
    snapshot = readers.read(path)
    expected = {(str(a), str(b)) for a, b in graph.to_directed().edges if a != b}
    assert set(pairs(snapshot)) == expected
    assert list(snapshot.accounts.index) == [str(node) for node in range(9)]
    assert any("both directions" in note for note in snapshot.notes) == (make is nx.Graph)


@pytest.mark.parametrize("suffix", ["gexf", "graphml"])
def test_attributes_of_nodes_become_columns(tmp_path, suffix):
    graph = nx.DiGraph()
    graph.add_node("1", label="@AnnHeals", followers_count=7, mood=0.5)
    graph.add_node("2", label="2", created_at="2020-01-01T00:00:00Z", is_focal=True)
    graph.add_edge("2", "1", weight=3)
    snapshot = readers.read(write_graph(graph, tmp_path / f"g.{suffix}"))
    accounts = snapshot.accounts
    assert accounts.loc["1", "handle"] == "AnnHeals"
    assert pd.isna(accounts.loc["2", "handle"])
    assert accounts.loc["1", "followers_count"] == 7
    assert accounts["x_mood"].dtype == "Float64"
    assert list(snapshot.focal) == ["2"]
    assert snapshot.taken_at == pd.Timestamp("2020-01-01T00:00Z")


LAUGHS = '<!DOCTYPE g [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
GEXF = "".join(nx.generate_gexf(nx.path_graph(2, nx.DiGraph))).replace(
    "<nodes>", '<attributes class="node"></attributes><nodes>'
)
GRAPH = '<graphml><graph edgedefault="directed"><node id="a"/>{}</graph></graphml>'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (LAUGHS + GRAPH.format("&b;"), "declares a DOCTYPE or entities"),
        ("<!DOCTYPE graphml>" + GRAPH.format(""), "declares a DOCTYPE"),
        (GRAPH.format("<edge"), "malformed"),
        (GRAPH.format("")[:-12], "malformed"),
        (GRAPH.format('<edge source="a"/>'), "a <edge> of the graph has no target"),
        (GEXF.replace('class="node"', 'class="nose"'), "not a gexf graph that can be read"),
        ("<gexf></gexf>", "not a gexf graph that can be read"),
        ("<x><graphml></graphml></x>", "expected <graphml> or <gexf>, found <x>"),
    ],
)
def test_hostile_or_broken_xml_is_refused(read_text, text, words):
    with pytest.raises(ReadError, match=words):
        read_text(text)


def test_wrong_attribute_names_the_column(read_text):
    key = '<graphml><key id="k" for="node" attr.name="created_at" attr.type="string"/>'
    text = key + '<graph edgedefault="directed"><node id="a"><data key="k">2020-01-01</data>'
    with pytest.raises(ReadError, match=r"column created_at.*add Z"):
        read_text(text + "</node></graph></graphml>")


def test_many_rows_are_read_whole(read_text):
    rng = np.random.default_rng(0)
    rows = rng.integers(0, 500, (5000, 2))
    expected = {(str(a), str(b)) for a, b in rows if a != b}
    text = "source target\n" + "".join(f"{a} {b}\n" for a, b in rows)
    assert set(pairs(read_text(text))) == expected


# ---- Gephi

GEPHI = gephi.samples()


@pytest.mark.parametrize("pack", [folder, zipped])
def test_gephi_edges_of_both_types_with_their_nodes(tmp_path, pack):
    snapshot = readers.read(pack(tmp_path / "in", GEPHI["mixed"]))
    assert set(pairs(snapshot)) == {("1", "2"), ("2", "3"), ("3", "2"), ("3", "1")}
    assert "Rows of type Undirected, read as ties both ways: 1." in snapshot.notes
    assert snapshot.accounts["handle"].tolist() == ["Ann", "Ben", "Cat"]
    assert snapshot.accounts["x_modularity_class"].tolist() == [0, 1, 1]


def test_gephi_with_semicolons_and_its_own_file_names(tmp_path):
    snapshot = readers.read(folder(tmp_path, GEPHI["undirected"]))
    assert len(snapshot.follows) == 6
    assert snapshot.accounts["handle"].tolist() == ["Ann", "Ben", "Cat"]
    whole = readers.read(folder(tmp_path / "b", GEPHI["everyday"]))
    assert (len(whole.accounts), len(whole.follows)) == (60, 285)


@pytest.mark.parametrize("pack", [single, folder, zipped])
def test_gexf_of_gephi(tmp_path, pack):
    snapshot = readers.read(pack(tmp_path / "in", GEPHI["gexf"]))
    assert set(pairs(snapshot)) == {("1", "2"), ("2", "3"), ("3", "2")}
    accounts = snapshot.accounts
    assert accounts["handle"].fillna("").tolist() == ["Ann", "Ben", ""]
    assert accounts["followers_count"].tolist() == [7, 0, 0]
    assert "Not read of the edges: strength." in snapshot.notes
    assert "Undirected edges, read as ties both ways: 1." in snapshot.notes


def test_gexf_is_undirected_unless_it_says_so(tmp_path):
    data = gephi.gexf("directed").replace(b'defaultedgetype="directed" ', b"")
    snapshot = readers.read(single(tmp_path, {"a.gexf": data}))
    assert len(snapshot.follows) == 4
    assert any("The graph is undirected" in note for note in snapshot.notes)


# ---- what other programs write

YED = (
    '<graphml xmlns:y="http://www.yworks.com/xml/graphml"><key for="node" id="d6" '
    'yfiles.type="nodegraphics"/><key for="edge" id="e1" attr.name="Relationship"/>'
    '<key for="node" id="d1" attr.name="mood"><default>calm</default></key>'
    '<graph edgedefault="directed"><node id="n0"><data key="d6"><y:ShapeNode><y:NodeLabel> Ann'
    ' &amp; Co </y:NodeLabel></y:ShapeNode></data><data key="d1">sad</data></node>'
    '<node id="n1"><graph edgedefault="directed"><node id="n1::n0"/></graph></node>'
    '<edge source="n0" target="n1"><data key="e1">Mentions</data></edge>'
    '<edge source="n1" target="n1::n0" directed="false"/></graph></graphml>'
)


def test_graphml_of_yed_with_labels_defaults_and_groups(read_text):
    snapshot = read_text(YED)
    assert set(pairs(snapshot)) == {("n0", "n1"), ("n1", "n1::n0"), ("n1::n0", "n1")}
    assert snapshot.accounts.loc["n0", "handle"] == "Ann & Co"
    assert snapshot.accounts["x_mood"].tolist() == ["sad", "calm", "calm"]
    assert "Not read of the edges: Relationship." in snapshot.notes


def test_edge_to_a_node_that_is_not_listed_adds_it(read_text):
    snapshot = read_text(GRAPH.format('<edge source="a" target="b"/>'))
    assert list(snapshot.accounts.index) == ["a", "b"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_xml_in_other_encodings(tmp_path, encoding):
    text = GRAPH.format('<edge source="a" target="Zoë"/>')
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    path = single(tmp_path, {"g.graphml": (head + text).encode(encoding)})
    if encoding == "utf-16":
        with pytest.raises(ReadError):
            readers.read(path)
    else:
        assert pairs(readers.read(path)) == [("a", "Zoë")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GRAPH.format("<hyperedge/>"), "joins more than two nodes"),
        (GRAPH.format("<node/>"), "a <node> of the graph has no id"),
        ("<graphml></graphml>", "not a graphml graph that can be read"),
        ('<?xml version="1.0" encoding="nonsense"?>' + GRAPH.format(""), "malformed"),
        (GRAPH.format("&#0;"), "line 1: the XML is malformed"),
        (GRAPH.format("&nothing;"), "malformed"),
        (
            '<!DOCTYPE graphml SYSTEM "http://198.51.100.1/x.dtd">' + GRAPH.format(""),
            "declares a DOCTYPE",
        ),
    ],
)
def test_other_xml_is_refused(read_text, text, words):
    with pytest.raises(ReadError, match=words):
        read_text(text)


def test_deep_and_long_xml_ends_well(read_text):
    deep = "<node id='b'>" * 20_000 + "</node>" * 20_000
    assert list(read_text(GRAPH.format(deep)).accounts.index) == ["a", "b"]
    long = f'<edge source="a" target="{"b" * 10_000_000}"/>'
    assert len(read_text(GRAPH.format(long)).follows) == 1

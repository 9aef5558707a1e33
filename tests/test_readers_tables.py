"""Saved snapshots, tables in CSV and Parquet, edges with their nodes."""

import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pytest
from test_readers import EDGES, make_folder, make_zip

from socialkit import readers, schema
from socialkit.errors import ReadError, SchemaError, SocialkitError
from socialkit.snapshot import UNDATED

DATASETS = Path(__file__).parents[2] / "shared" / "datasets"
ACCOUNTS = "account_id,handle,bio,created_at,followers_count,is_focal\n"
ANN = 'ann,AnnHeals,"a, b",2020-01-01T00:00Z,12,true\n'
FOLLOWS = "follower_id,followed_id,followed_at,position\nben,ann,2025-05-01T12:00:00+02:00,0\n"


def test_saved_snapshot_reads_as_itself(six, tmp_path):
    folder = six.save(tmp_path / "six")
    assert readers.read(folder) == six
    zipped = make_zip(tmp_path / "six.zip", {p.name: p.read_bytes() for p in folder.iterdir()})
    assert readers.read(zipped) == six
    (folder / "posts.parquet").unlink()
    with pytest.raises(ReadError, match=r"posts\.parquet is missing"):
        readers.read(folder)


def write_csv(table, path):
    """Write a table so that an empty text is quoted and NA is not."""
    quoted = pyarrow.csv.WriteOptions(quoting_style="all_valid")
    words = table.select_dtypes("category").astype(schema.TEXT)
    plain = pa.Table.from_pandas(table.assign(**words), preserve_index=False)
    pyarrow.csv.write_csv(plain, path, quoted)


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_tables_written_by_others_read_as_they_were(six, tmp_path, suffix):
    for name in schema.TABLES:
        table = getattr(six, name)
        table = table.reset_index() if name in schema.INDEX else table
        path = tmp_path / f"{name}.{suffix}"
        write_csv(table, path) if suffix == "csv" else table.to_parquet(path)
    facts = {key: getattr(six, key) for key in ("source", "platform", "licence")}
    facts |= {"taken_at": six.taken_at.isoformat(), "notes": list(six.notes)}
    (tmp_path / "snapshot.json").write_text(json.dumps(facts))
    back = readers.read(tmp_path)
    for name in schema.TABLES:
        pd.testing.assert_frame_equal(getattr(back, name), getattr(six, name))


def test_csv_cells_empty_quoted_and_odd(tmp_path):
    rows = 'ann,"",NA,,5.0,yes\n"0012","line one\nline two",,2020-01-01 10:00:00Z,,\n'
    files = {"accounts.csv": ("\ufeff" + ACCOUNTS + rows).encode().replace(b"\n", b"\r\n")}
    accounts = readers.read(make_folder(tmp_path / "in", files)).accounts
    assert list(accounts.index) == ["ann", "0012"]
    assert accounts["handle"].iloc[0] == ""
    assert accounts["bio"].iloc[0] == "NA"
    assert pd.isna(accounts["bio"].iloc[1])
    assert accounts["followers_count"].iloc[0] == 5
    assert accounts["is_focal"].iloc[0]
    assert "line two" in accounts["handle"].iloc[1]


def test_semicolons_are_a_separator_too(tmp_path):
    files = {"accounts.csv": (ACCOUNTS + ANN.replace('"a, b"', "a")).replace(",", ";")}
    accounts = readers.read(make_folder(tmp_path / "in", files)).accounts
    assert accounts.loc["ann", "followers_count"] == 12


def test_newest_date_is_taken_and_said(tmp_path):
    files = {"accounts.csv": ACCOUNTS + ANN + "ben,,,,,\n", "follows.csv": FOLLOWS}
    snapshot = readers.read(make_folder(tmp_path / "in", files))
    assert snapshot.taken_at == pd.Timestamp("2025-05-01T10:00Z")
    assert any("2025-05-01" in note for note in snapshot.notes)


def test_tables_without_any_date_ask_for_one(tmp_path):
    folder = make_folder(tmp_path / "in", {"accounts.csv": "account_id,name\nann,Ann\n"})
    with pytest.raises(ReadError, match=r"snapshot\.json with .*taken_at"):
        readers.read(folder)
    (folder / "snapshot.json").write_text('{"taken_at": "2026-01-31T00:00Z"}')
    assert readers.read(folder).taken_at == pd.Timestamp("2026-01-31T00:00Z")


def test_follows_alone_name_their_accounts(tmp_path):
    text = "follower_id,followed_id\nben,ann\ncat,ann\n"
    snapshot = readers.read(make_folder(tmp_path / "in", {"follows.csv": text}))
    assert sorted(snapshot.accounts.index) == ["ann", "ben", "cat"]
    assert snapshot.taken_at == UNDATED
    (tmp_path / "one.csv").write_text(FOLLOWS)
    assert readers.read(tmp_path / "one.csv").follows["position"].tolist() == [0]


def test_what_was_seen_follows_from_the_rows(tmp_path):
    files = {
        "accounts.csv": "account_id,is_focal\nann,true\nben,true\ncat,true\ndan,false\n",
        "posts.csv": "post_id,account_id,posted_at,kind\n1,ann,2026-01-01T00:00Z,original\n",
        "interactions.csv": "source_id,target_id,kind\ndan,ann,like\nann,dan,reply\ndan,ben,like\n",
    }
    accounts = readers.read(make_folder(tmp_path / "in", files)).accounts
    assert accounts["interactions_seen"].astype(object).where(
        accounts["interactions_seen"].notna(), None
    ).tolist() == ["both", "in", None, None]
    assert accounts["posts_seen"].fillna(False).tolist() == [True, False, False, False]
    assert accounts["posts_seen"].isna().tolist() == [False, True, True, True]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (
            {"accounts.csv": "account_id,folowers_count\nann,1\n"},
            r"accounts\.csv: unknown column 'folowers_count'; did you mean followers_count\?",
        ),
        ({"accounts.csv": "handle\nann\n"}, r"accounts\.csv: the column account_id is missing"),
        ({"follows.csv": "follower_id,followed\na,b\n"}, "did you mean followed_id"),
        ({"accounts.csv": "account_id,handle,handle\n"}, "names 'handle' twice"),
        ({"accounts.csv": ""}, "is empty; expected a header"),
        (
            {"accounts.csv": ACCOUNTS + "ann,,,2020-01-01,,\n"},
            r"column created_at, row 1: .*add Z: 2020-01-01T00:00Z",
        ),
        ({"accounts.csv": ACCOUNTS + ANN + "ben,,,2020-01-01 10:00,,\n"}, "2020-01-01T10:00Z"),
        ({"accounts.csv": ACCOUNTS + "ann,,,2020-13-01T00:00Z,,\n"}, "expected a time"),
        ({"accounts.csv": ACCOUNTS + "ann,,,,many,\n"}, "column followers_count, row 1.*'many'"),
        ({"accounts.csv": ACCOUNTS + "ann,,,,,perhaps\n"}, "expected true or false"),
        ({"accounts.csv": ACCOUNTS + ANN + "ben,,,\n"}, r"line 3 has 4 cells where 6"),
        ({"accounts.csv": b"account_id\nJos\xe9\n"}, "line 2 is not UTF-8"),
        ({"posts.csv": "post_id,account_id,kind\n1,ann,essay\n"}, "expected one of original"),
        ({"accounts.parquet": b"PAR1 is not enough"}, "the Parquet file is damaged"),
        ({"accounts.csv": ACCOUNTS + ANN, "accounts.parquet": b"PAR1"}, "could be the accounts"),
        ({"edges.csv": EDGES, "b_edges.csv": EDGES}, "could be the edges"),
        ({"snapshot.json": "{", "accounts.csv": ACCOUNTS}, r"snapshot\.json: is damaged"),
        ({"snapshot.json": "[]", "accounts.csv": ACCOUNTS}, "expected an object"),
        ({"snapshot.json": "{}"}, "stands alone"),
        ({"edges.csv": EDGES, "nodes.csv": "title\nx\n"}, "no column with the ids"),
        ({"edges.csv": EDGES, "nodes.csv": "id\nann\nann\n"}, "an id is there twice"),
    ],
)
def test_wrong_tables_say_which_file_and_column(tmp_path, files, words):
    with pytest.raises(ReadError, match=words):
        readers.read(make_folder(tmp_path / "in", files))


def test_faults_of_the_schema_name_the_path(tmp_path):
    files = {"accounts.csv": ACCOUNTS + ANN, "follows.csv": FOLLOWS}
    with pytest.raises(SchemaError, match=r"in: follows\.follower_id: not in accounts"):
        readers.read(make_folder(tmp_path / "in", files))


def test_naive_times_in_parquet_are_refused(tmp_path):
    times = pd.to_datetime(["2020-01-01"])
    table = pd.DataFrame({"account_id": ["ann"], "created_at": times})
    table.to_parquet(tmp_path / "accounts.parquet")
    (tmp_path / "snapshot.json").write_text('{"taken_at": "2026-01-31T00:00Z"}')
    with pytest.raises(SocialkitError, match="time zone"):
        readers.read(tmp_path)


def test_nodes_fill_accounts_and_own_columns(tmp_path):
    nodes = "Id,Label,Followers_Count,score,size,ok,code\nann,@AnnHeals,7,0.5,3,True,007\n"
    nodes += "ben,ben,,,,,\neve,Eve,,,,,\n"
    files = {"my_edges.csv": EDGES, "my_nodes.csv": nodes, "extra.csv": "a\n1\n"}
    snapshot = readers.read(make_zip(tmp_path / "a.zip", files))
    accounts = snapshot.accounts
    assert list(accounts.index) == ["ann", "ben", "eve", "cat"]
    assert accounts.loc["ann", "handle"] == "AnnHeals"
    assert pd.isna(accounts.loc["ben", "handle"])
    assert accounts.loc["ann", "followers_count"] == 7
    dtypes = {name: str(accounts[name].dtype) for name in accounts if name.startswith("x_")}
    own = {"x_score": "Float64", "x_size": "Int64", "x_ok": "boolean", "x_code": "string"}
    assert dtypes == own
    assert snapshot.taken_at == UNDATED
    said = " ".join(snapshot.notes)
    assert "1 accounts" in said and "extra.csv" in said


TWITCH = {
    "node_id,account_age_days,views,partner,mature\n0,10,5,True,False\n1,20,7,False,True\n",
    "id,days,mature,views,partner,new_id\n900,10,False,5,True,0\n901,20,True,7,False,1\n",
}


@pytest.mark.parametrize("nodes", sorted(TWITCH))
def test_twitch_tables_are_recognised_by_their_columns(tmp_path, nodes):
    files = {"X_edges.csv": "from,to\n0,1\n", "X_target.csv": nodes}
    snapshot = readers.read(make_folder(tmp_path / "in", files))
    assert len(snapshot.follows) == 2
    assert snapshot.platform == "twitch"
    assert snapshot.accounts.loc["0", "x_views"] == 5


def test_damaged_twitch_tables_are_refused(tmp_path):
    nodes = "node_id,days,views,partner,mature\nzero,old,5,True,False\n"
    files = {"edges.csv": "from,to\n0,1\n", "nodes.csv": nodes}
    with pytest.raises(SocialkitError, match="Twitch"):
        readers.read(make_folder(tmp_path / "in", files))


@pytest.mark.skipif(not DATASETS.exists(), reason="the data lie beside the project")
def test_real_twitch_folder_and_origin_file():
    snapshot = readers.read(DATASETS / "twitch_musae" / "PTBR")
    assert (len(snapshot.accounts), len(snapshot.follows)) == (1912, 2 * 31_299)
    edges = readers.read(DATASETS / "origin" / "PTBR_edges.csv")
    assert len(edges.follows) == 2 * 31_299
    with pytest.raises(ReadError, match="read it by that name"):
        readers.read(DATASETS / "origin" / "hersheycareers.json")


def test_order_of_the_files_does_not_matter(tmp_path):
    files = {"accounts.csv": ACCOUNTS + ANN + "ben,,,,,\n", "follows.csv": FOLLOWS}
    there = readers.read(make_zip(tmp_path / "a.zip", files))
    back = make_zip(tmp_path / "a.zip", dict(reversed(files.items())))
    assert readers.read(back) == there

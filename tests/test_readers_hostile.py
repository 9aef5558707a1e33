"""Uploads made to hurt: each ends soon, in a snapshot or in one clear line, and in nothing else."""

import csv
import json
import os
import time
import zipfile

import pandas as pd
import pytest
from test_readers import make_folder, make_zip, names_in

import socialkit as sk
from socialkit import readers
from socialkit.errors import ReadError
from socialkit.readers import cells, members, uploads, xmlfile
from socialkit.readers.archive import Archive

EDGES = "follower,followed\nben,ann\ncat,ann\n"
ENDLESS = "&#" + "9" * 5_000 + ";"  # Python reads no number of that length


def refused(path, **options):
    """Return the one line in which reading ends."""
    with pytest.raises(ReadError) as caught:
        sk.read(path, **options)
    assert str(caught.value).isprintable()
    return str(caught.value)


def test_pipe_is_refused_and_never_waited_for(tmp_path):
    os.mkfifo(tmp_path / "followers_1.json")
    assert "is no file or folder" in refused(tmp_path / "followers_1.json")
    assert "is no file or folder" in refused("/dev/zero")


def test_pipe_in_a_folder_is_left_out(tmp_path):
    folder = make_folder(tmp_path / "in", {"edges.csv": EDGES})
    os.mkfifo(folder / "followers_1.json")
    assert len(sk.read(folder).follows) == 2


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[31mb", "a\u202eb", "a\u2028b", "a\udcffb"])
def test_names_of_files_never_break_the_line(tmp_path, name):
    (tmp_path / f"{name}.json").write_text("{")
    refused(tmp_path / f"{name}.json")
    refused(make_folder(tmp_path / name, {"x.csv": "nonsense"}))
    refused(tmp_path / name / "none")


@pytest.mark.parametrize("file", ["Connections.csv", "user_data_tiktok.json", "edges.csv"])
def test_names_of_members_never_break_the_line(tmp_path, file):
    refused(make_zip(tmp_path / "a.zip", {f"a\nb/{file}": '{"a":', "z.csv": "nonsense,4"}))


def test_member_with_an_endless_name_is_refused(tmp_path):
    path = make_zip(tmp_path / "a.zip", {"_label" * 10_000 + ".json": "x"})
    assert "longer than any file's can be" in refused(path)


def test_deep_folders_take_no_time(tmp_path):
    found = [(f"{'a/' * 2_000}{number}.csv", None) for number in range(5_000)]
    begun = time.perf_counter()
    assert members.without_shared_folder(found)[7] == ("7.csv", None)
    assert time.perf_counter() - begun < 1


def test_only_whole_folders_are_cut_off(tmp_path):
    path = make_zip(tmp_path / "a.zip", {"top/data1/x.csv": "a", "top/data2/x.csv": "b"})
    assert names_in(path) == ["data1/x.csv", "data2/x.csv"]


def test_hundreds_of_exports_in_one_upload_are_refused(tmp_path):
    files = {f"d{number}/followers_1.json": "[]" for number in range(uploads.MAX_EXPORTS + 1)}
    assert "holds 101 exports" in refused(make_zip(tmp_path / "a.zip", files))


@pytest.mark.parametrize(
    "members_of",
    [
        {"ning-members-local.json": {"contributorName": "a", "profileQuestions": {"About Me": 0}}},
        {
            "statuses.json": {
                "uri": "https://a.example/1",
                "visibility": "public",
                "reblog": None,
                "content": 0,
            }
        },
    ],
)
def test_endless_entity_is_left_as_it_is(tmp_path, members_of):
    ((name, record),) = members_of.items()
    record |= {"account": {"acct": "a@b.example", "username": "a", "note": 0}}
    text = json.dumps([record]).replace(": 0", f': "{ENDLESS}"')
    assert len(sk.read(make_zip(tmp_path / "a.zip", {name: text}), text=True).accounts) == 1


def test_number_beyond_all_dates_is_no_date(tmp_path):
    user = {"ID": "12", "profile": {"id": "12", "screen_name": "a", "created_at": 10**400}}
    (tmp_path / "train.json").write_text(json.dumps([user | {"tweet": [], "label": "1"}]))
    assert sk.read(tmp_path / "train.json").accounts["created_at"].isna().all()


@pytest.mark.parametrize("file", ["edges.csv", "accounts.csv", "nodes.csv"])
def test_tables_of_endless_width_are_refused(tmp_path, file):
    columns = ",".join(f"x_{number}" for number in range(50_000))
    first = {"edges.csv": "follower,followed", "accounts.csv": "account_id", "nodes.csv": "id"}
    files = {"edges.csv": EDGES, file: f"{first[file]},{columns}\n"}
    line = refused(make_zip(tmp_path / "a.zip", files))
    assert f"keep at most {cells.MAX_COLUMNS:,}" in line


def test_graph_with_endless_attributes_is_refused(tmp_path):
    places = range(5_000)
    keys = "".join(f'<key id="k{k}" for="node" attr.name="t{k}"/>' for k in places)
    data = "".join(f'<data key="k{k}">1</data>' for k in places)
    node = f'<graph><node id="a">{data}</node></graph>'
    (tmp_path / "a.graphml").write_text(f"<graphml>{keys}{node}</graphml>")
    assert "has 5,000 columns" in refused(tmp_path / "a.graphml")


@pytest.mark.parametrize("start", [b"<!--", b"<?", b"<!DOCTYPE", b"<!DOCTYPE["])
def test_xml_that_never_begins_takes_no_time(start):
    begun = time.perf_counter()
    for _ in range(20):
        assert xmlfile.root(start * 4_000) is None
    assert time.perf_counter() - begun < 1


def test_root_stands_behind_comments_and_declarations():
    start = b'<?xml version="1.0"?>\n<!-- <a> --> <!DOCTYPE b [<!ELEMENT b ANY>]>\n<b:rss a="1">'
    assert xmlfile.root(start) == "b:rss"


def test_small_zip_of_endless_values_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    noise = "".join(f'{{"{number}":[]}},' + "{}," * 300 for number in range(8_000))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("followers_1.json", f'[{{"string_list_data":[]}},{noise}{{}}]')
    assert "as a zip bomb does" in refused(path)


def test_parquet_bomb_is_refused_before_it_unpacks(tmp_path):
    rows = pd.DataFrame({"account_id": [str(row) for row in range(64)], "bio": "a" * 2**20})
    (tmp_path / "in").mkdir()
    rows.to_parquet(tmp_path / "in" / "accounts.parquet", compression="zstd", use_dictionary=False)
    with pytest.raises(ReadError, match=r"accounts\.parquet: unpacks to more than 100 times"):
        readers.read(tmp_path / "in")


def test_the_head_of_a_member_is_read_once(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_bytes(b"x" * 10_000)
    with Archive(tmp_path / "a.txt") as archive:
        assert [len(archive.head("a.txt", size)) for size in (4, 4096, 9000, 20_000)] == [
            4,
            4096,
            9000,
            10_000,
        ]
        assert len(archive.head("a.txt", 20_000)) == 10_000
        monkeypatch.setattr(archive, "_raw", None)
        assert archive.head("a.txt", 4096) == b"x" * 4096


def test_what_others_set_for_csv_changes_nothing(tmp_path):
    before = csv.field_size_limit(10**9)
    try:
        make_folder(tmp_path / "in", {"Shares.csv": b'Date,ShareLink\n"' + b"a" * 200_000})
        with pytest.raises(ReadError):
            readers.read(tmp_path / "in")
        assert csv.field_size_limit() == 10**9
    finally:
        csv.field_size_limit(before)

"""A network out of memory: the same rules, the same numbers, and nothing left behind."""

import os
import signal
import subprocess
import sys

import duckdb
import narwhals as nw
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from networks import networks, same_answers, same_tables

import socialkit as sk
from socialkit.errors import (
    PrivacyError,
    ReadError,
    SaveError,
    SchemaError,
    SocialkitError,
    UnknownNameError,
)
from socialkit.scans import Scan, scan
from socialkit.snapshot import Snapshot

AT = "2026-01-01T00:00Z"


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(networks())
def test_duckdb_says_what_memory_says(network):
    with Scan(**network) as lazy:
        assert list(lazy.focal) == list(Snapshot(**network).focal)
        same_answers(Snapshot(**network), lazy)


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return sk.datasets.load("therapists")


def _accounts(*ids: str, **columns: object) -> pd.DataFrame:
    return pd.DataFrame({"account_id": list(ids), **columns})


def _ties(*pairs: str) -> pd.DataFrame:
    return pd.DataFrame([pair.split() for pair in pairs], columns=["follower_id", "followed_id"])


def test_all_faults_are_told_at_once():
    accounts = _accounts(
        "ann", "ben", "ben",
        followers_count=[1, -2, None],
        created_at=pd.to_datetime(["2027-01-01", "2020-01-01", None], utc=True),
        list_order=["backwards", None, "unknown"],
        is_focal=["maybe", None, None],
    )  # fmt: skip
    posts = pd.DataFrame({"post_id": ["1", "2"], "account_id": ["ann", "zoe"]})
    acts = pd.DataFrame({"source_id": ["ann"], "target_id": ["ann"], "count": [0]})
    with pytest.raises(SchemaError) as error:
        Scan(accounts, _ties("ann ann", "ann zoe"), posts, acts, taken_at=AT)
    assert sorted(error.value.faults) == [
        "accounts.account_id: must be unique (1 stand twice or more)",
        "accounts.created_at: lies after taken_at (2026-01-01 00:00) (1 row)",
        "accounts.followers_count: must be 0 or more (1 row)",
        "accounts.is_focal: expected true/false (1 row)",
        "accounts.list_order: must be one of newest_first, oldest_first, unknown (1 row)",
        "follows.followed_id: must be known and in accounts (1 row)",
        "follows: an account cannot follow itself (1 row)",
        "interactions.count: must be 1 or more (1 row)",
        "posts.account_id: must be known and in accounts (1 row)",
    ]


@pytest.mark.parametrize(
    ("ties", "twice"),
    [
        (["ann ben", "ann ben"], 1),
        (["ben ann", "ben ann"], 1),
        (["ann ben", "ben ann", "ben ann"], 1),
        (["ann ben", "ben ann"], 0),
    ],
)
def test_a_follow_may_stand_once_in_each_direction(ties, twice):
    make = lambda: Scan(_accounts("ann", "ben"), _ties(*ties), taken_at=AT)  # noqa: E731
    if not twice:
        with make() as lazy:
            assert lazy.rows["follows"] == 2
        return
    with pytest.raises(SchemaError, match="each pair may stand once"):
        make()


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"followers_count": [1.5]}, "accounts.followers_count: expected whole number"),
        ({"followers_count": [True]}, "accounts.followers_count: expected whole number"),
        ({"bio": [7]}, "accounts.bio: expected text"),
        ({"created_at": pd.to_datetime(["2020-01-01"])}, "times with a time zone"),
        ({"account_id": [5]}, "read ids as text"),
    ],
)
def test_wrong_kinds_of_values_are_told(columns, expected):
    with pytest.raises(SchemaError, match=expected):
        Scan(pd.DataFrame({"account_id": ["ann"], **columns}), taken_at=AT)


def test_whole_floats_and_nan_are_taken_as_counts():
    with Scan(_accounts("ann", "ben", followers_count=[3.0, float("nan")]), taken_at=AT) as lazy:
        table = lazy.collect(lazy.accounts.select("account_id", "followers_count"))
    assert table.set_index("account_id")["followers_count"].tolist() == [3, pd.NA]


def test_a_saved_network_is_scanned_whole_or_in_parts(tmp_path, sample):
    whole = sample.save(tmp_path / "whole")
    parts = tmp_path / "parts"
    (parts / "follows.parquet").mkdir(parents=True)
    for path in whole.iterdir():
        if path.name != "follows.parquet":
            path.rename(parts / path.name)
    follows = pd.read_parquet(whole / "follows.parquet")
    for number, part in enumerate((follows[:100], follows[100:])):
        part.to_parquet(parts / "follows.parquet" / f"part-{number}.parquet")
    (parts / "follows.parquet" / "_SUCCESS").touch()
    with scan(parts) as lazy:
        assert repr(lazy) == repr(sample).replace("Snapshot", "Scan")
        assert (lazy.platform, lazy.notes) == (sample.platform, sample.notes)
        features = lazy.collect(sk.features.account_features(lazy))
        same_tables(sk.features.account_features(sample), features, ids=["account_id"])


def test_csv_is_read_as_the_schema_says(tmp_path):
    (tmp_path / "accounts.csv").write_text(
        "account_id,bio,followers_count,is_focal,created_at,own\n"
        '001,"",7,True,2020-01-01T00:00:00Z,a\n2,,8.0,false,2020-01-01 02:00:00+02:00,b\n'
    )
    (tmp_path / "follows.csv").write_text("follower_id,followed_id\n2,001\n")
    with scan(tmp_path, taken_at=AT) as lazy:
        table = lazy.collect(lazy.accounts).set_index("account_id")
        assert table["bio"].tolist() == ["", pd.NA]
        assert table["followers_count"].tolist() == [7, 8]
        assert list(lazy.focal) == ["001"]
        assert table["created_at"].tolist() == [pd.Timestamp("2020-01-01T00:00Z")] * 2


@pytest.mark.parametrize(
    ("cell", "column", "expected"),
    [
        ("5.7", "followers_count", "whole number"),
        ("2020-01-01", "created_at", "time"),
        ("maybe", "is_focal", "true/false"),
    ],
)
def test_csv_that_cannot_be_read_so_is_told(tmp_path, cell, column, expected):
    (tmp_path / "accounts.csv").write_text(f"account_id,{column}\nann,{cell}\n")
    with pytest.raises(SchemaError, match=f"accounts.{column}: expected {expected}"):
        scan(tmp_path, taken_at=AT)


def test_a_folder_that_is_no_network_is_told(tmp_path, sample):
    with pytest.raises(ReadError, match="no such folder"):
        scan(tmp_path / "nothing")
    with pytest.raises(ReadError, match=r"snapshot\.json"):
        scan(tmp_path)
    with pytest.raises(ReadError, match=r"no accounts\.parquet"):
        scan(tmp_path, taken_at=AT)
    folder = sample.save(tmp_path / "saved")
    follows = pd.read_parquet(folder / "follows.parquet")
    follows[:-1].to_parquet(folder / "follows.parquet")
    with pytest.raises(ReadError, match=r"rows where .* were saved"):
        scan(folder)
    (folder / "posts.parquet").write_bytes(b"nothing")
    with pytest.raises(ReadError, match=r"posts\.parquet"):
        scan(folder)


def test_tables_of_many_kinds_are_taken_in():
    elsewhere = duckdb.connect()
    accounts = elsewhere.sql("SELECT unnest(['ann', 'ben']) AS account_id")
    arrow = elsewhere.sql("SELECT 'ben' AS follower_id, 'ann' AS followed_id").to_arrow_table()
    for table in (accounts, nw.from_native(accounts)):
        with Scan(table, arrow, taken_at=AT) as lazy:
            features = lazy.collect(sk.features.account_features(lazy)).set_index("account_id")
            assert features["indegree"].to_dict() == {"ann": 1, "ben": 0}
    with pytest.raises(SchemaError, match="accounts: DuckDB cannot read a list"):
        Scan(["ann"], taken_at=AT)
    with pytest.raises(UnknownNameError, match="no engine 'flink'"):
        Scan(_accounts("ann"), taken_at=AT, engine="flink")


def test_a_frame_is_written_whole_or_not_at_all(tmp_path):
    with Scan(_accounts("ann", "ben"), taken_at=AT) as lazy:
        path = lazy.write(lazy.accounts.select("account_id"), tmp_path / "ids.parquet")
        assert sorted(pd.read_parquet(path)["account_id"]) == ["ann", "ben"]
        lazy.write(lazy.accounts.select("account_id").head(1), path)
        assert len(pd.read_parquet(path)) == 1
        bad = lazy.accounts.select(number=nw.col("account_id").cast(nw.Int64))
        with pytest.raises(SaveError, match="could not write"):
            lazy.write(bad, path)
        assert len(pd.read_parquet(path)) == 1
        (tmp_path / "file").touch()
        with pytest.raises(SaveError):
            lazy.write(lazy.accounts, tmp_path / "file" / "ids.parquet")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "ids.parquet"]


def test_nothing_is_left_behind(tmp_path):
    lazy = Scan(_accounts("ann"), taken_at=AT, engine=_engine(tmp_path))
    assert list(tmp_path.iterdir())
    lazy.close()
    lazy.close()
    assert not list(tmp_path.iterdir())
    with pytest.raises(SocialkitError, match="closed"):
        lazy.collect(lazy.accounts)
    with pytest.raises(SchemaError):
        Scan(_accounts("ann", "ann"), taken_at=AT, engine=_engine(tmp_path))
    assert not list(tmp_path.iterdir())
    lost = _engine(tmp_path)
    del lost
    assert not list(tmp_path.iterdir())


def _engine(folder):
    from socialkit.scans.duck import DuckEngine

    return DuckEngine(temporary=folder)


@pytest.mark.skipif(os.name == "nt", reason="signals are Unix's")
def test_nothing_is_left_behind_after_ctrl_c(tmp_path):
    code = (
        "import pandas as pd, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from socialkit.scans import Scan\nfrom socialkit.scans.duck import DuckEngine\n"
        f"engine = DuckEngine(temporary={str(tmp_path)!r})\n"
        "lazy = Scan(pd.DataFrame({'account_id': ['a']}), taken_at='2026-01-01T00:00Z', "
        "engine=engine)\n"
        "print('ready', flush=True)\n"
        "many = engine._connection.sql('SELECT a.range AS n FROM range(1000000) a, "
        "range(1000000) b WHERE hash(a.range, b.range) = 1')\n"
        "import narwhals as nw\nlazy.collect(nw.from_native(many))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "ready\n"
        assert list(tmp_path.iterdir())
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        process.send_signal(signal.SIGINT)
        try:
            assert "KeyboardInterrupt" in process.communicate(timeout=60)[1]
        finally:
            process.kill()
    assert not list(tmp_path.iterdir())


def test_settings_that_cannot_be_are_told(tmp_path, sample):
    folder = sample.save(tmp_path / "saved")
    with pytest.raises(SocialkitError, match="settings"):
        scan(folder, memory="lots")
    with pytest.raises(SocialkitError, match="temporary"):
        scan(folder, temporary=tmp_path / "nowhere")
    with pytest.raises(SocialkitError, match="larger memory="):
        scan(folder, memory="1MB")


def test_an_account_is_found_by_its_handle():
    accounts = _accounts("1", "2", "3", handle=["Ann", "ben", "BEN"], is_focal=[False, True, False])
    with Scan(accounts, taken_at=AT) as lazy:
        assert [lazy.account_id(name) for name in ("1", "@ann", "Ben")] == ["1", "1", "2"]
        with pytest.raises(UnknownNameError, match="'zoe'"):
            lazy.account_id("zoe")


def test_practitioners_get_no_single_follower(monkeypatch):
    monkeypatch.setenv("SOCIALKIT_PRACTITIONER", "1")
    with Scan(_accounts("1", handle=["ann"]), taken_at=AT) as lazy:
        with pytest.raises(PrivacyError):
            lazy.account_id("ann")
        with pytest.raises(PrivacyError):
            sk.features.account_features(lazy)


def test_a_bar_shows_what_takes_long_and_nothing_else(capsys, monkeypatch):
    monkeypatch.delenv("SOCIALKIT_PROGRESS")
    with Scan(_accounts("ann"), taken_at=AT) as lazy:
        lazy.collect(sk.features.account_features(lazy))
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("socialkit.progress.SHOWN_AFTER_SECONDS", 0)
    with Scan(_accounts("ann"), taken_at=AT):
        pass
    err = capsys.readouterr().err
    assert "scan:" in err and "6 [" in err
    assert "DuckDB" not in err  # one bar at a time


def test_the_windows_of_days_are_kept_apart():
    accounts = _accounts("ann", "ben", is_focal=[True, False], interactions_seen=["both", None])
    when = pd.to_datetime(["2025-12-30", "2025-06-01"], utc=True)
    acts = pd.DataFrame({"source_id": "ben", "target_id": "ann", "at": when, "count": [2, 5]})
    with Scan(accounts, _ties("ben ann"), interactions=acts, taken_at=AT) as lazy:
        for days, expected in ((365, 7), (30, 2), (1, 0), (365, 7)):
            features = lazy.collect(sk.features.account_features(lazy, window_days=days))
            counted = features.set_index("account_id")["engaged_with_focal"]
            assert counted["ben"] == expected


def test_engines_are_loaded_when_they_are_used():
    code = (
        "import sys, socialkit.scans, socialkit.features, socialkit.quality, socialkit.audience\n"
        "print({'duckdb', 'pyspark'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"

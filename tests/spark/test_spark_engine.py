"""What Spark is given, what it refuses, and what it leaves as it was."""

import builtins

import narwhals as nw
import pandas as pd
import pytest

import socialkit as sk
from socialkit.errors import ReadError, SchemaError, SocialkitError
from socialkit.graph import lazy as walked
from socialkit.graph.lazy import ranks as rounds
from socialkit.scans import Scan, scan
from socialkit.scans.spark import SparkEngine
from socialkit.snapshot import Snapshot

AT = "2026-01-01T00:00Z"


def test_the_session_of_tables_handed_in_is_left_alone(session, table):
    before = dict(session.conf.getAll)
    accounts = table(account_id=["ann", "ben", "ünal 𝔘"])
    follows = table(follower_id=["ben", "ünal 𝔘"], followed_id=["ann", "ann"])
    with Scan(accounts, follows, taken_at=AT) as lazy:
        ranks = lazy.collect(walked.pagerank(lazy)).set_index("account_id")["pagerank"]
        assert ranks.idxmax() == "ann"
        assert ranks["ben"] == pytest.approx(ranks["ünal 𝔘"], abs=1e-15)
    assert dict(session.conf.getAll) == before
    assert session.range(3).count() == 3  # and it goes on


def test_times_ids_and_numbers_are_read_to_the_last_digit(session, tmp_path):
    born = pd.to_datetime(["1969-12-31T23:59:59.999999Z", "2025-12-31T00:00:00.000001Z"])
    columns = {
        "created_at": born,
        "followers_count": pd.array([2**62 + 1, None], dtype="Int64"),
    }
    accounts = pd.DataFrame(columns, index=["18446744073709551615", "𝔘.b`c"])
    folder = Snapshot(accounts, taken_at=AT).save(tmp_path / "network")
    with scan(folder, engine="spark") as lazy:
        told = lazy.collect(lazy.accounts.select("account_id", *columns)).sort_values("account_id")
    assert told["account_id"].tolist() == sorted(accounts.index)
    assert told["created_at"].tolist() == born.tolist()
    assert told["followers_count"].tolist() == [2**62 + 1, pd.NA]


def test_parts_and_csv_are_read_as_one_table(session, tmp_path):
    folder = tmp_path / "own [1]"
    parts = {
        "accounts": ["account_id,bio,is_focal,followers_count", 'ann,"a ""bot"",\nno",true,7.0'],
        "follows": ["follower_id,followed_id", "ben,ann"],
    }
    for name, (head, row) in parts.items():
        (folder / f"{name}.csv").mkdir(parents=True)
        (folder / f"{name}.csv" / "part-0.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    more = f'{parts["accounts"][0]}\nben,"",0,\n'
    (folder / "accounts.csv" / "part-1.csv").write_text(more, encoding="utf-8")
    with scan(folder, engine="spark", taken_at=AT) as lazy:
        assert list(lazy.focal) == ["ann"]
        assert lazy.rows["follows"] == 1
        told = lazy.collect(lazy.accounts.select("account_id", "bio", "followers_count"))
    told = told.set_index("account_id").sort_index()
    assert told["bio"].tolist() == ['a "bot",\nno', ""]
    assert told["followers_count"].tolist() == [7, pd.NA]


@pytest.mark.parametrize(
    ("accounts", "follows", "fault"),
    [
        ({"account_id": ["a", "a"]}, {}, "accounts.account_id: must be unique"),
        ({"account_id": ["a", None]}, {}, "accounts.account_id: must be known"),
        ({"account_id": [1, 2]}, {}, "accounts.account_id: expected text"),
        ({"handle": ["a"]}, {}, "accounts.account_id: the column is missing"),
        ({"account_id": ["a"], "followers_count": [0.5]}, {}, "followers_count: expected whole"),
        ({"account_id": ["a"], "followers_count": [-1]}, {}, "followers_count: must be 0 or more"),
        ({"account_id": ["a"], "list_order": ["up"]}, {}, "list_order: must be one of"),
        ({"account_id": ["a"]}, {"follower_id": ["b"], "followed_id": ["a"]}, "not in accounts"),
        (
            {"account_id": ["a", "b"]},
            {"follower_id": ["b", "b"], "followed_id": ["a", "a"]},
            "each pair may stand once",
        ),
        (
            {"account_id": ["a"]},
            {"follower_id": ["a"], "followed_id": ["a"]},
            "cannot follow itself",
        ),
    ],
)
def test_what_breaks_the_schema_is_refused(table, accounts, follows, fault):
    with pytest.raises(SchemaError, match=fault):
        Scan(table(**accounts), table(**follows) if follows else None, taken_at=AT)


def test_times_without_a_zone_are_refused(session):
    frame = session.sql("SELECT 'a' AS account_id, TIMESTAMP_NTZ'2025-01-01' AS created_at")
    with pytest.raises(SchemaError, match="give UTC"):
        Scan(frame, taken_at=AT)


def test_what_is_no_table_is_refused(session):
    with pytest.raises(SchemaError, match="cannot read a list"):
        Scan([1, 2], taken_at=AT, engine="spark")


def test_more_than_the_driver_may_hold_is_refused(session):
    wide = session.range(200_000).selectExpr("repeat(uuid(), 9) AS text")
    engine = SparkEngine(session)
    with pytest.raises(SocialkitError, match=r"spark.driver.maxResultSize.*scan.write"):
        engine.collect(nw.from_native(wide))


def test_a_damaged_file_is_told(session, tmp_path):
    folder = sk.datasets.load("therapists").save(tmp_path / "network")
    path = folder / "follows.parquet"
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(ReadError, match="Spark could not"):
        scan(folder, engine="spark")


def test_what_is_dropped_is_no_longer_held(session, table):
    engine = SparkEngine(session)
    held = session.sparkContext._jsc.getPersistentRDDs
    before = len(held())
    kept = engine.keep(nw.from_native(table(key=["a", "b"])), by="key")
    assert len(held()) == before + 1
    assert sorted(engine.collect(kept)["key"]) == ["a", "b"]
    engine.drop(kept)
    assert len(held()) == before
    engine.keep(nw.from_native(table(key=["a", "b"])))
    assert len(held()) == before + 1
    engine.close()
    assert len(held()) == before
    assert session.range(3).count() == 3


def test_in_a_round_of_ranks_only_the_sums_travel(session, table):
    accounts = table(account_id=list("abcd"))
    follows = table(follower_id=list("abc"), followed_id=list("bcd"))
    session.conf.set("spark.sql.autoBroadcastJoinThreshold", "-1")  # as with large tables
    try:
        with Scan(accounts, follows, taken_at=AT) as lazy:
            shares = rounds._shares(lazy)
            start = rounds._start(lazy, shares)
            plan = rounds._round(start, shares, 0.85, 0.01).to_native().repartition("key")
            session.conf.set("spark.sql.adaptive.enabled", "false")
            text = plan.select("*")._jdf.queryExecution().executedPlan().toString()
    finally:
        session.conf.unset("spark.sql.autoBroadcastJoinThreshold")
        session.conf.unset("spark.sql.adaptive.enabled")
    assert text.count("Exchange") == 1


def test_a_result_is_written_where_it_is(session, table, tmp_path):
    with Scan(table(account_id=["a", "b"]), taken_at=AT) as lazy:
        path = lazy.write(lazy.accounts.select("account_id"), tmp_path / "ids")
    assert sorted(pd.read_parquet(path)["account_id"]) == ["a", "b"]


def test_without_spark_one_is_told_what_to_install(monkeypatch):
    plain = builtins.__import__

    def without(name, *rest):
        if name == "pyspark":
            raise ImportError(name)
        return plain(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(SocialkitError, match=r"pip install 'socialkit\[spark\]'"):
        SparkEngine()


def test_without_java_one_is_told_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(SocialkitError, match="openjdk-17-jre-headless"):
        SparkEngine()

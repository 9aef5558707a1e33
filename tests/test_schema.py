"""`socialkit.schema`: every fault is named, with its table, column, rows and count."""

from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest
from conftest import TAKEN_AT, days_before, six_tables

from socialkit import schema
from socialkit.errors import SchemaError
from socialkit.snapshot import Snapshot

SEVEN = [f"a{number}" for number in range(7)]


def faults_of(**tables: pd.DataFrame) -> tuple[str, ...]:
    with pytest.raises(SchemaError) as caught:
        Snapshot(**{**six_tables(), **tables}, taken_at=TAKEN_AT)
    return caught.value.faults


def accounts_with(**columns: object) -> pd.DataFrame:
    return pd.DataFrame(columns, index=pd.Index(SEVEN, name="account_id"))


def fault_in_accounts(**columns: object) -> str:
    """Return the one fault that seven accounts with these columns have."""
    with pytest.raises(SchemaError) as caught:
        Snapshot(accounts_with(**columns), taken_at=TAKEN_AT)
    assert len(caught.value.faults) == 1, caught.value.faults
    return caught.value.faults[0]


def taken(column: str, values: object) -> pd.Series:
    """Return the column as a snapshot holds it."""
    accounts = accounts_with(**{column: values})
    return Snapshot(accounts, taken_at=TAKEN_AT).accounts[column]


# --- rules -----------------------------------------------------------------------------------


def test_the_first_five_rows_and_their_number_are_named():
    bad = [-1, 5, -1, -1, -1, -1, -1]
    expected = "accounts.followers_count: must be 0 or more (6 rows: 0, 2, 3, 4, 5, ...)"
    assert fault_in_accounts(followers_count=bad) == expected


def test_all_faults_come_in_one_error():
    tables = six_tables()
    tables["accounts"]["posts_count"] = [1, 2, 3, 4, 5, -6]
    tables["accounts"]["mood"] = "good"
    tables["follows"].loc[1, "follower_id"] = "zoe"
    tables["posts"].loc["p3", "kind"] = "toot"
    tables["interactions"]["count"] = [1, 0, 1]
    assert set(faults_of(**tables)) == {
        "accounts: unknown column 'mood' (columns of your own start with x_)",
        "accounts.posts_count: must be 0 or more (1 row: 5)",
        "follows.follower_id: not in accounts (1 row: 1)",
        "posts.kind: must be one of original, reply, repost, quote (1 row: 2)",
        "interactions.count: must be 1 or more (1 row: 1)",
    }


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("follows", "follower_id"),
        ("follows", "followed_id"),
        ("posts", "account_id"),
        ("interactions", "source_id"),
        ("interactions", "target_id"),
    ],
)
def test_every_reference_must_be_in_accounts_and_known(table, column):
    frame = six_tables()[table]
    frame.iloc[1, frame.columns.get_loc(column)] = "zoe"
    assert faults_of(**{table: frame}) == (f"{table}.{column}: not in accounts (1 row: 1)",)
    frame.iloc[1, frame.columns.get_loc(column)] = None
    assert faults_of(**{table: frame}) == (f"{table}.{column}: must be known (1 row: 1)",)
    missing = f"{table}.{column}: the column is missing"
    assert faults_of(**{table: frame.drop(columns=column)}) == (missing,)


def test_ids_are_unique_and_not_empty():
    accounts, posts = six_tables()["accounts"], six_tables()["posts"]
    twice = accounts.set_axis(["ann", "ben", "cat", "dan", "eve", "ann"])
    assert faults_of(accounts=twice) == ("accounts.account_id: must be unique (1 row: 5)",)
    empty = accounts.set_axis(["ann", "ben", "cat", "dan", "eve", ""])
    assert faults_of(accounts=empty) == ("accounts.account_id: must be known (1 row: 5)",)
    posts = posts.set_axis(["p1", "p2", "p3", "p4", "p5", "p6", "p1"])
    assert faults_of(posts=posts) == ("posts.post_id: must be unique (1 row: 6)",)


def test_nobody_follows_themselves_and_each_pair_stands_once():
    follows = six_tables()["follows"]
    follows.loc[2, "followed_id"] = "cat"
    assert faults_of(follows=follows) == ("follows: an account cannot follow itself (1 row: 2)",)
    follows = pd.concat([six_tables()["follows"].iloc[:2]] * 2)
    assert faults_of(follows=follows) == ("follows: each pair may stand once (2 rows: 2, 3)",)


def test_a_pair_with_an_unknown_end_is_not_taken_for_another_pair():
    # Row 0 names nobody, so only row 2 repeats a pair.
    pairs = [("ann", "zoe"), ("ben", "ann"), ("ben", "ann")]
    follows = pd.DataFrame(pairs, columns=["follower_id", "followed_id"])
    expected = {
        "follows.followed_id: not in accounts (1 row: 0)",
        "follows: each pair may stand once (1 row: 2)",
    }
    assert set(faults_of(follows=follows)) == expected


def test_nothing_lies_after_the_moment_shown():
    follows = six_tables()["follows"]
    follows["followed_at"] = days_before(0, 0, 0, -1, 0, 0, 0, 0)
    expected = "follows.followed_at: lies after taken_at (2026-01-01 00:00) (1 row: 3)"
    assert faults_of(follows=follows) == (expected,)


@pytest.mark.parametrize("taken_at", [None, "2026-01-01", "soon", pd.NaT])
def test_the_moment_shown_needs_a_time_zone(taken_at):
    with pytest.raises(SchemaError, match="taken_at: give the moment the data show"):
        Snapshot(**six_tables(), taken_at=taken_at)


# --- dtypes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "rows"),
    [
        ([1, 2, 3, 4.5, 5, 6, None], "1 row: 3"),
        ([1, 2, 3, float("inf"), 5, 6, 7], "1 row: 3"),
        ([1, 2, 3, 1e300, 5, 6, 7], "1 row: 3"),
        ([1, 2, 3, "many", 5, 6, 7], "1 row: 3"),
        ([1, 2, 3, [4], 5, 6, 7], "1 row: 3"),
        (np.array([1, 2, 3, 2**63, 5, 6, 7], dtype="uint64"), "1 row: 3"),
        ([True] * 7, "7 rows: 0, 1, 2, 3, 4, ..."),
    ],
)
def test_counts_are_whole_numbers(values, rows):
    expected = f"accounts.followers_count: expected whole number ({rows})"
    assert fault_in_accounts(followers_count=values) == expected


def test_numbers_are_never_taken_for_text():
    values = pd.Series(["x", None, 12, "y", ["z"], "", "x"], dtype=object).to_numpy()
    assert fault_in_accounts(bio=values) == "accounts.bio: expected text (2 rows: 2, 4)"


@pytest.mark.parametrize("ids", [[1, 2], pd.Index([1, "b"], dtype=object)])
def test_ids_read_as_numbers_are_refused_with_the_reason(ids):
    frame = pd.DataFrame(index=pd.Index(ids, name="account_id"))
    with pytest.raises(SchemaError, match="read ids as text: large numbers lose digits") as caught:
        Snapshot(frame, taken_at=TAKEN_AT)
    assert len(caught.value.faults) == 1


def test_flags_are_true_or_false():
    expected = "accounts.is_focal: expected true/false (1 row: 1)"
    assert fault_in_accounts(is_focal=[1, 2, 0, 1, 0, 1, None]) == expected


def test_times_need_a_time_zone_and_must_be_times():
    naive = pd.to_datetime(["2025-01-01"] * 7)
    expected = "accounts.created_at: times need a time zone; give UTC"
    assert fault_in_accounts(created_at=naive) == expected
    mixed = pd.Series([datetime(2025, 1, 1, tzinfo=UTC)] * 6 + ["soon"], dtype=object)
    expected = "accounts.created_at: expected time (UTC) (1 row: 6)"
    assert fault_in_accounts(created_at=mixed.to_numpy()) == expected


@pytest.mark.parametrize(
    "dtype", ["object", "str", "string", "string[python]", "string[pyarrow]", "category"]
)
def test_text_of_every_kind_comes_in(dtype):
    column = taken("bio", pd.array(["x", None, "", "y", "x", "ü", "🙂"], dtype=dtype))
    assert column.dtype == schema.TEXT
    assert column.to_list() == ["x", pd.NA, "", "y", "x", "ü", "🙂"]


@pytest.mark.parametrize("dtype", ["float64", "Int64", "Float64", "object", "int64[pyarrow]"])
def test_counts_of_every_kind_come_in(dtype):
    values = pd.Series([1, None, 3, 4, 5, 6, 7], dtype=dtype).array
    column = taken("followers_count", values)
    assert column.dtype == pd.Int64Dtype()
    assert column.to_list() == [1, pd.NA, 3, 4, 5, 6, 7]


def test_times_come_in_as_utc_microseconds():
    berlin = pd.to_datetime(["2025-01-01T01:00+01:00"] * 7).tz_convert("Europe/Berlin")
    python = [datetime(2025, 1, 1, tzinfo=UTC)] * 7
    for values in (berlin, python):
        column = taken("created_at", values)
        assert column.dtype == "datetime64[us, UTC]"
        assert (column == pd.Timestamp("2025-01-01T00:00Z")).all()


def test_categories_come_in_in_the_order_of_the_schema():
    values = pd.Categorical(["unknown", None] * 3 + ["newest_first"], schema.LIST_ORDERS[::-1])
    column = taken("list_order", values)
    assert tuple(column.cat.categories) == schema.LIST_ORDERS
    assert column.to_list()[0] == "unknown"


# --- shape -----------------------------------------------------------------------------------


def test_missing_columns_and_tables_come_back_as_na_in_the_order_of_the_schema():
    snapshot = Snapshot(accounts_with(), taken_at=TAKEN_AT)
    for name, columns in schema.TABLES.items():
        frame = getattr(snapshot, name)
        expected = [column.name for column in columns if column.name != schema.INDEX.get(name)]
        assert list(frame) == expected
        dtypes = {column.name: column.dtype for column in columns}
        assert all(frame[column].dtype == dtypes[column] for column in frame)
        assert frame.isna().all(axis=None)


def test_columns_of_ones_own_are_carried_along(six):
    accounts = six.accounts.assign(x_followers=[1.5, 2, 3, 4, 5, 6])
    kept = Snapshot(accounts, taken_at=TAKEN_AT).accounts["x_followers"]
    assert kept.to_list() == [1.5, 2, 3, 4, 5, 6]


def test_an_id_may_stand_in_the_index_or_in_a_column(six):
    flat = six.accounts.reset_index().set_index(pd.Index([9, 9, 9, 8, 8, 8]))
    assert Snapshot(flat, taken_at=TAKEN_AT).accounts.equals(six.accounts)


def test_a_column_given_twice_is_refused(six):
    twice = pd.concat([six.accounts, six.accounts[["bio"]]], axis=1)
    assert faults_of(accounts=twice) == ("accounts: each column may stand once, not so bio",)


def test_a_table_that_is_none_is_refused():
    with pytest.raises(SchemaError, match="posts: expected a pandas DataFrame, got list"):
        Snapshot(**{**six_tables(), "posts": []}, taken_at=TAKEN_AT)


def test_an_index_of_two_levels_holds_no_id(six):
    levels = pd.MultiIndex.from_product([six.accounts.index, ["x"]])
    with pytest.raises(SchemaError, match=r"accounts\.account_id: the column is missing"):
        Snapshot(six.accounts.set_axis(levels), taken_at=TAKEN_AT)


def test_describe_lists_every_column_once():
    table = schema.describe()
    assert table.index.is_unique
    assert len(table) == sum(len(columns) for columns in schema.TABLES.values())
    assert (table["meaning"].str.len() > 0).all()
    assert table.loc[("posts", "kind"), "dtype"] == "one of original, reply, repost, quote"

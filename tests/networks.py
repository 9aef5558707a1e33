"""Networks that hypothesis makes up, and the comparison of what two engines say of them."""

import pandas as pd
from hypothesis import strategies as st

import socialkit as sk
from socialkit import schema
from socialkit.scans import Scan
from socialkit.snapshot import Snapshot

TAKEN_AT = pd.Timestamp("2026-03-01T12:30:00.000001Z")
SPACES = " \t\n\r\x0b\x0c\x1c\x1f\x85\xa0\u1680\u2003\u2028\u2029\u202f\u205f\u3000\u200b"
LETTERS = "ab09éßñ漢🙂e\u0301'\"\\%_-;"
PLATFORMS = ("", "x", "X-archive", " Mastodon ", "instagram", "wordpress-export", "ning", "nodexl")
_BIOS = st.sampled_from(
    ["", "…", "I am a bot", "No bot here", "robot!", "botany", "both", "Bot漢", "not a  robot, bot"]
)
_TEXTS = st.one_of(st.text(SPACES + LETTERS, max_size=6), _BIOS)
_IDS = st.text(LETTERS + "\xa0\u3000", min_size=1, max_size=5)
_DAYS = st.one_of(st.sampled_from([0, 365, 730]), st.integers(0, 5000))
_COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 10**12))


@st.composite
def networks(draw: st.DrawFn) -> dict[str, object]:
    """Make the tables of a network, with NA in every column that may have it.

    They are what `Snapshot` and `Scan` take: four pandas tables in the schema's dtypes, ids in
    columns, and `taken_at` and `platform`.
    """
    ids = draw(st.lists(_IDS, min_size=1, max_size=7, unique=True))
    pairs = [(one, other) for one in ids for other in ids if one != other]
    ties = draw(st.lists(st.sampled_from(pairs), max_size=20, unique=True)) if pairs else []
    authors = draw(st.lists(st.sampled_from(ids), max_size=12))
    acts = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=12))
    keys = {
        "accounts": {"account_id": ids},
        "follows": {"follower_id": [a for a, _ in ties], "followed_id": [b for _, b in ties]},
        "posts": {"post_id": [f"p{n}" for n in range(len(authors))], "account_id": authors},
        "interactions": {"source_id": [a for a, _ in acts], "target_id": [b for _, b in acts]},
    }
    tables = {name: draw(_table(name, given)) for name, given in keys.items()}
    if draw(st.booleans()):
        stated = st.one_of(st.none(), st.sampled_from(PLATFORMS))
        tables["accounts"]["x_platform"] = _series(draw, stated, schema.TEXT, len(ids))
    if draw(st.booleans()):
        shares = st.one_of(st.none(), st.floats(0, 1))
        tables["accounts"][schema.DIGIT_SHARE] = _series(draw, shares, "Float64", len(ids))
    return {**tables, "taken_at": TAKEN_AT, "platform": draw(st.sampled_from(PLATFORMS))}


@st.composite
def _table(draw: st.DrawFn, name: str, keys: dict[str, list[str]]) -> pd.DataFrame:
    size = len(next(iter(keys.values())))
    columns = {}
    for column in schema.TABLES[name]:
        if column.name in keys:
            columns[column.name] = pd.Series(keys[column.name], dtype=schema.TEXT)
        elif draw(st.integers(0, 3)) > 0:  # else the column is missing
            values = st.one_of(st.none(), _values(column))
            columns[column.name] = _series(draw, values, column.dtype, size)
    return pd.DataFrame(columns)


def _values(column: schema.Column) -> st.SearchStrategy:
    if column.dtype == schema.COUNT:
        return _COUNTS.map(lambda n: n + 1) if column.name == "count" else _COUNTS
    if column.dtype == schema.FLAG:
        return st.booleans()
    if column.dtype == schema.TIME:
        micros = st.integers(0, 86_400_000_000)
        back = st.builds(lambda d, us: pd.Timedelta(days=d) + pd.Timedelta(us, "us"), _DAYS, micros)
        return back.map(lambda age: TAKEN_AT - age)
    if isinstance(column.dtype, pd.CategoricalDtype):
        return st.sampled_from(list(column.dtype.categories))
    return _TEXTS


def _series(draw: st.DrawFn, values: st.SearchStrategy, dtype: object, size: int) -> pd.Series:
    drawn = draw(st.lists(values, min_size=size, max_size=size))
    return pd.Series(drawn, dtype=object).astype(dtype)


def same_answers(snapshot: Snapshot, lazy: Scan) -> None:
    """Hold what is said of a network in memory and out of it to be the same."""
    assert sorted(lazy.focal) == sorted(snapshot.focal)
    mine, theirs = (sk.features.account_features(one) for one in (snapshot, lazy))
    same_tables(mine, lazy.collect(theirs), ids=["account_id"])
    score = lazy.collect(sk.quality.score(theirs))
    same_tables(sk.quality.score(mine), score, ids=["account_id"])
    silent = lazy.collect(sk.features.silent_days(theirs))
    same_tables(sk.features.silent_days(mine).to_frame(), silent, ids=["account_id"])
    for chosen in (None, list(snapshot.accounts.index[:2])):
        mine, theirs = (sk.features.follower_features(one, chosen) for one in (snapshot, lazy))
        same_tables(mine, lazy.collect(theirs), ids=["account_id", "follower_id"])
    mine, theirs = (sk.audience.compare(one) for one in (snapshot, lazy))
    same_tables(mine, theirs, ids=["account_id"])


def same_tables(one: pd.DataFrame, other: pd.DataFrame, *, ids: list[str]) -> None:
    """Hold two tables to the same columns, dtypes, NAs, exact counts, and floats to 1e-9."""
    plain = [table.reset_index() if table.index.names[0] else table for table in (one, other)]
    one, other = (
        table.sort_values(ids, key=lambda column: column.astype(object), ignore_index=True)
        for table in plain
    )
    assert set(one) == set(other)
    pd.testing.assert_frame_equal(
        one, other[list(one)], check_exact=False, rtol=1e-9, atol=1e-12, check_index_type=False
    )
    for name in one:
        if pd.api.types.is_integer_dtype(one[name].dtype):
            assert one[name].equals(other[name]), name
        elif pd.api.types.is_float_dtype(one[name].dtype):
            assert not (one[name].isna() != other[name].isna()).any(), name

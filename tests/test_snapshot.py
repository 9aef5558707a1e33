"""`socialkit.snapshot`: frozen, equal by content, and never half saved."""

import copy
import errno
import json
import os
import pickle
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from conftest import TAKEN_AT, rebuilt, renamed, shuffled, six_tables
from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit import folders, schema
from socialkit.errors import ReadError, SaveError, SchemaError, UnknownNameError
from socialkit.snapshot import MANIFEST, Snapshot
from socialkit.snapshot import saved as saving

FILES = {MANIFEST, "accounts.parquet", "follows.parquet", "posts.parquet", "interactions.parquet"}


def assert_identical(one: Snapshot, other: Snapshot) -> None:
    """Equal, and every table with the same dtypes, index dtype and row order."""
    assert one == other
    for name in schema.TABLES:
        mine, theirs = getattr(one, name), getattr(other, name)
        pd.testing.assert_frame_equal(mine, theirs, check_exact=True)
        assert mine.index.dtype == theirs.index.dtype
        assert mine.index.name == theirs.index.name


def all_na(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with everything but its keys not known."""
    tables = {}
    for name, columns in schema.TABLES.items():
        frame = getattr(snapshot, name)
        tables[name] = frame[[c.name for c in columns if c.is_key and c.name in frame]]
    return rebuilt(snapshot, **tables)


def nobody() -> Snapshot:
    return Snapshot(schema.empty("accounts"), taken_at=TAKEN_AT)


# --- frozen ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["accounts", "taken_at", "notes", "codes", "x"])
def test_no_attribute_can_be_set_or_deleted(six, name):
    with pytest.raises(AttributeError, match="a Snapshot is never changed"):
        setattr(six, name, None)
    with pytest.raises(AttributeError, match="a Snapshot is never changed"):
        delattr(six, name)


def test_changing_a_returned_table_changes_nothing():
    snapshot, same = (Snapshot(**six_tables(), taken_at=TAKEN_AT) for _ in range(2))
    for name in schema.TABLES:
        table = getattr(snapshot, name)
        table.iloc[0, 0] = pd.NA
        table["x_mine"] = 1
        table.index.name = "mine"
        table.loc[table.index[1]] = table.loc[table.index[2]]
        del table[table.columns[1]]
    accounts = snapshot.accounts
    accounts.loc["ann", "followers_count"] = 99
    accounts["bio"] = "changed"
    assert_identical(snapshot, same)
    with pytest.raises(ValueError, match="read-only"):
        snapshot.codes.follower[0] = 5


def test_changing_the_tables_it_was_made_of_changes_nothing():
    tables, same = six_tables(), Snapshot(**six_tables(), taken_at=TAKEN_AT)
    conformed = {name: getattr(same, name) for name in tables}
    for given_tables in (tables, conformed):
        snapshot = Snapshot(**given_tables, taken_at=TAKEN_AT)
        given_tables["accounts"].loc["ann", "followers_count"] = 99
        given_tables["follows"].iloc[0, 0] = "fay"
        given_tables["posts"]["kind"] = None
        del given_tables["interactions"]["count"]
        assert_identical(snapshot, same)


def test_making_a_snapshot_does_not_change_the_tables_given():
    tables, before = six_tables(), six_tables()
    Snapshot(**tables, taken_at=TAKEN_AT)
    for name, table in tables.items():
        pd.testing.assert_frame_equal(table, before[name])


# --- equality --------------------------------------------------------------------------------


def test_equal_by_content_whatever_the_order_of_rows_and_columns(six):
    assert shuffled(six, 1) == six
    assert rebuilt(six, accounts=six.accounts[six.accounts.columns[::-1]]) == six
    assert six != renamed(six, 1)[0]
    assert six != "six"


def test_any_other_cell_row_or_fact_makes_it_unequal(six):
    texts = {"source": six.source, "platform": six.platform, "licence": six.licence}
    facts = {**texts, "notes": six.notes, "taken_at": six.taken_at}
    assert Snapshot(**six_tables(), **facts) == six
    later = {"taken_at": TAKEN_AT + pd.Timedelta(days=1), "notes": ()}
    for name, value in {**dict.fromkeys(texts, "other"), **later}.items():
        assert Snapshot(**six_tables(), **{**facts, name: value}) != six
    for name in schema.TABLES:
        table = getattr(six, name)
        if name != "accounts":
            assert rebuilt(six, **{name: table.iloc[1:]}) != six
        changed = table.copy()
        changed.iloc[0, -1] = None if pd.notna(changed.iloc[0, -1]) else changed.iloc[:, -1].max()
        if name in ("accounts", "interactions"):
            assert rebuilt(six, **{name: changed}) != six
    assert rebuilt(six, accounts=six.accounts.assign(x_more=1)) != six


def test_one_note_may_be_given_as_plain_text(six):
    assert Snapshot(six.accounts, taken_at=TAKEN_AT, notes="One note.").notes == ("One note.",)


def pickled(snapshot: Snapshot) -> Snapshot:
    return pickle.loads(pickle.dumps(snapshot))


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickled])
def test_copies_and_pickles_are_identical(six, copied):
    for snapshot in (six, all_na(six), nobody()):
        assert_identical(copied(snapshot), snapshot)
        assert copied(snapshot).codes.follower.tolist() == snapshot.codes.follower.tolist()


# --- codes, focal, account_id, coverage ------------------------------------------------------


def test_codes_are_the_rows_of_the_accounts(six):
    for snapshot in (six, shuffled(six, 3), renamed(six, 3)[0]):
        ids, codes = snapshot.accounts.index.to_numpy(), snapshot.codes
        expected = {
            "follower": snapshot.follows["follower_id"],
            "followed": snapshot.follows["followed_id"],
            "author": snapshot.posts["account_id"],
            "source": snapshot.interactions["source_id"],
            "target": snapshot.interactions["target_id"],
        }
        for name, column in expected.items():
            assert getattr(codes, name).dtype == np.int32
            assert ids[getattr(codes, name)].tolist() == column.tolist()


def test_focal_accounts_are_those_known_to_be_focal(six):
    assert six.focal.to_list() == ["ann", "ben"]
    assert len(all_na(six).focal) == 0


@pytest.mark.parametrize("name", ["ben", "BenTalks", "@BenTalks", "bentalks", "@BENTALKS"])
def test_an_account_is_found_by_id_or_handle(six, name):
    assert six.account_id(name) == "ben"


def test_an_id_goes_before_a_handle_and_a_focal_account_before_others(six):
    handles = ["cat", "Twin", "x", "Twin", "Same", "Same"]
    snapshot = rebuilt(six, accounts=six.accounts.assign(handle=handles))
    assert snapshot.account_id("cat") == "cat"  # ann's handle, but cat's id
    assert snapshot.account_id("@twin") == "ben"  # ben is focal, dan is not
    with pytest.raises(UnknownNameError, match="Several accounts share that handle; give the id"):
        snapshot.account_id("same")


def test_an_unknown_account_is_answered_with_names_to_try(six):
    with pytest.raises(UnknownNameError, match="no account 'BenTalk'; known: BenTalks"):
        six.account_id("BenTalk")
    with pytest.raises(UnknownNameError, match="known: ann, ben, cat, dan, eve"):
        all_na(six).account_id("zoe")
    with pytest.raises(UnknownNameError, match="none are known"):
        nobody().account_id("zoe")


def test_coverage_counts_what_is_known(six):
    coverage = six.coverage()
    assert coverage.loc[("accounts", "account_id")].to_list() == [6, 6, 1.0]
    assert coverage.loc[("accounts", "lang")].to_list() == [6, 0, 0.0]
    assert coverage.loc[("accounts", "bio")].to_list() == [6, 5, 5 / 6]  # "" is known
    assert coverage.loc[("follows", "followed_at")].to_list() == [8, 3, 3 / 8]
    assert coverage.loc[("posts", "likes_count")].to_list() == [7, 5, 5 / 7]
    expected = [(table, c.name) for table, columns in schema.TABLES.items() for c in columns]
    assert coverage.index.to_list() == expected


def test_coverage_of_an_empty_table_is_na():
    assert nobody().coverage()["share"].isna().all()


# --- save and load ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["six", "shuffled", "all_na", "nobody", "own columns"])
def test_save_and_load_keep_everything(six, kind, tmp_path):
    own = {
        "x_float": [1.5, np.nan, 3, 4, 5, 6],
        "x_text": ["a", None, "", "b", "ü", "🙂"],
        "x_flag": pd.array([True, None, False, True, True, True], dtype="boolean"),
        "x_kind": pd.Categorical(["u", None, "u", "u", "u", "u"], categories=["v", "u"]),
    }
    snapshot = {
        "six": six,
        "shuffled": shuffled(six, 5),
        "all_na": all_na(six),
        "nobody": nobody(),
        "own columns": rebuilt(six, accounts=six.accounts.assign(**own)),
    }[kind]
    folder = snapshot.save(tmp_path / "deep" / "there")
    assert {path.name for path in folder.iterdir()} == FILES
    assert_identical(Snapshot.load(folder), snapshot)
    assert Snapshot.load(str(folder)).notes == snapshot.notes


VALUES = {
    schema.TEXT: st.text(max_size=5),
    schema.COUNT: st.integers(1, 2**63 - 1),
    schema.FLAG: st.booleans(),
    schema.TIME: st.datetimes(datetime(1900, 1, 1), datetime(2025, 12, 31)).map(
        lambda moment: moment.replace(tzinfo=UTC)
    ),
}


def draw_table(draw: st.DrawFn, table: str, keys: dict[str, list[str]]) -> pd.DataFrame:
    rows = len(next(iter(keys.values())))
    columns = dict(keys)
    for column in schema.TABLES[table]:
        if not column.is_key and draw(st.booleans()):
            kinds = getattr(column.dtype, "categories", ())
            one = st.sampled_from(list(kinds)) if len(kinds) else VALUES[column.dtype]
            values = draw(st.lists(st.none() | one, min_size=rows, max_size=rows))
            columns[column.name] = pd.Series(values, dtype=column.dtype)
    return pd.DataFrame(columns).astype(dict.fromkeys(keys, schema.TEXT))


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    ids = draw(st.lists(st.text(min_size=1, max_size=5), max_size=4, unique=True))
    posts = draw(st.lists(st.text(min_size=1, max_size=5), max_size=3, unique=True)) if ids else []
    pairs = [(one, other) for one in ids for other in ids if one != other]
    follows = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4)) if pairs else []
    ties = draw(st.lists(st.sampled_from(pairs), max_size=3)) if pairs else []
    authors = [draw(st.sampled_from(ids)) for _ in posts]
    ends = [[pair[side] for pair in some] for some in (follows, ties) for side in (0, 1)]
    follow_keys = {"follower_id": ends[0], "followed_id": ends[1]}
    return Snapshot(
        draw_table(draw, "accounts", {"account_id": ids}),
        draw_table(draw, "follows", follow_keys),
        draw_table(draw, "posts", {"post_id": posts, "account_id": authors}),
        draw_table(draw, "interactions", {"source_id": ends[2], "target_id": ends[3]}),
        taken_at=TAKEN_AT,
        source=draw(st.text(max_size=5)),
        notes=draw(st.lists(st.text(max_size=5), max_size=2)),
    )


@settings(deadline=None, max_examples=30)
@given(snapshots(), st.integers(0, 99))
def test_save_load_and_shuffle_keep_every_snapshot(snapshot, seed):
    with tempfile.TemporaryDirectory() as folder:
        assert_identical(Snapshot.load(snapshot.save(Path(folder) / "s")), snapshot)
    assert shuffled(snapshot, seed) == snapshot


STEPS = [
    ("mkdtemp", 1),
    *(("write_table", nth) for nth in (1, 2, 3, 4)),
    ("write_text", 1),
    ("chmod", 1),
    ("replace", 1),
]
CRASHES = [
    *((step, nth, before) for step, nth in STEPS for before in ("an older snapshot", "nothing")),
    ("replace", 2, "an older snapshot"),  # with nothing there before, one rename is enough
]


def crash_at(monkeypatch, step: str, nth: int, error: BaseException) -> None:
    """Let the nth call of one step of `save` write half of its work and then fail."""
    owner = {"mkdtemp": tempfile, "write_table": saving, "replace": os}.get(step, Path)
    real, calls = getattr(owner, step), []

    def failing(*args: object, **kwargs: object) -> object:
        calls.append(args)
        if len(calls) != nth:
            return real(*args, **kwargs)
        if step in ("write_table", "write_text"):
            path = args[2] if step == "write_table" else args[0]
            path.write_bytes(b"PAR1 half a fi")
        raise error

    monkeypatch.setattr(owner, step, failing)


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
@pytest.mark.parametrize(("step", "nth", "before"), CRASHES)
def test_a_crash_while_saving_loses_nothing(six, tmp_path, monkeypatch, step, nth, error, before):
    folder, older = tmp_path / "six", all_na(six)
    if before == "an older snapshot":
        older.save(folder)
    with monkeypatch.context() as patch:
        crash_at(patch, step, nth, error)
        with pytest.raises((SaveError, KeyboardInterrupt)) as caught:
            six.save(folder)
    if isinstance(error, OSError):
        expected = "No space left. What stood there before is untouched."
        assert str(caught.value) == f"could not save to {folder}: {expected}"
    if before == "nothing":
        assert list(tmp_path.iterdir()) == []
    else:
        assert_identical(Snapshot.load(folder), older)
        assert list(tmp_path.iterdir()) == [folder]
    assert_identical(Snapshot.load(six.save(folder)), six)


def test_load_recovers_when_the_power_went_between_the_two_renames(six, tmp_path):
    folder = all_na(six).save(tmp_path / "six")
    os.replace(folder, folders.backup(folder))
    assert_identical(Snapshot.load(folder), all_na(six))
    six.save(folder)
    assert_identical(Snapshot.load(folder), six)
    assert list(tmp_path.iterdir()) == [folder]


def test_saving_again_replaces_the_older_snapshot(six, tmp_path):
    folder = tmp_path / "six"
    for snapshot in (six, all_na(six), six):
        snapshot.save(folder)
        assert_identical(Snapshot.load(folder), snapshot)
    assert list(tmp_path.iterdir()) == [folder]


def test_a_saved_folder_can_be_read_by_whom_other_new_folders_can(six, tmp_path):
    (tmp_path / "plain").mkdir()
    folder = six.save(tmp_path / "six")
    assert folder.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_folder_of_something_else_is_refused_and_left_alone(six, tmp_path):
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("years of work")
    with pytest.raises(SaveError, match=r"holds something else \(thesis.txt\); save to a folder"):
        six.save(tmp_path)
    with pytest.raises(SaveError, match="holds something else"):
        six.save(thesis)
    with pytest.raises(SaveError, match="could not save to"):
        six.save(thesis / "below")
    assert thesis.read_text() == "years of work"
    assert list(tmp_path.iterdir()) == [thesis]


def test_a_column_that_cannot_be_stored_is_refused(six, tmp_path):
    mixed = pd.Series([1, "a", 2, 3, 4, 5], index=six.accounts.index, dtype=object)
    with pytest.raises(SaveError, match="a column or text of your own cannot be stored"):
        rebuilt(six, accounts=six.accounts.assign(x_mixed=mixed)).save(tmp_path / "six")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def saved(six, tmp_path) -> Path:
    return six.save(tmp_path / "six")


def set_in_manifest(folder: Path, **changes: object) -> None:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_text(json.dumps({**manifest, **changes}), encoding="utf-8")


def test_what_is_no_snapshot_is_refused(tmp_path):
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(ReadError, match=r"no snapshot\.json in it, so it is not a saved"):
            Snapshot.load(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "3", "\xff"])
def test_a_damaged_manifest_is_refused(saved, text):
    (saved / MANIFEST).write_text(text, encoding="latin-1")
    with pytest.raises(ReadError, match=r"snapshot\.json is damaged"):
        Snapshot.load(saved)


@pytest.mark.parametrize("name", ["rows", "notes", "taken_at", "source"])
def test_a_manifest_with_a_wrong_entry_is_refused(saved, name):
    set_in_manifest(saved, **{name: None})
    with pytest.raises(ReadError, match=rf"snapshot\.json is damaged \({name}\)"):
        Snapshot.load(saved)


def test_another_schema_version_is_refused(saved):
    set_in_manifest(saved, schema_version=99)
    with pytest.raises(ReadError, match="has schema version 99; this socialkit reads version 1"):
        Snapshot.load(saved)


def test_a_missing_table_is_refused(saved):
    (saved / "posts.parquet").unlink()
    with pytest.raises(ReadError, match=r"posts\.parquet is missing"):
        Snapshot.load(saved)


def test_another_number_of_rows_is_refused(six, saved):
    six.follows.iloc[1:].to_parquet(saved / "follows.parquet")
    with pytest.raises(ReadError, match=r"follows\.parquet has 7 rows where 8 were saved"):
        Snapshot.load(saved)


def test_tables_that_break_the_schema_name_the_folder(six, saved):
    follows = six.follows
    follows.iloc[0, 0] = "zoe"
    follows.to_parquet(saved / "follows.parquet")
    with pytest.raises(SchemaError) as caught:
        Snapshot.load(saved)
    assert caught.value.faults == (f"{saved}: follows.follower_id: not in accounts (1 row: 0)",)


def test_a_damaged_table_is_refused_or_unharmed_but_never_other_data(six, saved):
    path = saved / "accounts.parquet"
    whole, rng, refused = path.read_bytes(), np.random.default_rng(0), 0
    for _ in range(120):
        damaged = bytearray(whole)
        damaged[rng.integers(len(whole))] ^= 1 << rng.integers(8)
        if rng.random() < 0.2:
            damaged = damaged[: rng.integers(len(whole))]
        path.write_bytes(bytes(damaged))
        try:
            assert Snapshot.load(saved) == six
        except (ReadError, SchemaError) as error:
            assert str(saved) in str(error)
            refused += 1
    assert refused > 60

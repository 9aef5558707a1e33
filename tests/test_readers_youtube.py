"""YouTube subscriptions: languages, odd rows, and what goes wrong with them."""

from itertools import count

import pytest
from exports import folder, single, youtube, zipped

from socialkit import readers
from socialkit.errors import ReadError
from socialkit.readers.about import UNNAMED
from socialkit.readers.archive import Archive
from socialkit.readers.youtube import LIMITS_NOTE, UNNAMED_NOTE, why_not


@pytest.fixture
def read(tmp_path):
    uploads = count()

    def read_members(members, pack=zipped):
        return readers.read(pack(tmp_path / f"upload{next(uploads)}", members))

    return read_members


@pytest.mark.parametrize(
    ("sample", "pack", "count"),
    [
        ("everyday", zipped, 40),
        ("everyday", folder, 40),
        ("alone", single, 2),
        ("dutch", zipped, 2),
        ("renamed, UTF-16", single, 2),
        ("empty", single, 0),
    ],
)
def test_every_variant(read, sample, pack, count):
    snapshot = read(youtube.samples()[sample], pack)
    assert len(snapshot.follows) == count
    assert set(snapshot.follows["follower_id"]) <= {UNNAMED}
    assert not len(snapshot.focal)
    assert snapshot.platform == "youtube"
    assert {LIMITS_NOTE, UNNAMED_NOTE} <= set(snapshot.notes)


def test_ids_and_titles(read):
    snapshot = read(youtube.samples()["dutch"])
    assert list(snapshot.follows["followed_id"]) == [youtube.ONE, youtube.TWO]
    assert snapshot.accounts.loc[youtube.ONE, "name"] == "Sleep, well"
    assert snapshot.accounts.loc[youtube.TWO, "name"] == "Café \U0001f375"
    assert snapshot.follows["followed_at"].isna().all()


def test_odd_rows_are_counted_and_repeats_count_once(read):
    rows = (
        youtube.row(youtube.ONE, "a"),
        "UCshort,http://x,b",
        youtube.row(youtube.ONE, "a"),
        ",,",
    )
    snapshot = read({"subscriptions.csv": youtube.sheet(youtube.HEADER, *rows)}, single)
    assert list(snapshot.follows["followed_id"]) == [youtube.ONE]
    assert any("1 entry on the list of those you follow that cannot" in n for n in snapshot.notes)
    assert any("repeated an earlier one" in n for n in snapshot.notes)


def test_same_list_twice_is_one(read):
    table = youtube.samples()["alone"]["subscriptions.csv"]
    assert len(read({"subscriptions.csv": table, "subscriptions (1).csv": table}).follows) == 2


def test_two_lists_cannot_be_told_apart(read):
    tables = {
        "subscriptions.csv": youtube.samples()["alone"]["subscriptions.csv"],
        "subscriptions (1).csv": youtube.everyday(),
    }
    with pytest.raises(ReadError, match=r"several lists of subscriptions.*keep one"):
        read(tables)


def test_table_that_goes_wrong_is_named(read):
    rows = (youtube.row(youtube.ONE, "a"), youtube.row(youtube.TWO, "x" * 200_000))
    with pytest.raises(ReadError, match=r"line 3 cannot be read as a table"):
        read({"subscriptions.csv": youtube.sheet(youtube.HEADER, *rows)})
    latin = youtube.sheet(youtube.HEADER, youtube.row(youtube.ONE, "caf")) + b"\xe9"
    with pytest.raises(ReadError, match=r"line 5 is not UTF-8"):
        read({"subscriptions.csv": latin})


def test_other_tables_are_not_taken_for_subscriptions(tmp_path):
    with Archive(single(tmp_path / "a", {"subscriptions.csv": b"name,plan\nann,free\n"})) as near:
        assert "subscriptions.csv has no channel ids" in why_not(near)
    with Archive(single(tmp_path / "b", {"edges.csv": b"follower,followed\na,b\n"})) as far:
        assert "no table of channel ids" in why_not(far)

"""Pseudonyms join, tell nothing, and leave every total as it was."""

import hashlib
import hmac

import pandas as pd
import pytest
from conftest import rebuilt, renamed, shuffled
from hypothesis import given
from hypothesis import strategies as st

from socialkit import audience, datasets, features, graph, quality, simulate
from socialkit.errors import PrivacyError
from socialkit.privacy import leaks, pseudonymise
from socialkit.schema import WITHHELD
from socialkit.snapshot import Snapshot

KEY = bytes(range(32))


@pytest.fixture(scope="module")
def small() -> Snapshot:
    return simulate.network(accounts=600, seed=2).snapshot


@pytest.fixture(scope="module")
def private(small: Snapshot) -> Snapshot:
    return pseudonymise(small, KEY)


def pseudonym(kind: str, letter: str, one: str) -> str:
    made = hmac.new(KEY, f"{kind}\0{one}".encode(), hashlib.sha256).hexdigest()
    return letter + made[:32]


def test_a_pseudonym_is_the_keyed_hash_of_kind_and_id(six: Snapshot) -> None:
    found = pseudonymise(six, KEY)
    assert set(found.accounts.index) == {pseudonym("accounts", "a", i) for i in six.accounts.index}
    assert set(found.posts.index) == {pseudonym("posts", "p", i) for i in six.posts.index}
    ties = {
        (pseudonym("accounts", "a", a), pseudonym("accounts", "a", b))
        for a, b in zip(six.follows["follower_id"], six.follows["followed_id"], strict=True)
    }
    assert set(zip(found.follows["follower_id"], found.follows["followed_id"], strict=True)) == ties


def test_snapshots_of_one_key_join_and_of_two_do_not(six: Snapshot) -> None:
    later = rebuilt(six, posts=six.posts.iloc[:0], interactions=six.interactions.iloc[:0])
    one, other = pseudonymise(six, KEY), pseudonymise(later, KEY)
    assert set(one.accounts.index) == set(other.accounts.index)
    assert not set(one.accounts.index) & set(pseudonymise(six, bytes(32)).accounts.index)


def test_an_account_and_a_post_of_one_id_get_different_ones() -> None:
    accounts = pd.DataFrame(index=pd.Index(["77777"], name="account_id"))
    posts = pd.DataFrame({"account_id": ["77777"]}, index=pd.Index(["77777"], name="post_id"))
    found = pseudonymise(Snapshot(accounts, posts=posts, taken_at="2026-01-01T00:00Z"), KEY)
    assert found.accounts.index[0][1:] != found.posts.index[0][1:]


def test_nothing_people_wrote_is_left(small: Snapshot, private: Snapshot, tmp_path) -> None:
    assert private.accounts["handle"].isna().all()
    for name in ("name", "bio", "location", "url"):
        assert set(private.accounts[name].dropna()) <= {WITHHELD, ""}
    assert leaks(private.save(tmp_path / "private"), small).empty
    assert not leaks(small.save(tmp_path / "open"), small).empty


def test_empty_stays_empty_and_unknown_unknown(six: Snapshot) -> None:
    bio = pseudonymise(six, KEY).accounts["bio"]
    ids = [pseudonym("accounts", "a", one) for one in six.accounts.index]
    kept = bio[ids].astype(object).where(bio[ids].notna(), None)
    assert kept.tolist() == [WITHHELD, WITHHELD, WITHHELD, "", WITHHELD, None]


def test_own_columns_go_from_every_table(six: Snapshot) -> None:
    tables = {"accounts": six.accounts, "posts": six.posts, "follows": six.follows}
    own = {name: frame.assign(x_text="secret words") for name, frame in tables.items()}
    found = pseudonymise(rebuilt(six, **own), KEY)
    for name in own:
        assert not [c for c in getattr(found, name).columns if c.startswith("x_")]


def test_sentences_lose_names_ids_and_addresses(six: Snapshot) -> None:
    told = Snapshot(
        six.accounts,
        taken_at=six.taken_at,
        source="archive of @AnnHeals",
        notes=("The list of Ben was cut; write to me@ben.example.", "See https://ann.example now."),
    )
    found = pseudonymise(told, KEY)
    assert found.source == "archive of [withheld]"
    assert found.notes[0] == "The list of [withheld] was cut; write to [withheld]."
    assert found.notes[1] == "See https://[withheld] now."
    assert "Pseudonyms stand for ids" in found.notes[2]


def test_groups_and_languages_of_few_go(six: Snapshot) -> None:
    assert pseudonymise(six, KEY).accounts["group"].isna().all()
    kept = pseudonymise(six, KEY, k=2).accounts["group"].dropna()
    assert kept.tolist() == ["therapist", "therapist"]


def facts(snapshot: Snapshot) -> pd.DataFrame:
    unread = ["handle_digit_share", "bio_says_bot"]
    return features.follower_features(snapshot).assign(**dict.fromkeys(unread, pd.NA))


def test_features_and_scores_are_those_from_before(small: Snapshot, private: Snapshot) -> None:
    ids = {one: pseudonym("accounts", "a", one) for one in small.accounts.index}
    before, after = facts(small), facts(private)
    before.index = pd.MultiIndex.from_tuples(
        [(ids[a], ids[b]) for a, b in before.index], names=before.index.names
    )
    after.index = pd.MultiIndex.from_tuples(list(after.index), names=after.index.names)
    pd.testing.assert_frame_equal(before.sort_index(), after.sort_index())
    bools = {"bio_says_bot": "boolean", "handle_digit_share": "Float64"}
    scores = [quality.score(frame.sort_index().astype(bools)) for frame in (before, after)]
    pd.testing.assert_frame_equal(*scores)
    pd.testing.assert_frame_equal(
        *(quality.signals(frame.sort_index().astype(bools)) for frame in (before, after))
    )


def test_what_needs_the_words_is_unknown_and_not_alike(private: Snapshot) -> None:
    followers = features.follower_features(private)
    assert quality.relatedness(private, followers)["bio_similarity"].isna().all()
    assert followers["handle_digit_share"].isna().all()


def test_graph_measures_are_those_from_before(small: Snapshot, private: Snapshot) -> None:
    assert graph.reciprocity(private).equals(graph.reciprocity(small))
    assert graph.summary(private).equals(graph.summary(small))
    order = [pseudonym("accounts", "a", one) for one in small.accounts.index]
    after = graph.degrees(private).loc[order]
    assert after.to_numpy().tolist() == graph.degrees(small).to_numpy().tolist()


def test_the_audience_is_that_from_before(small: Snapshot, private: Snapshot) -> None:
    who = audience.choose(small)
    hidden = pseudonym("accounts", "a", who)
    before, after = (
        audience.dormancy(*pair).reset_index(drop=True).astype(str)
        for pair in ((small, who), (private, hidden))
    )
    pd.testing.assert_frame_equal(before, after)


def test_dates_by_month_hide_days_and_the_order_within(small: Snapshot) -> None:
    found = pseudonymise(small, KEY, dates="month")
    for table in ("accounts", "follows", "posts", "interactions"):
        frame = getattr(found, table)
        for name in frame.columns[[str(d).startswith("datetime") for d in frame.dtypes]]:
            known = frame[name].dropna()
            assert (known.dt.day == 1).all() and (known == known.dt.normalize()).all()
    follows = found.follows.dropna(subset=["position"])
    assert len(follows)
    assert follows.groupby(["followed_id", "followed_at"])["position"].nunique().max() == 1
    assert found.follows.loc[found.follows["followed_at"].isna(), "position"].isna().all()
    assert pseudonymise(small, KEY).follows["position"].notna().sum() == (
        small.follows["position"].notna().sum()
    )


@given(seed=st.integers(0, 1000))
def test_the_order_of_rows_changes_nothing(six: Snapshot, seed: int) -> None:
    one, other = pseudonymise(six, KEY), pseudonymise(shuffled(six, seed), KEY)
    for table in ("accounts", "follows", "posts", "interactions"):
        pd.testing.assert_frame_equal(getattr(one, table), getattr(other, table))


def test_the_rows_order_says_nothing_of_the_ids(six: Snapshot) -> None:
    changed, _ = renamed(six, 3)
    for snapshot in (six, changed):
        index = pseudonymise(snapshot, KEY).accounts.index
        assert index.is_monotonic_increasing


def test_what_was_given_is_untouched(six: Snapshot) -> None:
    before = rebuilt(six)
    pseudonymise(six, KEY, dates="month")
    assert six == before


def test_an_empty_snapshot_has_pseudonyms_for_nobody() -> None:
    empty = Snapshot(pd.DataFrame(), taken_at="2026-01-01T00:00Z")
    assert len(pseudonymise(empty, KEY, dates="month").accounts) == 0


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"key": b"short"}, "32 bytes"),
        ({"key": "x" * 32}, "32 bytes"),
        ({"dates": "day"}, "exact, month"),
        ({"k": 0}, "k must be"),
    ],
)
def test_wrong_options_are_refused(six: Snapshot, options: dict, says: str) -> None:
    with pytest.raises(PrivacyError, match=says):
        pseudonymise(six, **({"key": KEY} | options))


def test_the_sample_in_full() -> None:
    sample = datasets.load("therapists")
    found = pseudonymise(sample, KEY)
    assert found.accounts.index.is_unique and len(found.accounts) == len(sample.accounts)
    assert not any("house_call_weekly" in note for note in found.notes)

"""What the data cannot tell stands first; how the file was read is folded; nothing stands twice."""

import pandas as pd
import pytest
from conftest import rebuilt

from socialkit import readers
from socialkit.report.notes import NO_ACCOUNT, NO_LIST, day, sorted_notes
from socialkit.snapshot import UNDATED, Snapshot

LIMIT = readers.formats().loc["X archive", "does_not_tell"]
READ = "Deleted posts that the archive still holds (3) are not counted."


def noted(*notes: str, platform: str = "x", **facts: object) -> Snapshot:
    accounts = pd.DataFrame({"is_focal": [True]} | facts, index=["ann"])
    taken_at = "2026-02-13T08:00Z"
    return Snapshot(accounts, taken_at=taken_at, platform=platform, notes=notes)


def test_what_the_platform_does_not_tell_stands_before_how_it_was_read():
    found = sorted_notes(noted(READ, LIMIT), "ann")
    assert found == ([LIMIT], [READ])


@pytest.mark.parametrize(
    "limit",
    [
        "Edges and nodes do not tell what the accounts post, or who engages with whom.",
        "An edge list does not tell who the accounts are, what they post, or who engages.",
        "It does not say what accounts post, nor who engages with whom.",
    ],
)
def test_lists_of_ties_have_limits_too(limit):
    assert sorted_notes(noted(READ, limit), "ann").first == [limit]


def test_how_an_export_was_dated_is_no_limit():
    dated = "The export does not say when it was made; its newest date, 2026-02-13, is used."
    assert sorted_notes(noted(dated, LIMIT), "ann").reading == [dated]


def test_notes_of_ones_own_all_stand_open(six):
    assert sorted_notes(six, "ann") == (["Nothing is known of fay."], [])


def test_a_missing_list_is_said_once():
    said = "This upload holds no follower list."
    found = sorted_notes(noted(said, READ, LIMIT, is_focal=[False]), "ann")
    assert found == ([NO_LIST, LIMIT], [READ])
    assert said in sorted_notes(noted(said, LIMIT), "ann").reading


def test_parts_are_called_by_their_networks_and_nothing_stands_twice():
    mastodon = noted("x: is the unknown.", READ, platform="mastodon")
    both = readers.combine(noted(READ, LIMIT), noted(READ, LIMIT), mastodon)
    found = sorted_notes(both, None)
    assert found.first == [f"X and X (2): {LIMIT}"]
    assert found.reading == [f"X, X (2) and Mastodon: {READ}", "Mastodon: x: is the unknown."]


def test_a_network_without_a_marked_account_says_so(six):
    bare = rebuilt(six, accounts=six.accounts[[]])
    assert sorted_notes(bare, None).first[0].startswith(NO_ACCOUNT)
    assert "--account" in sorted_notes(bare, None).first[0]
    assert NO_ACCOUNT not in " ".join(sorted_notes(bare, "ann").first)


@pytest.mark.parametrize(
    "note",
    [
        "The export does not say when it was made; its newest date, 2026-02-13, is used.",
        "No file says when the data were taken; their newest date, 2026-02-13, is used.",
        "The pages do not say when; the newest date on them, 2026-02-13, is used.",
        "The export does not say when it was made; its newest reaction dates it.",
        "The network is dated by the newest post in it.",
    ],
)
def test_a_date_taken_from_the_newest_entry_says_so(note):
    assert day(noted(note)) == "13 February 2026 (the newest date in it)"


def test_a_stated_date_stands_alone_and_a_missing_one_is_not_stated():
    assert day(noted(READ, LIMIT, "Of several exports only the newest was read.")) == (
        "13 February 2026"
    )
    bare = Snapshot(pd.DataFrame(index=["ann"]), taken_at=UNDATED)
    assert day(bare) == "not stated"


def test_a_part_that_does_not_date_the_whole_does_not_count():
    older = "The export does not say when it was made; its newest date, 2025-01-01, is used."
    dated = "The export does not say when it was made; its newest date, 2026-02-13, is used."
    assert day(readers.combine(noted(older), noted())) == "13 February 2026"
    assert day(readers.combine(noted(dated), noted())).endswith("(the newest date in it)")

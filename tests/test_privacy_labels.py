import pandas as pd
import pytest
from conftest import rebuilt, shuffled

from socialkit import audience, datasets, features, quality
from socialkit.errors import UnknownNameError
from socialkit.privacy import labelled
from socialkit.privacy.labels import ONE, TOLD
from socialkit.schema import WITHHELD


def test_focal_accounts_get_letters_by_their_followers_and_others_nothing(six):
    shown = labelled(six).accounts
    assert shown["handle"].tolist() == ["account A", "account B", *[pd.NA] * 4]
    assert shown["name"].tolist() == ["account A", "account B", WITHHELD, WITHHELD, pd.NA, pd.NA]


def test_an_account_chosen_or_alone_is_this_account(six):
    assert labelled(six, "cat").accounts["handle"].tolist()[:3] == ["account A", "account B", ONE]
    alone = rebuilt(six, accounts=six.accounts.assign(is_focal=[True, *[False] * 5]))
    assert labelled(alone).accounts["handle"].iloc[0] == ONE
    with pytest.raises(UnknownNameError):
        labelled(six, "nobody")


def test_the_sentences_that_come_with_the_data_use_the_labels(six):
    told = {"notes": ("The list of @AnnHeals is whole.", "DanDeals left."), "source": "by Ann"}
    named = type(six)(
        six.accounts, six.follows, six.posts, six.interactions, taken_at=six.taken_at, **told
    )
    shown = labelled(named)
    assert shown.notes[:2] == (TOLD, "The list of account A is whole.")
    assert "DanDeals" not in shown.notes[2]


def test_no_number_changes():
    snapshot = datasets.load("therapists")
    shown = labelled(snapshot)
    before, after = (features.account_features(one) for one in (snapshot, shown))
    pd.testing.assert_frame_equal(after, before)
    pd.testing.assert_frame_equal(quality.score(after), quality.score(before))
    tables = [audience.compare(one).drop(columns="handle") for one in (snapshot, shown)]
    pd.testing.assert_frame_equal(*tables)


def test_row_order_decides_nothing(six):
    assert (
        labelled(shuffled(six, 2))
        .accounts["handle"]
        .loc[six.accounts.index]
        .equals(labelled(six).accounts["handle"])
    )


def test_a_name_known_to_be_empty_stays_so(six):
    empty = six.accounts.assign(name=["", "Ben", "Cat", "", None, None])
    shown = labelled(rebuilt(six, accounts=empty))
    assert shown.accounts["name"].tolist() == ["", "account B", WITHHELD, "", pd.NA, pd.NA]
    told = features.account_features(shown)["has_name"]
    assert told.tolist() == [False, True, True, False, pd.NA, pd.NA]


def test_more_accounts_than_letters_go_on_as_spreadsheets_do():
    handles = labelled(datasets.load("therapists")).accounts["handle"].dropna()
    assert {"account Z", "account AA", "account AN"} <= set(handles)
    assert handles.is_unique

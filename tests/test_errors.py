"""`socialkit.errors`: one family, and messages that say what to do."""

import pytest

from socialkit import errors
from socialkit.errors import SchemaError, SocialkitError, UnknownNameError

KINDS = [
    SchemaError(["a"]),
    errors.ReadError("a"),
    errors.SaveError("a"),
    errors.CollectError("a"),
    UnknownNameError("account", "zoe", ["ann"]),
    errors.MissingDataError("a"),
    errors.PrivacyError("a"),
]


@pytest.mark.parametrize("error", KINDS, ids=lambda error: type(error).__name__)
def test_every_kind_is_caught_by_the_two_general_names(error):
    assert isinstance(error, SocialkitError)
    assert isinstance(error, ValueError)


def test_no_kind_is_left_out_of_these_tests():
    defined = {kind for kind in vars(errors).values() if isinstance(kind, type)}
    kinds = {kind for kind in defined if issubclass(kind, SocialkitError)} - {SocialkitError}
    assert kinds == {type(error) for error in KINDS}


def test_schema_error_counts_and_keeps_the_faults():
    assert str(SchemaError(["a: wrong"])) == "1 fault in the tables: a: wrong"
    two = SchemaError(fault for fault in ("a: wrong", "b: missing"))
    assert str(two) == "2 faults in the tables: a: wrong; b: missing"
    assert two.faults == ("a: wrong", "b: missing")


def test_unknown_name_offers_the_names_that_look_alike():
    error = UnknownNameError("column", "followers", ["followers_count", "bio", "lang"])
    assert str(error) == "no column 'followers'; known: followers_count, ...."


def test_unknown_name_offers_the_first_names_when_none_looks_alike():
    known = ["ann", "ben", "cat", "dan", "eve", "fay"]
    expected = "no account 'x'; known: ann, ben, cat, dan, eve, .... Give an id."
    assert str(UnknownNameError("account", "x", known, "Give an id")) == expected


def test_unknown_name_among_none():
    assert str(UnknownNameError("account", "zoe", [])) == "no account 'zoe'; none are known."

"""The plan before a collection, the consent to it, and the words for how long it takes."""

import pytest

from socialkit import collect
from socialkit.collect import consent
from socialkit.collect.plan import Line, Plan, duration, pages
from socialkit.errors import CollectError

PLAN = Plan(
    "ann.example", "https://view.example", (Line("list", 10, 10), Line("ties", 0, 90)), 10.0
)


def test_a_plan_adds_up():
    assert (PLAN.fewest, PLAN.most, PLAN.seconds) == (10, 100, 10.0)


def test_what_is_here_already_is_not_asked_for_again():
    half = PLAN._replace(have=10)
    assert (half.fewest, half.most) == (0, 90)
    assert "(10 more are here already)" in str(half)
    assert PLAN._replace(have=1000).most == 0


def test_a_plan_names_account_server_requests_and_time():
    words = str(PLAN._replace(rate=0.1))
    for part in (
        "ann.example",
        "https://view.example",
        "0 to 90  ties",
        "10 to 100",
        "0.1 a second",
    ):
        assert part in words
    assert "2 minutes to 17 minutes" in words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "a few seconds"),
        (60, "a minute"),
        (91, "2 minutes"),
        (5_399, "90 minutes"),
        (7_200, "2.0 hours"),
        (259_200, "3.0 days"),
    ],
)
def test_durations_in_words(seconds, words):
    assert duration(seconds) == words


@pytest.mark.parametrize(("entries", "expected"), [(None, 1), (0, 1), (1, 1), (100, 1), (101, 2)])
def test_a_list_takes_at_least_one_page(entries, expected):
    assert pages(entries, 100) == expected


@pytest.mark.parametrize(
    ("answer", "agrees"), [("y", True), (" YES ", True), ("", False), ("n", False), ("oh", False)]
)
def test_only_a_yes_is_a_yes(monkeypatch, answer, agrees):
    shown = []
    monkeypatch.setattr("builtins.input", lambda prompt: shown.append(prompt) or answer)
    assert collect.asked(PLAN) is agrees
    assert str(PLAN) in shown[0]


def test_where_nobody_can_be_asked_nothing_goes_ahead(monkeypatch):
    def nobody(prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    with pytest.raises(CollectError, match=r"confirm=socialkit\.collect\.yes"):
        collect.asked(PLAN)


def test_yes_shows_the_plan_and_goes_ahead(capsys):
    assert collect.yes(PLAN) is True
    assert str(PLAN) in capsys.readouterr().out


def test_a_no_ends_it():
    with pytest.raises(CollectError, match="stopped before"):
        consent.agreed(PLAN, lambda plan: False)


def test_nothing_left_to_ask_needs_no_consent():
    def refuses(plan: Plan) -> bool:
        raise AssertionError("nobody should be asked")

    consent.agreed(PLAN._replace(have=1000), refuses)

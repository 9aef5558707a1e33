"""Practitioner mode: on for the whole process and what it starts, and clear in its refusal."""

import subprocess
import sys

import pytest

import socialkit
from socialkit import practice
from socialkit.errors import PrivacyError, SocialkitError


@pytest.fixture(autouse=True)
def off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(practice.VARIABLE, "")


def test_it_is_off_until_asked_for() -> None:
    assert not practice.is_on()
    practice.no_single_follower("explain a single follower")


def test_it_can_be_switched_on_and_off_from_the_top_of_the_package() -> None:
    socialkit.practitioner()
    assert practice.is_on()
    socialkit.practitioner(on=False)
    assert not practice.is_on()


def test_the_refusal_says_what_why_and_what_instead() -> None:
    practice.practitioner()
    with pytest.raises(PrivacyError) as caught:
        practice.no_single_follower("explain a single follower", instead="sk.audience.profile")
    said = str(caught.value)
    assert said.startswith("practitioner mode does not explain a single follower:")
    assert "client" in said and "sk.audience.profile" in said
    assert isinstance(caught.value, SocialkitError)


@pytest.mark.parametrize("value", ["1", "true", "yes", "on", "perhaps"])
def test_what_the_variable_says_and_is_not_understood_protects(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(practice.VARIABLE, value)
    assert practice.is_on()


@pytest.mark.parametrize("value", ["", "0", "False", "no", " off "])
def test_the_variable_can_say_off(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(practice.VARIABLE, value)
    assert not practice.is_on()


def test_a_process_started_later_inherits_it() -> None:
    practice.practitioner()
    ask = "from socialkit import practice; print(practice.is_on())"
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert answer.stdout == "True\n"

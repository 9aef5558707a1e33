"""How fast a server is asked: even, at its own word, and stopped at once when asked to."""

import threading
import time
from itertools import pairwise

import pytest

from socialkit.collect import clock, pace
from socialkit.collect.pace import Pace, asked_to_wait
from socialkit.errors import CollectError


def headers(**said: object) -> dict[str, str]:
    return {name.replace("_", "-"): str(value) for name, value in said.items()}


@pytest.fixture
def still(monkeypatch):
    """Stop the clock, so that what is learned from a header is exact."""
    monkeypatch.setattr(clock, "present", lambda: 1_800_000_000_000_000)
    return 1_800_000_000


def test_turns_are_spread_evenly_over_all_threads(monkeypatch):
    """Threads do not sleep here: how long each was told to is what counts."""
    moments, told = [100.0], []
    monkeypatch.setattr(pace.time, "monotonic", lambda: moments[-1])
    even = Pace(10)
    monkeypatch.setattr(even, "rest", told.append)
    for _ in range(21):
        even.wait()
    assert told[0] <= 0
    assert told[20] == pytest.approx(2.0)
    assert [b - a for a, b in pairwise(told)] == pytest.approx([0.1] * 20)


def test_a_hiccup_is_made_good_up_to_a_second(monkeypatch):
    moments, told = [0.0], []
    monkeypatch.setattr(pace.time, "monotonic", lambda: moments[-1])
    even = Pace(10)
    monkeypatch.setattr(even, "rest", told.append)
    even.wait()
    moments.append(60.0)
    for _ in range(30):
        even.wait()
    at_once = sum(seconds < 0.05 for seconds in told[1:])
    assert at_once == 11  # a second's worth and the turn itself, not the whole minute


def test_the_policy_of_bluesky_is_taken_over(still):
    learning = Pace(1)
    learning.learn(headers(ratelimit_policy="3000;w=300", ratelimit_remaining=2999,
                           ratelimit_limit=3000, ratelimit_reset=still + 300))  # fmt: skip
    assert learning.rate == pytest.approx(10 * pace._KEPT_BACK)


def test_the_window_of_mastodon_is_shared_out(still):
    learning = Pace(5)
    learning.learn(headers(x_ratelimit_limit=300, x_ratelimit_remaining=300,
                           x_ratelimit_reset="2027-01-15T08:05:00.000Z"))  # fmt: skip
    assert learning.rate == pytest.approx(1 * pace._KEPT_BACK)


def test_the_rest_of_a_window_is_not_rushed_through(still):
    learning = Pace(1)
    for left, seconds in ((300, 300), (250, 10)):
        learning.learn(headers(x_ratelimit_limit=300, x_ratelimit_remaining=left,
                               x_ratelimit_reset=still + seconds))  # fmt: skip
    assert learning.rate <= 1.5


def test_an_empty_window_is_waited_for(still, monkeypatch):
    monkeypatch.setattr(pace.time, "monotonic", lambda: 50.0)
    learning, told = Pace(10), []
    monkeypatch.setattr(learning, "rest", told.append)
    learning.learn(headers(ratelimit_limit=3000, ratelimit_remaining=0, ratelimit_reset=still + 40))
    learning.wait()
    assert told == [pytest.approx(40.0)]


def test_what_the_user_allows_is_never_exceeded(still):
    slow = Pace(10, most=0.5)
    assert slow.rate == 0.5
    slow.learn(headers(ratelimit_policy="3000;w=300"))
    assert slow.rate == 0.5


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"ratelimit_policy": "nonsense"},
        {"ratelimit_policy": "0;w=0"},
        {"ratelimit_limit": "many", "ratelimit_remaining": "few", "ratelimit_reset": "later"},
        {"x_ratelimit_limit": "9" * 40, "x_ratelimit_remaining": "-1", "x_ratelimit_reset": "NaN"},
        {"x_ratelimit_limit": 0, "x_ratelimit_remaining": 0, "x_ratelimit_reset": "1e400"},
    ],
)
def test_headers_that_make_no_sense_change_nothing(said):
    learning = Pace(7)
    learning.learn(headers(**said))
    assert learning.rate == 7


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ({"retry_after": "120"}, 120.0),
        ({"retry_after": "Fri, 15 Jan 2027 08:00:30 GMT"}, 30.0),
        ({"x_ratelimit_reset": "2027-01-15T08:01:00Z"}, 60.0),
        ({"ratelimit_reset": "1800000005"}, 5.0),
        ({"retry_after": "Fri, 15 Jan 2027 07:00:00 GMT"}, 0.0),
        ({"retry_after": "soon"}, None),
        ({}, None),
    ],
)
def test_how_long_a_reply_asks_to_be_left_alone(still, said, seconds):
    assert asked_to_wait(headers(**said)) == seconds


def test_a_servers_wrong_clock_does_not_matter(still):
    """It is an hour ahead, and so is the moment that it names."""
    said = headers(
        retry_after="Fri, 15 Jan 2027 09:00:10 GMT", date="Fri, 15 Jan 2027 09:00:00 GMT"
    )
    assert asked_to_wait(said) == pytest.approx(10.0)


def test_stopping_wakes_up_whoever_waits():
    waiting, ended = Pace(1), []

    def wait() -> None:
        try:
            waiting.rest(600)
        except CollectError as error:
            ended.append(str(error))

    thread = threading.Thread(target=wait)
    begun = time.monotonic()
    thread.start()
    waiting.stop()
    thread.join(timeout=60)
    assert ended == ["the collection was stopped; what it has is kept."]
    assert time.monotonic() - begun < 60

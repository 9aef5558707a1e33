"""Dates as exports write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialkit.readers import moments

NOON = int(datetime(2024, 3, 5, 12, 30, 15, tzinfo=UTC).timestamp()) * 1_000_000
DAY = int(datetime(2024, 3, 5, tzinfo=UTC).timestamp()) * 1_000_000
POSSIBLE = st.datetimes(datetime(1990, 1, 2), datetime(2199, 12, 30), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        (moments.unix, 1709641815, NOON),
        (moments.unix, "1709641815", NOON),
        (moments.unix, 1709641815.25, NOON + 250_000),
        (moments.unix, 0, None),
        (moments.unix, -62169958800, None),
        (moments.unix, 10**30, None),
        (moments.unix, float("nan"), None),
        (moments.unix, True, None),
        (moments.iso, "2024-03-05T12:30:15Z", NOON),
        (moments.iso, "2024-03-05T14:30:15.000+02:00", NOON),
        (moments.iso, "2024-03-05T12:30:15", None),
        (moments.iso, "0001-01-01T00:00:00+14:00", None),
        (moments.utc, "2024-03-05 12:30:15", NOON),
        (moments.utc, "2024-03-05 12:30:15 UTC", NOON),
        (moments.utc, "2024-03-05T14:30:15+02:00", NOON),
        (moments.utc, "2024-03-05", DAY),
        (moments.utc, "0000-00-00 00:00:00", None),
        (moments.twitter, "Tue Mar 05 12:30:15 +0000 2024", NOON),
        (moments.twitter, "Tue Mar 05 14:00:15 +0130 2024", NOON),
        (moments.twitter, "Mär 05", None),
        (moments.twitter, "Tue Feb 31 12:30:15 +0000 2024", None),
        (moments.english_day, "05 Mar 2024", DAY),
        (moments.english_day, "5 March 2024", DAY),
        (moments.english_day, "31 Feb 2024", None),
        (moments.english_day, "05 März 2024", None),
    ],
)
def test_known_moments(read, value, expected):
    assert read(value) == expected


@pytest.mark.parametrize(
    "read", [moments.unix, moments.iso, moments.utc, moments.twitter, moments.english_day]
)
@given(
    value=st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.none())
    )
)
def test_anything_is_a_possible_moment_or_none(read, value):
    found = read(value)
    assert found is None or moments.EARLIEST <= found < moments.LATEST


@given(POSSIBLE)
def test_writing_and_reading_agree(moment):
    whole = moment.replace(microsecond=0)
    expected = (whole - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    assert moments.iso(whole.isoformat()) == expected
    assert moments.utc(f"{whole:%Y-%m-%d %H:%M:%S}") == expected
    assert moments.twitter(f"{whole:%a %b %d %H:%M:%S} +0000 {whole.year}") == expected
    assert moments.unix(str(int(whole.timestamp()))) == expected

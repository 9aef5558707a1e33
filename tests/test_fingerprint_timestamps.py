"""Times in account ids: published pairs, whole hours off, and ids that hold none."""

import pandas as pd
import pytest

from socialkit import Snapshot, fingerprint

# Accounts of February 2016 with their stated creation times, when X changed to timed ids
# (blog.konomama.dev/posts/twitter-snowflake-metadata).
PUBLISHED = {
    "699570924048162816": "2016-02-16T12:28:00Z",
    "699757151795990528": "2016-02-17T00:48:00Z",
    "4922450361": "2016-02-17T05:07:17Z",
    "4923106354": "2016-02-17T08:36:46Z",
    "4924072528": "2016-02-17T14:31:17Z",
}
TIMED = 1_000_000_000_000_000_000  # 2018-05-25T13:05:53.758Z
STEP = 1 << 40  # about four minutes and a half


def followers(created: dict[str, object], platform: str = "x") -> Snapshot:
    """Return accounts that follow ``focal``, with their stated creation times."""
    moments = pd.to_datetime(pd.Series([*created.values(), None], dtype=object), utc=True)
    ids = pd.Index([*created, "focal"], name="account_id")
    accounts = pd.DataFrame({"created_at": moments.array}, index=ids)
    follows = pd.DataFrame({"follower_id": list(created), "followed_id": "focal"})
    return Snapshot(accounts, follows, taken_at="2026-01-01T00:00Z", platform=platform)


def stated(count: int, hours: float = 0, minutes: float = 0) -> dict[str, pd.Timestamp]:
    """Return ids with times, and dates that are off by so much."""
    first = pd.Timestamp("2018-05-25T13:05:53.758Z")
    off = pd.Timedelta(hours=hours, minutes=minutes)
    step = pd.Timedelta(milliseconds=STEP >> 22)
    return {str(TIMED + row * STEP): first + row * step + off for row in range(count)}


def test_published_ids_agree_and_older_ones_hold_no_time():
    check = fingerprint.timestamp_check(followers(PUBLISHED), "focal")
    assert (check.n, check.without_time, check.undated) == (2, 3, 0)
    assert (check.within_minute.value, check.offset_hours) == (1, 0)
    assert check.note == "the stated dates agree with the ids"


@pytest.mark.parametrize("hours", [-5, 1, 9])
def test_whole_hours_are_named(hours):
    created = stated(18, hours=hours) | {str(TIMED + STEP * 500): "2017-01-01T00:00:17Z"}
    check = fingerprint.timestamp_check(followers(created), "focal")
    assert check.offset_hours == hours
    assert f"{hours:+d} hours off" in check.note
    assert check.within_minute.value == 0
    assert check.offsets["count"].tolist() == [18, 1]
    assert check.offsets.index.tolist()[0] == hours
    assert check.offsets.index.isna().tolist() == [False, True]
    assert check.offsets["share"].tolist() == pytest.approx([18 / 19, 1 / 19])


def test_a_minute_is_the_limit():
    created = stated(4, minutes=0.99) | dict(list(stated(10, minutes=1.01).items())[4:])
    check = fingerprint.timestamp_check(followers(created), "focal")
    assert (check.n, check.within_minute.value) == (10, 0.4)
    assert check.offset_hours is None
    assert "no one number of hours" in check.note


def test_undated_accounts_are_counted_apart():
    created = stated(3) | {str(TIMED + STEP * 9): None, "77": None}
    check = fingerprint.timestamp_check(followers(created), "focal")
    assert (check.n, check.without_time, check.undated) == (3, 1, 1)


@pytest.mark.parametrize(
    ("created", "platform", "why"),
    [
        (stated(3), "mastodon", "account ids of this network hold no time"),
        ({"did:plc:a": "2024-01-01T00:00Z"}, "bluesky", "account ids of this network"),
        (stated(3), "", "account ids of this network hold no time"),
        ({"12": "2008-01-01T00:00Z"}, "x", "no id here holds a time"),
        ({"ann": None, "9" * 40: None, "١٢": None}, "x", "no id here holds a time"),
        ({str(TIMED): None}, "x", "no date is stated for them"),
    ],
)
def test_without_times_nothing_is_known(created, platform, why):
    check = fingerprint.timestamp_check(followers(created, platform), "focal")
    assert check.n == 0
    assert not check.within_minute.known
    assert check.offset_hours is None
    assert check.offsets.empty
    assert why in check.note


def test_no_followers_are_said():
    for account, why in (("12", "no followers"), (None, "no account here")):
        check = fingerprint.timestamp_check(followers({"12": None}), account)
        assert (check.n, check.without_time, check.undated) == (0, 0, 0)
        assert why in check.note
        assert why in str(check.within_minute)

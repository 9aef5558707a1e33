"""For how long followers post: a hand-drawn audience, lifelines as judge, and no data."""

import lifelines
import numpy as np
import pandas as pd
import pytest
from conftest import TAKEN_AT, days_before, renamed, shuffled
from hypothesis import given
from hypothesis import strategies as st

from socialkit import audience, plot
from socialkit.audience.lifetimes import BANDS, EVERYBODY, curves
from socialkit.errors import SocialkitError
from socialkit.snapshot import Snapshot


def drawn(ages: list, silences: list, *, posts: int | None = 9, following: int | None = 7):
    """An account followed by accounts of these ages, silent for so many days."""
    ids = [f"f{place}" for place in range(len(ages))]
    accounts = pd.DataFrame(
        {
            "created_at": [*days_before(*ages), pd.NaT],
            "last_post_at": [*days_before(*silences), pd.NaT],
            "posts_count": [posts] * len(ages) + [None],
            "following_count": [following] * len(ages) + [None],
            "is_focal": [False] * len(ages) + [True],
            "list_frame": [None] * len(ages) + ["census"],
        },
        index=pd.Index([*ids, "me"], name="account_id"),
    )
    follows = pd.DataFrame({"follower_id": ids, "followed_id": "me"})
    return Snapshot(accounts, follows, taken_at=TAKEN_AT)


class TestLifetimes:
    def test_a_long_silence_ends_a_life_and_a_short_one_does_not(self):
        followers = audience.lifetimes(drawn([500, 500, 500], [100, 60, 3]), "me")
        assert followers["days"].tolist() == [400, 440, 440]
        assert followers["ended"].tolist() == [True, False, False]

    def test_who_never_posted_lost_steam_on_the_first_day(self):
        followers = audience.lifetimes(drawn([300], [None], posts=0), "me")
        assert followers[["days", "ended"]].iloc[0].tolist() == [0, True]

    def test_a_post_from_before_the_account_was_opened_is_none_of_it(self):
        followers = audience.lifetimes(drawn([300], [400]), "me")
        assert followers[["days", "ended"]].iloc[0].tolist() == [0, True]

    def test_what_cannot_be_judged_is_left_out_not_guessed(self):
        followers = audience.lifetimes(drawn([300, None, 300, 59], [9, 9, None, 3]), "me")
        assert followers.index.tolist() == ["f0"]

    def test_friends_are_banded_and_unknown_stays_unknown(self):
        for following, band in zip((0, 99, 100, 999, 1000), (0, 0, 1, 1, 2), strict=True):
            one = audience.lifetimes(drawn([300], [9], following=following), "me")
            assert one["friends"].iloc[0] == BANDS[band]
        assert audience.lifetimes(drawn([300], [9], following=None), "me")["friends"].isna().all()

    def test_a_shorter_patience_ends_more_lives(self):
        made = drawn([500, 500, 500], [100, 60, 3])
        strict = audience.lifetimes(made, "me", dormant_days=30)
        assert strict["ended"].tolist() == [True, True, False]

    def test_nobody_asked_for_gives_an_empty_table(self, six):
        none = audience.lifetimes(six, None)
        assert list(none) == ["days", "ended", "friends"]
        assert none.empty

    def test_negative_patience_is_refused(self, six):
        with pytest.raises(SocialkitError, match="0 days or more"):
            audience.lifetimes(six, "ann", dormant_days=-1)


class TestCurve:
    def test_it_is_lifelines_curve_on_whole_days(self):
        rng = np.random.default_rng(3)
        ages = rng.integers(61 * 4, 2000 * 4, 300) / 4  # quarters of a day: exact as floats
        silences = np.floor(4 * ages * rng.random(300)) / 4
        followers = audience.lifetimes(drawn(list(ages), list(silences)), "me")
        curve = curves(followers).xs(EVERYBODY, level="group")
        judge = lifelines.KaplanMeierFitter().fit(
            followers["days"].astype(float), followers["ended"].astype(bool)
        )
        ends_of_days = curve.index + 0.999
        expected = judge.survival_function_at_times(ends_of_days)
        assert curve["value"].astype(float).to_numpy() == pytest.approx(expected.to_numpy())
        band = judge.confidence_interval_.loc[: ends_of_days[50]].iloc[-1]
        assert curve[["low", "high"]].iloc[50].astype(float).tolist() == pytest.approx(list(band))

    def test_groups_lie_under_one_another(self):
        followers = audience.lifetimes(drawn([500] * 4, [100, 60, 3, 200]), "me")
        parted = followers.assign(friends=["b", "a", "a", "b"])
        curve = curves(parted, by="friends")
        assert curve.index.get_level_values("group").unique().tolist() == ["a", "b"]
        alone = curves(parted[parted["friends"] == "b"])
        assert curve.loc["b", "value"].tolist() == alone["value"].tolist()

    def test_nobody_gives_an_empty_curve_and_a_panel(self, six):
        curve = audience.survival(six, None)
        assert curve.empty
        ax = plot.survival(curve)
        assert "Not in this export" in [text.get_text() for text in ax.texts]
        plot.close(ax)


class TestStillPosting:
    def test_by_hand(self):
        """Ends after 100 and 200 days; one is followed for 240 days, one for 440."""
        made = drawn([500, 500, 300, 500], [400, 300, 3, 3])
        table = audience.still_posting(made, "me", days=(50, 100, 300, 500))
        shares = table["value"].droplevel("group")
        assert shares.loc[["after 50 days", "after 100 days", "after 300 days"]].tolist() == [
            1.0, 0.75, 0.5,
        ]  # fmt: skip
        assert table["note"].droplevel("group")["after 500 days"] == (
            "nobody here could be followed for so long"
        )
        assert shares["half by"] == 200

    def test_where_none_or_all_have_ended_the_interval_is_still_honest(self):
        table = audience.still_posting(drawn([500] * 20, [3] * 20), "me", days=(30,))
        row = table.droplevel("group").loc["after 30 days"]
        assert row["value"] == row["high"] == 1
        assert row["low"] == pytest.approx(0.8389, abs=1e-4)  # Wilson, 20 of 20
        ended = audience.still_posting(drawn([500] * 20, [500] * 20), "me", days=(0,))
        row = ended.droplevel("group").loc["after 0 days"]
        assert (row["value"], row["low"]) == (0, 0)
        assert row["high"] == pytest.approx(0.1611, abs=1e-4)

    def test_every_number_says_whom_it_was_counted_on(self):
        table = audience.still_posting(drawn([500, None, 500], [400, 3, 3]), "me", days=(30,))
        assert "those whose age and last post are known, of" in table["in_words"].iloc[0]

    def test_without_dates_the_reason_stands_there(self, six):
        for snapshot, who in ((six, None), (drawn([None], [None], posts=None), "me")):
            table = audience.still_posting(snapshot, who)
            assert table["value"].isna().all()
            assert table["note"].str.contains("when they last posted").all()

    def test_neither_rows_nor_names_matter(self):
        made = drawn([500, 90, 300, 1500, 700], [400, 3, 70, 2, 100])
        expected = audience.still_posting(made, "me")["value"].tolist()
        for seed in range(3):
            assert audience.still_posting(shuffled(made, seed), "me")["value"].tolist() == expected
        other, _ = renamed(made, 1)
        assert audience.still_posting(other, other.focal[0])["value"].tolist() == expected

    @given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), max_size=12))
    def test_shares_fall_and_stay_inside_their_interval(self, pairs):
        ages, silences = ([pair[side] for pair in pairs] for side in (0, 1))
        table = audience.still_posting(drawn(ages, silences), "me", days=(0, 30, 90, 365))
        shares = table.iloc[:4].dropna(subset=["value"])
        assert shares["value"].is_monotonic_decreasing
        assert (shares["low"] <= shares["value"]).all()
        assert (shares["value"] <= shares["high"]).all()
        assert not np.isinf(shares[["value", "low", "high"]].to_numpy(dtype=float)).any()

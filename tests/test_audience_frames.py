"""Which part of an audience was seen, what that says of the whole, and whether it drifts."""

import itertools
import math
from random import Random

import numpy as np
import pandas as pd
import pytest
from broken import packed, samples
from conftest import rebuilt, renamed, shuffled
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

import socialkit as sk
from socialkit import audience, estimate, simulate
from socialkit.audience.profile import with_counts
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.snapshot import Snapshot

SEGMENTS = list(audience.SEGMENTS)
TAKEN_AT = pd.Timestamp("2026-01-01T00:00Z")
EVERYDAY = {name: members for name, members in samples().items() if name.endswith("/everyday")}


def listed(silent: list[float], *, order: str | None = "newest_first", **focal) -> Snapshot:
    """Return a focal account whose n-th listed follower has been silent for silent[n] days.

    All have one profile; nobody interacts; the focal account follows every third of them.
    """
    ids = [f"f{place:04d}" for place in range(len(silent))]
    last = [TAKEN_AT - pd.Timedelta(days=day) for day in silent]
    accounts = pd.DataFrame(
        {"followers_count": 90, "following_count": 100, "posts_count": 80, "last_post_at": last,
         "created_at": TAKEN_AT - pd.Timedelta(days=3000), "has_default_image": False},
        index=pd.Index(ids, name="account_id"),
    )  # fmt: skip
    own = {"is_focal": True, "list_order": order, "list_frame": "census", "followers_count": None,
           "interactions_seen": "in", "following_count": len(ids[::3])} | focal  # fmt: skip
    accounts = pd.concat([accounts, pd.DataFrame(own, index=["focal"])])
    accounts["is_focal"] = accounts["is_focal"].notna()
    follows = pd.DataFrame({"follower_id": ids, "followed_id": "focal"})
    follows["position"] = range(len(ids))
    back = pd.DataFrame({"follower_id": "focal", "followed_id": ids[::3]})
    return Snapshot(accounts, pd.concat([follows, back], ignore_index=True), taken_at=TAKEN_AT)


def with_focal(snapshot: Snapshot, **facts) -> Snapshot:
    accounts = snapshot.accounts
    for name, value in facts.items():
        accounts[name] = accounts[name].astype(object)
        accounts.loc["focal", name] = value
    return rebuilt(snapshot, accounts=accounts)


@pytest.fixture(scope="module")
def made():
    specs = [
        simulate.Focal(handle="whole", followers=400),
        simulate.Focal(handle="head", followers=900, list_frame="head", seen=200),
        simulate.Focal(handle="sampled", followers=700, list_frame="random", seen=150),
        simulate.Focal(handle="bought", followers=600, bought=150),
    ]
    return simulate.network(accounts=1500, focal=specs, seed=3).snapshot


def words_of(table: pd.DataFrame) -> list[str]:
    return table["in_words"].tolist()


class TestFrame:
    @pytest.mark.parametrize(
        ("focal", "part", "share"),
        [
            ({}, "the whole list, newest first", None),
            ({"followers_count": 40}, "the whole list, newest first", 1.0),
            ({"followers_count": 42}, "the whole list, newest first", 40 / 42),
            ({"followers_count": 50}, "those seen of 50 reported, newest first", 0.8),
            ({"list_frame": "head"}, "the first listed, newest first", None),
            ({"list_frame": "head", "followers_count": 160, "list_order": None},
             "the first of 160 reported", 0.25),
            ({"list_frame": "random", "followers_count": 400, "list_order": "unknown"},
             "random sample", 0.1),
            ({"list_frame": None, "followers_count": 30}, "those seen (30 reported), newest first",
             None),
            ({"list_frame": None, "followers_count": 0}, "those seen (0 reported), newest first",
             None),
        ],
    )  # fmt: skip
    def test_says_which_part_and_what_share_of_the_reported_was_seen(self, focal, part, share):
        seen = audience.frame(listed([5] * 40, **focal), "focal")
        assert (seen.part, seen.seen_share) == (part, share)
        assert seen.words.endswith(seen.part.partition(", ")[2])

    def test_of_no_account_nobody_was_seen(self, six):
        seen = audience.frame(six, None)
        assert (seen.kind, seen.seen, seen.population, seen.seen_share) == (
            "unknown",
            0,
            None,
            None,
        )
        assert seen.note == "no account here has its follower list in the data"

    def test_estimates_say_each_number_once(self, made):
        for handle, expected in {
            "whole": "of 400 followers, the whole list, newest first",
            "head": "of 200 followers, the first of 900 reported, newest first",
            "sampled": "of 150 of 700 followers, random sample",
        }.items():
            table = audience.profile(made, handle)
            assert all(text.endswith(expected) for text in table.loc[SEGMENTS, "in_words"])
        census = audience.profile(made, "whole").loc["dormant"]
        assert census["in_words"].startswith(
            f"{100 * census['value']:.0f} % (every one counted), {census['count']} of 400"
        )

    def test_what_is_known_of_some_only_says_of_how_many(self, six):
        hidden = six.accounts.assign(last_post_at=six.accounts["last_post_at"].where(
            six.accounts.index != "cat"), posts_seen=None)  # fmt: skip
        text = audience.dormancy(rebuilt(six, accounts=hidden, posts=None), "ann", days=[30])
        assert (
            text["in_words"]
            .iloc[0]
            .endswith("1 of 3 followers, all 4 followers listed, newest first")
        )
        assert text["population"].isna().all()

    def test_counts_are_counts_and_not_worked_out_from_shares(self):
        weighted = estimate.table({"a": estimate.stratified([1, 9], [10, 10], [900, 100])})
        assert with_counts(weighted, {"a": 10}).loc["a", "count"] == 10  # not 0.18 of 20
        unknown = estimate.table({"a": estimate.unknown("why")})
        assert with_counts(unknown, {"a": 10}).loc["a", "count"] is pd.NA


class TestExtrapolation:
    def test_is_not_done_unless_asked_for(self, made):
        table = audience.profile(made, "head")
        assert table["population"].isna().all()
        assert table["note"].str.contains("not for the rest").all()
        assert table.loc["effective_followers", "value"] < 200

    def test_takes_the_head_as_drawn_at_random_of_all_reported(self, made):
        plain, table = audience.profile(made, "head"), audience.profile(
            made, "head", extrapolate="head"
        )  # fmt: skip
        for name in SEGMENTS:
            expected = estimate.proportion(int(plain.loc[name, "count"]), 200, 900)
            assert table.loc[name, "value"] == plain.loc[name, "value"]
            assert table.loc[name, "low"] == pytest.approx(expected.low)
            assert table.loc[name, "high"] == pytest.approx(expected.high)
        mean, worth = table.loc["mean_quality"], table.loc["effective_followers"]
        for column in ("value", "low", "high"):
            assert worth[column] == pytest.approx(900 * mean[column])
            assert mean[column] == pytest.approx(plain.loc["mean_quality", column])
        assert table["count"].equals(plain["count"])

    def test_is_said_in_every_row(self, made):
        table = audience.profile(made, "head", extrapolate="head")
        assert (table["population"] == 900).all()
        assert table["method"].str.endswith("head taken as random").all()
        assert (
            table["in_words"]
            .str.endswith(
                "of 900 followers, the first listed, newest first, taken as if drawn at random"
            )
            .all()
        )
        said = "extrapolated: the first 200 of 900 followers are taken as if drawn at random of all"
        assert table["note"].str.contains(said).all()
        assert not table["note"].str.contains("not for the rest").any()

    def test_of_anything_but_a_head_is_refused(self, made):
        for handle, why in {"whole": "nothing is left", "sampled": "speaks for all"}.items():
            with pytest.raises(SocialkitError, match=why):
                audience.profile(made, handle, extrapolate="head")
        unknown = listed([5] * 40, list_frame=None, followers_count=90)
        with pytest.raises(SocialkitError, match="is not known"):
            audience.profile(unknown, "focal", extrapolate="head")
        for reported, why in ((None, "is not reported"), (39, "only 39 are reported")):
            head = listed([5] * 40, list_frame="head", followers_count=reported)
            with pytest.raises(SocialkitError, match=why):
                audience.profile(head, "focal", extrapolate="head")
        with pytest.raises(UnknownNameError, match="known: head"):
            audience.profile(made, "head", extrapolate="tail")

    def test_without_an_account_or_followers_nothing_is_known(self):
        nobody = listed([], list_frame="head", followers_count=90)
        for who in (None, "focal"):
            assert audience.profile(nobody, who, extrapolate="head")["value"].isna().all()

    def test_in_a_comparison_only_heads_change(self, made):
        plain, table = audience.compare(made), audience.compare(made, extrapolate="head")
        head = made.account_id("head")
        assert table.loc[head, "quantity"] == 900
        assert table.loc[head, "effective_followers"] == pytest.approx(
            plain.loc[head, "effective_followers"] * 900 / 200
        )
        assert table.loc[head, "frame"].endswith("taken as if drawn at random")
        same = ["quantity", "quality", "effective_followers", "frame"]
        others = plain.index.drop(head)
        assert table.loc[others, same].equals(plain.loc[others, same])
        with pytest.raises(UnknownNameError):
            audience.compare(made, extrapolate="everything")


class TestDrift:
    def test_halves_of_a_short_list(self):
        # Newest first: 6 active, 2 dormant | 3 active, 5 dormant.
        days = [5] * 6 + [90] * 2 + [5] * 3 + [90] * 5
        table = audience.drift(listed(days), "focal")
        row = table.loc["dormant"]
        assert (row["newest"], row["oldest"], row["value"]) == (2 / 8, 5 / 8, -3 / 8)
        assert (row["n"], row["unit"]) == (16, "difference")
        assert row["in_words"].endswith(
            "2 of 8 against 5 of 8, newest against oldest half: "
            "all 16 followers listed, newest first"
        )
        # The focal account follows places 0, 3, 6 | 9, 12, 15.
        assert table.loc["followed_back", ["newest", "oldest"]].tolist() == [3 / 8, 3 / 8]
        for name in ("newest", "oldest"):
            ends = stats.binomtest(round(8 * row[name]), 8).proportion_ci(method="wilson")
            assert (row[f"{name}_low"], row[f"{name}_high"]) == pytest.approx(tuple(ends))

    def test_intervals_are_newcombes_widened_for_all_measures(self):
        days = [5] * 30 + [90] * 12 + [5] * 10 + [90] * 32
        row = audience.drift(listed(days), "focal", level=0.9).loc["dormant"]
        low, high = confint_proportions_2indep(
            12, 42, 32, 42, method="newcomb", compare="diff", alpha=0.1 / 7
        )  # fmt: skip
        assert (row["low"], row["high"]) == pytest.approx((low, high))
        assert (row["level"], row["method"]) == (0.9, "Newcombe, Bonferroni")
        assert "all 7 measures at once (Bonferroni)" in row["note"]

    def test_the_difference_of_means_agrees_with_a_two_sample_bootstrap(self):
        rng = np.random.default_rng(4)
        days = [*rng.integers(1, 60, 150).tolist(), *rng.integers(20, 400, 150).tolist()]
        snapshot = listed(days)
        row = audience.drift(snapshot, "focal").loc["mean_quality"]
        followers = sk.features.follower_features(snapshot, ["focal"])
        quality = audience.classify(followers)["quality"].to_numpy(dtype=float)
        again = stats.bootstrap(
            (quality[:150], quality[150:]), lambda a, b, axis: a.mean(axis) - b.mean(axis),
            confidence_level=1 - 0.05 / 7, n_resamples=9999, method="percentile",
            vectorized=True, rng=np.random.default_rng(1),
        ).confidence_interval  # fmt: skip
        assert row["value"] == pytest.approx(quality[:150].mean() - quality[150:].mean())
        assert (row["low"], row["high"]) == pytest.approx(tuple(again), rel=0.06)
        assert (row["unit"], row["is_more_than_chance"]) == ("score", True)

    def test_the_order_of_the_list_and_the_dates_of_follows_tell_the_same(self):
        days = [5] * 9 + [90] * 3 + [5] * 4 + [90] * 8
        one = audience.drift(listed(days), "focal")
        turned = audience.drift(listed(days[::-1], order="oldest_first"), "focal")
        numbers = ["newest", "oldest", "value", "low", "high"]
        assert turned.loc[SEGMENTS, numbers].equals(one.loc[SEGMENTS, numbers])
        follows = listed(days).follows
        since = TAKEN_AT - pd.to_timedelta(follows["position"].astype("Float64") * 7 + 1, unit="D")
        dated = rebuilt(listed(days, order=None), follows=follows.assign(followed_at=since))
        by_date = audience.drift(dated, "focal")
        assert by_date.loc[SEGMENTS, numbers].equals(one.loc[SEGMENTS, numbers])
        assert "order by the dates of their follows" in by_date.loc["dormant", "note"]

    def test_followers_who_came_together_are_not_parted(self):
        days = [5] * 4 + [90] * 8
        follows = listed(days).follows
        place = follows["position"].clip(upper=5).where(follows["position"] < 9, 9)
        tied = rebuilt(listed(days), follows=follows.assign(position=place))
        row = audience.drift(tied, "focal").loc["dormant"]
        # 0-4 stand alone, 5-8 share a place across the middle, 9-11 share the last one.
        assert row["in_words"].split(", ")[1] == "1 of 5 against 3 of 3"
        same = rebuilt(listed(days), follows=follows.assign(position=3))
        nothing = audience.drift(same, "focal")
        assert nothing["value"].isna().all()
        assert set(nothing["note"]) == {
            "too few followers came at different moments to set the newest against the oldest"
        }

    def test_those_without_a_place_are_left_out_and_counted(self):
        days = [5] * 5 + [90] * 5
        follows = listed(days).follows
        short = follows.assign(position=follows["position"].where(follows["position"] < 6))
        row = audience.drift(rebuilt(listed(days), follows=short), "focal").loc["dormant"]
        assert row["in_words"].split(", ")[1] == "0 of 3 against 1 of 3"
        assert "4 of 10 followers have no known place" in row["note"]

    def test_parts_can_be_smaller(self):
        days = [5] * 3 + [90] * 6 + [5] + [90] * 2
        row = audience.drift(listed(days), "focal", parts=4).loc["dormant"]
        assert row["in_words"].split(", ")[1] == "0 of 3 against 2 of 3"
        assert "newest against oldest quarter" in row["frame"]
        row = audience.drift(listed(days), "focal", dormant_days=100).loc["dormant"]
        assert row["value"] == 0

    @pytest.mark.parametrize("parts", [1, 0, 2.5, True, "2"])
    def test_nonsense_is_refused(self, parts):
        with pytest.raises(SocialkitError, match="2 parts or more"):
            audience.drift(listed([5] * 8), "focal", parts=parts)

    def test_for_whom_it_speaks_is_said(self, made):
        said = {
            "whole": "one of many that could have come about",
            "head": "only within the part of the list that was seen",
        }
        for handle, words in said.items():
            assert audience.drift(made, handle)["note"].str.contains(words).all()

    def test_what_is_not_known_is_not_compared(self, made, six):
        for who, why in ((None, "no account"), ("sampled", "in which order followers came")):
            table = audience.drift(made, who)
            assert table["value"].isna().all() and table["is_more_than_chance"].isna().all()
            assert table["note"].str.contains(why).all()
        assert set(audience.drift(six, "fay")["note"]) == {"who follows the account"}
        table = audience.drift(rebuilt(six, interactions=None, accounts=six.accounts.assign(
            interactions_seen=None)), "ann")  # fmt: skip
        assert table.loc["engaged", "in_words"] == (
            "not in this export: who interacts with the account"
        )
        assert table.loc["dormant", "value"] == 0.5  # eve is one of the two newest
        assert table.loc["mean_quality", "is_more_than_chance"] is pd.NA  # two are too few

    def test_what_was_planted_is_found(self, made):
        table = audience.drift(made, "bought")  # most of those bought came late and are junk
        assert table.loc["unreachable", "is_more_than_chance"]
        assert table.loc["unreachable", "newest"] > table.loc["unreachable", "oldest"]

    def test_in_lists_without_drift_one_in_twenty_is_called_so_at_most(self):
        rng = np.random.default_rng(8)
        days = [5] * 60 + [90] * 40
        alarms = [
            audience.drift(listed(rng.permutation(days).tolist()), "focal")["is_more_than_chance"]
            .fillna(False).any()
            for _ in range(15)
        ]  # fmt: skip
        assert sum(alarms) <= stats.binom.ppf(0.999, 15, 0.05)


class TestSweep:
    def test_is_the_profile_at_every_threshold(self, made):
        table = audience.sweep(made, "head", thresholds=(120, 31, 60))
        assert table.index.names == ["measure", "days"]
        assert table.loc["dormant"].index.tolist() == [31, 60, 120]
        for day in (31, 60, 120):
            one = audience.profile(made, "head", dormant_days=day).loc[SEGMENTS]
            pd.testing.assert_frame_equal(table.xs(day, level="days").loc[SEGMENTS], one)

    def test_moves_followers_between_dormant_and_silent_only(self):
        table = audience.sweep(listed([20, 40, 70, 100, 130]), "focal")
        assert table.loc["dormant", "count"].tolist() == [4, 3, 2, 1]
        assert table.loc["silent", "count"].tolist() == [1, 2, 3, 4]
        assert (table.loc[["engaged", "unreachable", "unknown"], "count"] == 0).all()

    @pytest.mark.parametrize("wrong", [(), (0,), (-3, 60), (60.5,), ("60",), (True,), 60])
    def test_nonsense_is_refused(self, made, wrong):
        if wrong == 60:
            assert audience.sweep(made, "head", thresholds=wrong).loc["dormant"].index == [60]
            return
        with pytest.raises(SocialkitError, match="whole numbers of days"):
            audience.sweep(made, "head", thresholds=wrong)

    def test_unknown_stays_unknown(self, six):
        table = audience.sweep(six, "ben")
        assert table.loc[["engaged", "silent"], "value"].isna().all()
        assert table.loc["dormant", "value"].notna().all()
        assert audience.sweep(six, None)["value"].isna().all()


class TestCountVersusList:
    def test_of_the_drawing(self, six):
        assert words_of(audience.count_versus_list(six, "ann")) == [
            "4, as reported by the platform",
            "4, the whole list, newest first",
            "0, reported and not in the list",
            "100 % (every one counted), 4 of 4 followers reported",
            "0 % (every one counted), 0 of 4 followers listed, the whole list, newest first",
        ]
        head = audience.count_versus_list(six, "ben")
        assert head["value"].tolist() == [200, 2, 198, 0.01, 0]
        assert head.loc["missing", "note"] == "only the first part of the list was read"

    def test_what_may_lie_behind_a_gap_is_said_without_a_verdict(self):
        table = audience.count_versus_list(listed([5] * 40, followers_count=42), "focal")
        assert table.loc["missing", "value"] == 2
        assert "suspended, deactivated or deleted" in table.loc["missing", "note"]
        part = listed([5] * 40, list_frame=None, followers_count=90)
        assert (
            "only part of the list was read"
            in audience.count_versus_list(part, "focal").loc["missing", "note"]
        )

    def test_a_list_longer_than_the_count_has_no_seen_share(self):
        table = audience.count_versus_list(listed([5] * 40, followers_count=38), "focal")
        assert table.loc["missing", "value"] == -2
        assert table.loc["seen_share", "value"] is pd.NA
        assert "more than the count" in table.loc["seen_share", "note"]

    def test_those_of_whom_only_the_name_is_known_are_counted(self):
        snapshot = listed([5] * 4)
        accounts = snapshot.accounts
        accounts.loc["f0001", :] = pd.NA
        accounts.loc["f0001", "handle"] = "somebody"
        row = audience.count_versus_list(rebuilt(snapshot, accounts=accounts), "focal").loc[
            "without_profile"
        ]
        assert row["value"] == 0.25
        assert "the data do not tell which" in row["note"]
        bare = rebuilt(snapshot, accounts=accounts[["is_focal", "list_frame"]])
        row = audience.count_versus_list(bare, "focal").loc["without_profile"]
        assert (row["value"], row["note"]) == (1, "the data hold no follower's profile")

    def test_unknown_is_said_and_nobody_is_not_unknown(self, six):
        assert audience.count_versus_list(six, None)["value"].isna().all()
        table = audience.count_versus_list(six, "fay")
        assert table["value"].isna().all()
        assert table.loc["missing", "note"] == "how many followers the platform reports"
        nobody = audience.count_versus_list(listed([], followers_count=0), "focal")
        assert nobody.loc[["reported", "listed", "missing"], "value"].tolist() == [0, 0, 0]
        assert nobody.loc[["seen_share", "without_profile"], "value"].isna().all()
        assert set(nobody.loc[["seen_share", "without_profile"], "note"]) == {
            "nobody follows the account"
        }


class TestSampleSizes:
    def test_agree_with_krejcie_and_morgan(self):
        # Krejcie, Morgan 1970, table 1, who round to the nearest what is rounded up here.
        table = {100: 80, 200: 132, 500: 217, 1000: 278, 2000: 322, 10_000: 370}
        ours = audience.sample_sizes(table, [0.05]).loc[0.05]
        for (population, published), size in zip(table.items(), ours, strict=True):
            assert 0 <= size - published <= 1, population
        assert ours.index.tolist() == [f"of {size:,}" for size in table]

    def test_come_in_order_with_very_many_last(self):
        table = audience.sample_sizes([None, 9000, 50], [0.1, 0.02])
        assert table.columns.tolist() == ["of 50", "of 9,000", "of very many"]
        assert table.index.tolist() == [0.02, 0.1]
        assert (table.dtypes == "Int64").all()
        assert table.loc[0.1, "of very many"] == math.ceil(1.959964**2 / 4 / 0.01)

    @pytest.mark.parametrize("asked", [([], [0.05]), ([9], []), ([0], [0.05]), ([9], [0])])
    def test_nonsense_is_refused(self, asked):
        with pytest.raises(SocialkitError):
            audience.sample_sizes(*asked)


class TestSamplingTrials:
    def test_the_newest_are_those_at_the_top_of_the_list(self):
        days = [5] * 20 + [90] * 30
        table = audience.sampling_trials(listed(days), "focal", n=20, draws=3)
        assert table.index.tolist() == ["whole list", "newest", "draw 1", "draw 2", "draw 3"]
        assert table.loc["whole list", ["value", "low", "high"]].tolist() == [0.6] * 3
        newest = estimate.proportion(0, 20, 50)
        assert table.loc["newest", ["low", "high"]].tolist() == [newest.low, newest.high]
        assert table["holds_truth"].iloc[:2].tolist() == [pd.NA, False]
        for _, row in table.iloc[2:].iterrows():
            drawn = estimate.proportion(round(20 * row["value"]), 20, 50)
            assert (row["low"], row["high"]) == (drawn.low, drawn.high)
            assert row["holds_truth"] == (drawn.low <= 0.6 <= drawn.high)

    def test_random_draws_hold_the_truth_as_often_as_they_promise(self):
        days = [5] * 700 + [90] * 300
        table = audience.sampling_trials(listed(days), "focal", n=200, draws=2000).iloc[2:]
        assert 0.935 <= table["holds_truth"].mean() <= 0.97
        assert table["value"].mean() == pytest.approx(0.3, abs=0.003)
        spread = math.sqrt(0.3 * 0.7 / 200 * 800 / 999)
        assert table["value"].std() == pytest.approx(spread, rel=0.05)

    def test_a_short_list_is_sampled_by_half_or_not_at_all(self):
        assert audience.sampling_trials(listed([5] * 41), "focal")["n"].tolist()[1:] == [20] * 21
        short = audience.sampling_trials(listed([5] * 19), "focal")
        assert short["value"].isna().all()
        assert "so short that one would look at all of it" in short["note"].iloc[0]

    def test_mutual_ties_are_a_trait_too(self):
        table = audience.sampling_trials(listed([5] * 60), "focal", measure="followed_back")
        assert table.loc["whole list", "value"] == 1 / 3

    def test_without_the_whole_list_there_is_no_truth(self, made, six):
        for who, why in ((None, "no account"), ("head", "no truth"), ("sampled", "no truth")):
            table = audience.sampling_trials(made, who)
            assert table["value"].isna().all() and table["holds_truth"].isna().all()
            assert why in table["note"].iloc[0]
        bare = listed([5] * 60, interactions_seen=None)
        table = audience.sampling_trials(bare, "focal", measure="engaged")
        assert set(table["note"]) == {"who interacts with the account"}
        unordered = audience.sampling_trials(listed([5] * 60, order=None), "focal", draws=2)
        assert unordered["value"].isna().tolist() == [False, True, False, False]

    def test_nonsense_is_refused(self, made):
        with pytest.raises(UnknownNameError, match="dormant"):
            audience.sampling_trials(made, "whole", measure="dormnt")
        for wrong in ({"n": 0}, {"draws": 0}, {"n": 1.5}, {"draws": True}):
            with pytest.raises(SocialkitError, match="whole number from 1 on"):
                audience.sampling_trials(made, "whole", **wrong)


CALLS = (
    audience.drift,
    audience.sweep,
    audience.count_versus_list,
    audience.sampling_trials,
    lambda snapshot, who: audience.profile(snapshot, who, extrapolate="head"),
)


@pytest.fixture(scope="module")
def answers(made):
    """Return what every call says of the head, and what samples of the whole list say."""
    return {(call, "head"): call(made, "head") for call in CALLS} | {
        (call, "whole"): call(made, "whole") for call in CALLS[::3]
    }


@settings(max_examples=2, phases=[Phase.generate])  # to shrink these would take minutes
@given(st.integers(0, 1000))
def test_neither_the_order_of_rows_nor_ids_matter(made, answers, seed):
    other, ids = renamed(shuffled(made, seed), seed)
    for (call, handle), expected in answers.items():
        actual = call(other, ids[made.account_id(handle)])
        pd.testing.assert_frame_equal(actual, expected)


def test_strangers_are_refused_and_handles_taken(made):
    for call in CALLS[:4]:
        pd.testing.assert_frame_equal(call(made, "@WHOLE"), call(made, made.account_id("whole")))
        with pytest.raises(UnknownNameError, match="no account 'zoe'"):
            call(made, "zoe")


@pytest.mark.parametrize("name", sorted(EVERYDAY))
def test_every_platform_gets_numbers_or_reasons(name, tmp_path):
    snapshot = sk.read(str(packed(EVERYDAY[name], tmp_path / "upload", Random(1))))
    for who, call in itertools.product((audience.choose(snapshot), None), CALLS[:4]):
        table = call(snapshot, who)
        numbers = table[["value", "low", "high"]].to_numpy(dtype=float, na_value=np.nan)
        assert not np.isinf(numbers).any()
        unknown = table["value"].isna()
        assert (table.loc[unknown, "note"] != "").all()
        assert (table.loc[~unknown, "frame"] != "").all() or call is audience.count_versus_list

"""Labels given by hand: the draw, the file, and what the labels say of everyone."""

import csv
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from conftest import rebuilt, renamed, shuffled
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from socialkit import audience, datasets, estimate, features, simulate
from socialkit.audience.handlabels.labelled import MEASURES, RATES, from_labels
from socialkit.audience.handlabels.labelling import _drawn, allocated
from socialkit.audience.handlabels.labels import answers
from socialkit.errors import ReadError, SaveError, SocialkitError, UnknownNameError


@pytest.fixture(scope="module")
def made():
    return simulate.network(accounts=900, focal=4, seed=5)


@pytest.fixture(scope="module")
def big(made):
    """The account of `made` whose followers fall into most segments, as handle."""
    return made.snapshot.accounts["handle"][audience.choose(made.snapshot)]


@pytest.fixture(scope="module")
def therapists():
    return datasets.load("therapists")


@pytest.fixture(scope="module")
def junk():
    return datasets.truth("therapists")["kind"].isin(["mass_follower", "bought"])


@pytest.fixture(scope="module")
def drawn(made, big):
    return audience.labelling_sample(made.snapshot, big, 60)


@pytest.fixture(scope="module")
def of_ann(six):
    return audience.labelling_sample(six, "ann")


def sampled(made, big, **options):
    return audience.labelling_sample(made.snapshot, big, 60, **options)


def truly(made, sample):
    kind = made.truth["kind"].reindex(sample.index)
    return sample.assign(label=kind.isin(["mass_follower", "bought"]).to_numpy())


class TestAllocation:
    def test_the_small_get_a_few_and_the_rest_is_shared_by_size(self):
        assert allocated(np.array([900, 90, 10]), 100).tolist() == [86, 9, 5]
        assert allocated(np.array([900, 90, 3]), 100).tolist() == [88, 9, 3]
        assert allocated(np.array([900, 90, 10]), 7).tolist() == [3, 2, 2]

    def test_large_strata_are_shared_as_seats_are(self):
        # Sainte-Laguë by its other definition: the hundred highest quotients get a seat each.
        sizes = [5317, 2411, 1309, 963]
        quotients = sorted(((s / (2 * k + 1), i) for i, s in enumerate(sizes) for k in range(100)))
        seats = np.bincount([i for _, i in quotients[-100:]])
        assert allocated(np.array(sizes), 100).tolist() == seats.tolist() == [53, 24, 13, 10]

    def test_too_few_for_two_of_each_is_refused(self):
        with pytest.raises(SocialkitError, match="3 are too few for 2 strata; draw 4 or more"):
            allocated(np.array([90, 10]), 3)

    @given(st.lists(st.integers(1, 400), min_size=1, max_size=8), st.integers(16, 500))
    def test_all_are_drawn_and_none_more_often_than_it_is_there(self, sizes, n):
        sizes = np.array(sizes)
        drawn = allocated(sizes, n)
        assert drawn.sum() == min(n, sizes.sum())
        assert ((drawn <= sizes) & (drawn >= np.minimum(sizes, 2))).all()


class TestSample:
    def test_it_says_how_each_was_drawn(self, made, big, drawn):
        assert len(drawn) == 60
        assert drawn["label"].isna().all()
        assert (drawn["follower_of"] == made.snapshot.account_id(big)).all()
        assert (drawn["probability"] == drawn["stratum_drawn"] / drawn["stratum_size"]).all()
        everyone = features.follower_features(made.snapshot, [big]).droplevel(0)
        segment = audience.classify(everyone)["segment"]
        assert (drawn["stratum"] == segment[drawn.index]).all()
        assert (drawn["stratum_size"] == drawn["stratum"].map(segment.value_counts())).all()

    def test_the_chances_add_up_to_everyone(self, made, big, drawn):
        ones = pd.Series(1, index=drawn.index)
        total = estimate.horvitz_thompson(ones, drawn["probability"])
        assert round(total.value, 6) == audience.frame(made.snapshot, big).seen

    def test_it_shows_what_a_person_needs(self, of_ann):
        dan = of_ann.loc["dan"]
        assert dan[["handle", "name", "bio", "location"]].tolist() == ["DanDeals", "Dan", "", ""]
        assert dan[["followers_count", "following_count", "posts_count"]].tolist() == [3, 2000, 0]
        assert (dan["age_days"], dan["has_default_image"]) == (10, True)
        assert pd.isna(dan["days_since_post"])

    def test_of_few_followers_all_are_drawn(self, six):
        sample = audience.labelling_sample(six, "ann", 150)
        assert sorted(sample.index) == ["ben", "cat", "dan", "eve"]
        assert (sample["probability"] == 1).all()

    def test_neither_row_order_nor_ids_matter(self, made, big, drawn):
        again = audience.labelling_sample(shuffled(made.snapshot, 3), big, 60)
        pd.testing.assert_frame_equal(drawn, again)
        other, ids = renamed(made.snapshot, 4)
        named = audience.labelling_sample(other, big, 60)
        assert named.index.tolist() == [ids[one] for one in drawn.index]

    def test_the_seed_decides_who_is_drawn(self, made, big):
        assert sampled(made, big, seed=1).index.equals(sampled(made, big, seed=1).index)
        assert not sampled(made, big, seed=1).index.equals(sampled(made, big, seed=2).index)

    def test_everyone_in_a_stratum_has_the_same_chance(self):
        strata = pd.Series(["a"] * 8 + ["b"] * 12)
        seen = np.zeros(20)
        for seed in range(800):
            seen[_drawn(strata, 10, np.random.default_rng(seed))] += 1
        drawn = {name: round(seen[(strata == name).to_numpy()].sum() / 800) for name in "ab"}
        assert drawn == {"a": 5, "b": 5}
        expected = np.where(strata == "a", 5 / 8, 5 / 12)
        error = np.sqrt(expected * (1 - expected) / 800)
        assert (np.abs(seen / 800 - expected) < 4 * error).all()

    def test_every_beginning_is_a_random_part_of_each_stratum(self):
        strata = pd.Series(["a"] * 600 + ["b"] * 400)
        first, share = np.zeros(1000), []
        for seed in range(250):
            rows = _drawn(strata, 100, np.random.default_rng(seed))[:50]
            first[rows] += 1
            share.append((strata[rows] == "a").sum())
        assert min(share) >= 29
        assert max(share) <= 31  # of 50, 30 were due
        chance = first.sum() / 250 / 1000
        assert np.abs(first / 250 - chance).max() < 5 * np.sqrt(chance * (1 - chance) / 250)

    def test_strata_may_be_any_column_or_none(self, made, big):
        assert sampled(made, big, strata=None)["stratum"].unique().tolist() == ["all"]
        groups = sampled(made, big, strata="group")["stratum"]
        known = made.snapshot.accounts["group"].astype(object)[groups.index].fillna("not known")
        assert groups.tolist() == known.tolist()
        pictures = sampled(made, big, strata="has_picture")["stratum"]
        assert set(pictures) <= {"True", "False", "not known"}

    def test_what_cannot_be_strata_is_refused(self, made, big):
        with pytest.raises(UnknownNameError, match="no column 'segments'; known: segment"):
            sampled(made, big, strata="segments")
        with pytest.raises(SocialkitError, match=r"column handle has .* with 20 at most"):
            sampled(made, big, strata="handle")

    @pytest.mark.parametrize("n", [1, 0, -5, 2.5, "many", True, None])
    def test_no_number_to_draw_is_refused(self, six, n):
        with pytest.raises(SocialkitError, match="n is how many to draw"):
            audience.labelling_sample(six, "ann", n)

    @pytest.mark.parametrize("who", [None, "fay"])
    def test_without_followers_nobody_is_drawn(self, six, who, of_ann):
        sample = audience.labelling_sample(six, who)
        assert sample.empty
        assert sample.dtypes.equals(of_ann.dtypes)


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "'quoted", "",
           'a,"b";c', "two\nlines", "\ufeff=1", "\x00", "Zoë 👩‍⚕️", "#N/A", "1E+18"]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"])))


class TestFile:
    def test_what_is_saved_is_read(self, tmp_path, drawn):
        sample = drawn.copy()
        sample.loc[sample.index[:3], "label"] = ["yes", "no", "unsure"]
        path = audience.save_labels(sample, tmp_path / "new" / "labels.csv")
        pd.testing.assert_frame_equal(audience.read_labels(path), sample)
        assert [one.name for one in path.parent.iterdir()] == ["labels.csv"]

    @given(st.lists(TEXTS, min_size=1, max_size=4))
    def test_no_text_is_lost_and_none_is_a_formula(self, tmp_path_factory, texts):
        path = tmp_path_factory.mktemp("texts") / "labels.csv"
        ids = pd.Index([f"00{place}" for place in range(len(texts))], name="account_id")
        labels = pd.DataFrame({"bio": texts, "label": None}, index=ids.astype("string"))
        labels = labels.astype("string")
        audience.save_labels(labels, path)
        pd.testing.assert_frame_equal(
            audience.read_labels(path), labels, check_dtype=False, check_index_type=False
        )
        with path.open(encoding="utf-8-sig", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        assert not [cell for cell in cells if cell.strip()[:1] in tuple("=+-@＝＋－＠")]

    def test_long_ids_and_leading_zeros_stay(self, tmp_path):
        ids = pd.Index(["574481888467484672", "007"], name="account_id")
        path = audience.save_labels(pd.DataFrame({"label": "yes"}, index=ids), tmp_path / "a.csv")
        assert audience.read_labels(path).index.tolist() == ids.tolist()
        assert "'574481888467484672,yes" in path.read_text(encoding="utf-8-sig")

    @pytest.mark.parametrize("delimiter", [";", "\t"])
    def test_a_spreadsheet_may_have_saved_it(self, made, tmp_path, delimiter, drawn):
        sample = truly(made, drawn)
        path = audience.save_labels(sample, tmp_path / "labels.csv")
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            blank = [[""] * len(rows[0])]
            csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(rows + blank)
        text = path.read_text(encoding="utf-8-sig").replace("yes\n", "Yes\n")
        path.write_text(text, encoding="utf-8-sig")
        pd.testing.assert_frame_equal(
            audience.read_labels(path), sample.assign(label=answers(sample["label"]))
        )

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "row 1: expected a column account_id, a column label.*found nothing"),
            ("id,label\n1,yes\n", "row 1: .*found id, label"),
            ("account_id,label,label\n1,yes,no\n", "row 1: .*found 'label' more than once"),
            ("account_id,label\n1,maybe\n", "row 2: label is 'maybe'; expected yes, no, unsure"),
            ("account_id,label\n1,yes\n\n1,no\n", "row 4: this account_id stands in an earlier"),
            ("account_id,label\n1,yes\n,no\n", "row 3: there is no account_id"),
            ("account_id,label\n5.74E+17,yes\n", "row 2: a spreadsheet has rounded"),
            ("account_id;label\n5,74E+17;yes\n", "row 2: a spreadsheet has rounded"),
            ("account_id,label\n1,yes,2\n", "row 2: expected 2 cells, found 3"),
            ('account_id,label\n1,"yes\n', "is no CSV"),
            ("account_id,stratum_size,label\n1,1.5,\n", "stratum_size is '1.5'; expected a whole"),
            ("account_id,is_verified,label\n1,2,\n", "is_verified is '2'; expected yes, no or"),
            ("account_id,label\n1,yes\n".encode("utf-16"), "is not in UTF-8"),
        ],
    )
    def test_a_broken_file_is_refused_with_its_row(self, tmp_path, text, said):
        path = tmp_path / "labels.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        with pytest.raises(ReadError, match=said) as error:
            audience.read_labels(path)
        assert str(path) in str(error.value)

    def test_no_file_is_refused(self, tmp_path):
        with pytest.raises(ReadError, match="could not be read"):
            audience.read_labels(tmp_path / "none.csv")
        with pytest.raises(ReadError, match="could not be read"):
            audience.read_labels(tmp_path)

    def test_a_failure_leaves_the_older_file_and_nothing_else(self, tmp_path, monkeypatch, of_ann):
        path = audience.save_labels(of_ann, tmp_path / "labels.csv")
        before = path.read_bytes()

        def fail(old: Path, new: Path) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "replace", fail)
        with pytest.raises(SaveError, match=r"No space left.*untouched"):
            audience.save_labels(of_ann.assign(label="yes"), path)
        assert path.read_bytes() == before
        assert [one.name for one in tmp_path.iterdir()] == ["labels.csv"]

    def test_a_table_that_holds_no_labels_is_refused(self, tmp_path, of_ann):
        with pytest.raises(SocialkitError, match="no column label"):
            audience.save_labels(of_ann.drop(columns="label"), tmp_path / "labels.csv")
        with pytest.raises(SocialkitError, match="label of row 1 is 'perhaps'"):
            audience.save_labels(of_ann.assign(label="perhaps"), tmp_path / "labels.csv")
        assert not list(tmp_path.iterdir())


def drawn_from(*strata: tuple[int, int, int]) -> pd.DataFrame:
    """Return labels of strata given as (yes, no, size), as `from_labels` takes them."""
    rows = [
        (f"s{place}", size, label)
        for place, (yes, no, size) in enumerate(strata)
        for label in ["yes"] * yes + ["no"] * no
    ]
    table = pd.DataFrame(rows, columns=["stratum", "stratum_size", "label"])
    return table.set_axis([f"f{place}" for place in range(len(table))])


CENSUS = audience.Frame("census", 310, 310, 310, "all 310", "", "the whole list")


class TestEstimates:
    def test_the_share_is_that_of_the_strata_by_size(self):
        # Scheaffer, Mendenhall, Ott: 155, 62 and 93 households, 20, 8 and 12 of them asked.
        labels = drawn_from((16, 4, 155), (2, 6, 62), (6, 6, 93))
        found = from_labels(labels, None, estimate.unknown("no verdict"), CENSUS)
        one = found["labelled"]
        assert one.value == estimate.stratified([16, 2, 6], [20, 8, 12], [155, 62, 93]).value
        assert str(one) == (
            "60 % (47-72 %), in 3 strata: 24 of 40 of 310 followers, "
            "drawn at random from the whole list"
        )
        assert list(found) == list(MEASURES)
        assert {found[name].note for name in ("machine", "rogan_gladen", *RATES)} == {"no verdict"}

    def test_the_interval_by_hand(self):
        # Two strata of equal size: half of Jeffreys' arms, put together as a right angle's.
        arms = []
        for k, n, size in ((9, 10, 50), (2, 20, 50)):
            seen_as = n * (size - 1) / (size - n)
            ends = stats.beta.ppf(
                [0.025, 0.975], k / n * seen_as + 0.5, (1 - k / n) * seen_as + 0.5
            )
            arms.append((ends - k / n) / 2)
        below, above = np.hypot(*arms)
        one = estimate.stratified([9, 2], [10, 20], [50, 50], method="jeffreys")
        assert (one.value, one.low, one.high) == pytest.approx((0.5, 0.5 - below, 0.5 + above))
        census = estimate.stratified([9, 2], [50, 50], [50, 50], method="jeffreys")
        assert census.low == census.value == census.high == 0.11

    def test_shares_within_a_part_by_hand(self):
        # 20 of 100 and 10 of 20 drawn: w = 5 and 2. In the part: 8 and 5; with the trait: 6, 1.
        strata = drawn_from((0, 20, 100), (0, 10, 20))
        part = np.r_[np.arange(20) < 8, np.arange(10) < 5]
        has = np.r_[np.arange(20) < 6, np.arange(10) < 1]
        index = strata.index
        one = estimate.domain_share(pd.Series(has, index), pd.Series(part, index), strata)
        ratio = (5 * 6 + 2 * 1) / (5 * 8 + 2 * 5)
        z = [np.r_[[1 - ratio] * yes, [-ratio] * no, [0] * out]
             for yes, no, out in ((6, 2, 12), (1, 4, 5))]  # fmt: skip
        variance = 100**2 * 0.8 * z[0].var(ddof=1) / 20 + 20**2 * 0.5 * z[1].var(ddof=1) / 10
        seen_as = ratio * (1 - ratio) / (variance / 50**2)
        low, high = proportion_confint(ratio * seen_as, seen_as, method="wilson")
        assert one.value == ratio
        assert (one.low, one.high) == pytest.approx((low, high), abs=1e-12)
        assert one.counted == "weighted: 7 of 13"

    def test_in_one_stratum_a_part_that_is_all_is_a_plain_share(self):
        strata = drawn_from((30, 70, 400))
        one = estimate.domain_share(strata["label"] == "yes", strata["label"] != "", strata)
        # s^2 is divided by n - 1 and not by N - 1, all that parts it from `proportion`.
        seen_as = 99 / (1 - 100 / 400)
        low, high = proportion_confint(0.3 * seen_as, seen_as, method="wilson")
        assert (one.value, one.low, one.high) == pytest.approx((0.3, low, high))

    def test_rates_fit_the_shares_as_arithmetic_wants(self, therapists, junk):
        who = audience.choose(therapists)
        sample = audience.labelling_sample(therapists, who)
        table = audience.corrected_profile(therapists, who, sample.assign(label=junk))
        value = table["value"].astype(float)
        right = estimate.predictive_value(
            value["sensitivity"], value["specificity"], value["labelled"]
        )
        assert value["positive_predictive_value"] == pytest.approx(right.positive)
        assert value["negative_predictive_value"] == pytest.approx(right.negative)
        # The strata follow the verdict, so the flagged are weighted to just their number.
        assert value["rogan_gladen"] == pytest.approx(value["labelled"])
        assert "strata follow the verdict" in table.loc["rogan_gladen", "note"]
        profile = audience.profile(therapists, who).loc["unreachable"]
        assert table.loc["machine", "in_words"] == profile["in_words"]

    def test_rogan_gladen_is_that_of_the_counts(self, therapists, junk):
        who = audience.choose(therapists)
        sample = audience.labelling_sample(therapists, who, strata=None).assign(label=junk)
        found = audience.corrected_profile(therapists, who, sample).loc["rogan_gladen"]
        ties = features.follower_features(therapists, [who]).droplevel(0)
        flagged = audience.classify(ties)["segment"] == "unreachable"
        caught = flagged[sample.index[sample["label"]]].mean()
        passed = 1 - flagged[sample.index[~sample["label"]]].mean()
        sizes = int(sample["label"].sum()), int((~sample["label"]).sum())
        one = estimate.corrected(
            int(flagged.sum()), 6000, caught, passed, validation=sizes, population=6000
        )
        assert (found["value"], found["low"], found["high"]) == pytest.approx(
            (one.value, one.low, one.high)
        )

    def test_intervals_cover_the_truth_and_the_bias_is_gone(self, therapists, junk):
        who = audience.choose(therapists)
        ties = features.follower_features(therapists, [who]).droplevel(0)
        classified = audience.classify(ties)
        segment, truth = classified["segment"], junk[classified.index]
        flagged = (classified["reachable"] < 0.1).fillna(False)  # a machine that finds too few
        stratum = pd.factorize(segment, sort=True)[0]
        size = np.bincount(stratum)
        is_junk, drawn_as = truth.to_numpy(dtype=bool), pd.DataFrame({"stratum": segment})
        drawn_as["stratum_size"] = size[stratum]
        wanted = {"labelled": truth.mean(), "sensitivity": flagged[is_junk].mean()}
        hits, values = dict.fromkeys(wanted, 0), []
        for seed in range(200):
            rows = _drawn(segment, 120, np.random.default_rng(seed))
            has = np.bincount(stratum[rows], is_junk[rows]).astype(int)
            found = {
                "labelled": estimate.stratified(
                    has, np.bincount(stratum[rows]), size, method="jeffreys"
                ),
                "sensitivity": estimate.domain_share(
                    flagged.iloc[rows], truth.iloc[rows], drawn_as.iloc[rows]
                ),
            }
            values.append(found["labelled"].value)
            for name, true in wanted.items():
                hits[name] += found[name].low <= true <= found[name].high
        assert abs(flagged.mean() - truth.mean()) > 0.04  # the machine is biased
        assert abs(np.mean(values) - truth.mean()) < 0.01  # the labels are not
        assert all(0.92 <= count / 200 <= 0.985 for count in hits.values())


class TestCorrectedProfile:
    def labels(self, of_ann, **answers):
        return of_ann.assign(label=pd.Series(answers).reindex(of_ann.index))

    def test_of_the_drawing(self, six, of_ann):
        labels = self.labels(of_ann, ben="no", cat="no", dan="yes", eve="yes")
        table = audience.corrected_profile(six, "ann", labels)
        assert table.index.tolist() == list(MEASURES)
        assert table.loc["labelled", ["value", "low", "high"]].tolist() == [0.5, 0.5, 0.5]
        assert table.loc["machine", "value"] == 0.25
        assert table.loc[list(RATES), "value"].tolist() == [0.5, 1, 1, 2 / 3]
        assert (table.loc[list(RATES), "low"] == table.loc[list(RATES), "value"]).all()
        assert table.loc["rogan_gladen", "value"] == 0.5
        assert table.loc["unsure", "value"] == 0
        assert table.loc["labelled", "method"] == "every one counted"

    def test_unsure_and_missing_answers_are_left_out_and_said(self, made, big):
        sample = truly(made, sampled(made, big, strata=None))
        label = answers(sample["label"])
        label.iloc[:6], label.iloc[50:] = "unsure", pd.NA
        table = audience.corrected_profile(made.snapshot, big, sample.assign(label=label))
        told = label[label.isin(["yes", "no"])]
        assert table.loc["labelled", "n"] == 44
        assert table.loc["labelled", "value"] == pytest.approx((told == "yes").mean())
        assert table.loc["labelled", "note"].endswith("left out: 6 unsure; not labelled yet: 10")
        assert table.loc["unsure", "value"] == pytest.approx(6 / 50)
        assert table.loc["unsure", "n"] == 50

    def test_a_stratum_without_two_labels_is_left_out_and_said(self, made, big, drawn):
        sample = truly(made, drawn)
        thin = sample["stratum"].value_counts().index[-1]
        rest = sample["stratum"] != thin
        label = answers(sample["label"]).where(rest, "unsure")
        table = audience.corrected_profile(made.snapshot, big, sample.assign(label=label))
        size = int(sample.loc[~rest, "stratum_size"].iloc[0])
        assert table.loc["labelled", "population"] == audience.frame(made.snapshot, big).seen - size
        said = f"{size} followers in strata with fewer than two labels left out"
        assert said in table.loc["labelled", "note"]

    def test_without_labels_nothing_is_known(self, made, big, drawn):
        table = audience.corrected_profile(made.snapshot, big, drawn)
        assert table.drop("machine")["value"].isna().all()
        assert table.loc["labelled", "note"] == "a label on any of these followers"
        assert table.loc["machine", "value"] > 0

    @pytest.mark.parametrize(
        ("label", "unknown"),
        [
            (True, {"specificity": "a follower labelled no"}),
            (False, {"sensitivity": "a follower labelled yes"}),
            ("unsure", {"labelled": "a label on any of these followers"}),
        ],
    )
    def test_what_labels_alike_cannot_tell_has_its_reason(self, made, big, label, unknown, drawn):
        labels = drawn.assign(label=label)
        table = audience.corrected_profile(made.snapshot, big, labels)
        for name, reason in unknown.items():
            assert pd.isna(table.loc[name, "value"])
            assert table.loc[name, "note"] == reason
        assert pd.isna(table.loc["rogan_gladen", "value"])

    def test_a_machine_that_contradicts_the_labels_corrects_nothing(self, six, of_ann):
        labels = self.labels(of_ann, ben="yes", cat="yes", dan="no", eve="yes")
        table = audience.corrected_profile(six, "ann", labels)
        assert pd.isna(table.loc["rogan_gladen", "value"])
        assert "goes with the labels" in table.loc["rogan_gladen", "note"]
        assert table.loc["labelled", "value"] == 0.75

    def test_the_machine_may_have_no_verdict(self, made, big, six, drawn):
        labels = truly(made, drawn)
        table = audience.corrected_profile(made.snapshot, big, labels, segment=None)
        assert table.loc[["machine", "rogan_gladen", *RATES], "value"].isna().all()
        known = audience.corrected_profile(made.snapshot, big, labels)
        assert table.loc["labelled", "in_words"] == known.loc["labelled", "in_words"]
        of_ben = audience.labelling_sample(six, "ben").assign(label="no")
        silent = audience.corrected_profile(six, "ben", of_ben, segment="silent")
        assert silent.loc["machine", "note"] == "who is active without interacting"
        with pytest.raises(UnknownNameError, match="no segment 'junk'"):
            audience.corrected_profile(six, "ben", of_ben, segment="junk")

    def test_a_head_stays_a_head(self, therapists, junk):
        sample = audience.labelling_sample(therapists, "house_call_weekly").assign(label=junk)
        row = audience.corrected_profile(therapists, "house_call_weekly", sample).loc["labelled"]
        assert row["population"] == 1500
        assert row["frame"] == "drawn at random from the first of 4,300 reported, newest first"
        assert "not for the rest" in row["note"]

    def test_of_a_random_part_the_interval_says_what_it_leaves_out(self, therapists, junk):
        sample = audience.labelling_sample(therapists, "harbour_grill").assign(label=junk)
        row = audience.corrected_profile(therapists, "harbour_grill", sample).loc["labelled"]
        assert row["population"] == 800
        assert "random part themselves" in row["note"]

    def test_neither_row_order_nor_the_order_of_labels_matters(self, made, big, drawn):
        labels = truly(made, drawn)
        one = audience.corrected_profile(made.snapshot, big, labels)
        other = audience.corrected_profile(
            shuffled(made.snapshot, 1), big, labels.sample(frac=1, random_state=1)
        )
        pd.testing.assert_frame_equal(one, other)

    def test_the_file_says_the_same(self, made, big, tmp_path, drawn):
        labels = truly(made, drawn)
        kept = audience.read_labels(audience.save_labels(labels, tmp_path / "labels.csv"))
        one, other = (audience.corrected_profile(made.snapshot, big, one) for one in (labels, kept))
        pd.testing.assert_frame_equal(one, other)

    def test_without_an_account_or_followers_there_is_a_reason(self, six):
        for who, reason in ((None, "no account here has"), ("fay", "who follows the account")):
            labels = audience.labelling_sample(six, who)
            table = audience.corrected_profile(six, who, labels)
            assert table["value"].isna().all()
            assert table["note"].str.startswith(reason).all()

    def test_a_list_of_ones_own_is_refused(self, six, tmp_path, of_ann):
        path = tmp_path / "own.csv"
        path.write_text("account_id,label\nben,yes\ndan,no\n", encoding="utf-8")
        with pytest.raises(SocialkitError, match=r"how the followers were drawn \(no follower_of"):
            audience.corrected_profile(six, "ann", audience.read_labels(path))
        blank = self.labels(of_ann).assign(probability=pd.NA)
        with pytest.raises(SocialkitError, match="no probability"):
            audience.corrected_profile(six, "ann", blank)

    def test_labels_of_others_are_refused(self, six, of_ann):
        labels = self.labels(of_ann, dan="yes")
        with pytest.raises(SocialkitError, match="4 of these labels were drawn for another"):
            audience.corrected_profile(six, "ben", labels)
        strangers = labels.set_axis(["ben", "cat", "fay", "eve"])
        with pytest.raises(SocialkitError, match="1 of 4 labelled accounts do not follow"):
            audience.corrected_profile(six, "ann", strangers)
        fewer = rebuilt(six, follows=six.follows.query("follower_id != 'dan'"))
        with pytest.raises(SocialkitError, match="do not follow"):
            audience.corrected_profile(fewer, "ann", labels)

    def test_rows_that_lack_are_noticed(self, made, big, drawn):
        sample = truly(made, drawn)
        with pytest.raises(SocialkitError, match="cannot be all that were drawn"):
            audience.corrected_profile(made.snapshot, big, sample.iloc[1:])
        stratum = sample["stratum"].iloc[0]
        with pytest.raises(SocialkitError, match="whole strata lack"):
            audience.corrected_profile(made.snapshot, big, sample[sample["stratum"] != stratum])
        twice = pd.concat([sample, sample.iloc[:1]])
        with pytest.raises(SocialkitError, match="more than once"):
            audience.corrected_profile(made.snapshot, big, twice)

    @pytest.mark.parametrize(
        ("column", "value", "said"),
        [
            ("probability", 1.5, "with probability 1.5"),
            ("probability", -1, "with probability -1"),
            ("probability", "half", "must be numbers"),
            ("stratum_size", 0, "drawn of 0"),
            ("stratum_size", 2.5, "must be numbers"),
            ("label", "maybe", "label of row 1 is 'maybe'"),
        ],
    )
    def test_impossible_labels_are_refused(self, six, column, value, said, of_ann):
        labels = self.labels(of_ann, dan="yes").assign(**{column: value})
        with pytest.raises(SocialkitError, match=said):
            audience.corrected_profile(six, "ann", labels)

    def test_nothing_that_was_passed_is_changed(self, six, of_ann):
        labels = self.labels(of_ann, dan="Yes")
        before = labels.copy()
        audience.corrected_profile(six, "ann", labels)
        pd.testing.assert_frame_equal(labels, before)

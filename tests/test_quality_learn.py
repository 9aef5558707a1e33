"""A scorer learned from labels: what it fits, how it measures itself, and its file."""

import importlib.util
import json
import math
import sys
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
import pytest
from broken import ODD, packed, samples
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

import socialkit as sk
from socialkit import audience, estimate, features, quality, simulate
from socialkit.errors import MissingDataError, ReadError, SaveError, SocialkitError
from socialkit.quality.fitting import THRESHOLDS, fitted, held_out, threshold
from socialkit.quality.learned import evidence_of
from socialkit.quality.verdicts import verdicts

EVERYDAY = {name: members for name, members in samples().items() if name.endswith("/everyday")}
JUNK = ["mass_follower", "bought"]


@pytest.fixture(scope="module")
def made():
    return simulate.network(accounts=1500, focal=3, seed=11)


@pytest.fixture(scope="module")
def table(made):
    return features.account_features(made.snapshot)


@pytest.fixture(scope="module")
def is_junk(made):
    return made.truth["kind"].isin(JUNK)


@pytest.fixture(scope="module")
def labels(is_junk):
    return is_junk.sample(150, random_state=5)


@pytest.fixture(scope="module")
def learned(table, labels):
    return quality.learn(table, labels)


@pytest.fixture(scope="module")
def benchmark():
    path = Path(__file__).parents[1] / "benchmarks" / "learn.py"
    spec = importlib.util.spec_from_file_location("benchmark_of_learn", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


# What it is for.


@pytest.mark.parametrize("share", [0.05, 0.15, 0.4])
def test_150_labels_bring_the_share_within_four_points_nine_times_in_ten(benchmark, share):
    made = benchmark.network(share, seed=201, accounts=3000)
    truth = made.is_junk.mean()
    assert truth == pytest.approx(share, abs=0.015)
    audits = np.array(list(benchmark.audits(made, 10)))
    *both, alone = audits.T
    (corrected, low, high), (by_strata, *_) = both[:3], both[3:]
    assert np.mean(np.abs(corrected - truth) <= benchmark.CLOSE) >= 0.9
    assert np.mean(np.abs(by_strata - truth) <= benchmark.CLOSE) >= 0.9
    assert np.mean((low <= truth) & (truth <= high)) >= 0.8
    if share == 0.4:  # where the labels themselves do not do it
        assert np.mean(np.abs(alone - truth) <= benchmark.CLOSE) < 0.9


def test_the_scorer_tells_apart_better_than_the_open_score_it_starts_from(
    table, is_junk, labels, learned
):
    rest = table.index.difference(labels.index)
    many = quality.learn(table, is_junk.sample(900, random_state=1))
    known = quality.score(table)["reachable"].notna()
    rest = rest[known[rest].to_numpy(dtype=bool)]
    scores = [1 - quality.score(table)["reachable"], learned.score(table), many.score(table)]
    areas = [roc_auc_score(is_junk[rest], one[rest].astype(float)) for one in scores]
    assert areas[0] < areas[1] < areas[2]


# The fit.


def test_the_fit_is_the_least_of_the_penalised_loss():
    rng = np.random.default_rng(0)
    evidence = rng.normal(size=(80, 4))
    is_junk = rng.random(80) < 1 / (1 + np.exp(evidence.sum(axis=1) + 1))
    weight = rng.uniform(0.2, 2, 80)

    def loss(at: np.ndarray) -> float:
        odds = at[0] - at[1] * evidence.sum(axis=1) - evidence @ at[2:]
        each = np.logaddexp(0, np.where(is_junk, -odds, odds))
        return float(weight @ each + (at[1:] ** 2).sum() / 2)

    best = minimize(loss, np.zeros(6), method="BFGS", options={"gtol": 1e-9}).x
    model = fitted(evidence, is_junk, weight)
    assert model.intercept == pytest.approx(best[0], abs=1e-5)
    assert model.weights == pytest.approx(best[1] + best[2:], abs=1e-5)


def test_few_labels_leave_the_evidence_as_in_the_open_score(table, is_junk):
    known = quality.score(table)["reachable"].dropna().index
    junk, people = (known[is_junk[known] == one][:3] for one in (True, False))
    few = quality.learn(table, is_junk[[*junk, *people]])
    multipliers = np.array(few.multipliers)
    assert multipliers.min() > 0
    ranks = few.score(table).rank().corr(1 - quality.score(table)["reachable"].rank())
    assert ranks > 0.97


def test_evidence_that_no_label_tells_of_counts_as_much_as_all_do(table, labels):
    scorer = quality.learn(table.assign(age_days=pd.NA), labels)
    own = dict(zip([one.name for one in scorer.evidence], scorer.multipliers, strict=True))
    # Where the loss is least, s = sum(d) over the others, w being s + d, and s for this one.
    assert math.fsum(m - own["age"] for m in own.values()) == pytest.approx(own["age"])
    told = table.iloc[:2].assign(age_days=[5.0, 3000.0])
    same = pd.concat([told.iloc[[0]], told.iloc[[0]].assign(age_days=3000.0)])
    young, old = scorer.score(same)
    assert young > old


@given(st.lists(st.floats(0.001, 0.999), min_size=2, max_size=40))
def test_the_threshold_makes_the_foretold_variance_least(chances):
    chance = np.array(chances)

    def variance(at: float) -> float:
        flagged, share = chance >= at, chance.mean()
        se = chance[flagged].sum() / chance.sum()
        sp = (1 - chance)[~flagged].sum() / (1 - chance).sum()
        gain = se + sp - 1
        noise = share * se * (1 - se) + (1 - share) * sp * (1 - sp)
        return noise / gain**2 if gain > 1e-6 else math.inf

    all_of_them = [variance(at) for at in THRESHOLDS]
    least = variance(threshold(chance))
    assert least == min(all_of_them) or least == pytest.approx(min(all_of_them), abs=1e-8)


def test_where_all_are_alike_the_threshold_is_a_half():
    assert threshold(np.full(50, 0.2)) == 0.5


# How it measures itself.


def test_labels_that_say_nothing_are_not_found_again_out_of_fold():
    rng = np.random.default_rng(3)
    evidence, is_junk = rng.normal(size=(80, 40)), rng.permutation(np.arange(80) % 2 == 0)
    weight = np.ones(80)
    seen = fitted(evidence, is_junk, weight).chance(evidence)
    held = held_out(evidence, is_junk, weight, evidence, 0)
    assert roc_auc_score(is_junk, seen) > 0.65
    assert roc_auc_score(is_junk, held.chance) < 0.6
    assert np.mean(held.flagged[is_junk]) - np.mean(held.flagged[~is_junk]) < 0.15


def test_the_measured_rates_are_those_on_everybody_else(table, is_junk):
    # Six scorers of 150 labels each: their rates, on average, are what they do to all others.
    found = []
    for draw in range(6):
        labels = is_junk.sample(150, random_state=draw)
        scorer = quality.learn(table, labels)
        flagged = scorer.flagged(table).drop(labels.index).dropna().astype(bool)
        truth = is_junk[flagged.index]
        true_rates = flagged[truth].mean(), (~flagged[~truth]).mean()
        found.append(np.subtract((scorer.sensitivity, scorer.specificity), true_rates))
    assert np.abs(np.mean(found, axis=0)).max() < 0.025


def test_calibration_counts_every_label_once(table, labels, learned):
    known = labels[quality.score(table)["reachable"].notna()[labels.index].to_numpy(dtype=bool)]
    told = learned.calibration
    assert told["n"].sum() == len(known) == sum(learned.validation)
    assert told["k"].sum() == known.sum() == learned.validation[0]
    strata = learned.flagged_labels, learned.passed_labels
    assert np.sum(strata, axis=0).tolist() == [known.sum(), len(known)]
    assert learned.flagged_labels[0] / known.sum() == pytest.approx(learned.sensitivity, abs=0.05)
    filled = told[told["n"] > 0]
    assert filled["mean_chance"].between(filled["low"], filled["high"]).all()
    assert (told["mean_chance"].isna() == (told["n"] == 0)).all()
    assert next(iter(told.index)) == "0 % to 20 %"
    # Chances that hold: the share of junk among the likeliest and the least likely.
    assert (told["k"] / told["n"]).iloc[0] < 0.1
    assert (told["k"] / told["n"]).iloc[-1] > 0.8
    assert learned.brier < learned.brier_of_share / 2
    assert learned.brier_of_share == pytest.approx(known.mean() * (1 - known.mean()))
    assert learned.auc > 0.95


def test_weights_say_in_words_which_evidence_counts(learned):
    told = learned.weights
    assert told["learned_share"].sum() == pytest.approx(1)
    assert told["open_share"].sum() == pytest.approx(1)
    assert list(told.index) == [one.name for one in quality.REACHABLE]
    share, before = (f"{told.loc['posts', name]:.0%}" for name in ("learned_share", "open_share"))
    assert told.loc["posts", "in_words"] == (
        f"How much it has posted: {share} of what can count, {before} in the open score.".replace(
            "%", " %"
        )
    )
    turned = told["in_words"].str.endswith("the other way round.")
    assert turned.equals((told["multiplier"] < 0).astype(bool))


# What it gives.


def test_no_evidence_is_na_and_everything_else_a_chance(table, six, learned):
    chance, flagged = learned.score(table), learned.flagged(table)
    unknown = quality.score(table)["reachable"].isna()
    assert unknown.any()
    assert chance.isna().equals(unknown)
    assert flagged.isna().equals(unknown)
    assert chance.dropna().between(0, 1).all()
    assert (chance.dropna() >= learned.threshold).equals(flagged.dropna())
    of_six = learned.score(features.account_features(six))
    assert of_six["fay"] is pd.NA
    assert of_six["dan"] == of_six.dropna().max()


def test_one_account_scores_the_same_alone(table, learned):
    all_of_them = learned.score(table)
    for row in range(0, 40):
        assert learned.score(table.iloc[[row]]).equals(all_of_them.iloc[[row]])


def test_a_scorer_reads_every_platform(learned, tmp_path):
    for number, name in enumerate(sorted(EVERYDAY)):
        source = str(packed(EVERYDAY[name], tmp_path / str(number), Random(1)))
        found = features.account_features(sk.read(source))
        chance = learned.score(found)
        assert chance.index.equals(found.index)
        assert chance.isna().equals(quality.score(found)["reachable"].isna())


# Neither order nor names.


@given(st.integers(0, 10**6))
@settings(max_examples=4)
def test_neither_row_order_nor_ids_matter(table, labels, learned, seed):
    order = np.random.default_rng(seed)
    names = dict(zip(table.index, order.permutation(len(table)).astype(str), strict=True))
    renamed = table.rename(index=names).sample(frac=1, random_state=seed)
    again = quality.learn(renamed, labels.rename(index=names).sample(frac=1, random_state=seed))
    assert again == learned
    assert (
        again.score(renamed)
        .rename(index={new: old for old, new in names.items()})
        .reindex(table.index)
        .equals(learned.score(table))
    )


def test_the_seed_moves_the_folds_and_nothing_else(table, labels, learned):
    other = quality.learn(table, labels, seed=1)
    assert other.multipliers == learned.multipliers
    assert other.threshold == learned.threshold
    assert other.brier != learned.brier
    assert quality.learn(table, labels, seed=1) == other


def test_an_account_that_follows_two_counts_once(made, is_junk):
    followers = features.follower_features(made.snapshot)
    accounts = features.account_features(made.snapshot).loc[
        followers.index.get_level_values("follower_id").unique()
    ]
    assert followers.index.get_level_values("follower_id").has_duplicates
    labels = is_junk[accounts.index].sample(100, random_state=2)
    assert quality.learn(followers, labels) == quality.learn(accounts, labels)
    by_tie = pd.Series(
        is_junk[followers.index.get_level_values("follower_id")].array, followers.index
    )
    assert quality.learn(followers, by_tie) == quality.learn(accounts, is_junk[accounts.index])


# Labels.


def test_labels_may_be_words_of_any_kind(table, labels, learned):
    words = {
        "yes and no": labels.map({True: "yes", False: "No "}),
        "junk and person": labels.map({True: "junk", False: "person"}),
        "a table": labels.to_frame("label"),
        "nullable": labels.astype("boolean"),
    }
    for name, given_so in words.items():
        assert quality.learn(table, given_so) == learned, name
    unsure = pd.Series("unsure", table.index.difference(labels.index)[:50])
    unsure.iloc[::2] = pd.NA
    mixed = pd.concat([labels.astype(object), unsure, labels[:5].astype(object)])
    assert quality.learn(table, mixed) == learned


def test_labels_as_the_project_saves_them(made, is_junk, tmp_path):
    who = audience.choose(made.snapshot)
    followers = features.follower_features(made.snapshot, [who])
    sample = audience.labelling_sample(made.snapshot, who, 150)
    judged = sample.assign(label=is_junk[sample.index].map({True: "yes", False: "no"}).array)
    judged.iloc[::10, judged.columns.get_loc("label")] = "unsure"
    read = audience.read_labels(audience.save_labels(judged, tmp_path / "labels.csv"))
    scorer = quality.learn(followers, read)
    assert scorer == quality.learn(followers, judged)
    assert scorer != quality.learn(followers, judged["label"])  # without strata all weigh alike


def test_strata_are_weighed_by_their_size():
    ids = pd.Index([f"a{n}" for n in range(6)])
    labels = pd.DataFrame(
        {
            "label": ["yes", "no", "no", "yes", "unsure", None],
            "stratum": ["few", "few", "many", "many", "many", "few"],
            "stratum_size": [2, 2, 98, 98, 98, 2],
        },
        index=ids,
    )
    told = verdicts(ids, labels)
    # Two answers stand for 2 accounts, two for 98: 1 and 49 each, and 1 on average.
    assert told.weight == pytest.approx(np.array([1, 1, 49, 49]) / 25)
    assert told.rows.tolist() == [0, 1, 2, 3]
    assert told.is_junk.tolist() == [True, False, False, True]


def test_unequal_weights_count_as_fewer_labels(table, labels, learned):
    size = np.where(np.arange(150) % 3, 900, 60)
    strata = labels.to_frame("label").assign(
        stratum=np.where(np.arange(150) % 3, "large", "small"), stratum_size=size
    )
    weighed = quality.learn(table, strata)
    assert sum(weighed.validation) < sum(learned.validation)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda some: some[some], "0 are not"),
        (lambda some: pd.concat([some[~some], some[some][:2]]), "2 are junk"),
        (lambda some: some[:0], "0 are junk and 0 are not"),
        (lambda some: pd.concat([some, pd.Series([True], ["stranger"])]), "'stranger'"),
        (lambda some: pd.concat([some, ~some[:2]]), "2 accounts have two labels that disagree"),
        (lambda some: some.map({True: "yes", False: "maybe"}), "'maybe'"),
        (lambda some: some.astype(int), "expected yes or junk"),
        (lambda some: some.to_frame("verdict"), "no column label"),
        (lambda some: some.to_dict(), "not a dict"),
        (lambda some: some.to_frame("label").assign(stratum="a", stratum_size="?"), "stratum_size"),
    ],
)
def test_labels_that_cannot_be_are_refused(table, labels, change, says):
    with pytest.raises(SocialkitError, match=says):
        quality.learn(table, change(labels))


def test_accounts_without_evidence_teach_nothing(table, labels, learned):
    empty = table.copy()
    empty[[one.column for one in quality.REACHABLE]] = pd.NA
    with pytest.raises(SocialkitError, match="0 are junk and 0 are not"):
        quality.learn(empty, labels)
    with pytest.raises(MissingDataError):
        quality.learn(table.drop(columns="posts_count"), labels)
    with pytest.raises(MissingDataError):
        learned.score(table.drop(columns="has_bio"))
    for seed in (-1, 1.5, None, True):
        with pytest.raises(SocialkitError, match="seed"):
            quality.learn(table, labels, seed=seed)


def test_accounts_all_alike_teach_that_nothing_tells_them_apart(table, labels):
    alike = pd.concat([table.iloc[[5]]] * len(table)).set_axis(table.index)
    scorer = quality.learn(alike, labels)
    assert scorer.score(alike).to_numpy(dtype=float) == pytest.approx(labels.mean())
    assert scorer.weights["learned_share"].notna().all()
    with pytest.raises(SocialkitError, match="say nothing"):
        estimate.corrected(10, 100, scorer.sensitivity, scorer.specificity)


def test_nothing_given_is_changed(table, labels):
    before, given_labels = table.copy(), labels.copy()
    quality.learn(table, labels).flagged(table)
    pd.testing.assert_frame_equal(table, before)
    pd.testing.assert_series_equal(labels, given_labels)


# The file.


def test_a_saved_scorer_is_the_same_to_the_last_digit(table, labels, learned, tmp_path):
    path = learned.save(tmp_path / "folder" / "junk.json")
    assert quality.load_learned(path) == learned
    assert quality.load_learned(path).score(table).equals(learned.score(table))
    again = quality.learn(table, labels).save(tmp_path / "again.json")
    assert again.read_bytes() == path.read_bytes()
    assert [one.name for one in path.parent.iterdir()] == ["junk.json"]
    assert not set(json.loads(path.read_text())) & {"features", "labels", "account_id"}


def test_a_scorer_that_cannot_be_saved_leaves_what_stood_there(learned, tmp_path, monkeypatch):
    path = learned.save(tmp_path / "junk.json")
    before = path.read_bytes()

    def failing(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", failing)
    with pytest.raises(SaveError, match="untouched"):
        learned.save(path)
    assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("text", [b"", b"\xff", b"{", b"[]", b"null", b"{}", b"[" * 9999, b"NaN"])
def test_what_is_no_scorer_is_refused(text, tmp_path):
    path = tmp_path / "junk.json"
    path.write_bytes(text)
    with pytest.raises(ReadError, match=r"junk\.json"):
        quality.load_learned(path)
    with pytest.raises(ReadError):
        quality.load_learned(tmp_path / "nothing.json")
    with pytest.raises(ReadError):
        quality.load_learned(tmp_path)


def places(entry: object, path: tuple = ()) -> list[tuple]:
    """Return the way to each value in a JSON document."""
    if isinstance(entry, dict | list) and entry:
        items = entry.items() if isinstance(entry, dict) else enumerate(entry)
        return [place for key, one in items for place in [(*path, key), *places(one, (*path, key))]]
    return []


@pytest.mark.parametrize("odd", [*(one for one in ODD[::3] if not isinstance(one, float)), "drop"])
def test_any_value_that_cannot_be_is_refused_or_harmless(learned, table, odd, tmp_path):
    path = learned.save(tmp_path / "junk.json")
    whole = path.read_text(encoding="utf-8")
    few = table.iloc[:5]
    for place in places(json.loads(whole))[:: 3 if odd != "drop" else 1]:
        changed = json.loads(whole)
        entry = changed
        for key in place[:-1]:
            entry = entry[key]
        if odd == "drop":
            del entry[place[-1]]
        else:
            entry[place[-1]] = odd
        path.write_text(json.dumps(changed), encoding="utf-8")
        try:
            scorer = quality.load_learned(path)
        except ReadError as error:
            assert "junk.json" in str(error)
            continue
        assert odd != "drop"
        assert scorer.score(few).dropna().between(0, 1).all()
        assert len(scorer.weights) == len(quality.REACHABLE)
        assert len(scorer.calibration)


def test_evidence_of_is_what_the_open_score_adds_up(table):
    known = evidence_of(table)
    total = 0.5 + np.nansum(known, axis=1)
    reachable = quality.score(table)["reachable"].to_numpy(dtype=float, na_value=np.nan)
    has_evidence = ~np.isnan(known).all(axis=1)
    assert (1 / (1 + np.exp(-total)))[has_evidence] == pytest.approx(reachable[has_evidence])

"""Personas that hold: planted kinds, no kinds in noise, and nothing that depends on order."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm
from sklearn.metrics import adjusted_rand_score, jaccard_score

from socialkit import audience, cluster, features, simulate
from socialkit.cluster.choice import of_one_cloud
from socialkit.cluster.mixtures import Division, fitted, valley
from socialkit.cluster.scaling import canonical, scales, spread_out
from socialkit.cluster.stability import jaccards, most_alike, word
from socialkit.errors import SocialkitError

SIZE = 160


def noise(shape: str, seed: int) -> pd.DataFrame:
    """Return features of accounts among which there are no kinds."""
    rng = np.random.default_rng(seed)
    columns = len(cluster.COLUMNS)
    spread = np.full((columns, columns), 0.7) + 0.3 * np.eye(columns)

    def correlated() -> np.ndarray:
        return rng.multivariate_normal(np.zeros(columns), spread, SIZE)

    drawn = {
        "gaussian": lambda: rng.normal(size=(SIZE, columns)),
        "uniform": lambda: 1000 * rng.random((SIZE, columns)),
        "heavy-tailed": lambda: np.abs(100 * rng.standard_t(2, (SIZE, columns))).round(),
        "correlated": correlated,
        "log-normal": lambda: np.exp(4 + correlated()).round(),
        "bounded": lambda: norm.cdf(correlated()),
        "long-tailed": lambda: correlated() / np.sqrt(rng.chisquare(3, SIZE) / 3)[:, None],
    }[shape]()
    return pd.DataFrame(drawn, columns=list(cluster.COLUMNS)).astype("Float64")


SHAPES = [
    "gaussian", "uniform", "heavy-tailed", "correlated", "log-normal", "bounded", "long-tailed"
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_noise_has_no_clear_kinds(shape):
    notes = [cluster.personas(noise(shape, seed)).note for seed in (1,)]
    assert notes == [cluster.NO_KINDS]


@pytest.fixture(scope="module")
def planted():
    """Three kinds of accounts in four features, 40 of each, and which is of which."""
    rng = np.random.default_rng(7)
    centres = np.array([[2, 2, 5, 4], [6, 2, 2, 4], [6, 6, 5, 7]])
    kind = np.repeat([0, 1, 2], 40)
    counts = np.expm1(centres[kind] + rng.normal(0, 0.4, (120, 4))).clip(0).round()
    names = ["followers_count", "following_count", "posts_count", "age_days"]
    index = [f"a{place}" for place in range(120)]
    return pd.DataFrame(counts, index=index, columns=names).astype("Float64"), kind


def sorted_by(table: pd.DataFrame, *, columns: list[str] | None = None) -> cluster.Personas:
    return cluster.personas(table, columns=tuple(columns or table.columns))


def test_planted_kinds_are_found_and_called_highly_stable(planted):
    table, kind = planted
    found = sorted_by(table)
    assert adjusted_rand_score(kind, found.labels) > 0.95
    assert found.stability.index.equals(found.profile.index)
    assert (found.stability["jaccard"] >= 0.85).all()
    assert set(found.stability["in_words"]) == {"highly stable"}
    assert set(found.stability["frame"]) == {"n = 120 of 120 accounts, drawn 100 times"}
    assert found.tried.loc[3, "silhouette"] > found.tried.loc[3, "by_chance"]


@pytest.mark.parametrize("seed", [106])
def test_the_simulated_kinds_are_told_apart(seed):
    made = simulate.network(accounts=2000, focal=6, seed=seed)
    ids = audience.follower_ids(made.snapshot)
    found = cluster.personas(features.account_features(made.snapshot).loc[ids])
    kind = made.truth["kind"].reindex(ids)
    assert adjusted_rand_score(kind, found.labels.fillna("none")) >= 0.80


def test_the_kinds_of_all_accounts_are_told_apart():
    made = simulate.network(accounts=4000, seed=105)
    found = cluster.personas(features.account_features(made.snapshot))
    assert adjusted_rand_score(made.truth["kind"], found.labels.fillna("none")) >= 0.80


@settings(max_examples=2)
@given(st.randoms(use_true_random=False), st.integers(2, 3))
def test_order_ids_columns_and_duplication_do_not_matter(planted, random, times):
    table, _ = planted
    once = sorted_by(table)
    rows = list(range(len(table))) * times
    columns = list(table.columns)
    random.shuffle(rows)
    random.shuffle(columns)
    other = table.iloc[rows][columns].set_axis([f"b{place}" for place in range(len(rows))])
    random.shuffle(columns)
    found = sorted_by(other, columns=columns)
    assert found.labels.tolist() == once.labels.iloc[rows].tolist()
    same = found.profile[once.profile.columns]
    pd.testing.assert_frame_equal(
        same.drop(columns="accounts"), once.profile.drop(columns="accounts")
    )
    assert same["accounts"].tolist() == (times * once.profile["accounts"]).tolist()
    assert found.stability["jaccard"].tolist() == once.stability["jaccard"].tolist()


def test_what_is_missing_makes_no_kind_and_drops_nobody(planted):
    table, kind = planted
    rng = np.random.default_rng(2)
    holed = table.copy()
    holed.loc[rng.random(120) < 0.35, ["posts_count", "age_days"]] = pd.NA
    found = sorted_by(holed)
    assert found.labels.notna().all()
    assert len(found.profile) == 3
    assert adjusted_rand_score(kind, found.labels) > 0.8


def test_noise_with_a_missing_block_has_no_clear_kinds():
    holed = noise("gaussian", 5)
    holed.iloc[: SIZE // 3, [2, 3, 5]] = pd.NA
    assert cluster.personas(holed).note == cluster.NO_KINDS


def test_equal_accounts_are_of_one_kind(planted):
    table, _ = planted
    twin = pd.concat([table, table.iloc[:30].set_axis([f"t{place}" for place in range(30)])])
    found = sorted_by(twin).labels
    assert found.iloc[120:].tolist() == found.iloc[:30].tolist()


# How a kind comes back -----------------------------------------------------------------------


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.integers(2, 4))
def test_jaccard_agrees_with_scikit_learn(seed, k):
    one, other = np.random.default_rng(seed).integers(0, k, (2, 40))
    expected = [max(jaccard_score(one == a, other == b) for b in range(k)) for a in range(k)]
    assert most_alike(one, other, k) == pytest.approx(expected)


def test_a_cut_through_one_cloud_is_less_stable_than_two_clouds():
    rng = np.random.default_rng(0)
    cloud = rng.normal(size=(200, 3))
    two = cloud + np.repeat([[0, 0, 0], [5, 5, 5]], 100, axis=0)
    least = [jaccards(x, fitted(x, 2, 0), 0, 20).min() for x in (cloud, two)]
    assert least[1] > 0.98
    assert least[0] < 0.75


@pytest.mark.parametrize(
    ("jaccard", "said"),
    [(1.0, "highly stable"), (0.85, "highly stable"), (0.849, "valid"), (0.75, "valid"),
     (0.6, "doubtful"), (0.599, "do not trust"), (0.0, "do not trust")],
)  # fmt: skip
def test_hennigs_words(jaccard, said):
    assert word(jaccard) == said


# Parts of the way ----------------------------------------------------------------------------


def test_a_valley_is_seen_between_two_clouds_and_not_within_one():
    rng = np.random.default_rng(1)
    cloud = rng.normal(size=(400, 2))
    low, high = cloud[cloud[:, 0] <= 0], cloud[cloud[:, 0] > 0]
    assert valley(low, high) > 0.9
    assert valley(cloud, cloud + 5) < 0.1


def test_a_small_kind_is_seen_beside_a_large_one():
    rng = np.random.default_rng(1)
    large, small = rng.normal(size=(600, 2)), rng.normal([4.5, 0], 1, size=(30, 2))
    assert valley(large, small) < 0.5
    assert valley(large, small) == pytest.approx(valley(np.tile(large, (5, 1)), small), abs=0.1)


def test_common_values_that_lie_close_do_not_make_the_step_small():
    shares = np.repeat([0.2, 0.4, 0.6, 0.75, 0.8, 1.0], [20, 20, 20, 10, 20, 10])
    (scale,) = scales(shares[:, None])
    assert scale.step == pytest.approx(0.2)


def test_clouds_of_two_far_groups_are_cut_worse_than_the_groups():
    rng = np.random.default_rng(1)
    points = np.concatenate([rng.normal(0, 0.3, (60, 2)), rng.normal(4, 0.3, (60, 2))])
    assert 0 < of_one_cloud(points, 2, 0) < 0.8


def test_a_point_is_placed_by_its_known_coordinates():
    two = Division(np.array([0.5, 0.5]), np.array([[0, 0], [9, 9]]), np.ones((2, 2)), 0.0)
    points = np.array([[0, np.nan], [np.nan, 9], [8, 9], [np.nan, np.nan]])
    assert two.kind(points).tolist() == [0, 1, 1, 0]


def test_a_table_that_repeats_itself_is_taken_once_but_not_below_the_fewest():
    table = pd.DataFrame({"a": [3.0, 1.0, 2.0] * 4})
    assert canonical(table, 3).distinct[:, 0].tolist() == [1, 2, 3]
    assert canonical(table, 6).times == 2
    assert canonical(table, 50).times == 1


def test_gaps_are_filled_with_values_of_the_most_alike():
    column = np.repeat([0.0, 5.0], 20) + np.tile(np.linspace(0, 0.9, 20), 2) - 1
    values = np.c_[column, column]
    values[::5, 1] = np.nan
    filled = spread_out(values, scales(values), 0)
    assert np.abs(filled[:, 0] - filled[:, 1]).max() < 0.3


# The map -------------------------------------------------------------------------------------


def test_the_map_keeps_kinds_apart_and_does_not_hang_on_the_order(planted):
    table, kind = planted
    columns = tuple(table.columns)
    places = cluster.embed(table, columns=columns)
    assert places.index.equals(table.index)
    centres = places.groupby(kind).mean().to_numpy(dtype=float)
    within = places.groupby(kind).std().to_numpy(dtype=float).max()
    apart = [np.linalg.norm(centres[a] - centres[b]) for a, b in ((0, 1), (0, 2), (1, 2))]
    assert min(apart) > 2 * within
    turned = cluster.embed(table.iloc[::-1], columns=columns[::-1])
    pd.testing.assert_frame_equal(turned.loc[table.index], places, rtol=1e-9)
    assert 0.5 < places.attrs["explained"] <= 1
    for axis, name in zip(("x", "y"), places.attrs["axes"], strict=True):
        assert (
            np.corrcoef(places[axis].astype(float), np.log1p(table[name].astype(float)))[0, 1] > 0
        )


def test_an_account_is_mapped_by_what_is_known_and_not_otherwise(planted):
    table, _ = planted
    holed = table.copy()
    holed.iloc[0] = pd.NA
    holed.iloc[1, 2] = pd.NA
    places = cluster.embed(holed, columns=tuple(table.columns))
    assert places.iloc[0].isna().all()
    assert places.iloc[1:].notna().all(axis=None)
    assert cluster.embed(table[["age_days"]], columns=("age_days",)).isna().all(axis=None)


def test_cells_count_accounts_and_leave_out_small_ones():
    places = pd.DataFrame({"x": [0.0] * 6 + [10.0] * 4, "y": [0.0] * 10})
    labels = pd.Series(["a"] * 5 + ["b"] + ["a"] * 4)
    found = cluster.cells(places, labels, across=2, fewest=4)
    assert found[["persona", "accounts"]].to_numpy().tolist() == [["a", 5], ["a", 4]]
    assert (found.attrs["shown"], found.attrs["of"]) == (9, 10)
    nobody = cluster.cells(places, labels.where(labels == "c"))
    assert nobody.empty
    with pytest.raises(SocialkitError, match="same index"):
        cluster.cells(places, labels.iloc[1:])
    with pytest.raises(SocialkitError, match="one square"):
        cluster.cells(places, labels, across=0)

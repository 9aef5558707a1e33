"""One everyday example of every chart, for what all charts have in common."""

import inspect
from collections.abc import Callable
from functools import cache, partial

import numpy as np
import pandas as pd
from charts import Axes
from test_plot import (
    CORRELATION,
    SEVEN,
    SLOW,
    comparison_of,
    distribution_of,
    heavy_tail,
    personas_of,
    profile_of,
    quadrants_of,
    survival_of,
)
from test_plot_communities import table_of, ties_of
from test_plot_conduct import accounts_of, mix_of
from test_plot_conduct import ties_of as relations_of
from test_plot_fingerprint import digits, with_blocks
from test_plot_groups import SAGGING, curve_of, groups_of, ladder_of, measures_of
from test_plot_periods import arrivals_of, rhythm_of
from test_plot_rules import THREE
from test_plot_speed import MANY, seconds_of
from test_plot_sweep import MARGINS, TRIALS, USUAL, sizes_of
from test_plot_triage import totals

from socialkit import cluster, fingerprint, plot, simulate

SOURCE = "a sample of made-up accounts, 2026-01-01"


def effective_of(count: int = 5) -> pd.DataFrame:
    quantity = np.geomspace(80, 9000, count).round()
    value = quantity * np.linspace(0.7, 0.2, count)
    columns = {"quantity": quantity, "effective_followers": value}
    columns |= {"effective_followers_low": 0.9 * value, "effective_followers_high": 1.1 * value}
    table = (
        pd.DataFrame(columns).astype("Float64").assign(handle=[f"kind_{i}" for i in range(count)])
    )
    return table.set_axis(pd.Index([f"id{i}" for i in range(count)], name="account_id"))


def changes_of(count: int = 6) -> pd.DataFrame:
    kinds = ["preset", "weight", "threshold", "evidence"]
    names = [(kinds[i % 4], f"choice number {i} made otherwise") for i in range(count)]
    index = pd.MultiIndex.from_tuples(names, names=["kind", "change"])
    share = 0.24 * 0.7 ** np.arange(count)
    columns = {"half_changes_share": share, "rank_correlation": 1 - share, "n": 400}
    return pd.DataFrame(columns, index=index)


def squares_of(names: list[str], *, side: int = 12, seed: int = 0) -> pd.DataFrame:
    """Return squares of a map on which each kind lies around a place of its own."""
    rng, parts = np.random.default_rng(seed), []
    for place, name in enumerate(names):
        spot = rng.normal(0, 1.0, (400 - 30 * place, 2)) + 3 * np.array([place % 3, place // 3])
        parts.append(
            pd.DataFrame((spot * side / 12).round(), columns=["x", "y"]).assign(persona=name)
        )
    counts = pd.concat(parts).groupby(["x", "y", "persona"]).size().rename("accounts").reset_index()
    counts.attrs = {"of": 2000, "fewest": 5, "explained": 0.6, "axes": ("age_days", "posts_count")}
    return counts[counts["accounts"] >= 5].reset_index(drop=True)


@cache
def blocks_of_followers() -> fingerprint.Picture:
    return with_blocks(400)


@cache
def counts_of_followers() -> fingerprint.Benford:
    counts = np.floor(10 ** np.random.default_rng(0).uniform(0, 4, 600)).astype(int)
    return digits(counts.tolist())


@cache
def layout_of_network() -> cluster.Layout:
    made = simulate.network(accounts=300, focal=1, homophily=0.95, seed=1).snapshot
    return cluster.ego_layout(made, cluster.communities(made, runs=5))


def dots(**options: object) -> Axes:
    comparison = accounts_of(40)
    return plot.friends_vs_followed(comparison, CORRELATION, **options)


def hero(**options: object) -> Axes:
    comparison = comparison_of(40)
    return plot.quality_vs_quantity(comparison, quadrants_of(comparison), CORRELATION, **options)


KINDS = ["talk much, followed by many", "old accounts", "new and silent", "follow many"]
CHARTS: dict[str, Callable[..., Axes]] = {
    "arrivals": partial(plot.arrivals, arrivals_of([3, 5, 9, 14, 30, 22, 7], half=0.03)),
    "audience_composition": partial(
        plot.audience_composition, profile_of(0.31, 0.28, 0.22, 0.12, 0.07)
    ),
    "benford": lambda **options: plot.benford(counts_of_followers(), **options),
    "communities": partial(plot.communities, table_of(5, half=0.2), ties_of(5)),
    "conduct": partial(plot.conduct, mix_of(39, 167, 4, 30)),
    "degree_distribution": partial(plot.degree_distribution, distribution_of(heavy_tail(500))),
    "dormancy_curve": partial(plot.dormancy_curve, SLOW),
    "effective_followers": partial(plot.effective_followers, effective_of()),
    "ego_network": lambda **options: plot.ego_network(layout_of_network(), **options),
    "fallacy_ladder": partial(plot.fallacy_ladder, ladder_of()),
    "fingerprint": lambda **options: plot.fingerprint(blocks_of_followers(), **options),
    "friends_vs_followed": dots,
    "group_comparison": partial(plot.group_comparison, groups_of(), measure="engaged"),
    "lorenz": partial(plot.lorenz, curve_of(SAGGING, half=0.03), measures_of(0.27, 0.5, 0.03)),
    "missing": partial(plot.missing, "This export does not say when followers last posted.",
                       title="How many followers have gone quiet?"),
    "persona_map": partial(plot.persona_map, squares_of(KINDS)),
    "persona_profile": partial(plot.persona_profile, *personas_of(KINDS, SEVEN)),
    "quality_vs_quantity": hero,
    "relationships": partial(plot.relationships, relations_of(6000, 1043, 40)),
    "rhythm": partial(plot.rhythm, rhythm_of([3, 5, 9, 0, 30, 22, 7])),
    "rule_disagreement": partial(plot.rule_disagreement, THREE),
    "sample_size": partial(plot.sample_size, sizes_of([500, 2000, 10_000, None], MARGINS)),
    "sampling_trials": partial(plot.sampling_trials, TRIALS),
    "score_sensitivity": partial(plot.score_sensitivity, changes_of()),
    "speed": partial(plot.speed, seconds_of(["in memory", "from disk", "by hand"], MANY)),
    "survival": partial(plot.survival, survival_of("all", "therapists", "florists")),
    "threshold_sweep": partial(plot.threshold_sweep, USUAL),
    "triage": partial(plot.triage, totals(2, 16, 27, 55, whole=False)),
}  # fmt: skip
"""By name of the chart, a call that draws it and takes the options all charts have."""


def chart_functions() -> set[str]:
    """Return the names of all charts that `socialkit.plot` has."""
    functions = {name: getattr(plot, name) for name in plot.__all__}
    return {
        name
        for name, function in functions.items()
        if inspect.isfunction(function) and inspect.signature(function).return_annotation is Axes
    }

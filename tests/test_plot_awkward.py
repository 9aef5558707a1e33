"""Every chart with what exports at times hold: nobody, one, very long and foreign names."""

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from charts import off_the_canvas, overlapping, smallest_letters, words
from gallery import CHARTS, changes_of, effective_of, layout_of_network, squares_of
from test_plot import (
    CORRELATION,
    NO_CORRELATION,
    SEVEN,
    comparison_of,
    personas_of,
    quadrants_of,
    survival_of,
)
from test_plot_communities import table_of, ties_of
from test_plot_groups import groups_of, ladder_of
from test_plot_rules import pairs_of
from test_plot_sweep import MARGINS, sizes_of

from socialkit import plot
from socialkit.plot.text import from_left

NAMES = {
    "long": "a_very_long_handle_that_goes_on_and_on_without_any_end_at_all_" * 3,
    "many words": "florists and garden centres of the northern and the southern counties " * 4,
    "hebrew": "הרופא_שלי",
    "arabic": "عيادة النور للعلاج النفسي",
    "emoji": "🍕🍕👩‍⚕️",
    "chinese": "李医師の診療所",
    "markup": "<script>$\\alpha_1$</script>",
    "bidi": "\u202eevil\u2066\u200b",
    "ten thousand": "x" * 10_000,
}
MANY = 1_000_000


pytestmark = pytest.mark.usefixtures("house_style", "close_figs")


def assert_legible(ax: plot.Axes) -> None:
    """Nothing is cut, covered or too small, and no sign is drawn as a box (that would warn)."""
    assert off_the_canvas(ax) == []
    assert overlapping(ax) == []
    assert smallest_letters(ax) >= 9


def hero(comparison: pd.DataFrame, correlation: object = CORRELATION) -> plot.Axes:
    return plot.quality_vs_quantity(comparison, quadrants_of(comparison), correlation)


def named(name: str) -> dict[str, Callable[[], plot.Axes]]:
    """Return charts in which a name of the data stands, all of them called so."""
    comparison = comparison_of(12).assign(handle=name, is_notable=True)
    profile, levels = personas_of([name, f"{name} too", "c"], SEVEN)
    nodes = layout_of_network().nodes.assign(handle=name)
    network = SimpleNamespace(**{**vars(layout_of_network()), "nodes": nodes})
    network.communities = network.communities.assign(name=name)
    rows = changes_of(3)
    index = pd.MultiIndex.from_tuples([("weight", f"{name}{i}") for i in range(3)],
                                      names=rows.index.names)  # fmt: skip
    return {
        "quality_vs_quantity": lambda: hero(comparison),
        "effective_followers": lambda: plot.effective_followers(
            effective_of(3).assign(handle=name, n=9, frame=name)
        ),
        "group_comparison": lambda: plot.group_comparison(
            groups_of(3).rename(index={"trade 0": name}), measure=name
        ),
        "fallacy_ladder": lambda: plot.fallacy_ladder(ladder_of().rename(index={"top 10 %": name})),
        "rule_disagreement": lambda: plot.rule_disagreement(
            pairs_of({(name, f"{name}2"): (0.3, 0.2, 0.4, 90)}, frame=name)
        ),
        "persona_profile": lambda: plot.persona_profile(profile, levels),
        "persona_map": lambda: plot.persona_map(squares_of([name, f"{name} too", "c"])),
        "communities": lambda: plot.communities(table_of(5).assign(name=name), ties_of(5)),
        "ego_network": lambda: plot.ego_network(network),
        "ego_network, named": lambda: plot.ego_network(network, names=True),
        "score_sensitivity": lambda: plot.score_sensitivity(rows.set_axis(index)),
        "survival": lambda: plot.survival(survival_of(name, f"{name} too"), frame=name),
        "sample_size": lambda: plot.sample_size(
            sizes_of([500, 2000], MARGINS).set_axis([name, f"{name}2"], axis=1)
        ),
    }


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("chart", list(named("a")))
def test_a_name_in_the_data_can_be_anything(chart, kind):
    assert_legible(named(NAMES[kind])[chart]())


@pytest.mark.parametrize("kind", ["many words", "emoji"])
@pytest.mark.parametrize("name", CHARTS)
def test_title_and_source_can_be_anything(name, kind):
    assert_legible(CHARTS[name](title=NAMES[kind], source=NAMES[kind]))


def test_a_name_without_a_single_sign_of_the_font_is_told_by_its_script_or_first_sign():
    assert "(CJK)" in " ".join(words(named("医師")["effective_followers"]()))
    assert "(slice of pizza)" in " ".join(words(named("🍕")["effective_followers"]()))


def test_a_name_from_right_to_left_turns_no_number_round():
    mark, name = "\u200e", "عيادة النور"
    assert from_left(f"1: {name}, 28 %") == f"{mark}1: {name}{mark}, 28 %"
    assert from_left("ann, 28 %") == "ann, 28 %"


# One account, no followers, nothing known ---------------------------------------------------

ONE = {
    "hero": lambda: hero(comparison_of(1), NO_CORRELATION),
    "effective": lambda: plot.effective_followers(effective_of(1)),
    "sensitivity": lambda: plot.score_sensitivity(changes_of(1)),
    "groups": lambda: plot.group_comparison(groups_of(1), measure="quality"),
    "map": lambda: plot.persona_map(squares_of(["a"]).iloc[:1]),
    "communities": lambda: plot.communities(table_of(1), ties_of(1)),
    "network": lambda: plot.ego_network(small_network(2)),
}
NOBODY = {
    "hero": lambda: hero(comparison_of(3).assign(quantity=0), NO_CORRELATION),
    "effective": lambda: plot.effective_followers(effective_of(3).assign(quantity=pd.NA)),
    "effective, unjudged": lambda: plot.effective_followers(
        effective_of(3).assign(effective_followers=pd.NA)
    ),
    "sensitivity": lambda: plot.score_sensitivity(changes_of(3).assign(half_changes_share=pd.NA)),
    "groups": lambda: plot.group_comparison(groups_of(2).assign(value=pd.NA)),
    "map": lambda: plot.persona_map(squares_of(["a"]).iloc[:0]),
    "network": lambda: plot.ego_network(small_network(0)),
}


def small_network(count: int) -> SimpleNamespace:
    whole = layout_of_network()
    ties = pd.DataFrame({"one": [0], "other": [1]})
    return SimpleNamespace(
        nodes=whole.nodes.iloc[:count].assign(community=pd.NA).astype({"community": "Int64"}),
        ties=ties.iloc[: count // 2], communities=whole.communities.iloc[:0],
        between=whole.between.iloc[:0], tied=count, alone=1, frame="all", is_ego=True,
        note="" if count else "nobody follows the account",
    )  # fmt: skip


@pytest.mark.parametrize("name", ONE)
def test_one_is_enough(name):
    ax = ONE[name]()
    assert plot.record(ax).kind != "missing"
    assert_legible(ax)


@pytest.mark.parametrize("name", NOBODY)
def test_nobody_is_a_panel_with_a_reason(name):
    ax = NOBODY[name]()
    assert plot.record(ax).kind == "missing"
    assert_legible(ax)


def test_no_follower_is_no_bar_and_said_so():
    none = effective_of(2).assign(quantity=[0, 900], effective_followers=[pd.NA, 200.0])
    ax = plot.effective_followers(none)
    assert {"0 counted", "Too little known for what they count"} <= set(words(ax))
    assert_legible(ax)


# A million ----------------------------------------------------------------------------------


def test_a_million_accounts_are_shades_and_every_one_is_counted():
    rng = np.random.default_rng(0)
    quality = pd.array(np.clip(rng.normal(0.5, 0.1, MANY), 0, 1), dtype="Float64")
    comparison = pd.DataFrame({
        "quantity": np.round(10 ** rng.uniform(1, 6, MANY)), "quality": quality,
        "quality_low": quality, "quality_high": quality, "handle": "somebody",
        "quadrant": "small but excellent", "is_notable": np.arange(MANY) < 3,
    })  # fmt: skip
    ax = plot.quality_vs_quantity(comparison, pd.DataFrame(), CORRELATION)
    density, *marks = ax.collections
    assert density.get_rasterized()
    assert density.get_array().sum() == MANY
    assert sum(len(one.get_offsets()) for one in marks if one.get_label() != "others") < 10
    assert "n = 1,000,000 accounts" in plot.footer(ax)
    assert_legible(ax)
    assert len(plot.rendered(ax, "svg")) < 2_000_000


def test_a_million_followers_each_by_itself_are_shades_and_every_one_is_counted():
    start = pd.Timestamp("2015-01-01", tz="UTC")
    opened = start + pd.to_timedelta(np.random.default_rng(0).uniform(0, 3000, MANY), unit="D")
    points = pd.DataFrame({"rank": np.arange(MANY), "created_at": opened})
    cells = pd.DataFrame(columns=["first_rank", "last_rank", "created_first", "created_last"])
    bounds = points.iloc[:: MANY // 50].rename(columns={"created_at": "followed_after"})
    blocks = pd.DataFrame(columns=["first_rank", "last_rank", "size", "created_first"])
    picture = SimpleNamespace(
        cells=cells.assign(followers=[]), points=points, bounds=bounds, blocks=blocks,
        smaller_blocks=0, n=MANY, undated=0, k=1, frame="made up", note="",
    )  # fmt: skip
    ax = plot.fingerprint(picture)
    (shades,) = ax.collections
    assert shades.get_rasterized()
    assert np.ma.sum(shades.get_array()) == MANY
    assert_legible(ax)

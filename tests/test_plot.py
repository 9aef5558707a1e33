import itertools
import math
from collections.abc import Callable
from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from charts import off_the_canvas, overlapping, smallest_letters, words
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.text import Text

from socialkit import plot
from socialkit.plot.audience import SEGMENTS
from socialkit.plot.corners import LARGE_HOLLOW, MARKS, SMALL_EXCELLENT
from socialkit.plot.personas import FEATURES
from socialkit.plot.text import printable, shortened, width, wrapped

NOT_HERE = "Not in this export"
CORRELATION = SimpleNamespace(value=0.08, low=-0.24, high=0.38, n=40)
NO_CORRELATION = SimpleNamespace(value=math.nan, low=math.nan, high=math.nan, n=1)
AWKWARD = [
    "$cash$_money_$",
    "🍕🍕pizza🍕",
    "הרופא_שלי",
    "عيادة_النور",
    "医師",
    "two\nlines\tand a tab",
    "<b>bold</b>",
    "a_very_long_handle_that_goes_on_and_on_without_any_end_at_all.example",
    "",
    "\u202eevil\u200b",
    None,
]


pytestmark = pytest.mark.usefixtures("house_style", "close_figs")


def comparison_of(count: int, *, seed: int = 1, notable: int = 8) -> pd.DataFrame:
    """Accounts whose quality has nothing to do with their quantity, in four quadrants."""
    rng = np.random.default_rng(seed)
    quantity = np.round(10 ** rng.uniform(1.4, 3.8, count))
    quality = np.clip(rng.normal(0.55, 0.12, count), 0.05, 0.95)
    half = 0.4 / np.sqrt(quantity)
    is_large, is_good = quantity > np.median(quantity), quality >= np.median(quality)
    names = {
        (False, True): SMALL_EXCELLENT,
        (True, True): "large and excellent",
        (False, False): "small and hollow",
        (True, False): LARGE_HOLLOW,
    }
    quadrant = [names[bool(a), bool(b)] for a, b in zip(is_large, is_good, strict=True)]
    telling = np.array([name in MARKS for name in quadrant])
    far = np.argsort(-np.where(telling, np.abs(quality - np.median(quality)), -1))[:notable]
    return pd.DataFrame(
        {
            "handle": pd.array([f"account_{i}" for i in range(count)], dtype="string[pyarrow]"),
            "group": "therapist",
            "quantity": pd.array(quantity, dtype="Int64"),
            "quality": pd.array(quality, dtype="Float64"),
            "quality_low": pd.array(np.clip(quality - half, 0, 1), dtype="Float64"),
            "quality_high": pd.array(np.clip(quality + half, 0, 1), dtype="Float64"),
            "quadrant": pd.array(quadrant, dtype="string[pyarrow]"),
            "is_notable": pd.array(np.isin(np.arange(count), far), dtype="boolean"),
        },
        index=pd.Index([f"id{i}" for i in range(count)], name="account_id"),
    )


def quadrants_of(comparison: pd.DataFrame) -> pd.DataFrame:
    quantity, quality = comparison["quantity"], comparison["quality"]
    x, y = quantity.median(), quality.median()
    small, large = (quantity.min(), x), (x, quantity.max())
    rows = {
        SMALL_EXCELLENT: (*small, y, 1.0),
        "large and excellent": (*large, y, 1.0),
        "small and hollow": (*small, 0.0, y),
        LARGE_HOLLOW: (*large, 0.0, y),
    }
    columns = ["quantity_low", "quantity_high", "quality_low", "quality_high"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype="Float64")
    count = comparison["quadrant"].value_counts().reindex(table.index, fill_value=0)
    return table.assign(accounts=count.astype("Int64"))


def profile_of(*values: float | None, half: float = 0.04, note: str = "") -> pd.DataFrame:
    value = pd.Series(values, index=list(SEGMENTS), dtype="Float64")
    return pd.DataFrame(
        {
            "value": value,
            "low": (value - half).clip(0, 1),
            "high": (value + half).clip(0, 1),
            "count": (value * 400).round().astype("Int64"),
            "n": pd.array([400] * 5, dtype="Int64"),
            "population": pd.array([400 if half == 0 else 6000] * 5, dtype="Int64"),
            "frame": "first 400 followers listed of 6,000 reported, newest first",
            "note": note,
        }
    ).rename_axis("measure")


def dormancy_of(values: list[float | None], days: list[int], half: float = 0.05) -> pd.DataFrame:
    value = pd.Series(values, index=pd.Index(days, name="days"), dtype="Float64")
    return pd.DataFrame(
        {"value": value, "low": (value - half).clip(0, 1), "high": (value + half).clip(0, 1)}
    ).assign(n=pd.array([400] * len(days), dtype="Int64"), note="")


def personas_of(names: list[str], features: list[str], *, seed: int = 0):
    rng = np.random.default_rng(seed)
    index = pd.Index(names, name="persona")
    shape = (len(names), len(features))
    levels = pd.DataFrame(rng.uniform(0, 1, shape), index, features).astype("Float64")
    scale = [1 if name.endswith(("share", "rate", "reciprocity")) else 99_400 for name in features]
    profile = levels * scale
    profile.insert(0, "accounts", pd.array(100 - np.arange(len(names)), dtype="Int64"))
    profile.insert(1, "share", (profile["accounts"] / profile["accounts"].sum()).astype("Float64"))
    return profile, levels


def distribution_of(degrees: np.ndarray) -> pd.DataFrame:
    values, accounts = np.unique(degrees, return_counts=True)
    at_least = [(degrees >= value).mean() for value in values]
    index = pd.Index(values, dtype="Int64", name="degree")
    columns = {
        "accounts": pd.array(accounts, dtype="Int64"),
        "share_at_least": pd.array(at_least, dtype="Float64"),
    }
    return pd.DataFrame(columns, index=index)


def survival_of(*names: str, days: int = 4000, n: int = 300) -> pd.DataFrame:
    """Lines that fall at different speeds, one for each name."""
    parts = {}
    for place, name in enumerate(names, start=1):
        index = pd.Index(sorted({0, days // 4, days // 2, days}), name="days")
        value = np.exp(-place * index.to_numpy() / max(days, 1))
        numbers = {"value": value, "low": value**1.2, "high": value**0.8}
        parts[name] = pd.DataFrame(numbers, index=index).astype("Float64").assign(n=n * place)
    return pd.concat(parts, names=["group"])


def heavy_tail(count: int) -> np.ndarray:
    return np.floor(np.random.default_rng(0).pareto(1.0, count) * 2).astype(int)


DAYS = [30, 31, *range(35, 366, 5)]
SLOW = dormancy_of([0.1 + 0.7 * math.exp(-day / 120) for day in DAYS], DAYS)
FLAT = dormancy_of([0.999, 0.998, 0.997, 0.996, 0.99], [31, 60, 90, 120, 365], half=0)
SEVEN = list(FEATURES)[:7]
ELEVEN = list(FEATURES)[:11]
LONG = ["talk with the account, followed by many, post much, follow few", "old accounts"]


def hero(comparison: pd.DataFrame, correlation=CORRELATION, **options):
    options = {"source": "a sample", **options}
    return plot.quality_vs_quantity(comparison, quadrants_of(comparison), correlation, **options)


CHARTS: dict[str, Callable] = {
    "hero": lambda: hero(comparison_of(40)),
    "hero of 300": lambda: hero(comparison_of(300, notable=20)),
    "hero of four": lambda: hero(comparison_of(4)),
    "hero of one": lambda: hero(comparison_of(1, notable=1), NO_CORRELATION),
    "hero of millions": lambda: hero(
        comparison_of(40).assign(quantity=lambda t: t["quantity"] ** 2 * 10)
    ),
    "hero of perfect ones": lambda: hero(
        comparison_of(9).assign(quality=1.0, quality_low=1.0, quality_high=1.0)
    ),
    "composition": lambda: plot.audience_composition(profile_of(0.31, 0.28, 0.22, 0.12, 0.07)),
    "composition of a census": lambda: plot.audience_composition(
        profile_of(0.0, 0.996, 0.0, 0.004, 0.0, half=0), source="x" * 300
    ),
    "composition with gaps": lambda: plot.audience_composition(
        profile_of(None, None, 0.9996, None, 0.0004), source="many words " * 40
    ),
    "dormancy": lambda: plot.dormancy_curve(SLOW, source="a sample"),
    "flat dormancy": lambda: plot.dormancy_curve(FLAT, source="a sample"),
    "dormancy at one day": lambda: plot.dormancy_curve(dormancy_of([0.5], [60])),
    "personas": lambda: plot.persona_profile(*personas_of([*LONG, "c", "d"], SEVEN)),
    "many features": lambda: plot.persona_profile(*personas_of(LONG, ELEVEN), source="a"),
    "one persona": lambda: plot.persona_profile(*personas_of(["all"], ["posts_per_day"])),
    "degrees": lambda: plot.degree_distribution(distribution_of(heavy_tail(20_000))),
    "few degrees": lambda: plot.degree_distribution(distribution_of(np.array([1, 2, 2, 9]))),
    "one degree": lambda: plot.degree_distribution(distribution_of(np.array([3, 3]))),
    "survival": lambda: plot.survival(
        survival_of("all followers"), frame="all 300 followers listed", source="a sample"
    ),
    "survival of four": lambda: plot.survival(
        survival_of(*(f"{word} friends (follow so and so many)" for word in "abcd")), source="s"
    ),
    "survival of a day": lambda: plot.survival(survival_of("all", days=1)),
    "missing": lambda: plot.missing("Why it is so. " * 20, title="What now? " * 12, source="s"),
}


@pytest.fixture(params=list(CHARTS), scope="module")
def chart(request):
    return CHARTS[request.param]()


def footer_of(ax) -> str:
    return " ".join(text.get_text() for text in below(ax))


def below(ax) -> list[Text]:
    bottom = ax.get_window_extent().y0
    return [text for text in ax.texts if text.get_window_extent().y1 < bottom]


def points_of(collection) -> list[tuple[float, float]]:
    return [tuple(point) for point in np.asarray(collection.get_offsets())]


def drawn_accounts(ax) -> tuple[dict, dict]:
    """The dots and the intervals of the hero chart, by their label."""
    dots, bars = {}, {}
    for artist in ax.collections:
        if artist.get_label().endswith("interval"):
            bars[artist.get_label().removesuffix(", interval")] = artist.get_segments()
        else:
            dots[artist.get_label()] = points_of(artist)
    return dots, bars


# Legibility, for every chart ---------------------------------------------------------------


def test_a_sheet_is_640_pixels_wide(chart):
    assert plot.pixel_width(chart) == 640
    assert chart.figure.dpi == 100


def test_no_letter_is_smaller_than_nine_points(chart):
    assert smallest_letters(chart) >= 9


def test_no_text_leaves_the_canvas(chart):
    assert off_the_canvas(chart) == []


def test_no_text_lies_on_another(chart):
    assert overlapping(chart) == []


def test_no_text_is_read_as_a_formula(chart):
    assert not any(text.get_parse_math() for text in chart.texts if text.get_text())


def test_no_chart_has_a_frame_or_a_legend(chart):
    assert not chart.spines["top"].get_visible() and not chart.spines["right"].get_visible()
    assert chart.get_legend() is None


# The same data, the same picture -----------------------------------------------------------


def shuffled(table: pd.DataFrame) -> pd.DataFrame:
    return table.sample(frac=1, random_state=3)


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_row_order_changes_no_byte(kind):
    comparison, profile = comparison_of(40), profile_of(0.3, 0.3, 0.2, 0.1, 0.1)
    quadrants, personas = quadrants_of(comparison), personas_of([*LONG, "c"], SEVEN)
    degrees = distribution_of(heavy_tail(500))
    draws = [
        lambda turn: plot.quality_vs_quantity(turn(comparison), turn(quadrants), CORRELATION),
        lambda turn: plot.audience_composition(turn(profile)),
        lambda turn: plot.dormancy_curve(turn(SLOW)),
        lambda turn: plot.persona_profile(turn(personas[0]), turn(personas[1])),
        lambda turn: plot.degree_distribution(turn(degrees)),
    ]
    for draw in draws:
        assert plot.rendered(draw(lambda t: t), kind) == plot.rendered(draw(shuffled), kind)


def test_no_table_is_changed():
    comparison, (profile, levels) = comparison_of(12), personas_of(LONG, SEVEN)
    tables = [comparison, quadrants_of(comparison), profile_of(0.3, 0.3, 0.2, 0.1, 0.1)]
    tables += [SLOW, profile, levels, distribution_of(heavy_tail(50))]
    before = [table.copy(deep=True) for table in tables]
    plot.quality_vs_quantity(tables[0], tables[1], CORRELATION)
    plot.audience_composition(tables[2])
    plot.dormancy_curve(tables[3])
    plot.persona_profile(tables[4], tables[5])
    plot.degree_distribution(tables[6])
    for table, old in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, old)


def test_a_chart_can_go_on_axes_of_ones_own():
    figure, axes = plt.subplots(1, 2, figsize=(14, 5), layout="constrained")
    assert hero(comparison_of(20), ax=axes[0]) is axes[0]
    assert plot.missing("No.", ax=axes[1]) is axes[1]
    figure.draw_without_rendering()
    assert tuple(figure.get_size_inches()) == (14, 5)
    assert plot.rendered(axes[0], "png").startswith(b"\x89PNG")


def test_use_style_sets_what_the_files_depend_on():
    with plt.rc_context():
        plot.use_style()
        assert plt.rcParams["svg.hashsalt"] == "socialkit"
        assert plt.rcParams["font.sans-serif"] == ["DejaVu Sans"]


# The hero ----------------------------------------------------------------------------------


def test_every_dot_stands_where_its_numbers_say():
    comparison = comparison_of(40)
    dots, bars = drawn_accounts(hero(comparison))
    expected = list(zip(comparison["quantity"], comparison["quality"], strict=True))
    drawn = sorted(itertools.chain(*dots.values()))
    assert np.array(drawn) == pytest.approx(np.array(sorted(expected)))
    telling = comparison[comparison["quadrant"] == LARGE_HOLLOW]
    assert sorted(point[0] for point in dots[LARGE_HOLLOW]) == sorted(telling["quantity"])
    segments = sorted(tuple(segment.ravel()) for segment in itertools.chain(*bars.values()))
    columns = comparison[["quantity", "quality_low", "quantity", "quality_high"]]
    rows = sorted(map(tuple, columns.to_numpy(dtype=float)))
    assert np.array(segments) == pytest.approx(np.array(rows))


def test_lines_stand_between_the_quadrants():
    comparison = comparison_of(40)
    lines = [line.get_data() for line in hero(comparison).lines]
    assert lines[0][0] == pytest.approx([comparison["quantity"].median()] * 2)
    assert lines[1][1] == pytest.approx([comparison["quality"].median()] * 2)
    gap = quadrants_of(comparison)
    gap.loc[gap["quantity_low"] == gap["quantity_low"].max(), "quantity_low"] += 100
    ax = plot.quality_vs_quantity(comparison, gap, CORRELATION)
    assert len(ax.lines) == 3


def test_corners_name_their_quadrant_with_its_count():
    comparison = comparison_of(40)
    counts = comparison["quadrant"].value_counts()
    ax = hero(comparison)
    middle = ax.get_window_extent()
    for name, count in counts.items():
        [text] = [text for text in ax.texts if text.get_text().lower().startswith(name)]
        assert text.get_text().endswith(f"{count} accounts")
        box = text.get_window_extent()
        assert (box.x0 + box.x1 > middle.x0 + middle.x1) == name.startswith("large")
        assert (box.y0 + box.y1 > middle.y0 + middle.y1) == name.endswith("excellent")


def test_the_correlation_is_written_with_its_interval():
    comparison = comparison_of(5)
    text = "Rank correlation 0.08 (-0.24 to 0.38), 40 accounts"
    assert text in words(hero(comparison))
    assert "lowers the correlation" in footer_of(hero(comparison))
    none = hero(comparison, NO_CORRELATION)
    assert not any("correlation" in text for text in words(none))
    half = SimpleNamespace(value=1.0, low=math.nan, high=math.nan, n=3)
    assert "Rank correlation 1.00 (no interval), 3 accounts" in words(hero(comparison, half))


def test_notable_accounts_are_named_near_their_dot():
    comparison = comparison_of(40)
    notable = comparison[comparison["is_notable"]].set_index("handle")
    ax = hero(comparison)
    labels = {text.get_text(): text for text in ax.texts if text.get_text() in notable.index}
    assert len(labels) >= len(notable) - 1
    everything = [text for text in words(ax) if text.startswith("account_")]
    assert sorted(everything) == sorted(labels)
    for handle, text in labels.items():
        x, y = ax.transData.transform(notable.loc[handle, ["quantity", "quality"]].to_list())
        box = text.get_window_extent()
        away = math.hypot(x - np.clip(x, box.x0, box.x1), y - np.clip(y, box.y0, box.y1))
        assert away * 72 / 100 < 45


@pytest.mark.parametrize("seed", range(4))
def test_no_name_lies_on_its_own_interval(seed):
    comparison = comparison_of(40, seed=seed)
    ax, by_name = hero(comparison), comparison.set_index("handle")
    for text in ax.texts:
        if text.get_text() in by_name.index:
            row, box = by_name.loc[text.get_text()], text.get_window_extent()
            x, low = ax.transData.transform((row["quantity"], row["quality_low"]))
            high = ax.transData.transform((row["quantity"], row["quality_high"]))[1]
            assert not (box.x0 < x < box.x1 and low < box.y1 and high > box.y0)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("count", [12, 300])
def test_no_name_hides_a_dot_or_another_name(seed, count):
    comparison = comparison_of(count, seed=seed, notable=14)
    ax = hero(comparison)
    boxes = [t.get_window_extent() for t in ax.texts if t.get_text().startswith("account_")]
    dots = ax.transData.transform(comparison[["quantity", "quality"]].to_numpy(dtype=float))
    assert boxes
    assert not any(box.contains(x, y) for box in boxes for x, y in dots)
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))


def test_accounts_without_a_place_are_counted_not_drawn():
    comparison = comparison_of(10)
    comparison.iloc[0, comparison.columns.get_loc("quality")] = pd.NA
    comparison.iloc[1, comparison.columns.get_loc("quantity")] = 0
    comparison.iloc[2, comparison.columns.get_loc("quality_low")] = pd.NA
    ax = hero(comparison)
    dots, bars = drawn_accounts(ax)
    assert sum(map(len, dots.values())) == 8 and sum(map(len, bars.values())) == 7
    assert "n = 8 accounts" in footer_of(ax) and "2 more not drawn" in footer_of(ax)


def test_awkward_handles_are_drawn_as_far_as_the_font_goes():
    comparison = comparison_of(len(AWKWARD)).assign(is_notable=True)
    comparison["handle"] = pd.Series(AWKWARD, index=comparison.index, dtype=object)
    ax = hero(comparison, source="$x_1$ 🍕")
    assert plot.rendered(ax, "png") and plot.rendered(ax, "svg")
    assert "Source: $x_1$" in footer_of(ax)
    assert {"$cash$_money_$", "pizza", "(CJK)", "<b>bold</b>"} <= set(words(ax))


def test_an_axis_is_marked_in_round_numbers():
    for scale in (1, 10, 1000):
        comparison = comparison_of(40)
        comparison["quantity"] *= scale
        ax = hero(comparison)
        labels = [label.get_text() for label in ax.get_xticklabels()]
        assert 2 <= len(labels) <= 8
        assert {label.replace(",", "").rstrip("0") for label in labels} <= {"1", "2", "3", "5"}
        assert ax.get_xlabel() == "Followers (log scale)"
        assert ax.get_ylabel() == "Mean follower quality, 0 to 1"


# Audience ----------------------------------------------------------------------------------


def test_bars_and_intervals_hold_the_shares():
    profile = profile_of(0.31, 0.28, 0.22, 0.12, 0.07)
    extra = profile.iloc[:1].rename({"engaged": "mean_quality"}).assign(value=0.99)
    ax = plot.audience_composition(pd.concat([extra, profile]))
    assert [patch.get_width() for patch in ax.patches] == pytest.approx(list(profile["value"]))
    ends = [segments.get_segments()[0][:, 0] for segments in ax.collections]
    expected = profile[["low", "high"]].to_numpy(dtype=float)
    assert np.array(ends) == pytest.approx(expected)
    assert "12 % (8-16 %)" in words(ax) and "Unreachable" in words(ax)
    assert "looks like junk" in words(ax) and "first 400 followers listed" in footer_of(ax)


def test_the_dormancy_threshold_is_the_one_given():
    ax = plot.audience_composition(profile_of(0.2, 0.2, 0.2, 0.2, 0.2), dormant_days=90)
    assert "no public post for 90 days" in words(ax)


def test_a_census_has_shares_without_intervals():
    ax = plot.audience_composition(profile_of(0.31, 0.28, 0.22, 0.12, 0.07, half=0))
    assert "31 %" in words(ax) and not ax.collections
    assert "n = 400, every follower seen" in footer_of(ax)


def test_what_is_not_known_gets_words_and_no_bar():
    ax = plot.audience_composition(profile_of(0.3, None, 0.5, None, 0.2))
    assert len(ax.patches) == 3
    assert words(ax).count("not in this export") == 2


def test_shares_at_the_ends_are_not_rounded_away():
    ax = plot.audience_composition(profile_of(0.004, 0.996, 0.0, 0.0004, 0.0001, half=0))
    assert {"0.4 %", "99.6 %", "0 %", "<0.1 %"} <= set(words(ax))
    assert "100 %" not in words(ax)


def test_the_curve_holds_the_shares_and_its_marks():
    ax = plot.dormancy_curve(SLOW)
    line, marks = ax.lines
    assert list(line.get_xdata()) == DAYS
    assert list(line.get_ydata()) == pytest.approx(list(SLOW["value"]))
    assert list(marks.get_xdata()) == [31, 60, 90, 120, 365]
    band = ax.collections[0].get_paths()[0].vertices
    assert band[:, 1].min() == pytest.approx(SLOW["low"].min())
    assert band[:, 1].max() == pytest.approx(SLOW["high"].max())
    for day in (31, 60, 90, 120, 365):
        assert f"{100 * SLOW.loc[day, 'value']:.0f} %" in words(ax)
    assert ax.get_xlabel() == "Days without a public post"


def test_gaps_in_the_curve_are_left_out_not_zero():
    table = dormancy_of([0.8, None, 0.4], [31, 60, 90])
    line = plot.dormancy_curve(table).lines[0]
    assert list(line.get_xdata()) == [31, 90] and min(line.get_ydata()) == pytest.approx(0.4)


# Personas ----------------------------------------------------------------------------------


def test_each_group_has_its_steps_and_the_larger_ones_are_kept():
    curve = survival_of("a", "b", "c", "d", "e")
    ax = plot.survival(curve)
    assert not any(text.startswith("a, ") for text in words(ax))
    assert {text.split(",")[0] for text in words(ax) if ", n = " in text} == set("bcde")
    lines = [line for line in ax.get_lines() if line.get_transform() == ax.transData]
    heights = sorted(float(line.get_ydata()[-1]) for line in lines)
    expected = sorted(curve["value"].groupby(level="group").last().loc[list("bcde")])
    assert heights == pytest.approx(expected)
    assert all(line.get_ydata()[0] == 1 for line in lines)


def test_cells_hold_levels_and_medians_largest_persona_first():
    profile, levels = personas_of(["few", "many"], ["posts_per_day", "reply_share"])
    profile["accounts"] = pd.array([3, 9000], dtype="Int64")
    ax = plot.persona_profile(profile, levels)
    expected = levels.loc[["many", "few"]].to_numpy(dtype=float)
    assert np.asarray(ax.collections[0].get_array()) == pytest.approx(expected)
    assert f"{100 * profile.loc['few', 'reply_share']:.0f} %" in words(ax)
    assert f"{profile.loc['many', 'posts_per_day']:,.0f}" in words(ax)
    assert words(ax).index("Many") < words(ax).index("Few")
    assert {"replies", "posts per day"} <= set(words(ax))


def test_an_unknown_median_is_a_dash_on_white():
    profile, levels = personas_of(["a", "b"], ["posts_per_day", "reply_share"])
    profile.loc["a", "reply_share"] = pd.NA
    ax = plot.persona_profile(profile, levels)
    assert ax.collections[0].get_array().mask.sum() == 1
    assert "–" in words(ax) and "a dash: not in this export" in footer_of(ax)


# Degrees -----------------------------------------------------------------------------------


def test_steps_hold_the_shares_and_the_ends_are_named():
    table = distribution_of(np.array([0, 0, 1, 1, 1, 2, 8, 40]))
    ax = plot.degree_distribution(table)
    line = ax.lines[0]
    assert list(line.get_xdata()) == [1, 2, 8, 40]
    assert list(line.get_ydata()) == pytest.approx([6 / 8, 3 / 8, 2 / 8, 1 / 8])
    assert line.get_drawstyle() == "steps-pre"
    assert ax.get_xscale() == ax.get_yscale() == "log"
    assert {"75 % of accounts have 1 or more", "1 account has 40"} <= set(words(ax))
    assert "n = 8 accounts" in footer_of(ax) and "2 of them without followers" in footer_of(ax)


# What is missing ---------------------------------------------------------------------------

EMPTY = {
    "comparison of nobody": lambda: hero(comparison_of(4).iloc[:0], NO_CORRELATION),
    "no quality": lambda: hero(
        comparison_of(4).assign(quality=pd.array([pd.NA] * 4, dtype="Float64"))
    ),
    "no segments": lambda: plot.audience_composition(profile_of(*[None] * 5)),
    "only unknown": lambda: plot.audience_composition(profile_of(*[None] * 4, 1.0)),
    "no rows": lambda: plot.audience_composition(profile_of(*[None] * 5).iloc[:0]),
    "no dormancy": lambda: plot.dormancy_curve(dormancy_of([None, None], [30, 60])),
    "no days": lambda: plot.dormancy_curve(dormancy_of([], [])),
    "no features": lambda: plot.persona_profile(*personas_of([], [])),
    "no ties": lambda: plot.degree_distribution(distribution_of(np.array([0, 0]))),
    "no accounts": lambda: plot.degree_distribution(distribution_of(np.array([], dtype=int))),
}


@pytest.mark.parametrize("case", EMPTY)
def test_missing_data_are_a_calm_panel_and_never_zero(case):
    ax = EMPTY[case]()
    assert NOT_HERE in words(ax)
    assert not ax.lines and not ax.patches and not ax.collections
    assert not any("0" in text for text in words(ax))
    assert plot.rendered(ax, "png")


def test_the_panel_gives_the_tables_reason():
    profile = profile_of(None, None, None, None, 1.0)
    profile["note"] = ["who engages", "who engages", "when they posted", "", "not this"]
    ax = plot.audience_composition(profile, source="an archive")
    assert "when they posted; who engages" in words(ax)
    assert footer_of(ax) == "Source: an archive"


def test_no_clear_kinds_is_not_called_missing():
    profile, levels = personas_of(["a"], SEVEN)
    ax = plot.persona_profile(profile.iloc[:0], levels.iloc[:0], note="no clear kinds here")
    assert {"Nothing to show", "no clear kinds here"} <= set(words(ax))


# Words -------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_any_text_becomes_one_line_that_can_be_drawn(text):
    line = printable(text)
    assert printable(line) == line
    assert len(line.splitlines()) <= 1 and "\t" not in line
    assert line.isascii() or all(sign.isprintable() for sign in line)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.floats(30, 300))
def test_wrapped_lines_fit_their_room(text, room):
    lines = wrapped(text, room, 9.0, most=2)
    assert len(lines) <= 2
    assert all(width(line, 9.0) <= room for line in lines)


def test_a_cut_is_marked():
    cut = shortened("abcdefghijklmnop", 40, 9.0)
    assert cut.endswith("…") and "abcdefghijklmnop".startswith(cut[:-1]) and width(cut, 9.0) <= 40
    assert shortened("abc", 40, 9.0) == "abc"

"""The charts of notebook 04: thresholds, sample sizes, and samples held against the truth."""

import itertools
import math

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from charts import off_the_canvas, overlapping, smallest_letters, words
from hypothesis import given
from hypothesis import strategies as st
from test_plot import NOT_HERE, footer_of, shuffled

from socialkit import estimate, plot
from socialkit.plot.audience import SEGMENTS
from socialkit.plot.spread import apart
from socialkit.plot.sweep import MARKERS

FRAME = "the first of 4,300 reported, newest first"


pytestmark = pytest.mark.usefixtures("house_style", "close_figs")


def sweep_of(lines: dict[str, list[float | None]], days: list[int], half: float = 0.03):
    rows = {
        (name, day): value
        for name, values in lines.items()
        for day, value in zip(days, values, strict=True)
    }
    index = pd.MultiIndex.from_tuples(list(rows), names=["measure", "days"])
    value = pd.Series(list(rows.values()), index, dtype="Float64")
    table = pd.DataFrame(
        {"value": value, "low": (value - half).clip(0, 1), "high": (value + half).clip(0, 1)}
    )
    n = pd.array([1500] * len(table), dtype="Int64")
    return table.assign(n=n, frame=FRAME, note=np.where(value.isna(), "who interacts", ""))


def trials_of(truth: float, shares: list[float], n: int = 50, total: int = 400):
    rows = {"whole list": estimate.proportion(round(truth * total), total, total)}
    for name, share in zip(["newest", *(f"draw {i}" for i in range(1, 99))], shares, strict=False):
        rows[name] = estimate.proportion(round(share * n), n, total)
    table = estimate.table(rows, name="sample")
    holds = (table["low"] <= truth) & (table["high"] >= truth)
    return table.assign(holds_truth=holds.astype("boolean").mask(table.index == "whole list"))


def sizes_of(populations: list[int | None], margins: list[float]) -> pd.DataFrame:
    columns = {
        f"of {size or 'very many'}": pd.array(
            [estimate.sample_size(margin, size) for margin in margins], dtype="Int64"
        )
        for size in populations
    }
    return pd.DataFrame(columns, index=pd.Index(margins, name="margin"))


DAYS = [31, 60, 90, 120]
USUAL = sweep_of(
    {"engaged": [0.24] * 4, "silent": [0.27, 0.32, 0.34, 0.37], "dormant": [0.19, 0.14, 0.12, 0.08],
     "unreachable": [0.26] * 4, "unknown": [0.04] * 4}, DAYS,
)  # fmt: skip
CROWDED = sweep_of({name: [0.2, 0.2, 0.2, 0.2] for name in SEGMENTS}, DAYS)
MARGINS = [0.01, 0.02, 0.03, 0.05, 0.07, 0.1]
TRIALS = trials_of(0.35, [0.07, *np.linspace(0.2, 0.5, 20)])

CHARTS = {
    "sweep": lambda: plot.threshold_sweep(USUAL, source="a sample"),
    "sweep of a census": lambda: plot.threshold_sweep(
        sweep_of({"dormant": [0.5, 0.25], "silent": [0.0, 0.25]}, [31, 60], half=0)
    ),
    "crowded sweep": lambda: plot.threshold_sweep(CROWDED, source="many words " * 40),
    "sweep of everybody": lambda: plot.threshold_sweep(
        sweep_of({"dormant": [1.0] * 4, "silent": [0.0] * 4}, DAYS)
    ),
    "sweep at one threshold": lambda: plot.threshold_sweep(sweep_of({"dormant": [0.3]}, [60])),
    "sweep at close thresholds": lambda: plot.threshold_sweep(
        sweep_of({"dormant": [0.4] * 12}, [*range(30, 41), 365])
    ),
    "sizes": lambda: plot.sample_size(sizes_of([500, 2000, 10_000, None], MARGINS)),
    "one size": lambda: plot.sample_size(sizes_of([50], [0.05]), source="a sample"),
    "close sizes": lambda: plot.sample_size(
        sizes_of([10_000, 10_001, 10_002, 10_003, 10_004], [0.005, 0.01, 0.2])
    ),
    "long names": lambda: plot.sample_size(
        sizes_of([500], MARGINS).set_axis(
            ["of the $followers$ of a very long name 🍕 " * 3], axis=1
        )
    ),
    "trials": lambda: plot.sampling_trials(TRIALS, source="a sample"),
    "one trial": lambda: plot.sampling_trials(trials_of(0.0, [0.0])),
    "many trials": lambda: plot.sampling_trials(trials_of(0.98, [0.9] * 90, n=10)),
}


@pytest.fixture(params=list(CHARTS), scope="module")
def chart(request):
    return CHARTS[request.param]()


def test_every_chart_is_legible(chart):
    assert plot.pixel_width(chart) == 640
    assert smallest_letters(chart) >= 9
    assert off_the_canvas(chart) == []
    assert overlapping(chart) == []
    assert not any(text.get_parse_math() for text in chart.texts if text.get_text())
    assert chart.get_legend() is None and not chart.spines["top"].get_visible()


def test_row_order_changes_no_byte_and_no_table_is_changed():
    sizes = sizes_of([500, None], MARGINS)
    before = [table.copy(deep=True) for table in (USUAL, sizes)]
    for draw, table in ((plot.threshold_sweep, USUAL), (plot.sample_size, sizes)):
        assert plot.rendered(draw(table), "svg") == plot.rendered(draw(shuffled(table)), "svg")
    plot.sampling_trials(TRIALS)
    for table, old in zip((USUAL, sizes), before, strict=True):
        pd.testing.assert_frame_equal(table, old)


def test_a_chart_can_go_on_axes_of_ones_own():
    _, axes = plt.subplots(1, 3, figsize=(18, 5), layout="constrained")
    assert plot.threshold_sweep(USUAL, ax=axes[0]) is axes[0]
    assert plot.sample_size(sizes_of([500], MARGINS), ax=axes[1]) is axes[1]
    assert plot.sampling_trials(TRIALS, ax=axes[2]) is axes[2]
    axes[0].figure.draw_without_rendering()


# Thresholds --------------------------------------------------------------------------------


def test_lines_and_bars_hold_the_shares_and_their_intervals():
    ax = plot.threshold_sweep(USUAL)
    lines = {line.get_label(): line for line in ax.lines}
    assert list(lines) == list(SEGMENTS)
    for name, line in lines.items():
        assert list(line.get_xdata()) == DAYS
        assert list(line.get_ydata()) == pytest.approx(USUAL.loc[name, "value"].tolist())
    bars = {bar.get_label().removesuffix(", interval"): bar for bar in ax.collections}
    for name, bar in bars.items():
        ends = np.array([segment[:, 1] for segment in bar.get_segments()])
        expected = USUAL.loc[name, ["low", "high"]].to_numpy(dtype=float)
        assert ends == pytest.approx(expected)
    assert {"Dormant 19 to 8 %", "Silent 27 to 37 %", "Engaged 24 %"} <= set(words(ax))
    assert footer_of(ax).split("·")[0].strip() == "n = 1,500" and FRAME in footer_of(ax)


def test_each_line_has_its_own_shape():
    assert len(set(MARKERS.values())) == len(SEGMENTS) == len(MARKERS)


def test_a_census_has_no_bars_and_says_nothing_of_them():
    ax = plot.threshold_sweep(sweep_of({"dormant": [0.5, 0.25]}, [31, 60], half=0))
    assert not any(bar.get_segments() for bar in ax.collections)
    assert not any("plausibly" in text for text in words(ax))


def test_what_is_not_known_is_left_out():
    table = sweep_of({"dormant": [0.4, None, 0.3], "silent": [None] * 3}, [31, 60, 90])
    ax = plot.threshold_sweep(table)
    (line,) = ax.lines
    assert list(line.get_xdata()) == [31, 90]
    assert not any("Silent" in text for text in words(ax))


@pytest.mark.parametrize(
    "lines", [{}, {"dormant": [None] * 4}, {"silent": [None] * 4, "unknown": [1.0] * 4}]
)
def test_nothing_known_is_a_calm_panel(lines):
    table = sweep_of(lines, DAYS) if lines else USUAL.iloc[:0]
    ax = plot.threshold_sweep(table)
    assert NOT_HERE in words(ax) and not ax.lines
    assert not lines or "who interacts" in words(ax)


# Sample sizes ------------------------------------------------------------------------------


def test_points_stand_at_the_margin_and_the_number():
    sizes = sizes_of([2000, None], MARGINS)
    ax = plot.sample_size(sizes, level=0.9)
    for line, name in zip(ax.lines, sizes, strict=True):
        assert sorted(10 ** -np.asarray(line.get_xdata())) == pytest.approx(MARGINS)
        assert list(line.get_ydata()) == sizes[name].tolist()[::-1]
    assert words(ax)[-2:] == ["1,656 of 2000", "9,604 of very many"]
    assert "lies no further from the truth, 90 times in 100" in " ".join(reversed(words(ax)))
    assert "only for samples drawn at random" in footer_of(ax)
    ax.figure.draw_without_rendering()
    assert [tick.get_text() for tick in ax.get_xticklabels()] == [
        "±10", "±7", "±5", "±3", "±2", "±1",
    ]  # fmt: skip


def test_no_sizes_are_a_calm_panel():
    for table in (sizes_of([], []), sizes_of([500], [0.05]).iloc[:0]):
        assert NOT_HERE in words(plot.sample_size(table))


# Trials ------------------------------------------------------------------------------------


def test_every_sample_stands_with_its_interval_and_misses_are_crossed():
    ax = plot.sampling_trials(TRIALS)
    bars = [bar.get_segments()[0][:, 0] for bar in ax.collections]
    expected = TRIALS.iloc[1:][["low", "high"]].to_numpy(dtype=float)
    assert np.array(bars) == pytest.approx(expected)
    *dots, truth = ax.lines
    assert [line.get_xdata()[0] for line in dots] == pytest.approx(TRIALS["value"].tolist()[1:])
    missed = [line.get_marker() == "X" for line in dots]
    assert missed == (~TRIALS["holds_truth"].iloc[1:]).tolist() and missed[0]
    assert list(truth.get_xdata()) == [0.35, 0.35]
    assert {"truth 35 %", "The newest", "20 samples"} <= set(words(ax))
    assert "n = 50 in each sample" in footer_of(ax)
    assert "n = 400 followers, every one seen" in footer_of(ax)


def test_no_more_than_forty_draws_are_shown():
    ax = plot.sampling_trials(trials_of(0.5, [0.5] * 90))
    assert len(ax.collections) == 41 and "40 samples" in words(ax)


def test_without_a_truth_there_is_nothing_to_draw():
    unknown = {name: estimate.unknown("no truth") for name in ("whole list", "newest")}
    table = estimate.table(unknown, name="sample").assign(holds_truth=pd.NA)
    for trials in (table, TRIALS.iloc[:1], TRIALS.iloc[1:]):
        ax = plot.sampling_trials(trials)
        assert NOT_HERE in words(ax) and not ax.lines
    assert "no truth" in words(plot.sampling_trials(table))


# Labels one above the other ----------------------------------------------------------------


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8))
def test_labels_keep_their_order_and_distance(heights):
    wanted = {f"{place:02d}": height for place, height in enumerate(heights)}
    placed = apart(wanted, gap=12, low=0, high=100)
    order = sorted(wanted, key=lambda name: (wanted[name], name))
    found = [placed[name] for name in order]
    assert all(b - a >= 12 - 1e-9 for a, b in itertools.pairwise(found))
    assert found[-1] <= 100 + 1e-9
    assert apart(dict(reversed(wanted.items())), gap=12, low=0, high=100) == placed


def test_labels_that_have_room_stay_where_they_are():
    wanted = {"a": 10.0, "b": 40.0, "c": 80.0}
    assert apart(wanted, gap=12, low=0, high=100) == wanted
    assert math.isclose(sum(apart({"a": 50, "b": 50}, gap=12, low=0, high=100).values()), 100)

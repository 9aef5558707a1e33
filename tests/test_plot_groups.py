import math

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from charts import off_the_canvas, overlapping, smallest_letters, words

from socialkit import audience, plot

NOT_HERE = "Not in this export"
LONG = "florists and garden centres of all the northern and the southern counties 🍕 $x$"


pytestmark = pytest.mark.usefixtures("house_style", "close_figs")


def table_of(rows: dict[str, tuple], name: str, **columns: object) -> pd.DataFrame:
    """Value, low, high and n by row name, NA for None."""
    table = pd.DataFrame(rows, index=["value", "low", "high", "n"]).T.astype("Float64")
    table.index.name = name
    return table.astype({"n": "Int64"}).assign(**columns)


def ladder_of(**restricted: tuple[float, float, float]) -> pd.DataFrame:
    rows = {
        "all accounts": (0.9, 0.8, 0.95, 400),
        "top 10 %": (0.1, -0.3, 0.5, 40),
        "top 1 %": (None, None, None, 4),
    }
    note = ["", "", "a correlation among 4 of 400 accounts; it takes 10 or more"]
    table = table_of(rows, "among", note=note, frame="400 accounts, somehow chosen")
    ends = {"all accounts": (0.9, None, None), "top 10 %": (0.6, 0.4, 0.7), **restricted}
    names = ["restricted", "restricted_low", "restricted_high"]
    ranges = [ends.get(name, (None,) * 3) for name in table.index]
    table[names] = pd.DataFrame(ranges, table.index, names, dtype="Float64")
    return table


def groups_of(number: int = 6, *, unit: str = "share", seed: int = 0) -> pd.DataFrame:
    rng, scale = np.random.default_rng(seed), 5000 if unit == "count" else 1
    rows = {}
    for place in range(number):
        value = rng.uniform(0.02, 0.9) * scale
        rows[f"trade {place}"] = (value, value * 0.5, value * 1.1, place + 3)
    rows["all accounts"] = (0.4 * scale, 0.35 * scale, 0.45 * scale, 40)
    return table_of(rows, "group", unit=unit, note="", frame="40 accounts")


def curve_of(values: list[float], *, half: float = 0.0) -> pd.DataFrame:
    shares = np.linspace(0, 1, len(values))
    rows = {
        share: (v, max(v - half, 0), min(v + half, 1), 50)
        for share, v in zip(shares, values, strict=True)
    }
    return table_of(rows, "people_share", frame="everybody", note="")


def measures_of(top: float, gini: float, half: float = 0.0) -> pd.DataFrame:
    rows = {
        name: (v, v - half, v + half, 50) for name, v in (("gini", gini), ("top_10_percent", top))
    }
    return table_of(rows, "measure")


SAGGING = [x**3 for x in np.linspace(0, 1, 21)]
WITH_GAPS = pd.concat(
    [
        groups_of(3).rename(index={"trade 0": LONG}),
        table_of(
            {"few": (0.7, None, None, 2), "not stated": (None, None, None, 5)},
            "group", unit="share", note=["", "the group of these accounts"], frame="",
        ),
    ]
)  # fmt: skip
CHARTS = {
    "ladder": lambda: plot.fallacy_ladder(ladder_of(), source="a sample"),
    "one rung": lambda: plot.fallacy_ladder(ladder_of().iloc[:1]),
    "ladder at the ends": lambda: plot.fallacy_ladder(
        ladder_of().assign(value=[1.0, -1.0, 0.0], low=[1.0, -1.0, -0.1], high=[1.0, -0.9, 0.1])
    ),
    "ladder of long names": lambda: plot.fallacy_ladder(
        ladder_of().rename(index={"all accounts": LONG}), source="many words " * 40
    ),
    "groups": lambda: plot.group_comparison(groups_of(), measure="engaged", source="a sample"),
    "one group": lambda: plot.group_comparison(groups_of(1), measure="quality"),
    "twenty groups": lambda: plot.group_comparison(groups_of(20), source="x" * 300),
    "groups with gaps": lambda: plot.group_comparison(WITH_GAPS, measure="engaged"),
    "groups of counts": lambda: plot.group_comparison(groups_of(unit="count"), measure="quantity"),
    "groups of anything": lambda: plot.group_comparison(
        groups_of(4).assign(unit="score", value=lambda t: -100 * t["value"], low=pd.NA, high=pd.NA)
    ),
    "only all accounts": lambda: plot.group_comparison(groups_of(0), measure="engaged"),
    "curve": lambda: plot.lorenz(curve_of(SAGGING), measures_of(0.27, 0.5), source="a sample"),
    "curve of a sample": lambda: plot.lorenz(
        curve_of(SAGGING, half=0.03), measures_of(0.27, 0.5, 0.03)
    ),
    "curve of one": lambda: plot.lorenz(curve_of([0, 1]), pd.DataFrame()),
    "curve of equals": lambda: plot.lorenz(
        curve_of([0, 0.5, 1]), measures_of(0.1, 0.0), held="followers", holders="accounts"
    ),
}


@pytest.fixture(params=list(CHARTS), scope="module")
def chart(request):
    return CHARTS[request.param]()


def dots_of(ax, marker: str) -> list[tuple[float, float]]:
    lines = [line for line in ax.lines if line.get_marker() == marker]
    return [(float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in lines]


def segments_of(ax) -> list[tuple[float, ...]]:
    found = [one for artist in ax.collections if hasattr(artist, "get_segments")
             for one in artist.get_segments()]  # fmt: skip
    return [tuple(segment[:, 0]) for segment in found]


# Legibility, for every chart ---------------------------------------------------------------


def test_a_sheet_is_640_pixels_wide_and_holds_its_text(chart):
    assert plot.pixel_width(chart) == 640
    assert smallest_letters(chart) >= 9
    assert off_the_canvas(chart) == []


def test_no_text_lies_on_another(chart):
    assert overlapping(chart) == []


def test_no_formula_no_frame_no_legend(chart):
    assert not any(text.get_parse_math() for text in chart.texts if text.get_text())
    assert not chart.spines["top"].get_visible() and not chart.spines["right"].get_visible()
    assert chart.get_legend() is None


# What is drawn -----------------------------------------------------------------------------


def test_each_rung_stands_where_its_numbers_say():
    ax = plot.fallacy_ladder(ladder_of())
    assert dots_of(ax, "o") == [(0.9, 0), (0.1, 1)]
    assert dots_of(ax, "D") == [(0.6, 1.24)]
    assert sorted(segments_of(ax)) == sorted([(0.8, 0.95), (-0.3, 0.5), (0.4, 0.7)])
    assert {"0.90 (0.80 to 0.95)", "0.10 (-0.30 to 0.50)", "400 accounts"} <= set(words(ax))


def test_a_rung_of_too_few_says_so():
    ax = plot.fallacy_ladder(ladder_of())
    said = " ".join(words(ax))
    assert f"{NOT_HERE}: a correlation among 4 of 400 accounts; it takes 10 or more" in said
    assert "what the narrower range of followers alone would give" in said
    assert "400 accounts, somehow chosen" in said


def test_without_a_narrower_range_nothing_is_said_of_it():
    assert "narrower" not in " ".join(words(plot.fallacy_ladder(ladder_of().iloc[:1])))


def test_groups_are_ordered_and_drawn_with_their_intervals():
    table = groups_of()
    ax = plot.group_comparison(table, measure="engaged")
    ordered = table.drop(index="all accounts").sort_values("value", ascending=False)
    expected = [(value, place) for place, value in enumerate(ordered["value"])]
    assert np.array(dots_of(ax, "o")) == pytest.approx(np.array(expected))
    ends = ordered[["low", "high"]].to_numpy(dtype=float)
    assert np.array(segments_of(ax)) == pytest.approx(ends)
    names = [text for text in words(ax) if text.startswith("Trade")]
    assert names == [name.capitalize() for name in ordered.index]
    assert "All 40 accounts: 40 % (35-45 %)" in words(ax)
    assert ax.get_xlabel() == "Share of followers who interact"


def test_what_is_not_known_of_a_group_stands_last_in_words():
    ax = plot.group_comparison(WITH_GAPS, measure="engaged")
    said = words(ax)
    assert f"{NOT_HERE}: the group of these accounts" in said and said.count("70 %") == 1
    assert "a dot alone: too few accounts for an interval" in " ".join(said)
    assert len(dots_of(ax, "o")) == 4 and len(segments_of(ax)) == 3


def test_counts_stand_on_a_scale_of_ratios():
    ax = plot.group_comparison(groups_of(unit="count"), measure="quantity")
    assert ax.get_xscale() == "log" and "%" not in " ".join(words(ax))


def test_the_curve_is_the_table():
    ax = plot.lorenz(curve_of(SAGGING), measures_of(0.27, 0.5))
    straight, curve = ax.lines
    assert straight.get_xydata().tolist() == [[0, 0], [1, 1]]
    assert curve.get_ydata() == pytest.approx(SAGGING)
    assert not ax.collections
    assert "The tenth with most: 27 % of all interactions" in words(ax)
    assert "Gini 0.50; 0: all alike, 1: one holds everything" in words(ax)


def test_a_sample_has_a_band_and_intervals():
    ax = plot.lorenz(curve_of(SAGGING, half=0.03), measures_of(0.27, 0.5, 0.03))
    [band] = ax.collections
    highest = band.get_paths()[0].vertices[:, 1].max()
    assert highest == pytest.approx(1)
    assert "The tenth with most: 27 % (24 % to 30 %) of all interactions" in words(ax)


def test_tables_of_the_sample_can_be_drawn(six):
    tables = audience.compare_groups(six)
    assert "Therapist" in words(plot.group_comparison(tables.loc["quality"], measure="quality"))
    for among in ("people", "followers"):
        curve = audience.lorenz(six, "ann", among=among)
        ax = plot.lorenz(curve, audience.concentration(six, "ann", among=among))
        assert NOT_HERE not in words(ax)


def test_tables_without_a_number_become_a_panel(six):
    nothing = audience.lorenz(six, None), audience.concentration(six, None)
    charts = [
        plot.fallacy_ladder(audience.fallacy_ladder(six), title="What now?"),
        plot.lorenz(*nothing),
        plot.group_comparison(groups_of(2).assign(value=pd.NA, note="who knows")),
        plot.group_comparison(groups_of(0)[:0]),
    ]
    assert all(words(ax)[0] == NOT_HERE for ax in charts)
    assert any("it takes 10 or more" in text for text in words(charts[0]))
    assert "who knows" in words(charts[2])


# The same data, the same picture -----------------------------------------------------------


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_row_order_changes_no_byte(kind):
    def mixed(table: pd.DataFrame) -> pd.DataFrame:
        return table.sample(frac=1, random_state=3)

    draws = [
        lambda turn: plot.group_comparison(turn(WITH_GAPS), measure="engaged"),
        lambda turn: plot.lorenz(turn(curve_of(SAGGING)), turn(measures_of(0.3, 0.5))),
    ]
    for draw in draws:
        assert plot.rendered(draw(lambda t: t), kind) == plot.rendered(draw(mixed), kind)


def test_no_table_is_changed():
    tables = [ladder_of(), WITH_GAPS.copy(), curve_of(SAGGING), measures_of(0.3, 0.5)]
    before = [table.copy(deep=True) for table in tables]
    plot.fallacy_ladder(tables[0])
    plot.group_comparison(tables[1])
    plot.lorenz(tables[2], tables[3])
    for table, old in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, old)


def test_charts_can_go_on_axes_of_ones_own():
    figure, axes = plt.subplots(1, 3, figsize=(20, 5), layout="constrained")
    assert plot.fallacy_ladder(ladder_of(), ax=axes[0]) is axes[0]
    assert plot.group_comparison(groups_of(), ax=axes[1]) is axes[1]
    assert plot.lorenz(curve_of(SAGGING), measures_of(0.3, 0.5), ax=axes[2]) is axes[2]
    figure.draw_without_rendering()
    assert tuple(figure.get_size_inches()) == (20, 5)
    assert not any(math.isnan(x) for x, _ in dots_of(axes[1], "o"))

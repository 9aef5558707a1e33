"""The chart of how long it takes: drawn from the numbers, legible, named at its line's ends."""

import numpy as np
import pandas as pd
import pytest
from charts import off_the_canvas, overlapping, smallest_letters
from matplotlib import pyplot as plt
from test_plot import shuffled

from socialkit import plot
from socialkit.publish.telling.tellers import told

MANY = [200_000, 5_000_000, 25_000_000, 100_000_000]


def seconds_of(names: list[str], follows: list[int]) -> pd.DataFrame:
    """Return seconds that grow with the follows, five times as many for each next name."""
    columns = {
        name: pd.array(np.array(follows) / 4e6 * 5.0**place, dtype="Float64")
        for place, name in enumerate(names)
    }
    return pd.DataFrame(columns, index=pd.Index(follows, name="follows"))


HOLED = seconds_of(["in memory", "by hand"], MANY).assign(
    **{"by hand": pd.array([9.0, 200.0, None, None], dtype="Float64")}
)
CHARTS = {
    "three ways": lambda: plot.speed(
        seconds_of(["in memory", "from disk", "by hand"], MANY), source="measured here"
    ),
    "where one stops": lambda: plot.speed(HOLED),
    "one network": lambda: plot.speed(seconds_of(["in memory"], [25_262_891])),
    "alike": lambda: plot.speed(
        pd.DataFrame(
            {name: [1.0, 9.0] for name in "abcde"}, index=pd.Index([10, 900], name="follows")
        )
    ),
    "long names": lambda: plot.speed(seconds_of(["by a very long way 🍕 " * 4], MANY)),
}


@pytest.fixture(params=list(CHARTS), scope="module")
def chart(request):
    return CHARTS[request.param]()


def test_every_chart_is_legible(chart):
    assert plot.pixel_width(chart) == 640
    assert smallest_letters(chart) >= 9
    assert off_the_canvas(chart) == []
    assert overlapping(chart) == []
    assert chart.get_legend() is None and not chart.spines["top"].get_visible()


def test_lines_hold_the_seconds_that_were_measured():
    lines = {line.get_label(): line for line in plot.speed(HOLED).lines}
    assert list(lines) == ["in memory", "by hand"]
    assert 10 ** np.array(lines["by hand"].get_xdata()) == pytest.approx(MANY[:2])
    assert list(lines["by hand"].get_ydata()) == [9.0, 200.0]
    assert len(lines["in memory"].get_xdata()) == 4


def test_row_order_changes_no_byte_and_the_table_is_not_changed():
    before = HOLED.copy(deep=True)
    assert plot.rendered(plot.speed(HOLED), "svg") == plot.rendered(
        plot.speed(shuffled(HOLED)), "svg"
    )
    pd.testing.assert_frame_equal(HOLED, before)


def test_where_nothing_was_measured_the_panel_says_so():
    nothing = HOLED.assign(**{"by hand": pd.NA, "in memory": pd.NA})
    assert plot.record(plot.speed(nothing)).kind == "missing"


def test_it_is_told_with_the_first_and_the_last_network():
    story = told(plot.record(plot.speed(HOLED)))
    words = " ".join(story.findings)
    assert "In memory: 0.05 seconds for a network of 200,000 follows and" in words
    assert "By hand: 9 seconds for a network of 200,000 follows and 200 seconds for a" in words
    plt.close("all")

import pandas as pd
import pytest
from charts import off_the_canvas, overlapping, smallest_letters, words

from socialkit import estimate, plot
from socialkit.plot.triage import PILES

LONG = "a source with a name that goes on and on, as those of exports at times will do " * 3


pytestmark = pytest.mark.usefixtures("house_style", "close_figs")


def totals(*counts: int | None, whole: bool = True) -> pd.DataFrame:
    """The totals of so many new followers in each pile; None is not known."""
    n = sum(count or 0 for count in counts)
    rows = {
        name: estimate.unknown("whom the account follows")
        if count is None
        else estimate.proportion(count, n, n if whole else None, frame="the newest of 6,000")
        for name, count in zip(PILES, counts, strict=True)
    }
    return estimate.table(rows)


@pytest.mark.parametrize(
    "table",
    [totals(2, 16, 27, 55), totals(2, 16, 27, 55, whole=False), totals(None, None, 9, None),
     totals(0, 0, 0, 3), totals(0, 1, 0, 999, whole=False)],
)  # fmt: skip
@pytest.mark.parametrize("source", ["", LONG])
def test_it_can_be_read(table, source):
    ax = plot.triage(table, source=source)
    assert smallest_letters(ax) >= 9
    assert off_the_canvas(ax) == []
    assert overlapping(ax) == []


def test_bars_are_the_shares():
    ax = plot.triage(totals(2, 16, 27, 55))
    assert [round(bar.get_width(), 2) for bar in ax.patches] == [0.02, 0.16, 0.27, 0.55]
    assert {"2 %", "16 %", "27 %", "55 %"} <= set(words(ax))
    assert "n = 100" in plot.footer(ax)


def test_an_interval_is_drawn_and_written():
    ax = plot.triage(totals(2, 16, 27, 55, whole=False))
    assert "16 % (10-24 %)" in words(ax)
    assert len(ax.collections) == 4


def test_what_is_not_known_is_no_bar():
    ax = plot.triage(totals(None, 3, 7, None))
    assert len(ax.patches) == 2
    assert words(ax).count("not in this export") == 2


def test_nothing_known_is_a_panel_with_the_reason():
    ax = plot.triage(totals(None, None, None, None))
    assert "whom the account follows" in " ".join(words(ax))

"""Bars along the calendar: at their dates, pale where a period is not over, nothing for NA."""

import numpy as np
import pandas as pd
import pytest
from charts import off_the_canvas, overlapping, smallest_letters, words
from test_plot import NOT_HERE, footer_of, shuffled

from socialkit import plot
from socialkit.plot.theme import hue

pytestmark = pytest.mark.usefixtures("house_style", "close_figs")

STARTS = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS", "year": "YS"}
NAMES = {
    "day": "2 Jan 2026",
    "week": "week of 12 Jan 2026",
    "month": "Feb 2026",
    "quarter": "Q2 2026",
    "year": "2027",
}


def arrivals_of(
    counts: list[int], *, by: str = "month", half: float = 0.0, over: bool = False
) -> pd.DataFrame:
    begin = pd.date_range("2026-01-01", periods=len(counts), freq=STARTS[by], tz="UTC", name=by)
    value = pd.Series(counts, begin) / max(sum(counts), 1)
    columns = {"value": value, "low": value - half, "high": value + half}
    table = pd.DataFrame(columns).clip(0, 1).astype("Float64")
    is_over = pd.array([True] * (len(counts) - 1) + [over], dtype="boolean")
    return table.assign(
        count=pd.array(counts, dtype="Int64"), n=sum(counts), population=sum(counts),
        frame="the whole list", note="", is_over=is_over,
    )  # fmt: skip


def rhythm_of(counts: list[int], *, by: str = "month", over: bool = False) -> pd.DataFrame:
    table = arrivals_of(counts, by=by, over=over)
    number = pd.array(counts, dtype="Float64")
    frame = f"all {sum(counts):,} posts in the data"
    return table.assign(value=number, low=number, high=number, frame=frame)


DRAWN = {"arrivals": (plot.arrivals, arrivals_of), "rhythm": (plot.rhythm, rhythm_of)}


def heights(ax: plot.Axes) -> list[float]:
    return [bar.get_height() for bar in ax.patches]


def test_bars_hold_the_shares_and_stand_where_their_period_begins():
    table = arrivals_of([10, 0, 30])
    ax = plot.arrivals(table)
    assert heights(ax) == [0.25, 0.0, 0.75]
    begin = [bar.get_x() for bar in ax.patches]
    assert np.diff(begin).tolist() == [31, 28]
    assert plot.record(ax).drawn.equals(table)


def test_a_period_that_is_not_over_is_pale_and_the_words_say_so():
    from matplotlib.colors import to_hex

    colours = [to_hex(bar.get_facecolor()) for bar in plot.arrivals(arrivals_of([2, 3])).patches]
    assert colours == [to_hex(hue.blue), to_hex(hue.sky)]
    assert "Pale: not over yet." in plot.record(plot.arrivals(arrivals_of([2, 3]))).subtitle
    over = plot.arrivals(arrivals_of([2, 3], over=True))
    assert "Pale" not in plot.record(over).subtitle
    assert {to_hex(bar.get_facecolor()) for bar in over.patches} == {to_hex(hue.blue)}


def test_the_highest_bar_is_named_with_its_count():
    assert words(plot.arrivals(arrivals_of([1, 6, 2])))[-1] == "Feb 2026: 67 % (6 followers)"


@pytest.mark.parametrize("by", STARTS)
def test_every_period_has_a_name(by: str):
    said = words(plot.arrivals(arrivals_of([1, 6, 2], by=by)))[-1]
    assert said == f"{NAMES[by]}: 67 % (6 followers)"


def test_an_interval_is_drawn_and_explained():
    ax = plot.arrivals(arrivals_of([10, 30], half=0.1))
    lines = ax.collections[0].get_segments()
    assert np.allclose([line[:, 1] for line in lines], [[0.15, 0.35], [0.65, 0.85]])
    assert "plausibly" in plot.record(ax).subtitle
    assert "plausibly" not in plot.record(plot.arrivals(arrivals_of([10, 30]))).subtitle


@pytest.mark.parametrize("kind", DRAWN)
def test_no_date_is_no_bar(kind: str):
    table = pd.DataFrame(
        {"value": pd.array([pd.NA], "Float64"), "note": "since when followers follow"},
        index=pd.DatetimeIndex([pd.NaT], tz="UTC", name="month"),
    )
    ax = getattr(plot, kind)(table)
    assert not ax.patches
    assert NOT_HERE in " ".join(words(ax)) and "since when" in " ".join(words(ax))


@pytest.mark.parametrize("kind", DRAWN)
def test_row_order_changes_no_byte(kind: str):
    draw, made = DRAWN[kind]
    table = made([4, 9, 1, 7])
    drawings = [plot.rendered(draw(one), "svg") for one in (table, shuffled(table))]
    assert drawings[0] == drawings[1]


def test_a_rhythm_is_counted_in_posts():
    ax = plot.rhythm(rhythm_of([4, 0, 9]))
    assert heights(ax) == [4.0, 0.0, 9.0]
    assert words(ax)[-1] == "Mar 2026: 9 posts"
    assert footer_of(ax) == "all 13 posts in the data"


def test_no_bar_is_called_the_highest_that_is_not_alone():
    assert words(plot.rhythm(rhythm_of([4, 9, 9])))[-1] == "At most 9 posts in a month"


def test_posts_are_whole_on_the_axis():
    ax = plot.rhythm(rhythm_of([1, 2, 1]))
    ax.figure.draw_without_rendering()
    marks = [tick.get_text() for tick in ax.get_yticklabels()]
    assert len(marks) == len(set(marks))


@pytest.mark.parametrize("kind", DRAWN)
@pytest.mark.parametrize("by", STARTS)
@pytest.mark.parametrize("counts", [[1], [1, 1], [9_999_999, 1], [3] * 48, [0, *[5] * 11, 90]])
def test_it_can_be_read(kind: str, by: str, counts: list[int]):
    draw, made = DRAWN[kind]
    ax = draw(made(counts, by=by), source="a sample of accounts")
    assert off_the_canvas(ax) == [] and overlapping(ax) == []
    assert smallest_letters(ax) >= 9

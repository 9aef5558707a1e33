"""Charts of the fingerprint: what is drawn is what the tables hold, and nobody is shown alone."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from deliveries import listed
from matplotlib.collections import PatchCollection
from matplotlib.dates import date2num

from socialkit import fingerprint, plot

NOT_HERE = "Not in this export"
DAY = 1 / 24


pytestmark = pytest.mark.usefixtures("house_style", "close_figs")


def with_blocks(*places: int, size: int = 30, **options) -> fingerprint.Picture:
    """Return the picture of 900 everyday followers with blocks at these ranks."""
    rng = np.random.default_rng(0)
    days = rng.random(900) * np.linspace(1500, 3000, 900)
    for number, place in enumerate(sorted(places, reverse=True)):
        days = np.insert(days, place, 900 + 60 * number + np.arange(size) * DAY)
    return fingerprint.picture(listed(days), "focal", **options)


def texts(ax: plot.Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def shades(ax: plot.Axes) -> PatchCollection:
    return next(one for one in ax.collections if isinstance(one, PatchCollection))


def frames(ax: plot.Axes) -> list[tuple[float, float]]:
    """Return the first and last rank of each frame."""
    found = [patch for patch in ax.patches if patch.get_label() == "block"]
    return [(patch.get_x(), patch.get_x() + patch.get_width()) for patch in found]


def test_every_cell_is_drawn_where_and_as_dark_as_it_is():
    picture = with_blocks()
    drawn = shades(plot.fingerprint(picture))
    assert drawn.get_array().tolist() == picture.cells["followers"].tolist()
    boxes = [path.get_extents() for path in drawn.get_paths()]
    assert [box.x0 for box in boxes] == picture.cells["first_rank"].tolist()
    assert [box.x1 for box in boxes] == (picture.cells["last_rank"] + 1).tolist()
    opened = date2num(picture.cells["created_first"].dt.tz_convert(None).to_numpy())
    assert [box.y0 for box in boxes] == pytest.approx(opened.tolist())


def test_the_line_is_the_bound_over_each_column():
    picture = with_blocks()
    (line,) = plot.fingerprint(picture).lines
    assert line.get_xdata().tolist() == [0, *(picture.bounds["rank"] + 1)]
    bound = date2num(picture.bounds["followed_after"].dt.tz_convert(None).to_numpy())
    assert line.get_ydata()[1:].tolist() == bound.tolist()
    assert line.get_drawstyle() == "steps-pre"


def test_the_only_block_is_named_beside_it():
    picture = with_blocks(400)
    ax = plot.fingerprint(picture)
    assert frames(ax) == [(400, 430)] or frames(ax)[0][0] < 400 < 430 < frames(ax)[0][1]
    assert "30 follows, ranks 400-429" in texts(ax)
    assert "opened 2012-06-19 to 2012-06-20" in texts(ax)


def test_several_blocks_are_numbered_and_the_key_names_them():
    ax = plot.fingerprint(with_blocks(200, 500))
    words = texts(ax)
    assert "1: 30 follows, ranks 200-229, opened 2012-08-18 to 2012-08-19" in words
    assert "2: 30 follows, ranks 530-559, opened 2012-06-19 to 2012-06-20" in words
    assert words.count("1") == words.count("2") == 1
    assert len(frames(ax)) == 2


def test_more_blocks_than_can_be_named_are_framed_and_counted():
    picture = with_blocks(*range(80, 840, 110))
    assert len(picture.blocks) == 7
    ax = plot.fingerprint(picture)
    assert len(frames(ax)) == 7
    assert sum(text[1:3] == ": " for text in texts(ax)) == 5
    assert "2 more blocks framed, not named" in plot.footer(ax)


def test_small_blocks_are_not_drawn_and_the_footer_says_so():
    ax = plot.fingerprint(with_blocks(400, size=8), source="made up")
    assert frames(ax) == []
    footer = plot.footer(ax)
    for part in (
        "Source: made up",
        "n = 908 with a date",
        "all 908 followers listed, newest first",
        "cells with fewer than 10 left blank",
        "1 block of fewer than 10 not drawn",
    ):
        assert part in footer
    assert "no block found" not in footer


def test_no_block_and_missing_dates_are_said():
    days = np.append(np.random.default_rng(1).random(300) * 2000, [np.nan] * 7)
    footer = plot.footer(plot.fingerprint(fingerprint.picture(listed(days), "focal")))
    assert "no block found" in footer
    assert "7 without a date not drawn" in footer


def test_single_points_on_request():
    picture = with_blocks(400, raw=True)
    ax = plot.fingerprint(picture)
    (dots,) = ax.collections
    assert dots.get_offsets()[:, 0].tolist() == picture.points["rank"].tolist()
    assert "left blank" not in plot.footer(ax)
    assert ax.lines[0].get_drawstyle() == "steps-post"


def test_one_follower_is_a_dot_on_an_axis_of_days():
    ax = plot.fingerprint(fingerprint.picture(listed([5.0]), "focal", raw=True))
    low, high = ax.get_ylim()
    assert high - low == pytest.approx(60)
    assert "no blocks searched" in plot.footer(ax)


@pytest.mark.parametrize(
    ("picture", "why"),
    [
        (fingerprint.picture(listed([1.0]), None), "No account here has its follower list"),
        (fingerprint.picture(listed([np.nan] * 50), "focal"), "creation date"),
        (fingerprint.picture(listed([1.0] * 6), "focal"), "followers of 'focal' have a creation"),
        (with_blocks(k=500), "Every cell would hold fewer than 500 followers."),
    ],
)
def test_nothing_to_draw_is_a_panel_with_the_reason(picture, why):
    ax = plot.fingerprint(picture, title="A question?")
    assert texts(ax)[0] == NOT_HERE
    assert why in " ".join(texts(ax))


@pytest.mark.parametrize("places", [(), (400,), (200, 230, 260, 500)])
def test_all_words_stand_on_the_sheet(places):
    source = "a very long name of a source that goes on and on and on without any end at all"
    ax = plot.fingerprint(with_blocks(*places), source=source)
    figure = ax.get_figure(root=True)
    renderer = figure.canvas.get_renderer()
    sheet = figure.bbox
    for text in ax.texts:
        box = text.get_window_extent(renderer)
        assert box.x0 >= sheet.x0 and box.x1 <= sheet.x1, text.get_text()
        assert box.y0 >= sheet.y0 and box.y1 <= sheet.y1, text.get_text()
    assert plot.pixel_width(ax) == 640


def test_the_table_is_not_changed_and_the_picture_is_the_same_twice():
    picture = with_blocks(400)
    before = picture.cells.copy(), picture.blocks.copy(), picture.bounds.copy()
    one, other = (plot.rendered(plot.fingerprint(picture), "svg") for _ in range(2))
    assert one == other
    for table, kept in zip((picture.cells, picture.blocks, picture.bounds), before, strict=True):
        pd.testing.assert_frame_equal(table, kept)


def test_it_draws_on_axes_that_are_given():
    _, (left, right) = plt.subplots(1, 2, figsize=(12, 5))
    assert plot.fingerprint(with_blocks(400), ax=left) is left
    assert plot.benford(digits([12, 25] * 60), ax=right) is right


# --- benford --------------------------------------------------------------------------------


def digits(counts: list[int | None], **options) -> fingerprint.Benford:
    snapshot = listed([1.0] * len(counts), following_count=counts)
    return fingerprint.benford(snapshot, "focal", **options)


def test_bars_intervals_and_the_law_are_those_of_the_table():
    result = digits([1, 12, 150, 2, 25, 9] * 30)
    ax = plot.benford(result, source="made up")
    bars = [bar.get_height() for bar in ax.patches]
    assert bars == pytest.approx(result.digits["value"].tolist())
    (lines,) = ax.collections
    ends = [(path.vertices[0, 1], path.vertices[-1, 1]) for path in lines.get_paths()]
    assert ends == list(zip(result.digits["low"], result.digits["high"], strict=True))
    (law,) = ax.lines
    assert law.get_ydata().tolist() == pytest.approx(result.digits["expected"].tolist())
    assert ax.get_xlabel() == "First digit of the number of accounts that followers follow"


def test_the_footer_says_how_far_off_and_on_how_many():
    result = digits([1900] * 120)
    footer = plot.footer(plot.benford(result))
    assert "n = 120 counts above 0" in footer
    assert "all 120 followers listed, newest first" in footer
    assert f"mean absolute deviation {result.mean_absolute_deviation:.3f}" in footer
    assert f"below {result.by_chance_high:.3f} in 95 %" in footer
    assert "too narrow for Benford's law" in footer


@pytest.mark.parametrize(("account", "why"), [("focal", "No follower has"), (None, "No account")])
def test_without_counts_there_is_a_panel(account, why):
    result = fingerprint.benford(listed([1.0] * 3), account)
    ax = plot.benford(result)
    assert texts(ax)[0] == NOT_HERE
    assert why in " ".join(texts(ax))

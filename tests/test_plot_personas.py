"""The persona map says what it counts, and shows nobody alone."""

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from socialkit import plot


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def cells_of(names: list[str]) -> pd.DataFrame:
    rows = [
        (float(place), float(-place), name, 10 * (place + 1)) for place, name in enumerate(names)
    ]
    out = pd.DataFrame(rows, columns=["x", "y", "persona", "accounts"])
    out.attrs = {"of": 999, "fewest": 5, "explained": 0.5, "axes": ("age_days", "posts_count")}
    return out


def words(ax: plt.Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_one_mark_per_square_its_area_as_the_accounts():
    ax = plot.persona_map(cells_of(["a", "b", "c"]))
    areas = sorted(float(one.get_sizes()[0]) for one in ax.collections)
    assert len(areas) == 3
    assert (areas[2] - 7) / (areas[0] - 7) == pytest.approx(3)
    assert [word for word in words(ax) if len(word) == 1] == ["C", "B", "A"]


def test_the_footer_says_how_many_were_counted():
    ax = plot.persona_map(cells_of(["a", "b"]), source="a sample")
    assert ax.figure.footer == (
        "Source: a sample",
        "n = 30 accounts of 999",
        "fewer than 5 of a kind in one place: not drawn",
        "the map keeps 50 % of the differences",
    )
    assert "highest on the right: account age, days" in " ".join(words(ax))


def test_nothing_to_draw_is_said_with_the_reason():
    ax = plot.persona_map(cells_of([]), note="no clear kinds here")
    assert words(ax)[:2] == ["Nothing to show", "no clear kinds here"]


def test_eight_long_names_fit_above_the_map():
    names = [f"talk with the account, post much, posted lately, number {n}" for n in range(8)]
    ax = plot.persona_map(cells_of(names))
    figure = ax.figure
    figure.canvas.draw()
    frame = figure.bbox
    for text in ax.texts:
        box = text.get_window_extent()
        assert box.x0 >= frame.x0 - 1
        assert box.x1 <= frame.x1 + 1


def test_it_draws_into_axes_that_are_given():
    _, ax = plt.subplots()
    assert plot.persona_map(cells_of(["a"]), ax=ax) is ax

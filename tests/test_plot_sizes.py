"""Every chart on every sheet: its shape, its pixels, and whether it can be read on it."""

import matplotlib.pyplot as plt
import pytest
from charts import off_the_canvas, overlapping, smallest_letters
from gallery import CHARTS, changes_of, effective_of
from matplotlib.image import imread
from test_plot_groups import groups_of
from test_plot_rules import pairs_of

from socialkit import plot

SHAPES = {"article": 640, "slide": 1280, "square": 1080}
HEIGHTS = {"slide": 720, "square": 1080}


@pytest.fixture(autouse=True)
def close_figs():
    yield
    plt.close("all")


@pytest.fixture(params=SHAPES)
def size(request):
    with plt.rc_context():
        plot.use_style(size=request.param)
        yield request.param


def letters_in_pixels(ax: plot.Axes) -> float:
    return smallest_letters(ax) / 72 * ax.figure.dpi


def assert_readable(ax: plot.Axes) -> None:
    assert letters_in_pixels(ax) >= 12.5 - 1e-9
    assert off_the_canvas(ax) == []
    assert overlapping(ax) == []


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_can_be_read_on_every_sheet(name, size):
    ax = CHARTS[name](source="a sample of made-up accounts, and what else there is to say of it")
    assert_readable(ax)
    assert plot.pixel_width(ax) == SHAPES[size]
    width, height = ax.figure.bbox.size
    assert width == pytest.approx(SHAPES[size])
    assert size == "article" or height == pytest.approx(HEIGHTS[size])


@pytest.mark.parametrize("name", ["triage", "effective_followers"])
def test_a_file_holds_twice_the_pixels(name, size, tmp_path):
    path = tmp_path / "chart.png"
    path.write_bytes(plot.rendered(CHARTS[name](), "png"))
    height, width = imread(path).shape[:2]
    assert width == 2 * SHAPES[size]
    assert size == "article" or height == 2 * HEIGHTS[size]


MANY = {
    "effective_followers": lambda: plot.effective_followers(effective_of(40)),
    "score_sensitivity": lambda: plot.score_sensitivity(changes_of(40)),
    "group_comparison": lambda: plot.group_comparison(groups_of(30), measure="engaged"),
    "rule_disagreement": lambda: plot.rule_disagreement(
        pairs_of({(f"rules {i}", f"rules {j}"): (i / 9, i / 10, i / 8, 90)
                  for i in range(8) for j in range(i)})
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MANY)
def test_more_rows_than_a_sheet_holds_are_counted_below(name, size):
    ax = MANY[name]()
    assert_readable(ax)
    grows = size == "article" and name in ("group_comparison", "rule_disagreement")
    parts = plot.footer(ax).split(" · ")
    rows = len(plot.record(ax).drawn)
    assert rows >= 27 if grows else 8 <= rows <= 19
    assert grows or any(part.startswith("of ") or " not drawn" in part for part in parts)

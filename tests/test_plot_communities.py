import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from matplotlib.patches import Circle
from matplotlib.transforms import Bbox

from socialkit import plot
from socialkit.plot.communities import MOST

LONG = (
    "florists and garden centres of all the northern and southern counties 🍕 $x$; bios say roses"
)
WORDS = ["highly stable", "valid", "doubtful", "do not trust"]


pytestmark = pytest.mark.usefixtures("house_style", "close_figs")


def table_of(number: int, *, half: float = 0.0, name: str = "mostly trade {}") -> pd.DataFrame:
    """Return so many communities, each three quarters of the one before."""
    share = 0.4 * 0.75 ** np.arange(number)
    columns = {
        "value": share, "low": share * (1 - half), "high": share * (1 + half),
        "n": 1000, "frame": "all 1,000 accounts in these data",
        "accounts": (1000 * share).astype(int), "stability": np.linspace(0.9, 0.3, number),
        "stability_word": [WORDS[min(place, 3)] for place in range(number)],
        "name": [name.format(place) for place in range(number)],
    }  # fmt: skip
    return pd.DataFrame(columns, index=pd.RangeIndex(1, number + 1, name="community"))


def ties_of(number: int) -> pd.DataFrame:
    pairs = [(one, other) for one in range(1, number + 1) for other in range(one + 1, number + 1)]
    index = pd.MultiIndex.from_tuples(pairs, names=["community", "other"]) if pairs else []
    return pd.DataFrame({"ties": [7 * one + other for one, other in pairs]}, index=index)


CHARTS = {
    "one": lambda: plot.communities(table_of(1), ties_of(1)),
    "two": lambda: plot.communities(table_of(2), ties_of(2), source="a sample"),
    "three": lambda: plot.communities(table_of(3), ties_of(3)),
    "five of a sample": lambda: plot.communities(table_of(5, half=0.2), ties_of(5)),
    "eight of long names": lambda: plot.communities(
        table_of(8, name=LONG), ties_of(8), source="many words " * 40
    ),
    "twenty": lambda: plot.communities(table_of(20, half=0.1), ties_of(20)),
}


@pytest.fixture(params=list(CHARTS), scope="module")
def chart(request):
    return CHARTS[request.param]()


def boxes(ax) -> list[Bbox]:
    return [text.get_window_extent() for text in ax.texts if text.get_text()]


def discs(ax) -> list[Circle]:
    return [patch for patch in ax.patches if isinstance(patch, Circle) and patch.get_fill()]


def words(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_nothing_is_written_over_anything_else_or_off_the_sheet(chart):
    sheet = chart.figure.bbox
    found = boxes(chart)
    for place, box in enumerate(found):
        assert sheet.x0 <= box.x0 and box.x1 <= sheet.x1
        assert sheet.y0 <= box.y0 and box.y1 <= sheet.y1
        for other in found[:place]:
            cross = Bbox.intersection(box, other)
            assert cross is None or min(cross.width, cross.height) < 2.5


def test_discs_do_not_touch(chart):
    found = discs(chart)
    for place, one in enumerate(found):
        for other in found[:place]:
            apart = np.hypot(*np.subtract(one.center, other.center))
            assert apart > one.radius + other.radius


def test_labels_stand_beside_the_discs(chart):
    places = [chart.transData.transform(disc.center) for disc in discs(chart)]
    for text, box in zip([t for t in chart.texts if t.get_text()], boxes(chart), strict=True):
        is_number = text.get_text().isdigit()
        assert is_number or not any(box.contains(*place) for place in places)


def test_text_is_legible(chart):
    assert min(text.get_fontsize() for text in chart.texts) >= 9


def test_areas_are_shares():
    found = discs(plot.communities(table_of(5), ties_of(5)))
    areas = [disc.radius**2 for disc in found]
    shares = table_of(5)["value"]
    assert np.array(areas) / areas[0] == pytest.approx((shares / shares.iloc[0]).to_numpy())


def test_rings_are_the_ends_of_the_interval():
    ax = plot.communities(table_of(3, half=0.2), ties_of(3))
    rings = [p.radius for p in ax.patches if isinstance(p, Circle) and not p.get_fill()]
    ends = [(disc.radius * np.sqrt([0.8, 1.2])).tolist() for disc in discs(ax)]
    assert rings == pytest.approx(np.concatenate(ends))
    assert "40 % (32-48 %)" in words(ax)
    census = plot.communities(table_of(3), ties_of(3))
    assert len(census.patches) == 3
    assert "40 %" in words(census)


def test_the_first_stands_on_top_and_the_others_clockwise():
    found = discs(plot.communities(table_of(4), ties_of(4)))
    x, y = np.array([disc.center for disc in found]).T
    assert y.argmax() == 0 and y.argmin() == 2
    assert x.argmax() == 1 and x.argmin() == 3


def test_thicker_lines_are_more_ties():
    ax = plot.communities(table_of(3), ties_of(3))
    thick = [line.get_linewidth() for line in ax.lines if line.get_alpha()]
    ties = ties_of(3)["ties"].to_numpy()
    assert np.array(thick) / max(thick) == pytest.approx(ties / ties.max())


def test_how_sure_a_community_is_shows_in_grey_too():
    found = discs(plot.communities(table_of(4), ties_of(4)))
    greys = [0.299 * r + 0.587 * g + 0.114 * b for r, g, b in
             (to_rgb(disc.get_facecolor()) for disc in found)]  # fmt: skip
    assert greys[0] == greys[1] < greys[2] - 0.15 < greys[3] - 0.3
    assert found[3].get_linestyle() != found[2].get_linestyle()
    told = words(plot.communities(table_of(4), ties_of(4)))
    assert {"highly stable (0.90)", "valid (0.70)", "do not trust (0.30)"} <= set(told)


def test_communities_not_drawn_are_counted():
    ax = plot.communities(table_of(10), ties_of(10))
    assert len(discs(ax)) == MOST
    rest = table_of(10)["accounts"].iloc[MOST:].sum()
    assert f"not drawn: 2 smaller communities, {rest} accounts" in plot.footer(ax)
    one = plot.footer(plot.communities(table_of(9), ties_of(9)))
    assert "not drawn: 1 smaller community, " in one
    assert "not drawn" not in plot.footer(plot.communities(table_of(8), ties_of(8)))


def test_the_footer_says_of_how_many():
    footer = plot.footer(plot.communities(table_of(2), ties_of(2), source="a sample"))
    assert footer == (
        "Source: a sample · n = 1,000 · all 1,000 accounts in these data, every one counted"
    )


def test_a_community_without_a_name_goes_by_its_number():
    table = table_of(2).assign(name=["no common trait told", pd.NA])
    assert {"Community 1", "Community 2"} <= set(words(plot.communities(table, ties_of(2))))


@pytest.mark.parametrize(
    ("note", "heading"),
    [
        ("no clear communities here", "Nothing to show"),
        ("not in this export: ties among these accounts", "Not in this export"),
        ("", "Not in this export"),
    ],
)
def test_without_communities_the_panel_says_why(note, heading):
    ax = plot.communities(table_of(0), ties_of(0), note=note, title="Which?")
    assert heading in words(ax)
    assert note in " ".join(words(ax))


def test_it_draws_where_it_is_told_and_changes_nothing_given():
    _, ax = plt.subplots(figsize=(5, 4))
    table, between = table_of(8), ties_of(8)
    before = table.copy(), between.copy()
    assert plot.communities(table, between, ax=ax) is ax
    pd.testing.assert_frame_equal(table, before[0])
    pd.testing.assert_frame_equal(between, before[1])


def test_the_same_every_time():
    one, two = (plot.rendered(plot.communities(table_of(5), ties_of(5)), "svg") for _ in range(2))
    assert one == two

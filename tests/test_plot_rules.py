import matplotlib.pyplot as plt
import pandas as pd
import pytest

from socialkit import plot

LONG = "the rules of a house with a very long name - and a $dash$ in it"


pytestmark = pytest.mark.usefixtures("house_style", "close_figs")


def pairs_of(rows: dict[tuple[str, str], tuple], **columns: object) -> pd.DataFrame:
    index = pd.MultiIndex.from_tuples([*rows], names=["first", "second"])
    table = pd.DataFrame([*rows.values()], index=index, columns=["value", "low", "high", "n"])
    table = table.astype({"value": "Float64", "low": "Float64", "high": "Float64", "n": "Int64"})
    return table.assign(**columns)


THREE = pairs_of(
    {
        ("stringhini", "seed"): (None, None, None, 0),
        ("camisani-calzolari", "seed"): (0.2, 0.1, 0.3, 1500),
        ("socialbakers", "seed"): (0.6, 0.5, 0.7, 90),
    },
    frame="followers that both judge",
    note=["stringhini judges nobody here", "", ""],
)


def texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts if text.get_text()]


def test_each_pair_has_its_bar_interval_and_number():
    ax = plot.rule_disagreement(THREE, source="a sample")
    assert [bar.get_width() for bar in ax.patches] == [0.6, 0.2]  # the largest on top
    lines = [segment for one in ax.collections for segment in one.get_segments()]
    assert [(line[0][0], line[1][0]) for line in lines] == [(0.5, 0.7), (0.1, 0.3)]
    written = texts(ax)
    assert {"60 % (50-70 %)", "20 % (10-30 %)", "and seed, n = 1,500"} <= set(written)
    assert "Not in this export: stringhini judges nobody here" in written
    footer = plot.footer(ax)
    assert "a sample" in str(footer)
    assert "followers that both judge" in str(footer)


def test_row_order_does_not_matter():
    assert texts(plot.rule_disagreement(THREE)) == texts(plot.rule_disagreement(THREE[::-1]))


def test_a_census_has_no_interval():
    whole = pairs_of({("socialbakers", "seed"): (0.5, 0.5, 0.5, 8)}, frame="all followers")
    ax = plot.rule_disagreement(whole)
    assert not ax.collections
    assert "50 %" in texts(ax)
    assert "every one counted" in str(plot.footer(ax))


@pytest.mark.parametrize(
    ("pairs", "why"),
    [(THREE[:1], "stringhini judges nobody here"), (THREE[:0], "No account here is judged by two")],
)
def test_nothing_known_is_a_panel_with_the_reason(pairs, why):
    written = texts(plot.rule_disagreement(pairs))
    assert "Not in this export" in written
    assert why in " ".join(written)


def test_nothing_is_written_outside_the_sheet():
    pairs = pairs_of({(LONG, LONG[::-1]): (0.99, 0.2, 1.0, 1_234_567)}, note="", frame="x")
    unknown = pairs_of({(LONG, "seed"): (None, None, None, 0)}, note=LONG * 3, frame="x")
    ax = plot.rule_disagreement(pd.concat([pairs, unknown]))
    ax.figure.canvas.draw()
    sheet = ax.figure.bbox
    for text in ax.texts:
        box = text.get_window_extent()
        assert box.width == 0 or (box.x0 >= sheet.x0 - 1 and box.x1 <= sheet.x1 + 1), text


def test_it_draws_where_it_is_told():
    axes = plt.figure().add_subplot()
    assert plot.rule_disagreement(THREE, ax=axes) is axes

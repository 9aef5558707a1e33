import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from charts import off_the_canvas, overlapping, smallest_letters, words

from socialkit import estimate, plot
from socialkit.plot.conduct import PARTS
from socialkit.plot.relationships import TIES

LONG = "a source with a name that goes on and on, as those of exports at times will do " * 3
PART = "240 posts seen of 817 reported"


pytestmark = pytest.mark.usefixtures("house_style", "close_figs")


def mix_of(*counts: int | None, posts: int = 240, whole: bool = False) -> pd.DataFrame:
    """The rows of a conduct table, in the order of the chart; None is not known."""
    rows = {
        name: estimate.unknown("what kind of posts they are")
        if count is None
        else estimate.proportion(count, posts, posts if whole else None, frame=PART)
        for name, count in zip(PARTS, counts, strict=True)
    }
    target = pd.array([0.75, 0.25, None, None], dtype="Float64")
    return estimate.table(rows).assign(target=target)


def ties_of(followers: int | None, followed: int | None, friends: int | None) -> pd.DataFrame:
    sizes = dict(zip(TIES, (followers, followed, friends), strict=True))
    rows = {
        name: estimate.unknown(f"the {name}", unit="count")
        if size is None
        else estimate.Estimate(size, size, size, 1.0, "counted", size, size, PART, "", "count")
        for name, size in sizes.items()
    }
    few = min(friends or 0, followed or 0)
    for name, whole in (("friends_of_followed", followed), ("answered", friends)):
        rows[name] = (
            estimate.proportion(few, max(whole, few)) if whole else estimate.unknown("nothing")
        )
    return estimate.table(rows)


def accounts_of(count: int, *, most: int = 2000, seed: int = 2) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    followed = np.round(10 ** rng.uniform(1.2, np.log10(most), count))
    return pd.DataFrame({"followed": followed, "friends": rng.integers(0, 12, count)})


def dots(comparison: pd.DataFrame, **options: object):
    correlation = estimate.rank_correlation(comparison["followed"], comparison["friends"])
    return plot.friends_vs_followed(comparison, correlation, **options)


CHARTS = {
    "mix": lambda: plot.conduct(mix_of(39, 167, 4, 30), source="a sample"),
    "mix, whole": lambda: plot.conduct(mix_of(180, 60, 0, 0, whole=True), source=LONG),
    "mix, in part": lambda: plot.conduct(mix_of(200, 40, None, None), title=LONG),
    "mix of reposts": lambda: plot.conduct(mix_of(0, 0, 0, 240)),
    "mix of one": lambda: plot.conduct(mix_of(1, 0, 0, 0, posts=1)),
    "ties": lambda: plot.relationships(ties_of(6000, 1043, 1), source="a sample"),
    "ties, many": lambda: plot.relationships(ties_of(15_349_596, 692, 40), title=LONG, source=LONG),
    "ties, friends only": lambda: plot.relationships(ties_of(None, None, 12)),
    "ties, none": lambda: plot.relationships(ties_of(0, 0, 0)),
    "ties, more friends": lambda: plot.relationships(ties_of(20, 10, 30)),
    "dots": lambda: dots(accounts_of(40), source="a sample"),
    "dots, two": lambda: dots(accounts_of(2), title=LONG, source=LONG),
    "dots, alike": lambda: dots(pd.DataFrame({"followed": [9] * 6, "friends": [0] * 6})),
    "dots, many": lambda: dots(accounts_of(900, most=900_000)),
}


@pytest.fixture(params=list(CHARTS))
def chart(request):
    return CHARTS[request.param]()


def test_every_chart_can_be_read(chart):
    assert plot.pixel_width(chart) == 640
    assert smallest_letters(chart) >= 9
    assert off_the_canvas(chart) == []
    assert overlapping(chart) == []


class TestConduct:
    def test_bars_and_intervals_hold_the_shares(self):
        table = mix_of(39, 167, 4, 30)
        ax = plot.conduct(table)
        assert [bar.get_width() for bar in ax.patches] == pytest.approx(table["value"].tolist())
        level = [
            segment
            for lines in ax.collections
            for segment in lines.get_segments()
            if segment[0][1] == segment[1][1]
        ]
        ends = [(segment[0][0], segment[1][0]) for segment in level]
        assert ends == [tuple(row) for row in table[["low", "high"]].to_numpy(dtype=float)]

    def test_the_rule_of_thumb_stands_where_the_table_says(self):
        ax = plot.conduct(mix_of(39, 167, 4, 30))
        upright = [
            (segment[0][0], round((segment[0][1] + segment[1][1]) / 2))
            for lines in ax.collections
            for segment in lines.get_segments()
            if segment[0][0] == segment[1][0]
        ]
        assert upright == [(0.75, 0), (0.25, 1)]
        assert {"rule 75 %", "rule 25 %"} <= set(words(ax))
        without = plot.conduct(mix_of(39, 167, 4, 30).drop(columns="target"))
        assert not [text for text in words(without) if text.startswith("rule ")]

    def test_says_which_posts_were_counted(self):
        assert plot.footer(plot.conduct(mix_of(9, 9, 0, 0))) == f"n = 240 · {PART}"
        whole = plot.conduct(mix_of(180, 60, 0, 0, whole=True))
        assert plot.footer(whole).endswith("every one counted")
        assert not [text for text in words(whole) if "Short lines" in text]

    def test_what_is_not_known_gets_words_and_no_bar(self):
        ax = plot.conduct(mix_of(200, 40, None, None))
        assert words(ax).count("not in this export") == 2
        assert len(ax.patches) == 2


class TestRelationships:
    def test_bars_hold_the_counts_and_shares_their_intervals(self):
        ax = plot.relationships(ties_of(140, 76, 12))
        assert [bar.get_width() for bar in ax.patches] == [140, 76, 12]
        assert {"140", "76", "12", "of 76 followed accounts are friends"} <= set(words(ax))
        share = estimate.proportion(12, 76)
        text = f"{100 * share.value:.0f} % ({100 * share.low:.0f}-{100 * share.high:.0f} %)"
        assert text in words(ax)

    def test_a_list_that_is_not_known_is_no_zero(self):
        ax = plot.relationships(ties_of(None, 40, 5))
        assert words(ax).count("not in this export") == 1
        assert [bar.get_width() for bar in ax.patches] == [40, 5]

    def test_says_in_which_posts_friends_were_counted(self):
        assert plot.footer(plot.relationships(ties_of(9, 9, 2))).endswith(PART)


class TestFriendsVsFollowed:
    def test_every_account_is_a_dot(self):
        table = accounts_of(12)
        (drawn,) = dots(table).collections
        expected = sorted(map(tuple, table.to_numpy(dtype=float)))
        assert sorted(map(tuple, np.asarray(drawn.get_offsets()))) == expected

    def test_accounts_without_a_place_are_counted_not_drawn(self):
        table = pd.concat(
            [accounts_of(5), pd.DataFrame({"followed": [0, None, 9], "friends": [1, 1, None]})]
        )
        ax = dots(table.reset_index(drop=True).astype("Float64"))
        assert len(ax.collections[0].get_offsets()) == 5
        assert "3 accounts left out: ties or posts not known" in plot.footer(ax)
        assert "n = 5 accounts" in plot.footer(ax)

    def test_the_correlation_is_written_with_its_interval(self):
        table = accounts_of(40)
        found = estimate.rank_correlation(table["followed"], table["friends"])
        text = (
            f"Rank correlation {found.value:.2f} ({found.low:.2f} to {found.high:.2f}), 40 accounts"
        )
        assert text in words(dots(table))
        assert not [text for text in words(dots(accounts_of(3))) if text.startswith("Rank")]


@pytest.mark.parametrize(
    "draw",
    [
        lambda: plot.conduct(mix_of(None, None, None, None)),
        lambda: plot.conduct(pd.DataFrame(columns=["value", "low", "high", "note"])),
        lambda: plot.relationships(ties_of(9, 9, None)),
        lambda: plot.relationships(estimate.table({})),
        lambda: dots(accounts_of(40).iloc[:1]),
        lambda: dots(pd.DataFrame({"followed": [], "friends": []})),
    ],
)
def test_nothing_known_is_a_calm_panel(draw):
    assert "Not in this export" in words(draw())


def test_the_panel_gives_the_reason():
    assert "what kind of posts they are" in words(plot.conduct(mix_of(None, None, None, None)))
    assert "the friends" in words(plot.relationships(ties_of(9, 9, None)))


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_row_order_changes_no_byte_and_no_table(kind):
    mix, ties, accounts = mix_of(39, 167, 4, 30), ties_of(140, 76, 12), accounts_of(30)
    for draw, table in ((plot.conduct, mix), (plot.relationships, ties), (dots, accounts)):
        before = table.copy(deep=True)
        first = plot.rendered(draw(table), kind)
        assert plot.rendered(draw(table.sample(frac=1, random_state=4)), kind) == first
        pd.testing.assert_frame_equal(table, before)


def test_charts_go_on_axes_of_ones_own():
    figure, axes = plt.subplots(1, 2, figsize=(14, 5), layout="constrained")
    assert plot.conduct(mix_of(39, 167, 4, 30), ax=axes[0]) is axes[0]
    assert plot.relationships(ties_of(140, 76, 12), ax=axes[1]) is axes[1]
    figure.draw_without_rendering()
    assert tuple(figure.get_size_inches()) == (14, 5)

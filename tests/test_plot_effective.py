"""Counted and effective followers, and how far ranks rest on choices: what the bars hold."""

import numpy as np
import pandas as pd
import pytest
from charts import words
from gallery import changes_of, effective_of
from matplotlib.collections import LineCollection

from socialkit import plot

pytestmark = pytest.mark.usefixtures("house_style", "close_figs")


def test_each_account_has_two_bars_and_an_interval_most_effective_first():
    table = effective_of(3)
    ax = plot.effective_followers(table)
    first = table.sort_values("effective_followers", ascending=False)
    pairs = first[["quantity", "effective_followers"]].to_numpy(dtype=float).ravel()
    assert [bar.get_width() for bar in ax.patches] == pytest.approx(pairs)
    lines = [one.get_segments()[0][:, 0] for one in ax.collections]
    ends = first[["effective_followers_low", "effective_followers_high"]].to_numpy(dtype=float)
    assert np.array(lines) == pytest.approx(ends)
    assert "1,800 effective (1,620-1,980)" in words(ax)
    assert "Dark lines" in plot.record(ax).subtitle
    assert plot.record(ax).drawn.index.tolist() == first.index.tolist()


def test_one_frame_is_told_and_of_several_how_many_were_judged():
    one = plot.effective_followers(effective_of(2).assign(n=80, frame="all 80 followers listed"))
    assert "all 80 followers listed" in plot.footer(one)
    assert words(one).count("80 judged") == 2
    several = effective_of(2).assign(n=[80, 9000], frame=["all listed", "the first of 9,000"])
    ax = plot.effective_followers(several)
    assert "as many of its followers as stand below its name" in plot.footer(ax)
    assert {"80 judged", "9,000 judged"} <= set(words(ax))


def test_a_census_has_no_line_and_half_an_interval_is_none():
    table = effective_of(2)
    whole = table.assign(effective_followers_low=table["effective_followers"],
                         effective_followers_high=table["effective_followers"])  # fmt: skip
    half = table.assign(effective_followers_high=pd.NA)
    for ax in (plot.effective_followers(whole), plot.effective_followers(half)):
        assert not [one for one in ax.collections if isinstance(one, LineCollection)]
        assert "Dark lines" not in plot.record(ax).subtitle


def test_accounts_beyond_twelve_and_without_a_count_are_told_below():
    table = effective_of(15)
    table.iloc[0, table.columns.get_loc("quantity")] = pd.NA
    footer = plot.footer(plot.effective_followers(table))
    assert "n = 12 accounts" in footer and "of 14, the 12 with most that count" in footer
    assert "1 account left out: followers not counted" in footer


@pytest.mark.parametrize("draw", ["effective_followers", "score_sensitivity"])
def test_row_order_does_not_matter(draw):
    table = effective_of(9) if draw == "effective_followers" else changes_of(9)
    function, mixed = getattr(plot, draw), table.sample(frac=1, random_state=3)
    assert plot.rendered(function(table), "svg") == plot.rendered(function(mixed), "svg")


def test_an_account_without_a_handle_goes_by_its_id():
    assert "id1" in words(plot.effective_followers(effective_of(2).assign(handle=[None, None])))


def test_choices_that_move_most_stand_on_top():
    changes = changes_of(5).sample(frac=1, random_state=1)
    ax = plot.score_sensitivity(changes)
    share = changes["half_changes_share"].sort_values(ascending=False)
    assert [bar.get_width() for bar in ax.patches] == pytest.approx(share.tolist())
    assert "24 % (rank correlation 0.76)" in words(ax)
    assert "Choice number 0 made otherwise" in words(ax)
    assert {"other goal", "other weight", "other threshold", "other evidence"} <= set(words(ax))


def test_the_footer_says_why_there_are_no_intervals_and_how_many_are_not_drawn():
    footer = plot.footer(plot.score_sensitivity(changes_of(14), source="made up"))
    assert "n = 400 followers" in footer
    assert "2 changes of 14 not drawn: fewer move" in footer
    assert "nothing is drawn at random here, so there are no intervals" in footer
    uneven = changes_of(2).assign(n=[400, 90])
    assert "n = 90 to 400 followers" in plot.footer(plot.score_sensitivity(uneven))


def test_a_correlation_that_is_not_known_is_not_written():
    ax = plot.score_sensitivity(changes_of(1).assign(rank_correlation=pd.NA))
    assert "24 %" in words(ax)

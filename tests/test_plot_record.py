"""Every chart keeps the numbers it draws: what `record` returns is what the artists hold."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from charts import numbers_held
from gallery import CHARTS, SOURCE, chart_functions
from matplotlib.dates import date2num

from socialkit import plot
from socialkit.errors import SocialkitError

SHARES = ("value", "low", "high")
HELD: dict[str, tuple[str, ...]] = {
    "audience_composition": SHARES,
    "benford": (*SHARES, "expected"),
    "conduct": (*SHARES, "target"),
    "degree_distribution": ("share_at_least",),
    "dormancy_curve": SHARES,
    "effective_followers": (
        "quantity", "effective_followers", "effective_followers_low", "effective_followers_high",
    ),
    "ego_network": ("x", "y"),
    "fallacy_ladder": (*SHARES, "restricted", "restricted_low", "restricted_high"),
    "fingerprint": ("first_rank", "created_first", "created_last", "followers"),
    "friends_vs_followed": ("followed", "friends"),
    "group_comparison": SHARES,
    "lorenz": SHARES,
    "persona_map": ("x", "y"),
    "quality_vs_quantity": ("quantity", "quality", "quality_low", "quality_high"),
    "relationships": (),
    "rule_disagreement": SHARES,
    "sampling_trials": SHARES,
    "score_sensitivity": ("half_changes_share",),
    "survival": SHARES,
    "threshold_sweep": SHARES,
    "triage": SHARES,
}  # fmt: skip
"""Of each chart, the columns of its table that an artist holds as they are."""


pytestmark = pytest.mark.usefixtures("house_style", "close_figs")


def as_numbers(column: pd.Series) -> np.ndarray:
    known = column.dropna()
    if isinstance(known.dtype, pd.DatetimeTZDtype):
        return date2num(known.dt.tz_convert(None).to_numpy())
    return known.to_numpy(dtype=float)


def test_the_gallery_holds_every_chart():
    assert set(CHARTS) == chart_functions()


@pytest.mark.parametrize("name", CHARTS)
def test_the_record_says_which_chart_it_is_and_what_stands_around_it(name):
    kept = plot.record(CHARTS[name](title="A question?", source=SOURCE))
    assert kept.kind == name
    assert kept.title == "A question?"
    assert kept.footer[0] == f"Source: {SOURCE}"
    assert len(kept.drawn)


@pytest.mark.parametrize("name", HELD)
def test_the_artists_hold_the_numbers_of_the_record(name):
    ax = CHARTS[name]()
    drawn, held = plot.record(ax).drawn, numbers_held(ax)
    for column in HELD[name]:
        numbers = as_numbers(drawn[column])
        assert len(numbers)
        nearest = held[np.abs(held[None, :] - numbers[:, None]).argmin(axis=1)]
        assert nearest == pytest.approx(numbers, rel=1e-9, abs=1e-12), column


def test_communities_hold_areas():
    ax = CHARTS["communities"]()
    discs = [patch.radius**2 for patch in ax.patches if patch.get_fill()]
    drawn = plot.record(ax).drawn["value"]
    assert np.array(discs) / discs[0] == pytest.approx((drawn / drawn.iloc[0]).to_numpy())


def test_personas_hold_levels_in_the_order_of_the_record():
    ax = CHARTS["persona_profile"]()
    drawn = plot.record(ax).drawn
    cells = ax.collections[0].get_array()
    assert cells.shape == (len(drawn), drawn.shape[1] - 2)
    assert drawn["accounts"].is_monotonic_decreasing


def test_relationships_hold_counts_as_bars_and_shares_in_words():
    ax = CHARTS["relationships"]()
    drawn = plot.record(ax).drawn
    bars = [bar.get_width() for bar in ax.patches]
    assert bars == drawn["value"].iloc[: len(bars)].tolist()
    words = " ".join(text.get_text() for text in ax.texts)
    assert all(f"{100 * share:.0f} %" in words for share in drawn["value"].iloc[len(bars) :])


def test_sample_sizes_are_the_table():
    ax = CHARTS["sample_size"]()
    drawn = plot.record(ax).drawn
    for line, name in zip(ax.lines, drawn, strict=True):
        assert line.get_ydata() == pytest.approx(drawn[name].to_numpy(dtype=float))


def test_a_missing_chart_keeps_its_reason():
    kept = plot.record(plot.missing("Nobody was counted.", title="Who?"))
    assert kept.kind == "missing"
    assert kept.drawn.to_dict("list") == {"reason": ["Nobody was counted."]}


def test_the_record_is_a_copy():
    table = pd.DataFrame(
        {"value": [0.6], "low": [0.5], "high": [0.7]}, index=pd.Index([31], name="days")
    )
    ax = plot.dormancy_curve(table)
    plot.record(ax).drawn.loc[31, "value"] = 0.1
    assert table.loc[31, "value"] == 0.6


def test_other_axes_have_no_record():
    with pytest.raises(SocialkitError, match="hold no chart"):
        plot.record(plt.figure().add_subplot())

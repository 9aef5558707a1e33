"""A chart of the whole network: how unevenly followers are spread."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from socialkit.plot.comparison import round_numbers
from socialkit.plot.panel import missing, reason
from socialkit.plot.style import axes_height, canvas, cited, dress, name_axes, outlined, write
from socialkit.plot.text import LABEL, counted, percent
from socialkit.plot.theme import hue

MIN_ACCOUNTS = 5
TOO_FEW = "The followers of fewer than five accounts were collected: nothing to compare."


def degree_distribution(
    distribution: pd.DataFrame,
    *,
    title: str = "How unevenly are followers spread?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of accounts with at least so many followers, on two log scales.

    Parameters
    ----------
    distribution
        Indexed by degree (followers seen): `accounts` with exactly that many and
        `share_at_least`, the share (0-1) with that many or more. Degree 0 has no place on
        a log scale; the footer says how many accounts that leaves out.
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> distribution = pd.DataFrame(
    ...     {"accounts": [2, 2, 1], "share_at_least": [1.0, 0.6, 0.2]},
    ...     index=pd.Index([0, 1, 8], name="degree"),
    ... )
    >>> ax = degree_distribution(distribution)
    >>> [text.get_text() for text in ax.texts][-1]
    '1 account has 8'
    """
    known = distribution.dropna(subset=["share_at_least"]).sort_index()
    rows = known[(known.index > 0) & (known["share_at_least"] > 0).to_numpy(dtype=bool)]
    if not rows.empty and known["accounts"].sum() < MIN_ACCOUNTS:
        return missing(TOO_FEW, title=title, source=source, ax=ax)
    if rows.empty:
        return missing(reason(distribution), title=title, source=source, ax=ax)
    ax, gutter = canvas(ax), 44.0
    footer = [cited(source), f"n = {counted(int(known['accounts'].sum()), 'account')}"]
    without = int(known["accounts"][known.index == 0].sum())
    if without:
        footer.append(f"{without:,} of them without followers, left of the scale")
    subtitle = (
        "How to read it: choose a number of followers, go up to the line, and read off "
        "what share of accounts has at least that many."
    )
    dress(ax, kind="degree_distribution", drawn=rows, title=title, subtitle=subtitle,
          footer=footer, gutter=gutter, head=26)  # fmt: skip
    name_axes(
        ax,
        "Followers (log scale)",
        "Share of accounts with at least this many followers (log scale)",
        gutter=gutter,
    )
    _draw_steps(ax, rows)
    _label_ends(ax, rows)
    return ax


def _draw_steps(ax: Axes, rows: pd.DataFrame) -> None:
    """Draw the steps: up to and with each degree, its share holds."""
    shares = rows["share_at_least"].astype("Float64").to_numpy(dtype=float)
    ax.set(xscale="log", yscale="log")
    ax.step(rows.index.to_numpy(dtype=float), shares, where="pre", color=hue.blue, linewidth=2.2)
    ax.plot(rows.index[[0, -1]], shares[[0, -1]], "o", color=hue.blue, markersize=6)
    first, last = float(rows.index[0]), float(rows.index[-1])
    ax.set_xlim(first / 1.25, last * max(1.25, (last / first) ** 0.06))
    low = min(shares[-1] / 2.5, 0.4)
    tall = axes_height(ax)
    ax.set_ylim(low, low ** (-22 / (tall - 22)))  # 22 points above 100 % for the first label
    powers = [10.0**-power for power in range(12) if 10.0**-power >= ax.get_ylim()[0]]
    ax.yaxis.set_major_locator(FixedLocator(powers[:: len(powers) // 7 + 1]))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:.10g} %"))
    ax.xaxis.set_major_locator(FixedLocator(round_numbers(*ax.get_xlim())))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda degree, _: f"{degree:,.0f}"))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.yaxis.set_minor_locator(NullLocator())
    ax.grid(axis="y", color=hue.faint, linewidth=0.7)
    ax.spines["left"].set_visible(False)


def _label_ends(ax: Axes, rows: pd.DataFrame) -> None:
    """Write what the first and the last point of the line say."""
    halo = outlined(2.4)
    look = {"size": LABEL, "bold": True, "path_effects": halo}
    first, last = rows.iloc[0], rows.iloc[-1]
    text = f"{percent(float(first['share_at_least']))} of accounts have {rows.index[0]:,} or more"
    spot = (rows.index[0], float(first["share_at_least"]))
    write(ax, text, spot, offset=(6, 5), va="bottom", **look)
    if len(rows) == 1:
        return
    accounts = int(last["accounts"])
    text = f"{counted(accounts, 'account')} {'has' if accounts == 1 else 'have'} {rows.index[-1]:,}"
    spot = (rows.index[-1], float(last["share_at_least"]))
    write(ax, text, spot, offset=(-7, -3), ha="right", va="top", **look)

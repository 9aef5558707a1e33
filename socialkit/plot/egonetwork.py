"""An account's contacts and the ties among them, coloured by community; nobody is named."""

from typing import Protocol

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from socialkit.plot.bars import numbers_of, share_in_words
from socialkit.plot.communities import MOST, SUBTITLE, called, draw_ring, left_out
from socialkit.plot.key import COLOURS, MARKS, key_height, key_lines, write_key
from socialkit.plot.labels import place_labels
from socialkit.plot.panel import missing
from socialkit.plot.style import axes_height, axes_width, canvas, cited, dress, outlined, write
from socialkit.plot.text import LABEL, counted
from socialkit.plot.theme import hue

_BODY, _MANY_TIES, _TALL_NUMBER = 250.0, 3000, 15.0
_NODES = "One mark per account, a line where one follows the other. Those tied lie close together."
_LEFT_OUT = "the account itself, tied to all, is left out"
_TOTALS = "Communities, not single accounts. "
_NOTHING = "Nobody here is tied to anybody else."


class Layout(Protocol):
    """What is drawn, such as `socialkit.cluster.Layout`."""

    nodes: pd.DataFrame
    ties: pd.DataFrame
    communities: pd.DataFrame
    between: pd.DataFrame
    tied: int
    alone: int
    frame: str
    is_ego: bool
    note: str


def ego_network(
    layout: Layout,
    *,
    names: bool = False,
    title: str = "Which followers follow one another?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the accounts around one account and the ties among them, coloured by community.

    Where the layout places no single accounts, as there are too many or as they must not be
    shown, each community is one disc and lines are the ties between two.

    Parameters
    ----------
    layout
        As `socialkit.cluster.ego_layout` makes it: `nodes` (`x`, `y`, `community`), `ties`
        (`one`, `other`), `communities` and `between` as in `socialkit.plot.communities`,
        `tied`, `alone`, `frame`, `is_ego` and `note`. The eight largest communities have a
        colour and a shape each; all other accounts are small and grey.
    names
        Whether to write the handles of the accounts with most ties, where the nodes have a
        `handle`; never for publication.
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> import socialkit as sk
    >>> made = sk.simulate.network(accounts=300, focal=1, homophily=0.95, seed=1).snapshot
    >>> found = sk.cluster.communities(made, runs=5)
    >>> ax = ego_network(sk.cluster.ego_layout(made, found))
    >>> len(ax.collections[0].get_segments()) == int(found.counts["ties"])
    True
    """
    if layout.nodes.empty and (layout.note or layout.communities.empty):
        return missing(layout.note or _NOTHING, title=title, source=source, ax=ax)
    footer = [cited(source), *_footer(layout)]
    ax = canvas(ax)
    if layout.nodes.empty:
        footer.append(left_out(layout.communities))
        words = {"title": title, "subtitle": _TOTALS + SUBTITLE}
        table, between = layout.communities, layout.between
        return draw_ring(table, between, ax, kind="ego_network", footer=footer, **words)
    shown = layout.communities.iloc[:MOST]
    key = key_lines(ax, _key(shown))
    dress(ax, kind="ego_network", drawn=layout.nodes, title=title, subtitle=_NODES, footer=footer,
          gutter=6, head=14 + key_height(key), foot=8, body=_BODY)  # fmt: skip
    ax.set(xlim=(-1.06, 1.06), ylim=(-1.06, 1.06), xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    _draw_ties(ax, layout)
    _draw_nodes(ax, layout.nodes, list(shown.index))
    _number_communities(ax, layout.nodes, list(shown.index))
    write_key(ax, key)
    if names and "handle" in layout.nodes:
        _name_nodes(ax, layout)
    return ax


def _footer(layout: Layout) -> list[str]:
    more = len(layout.communities) - MOST
    alone = f"{counted(layout.alone, 'account')} without a tie among these not drawn"
    return [
        f"n = {counted(layout.tied, 'account')}",
        layout.frame,
        _LEFT_OUT if layout.is_ego else "",
        alone if layout.alone else "",
        f"{more:,} smaller communities in grey" if more > 0 and len(layout.nodes) else "",
        "" if len(layout.communities) else "no clear communities, so no colours",
    ]


def _key(shown: pd.DataFrame) -> list[str]:
    """Say of each community its number, what it is called, how large and how sure it is."""
    shares = numbers_of(shown, list(shown.index))
    return [
        f"{number}: {called(number, row['name'])}, {share_in_words(*shares.loc[number])}, "
        f"{row['stability_word']}"
        for number, row in shown.iterrows()
    ]


def _draw_ties(ax: Axes, layout: Layout) -> None:
    places = layout.nodes[["x", "y"]].to_numpy(dtype=float)
    ends = layout.ties[["one", "other"]].to_numpy(dtype=np.int64)
    alpha = float(np.clip(400 / max(len(ends), 1), 0.1, 0.6))
    look = {"colors": hue.line, "linewidths": 0.5, "alpha": alpha, "zorder": 1.5}
    is_many = len(ends) > _MANY_TIES
    ax.add_collection(LineCollection(places[ends], rasterized=is_many, label="ties", **look))


def _draw_nodes(ax: Axes, nodes: pd.DataFrame, shown: list[object]) -> None:
    size = float(np.clip(6000 / len(nodes), 6, 36))
    known = nodes["community"].astype("Float64").to_numpy(dtype=float, na_value=0)
    others = nodes[~np.isin(known, shown)]
    look = {"linewidths": 0.4, "edgecolors": hue.paper}
    ax.scatter(others["x"], others["y"], s=0.6 * size, color=hue.others, zorder=2,
               label="others", **look)  # fmt: skip
    for place, number in enumerate(shown):
        mine = nodes[known == number]
        look |= {"color": hue[COLOURS[place]], "marker": MARKS[place]}
        ax.scatter(mine["x"], mine["y"], s=size, zorder=2.5, label=str(number), **look)


def _number_communities(ax: Axes, nodes: pd.DataFrame, shown: list[object]) -> None:
    """Write each community's number on its middle, or on its node nearest to there with room."""
    scale = np.array([axes_width(ax), axes_height(ax)]) / 2.12
    taken = np.full((1, 2), np.inf)
    known = nodes["community"].astype("Float64").to_numpy(dtype=float, na_value=0)
    for number in shown:
        mine = nodes.loc[known == number, ["x", "y"]].to_numpy(dtype=float)
        if not len(mine):
            continue
        middle = np.median(mine, axis=0)
        spots = np.vstack([middle, mine[np.argsort(((mine - middle) ** 2).sum(axis=1))]])
        gaps = np.abs((spots[:, None] - taken[None]) * scale).max(axis=2).min(axis=1)
        spot = spots[np.argmax(gaps >= _TALL_NUMBER)]
        taken = np.vstack([taken, spot])
        look = {"ha": "center", "va": "center", "size": LABEL + 2, "zorder": 6}
        write(ax, str(number), tuple(spot), bold=True, path_effects=outlined(3.2), **look)


def _name_nodes(ax: Axes, layout: Layout) -> None:
    """Write the handles of the nodes with most ties, as far as there is room."""
    nodes = layout.nodes
    ends = layout.ties.to_numpy().ravel()
    degree = np.bincount(ends, minlength=len(nodes))
    first = nodes.iloc[np.argsort(-degree, kind="stable")[:12]].dropna(subset=["handle"])
    spots = nodes[["x", "y"]].to_numpy(dtype=float)
    place_labels(ax, list(first["handle"]), first[["x", "y"]].to_numpy(dtype=float),
                 dots=spots, bars=np.zeros((0, 3)), taken=[])  # fmt: skip

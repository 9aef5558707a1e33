"""Communities as discs on a ring, with the ties between them: totals, never a single account."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Circle

from socialkit.plot.bars import counted_on, numbers_of, share_in_words
from socialkit.plot.panel import missing, reason
from socialkit.plot.spread import apart
from socialkit.plot.style import axes_height, axes_width, canvas, cited, dress, write
from socialkit.plot.text import LABEL, SMALL, counted, wrapped
from socialkit.plot.theme import hue, readable_on

MOST = 8
"""More discs than this cannot be told apart; the footer counts the communities left out."""
FACES = {"highly stable": ("blue", "-"), "valid": ("blue", "-"), "doubtful": ("sky", "-")}
_UNSURE = ("paper", (0, (4, 3)))
_BODIES = {1: 90.0, 2: 110.0, 3: 210.0, 4: 210.0}
_BODY, _WIDEST, _SMALLEST, _THICKEST = 262.0, 27.0, 2.5, 9.0
_STEP, _LEADER = 12.0, 12.0
SUBTITLE = (
    "Each disc is a community, the largest on top, then clockwise; its area is its share, and "
    "lines are ties between two. Dark: stable, pale: doubtful, dashed: do not trust."
)


class Disc(NamedTuple):
    """Where a community is drawn, in points, and how large."""

    x: float
    y: float
    radius: float
    is_right: bool


def communities(
    table: pd.DataFrame,
    between: pd.DataFrame,
    *,
    note: str = "",
    title: str = "Which communities are there?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw communities as discs and the ties between them as lines, the largest on top.

    Parameters
    ----------
    table
        As in `socialkit.cluster.Communities`: indexed by `community`, columns `value`,
        `low`, `high` (its share of the accounts, 0-1), `n` and `frame` (of how many, and
        which), `accounts`, `stability` (0-1), `stability_word` and `name`. The first eight
        rows are drawn, and the footer counts the others.
    between
        Indexed by the numbers of two communities: `ties` between them.
    note
        Why there are no communities, where there are none.
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> table = pd.DataFrame(
    ...     {"value": [0.6, 0.4], "accounts": [12, 8], "stability": [0.9, 0.5], "name": "",
    ...      "stability_word": ["highly stable", "do not trust"]}, index=[1, 2])
    >>> ax = communities(table, pd.DataFrame({"ties": []}))
    >>> "Community 2" in [text.get_text() for text in ax.texts]
    True
    """
    if table.empty or table["value"].isna().all():
        heading = "Nothing to show" if note and ":" not in note else "Not in this export"
        return missing(note or reason(table), heading=heading, title=title, source=source, ax=ax)
    words = {"title": title, "subtitle": SUBTITLE}
    footer = [cited(source), *counted_on(table.iloc[:MOST]), left_out(table)]
    return draw_ring(table, between, canvas(ax), kind="communities", footer=footer, **words)


def draw_ring(
    table: pd.DataFrame,
    between: pd.DataFrame,
    ax: Axes,
    *,
    kind: str,
    footer: list[str],
    **words: str,
) -> Axes:
    """Draw the largest communities on a ring, with the ties between them and their labels."""
    rows = table.iloc[:MOST]
    body = _BODIES.get(len(rows), _BODY)
    dress(ax, kind=kind, drawn=rows, footer=footer, gutter=0, foot=4, body=body, **words)
    wide, tall = axes_width(ax), axes_height(ax)
    ax.set(xlim=(0, wide), ylim=(0, tall), xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    numbers = numbers_of(table, list(rows.index))
    discs = _places(numbers["value"].to_numpy(), wide, tall)
    _draw_ties(ax, discs, rows.index, between)
    for disc, (number, row) in zip(discs, numbers.iterrows(), strict=True):
        _draw_disc(ax, disc, row, number, rows.at[number, "stability_word"])
    _write_labels(ax, discs, rows, numbers)
    return ax


def left_out(table: pd.DataFrame) -> str:
    """Say how many communities are too many to be drawn, and how many accounts are in them."""
    others = table.iloc[MOST:]
    if others.empty:
        return ""
    word = "community" if len(others) == 1 else "communities"
    return (
        f"not drawn: {len(others):,} smaller {word}, {counted(others['accounts'].sum(), 'account')}"
    )


def _places(shares: np.ndarray, wide: float, tall: float) -> list[Disc]:
    """Set the discs on a ring, clockwise from the top; a single one in the middle."""
    count = len(shares)
    scale = min(1.0, tall / _BODIES.get(count, _BODY), wide / 420.0)
    radii = np.maximum(_WIDEST * np.sqrt(shares / np.nanmax(shares)), _SMALLEST) * scale
    ring = {1: 0.0, 2: 82.0 * scale}.get(count, min(tall / 2 - (_WIDEST + 4) * scale, 82.0 * scale))
    turns = 2 * np.pi * (np.arange(count) + 0.5 * (count == 2)) / count
    return [
        Disc(wide / 2 + ring * x, tall / 2 + ring * y, float(r), bool(place < (count + 1) // 2))
        for place, (x, y, r) in enumerate(zip(np.sin(turns), np.cos(turns), radii, strict=True))
    ]


def _draw_ties(ax: Axes, discs: list[Disc], names: pd.Index, between: pd.DataFrame) -> None:
    """Draw a line for every two communities with ties, as thick as they are many."""
    place = {name: number for number, name in enumerate(names)}
    drawn = [(one, other, ties) for (one, other), ties in between["ties"].items()
             if one in place and other in place and ties > 0]  # fmt: skip
    most = max((ties for *_, ties in drawn), default=1)
    for one, other, ties in drawn:
        ends = [discs[place[name]] for name in (one, other)]
        thick = max(_THICKEST * float(ties) / float(most), 0.5)
        look = {"color": hue.line, "linewidth": thick, "alpha": 0.45, "solid_capstyle": "butt"}
        ax.plot([end.x for end in ends], [end.y for end in ends], zorder=1.5, **look)


def _draw_disc(ax: Axes, disc: Disc, row: pd.Series, number: object, word: object) -> None:
    """Draw a community, its number, and rings where its interval ends."""
    face, line = FACES.get(str(word), _UNSURE)
    look = {"facecolor": hue[face], "edgecolor": hue.ink, "linewidth": 1.0, "linestyle": line}
    ax.add_patch(Circle((disc.x, disc.y), disc.radius, zorder=3, **look))
    if row["high"] > row["low"]:
        for end in ("low", "high"):
            radius = disc.radius * np.sqrt(row[end] / row["value"])
            ring = {
                "fill": False,
                "edgecolor": hue.ink,
                "linewidth": 0.8,
                "linestyle": (0, (1, 1.5)),
            }
            ax.add_patch(Circle((disc.x, disc.y), radius, zorder=4, **ring))
    if disc.radius >= SMALL:
        ink = readable_on(hue[face])
        look = {"ha": "center", "va": "center", "color": ink, "size": LABEL, "zorder": 5}
        write(ax, str(number), (disc.x, disc.y), bold=True, **look)


def _write_labels(ax: Axes, discs: list[Disc], rows: pd.DataFrame, numbers: pd.DataFrame) -> None:
    """Write beside each disc what it is, left or right of the ring, and lead a line to it."""
    wide, tall = axes_width(ax), axes_height(ax)
    reach = max((abs(disc.x - wide / 2) + disc.radius for disc in discs), default=0.0) + _LEADER
    room = wide / 2 - reach - 6
    texts = {name: _lines(name, row, numbers.loc[name], room) for name, row in rows.iterrows()}
    gap = _STEP * max(len(lines) for lines in texts.values()) + 5
    for is_right in (True, False):
        mine = {name: disc for name, disc in zip(rows.index, discs, strict=True)
                if disc.is_right == is_right}  # fmt: skip
        wanted = {name: disc.y for name, disc in mine.items()}
        heights = apart(wanted, gap=gap, low=gap / 2, high=tall - gap / 2)
        for name, disc in mine.items():
            x = wide / 2 + (reach if is_right else -reach)
            _lead(ax, disc, (x, heights[name]))
            _write_label(ax, texts[name], (x, heights[name]), is_right)


def called(number: object, name: object) -> str:
    """Return what a community is called: by what its members share, else by its number."""
    known = str(name) if pd.notna(name) else ""
    words = known if known and not known.startswith("no common") else f"community {number}"
    return words[:1].upper() + words[1:]


def _lines(name: object, row: pd.Series, share: pd.Series, room: float) -> list[tuple[str, bool]]:
    """Return the lines of a label, and of each whether it is bold."""
    title = wrapped(called(name, row["name"]), room, LABEL, bold=True, most=2)
    told = [share_in_words(*share), f"{row['stability_word']} ({row['stability']:.2f})"]
    lines = [line for part in told for line in wrapped(part, room, SMALL, most=2)]
    return [*((line, True) for line in title), *((line, False) for line in lines)]


def _write_label(
    ax: Axes, lines: list[tuple[str, bool]], at: tuple[float, float], is_right: bool
) -> None:
    top = _STEP * (len(lines) - 1) / 2
    place = {"ha": "left" if is_right else "right", "va": "center"}
    for step, (line, bold) in enumerate(lines):
        look = {"size": LABEL, "color": hue.ink} if bold else {"size": SMALL, "color": hue.quiet}
        shift = (4 if is_right else -4, top - _STEP * step)
        write(ax, line, at, offset=shift, bold=bold, **place, **look)


def _lead(ax: Axes, disc: Disc, at: tuple[float, float]) -> None:
    """Draw a thin line from a disc's edge to its label."""
    way = np.array(at) - (disc.x, disc.y)
    start = np.array((disc.x, disc.y)) + way * disc.radius / max(np.hypot(*way), 1e-9)
    ax.plot([start[0], at[0]], [start[1], at[1]], color=hue.line, linewidth=0.8, zorder=2)

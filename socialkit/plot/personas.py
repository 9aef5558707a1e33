"""The persona table: what each kind of follower is like, in numbers and in shades."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from socialkit.plot.panel import missing, reason
from socialkit.plot.style import axes_width, canvas, cited, dress, sheet_room, write
from socialkit.plot.text import LABEL, SMALL, counted, percent, width, wrapped
from socialkit.plot.theme import colour_map, hue, readable_on

FEATURES = {
    "indegree": "followers seen",
    "outdegree": "following seen",
    "mutual_count": "mutual ties",
    "reciprocity": "ties that are mutual",
    "follow_back_rate": "follows back",
    "followers_count": "followers",
    "following_count": "following",
    "listed_count": "on lists",
    "posts_count": "posts",
    "following_to_followers": "following per follower",
    "age_days": "account age, days",
    "days_since_post": "days since last post",
    "posts_per_day": "posts per day",
    "original_share": "own posts",
    "reply_share": "replies",
    "repost_share": "reposts",
    "quote_share": "quotes",
    "link_share": "posts with a link",
    "own_site_share": "links to own site",
    "engaged_with_focal": "times engaged",
    "followed_by_focal": "followed back by",
    "profile_completeness": "profile filled in",
}
"""Plain names of the features; others are shown as they are, without underscores."""

_SHARES = ("_share", "_rate", "reciprocity", "profile_completeness")
_GUTTER, _ROW, _PAD = 124.0, 52.0, 5.0
_UPRIGHT = 66.0
_LINE = 1.25 * SMALL
_SUBTITLE = "Median of each kind of account. {darker}: higher than that of most accounts."


def persona_profile(
    profile: pd.DataFrame,
    levels: pd.DataFrame,
    *,
    note: str = "",
    title: str = "What kinds of followers are there?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw personas as rows and features as columns: medians, shaded by how high they are.

    Parameters
    ----------
    profile
        Indexed by persona: `accounts` (count), `share` (0-1) and the median of every
        feature in its own unit.
    levels
        Same index, feature columns only: where that median lies among all accounts, 0-1.
    note
        Why there are no personas, where there are none.
    title, source, ax
        As in `quality_vs_quantity`; a new sheet is as tall as the rows need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on, the largest persona on top.

    Examples
    --------
    >>> personas = pd.Index(["talkers", "readers"], name="persona")
    >>> profile = pd.DataFrame({"accounts": [30, 70], "share": [0.3, 0.7],
    ...                         "posts_per_day": [4.5, 0.1]}, index=personas)
    >>> levels = pd.DataFrame({"posts_per_day": [0.9, 0.3]}, index=personas)
    >>> ax = persona_profile(profile, levels)
    >>> "4.5" in [text.get_text() for text in ax.texts]
    True
    """
    features = [name for name in levels.columns if name in profile.columns]
    if profile.empty or not features or profile[features].isna().all(axis=None):
        heading = "Nothing to show" if features else "Not in this export"
        return missing(note or reason(profile), heading=heading, title=title, source=source, ax=ax)
    rows = _largest_first(profile)
    heads, turn = _heads(features, ax)
    ax, body = canvas(ax), _ROW * len(rows)
    total = profile["accounts"].sum()
    footer = [cited(source), f"n = {counted(total, 'account')}" if total else ""]
    if rows[features].isna().any(axis=None) or levels[features].isna().any(axis=None):
        footer.append("a dash: not in this export")
    tall = _head_height(heads, turn)
    dress(
        ax,
        kind="persona_profile",
        drawn=rows[["accounts", "share", *features]],
        title=title,
        subtitle=_SUBTITLE.format(darker=hue.darker.capitalize()),
        footer=footer,
        gutter=_GUTTER,
        head=tall + 14,
        foot=6,
        body=body,
    )
    _draw_cells(ax, rows[features], levels.loc[rows.index, features])
    _write_heads(ax, heads, turn)
    _write_personas(ax, rows)
    return ax


def _largest_first(profile: pd.DataFrame) -> pd.DataFrame:
    order = pd.DataFrame({"accounts": -profile["accounts"], "name": profile.index.astype(str)})
    order.index = profile.index
    return profile.loc[order.sort_values(["accounts", "name"]).index]


def _heads(features: list[str], ax: Axes | None) -> tuple[list[list[str]], bool]:
    """Return the column names in lines, and whether they must stand upright to fit."""
    names = [FEATURES.get(name, name.removeprefix("x_").replace("_", " ")) for name in features]
    wide = sheet_room() - _GUTTER
    if ax is not None:
        wide = axes_width(ax)
    room = wide / len(names) - 1
    turn = any(width(word, SMALL) > room for name in names for word in name.split())
    if turn:
        lines = max(1, int(room / _LINE))
        return [wrapped(name, _UPRIGHT, SMALL, most=lines) for name in names], True
    return [wrapped(name, room, SMALL, most=4) for name in names], False


def _head_height(heads: list[list[str]], turn: bool) -> float:
    if turn:
        return max(width(line, SMALL) for lines in heads for line in lines)
    return _LINE * max(len(lines) for lines in heads)


def _write_heads(ax: Axes, heads: list[list[str]], turn: bool) -> None:
    for column, lines in enumerate(heads):
        for row, line in enumerate(lines):
            look = {"coords": ax.get_xaxis_transform(), "color": hue.quiet}
            if turn:
                shift = ((row - (len(lines) - 1) / 2) * _LINE, _PAD)
                look |= {"rotation": 90, "ha": "center", "va": "bottom"}
            else:
                shift = (0, _PAD + 2 + (len(lines) - 1 - row) * _LINE)
                look |= {"ha": "center", "va": "baseline"}
            write(ax, line, (column + 0.5, 1), offset=shift, **look)


def _draw_cells(ax: Axes, medians: pd.DataFrame, levels: pd.DataFrame) -> None:
    """Shade every cell by its level and write the median on it, dark on light or light on dark."""
    shade = levels.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    values = medians.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    shade = np.ma.masked_invalid(np.where(np.isnan(values), np.nan, shade))
    shades = colour_map(hue.shades)
    ax.pcolormesh(shade, cmap=shades, vmin=0, vmax=1, edgecolors=hue.paper, linewidth=1.5)
    room = axes_width(ax) / len(medians.columns)
    ax.set(xticks=[], yticks=[], ylim=(len(values), 0))
    ax.spines[:].set_visible(False)
    for (row, column), value in np.ndenumerate(values):
        level = shade[row, column]
        colour = hue.quiet if level is np.ma.masked else readable_on(shades(float(level)))
        text = _median(value, medians.columns[column], room)
        look = {
            "size": SMALL if room < 36 else LABEL,
            "ha": "center",
            "va": "center",
            "color": colour,
        }
        write(ax, text, (column + 0.5, row + 0.5), **look)


def _median(value: float, feature: str, room: float) -> str:
    """Write a median with as many digits as a reader can use and the cell has room for."""
    if np.isnan(value):
        return "–"
    if feature.endswith(_SHARES):
        return percent(value)
    size = abs(value)
    if size >= 999_500:
        return f"{value / 1e6:.1f}M"
    if size >= 99_500 or (size >= 999.5 and width(f"{value:,.0f}", LABEL) > room - 5):
        return f"{value / 1e3:.0f}k" if size >= 9_950 else f"{value / 1e3:.1f}k"
    if size >= 9.95 or value == round(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if size >= 0.95 else f"{value:.2f}"


def _write_personas(ax: Axes, rows: pd.DataFrame) -> None:
    """Write each persona's name to the left of its row, and how many accounts it holds."""
    for place, (name, row) in enumerate(rows[["accounts", "share"]].iterrows()):
        title = str(name)[:1].upper() + str(name)[1:]
        lines = wrapped(title, _GUTTER - 7, SMALL, bold=True, most=3)
        facts = "" if pd.isna(row["accounts"]) else f"{int(row['accounts']):,}"
        if pd.notna(row["share"]):
            facts += f"{' · ' if facts else ''}{percent(row['share'])}"
        up = _LINE * len(lines) / 2
        look = {"coords": ax.get_yaxis_transform(), "va": "center"}
        for step, line in enumerate([*lines, facts]):
            is_name = step < len(lines)
            weight = {"size": SMALL, "bold": is_name}
            colour = hue.ink if is_name else hue.quiet
            spot, shift = (0, place + 0.5), (-_GUTTER, up - step * (_LINE + 0.5))
            write(ax, line, spot, offset=shift, color=colour, **weight, **look)

"""Colours and sizes of every chart, decided in one place: light or dark, and for which sheet."""

from typing import NamedTuple

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.colors import LinearSegmentedColormap, same_color, to_rgb

from socialkit.errors import UnknownNameError

STYLE, DARK_STYLE = "socialkit.plot.socialkit", "socialkit.plot.dark"


class Theme(NamedTuple):
    """What everything on a chart is coloured with, and the words for it.

    Okabe and Ito's colours, which most colour-blind readers tell apart; `ink` to `faint` are
    text, quiet text, lines and grid on `paper`; `shades` run from few to many.
    """

    paper: str = "#FFFFFF"
    ink: str = "#222222"
    quiet: str = "#5A5A5A"
    line: str = "#8A8A8A"
    faint: str = "#E4E4E4"
    panel: str = "#F5F5F5"
    blue: str = "#0072B2"
    orange: str = "#E69F00"
    green: str = "#009E73"
    vermilion: str = "#D55E00"
    sky: str = "#56B4E9"
    purple: str = "#CC79A7"
    grey: str = "#999999"
    unknown: str = "#BDBDBD"
    others: str = "#BDBDBD"
    others_line: str = "#D3D3D3"
    shades: tuple[str, ...] = ("#F2F7FB", "#7DB8DE", "#0072B2", "#00344F")
    cells: tuple[str, ...] = ("#DCEAF5", "#7FB2D9", "#0072B2", "#00304D")
    lines: str = "Dark lines"
    darker: str = "darker"


LIGHT = Theme()
DARK = Theme(
    paper="#14171A",
    ink="#F2F2F2",
    quiet="#B9BDC2",
    line="#858A90",
    faint="#30353A",
    panel="#1F2327",
    unknown="#C4C8CC",
    others="#858A90",
    others_line="#6E7379",
    shades=("#20303C", "#1D6390", "#4FA9DC", "#DDF1FC"),
    cells=("#22394A", "#1D6390", "#4FA9DC", "#DDF1FC"),
    lines="White lines",
    darker="brighter",
)
THEMES = {"light": LIGHT, "dark": DARK}


class Sheet(NamedTuple):
    """How large a chart on a sheet of its own is.

    `width` and `height` are inches, in which letters of 9 points are the smallest; `pixels`
    is how wide it is shown. Only a sheet that is not `is_fixed` grows with its rows.
    """

    width: float
    height: float
    pixels: int
    is_fixed: bool


SHEETS = {
    "article": Sheet(6.4, 4.4, 640, False),
    "slide": Sheet(7.2, 4.05, 1280, True),
    "square": Sheet(6.4, 6.4, 1080, True),
}


def use_style(*, theme: str = "light", size: str = "article") -> None:
    """Set the house style for every chart made from now on.

    Parameters
    ----------
    theme
        ``"light"``, dark on white; or ``"dark"``, light on nearly black.
    size
        ``"article"``: 640 px wide and as tall as the rows need; ``"slide"``: 1280 x 720 px,
        with letters larger by half; ``"square"``: 1080 x 1080 px.

    Raises
    ------
    UnknownNameError
        When there is no such theme or size.

    Examples
    --------
    >>> use_style()
    """
    for what, given, known in (("theme", theme, THEMES), ("size", size, SHEETS)):
        if given not in known:
            raise UnknownNameError(what, given, known)
    plt.style.use([STYLE, DARK_STYLE] if theme == "dark" else [STYLE])
    plt.rcParams["figure.figsize"] = SHEETS[size][:2]


def theme() -> Theme:
    """Return the colours in use: those of the paper that matplotlib now draws on."""
    return DARK if same_color(mpl.rcParams["figure.facecolor"], DARK.paper) else LIGHT


def sheet() -> Sheet:
    """Return the sheet in use: the one as large as matplotlib's figures now are."""
    now = tuple(mpl.rcParams["figure.figsize"])
    return next((one for one in SHEETS.values() if now == one[:2]), SHEETS["article"])


class _Hue:
    """The colours in use, looked up when something is drawn: ``hue.blue``, ``hue["blue"]``."""

    def __getattr__(self, name: str) -> str:
        return getattr(theme(), name)

    def __getitem__(self, name: str) -> str:
        return getattr(theme(), name)


hue = _Hue()


def colour_map(shades: tuple[str, ...]) -> LinearSegmentedColormap:
    """Return shades as a scale: one hue, so order survives colour-blindness and grey print."""
    return LinearSegmentedColormap.from_list("socialkit", list(shades))


def luminance(colour: object) -> float:
    """Return the relative luminance (0-1) of a colour, as WCAG 2.2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: object, other: object) -> float:
    """Return how well two colours contrast, from 1 (not at all) to 21 (black on white).

    References
    ----------
    W3C (2023). Web Content Accessibility Guidelines 2.2. https://www.w3.org/TR/WCAG22/

    Examples
    --------
    >>> contrast("black", "white")
    21.0
    """
    low, high = sorted((luminance(one), luminance(other)))
    return round((high + 0.05) / (low + 0.05), 10)


def readable_on(colour: object) -> str:
    """Return black or white, whichever is easier to read on a colour."""
    return max(("black", "white"), key=lambda ink: contrast(ink, colour))

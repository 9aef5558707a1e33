"""Light and dark, for every eye: colours are told apart, and words and marks stand out."""

import itertools
from collections.abc import Iterator
from functools import cache

import matplotlib.pyplot as plt
import numpy as np
import pytest
from charts import visible
from gallery import CHARTS
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.colors import to_hex, to_rgba
from vision import EYES, apart, seen

from socialkit import plot
from socialkit.errors import UnknownNameError
from socialkit.plot.theme import (
    DARK,
    LIGHT,
    THEMES,
    Theme,
    colour_map,
    contrast,
    readable_on,
    theme,
)

TOLD_APART = 5.0
"""Twice what is just noticed side by side."""
BY_SHAPE = {
    "ego_network",
    "sample_size",
    "survival",
    "persona_map",
    "threshold_sweep",
    "sampling_trials",
}
"""Charts in which marks or dashes differ as well, so that colour need not."""
SCALES = {"fingerprint", "persona_profile"}
WORDS_ON_MARKS = {"persona_profile", "communities", "ego_network"}


@pytest.fixture(autouse=True)
def close_figs():
    yield
    plt.close("all")


@pytest.fixture(params=THEMES)
def colours(request) -> Iterator[Theme]:
    with plt.rc_context():
        plot.use_style(theme=request.param)
        yield THEMES[request.param]


def on_paper(colour: object, alpha: float | None, paper: str) -> str:
    """Return what is seen of a colour that lets the paper shine through."""
    *rgb, own = to_rgba(colour)
    alpha = own if alpha is None else alpha
    return to_hex(alpha * np.array(rgb) + (1 - alpha) * np.array(to_rgba(paper)[:3]))


def marks(ax: plot.Axes, colours: Theme) -> set[tuple[str, object]]:
    """Return the colours of all marks with their shapes; not lines, grid and paper."""
    found = [(p.get_facecolor(), p.get_alpha(), "") for p in ax.patches if p.get_fill()]
    for line in ax.lines:
        shape = (line.get_marker(), line.get_linestyle(), str(line._dash_pattern))
        found.append((line.get_color(), line.get_alpha(), shape))
    for group in ax.collections:
        if isinstance(group, LineCollection):
            found += [(colour, None, "interval") for colour in group.get_colors()]
        elif isinstance(group, PathCollection | PolyCollection):
            shape = str(np.round(group.get_paths()[0].vertices[:6], 3).tolist())
            found += [(colour, None, shape) for colour in group.get_facecolors()]
    plain = {colours.ink, colours.line, colours.faint, colours.paper, colours.quiet}
    plain = {to_hex(colour) for colour in plain}
    seen_ones = {(on_paper(one, alpha, colours.paper), shape) for one, alpha, shape in found}
    return {(colour, shape) for colour, shape in seen_ones if colour not in plain}


@cache
def marks_of(name: str, in_theme: str) -> set[tuple[str, object]]:
    with plt.rc_context():
        plot.use_style(theme=in_theme)
        return marks(CHARTS[name](), THEMES[in_theme])


def inks(found: set[tuple[str, object]], colours: Theme) -> list[str]:
    """Return the colours of the marks that carry a meaning of their own; bands are paler."""
    named = {getattr(colours, name).lower() for name in Theme._fields[6:16]}
    return sorted({colour for colour, _ in found} & named)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("name", sorted(set(CHARTS) - BY_SHAPE - SCALES))
@pytest.mark.parametrize("in_theme", THEMES)
def test_colours_are_told_apart_by_every_eye(name, in_theme, eye):
    chosen = inks(marks_of(name, in_theme), THEMES[in_theme])
    for one, other in itertools.combinations(chosen, 2):
        assert apart(one, other, eye) >= TOLD_APART, (one, other)


@pytest.mark.parametrize("name", sorted(BY_SHAPE))
@pytest.mark.parametrize("in_theme", THEMES)
def test_what_colour_alone_does_not_tell_apart_differs_in_shape(name, in_theme):
    found = marks_of(name, in_theme)
    chosen = inks(found, THEMES[in_theme])
    shapes = {colour: {shape for one, shape in found if one == colour} for colour in chosen}
    assert len(chosen) >= 2
    for one, other in itertools.combinations(chosen, 2):
        nearest = min(apart(one, other, eye) for eye in EYES)
        assert nearest >= TOLD_APART or shapes[one] - shapes[other], (one, other)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("scale", ["shades", "cells"])
def test_shades_run_one_way_for_every_eye(scale, eye, colours):
    shades = colour_map(getattr(colours, scale))
    light = [seen(shades(part), eye)[0] for part in np.linspace(0, 1, 20)]
    steps = np.diff(light) * (1 if colours is DARK else -1)
    assert steps.min() > 1
    assert apart(shades(0.0), colours.paper, eye) > TOLD_APART / 2


@pytest.mark.parametrize("name", sorted(set(CHARTS) - WORDS_ON_MARKS))
def test_words_stand_out_from_the_paper(name, colours):
    ax = CHARTS[name](source="a sample")
    paper = colours.panel if name == "missing" else colours.paper
    faint = [
        (text.get_text(), text.get_color())
        for text in visible(ax)
        if contrast(text.get_color(), paper) < 4.5 and text.get_text() not in "●◆"
    ]
    assert faint == []


def test_words_stand_out_from_every_shade_and_mark(colours):
    shades = [colour_map(colours.shades)(part) for part in np.linspace(0, 1, 50)]
    for colour in (*shades, colours.blue, colours.sky, colours.paper):
        assert contrast(readable_on(colour), colour) > 4.5


def test_marks_stand_out_from_dark_paper():
    names = ("blue", "orange", "green", "vermilion", "sky", "purple", "grey")
    names += ("unknown", "others", "others_line", "line", "quiet", "ink")
    assert min(contrast(getattr(DARK, name), DARK.paper) for name in names) >= 3


def test_on_white_paper_only_pale_marks_that_are_named_beside_them_stand_out_less():
    # Okabe and Ito's pale colours cannot reach 3:1 on white; the words beside them do.
    names = ("blue", "green", "vermilion", "line", "quiet", "ink")
    assert min(contrast(getattr(LIGHT, name), LIGHT.paper) for name in names) >= 3
    assert min(contrast(LIGHT[place], LIGHT.paper) for place in range(6, 13)) > 1.5


@pytest.mark.parametrize("name", CHARTS)
def test_no_colour_of_the_light_theme_is_left_in_the_dark(name):
    changed = {getattr(LIGHT, field) for field in ("paper", "ink", "quiet", "faint", "panel")}
    with plt.rc_context():
        plot.use_style(theme="dark")
        ax = CHARTS[name](source="a sample")
        svg = plot.rendered(ax, "svg").decode().lower()
        assert to_hex(ax.figure.get_facecolor()) == DARK.paper.lower()
    svg = svg.replace("#ffffff", "") if name in WORDS_ON_MARKS else svg
    assert not [colour for colour in changed if colour.lower() in svg]


def test_a_chart_keeps_its_theme_when_another_is_set():
    with plt.rc_context():
        plot.use_style(theme="dark")
        ax = CHARTS["triage"]()
        before = plot.rendered(ax, "png")
        plot.use_style()
        assert theme() is LIGHT
        assert plot.rendered(ax, "png") == before


@pytest.mark.parametrize("options", [{"theme": "sepia"}, {"size": "poster"}])
def test_unknown_themes_and_sizes_are_named(options):
    with pytest.raises(UnknownNameError, match="known:"):
        plot.use_style(**options)

"""Labelled controls, and what follows them: never a queue, and a fault is one sentence."""

import asyncio
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from html import escape
from typing import NamedTuple

import ipywidgets as widgets

from socialkit.errors import SocialkitError

_WAIT = 0.02
"""Seconds in which moves that came meanwhile are taken together: none is drawn in vain."""
_WIDE = {"description_width": "16em"}


class Control(NamedTuple):
    """Something a reader can move.

    Attributes
    ----------
    label
        What it is, in plain words.
    value
        Where it stands at first.
    ends
        The least and the most, of a number.
    step
        How far it moves at a time; whole numbers for a whole step.
    options
        What can be chosen, as pairs of a text and a value; then it is a list.
    """

    label: str
    value: object
    ends: tuple[float, float] = (0.0, 1.0)
    step: float = 0.05
    options: tuple[tuple[str, object], ...] = ()


class Board:
    """Controls above, and below them the chart, sentence and table that follow.

    Attributes
    ----------
    controls
        The widgets by name.
    picture, said, table, beside, fault
        What is shown, as HTML.
    widget
        All of it, for the notebook.
    """

    def __init__(
        self,
        title: str,
        controls: Mapping[str, Control],
        shown: Callable[..., Iterable[str]],
        *,
        more: Iterable[widgets.Widget] = (),
    ) -> None:
        self._shown, self._waiting = shown, False
        self.controls = {name: _widget(control) for name, control in controls.items()}
        for control in self.controls.values():
            control.observe(self._moved, "value")
        self.picture, self.said, self.table, self.beside, self.fault = (
            widgets.HTML() for _ in range(5)
        )
        heading = widgets.HTML(f"<p><b>{escape(title)}</b></p>")
        parts = [self.beside, self.fault, *more, self.picture, self.said, self.table]
        self.widget = widgets.VBox([heading, *self.controls.values(), *parts])
        self.refresh()

    @property
    def values(self) -> dict[str, object]:
        """Where each control stands."""
        return {name: control.value for name, control in self.controls.items()}

    def refresh(self) -> None:
        """Show the answer for the controls as they stand; a fault leaves the last one there."""
        self._waiting = False
        try:
            with _uninterrupted():
                picture, said, table, beside = self._shown(**self.values)
        except SocialkitError as error:
            words = escape(" ".join(str(error).split()))
            self.fault.value = f'<p role="alert"><b>{words}</b></p>'
            return
        self.fault.value = ""
        self.picture.value, self.table.value = picture, table
        self.said.value = f'<p role="status">{escape(said)}</p>'
        self.beside.value = f"<p>{escape(beside)}</p>" if beside else ""

    def _moved(self, change: object) -> None:
        """Answer at once, or, in a notebook, when the moves that came meanwhile are in."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.refresh()
            return
        if not self._waiting:
            self._waiting = True
            loop.call_later(_WAIT, self.refresh)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Put off collecting garbage, which takes a tenth of the time of a move."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _widget(control: Control) -> widgets.ValueWidget:
    look = {"style": _WIDE, "layout": widgets.Layout(width="40em"), "description": control.label}
    if control.options:
        return widgets.Dropdown(options=control.options, value=control.value, **look)
    is_whole = isinstance(control.step, int)
    kind = widgets.IntSlider if is_whole else widgets.FloatSlider
    least, most = control.ends
    look |= {"min": least, "max": most, "step": control.step, "continuous_update": False}
    return kind(value=control.value, **look)

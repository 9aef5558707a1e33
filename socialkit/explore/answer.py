"""What an exploration shows: a chart, a sentence and a table, with controls or without."""

import base64
from collections.abc import Callable, Mapping
from functools import cached_property
from html import escape
from typing import NamedTuple

from socialkit import plot, publish
from socialkit.explore.board import Board, Control
from socialkit.publish.telling import told

_HINT = "run this cell in JupyterLab to move the controls"
_MOVE = "Move a control: the chart, the sentence and the table follow."
_LOOK = "Drag, zoom, and click on a node."
_VIEW = "application/vnd.jupyter.widget-view+json"


class Answer(NamedTuple):
    """What is found with the controls as they stand.

    Attributes
    ----------
    chart
        Draws it, on the axes given or on a new sheet.
    sentence
        The finding in one sentence: the number, its interval, and what it was counted on.
    table
        The numbers behind it, in words.
    beside
        What the controls come to, such as weights in percent.
    """

    chart: Callable[[plot.Axes | None], plot.Axes]
    sentence: str
    table: publish.Table
    beside: str = ""


class Explored:
    """A question whose answer follows controls, as `quality` and `audience` return it.

    In a notebook that somebody has open, the controls appear. Where nobody could move them
    (in a report, a web page or a test) the same chart, sentence and table stand still.

    Attributes
    ----------
    sentence, table
        The finding, and the numbers behind it, as the controls stand.
    values
        Where the controls stand, by name.
    """

    def __init__(
        self,
        name: str,
        title: str,
        answer: Callable[..., Answer],
        controls: Mapping[str, Control],
        *,
        prepare: Callable[[], None] = lambda: None,
        more: Callable[[], tuple[object, ...]] = tuple,
    ) -> None:
        self._name, self._title, self._answer = name, title, answer
        self._controls, self._prepare = dict(controls), prepare
        self._more = more
        self._now = answer(**self.values)

    @property
    def values(self) -> dict[str, object]:
        """Where each control stands."""
        if "board" in vars(self):
            return self.board.values
        return {name: control.value for name, control in self._controls.items()}

    @property
    def sentence(self) -> str:
        """The finding, with its number, its interval and what it was counted on."""
        return self._now.sentence

    @property
    def table(self) -> publish.Table:
        """The numbers behind the finding, in words."""
        return self._now.table

    @cached_property
    def board(self) -> Board:
        """The controls, and the chart, sentence and table that follow them.

        Made when first asked for: a notebook that never shows them keeps nothing of them.
        """
        self._prepare()
        sheet = plot.LiveSheet()

        def shown(**values: object) -> tuple[str, ...]:
            found = self._answer(**values)
            picture = _image(sheet.draw(found.chart), told(plot.record(sheet.ax)).alt)
            self._now = found
            return picture, found.sentence, found.table._repr_html_(), found.beside

        return Board(self._told_to_do(), self._controls, shown, more=self._more())

    def _told_to_do(self) -> str:
        return _MOVE if self._controls else f"{self._title} {_LOOK}"

    def __repr__(self) -> str:
        return f"<{self._title} {self.sentence}>"

    def _ipython_display_(self) -> None:
        from IPython.display import display

        if not is_watched():
            self.show()
            return
        view = self.board.widget._repr_mimebundle_()[_VIEW]
        twin = f"{self.board.picture.value}\n<p>{escape(self.sentence)}</p>\n"
        told_plainly = f"{self.sentence}\n{self.table!r}\n({_HINT})"
        bundle = {_VIEW: view, "text/html": twin + self.table._repr_html_()}
        display(bundle | {"text/plain": told_plainly}, raw=True)

    def show(self) -> None:
        """Show chart, sentence and table as they stand, without controls."""
        from IPython import get_ipython
        from IPython.display import display

        ax = self._now.chart(None)
        publish.show(ax, self._name, told(plot.record(ax)).alt)
        print(self.sentence)
        display(self.table) if get_ipython() else print(self.table)


def is_watched() -> bool:
    """Tell whether somebody sits before the notebook who could move a control.

    Whoever runs a notebook unwatched (nbconvert, papermill, nbval) tells the kernel that
    nobody can be asked anything; JupyterLab and its like tell that somebody can.

    Examples
    --------
    >>> is_watched()
    False
    """
    from IPython import get_ipython

    shell = get_ipython()
    asked = getattr(shell, "get_parent", dict)()
    return bool((asked or {}).get("content", {}).get("allow_stdin", False))


def _image(webp: bytes, alt: str) -> str:
    data = base64.b64encode(webp).decode("ascii")
    return (
        f'<img style="max-width:100%" width="640" alt="{escape(alt, quote=True)}" '
        f'src="data:image/webp;base64,{data}">'
    )

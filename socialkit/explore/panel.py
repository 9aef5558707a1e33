"""The buttons, and what stands around them."""

from collections.abc import Callable
from html import escape

import ipywidgets as widgets

from socialkit.audience.handlabels.labels import ANSWERS

BUTTONS = (*ANSWERS, "back")
_KEYS = {name[0]: name for name in BUTTONS}


class Panel:
    """A question, buttons to answer it, how far one is, and an account as HTML.

    Attributes
    ----------
    buttons
        By name: yes, no, unsure and back.
    keys
        The field for those who rather type y, n, u or b.
    shown
        What is being judged, as HTML.
    status
        How far one is and what went wrong, as HTML.
    widget
        All of them, for the notebook.
    """

    def __init__(self, question: str, everyone: int, pressed: Callable[[str], None]) -> None:
        self._everyone, self._pressed = everyone, pressed
        self.buttons = {name: _button(name) for name in BUTTONS}
        for button in self.buttons.values():
            button.on_click(lambda one: pressed(one.description))
        self.keys = widgets.Text(placeholder="or type y, n, u, b here")
        self.keys.observe(self._typed, "value")
        self.shown, self.status = widgets.HTML(), widgets.HTML()
        self._bar = widgets.IntProgress(max=max(everyone, 1))
        asked = widgets.HTML(f"<h3>{escape(question)}</h3>")
        row = widgets.HBox([self._bar, self.status])
        # What is judged stands last: whatever its length, the buttons stay where they are.
        buttons = widgets.HBox(list(self.buttons.values()))
        self.widget = widgets.VBox([asked, buttons, self.keys, row, self.shown])

    def show(
        self, html: str, *, done: int, can_answer: bool, can_go_back: bool, fault: str
    ) -> None:
        """Show what is to be judged, or that nothing is left.

        Parameters
        ----------
        html
            What is to be judged, made harmless already.
        done
            How many have an answer.
        can_answer, can_go_back
            Which buttons do something.
        fault
            What went wrong, in plain text.
        """
        self.shown.value, self._bar.value = html, done
        alert = f'. <b role="alert">{escape(fault)}</b>' if fault else ""
        self.status.value = f"{done:,} of {self._everyone:,} labelled{alert}"
        for name, button in self.buttons.items():
            button.disabled = not (can_go_back if name == "back" else can_answer)

    def _typed(self, change: dict[str, object]) -> None:
        typed = str(change["new"]).strip().lower()
        if typed:
            self.keys.value = ""
        if typed in _KEYS:
            self._pressed(_KEYS[typed])


def _button(name: str) -> widgets.Button:
    layout = widgets.Layout(width="8em", height="3em")
    style = {"font_weight": "bold", "font_size": "1.1em"}
    return widgets.Button(description=name, layout=layout, style=style)

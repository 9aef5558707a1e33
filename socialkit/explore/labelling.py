"""Judge followers one by one with buttons, and keep every answer at once."""

from functools import cached_property
from pathlib import Path

import pandas as pd

from socialkit import audience, practice
from socialkit.audience.handlabels.labels import ANSWERS, answers
from socialkit.errors import SaveError, SocialkitError
from socialkit.explore.card import card
from socialkit.explore.panel import Panel
from socialkit.schema import COUNT

QUESTION = "Does this look like junk, with no real person to be reached?"
NOT_YET = "not yet"
_DONE = "<p>Everyone in the sample has a label. With <b>back</b> you can change one.</p>"
_NOBODY = "<p>There is nobody to label.</p>"


def label(
    sample: pd.DataFrame, path: str | Path | None = None, *, question: str = QUESTION
) -> "Labelling":
    """Get the accounts of a sample ready to be judged one by one, with buttons.

    The buttons appear where the result is the last line of a cell. Every answer is kept in
    the file at once, and the next time the work goes on where it ended. The keys y, n, u
    and b do as the buttons do, typed into the field below them. Nothing is fetched, and
    what an account wrote is shown as text. What is printed is how far the work is, for
    those who read the notebook without running it.

    Parameters
    ----------
    sample
        As `socialkit.audience.labelling_sample` draws it; labels in it are kept.
    path
        A CSV file such as ``"labels.csv"``; None keeps the answers as long as the notebook
        runs. It holds names and biographies of people, as does a notebook saved with its
        buttons: keep both to yourself.
    question
        What is asked of each account.

    Returns
    -------
    Labelling
        Its `labels` are for `socialkit.audience.corrected_profile`.

    Raises
    ------
    SocialkitError
        When the sample has no column `label`, or the file holds labels of other accounts.
    ReadError
        When the file is broken.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> sample = sk.audience.labelling_sample(snapshot, sk.audience.choose(snapshot))
    >>> labelling = label(sample)
             accounts
    yes             0
    no              0
    unsure          0
    not yet       150
    >>> labelling.panel.buttons["no"].click()
    >>> labelling
    <Labelling: 1 of 150 accounts labelled>
    """
    practice.no_single_follower("show single followers")
    labelling = Labelling(sample, None if path is None else Path(path), question)
    print(labelling.progress.to_frame().to_string(index_names=False))
    return labelling


class Labelling:
    """Accounts to judge, and the answers so far, as `label` makes them."""

    def __init__(self, sample: pd.DataFrame, path: Path | None, question: str = QUESTION) -> None:
        if "label" not in sample.columns or sample.index.has_duplicates:
            raise SocialkitError(
                "a sample to label has each account once, and a column label; draw it with "
                "sk.audience.labelling_sample."
            )
        self._sample, self._path, self._question = sample.copy(), path, question
        self._answers = _kept(sample, path)
        self._place = self._next_from(0)

    @property
    def labels(self) -> pd.DataFrame:
        """The sample with the answers given so far in `label`."""
        return self._sample.assign(label=self._answers)

    @property
    def progress(self) -> pd.Series:
        """How many accounts have each answer, and how many have none yet."""
        count = self._answers.fillna(NOT_YET).value_counts()
        count = count.reindex([*ANSWERS, NOT_YET], fill_value=0)
        return count.astype(COUNT).rename("accounts").rename_axis("label")

    @cached_property
    def panel(self) -> Panel:
        """The buttons and the account that is being judged.

        Made when first asked for: a notebook that never shows them holds nobody's profile.
        """
        made = Panel(self._question, len(self._answers), self._press)
        self._show(made)
        return made

    def __repr__(self) -> str:
        done, everyone = int(self._answers.notna().sum()), len(self._answers)
        return f"<Labelling: {done:,} of {everyone:,} accounts labelled>"

    def _repr_mimebundle_(self, **options: object) -> dict[str, object]:
        return {**self.panel.widget._repr_mimebundle_(**options), "text/plain": repr(self)}

    def _press(self, name: str) -> None:
        """Do what a button says: keep the answer and go on, or go back."""
        fault = ""
        if name == "back":
            self._place = max(self._place - 1, 0)
        elif self._place < len(self._answers):
            self._answers.iloc[self._place] = name
            fault = self._save()
            self._place = self._next_from(self._place + 1)
        self._show(self.panel, fault)

    def _save(self) -> str:
        """Write all answers; return what went wrong, since nobody sees an error raised here."""
        try:
            if self._path is not None:
                audience.save_labels(self.labels, self._path)
        except SaveError as error:
            return f"{error} Your answers are kept here as long as the notebook runs."
        return ""

    def _next_from(self, place: int) -> int:
        """Return the next place without an answer, from the start again after the end."""
        empty = self._answers.isna().to_numpy(dtype=bool).nonzero()[0]
        later = empty[empty >= place]
        return int(next(iter([*later[:1], *empty[:1]]), len(self._answers)))

    def _show(self, panel: Panel, fault: str = "") -> None:
        everyone = len(self._answers)
        is_asked = self._place < everyone
        panel.show(
            self._card() if is_asked else _DONE if everyone else _NOBODY,
            done=int(self._answers.notna().sum()),
            can_answer=is_asked,
            can_go_back=self._place > 0,
            fault=fault,
        )

    def _card(self) -> str:
        answer = self._answers.iloc[self._place]
        before = "" if pd.isna(answer) else f"<p>Your answer so far: <b>{answer}</b></p>"
        return before + card(self._sample.iloc[self._place])


def _kept(sample: pd.DataFrame, path: Path | None) -> pd.Series:
    """Return the answers there are: those in the file, or else those in the sample."""
    known = answers(sample["label"])
    if path is None or not path.exists():
        return known
    kept = audience.read_labels(path)
    strangers = len(kept.index.symmetric_difference(sample.index))
    whose = set(kept.get("follower_of", pd.Series(dtype=str)).dropna())
    if strangers or not whose <= set(sample.get("follower_of", ())):
        raise SocialkitError(
            f"{path} holds labels of another sample ({strangers:,} accounts are in one of them "
            "only). Give another file, or draw the sample as you did then."
        )
    return kept["label"].reindex(sample.index).fillna(known)

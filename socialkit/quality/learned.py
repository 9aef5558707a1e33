"""A scorer learned from labels: what it gives, how far to trust it, and what it goes by."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit import practice
from socialkit.quality import reachable
from socialkit.quality.columns import as_numbers
from socialkit.quality.fitting import Model
from socialkit.quality.reachable import REACHABLE, Evidence, reach
from socialkit.quality.sentences import sentence
from socialkit.schema import COUNT


class Bin(NamedTuple):
    """How often those with a like chance of junk were labelled junk; None where there is none."""

    low: float
    high: float
    mean_chance: float | None
    k: int
    n: int


@dataclass(frozen=True)
class Learned:
    """A scorer learned from labels, as `learn` makes it.

    Attributes
    ----------
    evidence, multipliers
        The pieces of evidence, in log-odds, and by how much each is multiplied.
    intercept
        Log-odds of junk before any evidence.
    threshold
        From which chance of junk on an account is flagged, 0-1.
    sensitivity, specificity
        Of those labelled junk the share flagged, and of the others the share not flagged, by
        models that had not seen their labels, 0-1.
    validation
        On how many labelled junk, and how many labelled otherwise, these were measured.
    flagged_labels, passed_labels
        Of the labels that most of these models flagged, and of the others, how many were junk
        and how many there were: `k` and `n` for `socialkit.estimate.stratified`.
    brier
        Mean squared distance of chance and label, 0-1, of models that had not seen the label;
        0 is best.
    brier_of_share
        The same for who gives everybody the share of junk among the labels.
    auc
        How often labelled junk has a higher chance than a labelled person, 0-1, likewise.
    bins
        The rows of `calibration`.
    """

    evidence: tuple[Evidence, ...]
    multipliers: tuple[float, ...]
    intercept: float
    threshold: float
    sensitivity: float
    specificity: float
    validation: tuple[int, int]
    flagged_labels: tuple[int, int]
    passed_labels: tuple[int, int]
    brier: float
    brier_of_share: float
    auc: float
    bins: tuple[Bin, ...]

    def score(self, features: pd.DataFrame) -> pd.Series:
        """Give each account its chance of being junk.

        Parameters
        ----------
        features
            As `socialkit.features.account_features` or `follower_features` return them.

        Returns
        -------
        pandas.Series
            `junk_chance`, Float64, 0-1, on the caller's own index; NA without any evidence.
            It speaks for audiences like the one that was labelled.

        Raises
        ------
        MissingDataError
            When a column is missing.
        """
        practice.no_single_follower("score single followers")
        known = evidence_of(features, self.evidence)
        chance = Model(self.intercept, np.array(self.multipliers)).chance(np.nan_to_num(known))
        chance[np.isnan(known).all(axis=1)] = np.nan
        return pd.Series(chance, features.index, name="junk_chance").astype("Float64")

    def flagged(self, features: pd.DataFrame) -> pd.Series:
        """Tell of each account whether its chance of being junk reaches the threshold.

        Parameters
        ----------
        features
            As in `score`.

        Returns
        -------
        pandas.Series
            `flagged`, boolean, on the caller's own index; NA without any evidence. Flags err:
            count them, and put the count right with `socialkit.estimate.corrected`.

        Raises
        ------
        MissingDataError
            When a column is missing.
        """
        practice.no_single_follower("flag single followers")
        return (self.score(features) >= self.threshold).rename("flagged")

    @property
    def calibration(self) -> pd.DataFrame:
        """How often those with a like chance of junk were labelled junk.

        Indexed by `chance`, in words: `low`, `high` and `mean_chance` (0-1; NA where there is
        nobody), and of `n` labels how many, `k`, were junk. Chances are those of models that
        had not seen the label.
        """
        names = [f"{one.low:.0%} to {one.high:.0%}".replace("%", " %") for one in self.bins]
        table = pd.DataFrame(self.bins, index=pd.Index(names, name="chance"))
        kinds = dict.fromkeys(("low", "high", "mean_chance"), "Float64")
        return table.astype(kinds | dict.fromkeys(("k", "n"), COUNT))

    @property
    def weights(self) -> pd.DataFrame:
        """Which evidence counts how much.

        Indexed by `evidence`: `multiplier` (1 as in the open score, 0 not at all, below 0 the
        other way round), `learned_share` (of all that evidence can move, 0-1), `open_share` (the
        same in the open score) and `in_words`.
        """
        open_reach = np.array([reach(one) for one in self.evidence])
        own_reach = open_reach * np.abs(self.multipliers)
        # Where all accounts are alike nothing counts, and there is nothing to divide.
        shares = own_reach / (own_reach.sum() or 1.0), open_reach / open_reach.sum()
        names = [one.name for one in self.evidence]
        words = [_in_words(*row) for row in zip(names, self.multipliers, *shares, strict=True)]
        columns = dict(zip(("learned_share", "open_share"), shares, strict=True))
        columns = {"multiplier": self.multipliers, **columns}
        table = pd.DataFrame(columns, index=pd.Index(names, name="evidence"), dtype="Float64")
        return table.assign(in_words=words).astype({"in_words": "str"})

    def save(self, path: str | Path) -> Path:
        """Write the scorer as a JSON file, whole or not at all; `load_learned` reads it.

        It holds numbers about evidence, and nothing of any account.

        Raises
        ------
        SaveError
            When the file cannot be written; what stood there is untouched.
        """
        # Here, as reading a file makes one of these.
        from socialkit.quality.savedscorer import write

        return write(self, Path(path))


def evidence_of(features: pd.DataFrame, evidence: tuple[Evidence, ...] = REACHABLE) -> np.ndarray:
    """Return each piece of evidence in log-odds of a person, by row; NaN where not known."""
    columns = dict.fromkeys([*(one.column for one in evidence), "followers_count"])
    found = reachable.log_odds(as_numbers(features, columns), evidence)
    return np.column_stack([found[one.name] for one in evidence])


def _in_words(name: str, multiplier: float, share: float, open_share: float) -> str:
    what = sentence(name, pd.Series(dtype="float64")).removesuffix(" is not known.")
    counts = f"{what}: {share:.0%} of what can count, {open_share:.0%} in the open score"
    counts = counts.replace("%", " %")
    return f"{counts}, and the other way round." if multiplier < 0 else f"{counts}."

"""Labels given by hand, brought to the rows of a table of features."""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit.errors import SocialkitError

_WORDS = {
    **dict.fromkeys(("yes", "y", "true", "junk"), True),
    **dict.fromkeys(("no", "n", "false", "person"), False),
    **dict.fromkeys(("unsure", ""), None),
}


class Verdicts(NamedTuple):
    """Whom a person judged, by the row of the features.

    Attributes
    ----------
    rows
        Places in the table of features, each account once.
    is_junk
        What was said of each.
    weight
        How many accounts each speaks for, 1 on average; all 1 where no strata are told.
    """

    rows: np.ndarray
    is_junk: np.ndarray
    weight: np.ndarray


def verdicts(index: pd.Index, labels: pd.Series | pd.DataFrame) -> Verdicts:
    """Find the judged accounts among the rows; who is unsure or not judged is left out.

    Parameters
    ----------
    index
        Of the features; of several levels the last names the account.
    labels
        As in `learn`.

    Returns
    -------
    Verdicts
        In the order of the rows.

    Raises
    ------
    SocialkitError
        When there is no column `label`, a label is none of the words, an account is not among
        the rows, or has two labels that disagree.
    """
    words = _column(labels)
    names, label = index.get_level_values(-1), _told(words)
    strange = label.index[~label.index.isin(names)]
    if len(strange):
        raise SocialkitError(
            f"{len(strange):,} of {len(label):,} labelled accounts are not among these features, "
            f"the first is {strange[0]!r}; give the features of the accounts that were labelled."
        )
    is_twice = label.index.duplicated()
    torn = label.groupby(level=0).nunique() > 1
    if torn.any():
        raise SocialkitError(
            f"{torn.sum():,} accounts have two labels that disagree, the first is "
            f"{torn.index[torn][0]!r}; keep one label for each."
        )
    rows = np.flatnonzero(names.isin(label.index) & ~names.duplicated())
    weight = _weights(labels, label)[~is_twice].reindex(names[rows])
    return Verdicts(
        rows, label[~is_twice].reindex(names[rows]).to_numpy(dtype=bool), weight.to_numpy()
    )


def _column(labels: pd.Series | pd.DataFrame) -> pd.Series:
    if isinstance(labels, pd.DataFrame):
        if "label" not in labels.columns:
            raise SocialkitError(
                "these labels have no column label; read them with sk.audience.read_labels."
            )
        labels = labels["label"]
    if not isinstance(labels, pd.Series):
        raise SocialkitError(
            f"labels: give a Series of labels by account, or a table with a column label, not a "
            f"{type(labels).__name__}."
        )
    return labels


def _told(words: pd.Series) -> pd.Series:
    """Return whether it is junk, by account, for those of whom that was told."""
    accounts, said = words.index.get_level_values(-1), []
    for account, word in zip(accounts, words, strict=True):
        plain = "" if pd.isna(word) else str(word).strip().lower()
        if plain not in _WORDS:
            raise SocialkitError(
                f"the label of {account!r} is {word!r}; expected yes or junk, no or person, "
                "unsure or nothing."
            )
        said.append(_WORDS[plain])
    told = pd.Series(said, index=accounts, dtype="boolean")
    return told[told.notna()].astype(bool)


def _weights(labels: pd.Series | pd.DataFrame, label: pd.Series) -> pd.Series:
    """Return how many accounts each label speaks for, 1 on average.

    Of a stratum that holds few accounts more were drawn than its share.
    """
    weight = pd.Series(1.0, index=label.index)
    if not isinstance(labels, pd.DataFrame) or not {"stratum", "stratum_size"} <= {*labels.columns}:
        return weight
    accounts = labels.index.get_level_values(-1)
    design = labels[["stratum", "stratum_size"]].set_axis(accounts)
    design = design[~accounts.duplicated()].reindex(label.index)
    if design.isna().any(axis=None):
        return weight
    told = design.groupby("stratum")["stratum_size"].transform("size")
    try:
        size = design["stratum_size"].astype("float64")
    except (TypeError, ValueError) as error:
        raise SocialkitError(f"stratum_size must be numbers: {error}.") from error
    each = size / told
    return each * len(each) / math.fsum(each)

"""Labels given by hand, and a file for them that a spreadsheet opens and nobody can turn on it."""

from pathlib import Path

import pandas as pd

from socialkit import practice
from socialkit.audience.handlabels.labelling import FLAGS
from socialkit.errors import SaveError, SocialkitError
from socialkit.folders import write_files
from socialkit.schema import TEXT
from socialkit.spreadsheets import as_csv, guarded

ANSWERS = ("yes", "no", "unsure")
EXPECTED = "expected yes, no, unsure or nothing"
_NEVER_NUMBERS = ("account_id", "follower_of", "stratum")
_IN_FULL = {"true": "yes", "false": "no", "y": "yes", "n": "no", "": pd.NA}


def answers(label: pd.Series) -> pd.Series:
    """Return the answers in one spelling: ``"yes"``, ``"no"``, ``"unsure"``, or NA for none.

    Parameters
    ----------
    label
        Those words, whatever their case, or y and n; True and False stand for yes and no.

    Returns
    -------
    pandas.Series
        Text, on the caller's own index.

    Raises
    ------
    SocialkitError
        Naming the first row that says something else.

    Examples
    --------
    >>> answers(pd.Series(["Yes", " no", None, True])).tolist()
    ['yes', 'no', <NA>, 'yes']
    """
    words = []
    for number, one in enumerate(label, 1):
        try:
            words.append(pd.NA if pd.isna(one) else spelled(one))
        except ValueError:
            raise SocialkitError(f"the label of row {number} is {one!r}; {EXPECTED}.") from None
    return pd.Series(words, label.index, dtype=TEXT, name=label.name)


def spelled(answer: object) -> object:
    """Return one answer as ``"yes"``, ``"no"``, ``"unsure"`` or NA; ValueError for others."""
    word = str(answer).strip().lower()
    word = _IN_FULL.get(word, word)
    if word is not pd.NA and word not in ANSWERS:
        raise ValueError(answer)
    return word


def save_labels(labels: pd.DataFrame, path: str | Path) -> Path:
    """Write labels as a CSV file that a spreadsheet opens as text, whole or not at all.

    Ids, and what would be taken for a formula, stand behind an apostrophe, which
    `read_labels` takes off again: a spreadsheet neither rounds the one nor runs the other.
    An apostrophe alone is a text known to be empty.

    Parameters
    ----------
    labels
        As `labelling_sample` returns them, judged or not.
    path
        The file, such as ``"labels.csv"``. It holds names and biographies of people, so it
        belongs on nobody's web site.

    Returns
    -------
    pathlib.Path
        The file. It is written beside and then renamed, so it is whole or the older one.

    Raises
    ------
    SocialkitError
        When there is no column `label`, or a label is none of the words.
    SaveError
        When the file cannot be written.

    References
    ----------
    MITRE, Common Weakness Enumeration 1236: Improper Neutralization of Formula Elements in
    a CSV File.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> ids = pd.Index(["0012"], name="account_id")
    >>> labels = pd.DataFrame({"bio": ["=1+1"], "label": ["yes"]}, index=ids)
    >>> with TemporaryDirectory() as folder:
    ...     path = save_labels(labels, f"{folder}/labels.csv")
    ...     path.read_text(encoding="utf-8-sig").splitlines()
    ['account_id,bio,label', "'0012,'=1+1,yes"]
    """
    practice.no_single_follower("keep judgements of single followers")
    path = Path(path)
    content = _as_csv(labels)
    try:
        write_files({path: content})
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SaveError(
            f"could not save the labels to {path}: {reason}. What stood there is untouched."
        ) from error
    return path


def _as_csv(labels: pd.DataFrame) -> bytes:
    """Return the table as CSV; a probability is left to be worked out from whole numbers.

    A decimal point is a thousands separator to half of the world's spreadsheets.
    """
    if "label" not in labels.columns:
        raise SocialkitError("this table has no column label; draw it with labelling_sample.")
    known = labels.drop(columns="probability", errors="ignore")
    known = known.assign(label=answers(labels["label"])).rename_axis("account_id").reset_index()
    return as_csv([known.columns, *zip(*(_cells(known[name]) for name in known), strict=True)])


def _cells(column: pd.Series) -> list[str]:
    """Return a column as it stands in the file; what is not known is an empty cell."""
    if column.name in FLAGS:
        return ["" if pd.isna(one) else "yes" if one else "no" for one in column]
    always = column.name in _NEVER_NUMBERS
    return ["" if pd.isna(one) else guarded(str(one), always=always) for one in column]

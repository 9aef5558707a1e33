"""Cells that a spreadsheet would run, written so that it shows them as text."""

import csv
import io
from collections.abc import Iterable

_FORMULA_SIGNS = tuple("=+-@＝＋－＠'\t\r\n")


def guarded(text: str, *, always: bool = False) -> str:
    """Put an apostrophe before a text that would be taken for a formula, or before any.

    Parameters
    ----------
    text
        One cell. An empty text is guarded too: an apostrophe alone is known to be empty.
    always
        Whether it needs one whatever it says, such as an id that would be rounded.

    References
    ----------
    MITRE, Common Weakness Enumeration 1236: Improper Neutralization of Formula Elements in
    a CSV File.

    Examples
    --------
    >>> guarded("=1+1"), guarded("soup"), guarded("0012", always=True)
    ("'=1+1", 'soup', "'0012")
    """
    is_formula = text.startswith(_FORMULA_SIGNS) or text.lstrip().startswith(_FORMULA_SIGNS)
    return f"'{text}" if always or is_formula or not text else text


def as_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Return rows of cells as a CSV file that every spreadsheet reads as UTF-8.

    Examples
    --------
    >>> as_csv([["name", "bio"], ["ann", guarded("=1+1")]]).decode("utf-8-sig").splitlines()
    ['name,bio', "ann,'=1+1"]
    """
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")

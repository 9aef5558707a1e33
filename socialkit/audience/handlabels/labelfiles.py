"""Labels read back from a file that people and their spreadsheets have had in hand."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from socialkit import practice
from socialkit.audience.handlabels.labelling import COUNTS, DAYS, FLAGS
from socialkit.audience.handlabels.labels import EXPECTED, spelled
from socialkit.errors import ReadError
from socialkit.schema import COUNT, FLAG, TEXT

_MUST_HAVE = ("account_id", "label")
_TRUTH = {"yes": True, "true": True, "no": False, "false": False}
_ROUNDED = re.compile(r"\d+([.,]\d+)?E\+?\d+", re.IGNORECASE)


def read_labels(path: str | Path) -> pd.DataFrame:
    r"""Read labels that `save_labels` wrote, also after a spreadsheet saved them.

    Commas, semicolons or tabs may stand between the cells.

    Parameters
    ----------
    path
        A CSV file in UTF-8 with the columns `account_id` and `label` at least.

    Returns
    -------
    pandas.DataFrame
        As `labelling_sample` returns it, as far as the file has its columns; further
        columns stay, as text. Without `stratum_size` and `stratum_drawn` there is no
        `probability`, and the labels speak for nobody but themselves.

    Raises
    ------
    ReadError
        When the file is missing or broken, naming the row and what was expected there.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "labels.csv"
    ...     _ = path.write_text("account_id;label\n'0012;Yes\n'0013;\n", encoding="utf-8")
    ...     read_labels(path)["label"].fillna("none").to_dict()
    {'0012': 'yes', '0013': 'none'}
    """
    practice.no_single_follower("read judgements of single followers")
    path = Path(path)
    table = _table(path)
    columns = {name: _read(path, table[name]) for name in table.columns}
    ids = columns.pop("account_id")
    _check_ids(path, ids)
    labels = pd.DataFrame(columns).set_index(pd.Index(ids, name="account_id"))
    if {"stratum_size", "stratum_drawn"} <= set(columns):
        chance = labels["stratum_drawn"] / labels["stratum_size"]
        labels.insert(labels.columns.get_loc("label"), "probability", chance.astype("Float64"))
    return labels


class _Kind(NamedTuple):
    """What a cell holds: how it is read, as which dtype, and what is expected there."""

    parse: Callable[[str], object]
    dtype: object
    expected: str


def _text(cell: str) -> str:
    return cell.removeprefix("'")


def _whole(cell: str) -> int:
    if not re.fullmatch(r"\s*\d+\s*", cell, re.ASCII):
        raise ValueError(cell)
    return int(cell)


def _flag(cell: str) -> bool:
    return _TRUTH[cell.strip().lower()]


_KINDS = {
    "label": _Kind(spelled, TEXT, EXPECTED),
    **dict.fromkeys(
        (*COUNTS, *DAYS, "stratum_size", "stratum_drawn"),
        _Kind(_whole, COUNT, "expected a whole number or nothing"),
    ),
    **dict.fromkeys(FLAGS, _Kind(_flag, FLAG, "expected yes, no or nothing")),
}
_TEXT = _Kind(_text, TEXT, "expected text")


def _table(path: Path) -> pd.DataFrame:
    """Return the cells as text, indexed by the number of the row in a spreadsheet."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadError(f"{path} is not in UTF-8; save it again as 'CSV UTF-8'.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{path}: the labels could not be read ({reason}).") from error
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(lines)
    except csv.Error as error:
        raise ReadError(f"{path}, line {lines.line_num}, is no CSV: {error}.") from error
    header = _header(path, rows)
    filled = {number: row for number, row in enumerate(rows[1:], 2) if any(row)}
    for number, row in filled.items():
        if len(row) != len(header):
            raise ReadError(
                f"{path}, row {number}: expected {len(header)} cells, found {len(row)}."
            )
    return pd.DataFrame(filled.values(), list(filled), header, dtype=object)


def _header(path: Path, rows: list[list[str]]) -> list[str]:
    header = [name.strip().lower() for name in rows[0]] if rows else []
    missing = [name for name in _MUST_HAVE if name not in header]
    twice = sorted({name for name in header if header.count(name) > 1})
    if missing or twice:
        found = f"{twice[0]!r} more than once" if twice else ", ".join(header[:8]) or "nothing"
        raise ReadError(
            f"{path}, row 1: expected a column account_id, a column label, and others as they "
            f"come, each once; found {found}."
        )
    return header


def _read(path: Path, column: pd.Series) -> pd.Series:
    """Return a column as what it holds, with NA for an empty cell."""
    kind = _KINDS.get(column.name, _TEXT)
    values = []
    for number, cell in column.items():
        try:
            values.append(kind.parse(cell) if cell else pd.NA)
        except (ValueError, KeyError):
            raise ReadError(
                f"{path}, row {number}: {column.name} is {cell!r}; {kind.expected}."
            ) from None
    return pd.Series(values, column.index, dtype=kind.dtype)


def _check_ids(path: Path, ids: pd.Series) -> None:
    """Refuse ids that lack, that stand twice, or that a spreadsheet has rounded."""
    rounded = ids.str.fullmatch(_ROUNDED).fillna(False)
    faults = {
        "there is no account_id": ids.isna() | (ids.str.strip() == "").fillna(False),
        "a spreadsheet has rounded the account_id; label in the file as it was saved": rounded,
        "this account_id stands in an earlier row too": ids.duplicated(),
    }
    for fault, wrong in faults.items():
        if wrong.any():
            raise ReadError(f"{path}, row {ids.index[wrong.to_numpy(dtype=bool)][0]}: {fault}.")

"""The nodes of an edge list: a table of one's own beside `edges.csv`."""

from pathlib import Path

import pandas as pd

from socialkit import datasets, schema
from socialkit.errors import ReadError, SocialkitError
from socialkit.readers import cells
from socialkit.snapshot import Snapshot

_IDS = ("account_id", "node_id", "node", "id", "user_id", "new_id")
_TWITCH = ({"partner", "views", "mature"}, {"days", "account_age_days"})


def is_twitch(nodes: pd.DataFrame) -> bool:
    """Whether the columns are those of the Twitch data, which `datasets` knows."""
    names = set(nodes.columns)
    return names >= _TWITCH[0] and bool(names & _TWITCH[1])


def twitch(edges: pd.DataFrame, nodes: pd.DataFrame, path: Path) -> Snapshot:
    """Read the Twitch data, whatever its folder is called.

    Raises
    ------
    ReadError
        When a column is missing or damaged.
    """
    source = f"Twitch, May 2018 (Rozemberczki, Allen, Sarkar 2019), from {path.name}"
    try:
        return datasets.twitch(edges.apply(cells.tidy), nodes.apply(cells.tidy), source=source)
    except SocialkitError as error:
        raise ReadError(f"{path}, read as Twitch data: {error}") from error


def accounts(nodes: pd.DataFrame, ends: pd.Index, where: str) -> pd.DataFrame:
    """Return the nodes' columns for every account that is a node or an end of an edge.

    Columns named as in the schema are used as such, a label becomes the handle, and all
    others are carried along with ``x_`` in front.

    Raises
    ------
    ReadError
        When no column holds the ids, an id is empty or stands twice, or a value does not fit.
    """
    key = _id_column(nodes, ends, where)
    ids = pd.Index(nodes[key].str.strip(), dtype=schema.TEXT, name="account_id")
    if ids.hasnans or ids.has_duplicates:
        fault = "empty" if ids.hasnans else "there twice"
        raise ReadError(f"{where}, column {key}: an id is {fault}; each node needs its own.")
    given = with_handles(nodes.drop(columns=key).set_axis(ids)).reset_index(drop=True)
    owned = cells.own_columns(given, "accounts", where).drop(columns="account_id", errors="ignore")
    owned.insert(0, "account_id", ids.array)
    known = cells.typed("accounts", owned, where).set_index("account_id")
    missing = ends[~ends.isin(ids)]
    return known.reindex(ids.append(missing).rename("account_id"))


def _id_column(nodes: pd.DataFrame, ends: pd.Index, where: str) -> str:
    """Return the column of ids: of those so named, the one that knows most ends of edges."""
    plain = {str(column).strip().lower(): column for column in reversed(nodes.columns)}
    named = [plain[column] for column in _IDS if column in plain]
    if not named:
        raise ReadError(f"{where}: no column with the ids; call one of them account_id.")
    return max(named, key=lambda column: ends.isin(nodes[column].str.strip()).sum())


def with_handles(given: pd.DataFrame) -> pd.DataFrame:
    """Use a `label` column as the handle, unless there is one or it repeats the id."""
    labels = [name for name in given.columns if str(name).lower() == "label"]
    if not labels or any(str(name).lower() == "handle" for name in given.columns):
        return given
    label = given[labels[0]].str.removeprefix("@")
    handle = label.where(label.fillna("") != given.index.to_series().array, None)
    return given.drop(columns=labels).assign(handle=handle.astype(schema.TEXT))

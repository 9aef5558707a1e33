"""The fingerprint as a picture: follow order against creation dates, binned so nobody is shown."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from socialkit import audience, practice
from socialkit.errors import MissingDataError, SocialkitError
from socialkit.fingerprint.blocks import blocks, blocks_table
from socialkit.fingerprint.followorder import follow_time_bounds, why
from socialkit.schema import COUNT, TIME
from socialkit.snapshot import Snapshot

FEWEST_IN_CELL, MOST_CELLS = 5, 40
_KINDS = dict.fromkeys(("first_rank", "last_rank", "followers"), COUNT)
_KINDS |= dict.fromkeys(("created_first", "created_last"), TIME)
NO_DATES = "no follower's account has a creation date in these data"


@dataclass(frozen=True)
class Picture:
    """When the followers' accounts were opened, in the order in which they followed.

    Parameters
    ----------
    cells
        `first_rank`, `last_rank`, `created_first` and `created_last` (the end is open) of
        each cell, and how many `followers` are in it. Cells with fewer than `k` are left
        out, so an empty cell and a thin one look the same.
    points
        One row per follower, without ids: `rank` and `created_at`. Only on request; else
        without rows.
    bounds
        `rank` and `followed_after`, the earliest that follow can have begun.
    blocks
        As `fingerprint.blocks`, those of `k` members or more, with dates to the day.
    smaller_blocks
        How many blocks have fewer than `k` members.
    n, undated
        Followers with a creation date, and without one.
    k
        Least followers in a cell or block; 1 in a picture of single points.
    frame
        In words, which followers were seen.
    note
        Why there is nothing to see; empty where there is.
    """

    cells: pd.DataFrame
    points: pd.DataFrame
    bounds: pd.DataFrame
    blocks: pd.DataFrame
    smaller_blocks: int
    n: int
    undated: int
    k: int
    frame: str
    note: str = ""


def picture(
    snapshot: Snapshot, account_id: str | None, *, k: int = 10, raw: bool = False
) -> Picture:
    """Bin an account's followers by rank in the list and by creation date.

    The cells are as many in either direction as give `k` followers in most of them, at most
    forty. Nobody can be picked out: thin cells are left out, bounds are told once for each
    column and to the month, and blocks of fewer than `k` are only counted.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose followers; an id or handle. None, no list, no order of it or no dates give a
        picture without cells, with the reason as `note`.
    k
        Least number of followers in a cell or a block that is shown; 5 or more.
    raw
        Whether to show every follower as a point instead, for research; not for
        publication.

    Returns
    -------
    Picture
        What `socialkit.plot.fingerprint` draws.

    Raises
    ------
    SocialkitError
        When `k` is less than 5.
    UnknownNameError
        When there is no such account.

    Examples
    --------
    >>> import socialkit as sk
    >>> from socialkit import fingerprint
    >>> found = fingerprint.picture(sk.datasets.load("therapists"), "golden_ladle")
    >>> found.blocks[["first_rank", "last_rank", "size"]].values.tolist()
    [[1380, 2279, 886]]
    >>> int(found.cells["followers"].min()) >= 10
    True
    """
    if raw:
        practice.no_single_follower("draw single followers", instead="raw=False")
    if k < FEWEST_IN_CELL:
        raise SocialkitError(f"k is {FEWEST_IN_CELL} or more, so nobody stands out; got {k}.")
    words = audience.frame(snapshot, account_id).words
    least = 1 if raw else k
    try:
        bounds = follow_time_bounds(snapshot, account_id)
        dated = bounds.dropna(subset=["created_at"])
        if dated.empty:
            raise MissingDataError(NO_DATES)
    except MissingDataError as error:
        return _nothing(least, words, why(error))
    found, note = _blocks(snapshot, account_id)
    shown = found[(found["size"] >= least).to_numpy(dtype=bool)]
    edges = _edges(dated, k)
    return Picture(
        cells=_cells(dated, *edges, k).iloc[: 0 if raw else None],
        points=dated[["rank", "created_at"]].reset_index(drop=True).iloc[: None if raw else 0],
        bounds=_told(bounds) if raw else _bounds_of_columns(bounds, edges[0]),
        blocks=shown if raw else _to_the_day(shown),
        smaller_blocks=len(found) - len(shown),
        n=len(dated),
        undated=len(bounds) - len(dated),
        k=least,
        frame=words,
        note=note,
    )


def _blocks(snapshot: Snapshot, account_id: str) -> tuple[pd.DataFrame, str]:
    """Return the blocks, or none and why they could not be searched."""
    try:
        return blocks(snapshot, account_id), ""
    except MissingDataError as error:
        return blocks_table([]), why(error)


def _nothing(k: int, words: str, note: str) -> Picture:
    names = ["first_rank", "last_rank", "created_first", "created_last", "followers"]
    cells = pd.DataFrame(columns=names).astype(_KINDS)
    points = pd.DataFrame(columns=["rank", "created_at"]).astype(
        {"rank": COUNT, "created_at": TIME}
    )
    bounds = points.rename(columns={"created_at": "followed_after"})
    return Picture(cells, points, bounds, blocks_table([]), 0, 0, 0, k, words, note)


def _edges(dated: pd.DataFrame, k: int) -> tuple[np.ndarray, pd.DatetimeIndex]:
    """Return the first ranks of the columns and one beyond, and the dates between the rows.

    Dates begin and end with a month, so that the oldest account's day is not told.
    """
    sides = int(np.clip(np.sqrt(len(dated) / k), 2, MOST_CELLS))
    end = int(dated["rank"].iloc[-1]) + 1
    ranks = np.unique(np.linspace(0, end, sides + 1).round().astype(np.int64))
    first, last = (_month(dated["created_at"].agg(side)) for side in ("min", "max"))
    dates = pd.date_range(first, last + pd.DateOffset(months=1), periods=sides + 1)
    return ranks, dates.as_unit("us")


def _month(moment: pd.Timestamp) -> pd.Timestamp:
    return moment.normalize().replace(day=1)


def _cells(dated: pd.DataFrame, ranks: np.ndarray, dates: pd.DatetimeIndex, k: int) -> pd.DataFrame:
    column = np.searchsorted(ranks, dated["rank"].to_numpy(dtype=np.int64), "right") - 1
    row = dates.searchsorted(pd.DatetimeIndex(dated["created_at"]), "right") - 1
    counts = np.zeros((len(ranks) - 1, len(dates) - 1), dtype=np.int64)
    np.add.at(counts, (column, row), 1)
    across, up = np.nonzero(counts >= k)
    cells = {
        "first_rank": ranks[across],
        "last_rank": ranks[across + 1] - 1,
        "created_first": dates[up],
        "created_last": dates[up + 1],
        "followers": counts[across, up],
    }
    return pd.DataFrame(cells).astype(_KINDS)


def _told(bounds: pd.DataFrame) -> pd.DataFrame:
    return bounds[["rank", "followed_after"]].dropna().reset_index(drop=True)


def _bounds_of_columns(bounds: pd.DataFrame, ranks: np.ndarray) -> pd.DataFrame:
    """Return the bound at the end of each column, put back to the first of its month."""
    at_ends = _told(bounds.iloc[ranks[1:] - 1])
    months = at_ends["followed_after"].map(_month)
    return at_ends.assign(followed_after=months.astype(at_ends["followed_after"].dtype))


def _to_the_day(found: pd.DataFrame) -> pd.DataFrame:
    days = {name: found[name].dt.normalize() for name in ("created_first", "created_last")}
    return found.assign(**days)

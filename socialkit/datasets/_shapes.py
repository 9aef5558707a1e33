"""Open data brought into the four tables of a snapshot."""

import pandas as pd

from socialkit.errors import ReadError
from socialkit.schema import COUNT, FLAG, TEXT
from socialkit.snapshot import UNDATED, UNDATED_NOTE, Snapshot

TWITCH_TAKEN_AT = pd.Timestamp("2018-05-31T00:00Z")
MUTUAL_NOTE = "Twitch lists mutual ties only, so reciprocity is 1 by construction."
BRAND_NOTES = (
    "The direction of the ties was inferred from the authors' code, not stated by them.",
    UNDATED_NOTE,
    "The brand's own account is not in it.",
)

_FLAGS = {"true": True, "false": False, "1": True, "0": False}


def twitch(edges: pd.DataFrame, nodes: pd.DataFrame, *, source: str) -> Snapshot:
    """Make a snapshot of Twitch data, where each mutual tie becomes two follows.

    Parameters
    ----------
    edges
        One row per mutual tie; the first two columns are the accounts' numbers.
    nodes
        One row per account: `new_id` or `node_id`, `days` or `account_age_days` (age in days
        on 2018-05-31), `views` (of the channel, ever), `partner` (vetted by the platform) and
        `mature`; numbers and truth values, or the same as text.
    source
        In words, where the data come from.

    Returns
    -------
    Snapshot
        Views and maturity are in `x_views` and `x_mature`, partner in `is_verified`.

    Raises
    ------
    ReadError
        When a column is missing or holds something else.

    References
    ----------
    Rozemberczki, Allen, Sarkar 2021, Multi-scale attributed node embedding, Journal of
    Complex Networks 9(2), doi:10.1093/comnet/cnab014.

    Examples
    --------
    >>> edges = pd.DataFrame({"from": [0], "to": [1]})
    >>> nodes = pd.DataFrame({"node_id": [0, 1], "account_age_days": [10, 20], "views": [5, 7],
    ...                       "partner": [True, False], "mature": [False, False]})
    >>> twitch(edges, nodes, source="two streamers")
    <Snapshot 2018-05-31: 2 accounts, 2 follows, 0 posts, 0 interactions>
    """
    table = nodes.rename(columns=lambda name: str(name).strip().lower())
    table = table.rename(columns={"new_id": "node_id", "days": "account_age_days"})
    _require("Twitch accounts", table, ["node_id", "account_age_days", "views", "partner"])
    _require("Twitch accounts", table, ["mature"])
    if edges.shape[1] < 2:
        raise ReadError("Twitch ties: expected two columns, the numbers of two accounts.")
    age = pd.to_timedelta(_whole(table, "account_age_days"), unit="D")
    accounts = pd.DataFrame(
        {
            "account_id": _whole(table, "node_id").astype(TEXT),
            "created_at": TWITCH_TAKEN_AT - age,
            "is_verified": _flags(table, "partner"),
            "x_views": _whole(table, "views"),
            "x_mature": _flags(table, "mature"),
        }
    )
    one, other = (_whole(edges, name).astype(TEXT) for name in edges.columns[:2])
    follows = _once(pd.concat([one, other]), pd.concat([other, one]))
    facts = {"source": source, "platform": "twitch", "notes": (MUTUAL_NOTE,), "licence": "MIT"}
    return Snapshot(accounts, follows, taken_at=TWITCH_TAKEN_AT, **facts)


def brand_followers(edges: pd.DataFrame, *, source: str) -> Snapshot:
    """Make a snapshot of the followers of a brand, of whom only the ties are known.

    Parameters
    ----------
    edges
        One row per follow, columns `followed` and `follower`: the accounts' numbers.
    source
        In words, where the data come from.

    Returns
    -------
    Snapshot
        Without any attribute; `taken_at` is a stand-in, as its notes say.

    Raises
    ------
    ReadError
        When a column is missing or holds something else.

    Examples
    --------
    >>> edges = pd.DataFrame({"followed": [1, 2], "follower": [2, 3]})
    >>> brand_followers(edges, source="three accounts")
    <Snapshot undated: 3 accounts, 2 follows, 0 posts, 0 interactions>
    """
    _require("brand-followers ties", edges, ["followed", "follower"])
    followed, follower = _whole(edges, "followed"), _whole(edges, "follower")
    everyone = pd.concat([followed, follower]).drop_duplicates().sort_values()
    accounts = pd.DataFrame({"account_id": everyone.astype(TEXT)})
    follows = _once(follower.astype(TEXT), followed.astype(TEXT))
    facts = {"source": source, "platform": "twitter", "notes": BRAND_NOTES, "licence": "MIT"}
    return Snapshot(accounts, follows, taken_at=UNDATED, **facts)


def _require(what: str, table: pd.DataFrame, columns: list[str]) -> None:
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise ReadError(
            f"{what}: no column {', '.join(missing)}; there are {', '.join(map(str, table))}."
        )


def _whole(table: pd.DataFrame, column: str) -> pd.Series:
    try:
        return pd.to_numeric(table[column]).astype(COUNT)
    except (TypeError, ValueError):
        raise ReadError(f"column {column}: expected whole numbers.") from None


def _flags(table: pd.DataFrame, column: str) -> pd.Series:
    texts = table[column].astype(TEXT).str.strip().str.lower()
    flags = texts.map(_FLAGS, na_action="ignore").astype(FLAG)
    if (flags.isna() & (texts != "")).any():
        raise ReadError(f"column {column}: expected true or false.")
    return flags


def _once(follower: pd.Series, followed: pd.Series) -> pd.DataFrame:
    """Return each follow once, without accounts tied to themselves."""
    pairs = {"follower_id": follower, "followed_id": followed}
    follows = pd.DataFrame({name: column.array for name, column in pairs.items()})
    follows = follows[follows["follower_id"] != follows["followed_id"]]
    return follows.drop_duplicates(ignore_index=True)

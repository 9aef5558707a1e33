"""Pseudonyms: ids that only the holder of a key can trace back, and texts left out."""

import hmac

import numpy as np
import pandas as pd

from socialkit.errors import PrivacyError
from socialkit.privacy.cleaning import cleaned
from socialkit.privacy.keys import KEY_BYTES
from socialkit.schema import INDEX, TABLES, TEXT, TIME, WITHHELD
from socialkit.snapshot import Snapshot

SMALLEST_GROUP = 10
DATES = ("exact", "month")
_HEX_DIGITS = 32
_LETTERS = {"accounts": "a", "posts": "p"}
_TEXTS = ("name", "bio", "location", "url")
_SHARED = ("group", "lang")


def pseudonymise(
    snapshot: Snapshot, key: bytes, *, dates: str = "exact", k: int = SMALLEST_GROUP
) -> Snapshot:
    """Put pseudonyms for ids, and leave out what people wrote about themselves.

    The pseudonym of an id is the first 128 bits of HMAC-SHA256 of it and its kind, in
    hexadecimal, with a letter in front (``a`` account, ``p`` post): for ten million ids the
    chance of any two alike is below 10^-24. The same key gives the same pseudonym in every
    snapshot, so they can be joined; without the key nobody can tell from the pseudonym alone.

    **This is no anonymity.** Counts, dates, places in a follower list and the ties themselves
    single out most accounts for whoever can see the platform (Narayanan, Shmatikov 2009). Keep
    the result as you keep the data; publish totals.

    - `handle` and every column of your own (``x_``) are NA or gone. A filled `name`, `bio`,
      `location` or `url` becomes "…" and empty text stays empty, so that what is counted on
      them (`has_bio`) stays true: NA would have made a filled bio less known than an empty
      one. What needs the words (like bios, the digits of a handle) becomes NA; that a bio calls
      its account a bot is no longer seen.
    - `group` and `lang` stay where at least `k` accounts share them.
    - Names, ids and addresses in `source` and `notes` become "[withheld]".
    - Rows come in the order of the pseudonyms, so that theirs tells nothing.
    - With ``dates="month"`` every date in the tables is the first of its month, and of the
      followers of an account that came in one month all have the place of the first of them.
      A place without a date of the follow is left out: it would give the order back that the
      dates withhold. Numbers in days are then off by up to a month.

    Parameters
    ----------
    snapshot
        The network; it is not changed.
    key
        32 bytes or more, as `load_key` returns them.
    dates
        ``"exact"`` or ``"month"``.
    k
        How many accounts at least must share a group or language.

    Returns
    -------
    Snapshot
        With the same accounts, ties, posts and interactions.

    Raises
    ------
    PrivacyError
        When the key is too short, or `dates` or `k` is none that is known.

    References
    ----------
    Krawczyk, Bellare, Canetti 1997. HMAC: keyed-hashing for message authentication. RFC 2104.
    https://doi.org/10.17487/RFC2104
    Narayanan, Shmatikov 2009. De-anonymizing social networks. IEEE Symposium on Security and
    Privacy. https://doi.org/10.1109/SP.2009.22

    Examples
    --------
    >>> import socialkit as sk
    >>> from socialkit import privacy
    >>> snapshot = sk.datasets.load("therapists")
    >>> private = privacy.pseudonymise(snapshot, bytes(32))
    >>> bool(private.accounts["handle"].notna().any())
    False
    >>> sk.graph.reciprocity(private).equals(sk.graph.reciprocity(snapshot))
    True
    """
    _check(key, dates, k)
    accounts, posts = snapshot.accounts, snapshot.posts
    account_ids = _pseudonyms(key, "accounts", accounts.index)
    tables = {
        "accounts": _private_accounts(accounts, k).set_axis(account_ids),
        "follows": snapshot.follows,
        "posts": posts.set_axis(_pseudonyms(key, "posts", posts.index)),
        "interactions": snapshot.interactions,
    }
    codes = snapshot.codes
    new_ids = {
        "follows": {"follower_id": codes.follower, "followed_id": codes.followed},
        "posts": {"account_id": codes.author},
        "interactions": {"source_id": codes.source, "target_id": codes.target},
    }
    for table, columns in new_ids.items():
        taken = {name: account_ids.take(rows).array for name, rows in columns.items()}
        tables[table] = tables[table].assign(**taken)
    if dates == "month":
        tables = {name: _by_month(frame) for name, frame in tables.items()}
    tidy = {name: _ordered(name, frame) for name, frame in tables.items()}
    source, *notes = cleaned(snapshot, [snapshot.source, *snapshot.notes])
    return Snapshot(
        **tidy,
        taken_at=snapshot.taken_at,
        source=source,
        platform=snapshot.platform,
        licence=snapshot.licence,
        notes=(*notes, *_told(dates, k)),
    )


def _check(key: bytes, dates: str, k: int) -> None:
    if not isinstance(key, bytes) or len(key) < KEY_BYTES:
        raise PrivacyError(
            f"the key must be {KEY_BYTES} bytes or more, as sk.privacy.load_key() returns them; "
            "make one with: socialkit key"
        )
    if dates not in DATES:
        raise PrivacyError(f"dates must be one of {', '.join(DATES)}, not {dates!r}.")
    if isinstance(k, bool) or not isinstance(k, int) or k < 1:
        raise PrivacyError(f"k must be a whole number of accounts, 1 or more, not {k!r}.")


def _pseudonyms(key: bytes, kind: str, ids: pd.Index) -> pd.Index:
    """Return the pseudonym of each id; ids of another kind have other ones."""
    letter, before = _LETTERS[kind], f"{kind}\0".encode()
    made = [
        letter + hmac.digest(key, before + one.encode("utf-8", "surrogatepass"), "sha256").hex()
        for one in ids
    ]
    return pd.Index([one[: _HEX_DIGITS + 1] for one in made], dtype=TEXT, name=ids.name)


def _private_accounts(accounts: pd.DataFrame, k: int) -> pd.DataFrame:
    nothing = pd.Series(pd.NA, index=accounts.index, dtype=TEXT)
    texts = {name: _veiled(accounts[name]) for name in _TEXTS}
    shared = {name: _shared_by(accounts[name], k) for name in _SHARED}
    return accounts.assign(handle=nothing, **texts, **shared)


def _veiled(text: pd.Series) -> pd.Series:
    """Put the same sign for every text that is not empty; NA stays NA."""
    is_filled = text.str.strip().ne("").fillna(False).to_numpy(dtype=bool)
    veiled = text.where(~is_filled, WITHHELD)
    return veiled.where(is_filled | veiled.isna().to_numpy(dtype=bool), "")


def _shared_by(values: pd.Series, k: int) -> pd.Series:
    count = values.map(values.value_counts())
    return values.where((count >= k).fillna(False).to_numpy(dtype=bool), pd.NA)


def _by_month(frame: pd.DataFrame) -> pd.DataFrame:
    """Round times down to the first of the month (UTC), and places with them."""
    times = [name for name in frame.columns if frame[name].dtype == TIME]
    rounded = frame.assign(**{name: _first_of_month(frame[name]) for name in times})
    if "position" not in frame.columns:
        return rounded
    keys = [rounded["followed_id"], rounded["followed_at"]]
    return rounded.assign(position=rounded["position"].groupby(keys).transform("min"))


def _first_of_month(times: pd.Series) -> pd.Series:
    months = times.to_numpy("datetime64[us]").astype("datetime64[M]").astype("datetime64[us]")
    return pd.Series(months, index=times.index).dt.tz_localize("UTC").astype(TIME)


def _ordered(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the schema's own columns, in an order that follows from the pseudonyms."""
    known = [column.name for column in TABLES[table] if column.name != INDEX.get(table)]
    frame = frame[[name for name in known if name in frame.columns]]
    if table in INDEX:
        return frame.iloc[np.argsort(frame.index.to_numpy(dtype=object), kind="stable")]
    return frame.sort_values(known, ignore_index=True)


def _told(dates: str, k: int) -> tuple[str, ...]:
    told = (
        "Pseudonyms stand for ids; handles and what people wrote are left out, and groups and "
        f"languages of fewer than {k:,} accounts.",
    )
    if dates == "exact":
        return told
    return (*told, "Dates are the first of their month, so days are off by up to a month.")

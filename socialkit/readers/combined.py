"""Several exports of one person as one snapshot, each platform's ids kept apart."""

import re

import pandas as pd

from socialkit import schema
from socialkit.errors import MissingDataError
from socialkit.snapshot import UNDATED, Snapshot

DAYS_APART = 31


def combine(*snapshots: Snapshot) -> Snapshot:
    """Put several exports of one person side by side.

    An id or post id gets its platform in front (``x:12``, ``mastodon:ann@home.example``), so
    that accounts of two networks are never taken for one. Where two snapshots share a
    platform, they are numbered (``x-2:12``). Every owner stays a focal account.

    Parameters
    ----------
    snapshots
        Two or more, as `read` returns them.

    Returns
    -------
    Snapshot
        Taken at the newest of their moments; each account's ages still count from its own
        part's (`seen_at`), and `x_platform` says which part it is. The notes say whose note
        each is, and which part is older than the whole.

    Raises
    ------
    MissingDataError
        When fewer than two are given.

    Examples
    --------
    >>> import pandas as pd
    >>> def export(platform):
    ...     accounts = pd.DataFrame(index=pd.Index(["ann"], name="account_id"))
    ...     return Snapshot(accounts, taken_at="2026-01-31T00:00Z", platform=platform)
    >>> list(combine(export("x"), export("mastodon")).accounts.index)
    ['x:ann', 'mastodon:ann']
    """
    if len(snapshots) < 2:
        raise MissingDataError("combine puts two or more snapshots side by side; give each.")
    labels = _labels(snapshots)
    parts = [_labelled(part, label) for part, label in zip(snapshots, labels, strict=True)]
    joined = {name: _joined([part[name] for part in parts]) for name in schema.TABLES}
    dated = [part.taken_at for part in snapshots if part.taken_at != UNDATED]
    taken_at = max(dated, default=UNDATED)
    platforms = dict.fromkeys(part.platform for part in snapshots if part.platform)
    licences = dict.fromkeys(part.licence for part in snapshots if part.licence)
    return Snapshot(
        **joined,
        taken_at=taken_at,
        source="; ".join(part.source for part in snapshots if part.source),
        platform=" + ".join(platforms),
        notes=tuple(_notes(snapshots, labels, taken_at)),
        licence="; ".join(licences),
    )


def _labels(snapshots: tuple[Snapshot, ...]) -> list[str]:
    labels: list[str] = []
    for part in snapshots:
        plain = re.sub(r"[^\w.-]+", "-", part.platform.casefold()).strip("-") or "data"
        number = 1
        while (label := plain if number == 1 else f"{plain}-{number}") in labels:
            number += 1
        labels.append(label)
    return labels


def _labelled(part: Snapshot, label: str) -> dict[str, pd.DataFrame]:
    """Return the four tables with the label in front of every id."""
    keys = {
        name: [column.name for column in schema.TABLES[name] if column.is_key]
        for name in schema.TABLES
    }
    out = {}
    for name in schema.TABLES:
        frame = getattr(part, name)
        frame = frame.reset_index() if name in schema.INDEX else frame
        out[name] = frame.assign(**{key: f"{label}:" + frame[key] for key in keys[name]})
    platform = pd.Series(label, index=out["accounts"].index, dtype=schema.TEXT)
    out["accounts"] = out["accounts"].assign(x_platform=platform)
    if part.taken_at != UNDATED:
        seen_at = out["accounts"]["seen_at"].fillna(part.taken_at)
        out["accounts"] = out["accounts"].assign(seen_at=seen_at)
    return out


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)] or frames[:1]
    whole = pd.concat(filled, ignore_index=True)
    for name, values in whole.items():
        if isinstance(values.dtype, pd.CategoricalDtype) or values.dtype != object:
            continue
        whole[name] = values.astype(schema.TEXT)
    return whole


def _notes(snapshots: tuple[Snapshot, ...], labels: list[str], taken_at: pd.Timestamp) -> list[str]:
    notes = []
    for part, label in zip(snapshots, labels, strict=True):
        days = (taken_at - part.taken_at).days
        if part.taken_at == UNDATED and taken_at != UNDATED:
            notes.append(f"{label}: carries no date of its own.")
        elif days > DAYS_APART:
            notes.append(
                f"{label}: was taken {days:,} days before the newest part; its ages count from "
                "its own day."
            )
        notes += [f"{label}: {note}" for note in part.notes]
    return notes

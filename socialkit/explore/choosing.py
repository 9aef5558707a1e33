"""The controls that more than one exploration has, and how they read."""

import pandas as pd

from socialkit import audience, quality
from socialkit.errors import SocialkitError
from socialkit.explore.board import Control
from socialkit.snapshot import Snapshot

FACETS = {
    "reachable": "Weight: a person is there",
    "active": "Weight: posts in public",
    "engaged": "Weight: interacts with it",
    "related": "Weight: is followed back",
}
MOST_DAYS = 365
"""More days of silence than a year are not offered."""


def accounts(snapshot: Snapshot, account: str | None) -> Control:
    """Return the choice among the accounts whose followers were collected."""
    who = audience.choose(snapshot, account)
    ids = list(snapshot.focal) if who is None or who in snapshot.focal else [who, *snapshot.focal]
    named = sorted((called(snapshot, one), one) for one in ids)
    return Control("Account", who, options=(*named,) or (("no account in these data", None),))


def called(snapshot: Snapshot, account_id: str) -> str:
    """Return what an account is called: its handle, or else its id; signs not seen are left out."""
    handle = snapshot.accounts["handle"].get(account_id)
    text = str(account_id if pd.isna(handle) or not str(handle).strip() else handle)
    shown = "".join(one for one in text if one.isprintable())
    return shown[:60] or "account without a name"


def weights() -> dict[str, Control]:
    """Return a control for the weight of each facet."""
    return {
        name: Control(label, quality.FACET_WEIGHTS[name], step=0.05)
        for name, label in FACETS.items()
    }


def thresholds() -> dict[str, Control]:
    """Return the controls of the two thresholds: junk, and silence."""
    return {
        "unreachable_below": Control("Junk: person score below", quality.UNREACHABLE_BELOW),
        "dormant_days": Control(
            "Dormant: days of silence", quality.DORMANT_DAYS, ends=(1, MOST_DAYS), step=1
        ),
    }


def given(values: dict[str, float]) -> dict[str, float]:
    """Return the weights among the values.

    Raises
    ------
    SocialkitError
        When all are 0.
    """
    chosen = {name: float(values[name]) for name in FACETS}
    if not any(chosen.values()):
        raise SocialkitError("All four weights are 0: set at least one of them above 0.")
    return chosen


def in_percent(chosen: dict[str, float]) -> str:
    """Say what weights come to.

    Examples
    --------
    >>> in_percent({"reachable": 1.0, "active": 0.5, "engaged": 0.5, "related": 0.0})
    'The weights add up to 2.00, so they count 50 %, 25 %, 25 %, 0 %.'
    """
    total = sum(chosen.values())
    shares = ", ".join(f"{100 * weight / total:.0f} %" for weight in chosen.values())
    return f"The weights add up to {total:.2f}, so they count {shares}."

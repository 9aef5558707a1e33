"""Which chapters these data can answer, and why the others are left out."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from socialkit import audience, fingerprint
from socialkit.audience.sampling.listing import PROFILE
from socialkit.errors import UnknownNameError
from socialkit.report.naming import has_lists
from socialkit.snapshot import Snapshot

REASONS = {
    "posts": "These data hold no posts of the account's own.",
    "interactions": "These data do not tell with whom the account interacts.",
    "conduct": "These data tell neither what the account posts nor with whom it interacts.",
    "profiles": "These data do not tell what the followers are like.",
    "order": "These data do not tell in which order the followers came, and when they joined.",
    "groups": "These data do not tell to which group each account belongs.",
    "network": "These data hold neither a follower list nor who follows whom.",
    "judge": "These data hold no judgement from outside on enough of the accounts.",
    "no_export": "It shows how to bring an export, and these data are here already.",
    "speed": "It tells how long socialkit takes, which hangs on the computer, not on these data.",
}
_OF_ONE = ("posts", "interactions", "conduct")
NOBODY = "These data single out no account whose own doing could be described."
"""Why neither posts nor interactions are told of in a network that is nobody's own."""


class Demand(NamedTuple):
    """What a notebook's metadata say it needs: follower lists, and kinds of facts."""

    focal_accounts: int
    needs: Sequence[str]


def reason_to_skip(path: Path, snapshot: Snapshot, account: str | None) -> str:
    """Say in a sentence why these data cannot answer a notebook; empty when they can.

    Parameters
    ----------
    path
        A notebook; ``socialkit`` in its metadata may hold ``focal_accounts`` (of how many
        accounts it needs the followers) and ``needs``, a list of ``"posts"`` (the chosen
        account's own), ``"interactions"`` (on either side), ``"conduct"`` (one of the two;
        where the data single out nobody, dated posts of anybody),
        ``"profiles"`` (any fact on followers), ``"network"`` (followers at all), ``"judge"``
        (a platform's mark on some of the accounts), ``"no_export"`` and ``"speed"``, which no
        data meet: those notebooks are for whoever has none yet, and about the computer.
    snapshot
        The data.
    account
        The account asked for, if any.

    Raises
    ------
    UnknownNameError
        When the metadata name a need that is none of these.
    """
    demand = _demand(path)
    is_listed = account is not None and has_lists(snapshot)
    listed = max(len(snapshot.focal), int(is_listed))
    if listed < demand.focal_accounts:
        return _too_few(demand.focal_accounts, listed)
    for need in demand.needs:
        if need not in REASONS:
            raise UnknownNameError("need", need, REASONS, f"It stands in the metadata of {path}")
    chosen = audience.choose(snapshot, account)
    met = set(_met(snapshot, account, chosen)) if demand.needs else set()
    told = REASONS if chosen is not None else REASONS | dict.fromkeys(_OF_ONE, NOBODY)
    return " ".join(dict.fromkeys(told[need] for need in demand.needs if need not in met))


def _demand(path: Path) -> Demand:
    """Return what the metadata ask for; nothing where they say nothing or are damaged."""
    try:
        asked = json.loads(path.read_text(encoding="utf-8"))["metadata"]["socialkit"]
        return Demand(int(asked.get("focal_accounts", 0)), list(asked.get("needs", ())))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return Demand(0, ())  # no notebook, perhaps: then running it tells what is wrong


def _too_few(needed: int, listed: int) -> str:
    whose = "an account" if needed == 1 else f"at least {needed} accounts"
    seen = "none" if listed == 0 else f"{listed}"
    return f"It needs {whose} whose followers were collected; these data hold {seen}."


def _met(snapshot: Snapshot, account: str | None, chosen: str | None) -> Iterator[str]:
    if chosen is not None:
        if (snapshot.posts["account_id"] == chosen).any():
            yield from ("posts", "conduct")
        if audience.exchange(snapshot, chosen).notna().to_numpy().any():
            yield from ("interactions", "conduct")
    elif snapshot.posts["posted_at"].notna().any():
        yield "conduct"  # of everybody together, as in the archive of a forum
    if snapshot.accounts.loc[snapshot.focal, "group"].notna().any():
        yield "groups"
    if audience.judged_share(snapshot).known:
        yield "judge"
    if has_lists(snapshot):
        yield "network"
        in_order = fingerprint.evidence(snapshot, chosen).loc["both", "value"]
        if pd.notna(in_order) and in_order > 0:
            yield "order"
        followers = audience.follower_ids(snapshot, account)
        if snapshot.accounts.loc[followers, list(PROFILE)].notna().to_numpy().any():
            yield "profiles"

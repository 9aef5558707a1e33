"""One audience with a hand on the choices that divide it."""

from functools import cache

import pandas as pd

from socialkit import audience, features, plot, publish
from socialkit.audience.profile import described
from socialkit.explore import choosing
from socialkit.explore.answer import Answer, Explored
from socialkit.snapshot import Snapshot

TITLE = "Who is behind the number, whatever I count?"
_ARE = {
    "engaged": "interacted with it",
    "silent": "are active without interacting",
    "dormant": "have gone quiet",
    "unreachable": "look like junk",
    "unknown": "cannot be told for want of data",
}


def audience_of(snapshot: Snapshot, account: str | None = None) -> Explored:
    """Move the choices that divide an audience, and see who is in it.

    Which account, what makes a good follower, which score makes junk, and after how many days
    of silence a follower is dormant. Every number is what `socialkit.audience.profile` returns
    for the same choices, with its interval and what it was counted on; what the data do not
    tell says so, and why.

    Parameters
    ----------
    snapshot, account
        As in `quality`.

    Returns
    -------
    Explored
        As `quality`.

    Raises
    ------
    UnknownNameError
        When no account has that id or handle.

    Examples
    --------
    >>> import socialkit as sk
    >>> explored = sk.explore.audience(sk.datasets.load("therapists"))
    >>> print(explored.sentence.split(":")[0])
    The largest part of the followers of big_verdict look like junk
    """
    controls = {
        "account": choosing.accounts(snapshot, account),
        **choosing.thresholds(),
        **choosing.weights(),
    }

    @cache
    def followers(account: str) -> pd.DataFrame:
        return features.follower_features(snapshot, [account])

    def answer(account: str | None, **values: float) -> Answer:
        weights, days = choosing.given(values), values["dormant_days"]
        chosen = {"dormant_days": days, "unreachable_below": values["unreachable_below"]}
        if account is None:
            table = audience.profile(snapshot, None)
        else:
            seen = audience.frame(snapshot, account)
            table = described(followers(account), seen, weights=weights, **chosen)
        return _answered(snapshot, table, account, days, choosing.in_percent(weights))

    return Explored("audience-by-hand", TITLE, answer, controls)


def _answered(
    snapshot: Snapshot, table: pd.DataFrame, account: str | None, days: int, beside: str
) -> Answer:
    def chart(ax: plot.Axes | None) -> plot.Axes:
        options = {"title": TITLE, "source": snapshot.source, "ax": ax}
        return plot.audience_composition(table, dormant_days=days, **options)

    return Answer(chart, _sentence(snapshot, table, account), publish.table(table["in_words"]),
                  beside)  # fmt: skip


def _sentence(snapshot: Snapshot, table: pd.DataFrame, account: str | None) -> str:
    """Say which segment is the largest, or why none is known."""
    shares = table.loc[list(audience.SEGMENTS)]
    known = shares.dropna(subset=["value"])
    whose = "of no account" if account is None else f"of {choosing.called(snapshot, account)}"
    if known.drop("unknown", errors="ignore").empty:
        return f"Who the followers {whose} are: {shares['in_words'].iloc[0]}."
    name = known["value"].astype(float).idxmax()
    mean = table.at["mean_quality", "in_words"]
    return (
        f"The largest part of the followers {whose} {_ARE[name]}: {known.at[name, 'in_words']}; "
        f"mean quality {mean}."
    )

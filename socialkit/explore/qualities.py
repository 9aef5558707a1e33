"""Quality against quantity with a hand on every choice that goes into it."""

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from socialkit import audience, estimate, plot, publish
from socialkit.audience import Audiences
from socialkit.estimate import UNKNOWN, Estimate
from socialkit.explore import choosing
from socialkit.explore.answer import Answer, Explored
from socialkit.snapshot import Snapshot

TITLE = "Does a large following mean a good one, whatever I count?"
_COLUMNS = ["quantity", "quality", "effective_followers", "engaged", "dormant", "junk"]
_EDGES = [f"{name}{end}" for name in _COLUMNS[1:] for end in ("_low", "_high")]


def quality(snapshot: Snapshot, account: str | None = None) -> Explored:
    """Move every choice behind quality against quantity, and see what it changes.

    Which account is looked at, what makes a good follower (four weights), which score makes
    junk, and after how many days of silence a follower is dormant: chart, sentence and table
    follow each move. Every number is what `socialkit.audience.compare` returns for the same
    choices, interval and all.

    Parameters
    ----------
    snapshot
        The network.
    account
        Whose account to look at first; as in `socialkit.audience.choose`.

    Returns
    -------
    Explored
        Controls in a notebook that somebody has open; elsewhere the chart, sentence and table
        they start from.

    Raises
    ------
    UnknownNameError
        When no account has that id or handle.

    Examples
    --------
    >>> import socialkit as sk
    >>> explored = sk.explore.quality(sk.datasets.load("therapists"))
    >>> explored.board.controls["dormant_days"].value = 30
    >>> explored.values["dormant_days"]
    30
    """
    controls = {
        "account": choosing.accounts(snapshot, account),
        **choosing.weights(),
        **choosing.thresholds(),
    }
    audiences = Audiences(snapshot)

    @lru_cache(maxsize=4)
    def compared(days: int, junk: float, weights: tuple[tuple[str, float], ...]) -> _Compared:
        table = audiences.compare(dict(weights), dormant_days=days, unreachable_below=junk)
        correlation = estimate.rank_correlation(table["quantity"], table["quality"])
        return _Compared(table, audience.quadrants(table), correlation)

    def answer(account: str | None, **values: float) -> Answer:
        weights = choosing.given(values)
        chosen = values["dormant_days"], values["unreachable_below"], tuple(weights.items())
        return _answered(snapshot, compared(*chosen), account, choosing.in_percent(weights))

    return Explored("quality-by-hand", TITLE, answer, controls, prepare=audiences.prepare)


class _Compared(NamedTuple):
    """All that the chart is drawn from, whichever account is looked at."""

    table: pd.DataFrame
    corners: pd.DataFrame
    correlation: Estimate


def _answered(snapshot: Snapshot, found: _Compared, account: str | None, beside: str) -> Answer:
    table = found.table
    # The account looked at is named on the chart, wherever it stands.
    is_named = table["is_notable"].fillna(False) | (table.index == account)
    drawn = table.assign(is_notable=is_named)

    def chart(ax: plot.Axes | None) -> plot.Axes:
        options = {"title": TITLE, "source": snapshot.source, "ax": ax}
        return plot.quality_vs_quantity(drawn, found.corners, found.correlation, **options)

    return Answer(chart, _sentence(snapshot, table, account), _shown(drawn, account), beside)


def _sentence(snapshot: Snapshot, table: pd.DataFrame, account: str | None) -> str:
    """Say how good the followers of an account are, on what that stands, and its place."""
    seen = audience.frame(snapshot, account)
    if account is None:
        return f"Mean follower quality: {UNKNOWN}, as {seen.note}."
    who = choosing.called(snapshot, account)
    if account not in table.index or pd.isna(table.at[account, "quality"]):
        why = "what its followers are like" if seen.seen else "who follows it"
        return f"Mean quality of the followers of {who}: {UNKNOWN}, which does not tell {why}."
    row = table.loc[account]
    low, high = row["quality_low"], row["quality_high"]
    interval = "no interval" if pd.isna(low) else f"{low:.2f}-{high:.2f}"
    told = f"The followers of {who} have a mean quality of {row['quality']:.2f} ({interval}), "
    told += f"counted on {row['n']:,} followers ({row['frame']})"
    known = table["quality"].dropna()
    better = int((known > row["quality"]).sum())
    if len(known) > 1:
        told += f": place {better + 1:,} of {len(known):,} accounts"
    return f"{told}; {row['quadrant']}." if pd.notna(row["quadrant"]) else f"{told}."


def _shown(drawn: pd.DataFrame, account: str | None) -> publish.Table:
    """Return the account first, then the others that the chart names, in words."""
    named = drawn[drawn["is_notable"].astype(bool).to_numpy()]
    first = named.index == account
    rows = pd.concat([named[first], named[~first]])
    handles = rows["handle"].astype(object).where(rows["handle"].notna(), rows.index)
    rows = rows[[*_COLUMNS, *_EDGES, "quadrant", "n", "frame"]]
    rows = rows.set_axis(pd.Index(handles, name="account"))
    return publish.table(
        rows.rename(columns=lambda name: name.replace("quantity", "followers")),
        empty="No account here has its follower list in the data.",
    )

"""Pairs of accounts that are tied more than once: mutual ties, and faults."""

from typing import TYPE_CHECKING

import narwhals as nw

if TYPE_CHECKING:
    from socialkit.scans.scanned import Scan


def dyads(scan: "Scan") -> nw.LazyFrame:
    """Return the pairs with two follows or more: `one`, `other`, `times`, `forward`.

    Both directions of a tie fall on the same pair, so that one pass over the follows finds the
    mutual ties (``times == 2``, one of them forward) and those that wrongly stand twice.
    """
    follower, followed = nw.col("follower"), nw.col("followed")
    is_forward = follower < followed
    ties = scan.follows.select(
        one=nw.when(is_forward).then(follower).otherwise(followed),
        other=nw.when(is_forward).then(followed).otherwise(follower),
        forward=is_forward.cast(nw.Int32),
    )
    pairs = ties.group_by("one", "other").agg(times=nw.len(), forward=nw.col("forward").sum())
    return scan.keep(pairs.filter(nw.col("times") > 1))

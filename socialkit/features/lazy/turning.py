"""Who turned to whom, counted where the tables are."""

import narwhals as nw

from socialkit.features.ages import DAY_IN_MICROSECONDS
from socialkit.features.lazy.counting import beside, how_many, whole
from socialkit.features.lazy.ties import everyone, focal_accounts, ties, unlisted
from socialkit.scans import Scan, micros


def turned(scan: Scan, window_days: int) -> nw.LazyFrame:
    """Count how often each account turned to the focal ones, and how often it named others."""
    focal = scan.once(focal_accounts).select(target="key")
    towards = recent(scan, focal, window_days).filter(nw.col("source") != nw.col("target"))
    engaged = towards.group_by("source").agg(engaged=whole(nw.col("count").sum()))
    named = scan.interactions.filter(
        nw.col("kind").is_in(["mention", "reply"]) & (nw.col("source") != nw.col("target"))
    )
    both = beside(scan.accounts.select("key"), engaged.rename({"source": "key"}))
    return scan.keep(beside(both, how_many(named, "source", "named")))


def recent(scan: Scan, targets: nw.LazyFrame, window_days: int) -> nw.LazyFrame:
    """Return source, target and count of the interactions of the last days with some targets.

    The days count from when the target was seen; undated ones are kept, and an uncounted one
    is one.
    """
    seen = scan.accounts.select(
        target="key", since=nw.col("seen_at").fill_null(micros(scan.taken_at))
    )
    ours = scan.interactions.select("source", "target", "at", "count").join(targets, on="target")
    dated = ours.join(seen, on="target")
    since = nw.col("since") - window_days * DAY_IN_MICROSECONDS
    kept = dated.filter((nw.col("at").is_null() | (nw.col("at") >= since)).fill_null(False))
    return kept.select("source", "target", count=nw.col("count").fill_null(1))


def relations(scan: Scan) -> dict[str, nw.Expr]:
    """Return what is known of an account's relations to the focal ones, as in memory."""
    engaged = nw.col("engaged").fill_null(0)
    named = nw.col("named").fill_null(0) > 0
    looked = nw.col("interactions_seen").is_in(["both", "out"]).fill_null(False)
    is_seen = _looked_at("focal_unseen", scan.once(everyone, "is_seen"))
    is_listed = _looked_at("focal_unlisted", scan.once(everyone, "is_listed"))
    by_focal = nw.col("by_focal")
    return {
        "mentions_others": nw.when(looked | named).then(named),
        "engaged_with_focal": nw.when(is_seen | (engaged > 0)).then(engaged),
        "followed_by_focal": nw.when(is_listed | (by_focal > 0)).then(by_focal),
    }


def tallies(scan: Scan, window_days: int) -> nw.LazyFrame:
    """Put what was counted of ties and interactions beside the keys of all accounts."""
    counted = beside(scan.once(ties), scan.once(unlisted))
    return beside(counted, scan.once(turned, window_days))


def _looked_at(lacking: str, is_everyone: bool) -> nw.Expr:
    """Tell for whom a zero is known: all focal accounts it follows (else all) were seen."""
    follows_some = nw.col("focal_followed") > 0
    return (follows_some & (nw.col(lacking).fill_null(0) == 0)) | (
        ~follows_some & nw.lit(is_everyone)
    )

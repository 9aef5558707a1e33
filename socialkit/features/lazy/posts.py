"""Posts per account, counted where the tables are."""

import narwhals as nw

from socialkit import schema
from socialkit.features.lazy.counting import times
from socialkit.features.posts import ANSWERS_APART, ZERO_IS_TOLD, plain_network
from socialkit.features.ratios import ratio
from socialkit.scans import Scan

_SHARES = ("original", "reply", "repost", "quote", "link", "own_site")
_KNOWN = dict.fromkeys(schema.POST_KINDS, "kinds_known") | {
    "link": "links_known",
    "own_site": "own_site_known",
}


def posts(scan: Scan) -> nw.LazyFrame:
    """Count the posts of every account that has any, by kind, link and reception."""
    kind, link, own = nw.col("kind"), nw.col("has_link"), nw.col("links_own_site")
    likes, reposts = nw.col("likes_count"), nw.col("reposts_count")
    tally = scan.posts.group_by("author").agg(
        nw.len().alias("posts"),
        nw.col("posted_at").max().alias("last_post_here"),
        times(~kind.is_null()).alias("kinds_known"),
        *(times(kind == one).alias(one) for one in schema.POST_KINDS),
        times(~link.is_null()).alias("links_known"),
        times(link).alias("link"),
        times(~own.is_null()).alias("own_site_known"),
        times(own).alias("own_site"),
        times(likes > 0).alias("liked"),
        times(likes.is_null()).alias("likes_uncounted"),
        times(reposts > 0).alias("reposted"),
        times(reposts.is_null()).alias("reposts_uncounted"),
    )
    return scan.keep(tally.rename({"author": "key"}))


def last_seen_post() -> nw.Expr:
    """Return when an account last posted by its posts here, if they were collected.

    A post that a search happened to find, or a pinned one, does not say when the last was.
    """
    return nw.when(nw.col("posts_seen")).then(nw.col("last_post_here"))


def own_mix(scan: Scan) -> dict[str, nw.Expr]:
    """Share the posts by kind and by link; null where that is not told, as `post_mix` has it."""
    told = {name: nw.col(name) for name in ("link", "own_site")}
    stated = _platform(scan)
    answers = (nw.col("original") > 0) & (nw.col("reply") > 0)
    all_told = (~stated.is_in(_raw(scan, ANSWERS_APART))).fill_null(True) | answers
    for kind in schema.POST_KINDS:
        silent = {name for name, kinds in ZERO_IS_TOLD.items() if kind not in kinds}
        is_told = (nw.col(kind) > 0) | (~stated.is_in(_raw(scan, silent))).fill_null(True)
        told[kind] = nw.when(all_told & is_told).then(nw.col(kind))
    return {f"{name}_share": ratio(told[name], nw.col(_KNOWN[name])) for name in _SHARES}


def reception() -> dict[str, nw.Expr]:
    """Tell whose posts somebody liked, and whose somebody passed on, as in memory."""
    told = {}
    for name, some, uncounted in (
        ("is_liked", "liked", "likes_uncounted"),
        ("is_reposted", "reposted", "reposts_uncounted"),
    ):
        # Without any post all three counts are null: it is told of nobody.
        is_so = nw.col(some) > 0
        is_whole = nw.col("posts_seen").fill_null(False) & (nw.col(uncounted) == 0)
        told[name] = nw.when((is_so | is_whole).fill_null(False)).then(is_so)
    return told


def platforms(scan: Scan) -> list[str]:
    """Return the networks as the accounts or else the scan state them, each once."""
    if "x_platform" not in scan.accounts.collect_schema().names():
        return [scan.platform]
    stated = scan.collect(scan.accounts.select("x_platform").unique())["x_platform"]
    return stated.dropna().tolist()


def _platform(scan: Scan) -> nw.Expr:
    has_own = "x_platform" in scan.accounts.collect_schema().names()
    return nw.col("x_platform") if has_own else nw.lit(scan.platform)


def _raw(scan: Scan, names: set[str] | frozenset[str]) -> list[str]:
    """Return the networks as they are stated whose plain names are among these."""
    return [one for one in scan.once(platforms) if plain_network(one) in names] or ["\0"]

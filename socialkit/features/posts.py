"""What each account posts: how many of each kind, and where the data cannot tell."""

import numpy as np
import pandas as pd

from socialkit import practice, schema
from socialkit.features.ratios import counts, flags, ratio
from socialkit.snapshot import Snapshot

ANSWERS_APART = frozenset(
    {"facebook", "feed", "instagram", "linkedin", "threads", "tiktok", "wordpress", "youtube"}
)
"""Networks whose exports keep answers in a list of their own, which may lack."""
ZERO_IS_TOLD = {
    **dict.fromkeys(ANSWERS_APART, ()),
    **dict.fromkeys(("discourse", "ning"), ("original", "reply")),
    "mastodon": ("original", "reply", "repost"),
}
"""Kinds of which none means none; every other network is taken to have and tell them all."""
_FLAGS = {"link": "has_link", "own_site": "links_own_site"}


def post_mix(snapshot: Snapshot) -> pd.DataFrame:
    """Count the posts of every account by kind and by link.

    None of a kind is 0 only on a network that has such posts and whose data hold them with
    the others. Where answers stand in a list of their own (Instagram, LinkedIn, TikTok,
    WordPress...), a missing list looks like a kind that was never used: there no kind is
    told unless both originals and replies are among the posts.

    Parameters
    ----------
    snapshot
        The network.

    Returns
    -------
    pandas.DataFrame
        Indexed by `account_id`, all Int64: `posts` (in the data), `kinds_known` (of how
        many the kind is known), `original`, `reply`, `repost`, `quote` (how many; NA where
        the data cannot tell), `links_known` and `link` (how many link anywhere),
        `own_site_known` and `own_site` (how many link to the author's own site).

    Examples
    --------
    >>> import socialkit as sk
    >>> mix = sk.features.post_mix(sk.datasets.load("therapists"))
    >>> mix.loc[mix["posts"] > 0, ["original", "reply", "repost", "quote"]].sum().sum()
    np.int64(3556)
    """
    practice.no_single_follower("count the posts of single followers")
    posts, author, size = snapshot.facts("posts"), snapshot.codes.author, len(snapshot.accounts)
    columns = {"posts": _per_account(author, np.ones(len(posts), dtype=bool), size)}
    columns |= _kinds(snapshot)
    for name, column in _FLAGS.items():
        flag = posts[column]
        known = _per_account(author, flag.notna().to_numpy(), size)
        hits = _per_account(author, flag.fillna(False).to_numpy(dtype=bool), size)
        plural = "links" if name == "link" else name
        columns |= {f"{plural}_known": known, name: counts(hits, known=known > 0)}
    return pd.DataFrame(columns, index=snapshot.accounts.index).astype("Int64")


def own_mix(snapshot: Snapshot) -> dict[str, pd.Series]:
    """Share the posts by kind and by link; NA where that is not told."""
    mix = post_mix(snapshot)
    known = dict.fromkeys(schema.POST_KINDS, "kinds_known")
    known |= {"link": "links_known", "own_site": "own_site_known"}
    order = ("original", "reply", "repost", "quote", "link", "own_site")
    return {f"{name}_share": ratio(mix[name], mix[known[name]]) for name in order}


def reception(snapshot: Snapshot) -> dict[str, pd.Series]:
    """Tell whose posts somebody liked, and whose somebody passed on.

    That nobody did is told only of accounts whose posts were collected, with the count of
    each; who never posted in what was collected is not told of.
    """
    posts, author, size = snapshot.facts("posts"), snapshot.codes.author, len(snapshot.accounts)
    whole = snapshot.accounts["posts_seen"].fillna(False).to_numpy(dtype=bool)
    told = {}
    for name, column in (("is_liked", "likes_count"), ("is_reposted", "reposts_count")):
        count = posts[column]
        some = _per_account(author, (count > 0).fillna(False).to_numpy(dtype=bool), size) > 0
        uncounted = _per_account(author, count.isna().to_numpy(), size)
        has_posts = _per_account(author, np.ones(len(posts), dtype=bool), size) > 0
        known = some | (whole & has_posts & (uncounted == 0))
        told[name] = pd.Series(flags(some, known=known), index=snapshot.accounts.index)
    return told


def network_of(snapshot: Snapshot) -> pd.Series:
    """Name the network each account is on, in lower case; empty where none is stated.

    Examples
    --------
    >>> import socialkit as sk
    >>> network_of(sk.datasets.load("therapists")).unique().tolist()
    ['synthetic']
    """
    practice.no_single_follower("list single followers")
    accounts = snapshot.accounts
    stated = accounts.get("x_platform")
    if stated is None:
        return pd.Series(plain_network(snapshot.platform), index=accounts.index, name="network")
    return _mapped(stated.astype("str").fillna("")).rename("network")


def plain_network(platform: str) -> str:
    """Return the network that is meant: ``x-archive`` and ``X`` are both ``x``."""
    return platform.split("-")[0].strip().casefold()


def _mapped(stated: pd.Series) -> pd.Series:
    """Read every name that occurs once, however many accounts it stands beside."""
    codes, names = pd.factorize(stated)
    plain = pd.array([plain_network(name) for name in names], dtype="str")
    return pd.Series(plain.take(codes), index=stated.index)


def _per_account(author: np.ndarray, chosen: np.ndarray, size: int) -> np.ndarray:
    return np.bincount(author[chosen], minlength=size)


def _kinds(snapshot: Snapshot) -> dict[str, object]:
    """Count the posts of each kind; NA where none may mean that they were not told."""
    posts, author, size = snapshot.facts("posts"), snapshot.codes.author, len(snapshot.accounts)
    place, networks = pd.factorize(network_of(snapshot))
    known = _per_account(author, posts["kind"].notna().to_numpy(), size)
    found = {
        kind: _per_account(author, (posts["kind"] == kind).to_numpy(dtype=bool), size)
        for kind in schema.POST_KINDS
    }
    is_apart = networks.isin(ANSWERS_APART)[place]
    told = ~is_apart | ((found["original"] > 0) & (found["reply"] > 0))
    columns = {"kinds_known": known}
    for kind, count in found.items():
        silent = {name for name, kinds in ZERO_IS_TOLD.items() if kind not in kinds}
        is_told = (count > 0) | ~networks.isin(silent)[place]
        columns[kind] = counts(count, known=told & is_told & (known > 0))
    return columns

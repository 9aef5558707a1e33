"""What focal accounts post, who interacts with them, and whom they answer."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit.schema import INTERACTION_KINDS
from socialkit.simulate._focal import VOICES, Focal
from socialkit.simulate._kinds import CODE, DAY, trait
from socialkit.simulate._people import People
from socialkit.simulate._profiles import account_ids, times
from socialkit.simulate._ties import Ties

WINDOW = 180 * DAY
POST_KINDS = ("reply", "quote", "repost", "original")  # the order of VOICES
MENTIONS = 0.15  # share of originals that name another account
HAS_LINK = np.array([0.05, 0.25, 0.35, 0.45])  # by POST_KINDS
OWN_SITE = np.array([0.1, 0.1, 0.0, 0.55])  # of those with a link
# Mean number per interacting follower in the window, in the order of INTERACTION_KINDS:
# reply, mention, repost, quote, like, comment.
RATES = np.array([0.7, 0.25, 0.35, 0.1, 2.4, 0.3])
RECEIVED = {"likes_count": [4], "replies_count": [0, 5], "reposts_count": [2], "quotes_count": [3]}


class Conduct(NamedTuple):
    """The posts and the interactions, ready for a snapshot but for the ids of accounts."""

    posts: pd.DataFrame  # account: row of People
    interactions: pd.DataFrame  # source, target: rows of People


def conduct(
    rng: np.random.Generator, who: People, specs: list[Focal], lists: Ties, now: int
) -> Conduct:
    """Draw the focal accounts' posts and the interactions towards and from them."""
    incoming = _incoming(rng, who, lists, now)
    posts = _posts(rng, who, specs, now)
    outgoing = _outgoing(rng, who, lists, incoming, posts)
    posts = _with_echo(rng, posts, incoming)
    posts.insert(0, "post_id", account_ids(rng, posts["at"].to_numpy()))
    posts["posted_at"] = times(posts.pop("at").to_numpy())
    interactions = pd.concat([incoming, outgoing], ignore_index=True)
    names = np.array(INTERACTION_KINDS, dtype=object)
    interactions["kind"] = names[interactions["kind"].to_numpy()]
    interactions["at"] = times(interactions["at"].to_numpy())
    return Conduct(posts, interactions)


def _incoming(rng: np.random.Generator, who: People, lists: Ties, now: int) -> pd.DataFrame:
    """Draw what followers do towards the focal accounts; each kind of follower at its own rate."""
    recent = who.last_post[lists.follower] > now - WINDOW + 10 * DAY
    acts = recent & (rng.random(lists.follower.size) < trait("engages", who.kind)[lists.follower])
    source, target = lists.follower[acts], lists.followed[acts]
    zeal = np.exp(0.7 * rng.standard_normal(source.size) - 0.25)
    counts = rng.poisson(zeal[:, None] * RATES)
    counts[counts.sum(axis=1) == 0, INTERACTION_KINDS.index("like")] = 1
    row, kind = np.nonzero(counts)
    ago = rng.exponential(15 * DAY, row.size).astype(np.int64)
    at = np.maximum(who.last_post[source[row]] - ago, now - WINDOW)
    opened = np.maximum(who.created[source[row]], who.created[target[row]])
    at = np.minimum(np.maximum(at, opened), now - 60)
    return pd.DataFrame(
        {
            "source": source[row],
            "target": target[row],
            "kind": kind,
            "at": at,
            "count": counts[row, kind],
        }
    )


def _posts(rng: np.random.Generator, who: People, specs: list[Focal], now: int) -> pd.DataFrame:
    """Draw the posts of the focal accounts, newest at the account's last post."""
    owner = np.repeat(np.arange(len(specs)), [spec.posts for spec in specs])
    limits = np.array([VOICES[spec.voice] for spec in specs]).reshape(-1, 4).cumsum(axis=1)
    kind = (rng.random(owner.size)[:, None] >= limits[owner, :3]).sum(axis=1)
    back = rng.random(owner.size) * (WINDOW - 5 * DAY)
    is_first = np.append(True, owner[1:] != owner[:-1])[: owner.size]
    back[is_first] = 0
    links = rng.random(owner.size) < HAS_LINK[kind]
    own_site = links & (rng.random(owner.size) < OWN_SITE[kind])
    return pd.DataFrame(
        {
            "account": who.focal[owner],
            "at": who.last_post[who.focal[owner]] - back.astype(np.int64),
            "kind": np.array(POST_KINDS, dtype=object)[kind],
            "has_link": links,
            "links_own_site": own_site,
        }
    )


def _outgoing(
    rng: np.random.Generator, who: People, lists: Ties, incoming: pd.DataFrame, posts: pd.DataFrame
) -> pd.DataFrame:
    """Draw whom the focal accounts answer, name, quote and repost: mostly those who engage."""
    names = posts["kind"].to_numpy().copy()
    names[(names == "original") & (rng.random(len(posts)) < MENTIONS)] = "mention"
    acts = names != "original"
    source, at, names = posts["account"].to_numpy()[acts], posts["at"].to_numpy()[acts], names[acts]
    target = np.full(source.size, -1)
    engaged = incoming["source"].to_numpy()
    for own in np.unique(source):
        mine = source == own
        near = np.unique(engaged[incoming["target"].to_numpy() == own])
        near = near if near.size else lists.follower[lists.followed == own]
        if near.size:
            target[mine] = near[rng.integers(0, near.size, mine.sum())]
    public = np.flatnonzero(np.isin(who.kind, [CODE["broadcaster"], CODE["celebrity"]]))
    if public.size:
        away = rng.random(source.size) < np.where(names == "repost", 0.7, 0.2)
        target[away] = public[rng.integers(0, public.size, away.sum())]
    codes = pd.Categorical(names, categories=list(INTERACTION_KINDS)).codes
    columns = {"source": source, "target": target, "kind": codes.astype(np.int64), "at": at}
    table = pd.DataFrame(columns)[target >= 0]
    grouped = table.groupby(["source", "target", "kind"], as_index=False)
    return grouped.agg(at=("at", "max"), count=("at", "size"))


def _with_echo(
    rng: np.random.Generator, posts: pd.DataFrame, incoming: pd.DataFrame
) -> pd.DataFrame:
    """Add the counts received: every interaction seen falls on one of the account's posts."""
    order = np.argsort(posts["account"].to_numpy(), kind="stable")
    owners = posts["account"].to_numpy()[order]
    for column, kinds in RECEIVED.items():
        seen = incoming[incoming["kind"].isin(kinds)]
        target = np.repeat(seen["target"].to_numpy(), seen["count"].to_numpy())
        first = np.searchsorted(owners, target)
        length = np.searchsorted(owners, target, side="right") - first
        place = (first + length * rng.beta(0.6, 3.0, target.size)).astype(np.int64)
        hits = np.bincount(order[place[length > 0]], minlength=len(posts))
        posts[column] = hits + rng.poisson(0.1 * hits)  # and a few from outside the view
    return posts

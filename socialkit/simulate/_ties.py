"""Who follows whom, and in which order the followers of focal accounts came."""

from typing import NamedTuple

import numpy as np

from socialkit.errors import SocialkitError
from socialkit.simulate._focal import Focal
from socialkit.simulate._kinds import BOUGHT, CODE, DAY, FOCAL, NAMES, trait
from socialkit.simulate._people import People

SAME_GROUP = 6.0  # how much likelier a focal account is followed from within its own group
TICKETS = 4  # mean number of entries per account in the urn that followed accounts come from
BARELY_FOLLOWED = 0.2  # pull up to which a focal account never follows a stranger
ROUND = 1 << 20  # follows drawn at a time, which bounds the memory of a step
PURCHASE = int(1.5 * DAY)  # within this time a bought block follows


class Ties(NamedTuple):
    """Follows as rows of People, time in epoch seconds and place in the list (-1: not known)."""

    follower: np.ndarray
    followed: np.ndarray
    at: np.ndarray
    position: np.ndarray


def peer_follows(
    rng: np.random.Generator, who: People, per_account: float, homophily: float
) -> Ties:
    """Draw the follows among accounts that are not focal.

    Each account follows a log-normal number of others, drawn by attraction from an urn, with
    probability `homophily` from its own group's part; some of those follow back.
    """
    urn, start, length = _urn(rng, who)
    worth = np.minimum(trait("pull", who.kind), 1.0)
    returns = trait("returns", who.kind)
    out = trait("out", who.kind) * np.exp(0.8 * rng.standard_normal(who.size))
    back = (out * worth).sum() / out.sum() * returns[urn].mean()  # expected share that returns
    out *= per_account * who.size / (1 + back) / out.sum()
    degree = np.minimum(np.floor(out + rng.random(who.size)), who.size // 4).astype(np.int64)
    follower = np.repeat(np.arange(who.size, dtype=np.int32), degree)
    parts = [
        _round(rng, who, follower[first : first + ROUND], (urn, start, length), homophily)
        for first in range(0, follower.size, ROUND)
    ]
    packed = np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *parts]))
    packed = packed[np.append(True, packed[1:] != packed[:-1])[: packed.size]]
    return _unordered((packed // who.size).astype(np.int32), (packed % who.size).astype(np.int32))


def _round(
    rng: np.random.Generator,
    who: People,
    follower: np.ndarray,
    urn: tuple[np.ndarray, np.ndarray, np.ndarray],
    homophily: float,
) -> np.ndarray:
    """Draw whom each follower follows and who follows back, as packed pairs without loops."""
    tickets, start, length = urn
    group = who.group[follower]
    near = (rng.random(follower.size, dtype=np.float32) < homophily) & (length[group] > 0)
    first = np.where(near, start[group], 0)
    span = np.where(near, length[group], tickets.size)
    followed = tickets[first + (rng.random(follower.size) * span).astype(np.int64)]
    returns = trait("returns", who.kind[followed]).astype(np.float32)
    worth = np.minimum(trait("pull", who.kind[follower]), 1.0).astype(np.float32)
    answered = rng.random(follower.size, dtype=np.float32) < returns * worth
    there = follower.astype(np.int64) * who.size + followed
    back = followed.astype(np.int64) * who.size + follower
    other = follower != followed
    return np.concatenate([there[other], back[answered & other]])


def _urn(rng: np.random.Generator, who: People) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return accounts repeated by attraction, sorted by group; each group's start and length."""
    pull = trait("pull", who.kind) * (1 + rng.pareto(1.7, who.size))
    tickets = np.floor(pull * (TICKETS * who.size / pull.sum()) + rng.random(who.size))
    tickets = np.minimum(tickets, TICKETS * who.size // 50 + 1).astype(np.int64)
    tickets[who.kind == FOCAL] = 0
    order = np.argsort(who.group, kind="stable").astype(np.int32)
    length = np.bincount(who.group, weights=tickets).astype(np.int64)
    start = np.cumsum(length) - length
    return np.repeat(order, tickets[order]), start, length


def focal_ties(
    rng: np.random.Generator, who: People, specs: list[Focal], now: int
) -> tuple[Ties, Ties, np.ndarray]:
    """Draw the follower lists of the focal accounts and whom they follow themselves.

    Returns
    -------
    Ties
        The lists as seen: in order of arrival, newest first.
    Ties
        What the focal accounts follow besides one another.
    numpy.ndarray
        For each focal account, how many accounts it follows in truth.
    """
    among = _among_focal(rng, who, specs)
    lists, outward, following = [], [], []
    for number, spec in enumerate(specs):
        own = who.focal[number]
        members = _members(rng, who, number, spec, who.focal[among[:, number]])
        wanted = _following(rng, spec)
        chosen = _chosen_to_follow(rng, who, own, members, wanted - among[number].sum())
        outward.append(_unordered(np.full(chosen.size, own), chosen))
        following.append(chosen.size + among[number].sum())
        lists.append(_seen(rng, spec, _arrivals(rng, who, own, members, now)))
    return joined(lists), joined(outward), np.array(following, dtype=np.int64)


def _among_focal(rng: np.random.Generator, who: People, specs: list[Focal]) -> np.ndarray:
    """Draw which focal account follows which: colleagues more often, at most a tenth of a list."""
    group = who.group[who.focal]
    chance = np.where(group[:, None] == group[None, :], 0.35, 0.05)
    among = rng.random(chance.shape) < chance
    np.fill_diagonal(among, False)
    for number, spec in enumerate(specs):
        fans = np.flatnonzero(among[:, number])
        among[fans[(spec.followers - spec.bought) // 10 :], number] = False
        follows = np.flatnonzero(among[number])
        most = spec.followers if spec.following is None else spec.following
        among[number, follows[most // 10 :]] = False
    return among


def _members(
    rng: np.random.Generator, who: People, number: int, spec: Focal, colleagues: np.ndarray
) -> np.ndarray:
    """Draw the rows of a focal account's followers, kind by kind."""
    bought = np.flatnonzero(who.block == number)
    wanted = rng.multinomial(spec.followers - spec.bought - colleagues.size, spec.mix)
    near = np.where(who.group == who.group[who.focal[number]], SAME_GROUP, 1.0)
    parts = [bought, colleagues]
    for code in np.flatnonzero(wanted):
        able = np.flatnonzero(who.kind == code)
        if able.size < wanted[code]:
            raise SocialkitError(
                f"focal account {spec.handle!r} would have {wanted[code]:,} followers of the kind "
                f"{NAMES[code]}, but the network has {able.size:,}; raise accounts, or that "
                "kind's share in kinds."
            )
        parts.append(weighted(rng, able, near[able], wanted[code]))
    return np.concatenate(parts)


def _following(rng: np.random.Generator, spec: Focal) -> int:
    if spec.following is not None:
        return spec.following
    return int(1.6 * spec.followers**0.75 * np.exp(rng.normal(0.1, 0.4))) + 10


def _chosen_to_follow(
    rng: np.random.Generator, who: People, own: int, members: np.ndarray, wanted: int
) -> np.ndarray:
    """Draw whom a focal account follows: up to half are its followers, the rest by attraction."""
    pull = trait("pull", who.kind)
    followers = members[(who.kind[members] != FOCAL) & (who.kind[members] != BOUGHT)]
    half = min(wanted // 2, followers.size // 2)
    back = weighted(rng, followers, pull[followers].clip(max=2) ** 2, half)
    is_stranger = pull > BARELY_FOLLOWED  # which focal accounts are not
    is_stranger[members] = False
    strangers = np.flatnonzero(is_stranger)
    near = np.where(who.group[strangers] == who.group[own], SAME_GROUP, 1.0)
    rest = min(max(wanted - half, 0), strangers.size)
    return np.append(back, weighted(rng, strangers, pull[strangers] * near, rest))


def _arrivals(
    rng: np.random.Generator, who: People, own: int, members: np.ndarray, now: int
) -> Ties:
    """Draw when each follower came; nobody follows before both accounts were open."""
    start = np.maximum(who.created[members], who.created[own])
    end = np.full(members.size, now - 60)
    asleep = who.kind[members] == CODE["dormant"]  # who has gone quiet came before that
    end[asleep] = np.clip(who.last_post[members[asleep]], start[asleep] + DAY, end[asleep])
    end = np.maximum(end, start)
    at = start + ((end - start) * rng.random(members.size)).astype(np.int64)
    is_bought = who.block[members] >= 0
    if is_bought.any():
        bought_at = who.created[members[is_bought]].max() + 9 * DAY
        inside = ~is_bought & (at >= bought_at)
        at[inside] = np.minimum(at[inside] + PURCHASE, now - 60)  # so the block stands together
        at[is_bought] = bought_at + rng.integers(0, PURCHASE, is_bought.sum())
    order = np.lexsort((rng.random(members.size), -at))
    followed = np.full(members.size, own)
    return Ties(members[order], followed, at[order], np.arange(members.size))


def _seen(rng: np.random.Generator, spec: Focal, whole: Ties) -> Ties:
    if spec.list_frame == "census":
        return whole
    if spec.list_frame == "head":
        return Ties(*(column[: spec.seen] for column in whole))
    rows = np.sort(rng.choice(whole.follower.size, spec.seen, replace=False))
    rows = rows[np.argsort(whole.follower[rows], kind="stable")]
    return _unordered(whole.follower[rows], whole.followed[rows])


def weighted(
    rng: np.random.Generator, values: np.ndarray, weights: np.ndarray, size: int
) -> np.ndarray:
    """Draw `size` of `values` without replacement, with probability by `weights`, sorted."""
    if size <= 0:
        return values[:0]
    keys = rng.exponential(size=values.size) / weights
    return np.sort(values[np.argsort(keys, kind="stable")[:size]])


def _unordered(follower: np.ndarray, followed: np.ndarray) -> Ties:
    unknown = np.full(follower.size, -1)
    return Ties(follower, followed, unknown, unknown)


def joined(parts: list[Ties]) -> Ties:
    """Return the ties of all parts, one part after the other."""
    none = np.zeros(0, dtype=np.int64)
    columns = zip(_unordered(none, none), *parts, strict=True)
    return Ties(*(np.concatenate(column) for column in columns))

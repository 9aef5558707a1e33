"""The accounts table: what a platform would report about each simulated account."""

import numpy as np
import pandas as pd

from socialkit.schema import COUNT, FLAG, TEXT
from socialkit.simulate import _words as words
from socialkit.simulate._focal import Focal
from socialkit.simulate._kinds import FOCAL, draw, trait
from socialkit.simulate._people import People
from socialkit.simulate._ties import Ties

LANGUAGES = ["en", "en", "en", "en", "en", "de", "fr", "es", "nl", "pt"]
EPOCH = 1_136_073_600  # 2006-01-01, from which ids count
NOT_FETCHED = 0.01  # share of accounts whose profile could not be fetched
NOT_STATED = {
    "url": 0.02,
    "location": 0.02,
    "has_default_image": 0.02,
    "listed_count": 0.05,
    "lang": 0.08,
    "group": 0.12,
}


def account_ids(rng: np.random.Generator, seconds: np.ndarray) -> pd.Series:
    """Return ids like those of large networks: 64 bits that grow with time, as text."""
    stamp = (seconds - EPOCH) * 1000 + rng.integers(0, 1000, len(seconds))
    return pd.Series((stamp << 22) | (np.arange(len(seconds)) & 0x3FFFFF)).astype(TEXT)


def times(seconds: np.ndarray) -> pd.Series:
    """Return epoch seconds as UTC times; negative ones are not known."""
    stamps = (seconds * 1_000_000).astype("datetime64[us]")
    stamps[seconds < 0] = np.datetime64("NaT")
    return pd.Series(stamps).dt.tz_localize("UTC")


def accounts(
    rng: np.random.Generator,
    who: People,
    specs: list[Focal],
    groups: list[str],
    ties: Ties,
    following: np.ndarray,
) -> pd.DataFrame:
    """Return the accounts table; reported counts are never below what the ties show."""
    kind, size = who.kind, who.size
    outdegree, indegree = (np.bincount(ends, minlength=size) for ends in ties[:2])
    counts = {name: draw(rng, name, kind).astype(np.int64) for name in ("followers", "posts")}
    listed = rng.poisson(0.004 * counts["followers"] ** 0.9)
    frame = pd.DataFrame({"account_id": account_ids(rng, who.created)})
    frame["handle"] = words.handles(rng, size)
    frame["name"] = words.names(rng, size)
    frame["bio"] = _stated(rng, "bio", kind, words.bios(rng, who.group, groups))
    frame["location"] = _stated(rng, "location", kind, words.some(rng, words.TOWNS, size))
    frame["url"] = _stated(rng, "url", kind, "https://" + frame["handle"] + ".example")
    frame["created_at"] = times(who.created)
    frame["followers_count"] = _count(np.maximum(counts["followers"], indegree))
    reported = draw(rng, "following", kind).astype(np.int64)
    frame["following_count"] = _count(np.maximum(reported, outdegree))
    frame["posts_count"] = _count(counts["posts"])
    frame["listed_count"] = _count(listed)
    frame["last_post_at"] = times(np.where(counts["posts"] > 0, who.last_post, -1))
    frame["is_protected"] = _flag(rng.random(size) < trait("protected", kind))
    frame["has_default_image"] = _flag(rng.random(size) >= trait("picture", kind))
    frame["is_verified"] = _flag(rng.random(size) < trait("verified", kind))
    frame["lang"] = words.some(rng, LANGUAGES, size)
    frame["group"] = words.chosen(groups, who.group)
    _hide(rng, frame, kind)
    frame["is_focal"] = _flag(kind == FOCAL)
    frame["posts_seen"] = _flag(kind == FOCAL)
    return _with_focal(frame, who, specs, following)


def _hide(rng: np.random.Generator, frame: pd.DataFrame, kind: np.ndarray) -> None:
    """Set to NA, in a frame of our own, what a collector would not have got to know."""
    ordinary = kind != FOCAL
    protected = frame["is_protected"].to_numpy(dtype=bool)
    frame.loc[protected, "last_post_at"] = pd.NaT
    for column, share in NOT_STATED.items():
        frame.loc[ordinary & (rng.random(len(frame)) < share), column] = pd.NA
    lost = ordinary & (rng.random(len(frame)) < NOT_FETCHED)
    profile = [name for name in frame.columns if name not in ("account_id", "handle")]
    for column in profile:
        frame.loc[lost, column] = pd.NA


def _with_focal(
    frame: pd.DataFrame, who: People, specs: list[Focal], following: np.ndarray
) -> pd.DataFrame:
    rows = who.focal
    handles = [spec.handle for spec in specs]
    frame.loc[rows, "handle"] = handles
    frame.loc[rows, "name"] = [spec.name or spec.handle for spec in specs]
    frame.loc[rows, "url"] = [f"https://{handle.replace('_', '-')}.example" for handle in handles]
    frame.loc[rows, "followers_count"] = [spec.followers for spec in specs]
    frame.loc[rows, "following_count"] = following
    posts = np.array([spec.posts for spec in specs], dtype=np.int64)
    frame.loc[rows, "posts_count"] = frame.loc[rows, "posts_count"] + posts
    for column in ("list_order", "list_frame", "interactions_seen"):
        frame[column] = pd.Series(pd.NA, index=frame.index, dtype=TEXT)
    is_random = np.array([spec.list_frame == "random" for spec in specs], dtype=bool)
    frame.loc[rows, "list_order"] = np.where(is_random, "unknown", "newest_first")
    frame.loc[rows, "list_frame"] = [spec.list_frame for spec in specs]
    frame.loc[rows, "interactions_seen"] = "both"
    return frame


def _stated(rng: np.random.Generator, field: str, kind: np.ndarray, values: pd.Series) -> pd.Series:
    """Return `values` where an account of this kind states it, else the empty text."""
    return values.where(rng.random(len(kind)) < trait(field, kind), "").astype(TEXT)


def _count(values: np.ndarray) -> pd.Series:
    return pd.Series(values).astype(COUNT)


def _flag(values: np.ndarray) -> pd.Series:
    return pd.Series(values).astype(FLAG)

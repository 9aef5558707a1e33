"""The seven tasks as a good user of pandas and networkx writes them, without socialkit.

Whatever pandas does in one go is done in one go (merge, value_counts, groupby, string
methods); what is a graph algorithm is left to networkx, whose PageRank runs on SciPy. The
answers are those of socialkit; `tests/test_benchmarks_scale.py` holds them side by side.
"""

import json
from pathlib import Path
from typing import NamedTuple

import networkx as nx
import numpy as np
import pandas as pd

from benchmarks.scale.sizes import PLAIN, TABLES

DAY = pd.Timedelta(days=1)
WINDOW = 365 * DAY
BOT = r"(?i)(?:^|[^\pL\pN])(?:ro)?bot(?:$|[^\pL\pN])"
NO_BOT = r"(?i)(?:^|[^\pL\pN])(?:not|no|never) +(?:a +)?(?:ro)?bot"
SAME = 1e-12
"""How precisely networkx is to know PageRank, so that both ways answer the same."""


class Network(NamedTuple):
    """Four tables with their own ids, the graph made of them, and when they were seen."""

    accounts: pd.DataFrame
    follows: pd.DataFrame
    posts: pd.DataFrame
    interactions: pd.DataFrame
    graph: nx.DiGraph | None
    taken_at: pd.Timestamp


def read(folder: Path, *, graph: bool = True) -> Network:
    """Read the four tables, and build the graph unless nothing needs it."""
    tables = {name: pd.read_parquet(folder / PLAIN / f"{name}.parquet") for name in TABLES}
    made = _graph(tables["accounts"], tables["follows"]) if graph else None
    taken_at = json.loads((folder / "snapshot.json").read_text(encoding="utf-8"))["taken_at"]
    return Network(**tables, graph=made, taken_at=pd.Timestamp(taken_at))


def account_table(network: Network) -> pd.DataFrame:
    """Return one row per account: ties, reported counts, activity, own posts, profile."""
    accounts = network.accounts
    reported = ["followers_count", "following_count", "listed_count", "posts_count"]
    parts = [
        _ties(network),
        accounts[reported],
        _ratio(accounts["following_count"], accounts["followers_count"]).rename(
            "following_to_followers"
        ),
        _activity(network),
        _own_posts(network),
        _interactions(network),
        _profile(accounts),
    ]
    return pd.concat(parts, axis=1)


def pagerank(network: Network) -> pd.Series:
    """Return the PageRank of every account."""
    return pd.Series(nx.pagerank(network.graph, tol=SAME, max_iter=1000)).reindex(
        network.accounts.index
    )


def core_numbers(network: Network) -> pd.Series:
    """Return the core number of every account, followers and followed added up."""
    return pd.Series(nx.core_number(network.graph)).reindex(network.accounts.index)


def _graph(accounts: pd.DataFrame, follows: pd.DataFrame) -> nx.DiGraph:
    graph = nx.from_pandas_edgelist(follows, "follower_id", "followed_id", create_using=nx.DiGraph)
    graph.add_nodes_from(accounts.index)
    return graph


def _ratio(above: pd.Series, below: pd.Series) -> pd.Series:
    return above.astype("Float64") / below.astype("Float64").where(below > 0)


def _ties(network: Network) -> pd.DataFrame:
    ids, follows = network.accounts.index, network.follows[["follower_id", "followed_id"]]
    back = follows.rename(columns={"follower_id": "followed_id", "followed_id": "follower_id"})
    mutual = follows.merge(back, on=["follower_id", "followed_id"])
    counted = {
        "indegree": follows["followed_id"],
        "outdegree": follows["follower_id"],
        "mutual_count": mutual["followed_id"],
    }
    columns = {
        name: ends.value_counts().reindex(ids, fill_value=0) for name, ends in counted.items()
    }
    both = columns["indegree"] + columns["outdegree"]
    columns["reciprocity"] = _ratio(2 * columns["mutual_count"], both)
    columns["follow_back_rate"] = _ratio(columns["mutual_count"], columns["indegree"])
    return pd.DataFrame(columns)


def _activity(network: Network) -> pd.DataFrame:
    accounts, taken_at = network.accounts, network.taken_at
    age = (taken_at - accounts["created_at"]) / DAY
    seen = network.posts.groupby("account_id")["posted_at"].max().reindex(accounts.index)
    last = accounts["last_post_at"]
    last = last.where(seen.isna() | (last > seen), seen)
    columns = {"age_days": age, "days_since_post": (taken_at - last) / DAY}
    return pd.DataFrame(columns | {"posts_per_day": _ratio(accounts["posts_count"], age)})


def _own_posts(network: Network) -> pd.DataFrame:
    """Share the posts by kind and link; who has no posts here stays unknown."""
    posts, author = network.posts, network.posts["account_id"]
    kinds = pd.crosstab(author, posts["kind"], normalize="index")
    kinds = kinds.reindex(columns=["original", "reply", "repost", "quote"], fill_value=0.0)
    links = posts[["has_link", "links_own_site"]].astype("Float64").groupby(author).mean()
    links.columns = ["link_share", "own_site_share"]
    some = (posts[["likes_count", "reposts_count"]] > 0).groupby(author).any()
    some.columns = ["is_liked", "is_reposted"]
    parts = [kinds.add_suffix("_share"), links, some]
    return pd.concat(parts, axis=1).reindex(network.accounts.index)


def _interactions(network: Network) -> pd.DataFrame:
    accounts, ids = network.accounts, network.accounts.index
    focal = ids[accounts["is_focal"].to_numpy(dtype=bool)]
    others = network.interactions.query("source_id != target_id")
    towards = others[others["target_id"].isin(focal) & (others["at"] >= network.taken_at - WINDOW)]
    named = others.loc[others["kind"].isin(["mention", "reply"]), "source_id"].unique()
    looked = accounts["interactions_seen"].isin(["both", "out"]) | ids.isin(named)
    outward = network.follows.loc[network.follows["follower_id"].isin(focal), "followed_id"]
    columns = {
        "mentions_others": pd.Series(ids.isin(named), index=ids).astype("boolean").where(looked),
        "engaged_with_focal": towards.groupby("source_id")["count"].sum(),
        "followed_by_focal": outward.value_counts(),
    }
    out = pd.DataFrame(columns, index=ids)
    counts = ["engaged_with_focal", "followed_by_focal"]
    out[counts] = out[counts].fillna(0)  # of the focal accounts all of that was collected
    return out


def _profile(accounts: pd.DataFrame) -> pd.DataFrame:
    facts = pd.DataFrame({"has_picture": ~accounts["has_default_image"]})
    for name in ("name", "bio", "location", "url"):
        text = accounts[name]
        facts[f"has_{name}"] = (text.str.strip() != "").astype("boolean").where(text.notna())
    known = facts.to_numpy(dtype=float, na_value=np.nan)
    filled, told = np.nansum(known, axis=1), (~np.isnan(known)).sum(axis=1)
    handle, bio = accounts["handle"], accounts["bio"]
    return facts.assign(
        is_verified=accounts["is_verified"],
        profile_completeness=np.where(told > 0, filled / np.maximum(told, 1), np.nan),
        handle_digit_share=_ratio(handle.str.count("[0-9]"), handle.str.len()),
        bio_says_bot=bio.str.contains(BOT) & ~bio.str.contains(NO_BOT),
    )

"""Quality, comparison and personas by hand, with NumPy, SciPy and scikit-learn."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats
from scipy.special import expit
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from sklearn.preprocessing import StandardScaler

from benchmarks.scale.by_hand import WINDOW, Network

DORMANT_DAYS = 60
AT_ONCE = 10_000_000
WEIGHTS = {"reachable": 0.4, "active": 0.3, "engaged": 0.2, "related": 0.1}
COUNTS = {
    # name: (against, supports, neutral, decades; below 0 where less is better)
    "following_count": (3.0, 0.5, 1500, -0.25),
    "followers_count": (2.0, 0.7, 30, 0.5),
    "posts_count": (3.0, 2.5, 6, 0.7),
    "age_days": (1.5, 0.5, 180, 0.4),
}
FACTS = {"has_picture": (1.5, 0.3), "has_bio": (0.8, 0.8), "has_url": (0.1, 0.6)}
FACTS |= {"has_location": (0.2, 0.5)}
WEAK = {"has_name": (0.6, 0.1), "handle_digit_share": (1.0, 0.3)}
PERSONAS = (
    "followers_count", "following_count", "posts_count", "days_since_post",
    "engaged_with_focal", "age_days", "profile_completeness",
)  # fmt: skip


def score(table: pd.DataFrame) -> pd.DataFrame:
    """Return quality, coverage and the facets of every account, and what is told of each."""
    needed = [*COUNTS, *FACTS, *WEAK, "days_since_post", "engaged_with_focal", "followed_by_focal"]
    known = {name: table[name].to_numpy(dtype=float, na_value=np.nan).clip(0) for name in needed}
    reachable, told = _reachable(known)
    since, age = known["days_since_post"], known["age_days"]
    never = (known["posts_count"] == 0) & np.isnan(since)
    days = np.where(never, age, since)
    old_enough = np.where(never & (age <= DORMANT_DAYS), np.nan, days)
    facets = {
        "reachable": reachable,
        "active": expit((np.log10(DORMANT_DAYS + 1) - np.log10(old_enough + 1)) / 0.25),
        "engaged": known["engaged_with_focal"] / (known["engaged_with_focal"] + 1),
        "related": known["followed_by_focal"].clip(max=1),
    }
    quality, coverage = _weighed(facets, told)
    columns = {"quality": quality, "coverage": coverage, **facets}
    return pd.DataFrame(columns | {"told": told, "silent_days": days}, index=table.index)


def compare(network: Network, scored: pd.DataFrame) -> pd.DataFrame:
    """Return one row per focal account: how many followers, and how good they are."""
    ties = _focal_ties(network).join(
        scored[["reachable", "active", "told", "silent_days"]], on="follower_id"
    )
    facets = {name: ties[name].to_numpy() for name in ("reachable", "active", "related")}
    facets["engaged"] = (ties["times"] / (ties["times"] + 1)).to_numpy()
    ties["quality"], ties["coverage"] = _weighed(facets, ties["told"].to_numpy())
    is_engaged = ties["times"] > 0
    is_junk = ~is_engaged & (ties["reachable"] < 0.5) & (ties["coverage"] >= 0.2)
    is_dormant = ~is_engaged & ~is_junk & (ties["silent_days"] > DORMANT_DAYS)
    ties = ties.assign(engaged=is_engaged, junk=is_junk, dormant=is_dormant)
    by_account = ties.groupby("followed_id")
    out = by_account[["quality", "engaged", "dormant", "junk", "coverage"]].mean()
    out["quantity"], out["n"] = by_account.size(), by_account["quality"].count()
    ends = by_account["quality"].apply(_interval)
    out["quality_low"], out["quality_high"] = ends.str[0], ends.str[1]
    for end in ("", "_low", "_high"):
        out[f"effective_followers{end}"] = out[f"quality{end}"] * out["quantity"]
    out = out.join(network.accounts[["handle", "group"]])
    return out.sort_values("effective_followers", ascending=False)


def personas(table: pd.DataFrame, *, seed: int = 0) -> pd.Series:
    """Return the kind of every account: k-means, with the k of the best silhouette."""
    known = table[list(PERSONAS)].astype("Float64")
    points = StandardScaler().fit_transform(np.log1p(known.fillna(known.median()).to_numpy(float)))
    best, kinds = -1.0, np.zeros(len(points), dtype=np.int32)
    for k in range(2, 11):
        labels = KMeans(k, n_init=10, random_state=seed).fit_predict(points)
        sample = min(10_000, len(points))
        found = silhouette_score(points, labels, sample_size=sample, random_state=seed)
        if found > best:
            best, kinds = found, labels
    return pd.Series(kinds, index=table.index)


class _Evidence(NamedTuple):
    """Pieces of evidence in log-odds, NaN where not known, and how far each can reach."""

    pieces: list[np.ndarray]
    reach: list[float]

    def add(self, piece: np.ndarray, against: float, supports: float) -> None:
        self.pieces.append(piece)
        self.reach.append(against + supports)


def _turned(steps: np.ndarray, against: float, supports: float) -> np.ndarray:
    return (against + supports) * expit(steps + np.log(against / supports)) - against


def _reachable(known: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return the facet, and how much of its evidence is there."""
    found = _Evidence([], [])
    ratio = np.log10(known["following_count"] + 5) - np.log10(known["followers_count"] + 1)
    found.add(_turned((ratio - np.log10(5)) / -0.6, 5.0, 1.5), 5.0, 1.5)
    for name, (against, supports, neutral, decades) in COUNTS.items():
        steps = (np.log10(known[name] + 1) - np.log10(neutral + 1)) / decades
        found.add(_turned(steps, against, supports), against, supports)
    for name, (against, supports) in FACTS.items():
        found.add((against + supports) * known[name] - against, against, supports)
    is_profile = ~np.isnan(found.pieces).all(axis=0)
    digits = (np.log10(known["handle_digit_share"] + 1) - np.log10(1.2)) / -0.03
    weak = {
        "has_name": 0.7 * known["has_name"] - 0.6,
        "handle_digit_share": _turned(digits, 1.0, 0.3),
    }
    for name, piece in weak.items():
        found.add(np.where(is_profile, piece, np.nan), *WEAK[name])
    reach = np.array(found.reach)[:, None]
    told = (~np.isnan(found.pieces) * reach).sum(axis=0) / reach.sum()
    return np.where(told > 0, expit(0.5 + np.nansum(found.pieces, axis=0)), np.nan), told


def _weighed(facets: dict[str, np.ndarray], told: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the weighted mean of the known facets, and the weight of what is known."""
    seen = {name: ~np.isnan(values) for name, values in facets.items()}
    has_evidence = seen["reachable"] | seen["active"] | (facets["engaged"] > 0)
    known = sum(WEIGHTS[name] * seen[name] for name in facets)
    total = sum(WEIGHTS[name] * np.nan_to_num(facets[name]) for name in facets)
    extent = seen | {"reachable": told}
    coverage = has_evidence * sum(WEIGHTS[name] * extent[name] for name in facets)
    with np.errstate(invalid="ignore", divide="ignore"):
        quality = np.where(has_evidence & (coverage >= 0.2), total / known, np.nan)
    return quality, coverage


def _focal_ties(network: Network) -> pd.DataFrame:
    """Return who follows the focal accounts, how often each interacted, and who is followed."""
    accounts, follows = network.accounts, network.follows[["follower_id", "followed_id"]]
    focal = accounts.index[accounts["is_focal"].to_numpy(dtype=bool)]
    names = {"source_id": "follower_id", "target_id": "followed_id"}
    recent = network.interactions[network.interactions["at"] >= network.taken_at - WINDOW]
    times = recent.rename(columns=names).groupby([*names.values()], as_index=False)["count"].sum()
    outward = follows[follows["follower_id"].isin(focal)]
    back = outward.set_axis(["followed_id", "follower_id"], axis=1).assign(related=1.0)
    ties = follows[follows["followed_id"].isin(focal)]
    ties = ties.merge(times.rename(columns={"count": "times"}), how="left")
    ties = ties.merge(back, how="left")
    return ties.astype({"times": "float64"}).fillna({"times": 0.0, "related": 0.0})


def _interval(quality: pd.Series) -> tuple[float, float]:
    """Return the percentile interval of a mean; BCa would leave out each row in turn."""
    values = quality.dropna().to_numpy()
    found = stats.bootstrap(
        (values,), np.mean, n_resamples=999, method="percentile", rng=np.random.default_rng(0),
        batch=max(1, AT_ONCE // len(values)),
    )  # fmt: skip
    return found.confidence_interval.low, found.confidence_interval.high

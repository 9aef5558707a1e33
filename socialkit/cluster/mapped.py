"""A map of accounts: alike ones near one another, and nobody to be found on it."""

import numpy as np
import pandas as pd
from sklearn.decomposition import PCA
from threadpoolctl import threadpool_limits

from socialkit import practice
from socialkit.cluster.kinds import COLUMNS, drawn, usable
from socialkit.cluster.scaling import canonical, placed
from socialkit.errors import SocialkitError

FEWEST = 5
ACROSS = 24
_RIDGE = 1e-6


def embed(
    features: pd.DataFrame, *, columns: tuple[str, ...] = COLUMNS, seed: int = 0
) -> pd.DataFrame:
    """Place accounts on a map, so that alike ones lie near one another.

    The first two principal components of the features, scaled as for `personas`. An account
    is placed by what is known of it (least squares on the loadings of the known features).
    Each axis points to where its strongest feature is high.

    Parameters
    ----------
    features
        As `socialkit.features.account_features` or `follower_features` return them.
    columns
        The features to look at.
    seed
        As in `personas`: of the random step that takes equal counts apart.

    Returns
    -------
    pandas.DataFrame
        On the caller's own index: `x`, `y` (Float64, in spreads of a feature), NA where
        nothing is known of the account, or fewer than two features or three accounts tell
        anybody apart. Its `attrs` hold `explained` (share of the variance that the map
        shows, 0-1) and `axes` (the strongest feature of each axis).

    Raises
    ------
    SocialkitError
        When a column is not there.

    References
    ----------
    Jolliffe, Cadima 2016, Philosophical Transactions of the Royal Society A 374:20150202,
    doi:10.1098/rsta.2015.0202.

    Examples
    --------
    >>> import socialkit as sk
    >>> made = sk.simulate.network(accounts=300, focal=2, seed=1)
    >>> embed(sk.features.account_features(made.snapshot)).shape
    (300, 2)
    """
    practice.no_single_follower("place single followers on a map")
    known = usable(features, columns)
    empty = pd.array([pd.NA] * len(features), dtype="Float64")
    out = pd.DataFrame({"x": empty, "y": empty}, index=features.index)
    is_known = known.notna().any(axis=1).to_numpy(dtype=bool)
    out.attrs = {"explained": float("nan"), "axes": ("", "")}
    if known.shape[1] < 2 or is_known.sum() < 3:
        return out
    content = canonical(known[is_known], 3)
    points, how = drawn(content, seed)
    with threadpool_limits(1):
        model = PCA(2, svd_solver="full").fit(points)
    names = sorted(known.columns)
    strongest = np.abs(model.components_.round(9)).argmax(axis=1)
    signs = np.sign(model.components_[[0, 1], strongest])
    loadings = model.components_ * np.where(signs == 0, 1, signs)[:, None]
    places = np.empty((is_known.sum(), 2))
    places[content.order] = _projected(placed(content.values, how) - model.mean_, loadings)
    for axis, name in enumerate(out.columns):
        out.loc[is_known, name] = places[:, axis]
    explained = float(model.explained_variance_ratio_.sum())
    out.attrs = {"explained": explained, "axes": tuple(names[one] for one in strongest)}
    return out


def _projected(points: np.ndarray, loadings: np.ndarray) -> np.ndarray:
    """Project each point by its known coordinates, one pattern of known ones at a time."""
    unknown = np.isnan(points)
    patterns, which = np.unique(unknown, axis=0, return_inverse=True)
    out = np.empty((len(points), 2))
    for number, pattern in enumerate(patterns):
        mine, seen = which.ravel() == number, loadings[:, ~pattern]
        normal = seen @ seen.T + _RIDGE * np.eye(2)
        out[mine] = np.linalg.solve(normal, seen @ points[mine][:, ~pattern].T).T
    return out


def cells(
    places: pd.DataFrame, labels: pd.Series, *, across: int = ACROSS, fewest: int = FEWEST
) -> pd.DataFrame:
    """Count the accounts of each kind in the squares of a map.

    A square that holds fewer than `fewest` accounts of a kind is left out: nobody can be
    found on the map.

    Parameters
    ----------
    places
        As `embed` returns them.
    labels
        The kind of each account, on the same index; an account without one is not counted.
    across
        How many squares the map is wide.
    fewest
        The smallest count shown, 1 or more.

    Returns
    -------
    pandas.DataFrame
        One row per square and kind: `x`, `y` (its centre), `persona`, `accounts` (count).
        Its `attrs` are those of `places` with `shown` and `of` (how many accounts stand in
        the squares, of how many with a kind and a place), `fewest`.

    Raises
    ------
    SocialkitError
        When `across` or `fewest` is less than 1, or the indexes differ.

    Examples
    --------
    >>> import pandas as pd
    >>> places = pd.DataFrame({"x": [0.0] * 5 + [9.0], "y": [0.0] * 6})
    >>> cells(places, pd.Series(["readers"] * 6))["accounts"].tolist()
    [5]
    """
    if across < 1 or fewest < 1:
        raise SocialkitError("a map needs at least one square across and one account a square.")
    if not places.index.equals(labels.index):
        raise SocialkitError("places and labels must have the same index.")
    is_placed = (labels.notna() & places.notna().all(axis=1)).to_numpy(dtype=bool)
    spots = places[is_placed].to_numpy(dtype=float)
    wide = float(np.ptp(spots, axis=0).max()) / across if len(spots) else 0.0
    square = np.floor(spots / (wide or 1.0))
    counts = pd.DataFrame(square, columns=["x", "y"]).assign(persona=labels[is_placed].array)
    counts = counts.groupby(["persona", "x", "y"], observed=True).size()
    counts = counts[counts >= fewest].rename("accounts").reset_index()
    counts[["x", "y"]] = (counts[["x", "y"]] + 0.5) * (wide or 1.0)
    out = counts.astype({"x": "Float64", "y": "Float64", "accounts": "Int64", "persona": "str"})
    out = out[["x", "y", "persona", "accounts"]]
    shown = int(out["accounts"].sum())
    out.attrs = places.attrs | {"shown": shown, "of": int(is_placed.sum()), "fewest": fewest}
    return out

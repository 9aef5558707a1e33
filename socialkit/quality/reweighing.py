"""The score of the same followers again and again, as weights and days are moved."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from socialkit import practice
from socialkit.quality import facets
from socialkit.quality.needed import DORMANT_DAYS, checked_days
from socialkit.quality.presets import weights_of
from socialkit.quality.scoring import found_of, seen_facets, weighed

_FACETS = ("reachable", "seen", "engaged", "related")
_DAYS = ("posts_count", "age_days", "days_since_post")


class Facets:
    """The facets of followers, worked out once, to be weighed as often as one likes.

    Parameters
    ----------
    features
        As in `score`.

    Examples
    --------
    >>> import socialkit as sk
    >>> features = sk.features.account_features(sk.datasets.load("therapists"))
    >>> quality, coverage, active = Facets(features).weighed("reach", dormant_days=90)
    >>> known = sk.quality.score(features, "reach", dormant_days=90)["quality"].notna()
    >>> bool((np.isnan(quality) == ~known).all())
    True
    """

    def __init__(self, features: pd.DataFrame) -> None:
        practice.no_single_follower("score single followers")
        found = seen_facets(found_of(features))
        self._found = {name: found[name] for name in (*_FACETS, *_DAYS)}

    @classmethod
    def joined(cls, parts: Sequence["Facets"], *, without: Collection[str] = ()) -> "Facets":
        """Return the facets of all parts, one after the other.

        Parameters
        ----------
        parts
            At least one.
        without
            Facets that are to count as not known, ``"engaged"`` or ``"related"``.
        """
        whole = cls.__new__(cls)
        whole._found = {
            name: np.concatenate([part._found[name] for part in parts]) for name in parts[0]._found
        }
        unknown = np.full(len(whole._found["seen"]), np.nan)
        whole._found |= dict.fromkeys(without, unknown)
        return whole

    def weighed(
        self, weights: str | Mapping[str, float] = "balanced", *, dormant_days: int = DORMANT_DAYS
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return `quality`, `coverage` and the facet `active`, as `score` does; NaN for NA.

        Raises
        ------
        SocialkitError
            When a weight or `dormant_days` is no number that could be meant.
        """
        active = facets.active(self._found, checked_days(dormant_days))
        table = weighed(self._found | {"active": active}, weights_of(weights))
        return table["quality"], table["coverage"], active

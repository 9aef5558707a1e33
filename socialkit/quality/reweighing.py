"""The score of the same followers again and again, as weights and days are moved."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from socialkit import practice
from socialkit.quality import facets
from socialkit.quality.needed import DORMANT_DAYS, checked_days, needed
from socialkit.quality.presets import weights_of
from socialkit.quality.scoring import facets_of, pieces, weighed


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
        self._facet, self._seen = facets_of(pieces(features))
        names = ("posts_count", "age_days", "days_since_post")
        self._known = needed(features, names).astype("float64").clip(lower=0)

    def weighed(
        self, weights: str | Mapping[str, float] = "balanced", *, dormant_days: int = DORMANT_DAYS
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return `quality`, `coverage` and the facet `active`, as `score` does; NaN for NA.

        Raises
        ------
        SocialkitError
            When a weight or `dormant_days` is no number that could be meant.
        """
        active = facets.active(self._known, checked_days(dormant_days))
        facet = self._facet | {"active": active}
        seen = self._seen | {"active": ~np.isnan(active)}
        return *weighed(facet, seen, weights_of(weights)), active

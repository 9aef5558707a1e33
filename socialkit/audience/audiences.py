"""The followers of all focal accounts, described once, to be compared as often as one likes."""

import math
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import combinations, pairwise
from typing import TypeVar

import numpy as np
import pandas as pd

from socialkit import quality
from socialkit.audience.corners import COMPARED, side_by_side
from socialkit.audience.extrapolation import extrapolated
from socialkit.audience.followers import focal_and_followers
from socialkit.audience.frame import Frame, frame_of
from socialkit.audience.profile import shares_of
from socialkit.audience.segments import SEGMENTS, Judged, judged, segment_places
from socialkit.audience.worth import effective, mean_quality, quantity_of
from socialkit.estimate import MIN_BOOTSTRAP, Draws, Estimate
from socialkit.estimate.checks import check_share
from socialkit.progress import Steps
from socialkit.quality.presets import weights_of
from socialkit.scans import Scan
from socialkit.snapshot import Snapshot

T = TypeVar("T")
_SHARES = ("engaged", "dormant", "unreachable")
_BY_TIE = {"engaged": "engaged_with_focal", "related": "followed_by_focal"}
"""Facets that hang on what was collected of the account followed."""


class Audiences:
    """The followers of every focal account, known once and compared again and again.

    What hangs on no choice (who follows whom, what is known of each, which rows the
    bootstrap draws) is worked out when this is made, or when it is first asked for.

    Parameters
    ----------
    snapshot, extrapolate, level, seed
        As in `compare`.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> audiences = Audiences(snapshot)
    >>> audiences.compare("reach").equals(sk.audience.compare(snapshot, weights="reach"))
    True
    """

    def __init__(
        self,
        snapshot: Snapshot | Scan,
        *,
        extrapolate: str | None = None,
        level: float = 0.95,
        seed: int = 0,
    ) -> None:
        focal, seen, parts = focal_and_followers(snapshot)
        self._accounts = focal[["handle", "group"]]
        self._level, self._seed = level, seed
        self._draws: Draws | None = None
        self._slices = [slice(*two) for two in pairwise([0, *np.cumsum(seen).tolist()])]
        self._frames = [
            extrapolated(frame_of(account, count), extrapolate, where_possible=True)
            for account, count in zip(focal.to_dict("records"), seen, strict=True)
        ]
        self._describe(parts)
        self._shares: dict[tuple[int, ...], dict[str, Estimate]] = {}
        self._last: tuple[tuple, list[tuple[Estimate, Estimate, float]]] | None = None

    def _describe(self, parts: Iterable[pd.DataFrame]) -> None:
        """Work out facets and what decides on segments; keep of the ties nothing else.

        What is not known for every account counts nowhere, so that the means compare.
        """
        facets, known, without = [], [], set()
        with Steps("followers", None) as steps:
            for ties in parts:
                steps.next()
                facets.append(quality.Facets(ties))
                known.append(judged(ties))
                without |= {facet for facet, name in _BY_TIE.items() if ties[name].isna().any()}
        self._facets = quality.Facets.joined(facets, without=without)
        self._know(Judged(*(np.concatenate(one) for one in zip(*known, strict=True))))

    def compare(
        self,
        weights: str | Mapping[str, float] = "balanced",
        *,
        dormant_days: int = quality.DORMANT_DAYS,
        unreachable_below: float = quality.UNREACHABLE_BELOW,
    ) -> pd.DataFrame:
        """Compare the focal accounts, as `compare` does with the same choices."""
        check_share(unreachable_below, "threshold of junk")
        scored = self._scored(weights_of(weights), dormant_days)
        place = segment_places(*self._known, dormant_days, unreachable_below)
        rows = [self._row(number, scored[number], place[part])
                for number, part in enumerate(self._slices)]  # fmt: skip
        table = pd.DataFrame(rows, columns=COMPARED, index=self._accounts.index)
        return side_by_side(pd.concat([self._accounts, table], axis=1))

    def _know(self, known: Judged) -> None:
        """Keep what decides on the segments, and which of them each account's data can tell."""
        self._known = known
        profile, silent, engaged = (~np.isnan(values) for values in self._known)
        self._tell = [
            {
                name
                for name, is_known in (
                    ("engaged", engaged[part].all()),
                    ("dormant", silent[part].any()),
                    ("unreachable", profile[part].any()),
                )
                if is_known and part.start < part.stop
            }
            for part in self._slices
        ]

    def prepare(self) -> None:
        """Draw the rows of the bootstrap and keep them, so that comparing becomes fast.

        For forty thousand followers that takes two seconds and some hundred megabytes; a
        comparison then takes a tenth of a second. Drawn is for as many followers as have a
        score when some of the facets count nothing.
        """
        if self._draws is None:
            self._draws = Draws(seed=self._seed)
        facets = tuple(quality.FACET_WEIGHTS)
        for some in (one for k in range(1, 5) for one in combinations(facets, k)):
            score, *_ = self._facets.weighed(dict.fromkeys(some, 1.0))
            for part in self._slices:
                n = int((~np.isnan(score[part])).sum())
                if n >= MIN_BOOTSTRAP:
                    self._draws.keep(n)

    def _scored(
        self, weights: dict[str, float], dormant_days: float
    ) -> list[tuple[Estimate, Estimate, float]]:
        """Return each account's mean quality, its effective followers, and the mean coverage.

        The last answer is kept: no threshold of junk changes it.
        """
        key = (*weights.items(), dormant_days)
        if self._last is None or self._last[0] != key:
            score, coverage, _ = self._facets.weighed(weights, dormant_days=dormant_days)
            worth = (partial(self._worth, score[part], coverage[part], seen)
                     for part, seen in zip(self._slices, self._frames, strict=True))  # fmt: skip
            self._last = key, self._side_by_side(list(worth))
        return self._last[1]

    def _side_by_side(self, tasks: list[Callable[[], T]]) -> list[T]:
        """Do tasks that do not touch one another on all cores; kept draws are touched by all."""
        if self._draws is not None:
            return [task() for task in tasks]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(lambda task: task(), tasks))

    def _worth(
        self, score: np.ndarray, coverage: np.ndarray, seen: Frame
    ) -> tuple[Estimate, Estimate, float]:
        known = pd.Series(score[~np.isnan(score)])
        settings = {"level": self._level, "seed": self._seed, "draws": self._draws}
        mean = mean_quality(known, seen, **settings)
        mean_coverage = math.fsum(coverage) / len(coverage) if len(coverage) else math.nan
        return mean, effective(mean, mean_coverage, seen), mean_coverage

    def _row(
        self, number: int, scored: tuple[Estimate, Estimate, float], place: np.ndarray
    ) -> list[object]:
        seen, count = self._frames[number], np.bincount(place, minlength=len(SEGMENTS)).tolist()
        mean, whole, coverage = scored
        shares = self._counted((number, *count), seen)
        chosen = [mean, whole, *(shares[name] for name in _SHARES)]
        numbers = [x for one in chosen for x in (one.value, one.low, one.high)]
        quantity = quantity_of(seen)
        quantity = math.nan if quantity is None else quantity
        return [quantity, *numbers, coverage, mean.n, seen.words]

    def _counted(self, count: tuple[int, ...], seen: Frame) -> dict[str, Estimate]:
        """Estimate the shares of an account's segments, once for the same counts."""
        if count not in self._shares:
            number, *many = count
            counts = dict(zip(SEGMENTS, many, strict=True))
            options = {"level": self._level, "names": _SHARES}
            self._shares[count] = shares_of(counts, self._tell[number], seen, **options)
        return self._shares[count]

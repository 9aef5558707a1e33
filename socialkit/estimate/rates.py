"""A classifier's error rates, and what they let be said of the share behind its flags."""

import math
from typing import NamedTuple

from socialkit.errors import SocialkitError
from socialkit.estimate.checks import check_counts, check_share

ROUNDING = 1e-12


class Rates(NamedTuple):
    """How often a classifier flags those with the trait, and passes those without."""

    sensitivity: float
    specificity: float

    @property
    def gain(self) -> float:
        """How much likelier a flag is with the trait than without (Youden's J)."""
        return self.sensitivity + self.specificity - 1

    def share_behind(self, apparent: float) -> float:
        """Return the share that would make so many be flagged; it may fall outside 0-1."""
        return (apparent + self.specificity - 1) / self.gain

    def noise(self) -> tuple[float, float]:
        """Return the variance of one verdict with the trait, and without."""
        return tuple(rate * (1 - rate) for rate in self)


def check_rates(
    sensitivity: float,
    specificity: float,
    validation: tuple[int, int] | None,
    *,
    useful: bool = True,
) -> None:
    """Refuse rates that are none, sizes of 0 and, where flags must be `useful`, Se + Sp <= 1."""
    check_share(sensitivity, "sensitivity")
    check_share(specificity, "specificity")
    if useful and sensitivity + specificity <= 1:
        raise SocialkitError(
            f"sensitivity {sensitivity} and specificity {specificity} add up to 1 or less: "
            "such flags say nothing of the trait, and nothing can be corrected with them."
        )
    for size in validation or ():
        check_counts(1, size, None)


def exact_bounds(
    apparent: float, n: int, rates: Rates, chance: float, z: float
) -> tuple[float, float]:
    """Solve (AP - q)^2 = z^2 V / n for the share, q being what it would make AP.

    V = chance J^2 p (1 - p) + p Se (1 - Se) + (1 - p) Sp (1 - Sp) for the share p; with an
    endless population that is q (1 - q), and the bounds are Wilson's, mapped.
    """
    gain, above, c = rates.gain, apparent + rates.specificity - 1, z**2 / n
    with_trait, without = rates.noise()
    square = gain**2 * (1 + c * chance)
    linear = 2 * above * gain + c * (chance * gain**2 + with_trait - without)
    root = linear**2 - 4 * square * (above**2 - c * without)
    if root < -ROUNDING:
        return math.nan, math.nan
    arm = math.sqrt(max(root, 0.0))
    return (linear - arm) / (2 * square), (linear + arm) / (2 * square)


def validated_bounds(
    apparent: float,
    n: int,
    rates: Rates,
    validation: tuple[int, int],
    chance: float,
    z: float,
) -> tuple[float, float]:
    """Return Lang and Reiczigel's bounds: each sample is enlarged, then errors propagate."""
    size = n + z**2
    flagged = (n * apparent + z**2 / 2) / size
    sizes = tuple(count + 2 for count in validation)
    enlarged = Rates(
        *((rate * count + 1) / (count + 2) for rate, count in zip(rates, validation, strict=True))
    )
    if enlarged.gain <= 0:
        return math.nan, math.nan
    share = enlarged.share_behind(flagged)
    with_trait, without = (x / size for x, size in zip(enlarged.noise(), sizes, strict=True))
    inside = min(max(share, 0.0), 1.0)
    drawing = flagged * (1 - flagged) - (1 - chance) * enlarged.gain**2 * inside * (1 - inside)
    variance = drawing / size + share**2 * with_trait + (1 - share) ** 2 * without
    half = z * math.sqrt(variance) / enlarged.gain
    middle = share + 2 * z**2 * (share * with_trait - (1 - share) * without)
    return middle - half, middle + half

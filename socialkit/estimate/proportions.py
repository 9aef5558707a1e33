"""Shares of a whole, with the intervals made for them."""

from statsmodels.stats.proportion import proportion_confint, samplesize_confint_proportion

from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.estimate.checks import check_counts, check_share, critical_value
from socialkit.estimate.number import Estimate, of_all, unknown

PROPORTION_METHODS = ("wilson", "clopper-pearson", "jeffreys")
_STATSMODELS = {"clopper-pearson": "beta"}


def proportion(
    k: int,
    n: int,
    population: int | None = None,
    method: str = "wilson",
    level: float = 0.95,
    *,
    frame: str = "",
    note: str = "",
) -> Estimate:
    """Estimate a share from `k` of `n` counted.

    With a known population N the sample is taken for n_eff = n (N - 1) / (N - n), so a
    census (n = N) has an interval of zero width: nothing was left to chance, though each
    one may still be classed wrongly.

    Parameters
    ----------
    k, n
        How many have the trait, of how many counted.
    population
        How many there are in all, when the counted are a random part (or all) of them.
    method
        ``"wilson"``, ``"clopper-pearson"`` or ``"jeffreys"``.
    level
        Confidence level, 0-1.
    frame, note
        Words that stay with the number.

    Returns
    -------
    Estimate
        A share, 0-1; not known when `n` is 0.

    Raises
    ------
    SocialkitError
        When k > n, n > population, or a count is negative or not whole.
    UnknownNameError
        When there is no such method.

    References
    ----------
    Wilson 1927, JASA 22:209, doi:10.1080/01621459.1927.10502953.
    Brown, Cai, DasGupta 2001, Statistical Science 16:101, doi:10.1214/ss/1009213286.

    Examples
    --------
    >>> share = proportion(8, 10)
    >>> round(share.low, 4), round(share.high, 4)
    (0.4902, 0.9433)
    """
    if method not in PROPORTION_METHODS:
        raise UnknownNameError("method", method, PROPORTION_METHODS)
    critical_value(level)
    check_counts(k, n, population)
    if n == 0:
        return unknown(note or "nobody was counted", frame=frame)
    share = k / n
    if population == n:
        low = high = share
    else:
        effective = n if population is None else n * (population - 1) / (population - n)
        low, high = bounds(share, effective, method, level)
    name = f"{method}, every one counted" if population == n else method
    counted = f"{k:,} of {n:,}{of_all(n, population)}"
    return Estimate(share, low, high, level, name, n, population, frame, note, "share", counted)


def bounds(share: float, n: float, method: str, level: float) -> tuple[float, float]:
    """Return the interval of a share seen on `n`, which need not be a whole number.

    At 0 and 1 every method reaches the edge (so Brown, Cai, DasGupta 2001 for Jeffreys).
    """
    name = _STATSMODELS.get(method, method)
    low, high = proportion_confint(share * n, n, alpha=1 - level, method=name)
    low = 0.0 if share == 0 else min(max(float(low), 0.0), share)
    high = 1.0 if share == 1 else max(min(float(high), 1.0), share)
    return low, high


def sample_size(
    margin: float, population: int | None = None, p: float = 0.5, level: float = 0.95
) -> int:
    """Tell how many must be drawn at random for a share to be sure to within a margin.

    n0 = z^2 p (1 - p) / margin^2 and n = n0 / (1 + (n0 - 1) / N), rounded up.

    Parameters
    ----------
    margin
        Half the width of the interval wanted, 0-1: 0.05 for five percentage points.
    population
        How many there are in all, N; None when there are very many.
    p
        The share expected; one half asks for most.
    level
        Confidence level, 0-1.

    Returns
    -------
    int
        At least 1, and never more than the population.

    Raises
    ------
    SocialkitError
        When the margin or `p` is not strictly between 0 and 1, or nobody is in the population.

    References
    ----------
    Cochran 1977, Sampling Techniques, 3rd edition, section 4.4. Wiley.

    Examples
    --------
    >>> sample_size(0.05), sample_size(0.05, population=2000)
    (385, 323)
    """
    check_share(margin, "margin", inside=True)
    check_share(p, "expected share", inside=True)
    critical_value(level)
    endless = float(samplesize_confint_proportion(p, margin, alpha=1 - level))
    if population is not None:
        check_counts(0, 0, population)
        if population == 0:
            raise SocialkitError("nobody can be drawn from a population of 0.")
        endless = min(endless / (1 + (endless - 1) / population), population)
    return max(1, _rounded_up(endless))


def _rounded_up(number: float) -> int:
    """Return the next whole number; one that is whole but for rounding stays as it is."""
    return -int(-round(number, 9) // 1)

"""How much one share exceeds another."""

import math

from socialkit.errors import SocialkitError
from socialkit.estimate.number import Estimate, unknown


def difference(first: Estimate, second: Estimate, *, note: str = "") -> Estimate:
    """Estimate how much the first share exceeds the second.

    Both must have been counted on samples drawn independently of one another: two
    audiences, or two times; not two segments of one audience, whose shares must add up.

    With d the difference of the shares p1 and p2, and l and u their bounds:
    low = d - sqrt((p1 - l1)^2 + (u2 - p2)^2), high = d + sqrt((u1 - p1)^2 + (p2 - l2)^2).
    For two Wilson intervals this is Newcombe's hybrid score interval; Zou and Donner showed
    that it holds for any two sound intervals. It is written out here because it must work
    from the bounds: then finite populations, strata and corrections carry over.

    Parameters
    ----------
    first, second
        Two shares at one confidence level, such as `proportion`, `stratified` or
        `corrected` return them.
    note
        Words that stay with the number.

    Returns
    -------
    Estimate
        From -1 to 1, printed in percentage points; not known when either share is not.

    Raises
    ------
    SocialkitError
        When one is not a share, or their levels differ.

    References
    ----------
    Newcombe 1998, Statistics in Medicine 17:873,
    doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
    Zou, Donner 2008, Statistics in Medicine 27:1693, doi:10.1002/sim.3095.

    Examples
    --------
    >>> from socialkit.estimate import proportion
    >>> print(difference(proportion(56, 70), proportion(48, 80)))
    +20 points (+5 to +33 points), 56 of 70 against 48 of 80
    """
    _check_comparable(first, second)
    if not (first.known and second.known):
        missing = second if first.known else first
        return unknown(note or missing.note, n=missing.n, unit="difference")
    value = first.value - second.value
    below = math.hypot(first.value - first.low, second.high - second.value)
    above = math.hypot(first.high - first.value, second.value - second.low)
    name = "Newcombe" if first.method == second.method == "wilson" else "square and add"
    both = first.population is not None and second.population is not None
    return Estimate(
        value, max(value - below, -1.0), min(value + above, 1.0), first.level, name,
        first.n + second.n, first.population + second.population if both else None,
        _against(first.frame, second.frame), note, "difference",
        f"{first.counted} against {second.counted}" if first.counted and second.counted else "",
    )  # fmt: skip


def _check_comparable(first: Estimate, second: Estimate) -> None:
    if {first.unit, second.unit} != {"share"}:
        raise SocialkitError(
            f"cannot compare a {first.unit} with a {second.unit}: give two shares."
        )
    if first.known and second.known and first.level != second.level:
        raise SocialkitError(
            f"one interval is of level {first.level}, the other of {second.level}: "
            "make both at one level."
        )


def _against(first: str, second: str) -> str:
    return first if first == second else " against ".join(part for part in (first, second) if part)

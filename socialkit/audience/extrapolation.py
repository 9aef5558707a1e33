"""What the head of a list says of the whole, if one insists."""

from socialkit.audience.frame import Frame, of_reported
from socialkit.errors import SocialkitError, UnknownNameError

EXTRAPOLATIONS = ("head",)


def extrapolated(seen: Frame, extrapolate: str | None, *, where_possible: bool = False) -> Frame:
    """Let the head of a list speak for all followers reported, if that is asked for by name.

    The newest followers need not be like the oldest: no interval covers that, and every
    number made so says what it was extrapolated from.

    Parameters
    ----------
    seen
        As `frame` returns it.
    extrapolate
        ``"head"``, or None to leave the frame as it is.
    where_possible
        Leave a frame that cannot be extrapolated as it is, and do not raise.

    Raises
    ------
    UnknownNameError
        When `extrapolate` is neither.
    SocialkitError
        When the frame is no head: a census or a random sample needs no extrapolating, and
        of an unknown part nobody knows what it would be extrapolated from. Or when the
        number of followers is not reported, or below the number seen.

    References
    ----------
    Cresci, Di Pietro, Petrocchi, Spognardi, Tesconi 2014. A criticism to society (as seen
    by Twitter analytics). IEEE ICDCS Workshops.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> seen = sk.audience.frame(snapshot, "house_call_weekly")
    >>> seen.population, extrapolated(seen, "head").population
    (None, 4300)
    """
    if extrapolate is None:
        return seen
    if extrapolate not in EXTRAPOLATIONS:
        raise UnknownNameError("extrapolation", extrapolate, EXTRAPOLATIONS)
    hindrance = _hindrance(seen)
    if hindrance and where_possible:
        return seen
    if hindrance:
        raise SocialkitError(f"cannot extrapolate the head of a list: {hindrance}.")
    as_if = "taken as if drawn at random"
    note = (
        f"extrapolated: the first {seen.seen:,} of {seen.reported:,} followers are {as_if} of "
        "all; the rest of the list may differ, and no interval covers that"
    )
    return seen._replace(
        population=seen.reported, note=note, words=f"{seen.words}, {as_if}",
        part=f"{seen.part.replace(of_reported(seen.seen, seen.reported), ' listed')}, {as_if}",
    )  # fmt: skip


_NO_HEAD = {
    "census": "every follower of this account was seen, so nothing is left to extrapolate to",
    "random": "the followers of this account are a random sample, which speaks for all already",
    "unknown": "which part of the list of this account was seen is not known",
}


def _hindrance(seen: Frame) -> str:
    """Say why a frame cannot be extrapolated; nothing where it can."""
    if seen.kind != "head":
        return _NO_HEAD[seen.kind]
    if seen.reported is None:
        return "how many followers the account has is not reported"
    if seen.reported < seen.seen:
        return f"{seen.seen:,} followers were seen, and only {seen.reported:,} are reported"
    return ""

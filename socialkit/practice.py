"""Practitioner mode: audience totals only, never a single follower.

Whoever keeps the confidence of clients must not look one up among the followers by accident,
nor show one. Therapists and doctors switch the mode on once; every function that lists,
scores, searches or explains single followers then refuses, and says what to use instead.
"""

import os
import sys

from socialkit.errors import PrivacyError

VARIABLE = "SOCIALKIT_PRACTITIONER"
"""The environment variable that switches the mode on; notebooks started later inherit it."""
_OFF = {"", "0", "false", "no", "off"}


def practitioner(on: bool = True) -> None:
    """Switch practitioner mode on or off, for this process and all that it starts.

    The mode lives in the environment variable ``SOCIALKIT_PRACTITIONER``, so the kernels of
    notebooks that a report runs have it too. Set to anything but ``0``, ``false``, ``no``,
    ``off`` or nothing, the variable switches it on: what is not understood protects.

    Parameters
    ----------
    on
        Whether single followers stay out of sight.

    Examples
    --------
    >>> practitioner()
    >>> is_on()
    True
    >>> practitioner(on=False)
    >>> is_on()
    False
    """
    if on:
        os.environ[VARIABLE] = "1"
    else:
        os.environ.pop(VARIABLE, None)


def is_on() -> bool:
    """Tell whether practitioner mode is on.

    Examples
    --------
    >>> isinstance(is_on(), bool)
    True
    """
    return os.environ.get(VARIABLE, "").strip().casefold() not in _OFF


def no_single_follower(what: str, *, instead: str = "") -> None:
    """Refuse, in practitioner mode, to do something with a single follower; else do nothing.

    It stands on the first line of a public function, and looks at who calls that: the
    package itself may, for the totals it makes of single followers.

    Parameters
    ----------
    what
        What is asked for, as a verb and its object: ``"explain a single follower"``.
    instead
        What answers the question with totals, such as ``"sk.audience.profile(snapshot)"``.

    Raises
    ------
    PrivacyError
        When the mode is on.

    Examples
    --------
    >>> no_single_follower("score single followers")  # the mode is off
    """
    caller = sys._getframe(2).f_globals.get("__name__", "")
    if not is_on() or caller.partition(".")[0] == __package__:
        return
    totals = instead or "the totals of sk.audience, such as sk.audience.profile(snapshot)"
    raise PrivacyError(
        f"practitioner mode does not {what}: a follower may be a client, and that somebody is "
        f"one must not be looked up, inferred or shown. Use {totals}. "
        "To leave the mode: sk.practitioner(on=False)."
    )

"""Draw the followers to be looked at closely: a simple random sample of the whole list."""

from collections.abc import Collection

import numpy as np


def drawn(listed: Collection[str], size: int | None, *, seed: int) -> frozenset[str] | None:
    """Return who is drawn; None where everybody on the list is taken.

    Every set of `size` accounts is as likely as any other, whatever the order of the list:
    the draw is made from the ids in alphabetical order.

    Parameters
    ----------
    listed
        Ids on the list, each once.
    size
        How many to draw; None for all.
    seed
        The same seed draws the same accounts.

    Examples
    --------
    >>> sorted(drawn(["cat", "ann", "ben", "dan"], 2, seed=1)) == sorted(
    ...     drawn(["dan", "ben", "ann", "cat"], 2, seed=1)
    ... )
    True
    """
    if size is None or size >= len(listed):
        return None
    ids = sorted(listed)
    places = np.random.default_rng(seed).choice(len(ids), size=size, replace=False)
    return frozenset(ids[place] for place in places)

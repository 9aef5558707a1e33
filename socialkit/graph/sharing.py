"""What accounts two steps apart share: contacts in common, and whom those they follow follow."""

import numpy as np

from socialkit import practice
from socialkit.graph.lists import contact_counts, contact_lists, out_lists
from socialkit.snapshot import Snapshot


def shared_contacts(snapshot: Snapshot, row: int) -> tuple[np.ndarray, np.ndarray]:
    """Count and weigh the contacts that one account shares with every account.

    Contacts of an account are those it follows and those that follow it. The weight is that
    of Adamic and Adar, sum over the shared contacts of 1 / ln(contacts of that contact).

    Parameters
    ----------
    snapshot
        The network.
    row
        Row of the accounts table.

    Returns
    -------
    tuple of numpy.ndarray
        How many and how much they weigh, both by row of the accounts table; the account
        itself shares all its contacts that have another one.

    References
    ----------
    Adamic, Adar 2003, Social Networks 25(3):211, doi:10.1016/S0378-8733(03)00009-1.

    Examples
    --------
    >>> import socialkit as sk
    >>> shared, weight = shared_contacts(sk.datasets.load("therapists"), 0)
    >>> bool(((shared > 0) == (weight > 0)).all())
    True
    """
    practice.no_single_follower("list contacts of contacts")
    near, many = contact_lists(snapshot, np.array([row])).indices, contact_counts(snapshot)
    near = near[many[near] > 1]  # who knows nobody else joins nobody, and ln 1 is no weight
    lists = contact_lists(snapshot, near)
    hops, size = lists.indices.astype(np.int64), len(many)
    weight = np.repeat(1 / np.log(many[near]), many[near])
    return np.bincount(hops, minlength=size), np.bincount(hops, weight, minlength=size)


def second_steps(snapshot: Snapshot, row: int) -> tuple[np.ndarray, np.ndarray]:
    """Count for one account how many of those it follows follow each other account.

    The lists of those it follows are laid side by side and sorted, which is faster than a
    sparse product, and never takes more memory than the steps of one account.

    Parameters
    ----------
    snapshot
        The network.
    row
        Row of the accounts table.

    Returns
    -------
    tuple of numpy.ndarray
        Rows of the accounts that are followed in a second step, rising, and through how many;
        the account itself and whom it follows are among them.

    Examples
    --------
    >>> import socialkit as sk
    >>> other, through = second_steps(sk.datasets.load("therapists"), 0)
    >>> bool((through >= 1).all())
    True
    """
    practice.no_single_follower("list whom single accounts could follow")
    lists = out_lists(snapshot)
    own = lists.indices[lists.indptr[row] : lists.indptr[row + 1]]
    ends = lists[own].indices
    ends.sort()
    last = np.flatnonzero(np.append(ends[1:] != ends[:-1], [True] * bool(len(ends))))
    return ends[last], np.diff(last, prepend=-1)

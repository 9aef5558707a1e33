"""How close followers stand to the account they follow: shared contacts, like bios."""

import numpy as np
import pandas as pd

from socialkit import graph, practice
from socialkit.errors import SocialkitError
from socialkit.quality.bios import bio_similarity
from socialkit.snapshot import Snapshot

_LEVELS = ["account_id", "follower_id"]


def relatedness(snapshot: Snapshot, followers: pd.DataFrame) -> pd.DataFrame:
    """Tell how much each follower has in common with the account it follows.

    Contacts of an account are those it follows and those that follow it, as far as the
    snapshot shows. `adamic_adar` = sum over the shared contacts of 1 / ln(contacts of that
    contact): sharing someone whom everybody knows says little. `bio_similarity` is the cosine
    of the words of both bios, weighted by TF-IDF: a word that many of these bios hold counts
    little. Join the columns to the features, and `score` counts them in `related` as
    a / (a + 1) with a = adamic_adar + 10 bio_similarity.

    Parameters
    ----------
    snapshot
        The network.
    followers
        As `socialkit.features.follower_features` returns them.

    Returns
    -------
    pandas.DataFrame
        On the index of `followers`: `shared_neighbours` (Int64) and `adamic_adar` (Float64),
        NA for a follower of whom no other tie is known; `bio_similarity` (Float64, 0-1), NA
        where either has no bio, or none with words.

    Raises
    ------
    SocialkitError
        When the table is not indexed by account and follower.

    References
    ----------
    Adamic, Adar 2003, Social Networks 25(3):211, doi:10.1016/S0378-8733(03)00009-1.
    Liben-Nowell, Kleinberg 2007, JASIST 58(7):1019, doi:10.1002/asi.20591.
    Salton, Buckley 1988, Information Processing and Management 24(5):513,
    doi:10.1016/0306-4573(88)90021-0.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> followers = sk.features.follower_features(snapshot, snapshot.focal[:1])
    >>> followers = followers.join(relatedness(snapshot, followers))
    >>> bool(sk.quality.score(followers)["related"].between(0, 1).any())
    True
    """
    practice.no_single_follower("compare single followers with the account")
    if list(followers.index.names) != _LEVELS:
        raise SocialkitError(
            "relatedness is about a follower and the account it follows: give the table of "
            "sk.features.follower_features(snapshot)."
        )
    accounts = snapshot.accounts.index
    followed, follower = (
        accounts.get_indexer(followers.index.get_level_values(n)) for n in _LEVELS
    )
    contacts = graph.contact_counts(snapshot)
    shared = np.zeros(len(followers), dtype=np.int64)
    closeness = np.zeros(len(followers))
    for account in np.unique(followed):
        rows = followed == account
        found = graph.shared_contacts(snapshot, account)
        shared[rows], closeness[rows] = (values[follower[rows]] for values in found)
    unknown = contacts[follower] <= 1
    columns = {
        "shared_neighbours": pd.arrays.IntegerArray(shared, unknown),
        "adamic_adar": pd.arrays.FloatingArray(closeness, unknown),
        "bio_similarity": bio_similarity(snapshot.accounts["bio"], followed, follower),
    }
    return pd.DataFrame(columns, index=followers.index)

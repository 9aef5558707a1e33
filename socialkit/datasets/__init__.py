"""Data by name: the bundled sample, and open data fetched once, by commit and checksum.

Nothing is downloaded before it is asked for. What is, stays in the user's cache, or in the
folder that the environment variable ``SOCIALKIT_DATA`` names.
"""

import json

import pandas as pd

from socialkit.datasets._bundled import bundled
from socialkit.datasets._examples import example_export, example_exports
from socialkit.datasets._measured import measured
from socialkit.datasets._registry import OPEN, fetch, identify
from socialkit.datasets._shapes import brand_followers, twitch
from socialkit.errors import MissingDataError, UnknownNameError
from socialkit.schema import COUNT, TEXT
from socialkit.snapshot import MANIFEST, Snapshot

__all__ = [
    "brand_followers",
    "bundled",
    "describe",
    "example_export",
    "example_exports",
    "identify",
    "load",
    "measured",
    "names",
    "truth",
    "twitch",
]

SAMPLE = "therapists"
SAMPLE_WHAT = "40 small firms and practices with their followers, whose truth is known"


def names() -> list[str]:
    """List the names that `load` knows.

    Examples
    --------
    >>> names()
    ['therapists', 'twitch-engb', 'twitch-ptbr', 'brand-followers']
    """
    return [SAMPLE, *OPEN]


def describe() -> pd.DataFrame:
    """Describe every data set; downloads nothing.

    Returns
    -------
    pandas.DataFrame
        Indexed by `name`: what it is, how many accounts and follows, licence, source,
        whether it is real or synthetic, and whether the first use downloads it.

    Examples
    --------
    >>> describe()["is_synthetic"].to_dict()["therapists"]
    True
    """
    manifest = json.loads(bundled("data", SAMPLE, MANIFEST).read_text(encoding="utf-8"))
    rows, licence, source = (manifest[key] for key in ("rows", "licence", "source"))
    table = [(SAMPLE, SAMPLE_WHAT, rows["accounts"], rows["follows"], licence, source, True)]
    for name, data in OPEN.items():
        row = (data.what, data.accounts, data.follows, data.licence, data.source, False)
        table.append((name, *row))
    columns = ["name", "what", "accounts", "follows", "licence", "source", "is_synthetic"]
    described = pd.DataFrame(table, columns=columns).set_index("name")
    return described.assign(needs_download=described.index != SAMPLE)


def load(name: str = SAMPLE) -> Snapshot:
    """Load a data set by its name; what is not bundled is downloaded on first use.

    Parameters
    ----------
    name
        One of `names()`.

    Raises
    ------
    UnknownNameError
        When there is no data set of that name.
    SocialkitError
        When a file is not in the cache and cannot be downloaded.

    Examples
    --------
    >>> snapshot = load("therapists")
    >>> len(snapshot.focal)
    40
    """
    _require_known(name)
    if name == SAMPLE:
        return Snapshot.load(bundled("data", SAMPLE))
    paths, source = fetch(name), OPEN[name].source
    if name == "brand-followers":
        pairs = json.loads(paths[0].read_text(encoding="utf-8"))["edges"]
        return brand_followers(pd.DataFrame(pairs, columns=["followed", "follower"]), source=source)
    edges, nodes = map(pd.read_csv, paths)
    return twitch(edges, nodes, source=source)


def truth(name: str = SAMPLE) -> pd.DataFrame:
    """Load what each account of a simulated data set was made as.

    Parameters
    ----------
    name
        One of `names()` that is synthetic.

    Returns
    -------
    pandas.DataFrame
        Indexed by `account_id`, in the accounts' order: `kind` and `block` (number of the
        bought block it belongs to, NA outside).

    Raises
    ------
    UnknownNameError
        When there is no data set of that name.
    MissingDataError
        When the data are real, so that nobody knows the truth.

    Examples
    --------
    >>> truth("therapists")["block"].nunique()
    1
    """
    _require_known(name)
    if name != SAMPLE:
        raise MissingDataError(f"{name} is real data; the truth is known for {SAMPLE} only.")
    table = pd.read_parquet(bundled("data", SAMPLE, "truth.parquet"))
    table.index = table.index.astype(TEXT)
    return table.astype({"kind": TEXT, "block": COUNT})


def _require_known(name: str) -> None:
    if name not in names():
        raise UnknownNameError("data set", name, names())

"""The open data sets: where each file comes from, its checksum, and how to get at it."""

import hashlib
from pathlib import Path
from typing import NamedTuple

import pooch

from socialkit.errors import SocialkitError

CACHE_VARIABLE = "SOCIALKIT_DATA"
TIMEOUT = 30  # seconds without an answer

# Repository, commit and folder of each origin.
_RAW = "https://raw.githubusercontent.com"
_MUSAE = (
    f"{_RAW}/benedekrozemberczki/datasets/0f1d339a10cdb25bcdf6e25ae67654ccc48cb5d4/twitch/{{}}/"
)
_BRAND = (
    f"{_RAW}/Sanzeed/balanced_influence_maximization/"
    "0797b8a8f536cac8023e128ab13eb532f902bcad/raw_data/twitter_graphs/"
)


class Open(NamedTuple):
    """One open data set: its files with their sha256, and what a reader must know of it."""

    folder: str
    files: dict[str, str]
    what: str
    accounts: int
    follows: int
    source: str
    licence: str = "MIT"


OPEN = {
    "twitch-engb": Open(
        _MUSAE.format("ENGB"),
        {
            "ENGB_edges.csv": "5ea4d7f7267454e9523577eb2a9b4dcb7a22dd660a548240f01b815d08e0e3cc",
            "ENGB_target.csv": "e9d51399878216d2dd662b0a152b602cccde7b5cbb8452cb91d9379f64114443",
        },
        "English-language streamers and their mutual ties, with views, partner status and age",
        7126,
        70_648,
        "Twitch, English (Rozemberczki, Allen, Sarkar 2019), May 2018",
    ),
    "twitch-ptbr": Open(
        _MUSAE.format("PTBR"),
        {
            "PTBR_edges.csv": "b72d93a3c8a82883771a2f3822fce229885fa0d40367fb105c0535fb36c773b9",
            "PTBR_target.csv": "ecba7d1287e72ae7c3f42c922be475283288c0c67346245c72109690460444bd",
        },
        "Portuguese-language streamers and their mutual ties, with views, partner status and age",
        1912,
        62_598,
        "Twitch, Portuguese (Rozemberczki, Allen, Sarkar 2019), May 2018",
    ),
    "brand-followers": Open(
        _BRAND,
        {
            "hersheycareers.json": (
                "d74e122337572b146a7971f0dc968de6d7a5b29c53947a81e24ad1f754943acd"
            ),
        },
        "followers of a brand's account and who follows whom among them; no attributes",
        3726,
        23_939,
        "followers of a brand's Twitter account (Sanzeed, balanced_influence_maximization)",
    ),
}


# The ties of a data set are the same ties under other column names: sha256 after line 1.
ROWS = {
    "58a158c0f71e8baf38b1394ec744da4839016c1db40efeb42fecf11beaac93bb": "twitch-engb",
    "2a94e44b94d623a4f033adacdcb28d264a70b53521622da540fccb7e9b35bf89": "twitch-ptbr",
}


def identify(path: str | Path) -> str | None:
    """Tell which data set a file belongs to, by its content whatever its name.

    Lists of ties are known by their rows, whatever their header says.

    Parameters
    ----------
    path
        Any file.

    Returns
    -------
    str or None
        The data set's name, such as ``"twitch-engb"``; None for a file of none of them.

    Examples
    --------
    >>> identify(__file__) is None
    True
    """
    path = Path(path)
    if not path.is_file():
        return None
    known = {sha256: name for name, data in OPEN.items() for sha256 in data.files.values()}
    with path.open("rb") as stream:
        whole = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        stream.readline()
        rows = hashlib.file_digest(stream, "sha256").hexdigest()
    return known.get(whole) or ROWS.get(rows)


def fetch(name: str) -> list[Path]:
    """Return a data set's files, downloading what is not in the cache or damaged there.

    Raises
    ------
    SocialkitError
        When a file cannot be downloaded; it says how to put it there by hand.
    """
    data = OPEN[name]
    store = pooch.create(
        path=pooch.os_cache("socialkit"),
        base_url=data.folder,
        env=CACHE_VARIABLE,
        registry={file: f"sha256:{sha256}" for file, sha256 in data.files.items()},
    )
    return [_fetch_file(store, name, file) for file in data.files]


def _fetch_file(store: pooch.Pooch, name: str, file: str) -> Path:
    try:
        return Path(store.fetch(file, downloader=pooch.HTTPDownloader(timeout=TIMEOUT)))
    except (OSError, ValueError) as error:
        folder, url = store.abspath, store.get_url(file)
        state = "is damaged" if (folder / file).exists() else "is missing"
        raise SocialkitError(
            f"{folder / file}, which {name} needs, {state} and could not be downloaded "
            f"({type(error).__name__}); this needs the network once. Or save {url} by hand as "
            f"{folder / file}, or set {CACHE_VARIABLE} to a folder that holds {file}."
        ) from error

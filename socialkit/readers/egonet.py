"""Ego networks as the Stanford collection (SNAP) stores them: several files for each ego.

``<ego>.edges`` lists who follows whom among the people that the ego follows; the ego itself
does not appear in it. ``.circles`` holds the ego's lists of people, ``.feat`` one row of
features for each of them, ``.featnames`` what the features mean.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import numpy as np
import pandas as pd

from socialkit import schema
from socialkit.errors import ReadError
from socialkit.readers import csvfile, pairs
from socialkit.readers.about import About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.snapshot import UNDATED, UNDATED_NOTE, Snapshot

_TELLS_NOT = (
    "These data do not tell who the accounts are, when anything happened, what they post, or "
    "who engages with whom; nor who follows an ego from outside its own circle."
)
ABOUT = (
    About(
        "SNAP ego-Twitter",
        "x",
        "files such as 12831.edges and 12831.circles",
        "ids, and the circles an ego put them in",
        "who follows whom around each ego",
        "",
        "",
        _TELLS_NOT,
        (".edges", ".circles", ".feat", ".egofeat", ".featnames"),
    ),
)
FRIENDS_NOTE = "The features are those of Facebook, where ties are friendships: read both ways."
_FILE = re.compile(r"(\d{1,25})\.(edges|circles|feat|egofeat|featnames)")
_OWN = ("edges", "circles", "feat")
_FACEBOOK = b"anonymized feature"
_ID = re.compile(r"\d{1,25}")

Files = dict[str, dict[str, str]]


def why_not(archive: Archive) -> str | None:
    """Say why these are no ego networks; None when they are."""
    files = _files(archive)
    if not any("edges" in kinds for kinds in files.values()):
        if files:
            ego = next(iter(files))
            return Near(f"there is no {ego}.edges beside {next(iter(files[ego].values()))}")
        return "no file named by an ego's number, such as 12831.edges"
    if archive.is_single_file:
        return Near("one .edges file alone does not show what its name means; read its folder")
    return None


def read(archive: Archive, request: Request) -> Snapshot:
    """Read the ego networks in a folder or zip as one network.

    Parameters
    ----------
    archive
        The folder; a tie that stands in several ego networks counts once.
    request
        What the caller asks for beyond the format's own way.

    Raises
    ------
    ReadError
        When a file holds anything but ids.
    """
    files = _files(archive)
    circles = {ego: _circles(archive, kinds.get("circles")) for ego, kinds in files.items()}
    ends = list(_ends(archive, files, circles))
    sources = np.concatenate([source for source, _ in ends])
    targets = np.concatenate([target for _, target in ends])
    codes, ids = pd.factorize(np.concatenate([np.array([*files], dtype=object), sources, targets]))
    ids = pd.Index(ids, dtype=schema.TEXT, name="account_id")
    follower, followed = np.split(codes[len(files) :].astype(np.int32), 2)
    is_facebook = _is_facebook(archive)
    edges = pairs.tidy(ids, follower, followed, mutual=is_facebook)
    accounts = pd.DataFrame(index=ids).assign(
        x_is_ego=pd.array(ids.isin(list(files)), dtype=schema.FLAG),
        x_circles=_circles_column(ids, circles),
    )
    if is_facebook:
        accounts = accounts.assign(
            is_focal=accounts["x_is_ego"], list_frame=_census(accounts["x_is_ego"])
        )
    return Snapshot(
        accounts,
        edges.follows(),
        taken_at=UNDATED,
        source=f"ego networks in {archive.path.name}",
        platform=_platform(ids, is_facebook=is_facebook),
        notes=(*_notes(edges, files, is_facebook=is_facebook), _TELLS_NOT),
    )


def _files(archive: Archive) -> Files:
    """Return the members of each ego, by what they hold."""
    found: Files = {}
    for name in archive.names():
        match = _FILE.fullmatch(PurePosixPath(name.lower()).name)
        if match:
            found.setdefault(match[1], {})[match[2]] = name
    return {ego: kinds for ego, kinds in found.items() if any(kind in kinds for kind in _OWN)}


def _ends(
    archive: Archive, files: Files, circles: dict[str, dict[str, list[str]]]
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield both ends of the listed ties of each ego, and of its ties to everybody named."""
    for ego, kinds in files.items():
        known = [np.array(people, dtype=object) for people in circles[ego].values()]
        if "edges" in kinds:
            listed = _pairs(archive, kinds["edges"])
            yield listed[:, 0], listed[:, 1]
            known.append(listed.ravel())
        if "feat" in kinds:
            known.append(_first_cells(archive, kinds["feat"]))
        people = pd.unique(np.concatenate([*known, np.array([], dtype=object)]))
        yield np.full(len(people), ego, dtype=object), people


def _pairs(archive: Archive, name: str) -> np.ndarray:
    """Return the rows of an ``.edges`` file; the left account follows the right one."""
    lines = csvfile.utf8(archive, name).decode().splitlines()
    rows = [line.split() for line in lines if line.strip()]
    odd = next((row for row in rows if len(row) != 2), None)
    if odd is not None:
        found = " ".join(odd)[:60]
        raise ReadError(f"{archive.where(name)}: expected two ids a row, found {found!r}.")
    flat = [one for row in rows for one in row]
    _check(flat, archive.where(name))
    return np.array(flat, dtype=object).reshape(-1, 2)


def _first_cells(archive: Archive, name: str) -> np.ndarray:
    lines = csvfile.utf8(archive, name).splitlines()
    cells = [line.split(maxsplit=1)[0].decode() for line in lines if line.strip()]
    _check(cells, archive.where(name))
    return np.array(cells, dtype=object)


def _circles(archive: Archive, name: str | None) -> dict[str, list[str]]:
    """Return the people of each circle: one line each, its name first."""
    if name is None:
        return {}
    found: dict[str, list[str]] = {}
    for line in csvfile.utf8(archive, name).decode().splitlines():
        label, *people = line.split() or [""]
        _check(people, archive.where(name))
        found.setdefault(label, []).extend(people)
    return found


def _check(ids: list[str], where: str) -> None:
    odd = next((text for text in ids if not _ID.fullmatch(text)), None)
    if odd is not None:
        raise ReadError(f"{where}: expected ids of digits, found {odd[:40]!r}.")


def _circles_column(ids: pd.Index, circles: dict[str, dict[str, list[str]]]) -> pd.Series:
    """Return for each account the circles it stands in, as ``ego: circle``."""
    named: dict[str, list[str]] = {}
    for ego, groups in circles.items():
        for label, people in groups.items():
            for person in dict.fromkeys(people):
                named.setdefault(person, []).append(f"{ego}: {label}")
    texts = ["; ".join(named[one]) if one in named else None for one in ids]
    return pd.Series(texts, index=ids, dtype=schema.TEXT)


def _is_facebook(archive: Archive) -> bool:
    """Whether these are the Facebook networks, which look the same but are friendships."""
    names = [name for name in archive.names() if name.lower().endswith(".featnames")]
    return any(_FACEBOOK in archive.head(name, 2**16) for name in names[:3])


def _platform(ids: pd.Index, *, is_facebook: bool) -> str:
    """Return the network; Google+ numbered its accounts with 21 digits, Twitter with up to 19."""
    if is_facebook:
        return "facebook"
    return "google+" if (ids.str.len() > 19).any() else "x"


def _census(is_ego: pd.Series) -> pd.Series:
    return pd.Series("census", index=is_ego.index, dtype=object).where(is_ego.astype(bool), None)


def _notes(edges: pairs.Edges, files: Files, *, is_facebook: bool) -> list[str]:
    notes = [note for note in edges.notes if "mutual=True" not in note]
    one = f"{len(files):,} ego networks" if len(files) > 1 else "1 ego network"
    what = "is a friend of" if is_facebook else "follows"
    rule = f"Read {one}: each ego {what} everybody named in its files."
    return [rule, *notes, *([FRIENDS_NOTE] if is_facebook else []), UNDATED_NOTE]

"""The hand-drawn snapshot that the tests share, and the two changes no answer may notice.

    eve <---------- dan
     |               |             --->  follows
     +----> ann <----+             <==>  both follow each other
            ^ ^
            | +========> ben
            |             ^        fay has no tie, and nothing is known of her
            |             H
            |             v
            +----------- cat

Eight follows among six accounts: 2 mutual dyads (ann-ben, ben-cat) and 4 one-way ones.

           in  out  mutual   what she or he is
    ann     4    1       1   focal: complete list, newest first; own posts and interactions seen
    ben     2    2       2   focal: head of a list of 200, order unknown; replied to ann 3 times
    cat     1    2       1   posts, but not to ann: a silent reader
    dan     0    2       0   follows 2,000, no picture, no bio, never posted: junk
    eve     1    1       0   last posted 400 days ago: dormant
    fay     0    0       0   everything is NA
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from hypothesis import settings

from socialkit import datasets, progress
from socialkit.errors import SocialkitError
from socialkit.snapshot import Snapshot

ORIGIN = Path(__file__).parents[2] / "shared" / "datasets" / "origin"
"""Copies of the open data beside the project, where somebody has put them; only read."""
if ORIGIN.is_dir():  # the kernels that run notebooks inherit it
    os.environ.setdefault("SOCIALKIT_DATA", str(ORIGIN))
os.environ[progress.OFF] = "0"  # a busy computer must not put bars among a notebook's outputs

# The same examples on every run and machine; no limit on time, which depends on the machine.
settings.register_profile("socialkit", deadline=None, derandomize=True, max_examples=40)
settings.load_profile("socialkit")

TAKEN_AT = pd.Timestamp("2026-01-01T00:00Z")


def days_before(*days: int | None) -> list[pd.Timestamp]:
    """Return the moments so many days before the snapshot was taken; NaT for None."""
    return [pd.NaT if day is None else TAKEN_AT - pd.Timedelta(days=day) for day in days]


def six_tables() -> dict[str, pd.DataFrame]:
    """Return the four tables of the drawing above, ready to be changed by a test."""
    accounts = pd.DataFrame(
        {
            "handle": ["AnnHeals", "BenTalks", "CatCooks", "DanDeals", "EveLaw", None],
            "name": ["Ann", "Ben", "Cat", "Dan", None, None],
            "bio": ["Therapist in Ulm", "I listen", "Soup", "", "Lawyer", None],
            "location": ["Ulm", "", None, "", "Bern", None],
            "url": ["https://ann.example", "", None, "", None, None],
            "created_at": days_before(1000, 500, 200, 10, 2000, None),
            "followers_count": [4, 200, 50, 3, 30, None],
            "following_count": [1, 100, 100, 2000, 300, None],
            "posts_count": [500, 100, 50, 0, 1000, None],
            "last_post_at": days_before(0, 10, 20, None, 400, None),
            "is_protected": [False, False, False, False, None, None],
            "has_default_image": [False, False, None, True, False, None],
            "group": ["therapist", "therapist", "restaurant", None, "lawyer", None],
            "is_focal": [True, True, False, False, False, None],
            "list_order": ["newest_first", "unknown", None, None, None, None],
            "list_frame": ["census", "head", None, None, None, None],
            "posts_seen": [True, True, False, None, None, None],
            "interactions_seen": ["both", None, None, None, None, None],
        },
        index=pd.Index(["ann", "ben", "cat", "dan", "eve", "fay"], name="account_id"),
    )
    follows = pd.DataFrame(
        [
            ("dan", "ann", days_before(5)[0], 0),
            ("eve", "ann", days_before(100)[0], 1),
            ("cat", "ann", None, 2),
            ("ben", "ann", days_before(300)[0], 3),
            ("ann", "ben", None, 0),
            ("cat", "ben", None, 1),
            ("ben", "cat", None, None),
            ("dan", "eve", None, None),
        ],
        columns=["follower_id", "followed_id", "followed_at", "position"],
    )
    # ann: 2 of 4 are replies, 1 original with a link to her own site, 1 repost.
    # ben: 1 reply and 1 original, likes unknown. cat: one stray post, her others were not seen.
    posts = pd.DataFrame(
        {
            "account_id": ["ann", "ann", "ann", "ann", "ben", "ben", "cat"],
            "posted_at": days_before(0, 1, 2, 3, 10, 20, 20),
            "kind": ["original", "reply", "reply", "repost", "reply", "original", "original"],
            "has_link": [True, False, False, True, False, None, False],
            "links_own_site": [True, False, False, False, False, None, False],
            "likes_count": [6, 1, 1, 0, None, None, 2],
            "replies_count": [2, 0, 0, 0, None, None, 0],
            "reposts_count": [1, 0, 0, 0, None, None, 0],
        },
        index=pd.Index(["p1", "p2", "p3", "p4", "p5", "p6", "p7"], name="post_id"),
    )
    interactions = pd.DataFrame(
        [
            ("ben", "ann", "reply", days_before(10)[0], 3),
            ("ben", "ann", "like", days_before(30)[0], 1),
            ("ann", "ben", "reply", days_before(1)[0], 2),
        ],
        columns=["source_id", "target_id", "kind", "at", "count"],
    )
    names = ("accounts", "follows", "posts", "interactions")
    return dict(zip(names, (accounts, follows, posts, interactions), strict=True))


@pytest.fixture(scope="session")
def six() -> Snapshot:
    """Return the snapshot drawn at the top of this file."""
    return Snapshot(
        **six_tables(),
        taken_at=TAKEN_AT,
        source="drawn by hand",
        platform="x",
        notes=("Nothing is known of fay.",),
        licence="CC0-1.0",
    )


def rebuilt(snapshot: Snapshot, **tables: pd.DataFrame) -> Snapshot:
    """Return `snapshot` with some of its four tables exchanged."""
    old = {n: getattr(snapshot, n) for n in ("accounts", "follows", "posts", "interactions")}
    texts = {n: getattr(snapshot, n) for n in ("source", "platform", "notes", "licence")}
    return Snapshot(**{**old, **tables}, taken_at=snapshot.taken_at, **texts)


def shuffled(snapshot: Snapshot, seed: int) -> Snapshot:
    """Return `snapshot` with the rows of every table in another order."""
    tables = {
        name: getattr(snapshot, name).sample(frac=1, random_state=seed + place)
        for place, name in enumerate(("accounts", "follows", "posts", "interactions"))
    }
    return rebuilt(snapshot, **tables)


def renamed(snapshot: Snapshot, seed: int) -> tuple[Snapshot, dict[str, str]]:
    """Return `snapshot` with other ids, which also sort otherwise, and old -> new account id.

    Rows keep their order, so the n-th account of the answer is the n-th of `snapshot`.
    """
    accounts, posts = snapshot.accounts, snapshot.posts
    ids = _other_names(accounts.index, seed)
    follows, interactions = snapshot.follows, snapshot.interactions
    changed = rebuilt(
        snapshot,
        accounts=accounts.set_axis(accounts.index.map(ids)),
        follows=follows.assign(
            follower_id=follows["follower_id"].map(ids), followed_id=follows["followed_id"].map(ids)
        ),
        posts=posts.assign(account_id=posts["account_id"].map(ids)).set_axis(
            posts.index.map(_other_names(posts.index, seed + 1))
        ),
        interactions=interactions.assign(
            source_id=interactions["source_id"].map(ids),
            target_id=interactions["target_id"].map(ids),
        ),
    )
    return changed, ids


def _other_names(names: pd.Index, seed: int) -> dict[str, str]:
    before = sorted(names)
    after = [f"n{number:07d}" for number in range(len(before))]
    Random(seed).shuffle(after)
    if after == sorted(after):
        after.reverse()
    return dict(zip(before, after, strict=True))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse notebook cells without a stored run: nbval would pass them, whatever they do.

    Cells of a notebook whose data can be had neither here nor from the network are skipped.
    """
    cells = [item for item in items if item.path.suffix == ".ipynb" and hasattr(item, "cell")]
    unrun = [item for item in cells if item.cell.get("execution_count") is None]
    if unrun:
        names = ", ".join(sorted({item.path.name for item in unrun}))
        raise pytest.UsageError(
            f"{len(unrun)} code cells hold no stored run ({names}), so there is nothing to compare "
            "with; run `make notebooks` and commit the outputs."
        )
    reasons = {path: _why_no_data(path) for path in {item.path for item in cells}}
    for item in cells:
        if reasons[item.path]:
            item.add_marker(pytest.mark.skip(reason=reasons[item.path]))


def _why_no_data(notebook: Path) -> str:
    """Say why open data that a notebook's metadata name cannot be had; empty when they can."""
    metadata = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]
    try:
        for name in metadata.get("socialkit", {}).get("downloads", ()):
            datasets.load(name)  # fetched here, so that no cell shows the progress of it
    except SocialkitError as error:
        return f"{notebook.name} needs open data: {error}"
    return ""


@pytest.fixture(scope="module")
def house_style() -> Iterator[None]:
    """Draw in the house style, and leave matplotlib as it was."""
    import matplotlib.pyplot as plt

    from socialkit import plot

    with plt.rc_context():
        plot.use_style()
        yield


@pytest.fixture
def close_figs() -> Iterator[None]:
    """Leave no figure open behind a test."""
    import matplotlib.pyplot as plt

    yield
    plt.close("all")

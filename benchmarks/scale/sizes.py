"""The networks that are measured, made once and kept in a folder outside the project.

Each is saved twice: by socialkit, and in the folder `plain` as pandas writes any table, with
ids as text, which is what one has by hand.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.scale.plan import SEED, SIZES, TINY, WARM_UP

if TYPE_CHECKING:
    import numpy as np

    import socialkit as sk

TABLES = ("accounts", "follows", "posts", "interactions")
PLAIN, ENDS = "plain", "ends.npz"
MOST_OFF = 0.02
"""By so much of itself may the number of follows lie off the one asked for."""


class Ends(NamedTuple):
    """Both ends of every follow as rows of the accounts table, and how many accounts there are."""

    follower: "np.ndarray"
    followed: "np.ndarray"
    accounts: int


def default_cache() -> Path:
    """Return where the networks are kept unless asked otherwise."""
    return Path(tempfile.gettempdir(), "socialkit-scale")


def folder_of(name: str, cache: Path) -> Path:
    """Return where a network is kept; one of other settings stands elsewhere."""
    size = WARM_UP if name == TINY else SIZES[name]
    return cache / f"{name}-{size.accounts}-{size.focal}-{size.follows_per_account}-{SEED}"


def is_made(folder: Path) -> bool:
    """Tell whether a network stands there whole: what is written last is there."""
    return (folder / ENDS).is_file()


def make(name: str, cache: Path) -> None:
    """Simulate a network and save it.

    Raises
    ------
    SystemExit
        When the network has not the size it should have: then `plan.SIZES` needs a new
        `follows_per_account`.
    """
    import socialkit as sk

    size = WARM_UP if name == TINY else SIZES[name]
    snapshot = sk.simulate.network(
        accounts=size.accounts, focal=size.focal, seed=SEED,
        follows_per_account=size.follows_per_account,
    ).snapshot  # fmt: skip
    found = len(snapshot.facts("follows"))
    if abs(found - size.follows) > MOST_OFF * size.follows:
        raise SystemExit(
            f"{name} has {found:,} follows and should have {size.follows:,}: change "
            "follows_per_account in benchmarks/scale/plan.py"
        )
    keep(snapshot, folder_of(name, cache))


def keep(snapshot: "sk.Snapshot", folder: Path) -> None:
    """Save a network in all its forms, whole or not at all."""
    import numpy as np

    partial = folder.with_name(folder.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    snapshot.save(partial)
    (partial / PLAIN).mkdir()
    for name in TABLES:
        frame = getattr(snapshot, name)
        ids = {column: "string" for column in frame.columns if column.endswith("_id")}
        frame.astype(ids).to_parquet(partial / PLAIN / f"{name}.parquet", compression="zstd")
    codes = snapshot.codes
    arrays = {"follower": codes.follower, "followed": codes.followed}
    np.savez(partial / ENDS, accounts=len(snapshot.accounts), **arrays)
    partial.rename(folder)


def ends(folder: Path) -> Ends:
    """Read the ends of all follows as plain arrays, which every library starts from."""
    import numpy as np

    with np.load(folder / ENDS) as arrays:
        return Ends(arrays["follower"], arrays["followed"], int(arrays["accounts"]))


def counted(folder: Path) -> dict[str, int]:
    """Tell how many rows each table of a saved network has."""
    return json.loads((folder / "snapshot.json").read_text(encoding="utf-8"))["rows"]


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]))

"""Three small exports of one made-up audience, to try the reading of exports with."""

from pathlib import Path

import pandas as pd

from socialkit.datasets._bundled import bundled
from socialkit.errors import UnknownNameError

_EXAMPLES = {
    "x-archive": (
        "x",
        "ids only",
        "who follows, newest first; own posts and whom they answer",
        "since when, what followers are like, who reacts",
    ),
    "instagram-export": (
        "instagram",
        "names with dates",
        "who follows and since when; own posts and comments on others",
        "what followers are like, who reacts",
    ),
    "mastodon-pages": (
        "mastodon",
        "full profiles",
        "who follows, their profiles and last posts; own posts and who reacts to them",
        "since when anybody follows",
    ),
}
_COLUMNS = ("platform", "kind", "tells", "does_not_tell")


def example_exports() -> pd.DataFrame:
    """List the example exports: one made-up audience, as three platforms hand it over.

    Returns
    -------
    pandas.DataFrame
        Indexed by `name`: `platform`, `kind` of export, what it `tells` and what it
        `does_not_tell` of the audience.

    Examples
    --------
    >>> example_exports()["kind"].to_dict()["x-archive"]
    'ids only'
    """
    rows = pd.DataFrame.from_dict(_EXAMPLES, orient="index", columns=list(_COLUMNS))
    return rows.astype("str").rename_axis("name")


def example_export(name: str) -> Path:
    """Find an example export, a zip as its platform makes it, for `socialkit.read`.

    Parameters
    ----------
    name
        A row of `example_exports`.

    Returns
    -------
    pathlib.Path
        The file, which comes with socialkit. All in it is made up (CC0 1.0).

    Raises
    ------
    UnknownNameError
        When there is no example of that name.

    Examples
    --------
    >>> import socialkit as sk
    >>> sk.read(example_export("x-archive"))
    <Snapshot 2026-06-30: 345 accounts, 405 follows, 80 posts, 55 interactions>
    """
    if name not in _EXAMPLES:
        raise UnknownNameError("example export", name, list(_EXAMPLES))
    return bundled("data", "exports", f"{name}.zip")

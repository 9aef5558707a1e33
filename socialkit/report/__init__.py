"""A report: the notebooks, run on one's own data, as one page that stands alone.

The page needs nothing beside it and fetches nothing: charts are inside, there is no script,
and a content security policy forbids both. Two reports on the same data are the same, byte
for byte.
"""

import tempfile
from pathlib import Path

from socialkit import audience, datasets, folders, practice, privacy
from socialkit.errors import PrivacyError, ReadError, SaveError
from socialkit.snapshot import Snapshot

PAGE = "index.html"
CHARTS = "charts"
GENERATOR = '<meta name="generator" content="socialkit'

__all__ = ["make"]


def make(
    snapshot: Snapshot,
    out: str | Path,
    *,
    account: str | None = None,
    notebooks: str | Path | None = None,
    identify: bool = False,
    progress: bool = True,
) -> Path:
    """Run the notebooks on a snapshot and write one self-contained page.

    Parameters
    ----------
    snapshot
        The data; nothing of them leaves this computer.
    out
        Folder for ``index.html`` and ``charts/`` (each chart as SVG and PNG). An earlier
        report there is replaced once the new one is complete; anything else is refused.
    account
        Whose followers: an account's id or handle. None lets the notebooks choose.
    notebooks
        Folder with the notebooks to run, in the order of their names; None means those
        that come with socialkit. Each needs a cell tagged ``parameters`` that sets
        `source`, `account` and `charts`.
    identify
        Whether accounts whose followers were collected are called by their names; else by
        labels (``"account A"``), and the page is refused if any name, id or address of the
        data is found in it. Followers are named in neither.
    progress
        Whether to draw a progress bar on the standard error stream.

    Returns
    -------
    pathlib.Path
        The page.

    Raises
    ------
    UnknownNameError
        When there is no such account.
    SaveError
        When `out` holds something else than an earlier report, or cannot be written.
    PrivacyError
        When what was written gives somebody away (nothing is kept then), or somebody is to be
        identified in practitioner mode.
    SocialkitError
        When a notebook fails; the message names the notebook and the cell.

    Examples
    --------
    >>> import tempfile
    >>> import socialkit as sk
    >>> snapshot = sk.simulate.network(accounts=200, seed=1).snapshot
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     sk.report.make(snapshot, folder, account="nobody")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    socialkit.errors.UnknownNameError: no account 'nobody'; ...
    """
    if identify:
        practice.no_single_follower("call accounts by their names", instead="identify=False")
    out = Path(out).resolve()
    focus = None if account is None else snapshot.account_id(account)
    shown = snapshot if identify else privacy.labelled(snapshot, focus, owners=_owners(snapshot))
    paths = _notebooks(notebooks)
    _refuse_foreign(out)
    try:
        with folders.whole(out) as partial:
            _write(partial, shown, focus, paths, progress)
            named = [*snapshot.focal, *_owners(snapshot), *([] if focus is None else [focus])]
            _refuse_leaks(partial, snapshot, named if identify else [])
    except OSError as error:
        reason = error.strerror or str(error)
        raise SaveError(
            f"could not write the report to {out}: {reason}. What stood there is untouched."
        ) from error
    return out / PAGE


def _write(
    folder: Path, snapshot: Snapshot, focus: str | None, paths: list[Path], progress: bool
) -> None:
    # Imported here: they take seconds, which the other commands need not wait for.
    from socialkit.report._page import page, title
    from socialkit.report._run import run
    from socialkit.report.chapters import reason_to_skip

    charts = folder / CHARTS
    charts.mkdir()
    reasons = {path: reason_to_skip(path, snapshot, focus) for path in paths}
    asked = [path for path in paths if not reasons[path]]
    left_out = [(title(path), reasons[path]) for path in paths if reasons[path]]
    with tempfile.TemporaryDirectory(prefix="socialkit-") as shelter:
        source = snapshot.save(Path(shelter) / "snapshot")
        parameters = {"source": str(source), "account": focus, "charts": str(charts)}
        done = run(asked, parameters, progress=progress)
    named = {path.stem: notebook for path, notebook in zip(asked, done, strict=True)}
    text = page(named, snapshot, focus, left_out=left_out)
    (folder / PAGE).write_text(text, encoding="utf-8", newline="\n")


def _owners(snapshot: Snapshot) -> list[str]:
    """List the accounts that the page speaks of, besides the focal ones."""
    from socialkit.report.naming import owners

    chosen = audience.choose(snapshot)
    return [*owners(snapshot), *([] if chosen is None else [chosen])]


def _refuse_leaks(folder: Path, snapshot: Snapshot, named: list[str]) -> None:
    """Refuse what gives away anybody but the accounts that may be named."""
    found = privacy.leaks(folder, snapshot, allow=named)
    if len(found):
        first = found.iloc[0]
        raise PrivacyError(
            f"the report would give {found['row'].nunique():,} accounts away: {first['file']}, "
            f"{first['where']}, holds the {first['kind']} {first['what']}. Nothing was kept."
        )


def _notebooks(folder: str | Path | None) -> list[Path]:
    folder = datasets.bundled("notebooks") if folder is None else Path(folder)
    paths = sorted(Path(folder).glob("*.ipynb"))
    if not paths:
        raise ReadError(f"{folder}: there are no notebooks (*.ipynb) in this folder.")
    return paths


def _are_charts(folder: Path) -> bool:
    """Tell whether a folder holds what a report puts there: each chart as SVG and PNG."""
    if not folder.is_dir():
        return not folder.exists()
    items = list(folder.iterdir())
    pairs = {
        item.stem: {other.suffix for other in items if other.stem == item.stem} for item in items
    }
    return all(item.is_file() for item in items) and all(
        suffixes == {".svg", ".png"} for suffixes in pairs.values()
    )


def _refuse_foreign(out: Path) -> None:
    """Refuse a folder that holds anything but an earlier report."""
    if not out.exists():
        return
    ours = out.is_dir() and {PAGE, CHARTS}.issuperset(item.name for item in out.iterdir())
    ours = ours and _are_charts(out / CHARTS)
    made = out / PAGE
    if ours and made.is_file():
        ours = GENERATOR in made.read_text(encoding="utf-8", errors="replace")[:2000]
    elif ours:
        ours = not any(out.iterdir())
    if not ours:
        raise SaveError(
            f"{out} holds something else than an earlier report; choose another folder. "
            "Nothing was written."
        )

"""Names and texts that strangers could choose to harm whoever reads a page about them."""

import shutil
from pathlib import Path

import matplotlib.pyplot as plt

from socialkit import audience, estimate, plot, publish, report, simulate
from socialkit.snapshot import Snapshot

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
RUN = {
    "named": ("00-start-here", "01-does-quantity-mean-quality", "12-publish-safely"),
    "labelled": ("01-does-quantity-mean-quality",),
}
"""The notebooks of the report with names and of that with labels; both show every account."""
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "</title></style><svg/onload=alert(3)>",
    "=cmd('calc')",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "{{ 7 * 7 }}{% raw %}${7*7}",
    "\u202egnp.exe\u2066\u200eabc",
    "ze\u200bro\u2060wi\ufeffdth",
    "longlong" * 1250,
    "$x^2$ $\\frac{1}{0}$ \\input{x}",
    "one\ntwo\r\nthree\tfour",
    "[x](javascript:alert(4)) ![y](http://evil.example/y.png)",
    "--><script src=//evil.example/z.js></script>",
    "javascript:alert(5)",
    "' onmouseover='alert(6)",
    "&lt;script&gt;alert(7)&lt;/script&gt;",
)
"""What people could call themselves to harm whoever reads a page about them."""
TOLD = "<script>alert('told')</script>{{ 7 * 7 }}\u202e"
"""What could stand in the name of a file, and from there in `source` and `notes`."""


def hostile() -> Snapshot:
    """Return a network in which every text that somebody can choose is hostile."""
    snapshot = simulate.network(accounts=600, focal=len(HOSTILE), seed=1).snapshot
    accounts = snapshot.accounts
    size = snapshot.follows["followed_id"].value_counts().reindex(accounts.index).fillna(0)
    size[snapshot.focal] += len(accounts)  # those whose names are shown come first
    place = (-size).rank(method="first").astype(int) - 1
    text = place.map(lambda number: HOSTILE[number % len(HOSTILE)])
    numbered = text + (" " + place.astype(str)).where(place >= len(HOSTILE), "")
    texts = dict.fromkeys(("handle", "name", "bio", "location", "url"), numbered.astype("string"))
    changed = accounts.assign(**texts)
    changed["group"] = text.where(place < len(HOSTILE), accounts["group"]).astype("string")
    same = {n: getattr(snapshot, n) for n in ("follows", "posts", "interactions")}
    return Snapshot(
        changed,
        **same,
        taken_at=snapshot.taken_at,
        source=f"a file called {TOLD}",
        platform="x",
        notes=(f"Nothing is known of {TOLD}", f"=cmd() {TOLD}"),
        licence=TOLD,
    )


def reports_in(folder: Path) -> dict[str, Path]:
    """Make the report twice: with names, and with labels."""
    snapshot = hostile()
    for name, run in RUN.items():
        chosen = folder / f"of-{name}"
        chosen.mkdir()
        for stem in run:
            shutil.copy(NOTEBOOKS / f"{stem}.ipynb", chosen)
        identify = name == "named"
        report.make(snapshot, folder / name, notebooks=chosen, identify=identify, progress=False)
    return {name: folder / name for name in RUN}


def bundles_in(folder: Path) -> Path:
    """Bundle a chart with names and one with letters, and make a gallery of both."""
    snapshot = hostile()
    comparison = audience.compare(snapshot).head(30).assign(is_notable=True)
    lettered = publish.pseudonymous(comparison)
    for name, table, identify in (("named", comparison, True), ("lettered", lettered, False)):
        quadrants = audience.quadrants(table)
        correlation = estimate.rank_correlation(table["quantity"], table["quality"], seed=0)
        ax = plot.quality_vs_quantity(table, quadrants, correlation, source=snapshot.source)
        words = dict.fromkeys(("description", "caption"), HOSTILE[0] if identify else None)
        publish.bundle(ax, name, folder, identify=identify, **words)
        plt.close("all")
    publish.gallery(folder, title=HOSTILE[0])
    return folder

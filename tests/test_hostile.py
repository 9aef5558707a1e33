"""Hostile names reach no output alive: a browser opens every page, and nothing happens."""

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from browser import MISSING, PROGRAM, Browser, browser

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


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return hostile()


@pytest.fixture(scope="module")
def reports(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make the report twice: with names, and with labels."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, run in RUN.items():
        chosen = folder / f"of-{name}"
        chosen.mkdir()
        for stem in run:
            shutil.copy(NOTEBOOKS / f"{stem}.ipynb", chosen)
        identify = name == "named"
        report.make(snapshot, folder / name, notebooks=chosen, identify=identify, progress=False)
    return {name: folder / name for name in RUN}


@pytest.fixture(scope="module")
def bundles(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bundle a chart with names and one with letters, and make a gallery of both."""
    folder = tmp_path_factory.mktemp("bundles")
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


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if PROGRAM is None:
        pytest.skip(MISSING)
    with browser(tmp_path_factory.mktemp("profile")) as started:
        yield started


ALIVE = {
    "dialog": ("<script>alert('a')</script>", "dialogs"),
    "dialog of a picture": ("<img src='data:,' onerror='confirm(1)'>", "dialogs"),
    "dialog on touch": ("<p onmouseover='prompt(1)'>x</p>", "dialogs"),
    "error": ("<script>nothing()</script>", "errors"),
    "console": ("<script>console.log(1)</script>", "errors"),
    "request": ("<img src='http://evil.example/a.png'>", "requests"),
    "later request": ("<script>setTimeout(() => fetch('//evil.example'), 50)</script>", "requests"),
    "window": ("<script>location = 'http://evil.example'</script>", "requests"),
    "link": ("<a href=' JavaScript:alert(1)'>x</a>", "alive"),
    "frame": ("<iframe srcdoc='x'></iframe>", "alive"),
    "handler": ("<p onclick='1'>x</p>", "alive"),
}


@pytest.mark.parametrize("what", ALIVE)
def test_the_browser_sees_what_is_alive(what: str, chromium: Browser, tmp_path: Path) -> None:
    markup, kind = ALIVE[what]
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><title>x</title>{markup}", encoding="utf-8")
    assert getattr(chromium.visit(page), kind)


def test_the_browser_sees_what_a_policy_stops(chromium: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    policy = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">"
    page.write_text(f"<!doctype html>{policy}<script>alert(1)</script>", encoding="utf-8")
    seen = chromium.visit(page)
    assert seen.dialogs == []
    assert seen.errors and seen.alive == ["script"]


@pytest.mark.parametrize("kind", ["named", "labelled"])
def test_nothing_in_a_report_is_alive(
    kind: str, reports: dict[str, Path], chromium: Browser
) -> None:
    seen = chromium.visit(reports[kind] / "index.html")
    assert seen.faults == []
    assert "Does a large following mean a good one?" in seen.text
    told = ("alert(2)", "alert(7)", "cmd('calc')", "{{ 7 * 7 }}{%", "longlong", "$x^2$")
    assert [word in seen.text for word in told] == [kind == "named"] * len(told)
    for chart in sorted((reports[kind] / "charts").glob("*.svg")):
        assert chromium.visit(chart).faults == []


def test_nothing_in_a_bundle_or_gallery_is_alive(bundles: Path, chromium: Browser) -> None:
    pages = sorted([*bundles.glob("*.html"), *bundles.glob("*.svg")])
    assert [page.name for page in pages] == [
        "index.html", "lettered.html", "lettered.svg", "named.html", "named.svg",
    ]  # fmt: skip
    seen = {page.name: chromium.visit(page) for page in pages}
    assert {name: visit.faults for name, visit in seen.items() if visit.faults} == {}
    assert HOSTILE[0] in seen["index.html"].text


UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
"""Signs that turn or split what is read; joiners stay, Persian and emoji are written with them."""


def test_no_sign_that_turns_or_splits_words_is_left(
    reports: dict[str, Path], bundles: Path
) -> None:
    files = [*bundles.iterdir(), *(file for one in reports.values() for file in one.rglob("*"))]
    texts = [one for one in files if one.suffix in (".html", ".svg", ".csv", ".txt", ".md")]
    assert len(texts) > 10
    found = {file: UNSEEN.findall(file.read_text(encoding="utf-8-sig")) for file in texts}
    assert [file.parent.name + " " + file.name for file in texts if found[file]] == []


def test_a_spreadsheet_runs_nothing(bundles: Path) -> None:
    content = (bundles / "named.csv").read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]
    assert any("cmd('calc')" in cell for cell in cells)
    risky = [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert pd.to_numeric(pd.Series(risky, dtype=object), errors="coerce").notna().all()


def test_the_labelled_report_names_nobody(reports: dict[str, Path]) -> None:
    page = (reports["labelled"] / "index.html").read_text(encoding="utf-8")
    assert not any(word in page for word in ("alert(2)", "evil.example", "SUM(", "longlong"))

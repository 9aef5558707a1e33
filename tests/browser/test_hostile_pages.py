"""Hostile names reach no page alive: a browser opens every page, and nothing happens."""

from pathlib import Path

import pytest
from hostile import HOSTILE, bundles_in, reports_in
from playwright.sync_api import Browser
from visiting import visit


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return reports_in(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundles_in(tmp_path_factory.mktemp("bundles"))


@pytest.mark.parametrize("kind", ["named", "labelled"])
def test_nothing_in_a_report_is_alive(
    kind: str, reports: dict[str, Path], chromium: Browser
) -> None:
    seen = visit(chromium, reports[kind] / "index.html")
    assert seen.faults == []
    assert "Does a large following mean a good one?" in seen.text
    told = ("alert(2)", "alert(7)", "cmd('calc')", "{{ 7 * 7 }}{%", "longlong", "$x^2$")
    assert [word in seen.text for word in told] == [kind == "named"] * len(told)
    for chart in sorted((reports[kind] / "charts").glob("*.svg")):
        assert visit(chromium, chart).faults == []


def test_nothing_in_a_bundle_or_gallery_is_alive(bundles: Path, chromium: Browser) -> None:
    pages = sorted([*bundles.glob("*.html"), *bundles.glob("*.svg")])
    assert [page.name for page in pages] == [
        "index.html", "lettered.html", "lettered.svg", "named.html", "named.svg",
    ]  # fmt: skip
    seen = {page.name: visit(chromium, page) for page in pages}
    assert {name: visit.faults for name, visit in seen.items() if visit.faults} == {}
    assert HOSTILE[0] in seen["index.html"].text

"""A reader opens the first notebook in JupyterLab, runs it, moves a control, and saves."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from lab import PATIENCE, Lab, lab
from playwright.sync_api import Browser, Locator, Page, expect
from visiting import LOCAL

NAME = "00-start-here.ipynb"
NOTEBOOK = Path(__file__).parents[2] / "notebooks" / NAME


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with lab(tmp_path_factory.mktemp("lab"), [NOTEBOOK]) as started:
        yield started


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """Every address that the browser asks for, in the order of asking."""
    return []


@pytest.fixture(scope="module")
def page(running: Lab, chromium: Browser, asked: list[str]) -> Iterator[Page]:
    """Open the notebook, and run it from top to bottom as a reader would, by the menu."""
    opened = chromium.new_page(viewport={"width": 1400, "height": 1000})
    opened.set_default_timeout(1000 * PATIENCE)
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(running.address(f"lab/tree/{NAME}"))
    wait_until_idle(opened)
    opened.get_by_role("menuitem", name="Run", exact=True).click()
    opened.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    picture(opened).wait_for()
    wait_until_idle(opened)
    yield opened
    opened.close()


def wait_until_idle(page: Page) -> None:
    expect(page.locator("#jp-main-statusbar")).to_contain_text("Idle", timeout=1000 * PATIENCE)


def picture(page: Page) -> Locator:
    """Return the chart below the controls."""
    return page.locator(".widget-vbox img").first


def test_it_runs_from_top_to_bottom_without_an_error(page: Page) -> None:
    assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
    assert page.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0


def test_a_moved_control_changes_chart_and_sentence(page: Page) -> None:
    chart, said = picture(page), page.locator(".widget-vbox [role=status]")
    before, words = chart.get_attribute("src"), said.text_content()
    assert chart.get_attribute("alt").strip()
    handle = page.locator(".widget-slider .noUi-handle").first
    handle.focus()
    for _ in range(4):
        handle.press("ArrowLeft")
    expect(chart).not_to_have_attribute("src", before)
    expect(said).not_to_have_text(words)
    assert picture(page).is_visible()


def test_what_is_saved_was_run_and_holds_a_picture_for_those_who_only_read(
    page: Page, running: Lab
) -> None:
    path = running.folder / NAME
    before = path.stat().st_mtime_ns
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    for _ in range(100):
        page.wait_for_timeout(100)
        if path.stat().st_mtime_ns > before:
            break
    saved = nbformat.read(path, as_version=4)
    code = [cell for cell in saved.cells if cell.cell_type == "code"]
    assert path.stat().st_mtime_ns > before
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    (explored,) = (cell for cell in code if "sk.explore.quality" in cell.source)
    shown = [output.data for output in explored.outputs]
    assert any("<img" in one.get("text/html", "") and "alt=" in one["text/html"] for one in shown)
    assert any("mean quality" in one.get("text/plain", "") for one in shown)


def test_nothing_outside_is_asked_for(page: Page, asked: list[str], running: Lab) -> None:
    home = running.address("").split("?")[0]
    assert asked
    outside = {url for url in asked if not url.startswith((home, *LOCAL))}
    assert outside == set()

"""A report opened as its reader opens it: from a folder, without a network."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from reading import barriers, pictures_without_text, skipped_headings
from visiting import Watch

from socialkit import datasets, report

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    snapshot = datasets.load("therapists")
    return report.make(snapshot, tmp_path_factory.mktemp("report") / "out", progress=False)


@pytest.fixture(params=SIZES)
def opened(
    request: pytest.FixtureRequest, chromium: Browser, path: Path
) -> Iterator[tuple[Page, Watch]]:
    width, height = SIZES[request.param]
    with closing(chromium.new_context(viewport={"width": width, "height": height})) as context:
        watch = Watch(context)
        page = context.new_page()
        page.goto(path.as_uri())
        yield page, watch


def test_it_asks_for_nothing_and_complains_of_nothing(opened: tuple[Page, Watch]) -> None:
    page, watch = opened
    assert page.title() == "How good are these followers?"
    asked = [url for url in watch.requests if not url.startswith("data:")]
    assert asked == [page.url]
    assert watch.errors == watch.dialogs == []


def test_every_picture_is_there_and_has_a_text(opened: tuple[Page, Watch]) -> None:
    page, _ = opened
    pictures = page.locator("img")
    assert pictures.count() > 10
    assert pictures_without_text(page) == []
    broken = "all => all.filter(one => !one.complete || !one.naturalWidth).length"
    assert pictures.evaluate_all(broken) == 0


def test_nobody_meets_a_barrier(opened: tuple[Page, Watch]) -> None:
    page, _ = opened
    assert barriers(page) == []
    assert skipped_headings(page) == []


def test_the_page_is_no_wider_than_the_screen(opened: tuple[Page, Watch]) -> None:
    page, _ = opened
    width = page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]


def test_every_entry_of_the_contents_leads_to_its_chapter(opened: tuple[Page, Watch]) -> None:
    page, _ = opened
    links = page.locator("nav a[href^='#']")
    assert links.count() > 8
    missing = "all => all.filter(one => !document.getElementById(one.hash.slice(1))).length"
    assert links.evaluate_all(missing) == 0

"""The site opened from its folder, without a network; `make site` builds it."""

from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlparse

import pytest
from playwright.sync_api import Browser, Page
from reading import barriers, pictures_without_text, skipped_headings
from visiting import Watch

SITE = Path(__file__).parents[2] / "site"
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
PAGES = (
    "index.html",
    "notebooks/index.html",
    "notebooks/01-does-quantity-mean-quality.html",
    "notebooks/12-publish-safely.html",
    "gallery/index.html",
    "gallery/quality_vs_quantity.html",
    "reference/audience.html",
    "methods.html",
)
LOOKS = list(product(PAGES, SIZES, ("light", "dark")))


@pytest.fixture(scope="module", autouse=True)
def site() -> Path:
    assert (SITE / "index.html").is_file(), "there is no site; `make test-browser` builds it"
    return SITE


@pytest.fixture
def opened(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[tuple[Page, Watch]]:
    name, size, theme = request.param
    width, height = SIZES[size]
    view = {"viewport": {"width": width, "height": height}, "color_scheme": theme}
    with closing(chromium.new_context(**view)) as context:
        watch = Watch(context)
        page = context.new_page()
        page.goto((SITE / name).as_uri())
        yield page, watch


@pytest.mark.parametrize("opened", LOOKS, indirect=True, ids="-".join)
def test_a_page_can_be_read_by_everybody(opened: tuple[Page, Watch]) -> None:
    page, watch = opened
    assert barriers(page) == []
    assert pictures_without_text(page) == []
    assert skipped_headings(page) == []
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= page.viewport_size["width"]
    assert watch.complaints == watch.outside == watch.dialogs == []


@pytest.mark.parametrize("opened", [("index.html", "desktop", "light")], indirect=True)
def test_a_word_is_searched_and_found_without_a_network(opened: tuple[Page, Watch]) -> None:
    page, watch = opened
    page.goto(f"{(SITE / 'search.html').as_uri()}?q=dormant")
    results = page.locator("#search-results li")
    results.filter(has_text="Who follows me, and is anybody there?").first.wait_for()
    assert results.count() > 5
    assert watch.outside == []


@pytest.mark.parametrize("opened", [("index.html", "desktop", "light")], indirect=True)
def test_every_link_of_every_page_leads_somewhere(opened: tuple[Page, Watch]) -> None:
    page, _ = opened
    broken = []
    for path in sorted(SITE.rglob("*.html")):
        page.goto(path.as_uri())
        links = page.locator("a[href]").evaluate_all("all => all.map(one => one.href)")
        files = {urldefrag(link).url for link in links if link.startswith("file:")}
        found = [unquote(urlparse(link).path) for link in sorted(files)]
        broken += [(path.name, link) for link in found if not Path(link).exists()]
    assert broken == []

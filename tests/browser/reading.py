"""What those who cannot see, or cannot use a mouse, meet on a page."""

from itertools import pairwise

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_IMAGES_WITHOUT_TEXT = """
() => [...document.querySelectorAll('img, svg[role=img]')]
    .filter(one => one.getAttribute('aria-hidden') !== 'true'
        && !(one.getAttribute('alt') || one.getAttribute('aria-label') || '').trim()
        && !(one.getAttribute('alt') === '' && one.closest('a')?.textContent.trim()))
    .map(one => one.outerHTML.slice(0, 120))
"""
_HEADINGS = """
() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => +one.localName[1])
"""


def barriers(page: Page) -> list[str]:
    """Return what axe-core finds against the page, one line for each rule that is broken."""
    # `preload` would fetch the style sheets once more, which pages from a folder may not.
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [f"{one['impact']}: {one['id']}: {_places(one)}" for one in found]


def pictures_without_text(page: Page) -> list[str]:
    """Return the pictures of a page that have no alternative text, nor words in the same link."""
    return page.evaluate(_IMAGES_WITHOUT_TEXT)


def skipped_headings(page: Page) -> list[tuple[int, int]]:
    """Return each pair of headings in which the second lies more than one level deeper."""
    levels = [0, *page.evaluate(_HEADINGS)]
    pairs = pairwise(levels)
    return [pair for pair in pairs if pair[1] > pair[0] + 1]


def _places(violation: dict) -> str:
    places = [str(node["target"]) for node in violation["nodes"]]
    return f"{len(places)} places, such as {places[0]}"

"""What hinders a reader is found, or the tests of report and site would pass whatever happened."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page
from reading import barriers, pictures_without_text, skipped_headings

PAGE = """<!doctype html><html lang="en"><head><title>x</title></head><body><main>
<h1>x</h1><h2>y</h2><p>Some words.</p><img alt="Two bars." src="data:,"></main></body></html>"""
PLANTED = {
    "alt": ('alt="Two bars."', "", pictures_without_text),
    "blank alt": ("Two bars.", " ", pictures_without_text),
    "heading": ("h2>", "h3>", skipped_headings),
    "picture": ('alt="Two bars."', "", barriers),
    "language": (' lang="en"', "", barriers),
    "contrast": ("<p>Some", '<p style="color:#bbb">Some', barriers),
    "title": ("<title>x</title>", "", barriers),
}


@pytest.fixture
def page(chromium: Browser) -> Page:
    opened = chromium.new_page()
    yield opened
    opened.close()


def test_a_good_page_has_no_fault(page: Page) -> None:
    page.set_content(PAGE)
    assert barriers(page) == pictures_without_text(page) == skipped_headings(page) == []


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str, page: Page) -> None:
    old, new, look = PLANTED[fault]
    assert old in PAGE
    page.set_content(PAGE.replace(old, new))
    found: Callable[[Page], list] = look
    assert found(page)

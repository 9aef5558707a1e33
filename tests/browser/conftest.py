"""A headless Chromium for the tests of this folder, which `make test-browser` runs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from visiting import PROGRAM


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if PROGRAM is None:
        pytest.fail("chromium is not installed (on Debian: apt-get install chromium)")
    switches = ["--no-sandbox", "--disable-dev-shm-usage"]  # containers mostly need both
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=PROGRAM, args=switches)
        yield started
        started.close()

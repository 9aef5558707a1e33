"""A reader opens the first notebook in JupyterLab, runs it, moves a control, and saves."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).parents[2]
NAME = "00-start-here.ipynb"
PATIENCE = 180.0
"""Seconds that starting and running may take on a busy machine."""


class Lab:
    """A JupyterLab on a folder of notebooks, reached by nobody but this computer."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "notebooks"
        self.folder.mkdir(parents=True)
        shutil.copy(ROOT / "notebooks" / NAME, self.folder)
        self._token = secrets.token_hex(16)
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self._port = free.getsockname()[1]
        settings = {
            "ip": "127.0.0.1",
            "port": self._port,
            "port_retries": 0,
            "open_browser": False,
            "allow_root": True,
            "root_dir": self.folder,
        }
        switches = [f"--ServerApp.{name}={value}" for name, value in settings.items()]
        rest = [f"--IdentityProvider.token={self._token}", "--LabApp.news_url="]
        folders = {
            "HOME": home,
            "IPYTHONDIR": home / "ipython",
            "JUPYTER_RUNTIME_DIR": home / "run",
        }
        self._log = (home / "lab.log").open("w")
        self._running = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *switches, *rest],
            env={**os.environ, **{name: str(folder) for name, folder in folders.items()}},
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self._port}/{path}?token={self._token}"

    def wait(self) -> None:
        end = monotonic() + PATIENCE
        while monotonic() < end and self._running.poll() is None:
            try:
                with urllib.request.urlopen(self.address("api/status"), timeout=5):
                    return
            except OSError:
                sleep(0.2)
        pytest.fail(f"JupyterLab did not start; {self._log.name} says why")

    def stop(self) -> None:
        self._running.terminate()
        self._running.wait(PATIENCE)
        self._log.close()


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    started = Lab(tmp_path_factory.mktemp("lab"))
    try:
        started.wait()
        yield started
    finally:
        started.stop()


@pytest.fixture(scope="module")
def page(lab: Lab, chromium: Browser) -> Iterator[Page]:
    """Open the notebook, and run it from top to bottom as a reader would, by the menu."""
    opened = chromium.new_page(viewport={"width": 1400, "height": 1000})
    opened.set_default_timeout(1000 * PATIENCE)
    opened.goto(lab.address(f"lab/tree/{NAME}"))
    wait_until_idle(opened)
    opened.get_by_role("menuitem", name="Run", exact=True).click()
    opened.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(opened.locator("#jp-main-statusbar")).to_contain_text("Busy", timeout=60_000)
    wait_until_idle(opened)
    yield opened
    opened.close()


def wait_until_idle(page: Page) -> None:
    expect(page.locator("#jp-main-statusbar")).to_contain_text("Idle", timeout=1000 * PATIENCE)


def test_it_runs_from_top_to_bottom_without_an_error(page: Page) -> None:
    page.screenshot(path="/tmp/w/s8/lab.png")
    assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0

"""A JupyterLab on a folder of notebooks, reached by nobody but this computer."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

PATIENCE = 180.0
"""Seconds that starting and running may take on a busy machine."""


class Lab:
    """A running JupyterLab.

    Attributes
    ----------
    folder
        The notebooks it shows, copies of those given.
    """

    def __init__(self, home: Path, notebooks: list[Path]) -> None:
        self.folder = home / "notebooks"
        self.folder.mkdir(parents=True)
        for path in notebooks:
            shutil.copy(path, self.folder)
        self._token = secrets.token_hex(16)
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self._port = free.getsockname()[1]
        self._log = (home / "lab.log").open("w")
        own = {"HOME": home, "IPYTHONDIR": home / "ipython", "JUPYTER_RUNTIME_DIR": home / "run"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *self._switches()],
            env={**os.environ, **{name: str(folder) for name, folder in own.items()}},
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )

    def _switches(self) -> list[str]:
        settings = {
            "ServerApp.ip": "127.0.0.1",
            "ServerApp.port": self._port,
            "ServerApp.port_retries": 0,
            "ServerApp.open_browser": False,
            "ServerApp.allow_root": True,
            "ServerApp.root_dir": self.folder,
            "IdentityProvider.token": self._token,
        }
        return [f"--{name}={value}" for name, value in settings.items()]

    def address(self, path: str) -> str:
        """Return where something of this JupyterLab is found."""
        return f"http://127.0.0.1:{self._port}/{path}?token={self._token}"

    def wait(self) -> None:
        """Wait until it answers."""
        end = monotonic() + PATIENCE
        while monotonic() < end and self.process.poll() is None:
            try:
                with urllib.request.urlopen(self.address("api/status"), timeout=5):
                    return
            except OSError:
                sleep(0.2)
        raise AssertionError(f"JupyterLab did not start; {self._log.name} says why")

    def stop(self) -> None:
        """End it, and nothing else."""
        self.process.terminate()
        self.process.wait(PATIENCE)
        self._log.close()


@contextmanager
def lab(home: Path, notebooks: list[Path]) -> Iterator[Lab]:
    """Start a JupyterLab on copies of some notebooks, and end it."""
    started = Lab(home, notebooks)
    try:
        started.wait()
        yield started
    finally:
        started.stop()

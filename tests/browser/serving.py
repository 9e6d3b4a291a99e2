"""The product's own server, started by a test on a folder of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tests import migrated

ENSLINJE, DJANGO = (Path(sys.executable).with_name(name) for name in ("enslinje", "django-admin"))


class Site:
    """A folder of data with the settings it is served by; `address` once it is."""

    def __init__(self, data: Path, port: int | None = None, **settings: str) -> None:
        self.data = data
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.settings = settings

    def run(self, *command: str | Path) -> str:
        """Run a command of the product and return what it printed."""
        given = [str(word) for word in command]
        done = subprocess.run(
            given, env=self._environment(), check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout

    def invite(self, code: str, email: str, *more: str) -> str:
        """Invite somebody and return the link where a password is chosen."""
        printed = self.run(ENSLINJE, "invite", code, email, "--site", self.address, *more)
        return printed.split()[-1]

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Serve it until the end of the block."""
        serve = [ENSLINJE, "serve", "--port", str(self.port), "--workers", "1"]
        with subprocess.Popen(serve, env=self._environment(), stdout=subprocess.DEVNULL) as process:
            try:
                yield _answering(self.address, process)
            finally:
                process.terminate()
                try:
                    process.wait(timeout=10)
                except subprocess.TimeoutExpired:
                    process.kill()

    def _environment(self) -> Mapping[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "ENSLINJE_MODE": "demo",
            "ENSLINJE_DATA": str(self.data),
            "DJANGO_SETTINGS_MODULE": "enslinje.config.settings",
            **self.settings,
        }


def with_stockholm(data: Path) -> Path:
    """Fill a folder with what a server of the demo needs."""
    site = Site(data)
    with migrated.beforehand(migrated.SqliteFile(data / "enslinje.sqlite3")):
        site.run(DJANGO, "migrate", "--verbosity", "0")
    site.run(ENSLINJE, "demo", "stockholm-2021")
    site.run(DJANGO, "collectstatic", "--no-input", "--verbosity", "0")
    return data


def copied(data: Path, to: Path) -> Path:
    """Copy a folder that no server uses."""
    shutil.copytree(data, to)
    return to


def free_port() -> int:
    """Return a port that nothing listens on just now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def _answering(address: str, process: subprocess.Popen[bytes]) -> str:
    for _ in range(300):
        assert process.poll() is None, "the server ended"
        try:
            with urlopen(f"{address}/halsa/", timeout=5):
                return address
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")

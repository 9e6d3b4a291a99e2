"""A server on loopback with the whole of Stockholm loaded, and the smallest there is beside it."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psutil

from benchmarks.load.client import Answered, Asked

HOST = "127.0.0.1"
PATIENCE_SECONDS = 90
BIN = Path(sys.executable).parent


@dataclass
class Server:
    """One that runs: where it answers, and the processor time it has used."""

    port: int
    process: subprocess.Popen[bytes]

    def processor(self) -> float:
        """Seconds of processor time, of all its processes."""
        top = psutil.Process(self.process.pid)
        return sum(
            times.user + times.system
            for times in (one.cpu_times() for one in (top, *top.children(recursive=True)))
        )


@dataclass(frozen=True)
class Played:
    """What was answered, and the processor seconds of the client and of the server."""

    answers: list[Answered]
    client: float
    server: float
    seconds: float


def environment(folder: Path, database: str = "") -> dict[str, str]:
    """The settings of a product that keeps its data in `folder`, or in the named database."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ours = {
        "DJANGO_SETTINGS_MODULE": "enslinje.config.settings",
        "ENSLINJE_MODE": "demo",
        "ENSLINJE_DATA": str(folder),
    }
    return kept | ours | ({"DATABASE_URL": database} if database else {})


def make_city(settings: dict[str, str]) -> list[tuple[str, str, str]]:
    """Load Stockholm as it is on the last evening: see `benchmarks.load.city`.

    Returns:
        For each body its slug, and the codes of who prepares its plan and of who submits it.
    """
    for command in (
        [BIN / "django-admin", "migrate", "--skip-checks", "--verbosity", "0"],
        [BIN / "enslinje", "demo", "stockholm-2021", "--clock", "2021-02-15"],
        [BIN / "django-admin", "collectstatic", "--no-input", "--verbosity", "0"],
    ):
        subprocess.run(command, env=settings, check=True, stdout=subprocess.DEVNULL)
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.load.city"],
        env=settings,
        check=True,
        capture_output=True,
        text=True,
    )
    return [(slug, editor, head) for slug, editor, head in json.loads(made.stdout)]


@contextmanager
def product(settings: dict[str, str]) -> Iterator[Server]:
    """The product as `enslinje serve` serves it, with two processes."""
    port = _free_port()
    command = [str(BIN / "enslinje"), "serve", "--port", str(port), "--workers", "2"]
    with _served(command, settings, port, "/halsa/") as server:
        yield server


@contextmanager
def minimal() -> Iterator[Server]:
    """The smallest page that Django makes, served alike."""
    port = _free_port()
    command = [sys.executable, "-m", "benchmarks.load.minimal", str(port)]
    with _served(command, dict(os.environ), port, "/") as server:
        yield server


def play(server: Server, asked: Sequence[Asked]) -> Played:
    """Ask from a process of its own."""
    began, used = time.monotonic(), server.processor()
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.load.client", HOST, str(server.port)],
        input=json.dumps([asdict(one) for one in asked]),
        check=True,
        capture_output=True,
        text=True,
    )
    took, found = time.monotonic() - began, json.loads(told.stdout)
    answers = [Answered(**one) for one in found["answers"]]
    return Played(answers, found["processor"], server.processor() - used, took)


@contextmanager
def _served(
    command: Sequence[str], settings: dict[str, str], port: int, address: str
) -> Iterator[Server]:
    process = subprocess.Popen(
        command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(f"http://{HOST}:{port}{address}")
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            with urlopen(address, timeout=5):  # noqa: S310  (our own address)
                return
        except (HTTPError, URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"{address} does not answer")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        return int(trial.getsockname()[1])

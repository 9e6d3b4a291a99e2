"""`kill -9` of the real server, `enslinje serve`, while clients write through it.

Whoever got no answer sends the same again to the next server, as a person does: it has one effect.
"""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from threading import Event
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
from django.db import connections

from tests.stress import harms
from tests.stress.door import OFF
from tests.stress.kills import Tally, of_writes, pulses

ENSLINJE = Path(sys.executable).with_name("enslinje")
WORKERS, CLIENTS = 2, 4
PATIENCE_SECONDS = 60
LOAD_SECONDS = (0.2, 1.0)
ONE_WORKER_EVERY = 5
"""Of so many kills one takes a single worker first; the server makes another."""

WRITES_OF_A_CLIENT = 30_000


def run(*, kills: int, off: Sequence[str] = (), until_harm: bool = False) -> dict:
    """Kill so many servers under load; tell as `tests.stress.kills.run`."""
    chance = random.Random("server kills")
    tally = Tally(pulses())
    found: harms.Harms = []
    done = sent_again = 0
    for number in range(kills):
        with served(off) as (address, server):
            unanswered = tally.begun - tally.acknowledged.keys()
            sent_again += len(unanswered)
            said = "".join(_sent(address, mark) for mark in sorted(unanswered))
            said += _loaded(address, server, number, chance)
        tally.take(said)
        done += 1
        found += [("error", line) for line in said.splitlines() if line.startswith("answered")]
        found += of_writes(tally)
        if until_harm and found:
            break
    found += [*harms.of_the_log(), *harms.of_the_file()]
    connections.close_all()
    counted = {"kills": done, "sent again": sent_again, "workers": WORKERS, "clients": CLIENTS}
    return counted | tally.counted() | harms.summed_up(found)


@contextmanager
def served(off: Sequence[str]):
    """Start the server, wait until it answers, and see to it that it is dead in the end."""
    connections.close_all()
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.stress.door_settings",
        OFF: ",".join(off),
    }
    server = subprocess.Popen(
        [ENSLINJE, "serve", "--port", str(port), "--workers", str(WORKERS)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/halsa/")
        yield f"http://127.0.0.1:{port}/stress/", server
    finally:
        _kill(server)


def _kill(server: subprocess.Popen) -> None:
    """Kill the server and all its workers at once."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with urlopen(address, timeout=5):
                return
        except (OSError, HTTPException):
            assert time.monotonic() < deadline, f"{address} does not answer"
            time.sleep(0.05)


def _loaded(address: str, server: subprocess.Popen, number: int, chance: random.Random) -> str:
    """Let the clients write until the server is killed; return what they say."""
    stop = Event()
    with ThreadPoolExecutor(CLIENTS) as clients:
        words = [clients.submit(_writing, address, number, at, stop) for at in range(CLIENTS)]
        time.sleep(chance.uniform(*LOAD_SECONDS))
        if number % ONE_WORKER_EVERY == 0:
            children = psutil.Process(server.pid).children()
            max(children, key=lambda child: child.memory_info().rss).kill()
            time.sleep(chance.uniform(*LOAD_SECONDS))
        _kill(server)
        stop.set()
        return "".join(one.result() for one in words)


def _writing(address: str, number: int, client: int, stop: Event) -> str:
    """Write one thing after another; what is cut off stays so until the next server."""
    said = ""
    for at in range(WRITES_OF_A_CLIENT):
        if stop.is_set():
            break
        said += _sent(address, f"{number}-{client * WRITES_OF_A_CLIENT + at}")
    return said


def _sent(address: str, mark: str) -> str:
    """Send one write; say as a writer does when it began and whether it was acknowledged."""
    try:
        with urlopen(address, data=f"mark={mark}".encode(), timeout=PATIENCE_SECONDS) as answer:
            return f"begun {mark} 0\nacknowledged {mark} {answer.read().decode()}\n"
    except HTTPError as error:
        return f"begun {mark} 0\nanswered-{error.code} {mark} 0\n"
    except (OSError, HTTPException):
        time.sleep(0.02)
        return f"begun {mark} 0\n"

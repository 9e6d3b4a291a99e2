"""Processes that set off together, and round by round."""

import json
import os
import tempfile
import traceback
from collections.abc import Callable, Iterable
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from django.db import connections

PATIENCE_SECONDS = 120

Told = dict[str, Any]
Work = Callable[[int, Callable[[], object]], Iterable[Told]]
"""Takes the number of its process and what waits for the others; yields what happened."""


def race(work: Work, *, processes: int) -> list[Told]:
    """Fork so many processes, let each do `work`, return what all of them told."""
    connections.close_all()
    barrier = get_context("fork").Barrier(processes, timeout=PATIENCE_SECONDS)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / str(number) for number in range(processes)]
        pids = [_fork(work, number, barrier.wait, file) for number, file in enumerate(files)]
        statuses = [os.waitpid(pid, 0)[1] for pid in pids]
        assert not any(statuses), f"processes ended with {statuses}"
        return [json.loads(line) for file in files for line in file.open()]


def _fork(work: Work, number: int, wait: Callable[[], object], file: Path) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        with file.open("w") as out:
            out.writelines(json.dumps(told) + "\n" for told in work(number, wait))
        connections.close_all()
        status = 0
    except BaseException:  # noqa: BLE001 - whatever it was, this process ends here
        traceback.print_exc()
    finally:
        os._exit(status)

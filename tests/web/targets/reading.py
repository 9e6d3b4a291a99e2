"""A file as the grid's page reads it: what is said of it, and in another process what it costs."""

import json
import os
import pickle
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from enslinje.goals.target_entries import Verdict
from enslinje.goals.target_grid import TargetGrid
from enslinje.web.target_grid import blocks
from enslinje.web.target_grid.blocks import BlockLine, BlockPage
from enslinje.web.target_grid.files_in import FileRefused, sent_by
from tests.house.sources import ROOT

MOST_SECONDS = 10
MOST_MEGABYTES = 300
MOST_TOLD = 10
GUARD = 1_500_000_000
"""Bytes beyond its start where a process is stopped, so that the machine does not suffer."""


@dataclass(frozen=True)
class Read:
    """What is said of a file: why it is refused, or the preview of it."""

    refused: str = ""
    page: BlockPage | None = None

    @property
    def lines(self) -> tuple[BlockLine, ...]:
        """The rows of a file that is previewed, where something changes or is at fault."""
        return self.page.lines if self.page else ()

    @property
    def told(self) -> list[str]:
        """All that is said to be wrong."""
        if self.page is None:
            return [self.refused]
        return [*self.page.unknown, *(said for line in self.lines for said in line.faults)]

    @property
    def untold(self) -> list[str]:
        """The codes of the rows where a cell is refused and nothing is said of it."""
        return [line.code for line in self.lines if _cells_refused(line) != len(line.faults)]


def _cells_refused(line: BlockLine) -> int:
    return [line.text_verdict, line.reason_verdict].count(Verdict.REFUSED)


def read(name: str, content: bytes, grid: TargetGrid, *, warned: bool = True) -> Read:
    """Read a file as the page does, and preview it.

    Where it is not `warned`, the rows that nothing is wrong with are left out: how their targets
    compare with what is known is asked of the database.
    """
    try:
        sent = sent_by(name, content)
    except FileRefused as fault:
        return Read(refused=str(fault))
    laid = blocks.lay(grid, sent, [row.code for row in grid.rows])
    if not warned:
        laid = replace(laid, planned=tuple(one for one in laid.planned if one[1].refusals))
    return Read(page=blocks.preview(laid))


@dataclass(frozen=True)
class Cost:
    """What was told of a file by a process, and what it took.

    `seconds` of a processor, `megabytes` beyond what it had; both infinite when it was stopped.
    """

    told: list[str]
    seconds: float
    megabytes: float

    @property
    def is_within(self) -> bool:
        """Whether it took no more than a reading may."""
        return self.seconds <= MOST_SECONDS and self.megabytes <= MOST_MEGABYTES


class Readers:
    """A process with the product loaded and nothing else, and each file read in a fork of it."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self._process = process
        self._folder = folder

    def cost(self, name: str, content: bytes, *, limited: bool = True) -> Cost:
        """Have a file read. Where it is not `limited`, the product looks at no size inside it."""
        path = self._folder / "file"
        path.write_bytes(content)
        assert self._process.stdin
        assert self._process.stdout
        asked = {"path": str(path), "name": name, "limited": limited}
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        return Cost(**json.loads(self._process.stdout.readline()))


@contextmanager
def readers(grid: TargetGrid, folder: Path) -> Iterator[Readers]:
    """Start the process, and end it."""
    kept = folder / "grid"
    kept.write_bytes(pickle.dumps(grid))
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(kept)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        yield Readers(process, folder)
        assert process.stdin
        process.stdin.close()


PROGRAM = "import django; django.setup(); from tests.web.targets import reading; reading.serve()"


def serve() -> None:
    """Read the files that are asked for, each in a process of its own, until nobody asks."""
    grid = pickle.loads(Path(sys.argv[1]).read_bytes())  # noqa: S301 - written just before
    for line in sys.stdin:
        asked = json.loads(line)
        ours, its = os.pipe()
        child = os.fork()
        if not child:
            try:
                _report(its, grid, asked)
            finally:
                os._exit(0)
        os.close(its)
        with os.fdopen(ours, encoding="utf-8") as pipe:
            said = pipe.read()
        os.waitpid(child, 0)
        print(said or json.dumps(asdict(STOPPED)), flush=True)  # noqa: T201 - its answer


STOPPED = Cost([], float("inf"), float("inf"))


def _report(pipe: int, grid: TargetGrid, asked: dict[str, Any]) -> None:
    start, began = peak(), time.process_time()
    resource.setrlimit(resource.RLIMIT_AS, (_size() + GUARD,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS + 2,) * 2)
    if not asked["limited"]:
        switch_off()
    content = Path(asked["path"]).read_bytes()
    told = read(asked["name"], content, grid, warned=False).told
    cost = Cost(told[:MOST_TOLD], time.process_time() - began, peak() - start)
    with os.fdopen(pipe, "w", encoding="utf-8") as out:
        json.dump(asdict(cost), out)


def switch_off() -> None:
    """Let the product look at no size inside a file, in this process."""
    from enslinje.exchange import block_files, excel_archive
    from enslinje.exchange.reading import Limits

    block_files.LIMITS = Limits(*[10**12] * 5)
    excel_archive.MOST_TIMES_LARGER = excel_archive.MOST_MARKS_BESIDE = 10**12


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1_024 / 1_000_000


def _size() -> int:
    """Bytes of the addresses that this process has."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()

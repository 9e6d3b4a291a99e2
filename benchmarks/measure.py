"""Run two programs in turn, each as a process of its own, and compare them run by run."""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

MIB = 1 << 20


@dataclass(frozen=True)
class Run:
    """One whole process: seconds, peak memory in MiB, and the checksum of its results."""

    whole: float
    compute: float
    peak_mib: float
    checksum: str


@dataclass(frozen=True)
class Comparison:
    """What was asked and what was measured, for one figure."""

    what: str
    measured: float
    asked: float
    unit: str = "×"

    @property
    def holds(self) -> bool:
        """Whether it is within what is asked."""
        return self.measured <= self.asked


def run(module: str, *arguments: str) -> Run:
    """Run `python -m module` once and read its report.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    whole = time.perf_counter() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, module)
    report = json.loads(printed.splitlines()[-1])
    return Run(whole, report["seconds"]["compute"], _peak(usage), report["checksum"])


def _peak(usage: resource.struct_rusage) -> float:
    """Peak resident memory in MiB: Linux counts it in KiB."""
    return usage.ru_maxrss * 1024 / MIB


def alternate(
    ours: Callable[[], Run], theirs: Callable[[], Run], *, runs: int
) -> tuple[list[Run], list[Run]]:
    """Run the two in turn: one warm-up each, then `runs` counted pairs.

    Raises:
        ValueError: their checksums differ: they did not compute the same.
    """
    pairs = [(ours(), theirs()) for _ in range(runs + 1)]
    checksums = {one.checksum for pair in pairs for one in pair}
    if len(checksums) > 1:
        raise ValueError(f"The results differ: checksums {', '.join(sorted(checksums))}")
    counted = pairs[1:]
    return [mine for mine, _ in counted], [other for _, other in counted]


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios pair by pair: a machine that drifts drifts for both."""
    return statistics.median(mine / other for mine, other in zip(ours, theirs, strict=True))


def compare_ledger(folder: Path, *, runs: int) -> Comparison:
    """Compare the core's statement of a million postings with DuckDB's."""
    ours, theirs = alternate(
        lambda: run("benchmarks.ledger", str(folder), "ours"),
        lambda: run("benchmarks.ledger", str(folder), "duckdb"),
        runs=runs,
    )
    return Comparison(
        f"a million postings: statement, reserves and balance, {_median(ours, 'compute'):.2f} s "
        f"against DuckDB's {_median(theirs, 'compute'):.2f}",
        ratio([one.compute for one in ours], [one.compute for one in theirs]),
        1.0,
    )


def compare(folder: Path, engine: str, *, runs: int, peak_mib: float) -> list[Comparison]:
    """Compare the core with DuckDB on the files of `folder`."""
    ours, theirs = alternate(
        lambda: run("benchmarks.ours", str(folder), engine),
        lambda: run("benchmarks.duckdb_sql", str(folder)),
        runs=runs,
    )
    return [
        Comparison(
            f"{folder.name}: read and compute, {_median(ours, 'compute'):.2f} s against DuckDB's "
            f"{_median(theirs, 'compute'):.2f}",
            ratio([one.compute for one in ours], [one.compute for one in theirs]),
            1.0,
        ),
        Comparison(
            f"{folder.name}: whole process, {_median(ours, 'whole'):.2f} s against DuckDB's "
            f"{_median(theirs, 'whole'):.2f}",
            ratio([one.whole for one in ours], [one.whole for one in theirs]),
            1.7,
        ),
        Comparison(
            f"{folder.name}: peak memory, DuckDB's {_median(theirs, 'peak_mib'):.0f}",
            _median(ours, "peak_mib"),
            peak_mib,
            "MiB",
        ),
    ]


def _median(runs: Sequence[Run], name: str) -> float:
    return float(statistics.median(getattr(one, name) for one in runs))

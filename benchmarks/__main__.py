"""How long the reconciliation takes, beside DuckDB.

python -m benchmarks [--runs 7] [--strict]

Makes its seeded data in the temporary folder the first time. Prints what was measured beside
what is asked; with --strict the exit status is 1 when something is missed. Machines are noisy:
the ratios of alternating runs are what counts, not the seconds.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks import ledger, resident
from benchmarks.generate import generate
from benchmarks.measure import Comparison, compare, compare_ledger

SIZES = (("city", 1, "in-memory", 150.0), ("thirty-cities", 30, "streaming", 400.0))
"""Name, cities, the engine that suits the size, and the peak memory asked for in MiB."""


def main() -> int:
    """Measure everything and print it. Return the exit status."""
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument("--runs", type=int, default=7, help="counted pairs of each size")
    options.add_argument("--strict", action="store_true", help="exit 1 when something is missed")
    chosen = options.parse_args()
    folder = Path(tempfile.gettempdir()) / "enslinje-benchmarks"
    print(f"{os.cpu_count()} cores, {chosen.runs} pairs of runs, medians; equal checksums")
    found: list[Comparison] = []
    for name, cities, engine, peak_mib in SIZES:
        data = generate(folder / name, cities=cities)
        found += compare(data, engine, runs=chosen.runs, peak_mib=peak_mib)
    found.append(compare_ledger(ledger.generate(folder / "ledger"), runs=chosen.runs))
    taken = resident.milliseconds(runs=20)
    found.append(Comparison("one city, tables in memory", taken, 100, "ms"))
    for one in found:
        mark = "✓" if one.holds else "✗"
        print(f"{mark} {one.measured:8.2f} {one.unit:<4} of {one.asked:6.1f}  {one.what}")
    return int(chosen.strict and not all(one.holds for one in found))


if __name__ == "__main__":
    sys.exit(main())

"""Print the Python to set up with: the first on the path, unless another there is clearly quicker.

Distributions build Python along profiles of its own work. Version managers seldom do, and such a
build takes a third longer for the same pages, by which many more wait for each other.
"""

from __future__ import annotations  # The first on the path may be an older one.

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

NAME = "python3"
OLDEST = (3, 11)
QUICKER = 0.85
"""Another is taken when it needs less than this share of the first one's time: less is noise."""

ROUNDS = 3
"""Each is timed so often, in turn; the least counts, for a machine may be busy with something."""

PROBE = f"""
import ensurepip, sys, time, venv
assert sys.version_info >= {OLDEST}
def work(kept, text):
    for number in range(60_000):
        kept[text[number & 7]] = kept.get(text[number & 3], 0) + len(text)
began = time.process_time()
work({{}}, "enslinje")
print(time.process_time() - began)
"""


def on_path(path: str) -> list[str]:
    """Return every Python of that name in the directories of `path`, in their order, each once."""
    found = (Path(folder) / NAME for folder in path.split(os.pathsep) if folder)
    runs = (one for one in found if one.is_file() and os.access(one, os.X_OK))
    first: dict[Path, str] = {}
    for one in runs:
        first.setdefault(one.resolve(), str(one))
    return list(first.values())


def seconds(python: str) -> float:
    """Return how long `python` takes for some work; for ever, if it cannot be set up with."""
    try:
        told = subprocess.run([python, "-c", PROBE], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return float("inf")
    return float(told.stdout)


def quickest(pythons: Sequence[str], took: Callable[[str], float] = seconds) -> str:
    """Return the first of `pythons` that can be set up with, or one that is clearly quicker.

    Args:
        pythons: where they are. When none can be used the first is returned, for who uses it to
            say why.
        took: the seconds that one takes.
    """
    if len(pythons) < 2:  # noqa: PLR2004 - there is nothing to choose.
        return next(iter(pythons), NAME)
    least = {python: min(rounds) for python, rounds in _timed(pythons, took).items()}
    usable = [python for python in pythons if least[python] < float("inf")] or list(pythons)
    best = min(usable, key=least.__getitem__)
    return best if least[best] < QUICKER * least[usable[0]] else usable[0]


def _timed(pythons: Iterable[str], took: Callable[[str], float]) -> dict[str, list[float]]:
    """By Python, what it took in each round: all of them in turn."""
    times: dict[str, list[float]] = {python: [] for python in pythons}
    for _round in range(ROUNDS):
        for python, taken in times.items():
            taken.append(took(python))
    return times


if __name__ == "__main__":
    sys.stdout.write(f"{quickest(on_path(os.environ.get('PATH', '')))}\n")

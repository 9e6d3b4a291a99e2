"""What hangs on a goal in a year, told by the rooms above, which this one does not know."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeAlias

Uses: TypeAlias = Callable[[Collection[str], int], Mapping[str, Sequence[str]]]
"""From codes of goals and a year to what hangs on each, a phrase for each thing."""

_using: dict[str, Uses] = {}


def add(name: str, uses: Uses) -> None:
    """Let `uses` be asked before a goal is ended. The same name again takes its place."""
    _using[name] = uses


def of_goals(codes: Collection[str], year: int) -> Mapping[str, tuple[str, ...]]:
    """Return what hangs on each of the goals in the year, as phrases for people."""
    found: dict[str, list[str]] = {code: [] for code in codes}
    for uses in _using.values():
        for code, phrases in uses(codes, year).items():
            found[code] += phrases
    return {code: tuple(phrases) for code, phrases in found.items()}

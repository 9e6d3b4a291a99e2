"""What holds a body to a later year, told by the rooms above, which this one does not know."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

Holds: TypeAlias = Callable[[str, int], Sequence[str]]
"""From a body's code and a year to what holds it to a year after that, a phrase for each."""

_holding: dict[str, Holds] = {}


def add(name: str, holds: Holds) -> None:
    """Let `holds` be asked before a body is closed. The same name again takes its place."""
    _holding[name] = holds


def after(body: str, year: int) -> tuple[str, ...]:
    """Return what holds `body` to a year after `year`, as phrases for people."""
    return tuple(phrase for holds in _holding.values() for phrase in holds(body, year))

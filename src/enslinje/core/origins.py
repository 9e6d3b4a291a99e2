"""What a recorded fact rests on. It travels with every result that uses the fact."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from enslinje.core.terms import Basis


@dataclass(frozen=True, slots=True)
class Origin:
    """What one recorded fact rests on: the answer to "varifrån?" for an input."""

    basis: Basis
    source_ref: str = ""
    recorded_at: datetime | None = None
    actor: str = ""
    note: str = ""


def weakest(bases: Iterable[Basis]) -> Basis:
    """The weakest of several bases; `Basis.STATED` of none: what nobody states rests on a rule."""
    return max(bases, key=lambda basis: basis.weakness, default=Basis.STATED)

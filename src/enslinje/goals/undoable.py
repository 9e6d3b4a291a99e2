"""What somebody wrote last of bodies' targets: to take it back, and to go on from there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from enslinje.goals import access
from enslinje.journal.prepared import Prepared

MOST = 1000
"""Targets that are counted of a write."""


@dataclass(frozen=True)
class Undoable:
    """A write: its change set, when it was made, and how many targets it stated."""

    change_set: int
    recorded_at: datetime
    targets: int


def last_write(person: str, year: int, body: str) -> Undoable | None:
    """Return the person's last write of the body's targets that can be taken back, if any.

    A write that took another back is passed over, and so is the one it took back: one goes back
    step by step. What others have written over since is passed over too. One query.
    """
    found = _written_last(person, year, body)
    if not found:
        return None
    change_set, recorded_at = found[0]
    return Undoable(change_set, recorded_at, sum(one[0] == change_set for one in found))


@Prepared
def _written_last(person: str, year: int, body: str) -> QuerySet[Any, Any]:
    by_nobody_else = Q(superseded_in=None) | Q(superseded_in__actor_code=person)
    return (
        access.targets_ever()
        .filter(
            by_nobody_else,
            year=year,
            body__code=body,
            recorded_in__actor_code=person,
            recorded_in__undoes=None,
            recorded_in__undone_by=None,
        )
        .order_by("-recorded_in_id")
        .values_list("recorded_in_id", "recorded_in__recorded_at")[:MOST]
    )


@dataclass(frozen=True, slots=True)
class LastWritten:
    """The target that somebody wrote last."""

    year: int
    body: str
    indicator: str


def last_written(person: str, bodies: Collection[str]) -> LastWritten | None:
    """Return the target that the person wrote last, of one of these bodies. One query."""
    found = _last_of(person, tuple(sorted(bodies)))
    return LastWritten(*found[0]) if found else None


@Prepared
def _last_of(person: str, bodies: tuple[str, ...]) -> QuerySet[Any, Any]:
    return (
        access.targets_ever()
        .filter(recorded_in__actor_code=person, body__code__in=bodies)
        .order_by("-recorded_in_id", "-pk")
        .values_list("year", "body__code", "indicator__code")[:1]
    )

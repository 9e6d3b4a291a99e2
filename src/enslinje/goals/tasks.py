"""What bodies have to state as targets, and whether they have: one read for many bodies."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import Kind, WorkState
from enslinje.core.work import Task
from enslinje.goals import access
from enslinje.journal.together import Asking, PreparedRead, Rows

Said = tuple[WorkState, datetime | None, str]
NOTHING: Said = (WorkState.NOT_STARTED, None, "")


def target_tasks(year: int, bodies: Collection[str]) -> Asking[tuple[Task, ...]]:
    """Ask for a task for each duty of `bodies` to state a target, in the order of indicators.

    It is ready when something is stated: a number, words, why there is none, or when it comes.
    Text that says no value ("ca 30") has begun it. That something is stated shows; what does not.
    """
    name = ("duties", year, tuple(bodies))
    return Asking(lambda told: _tasks(told[name]), {name: _duties(year, tuple(bodies))})


def _tasks(rows: Rows) -> tuple[Task, ...]:
    titles: dict[tuple[str, str], str] = {}
    said: dict[tuple[str, str], Said] = {}
    for body, code, title, kind, at, by in rows:
        titles[body, code] = title or code
        found = (_state(kind), at, by or "")
        if (body, code) not in said or _goes_before(found, said[body, code]):
            said[body, code] = found
    return tuple(
        Task(body, code, title, *said.get((body, code), NOTHING))
        for (body, code), title in titles.items()
    )


@PreparedRead
def _duties(year: int, bodies: tuple[str, ...]) -> QuerySet[Any, Any]:
    """What each duty is about, and what is stated of it: a row for each year and sex."""
    stated = FilteredRelation(
        "indicator__targets",
        condition=Q(
            indicator__targets__superseded_in=None,
            indicator__targets__year=year,
            indicator__targets__body=F("body"),
        ),
    )
    named = FilteredRelation(
        "indicator__editions",
        condition=Q(indicator__editions__superseded_in=None, indicator__editions__year=year),
    )
    return (
        access.duties(sight=EVERYTHING)
        .filter(year=year, body__code__in=bodies)
        .annotate(stated=stated, named=named)
        .order_by("indicator_id", "body_id")
        .values_list(
            *("body__code", "indicator__code", "named__name", "stated__kind"),
            *("stated__recorded_in__recorded_at", "stated__recorded_in__actor_code"),
        )
    )


def _state(kind: str | None) -> WorkState:
    if kind is None:
        return WorkState.NOT_STARTED
    return WorkState.STARTED if kind == Kind.MISSING else WorkState.READY


def _goes_before(found: Said, other: Said) -> bool:
    """Of what is stated for several years or sexes, the one that has come furthest, then last."""
    order = list(WorkState)
    places = order.index(found[0]), order.index(other[0])
    if places[0] != places[1] or found[1] is None or other[1] is None:
        return places[0] > places[1]
    return found[1] > other[1]

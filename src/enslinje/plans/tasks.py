"""What bodies have to say in their plans, and whether they have: few reads for many bodies."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils.translation import gettext as _

from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import (
    ContributionState,
    LevelCode,
    OwnerKind,
    Relevance,
    WorkState,
)
from enslinje.core.work import Task, last_of
from enslinje.goals import access as goals_access
from enslinje.journal.together import Asking, PreparedRead, Rows
from enslinje.plans import access

_RECORDED = ("recorded_in__recorded_at", "recorded_in__actor_code")


def contribution_tasks(year: int, bodies: Collection[str]) -> Asking[tuple[Task, ...]]:
    """Ask for a task for each area goal and body: to say how the body contributes to the goal.

    Pairs that the centre says are not relevant are none. It is ready when the body has said how,
    or that it is not relevant, or, where the centre expects nothing, that it does not contribute.
    """
    of = (year, tuple(bodies))
    goals, said, asked = ("area goals", year), ("said of goals", *of), ("asked of goals", *of)
    return Asking(
        lambda told: tuple(_of_goals(bodies, told[goals], told[said], told[asked])),
        {goals: _area_goals(year), said: _said(*of), asked: _asked(*of)},
    )


def _of_goals(bodies: Collection[str], goals: Rows, said: Rows, asked: Rows) -> Iterator[Task]:
    found = {(body, goal): told for body, goal, *told in said}
    relevance = {(body, goal): told for body, goal, told in asked}
    for goal, number, name in goals:
        for body in bodies:
            of_goal = relevance.get((body, goal), "")
            if of_goal != Relevance.NOT_RELEVANT:
                state, at, by = found.get((body, goal), ("", None, ""))
                came = _state(state, is_expected=of_goal == Relevance.EXPECTED)
                yield Task(body, goal, f"{number} {name}", came, at, by)


@PreparedRead
def _area_goals(year: int) -> QuerySet[Any, Any]:
    return (
        goals_access.goal_editions(sight=EVERYTHING)
        .filter(year=year, level__code=LevelCode.AREA_GOAL.value)
        .order_by("sort_order", "number")
        .values_list("goal__code", "number", "name")
    )


@PreparedRead
def _said(year: int, bodies: tuple[str, ...]) -> QuerySet[Any, Any]:
    said = access.contributions(sight=EVERYTHING).filter(year=year, body__code__in=bodies)
    return said.values_list("body__code", "goal__code", "state", *_RECORDED)


@PreparedRead
def _asked(year: int, bodies: tuple[str, ...]) -> QuerySet[Any, Any]:
    asked = goals_access.expected_contributions(sight=EVERYTHING)
    of_bodies = asked.filter(year=year, body__code__in=bodies)
    return of_bodies.values_list("body__code", "goal__code", "relevance")


def _state(state: str, *, is_expected: bool) -> WorkState:
    if not state:
        return WorkState.NOT_STARTED
    is_gap = is_expected and state == ContributionState.NOT_STATED
    return WorkState.STARTED if is_gap else WorkState.READY


def activity_tasks(year: int, bodies: Collection[str]) -> Asking[tuple[Task, ...]]:
    """Ask for one task for each of `bodies`: to plan an activity of its own."""
    name = ("own activities", year, tuple(bodies))
    return Asking(lambda told: _one_each(bodies, told[name]), {name: _parties(year, tuple(bodies))})


def _one_each(bodies: Collection[str], activities: Rows) -> tuple[Task, ...]:
    found: dict[str, list[Task]] = {body: [] for body in bodies}
    for body, code, at, by in activities:
        found[body or ""].append(Task(body or "", code, code, WorkState.READY, at, by or ""))
    title = _("Minst en aktivitet")
    return tuple(
        Task(
            body,
            "",
            title,
            WorkState.READY if of_body else WorkState.NOT_STARTED,
            *last_of(of_body),
        )
        for body, of_body in found.items()
    )


@PreparedRead
def _parties(year: int, bodies: tuple[str, ...]) -> QuerySet[Any, Any]:
    """The bodies' own activities, and when each was last written."""
    named = FilteredRelation(
        "activity__editions",
        condition=Q(
            activity__editions__superseded_in=None,
            activity__editions__year=F("year"),
            activity__editions__owner_kind=OwnerKind.BODY.value,
        ),
    )
    return (
        access.activity_parties(sight=EVERYTHING)
        .filter(year=year, body__code__in=bodies)
        .annotate(named=named)
        .filter(named__isnull=False)
        .values_list(
            *("body__code", "activity__code"),
            *("named__recorded_in__recorded_at", "named__recorded_in__actor_code"),
        )
    )

"""What bodies have to say in their plans, and whether they have: few queries for many bodies."""

from collections.abc import Collection
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet, Value
from django.db.models.fields import CharField
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
from enslinje.journal import record as journal
from enslinje.journal.keeping import Kept
from enslinje.journal.prepared import Prepared, Row
from enslinje.plans import access

_RECORDED = ("recorded_in__recorded_at", "recorded_in__actor_code")


def contribution_tasks(year: int, bodies: Collection[str]) -> tuple[Task, ...]:
    """Return a task for each area goal and body: to say how the body contributes to the goal.

    Pairs that the centre says are not relevant are none. It is ready when the body has said how,
    or that it is not relevant, or, where the centre expects nothing, that it does not contribute.
    Two queries, or one until what plans rest on is written.
    """
    rows = _said_and_asked(year, tuple(bodies))
    found = {(body, goal, about): (state, at, by) for body, goal, state, about, at, by in rows}
    tasks = []
    goals = known_goals.answer(
        year, read=lambda: tuple(_area_goals(year)), version=journal.ground(year)
    )
    for goal, number, name in goals:
        for body in bodies:
            relevance, _at, _by = found.get((body, goal, "asked"), ("", None, ""))
            if relevance != Relevance.NOT_RELEVANT:
                state, at, by = found.get((body, goal, "said"), ("", None, ""))
                is_expected = relevance == Relevance.EXPECTED
                came = _state(state, is_expected=is_expected)
                tasks.append(Task(body, goal, f"{number} {name}", came, at, by))
    return tuple(tasks)


known_goals: Kept[tuple[Row, ...]] = Kept(8)


@Prepared
def _area_goals(year: int) -> QuerySet[Any, Any]:
    return (
        goals_access.goal_editions(sight=EVERYTHING)
        .filter(year=year, level__code=LevelCode.AREA_GOAL.value)
        .order_by("sort_order", "number")
        .values_list("goal__code", "number", "name")
    )


@Prepared
def _said_and_asked(year: int, bodies: tuple[str, ...]) -> QuerySet[Any, Any]:
    """What bodies say of goals, and what the centre asks of them, in one table."""
    of_bodies = Q(year=year, body__code__in=bodies)
    said = access.contributions(sight=EVERYTHING).filter(of_bodies)
    asked = goals_access.expected_contributions(sight=EVERYTHING).filter(of_bodies)
    return said.values_list(
        *("body__code", "goal__code", "state"), Value("said", CharField()), *_RECORDED
    ).union(
        asked.values_list(
            *("body__code", "goal__code", "relevance"), Value("asked", CharField()), *_RECORDED
        ),
        all=True,
    )


def _state(state: str, *, is_expected: bool) -> WorkState:
    if not state:
        return WorkState.NOT_STARTED
    is_gap = is_expected and state == ContributionState.NOT_STATED
    return WorkState.STARTED if is_gap else WorkState.READY


def activity_tasks(year: int, bodies: Collection[str]) -> tuple[Task, ...]:
    """Return one task for each of `bodies`: to plan an activity of its own. One query."""
    found: dict[str, list[Task]] = {body: [] for body in bodies}
    for body, code, at, by in _parties(year, tuple(bodies)):
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


@Prepared
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

"""What bodies have to write in their plans, and how far they are: three queries for all of them."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import QuerySet

from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import WorkState
from enslinje.core.work import Task
from enslinje.journal.together import Asking, PreparedRead, Rows, known
from enslinje.plans import access, section_queries
from enslinje.plans.rows import SectionRow


def section_tasks(year: int, bodies: Collection[str]) -> Asking[tuple[Task, ...]]:
    """Ask for a task for each section that the plan of each body has: to get it ready for check.

    It says how far the body is and who last moved it, never what is written. Two queries at most
    for what sections there are.
    """
    rows = section_queries.sections(year=year)
    if not rows:
        return known(())
    name = ("states of sections", year, tuple(bodies))
    return Asking(
        lambda told: _tasks(rows, bodies, year, told[name]), {name: _states(year, tuple(bodies))}
    )


def _tasks(
    rows: Sequence[SectionRow], bodies: Collection[str], year: int, told: Rows
) -> tuple[Task, ...]:
    scopes = section_queries.scopes_of(bodies, year=year)
    states = {(body, section): (WorkState(state), at, by) for body, section, state, at, by in told}
    untouched = (WorkState.NOT_STARTED, None, "")
    return tuple(
        Task(body, row.code, row.heading, *states.get((body, row.code), untouched))
        for row in rows
        for body in bodies
        if row.scope in scopes[body]
    )


@PreparedRead
def _states(year: int, bodies: tuple[str, ...]) -> QuerySet[Any, Any]:
    found = access.section_states(sight=EVERYTHING).filter(year=year, body__code__in=bodies)
    return found.values_list(
        *("body__code", "section__code", "state"),
        *("recorded_in__recorded_at", "recorded_in__actor_code"),
    )

"""Whether bodies have stated a budget and recorded how their plan was prepared: for task lists."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import PreparationKind, WorkState
from enslinje.core.work import Task, last_of
from enslinje.journal.together import Asking, PreparedRead, Read, Rows
from enslinje.plans import access

_SAID = ("body__code", "recorded_in__recorded_at", "recorded_in__actor_code")


def budget_tasks(year: int, bodies: Collection[str]) -> Asking[tuple[Task, ...]]:
    """Ask for one task for each of `bodies`: to state a budget of its own."""
    said = _budgets(year, tuple(bodies))
    return _one_each(bodies, year, said, _("Budget för året och de två som följer"))


@PreparedRead
def _budgets(year: int, bodies: tuple[str, ...]) -> QuerySet[Any, Any]:
    amounts = access.plan_budget(sight=EVERYTHING).filter(year=year, for_year=year)
    return amounts.filter(body__code__in=bodies).values_list(*_SAID).distinct()


def preparation_tasks(year: int, bodies: Collection[str]) -> Asking[tuple[Task, ...]]:
    """Ask for one task for each of `bodies`: to record its co-determination."""
    said = _co_determined(year, tuple(bodies))
    return _one_each(bodies, year, said, _("Samverkan eller MBL"))


@PreparedRead
def _co_determined(year: int, bodies: tuple[str, ...]) -> QuerySet[Any, Any]:
    kind = PreparationKind.CO_DETERMINATION.value
    steps = access.preparations(sight=EVERYTHING).filter(year=year, kind=kind)
    return steps.filter(body__code__in=bodies).values_list(*_SAID).distinct()


def _one_each(
    bodies: Collection[str], year: int, said: Read, title: str
) -> Asking[tuple[Task, ...]]:
    """A task for each body, which is ready when something is said of it."""
    name = (title, year, tuple(bodies))
    return Asking(lambda told: _each(bodies, told[name], title), {name: said})


def _each(bodies: Collection[str], said: Rows, title: str) -> tuple[Task, ...]:
    found: dict[str, list[Task]] = {body: [] for body in bodies}
    for body, at, by in said:
        found[body].append(Task(body, "", title, WorkState.READY, at, by))
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

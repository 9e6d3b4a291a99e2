"""Whether bodies have stated a budget and recorded how their plan was prepared: for task lists."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import PreparationKind, WorkState
from enslinje.core.work import Task, last_of
from enslinje.journal.prepared import Prepared, Row
from enslinje.plans import access

_SAID = ("body__code", "recorded_in__recorded_at", "recorded_in__actor_code")


def budget_tasks(year: int, bodies: Collection[str]) -> tuple[Task, ...]:
    """Return one task for each of `bodies`: to state a budget of its own. One query."""
    said = _budgets(year, tuple(bodies))
    return _one_each(bodies, said, _("Budget för året och de två som följer"))


@Prepared
def _budgets(year: int, bodies: tuple[str, ...]) -> QuerySet[Any, Any]:
    amounts = access.plan_budget(sight=EVERYTHING).filter(year=year, for_year=year)
    return amounts.filter(body__code__in=bodies).values_list(*_SAID).distinct()


def preparation_tasks(year: int, bodies: Collection[str]) -> tuple[Task, ...]:
    """Return one task for each of `bodies`: to record its co-determination. One query."""
    return _one_each(bodies, _co_determined(year, tuple(bodies)), _("Samverkan eller MBL"))


@Prepared
def _co_determined(year: int, bodies: tuple[str, ...]) -> QuerySet[Any, Any]:
    kind = PreparationKind.CO_DETERMINATION.value
    steps = access.preparations(sight=EVERYTHING).filter(year=year, kind=kind)
    return steps.filter(body__code__in=bodies).values_list(*_SAID).distinct()


def _one_each(bodies: Collection[str], said: Iterable[Row], title: str) -> tuple[Task, ...]:
    """A task for each body, which is ready when something is said of it."""
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

"""Whether bodies have stated a budget and recorded how their plan was prepared: for task lists."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import PreparationKind, WorkState
from enslinje.core.work import Task, last_of
from enslinje.journal.models import FactQuerySet
from enslinje.plans import access

_SAID = ("body__code", "recorded_in__recorded_at", "recorded_in__actor_code")


def budget_tasks(year: int, bodies: Collection[str]) -> tuple[Task, ...]:
    """Return one task for each of `bodies`: to state a budget of its own. One query."""
    amounts = access.plan_budget(sight=EVERYTHING).filter(year=year, for_year=year)
    return _one_each(bodies, amounts, _("Budget för året och de två som följer"))


def preparation_tasks(year: int, bodies: Collection[str]) -> tuple[Task, ...]:
    """Return one task for each of `bodies`: to record its co-determination. One query."""
    kind = PreparationKind.CO_DETERMINATION.value
    steps = access.preparations(sight=EVERYTHING).filter(year=year, kind=kind)
    return _one_each(bodies, steps, _("Samverkan eller MBL"))


def _one_each(bodies: Collection[str], facts: FactQuerySet[Any], title: str) -> tuple[Task, ...]:
    """A task for each body, which is ready when there is a fact of it."""
    rows: Iterable[tuple[str, datetime, str]] = (
        facts.filter(body__code__in=bodies).values_list(*_SAID).distinct()
    )
    found: dict[str, list[Task]] = {body: [] for body in bodies}
    for body, at, by in rows:
        found[body].append(Task(body, "", title, WorkState.READY, at, by))
    return tuple(
        Task(
            body,
            "",
            title,
            WorkState.READY if said else WorkState.NOT_STARTED,
            *last_of(said),
        )
        for body, said in found.items()
    )

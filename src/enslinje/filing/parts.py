"""The parts that a body's plan consists of, each with its tasks: one line for each part.

A part that is built adds its line to `PARTS`, and its page to `enslinje.web.plan.pages.PAGES`.
Everything that asks what a body has left to do asks here.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import TypeAlias

from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _

from enslinje.core.terms import WorkState
from enslinje.core.work import Task, last_of, state_of
from enslinje.goals.tasks import target_tasks
from enslinje.journal import kept_by
from enslinje.journal.counters import looked_at
from enslinje.journal.keeping import Kept, Key
from enslinje.journal.models import Counted
from enslinje.journal.together import Asking, gathered
from enslinje.plans.content_tasks import budget_tasks, preparation_tasks
from enslinje.plans.section_tasks import section_tasks
from enslinje.plans.tasks import activity_tasks, contribution_tasks

Tasks: TypeAlias = Callable[[int, Collection[str]], Asking[tuple[Task, ...]]]
"""From a year and codes of bodies to their tasks, in the order that people meet them."""


@dataclass(frozen=True)
class Part:
    """A part of the plan.

    Attributes:
        name: Swedish, ASCII, for ever: the last word of its page's address.
        words: what it is called, not translated.
        tasks: what there is to do in it.
        counted_in: what counts the writes of what bodies say in it; what it asks is ground.
        is_required: a plan is not ready for check while something of it is left.
    """

    name: str
    words: str
    tasks: Tasks
    counted_in: Counted
    is_required: bool = True


PARTS: tuple[Part, ...] = (
    Part("texter", _("Texter"), section_tasks, Counted.TEXTS),
    Part("malvarden", _("Årsmål"), target_tasks, Counted.TARGETS),
    Part("bidrag", _("Bidrag till mål"), contribution_tasks, Counted.CONTRIBUTIONS),
    Part(
        *("aktiviteter", _("Aktiviteter"), activity_tasks, Counted.ACTIVITIES),
        is_required=False,
    ),
    Part("budget", _("Planens budget"), budget_tasks, Counted.BUDGETS, is_required=False),
    Part("beredning", _("Beredning"), preparation_tasks, Counted.PREPARATIONS, is_required=False),
)
"""Every part there is, in the order of the plan."""


@dataclass(frozen=True, eq=False)
class PartWork:
    """How far a body has come with a part. `tasks` are all of its tasks, in order.

    It is kept, and what is counted of it too; another is another, whatever it says.
    """

    part: Part
    tasks: tuple[Task, ...]

    @cached_property
    def state(self) -> WorkState:
        """How far it has come as a whole."""
        return state_of(self.tasks)

    @property
    def ready(self) -> int:
        """How many of its tasks are ready."""
        return len(self.tasks) - len(self.left)

    @cached_property
    def left(self) -> tuple[Task, ...]:
        """The tasks that are not ready, in order."""
        return tuple(task for task in self.tasks if task.state is not WorkState.READY)

    @cached_property
    def last(self) -> tuple[datetime | None, str]:
        """When it was last written to, and the code of who did."""
        return last_of(self.tasks)


@dataclass(frozen=True, slots=True)
class PlanWork:
    """How far a body has come with its plan."""

    body: str
    parts: tuple[PartWork, ...]

    @property
    def required(self) -> tuple[PartWork, ...]:
        """The parts that must be ready."""
        return tuple(work for work in self.parts if work.part.is_required)

    @property
    def tasks(self) -> int:
        """How many tasks the required parts have."""
        return sum(len(work.tasks) for work in self.required)

    @property
    def ready(self) -> int:
        """How many of those are ready."""
        return sum(work.ready for work in self.required)

    @property
    def last(self) -> tuple[datetime | None, str]:
        """When anything of it was last written to, and the code of who did."""
        return max((work.last for work in self.parts if work.last[0]), default=(None, ""))


works: Kept[Mapping[str, PartWork]] = Kept(600)


def plan_work(*, year: int, bodies: Collection[str]) -> Mapping[str, PlanWork]:
    """Return how far each of `bodies` has come with its plan. Few queries, however many bodies.

    It tells that something is written, when and by whom, never what: the centre may see it before
    the plan is submitted. A part without tasks for a body is left out. A part is not read again
    until something of it is written, or of what plans rest on.
    """
    asked = tuple(dict.fromkeys(bodies))
    parts: dict[str, list[PartWork]] = {body: [] for body in asked}
    counters = looked_at()  # Also who writes asks once for the versions of all parts.
    language = get_language()
    of = {(part.name, year, asked, language): part for part in PARTS}
    found = works.each_by(
        {key: kept_by.ground(year, part.counted_in, seen=counters) for key, part in of.items()},
        read=lambda keys: _read({key: of[key] for key in keys}, year, asked),
    )
    for key in of:
        for body, work in found[key].items():
            parts[body].append(work)
    return {body: PlanWork(body, tuple(works_of)) for body, works_of in parts.items()}


def _read(
    parts: Mapping[Key, Part], year: int, bodies: tuple[str, ...]
) -> Mapping[Key, Mapping[str, PartWork]]:
    """How far each body has come that has any tasks, by part. One query for the parts left."""
    return gathered(
        {key: part.tasks(year, bodies).then(partial(_works, part)) for key, part in parts.items()}
    ).read()


def _works(part: Part, tasks: Iterable[Task]) -> Mapping[str, PartWork]:
    found: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        found[task.body].append(task)
    return {body: PartWork(part, tuple(of_body)) for body, of_body in found.items()}

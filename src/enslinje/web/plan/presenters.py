"""What the task list of a body's plan shows: how far each part has come, and what is left."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from enslinje.core.actors import SYSTEM_CODE
from enslinje.core.terms import OccasionKind, PlanState, WorkState
from enslinje.filing import contents, parts, submissions
from enslinje.filing.parts import PartWork, PlanWork
from enslinje.filing.rows import StageRow
from enslinje.journal.history import register
from enslinje.journal.vocabulary import word
from enslinje.organisation import directory, occasion_queries
from enslinje.web.occasions.presenters import Instant, instant
from enslinje.web.occasions.words import STANDING
from enslinje.web.plan import words
from enslinje.web.plan.pages import fields_of
from enslinje.web.words import Word

SHAPES: Mapping[WorkState, str] = {
    WorkState.NOT_STARTED: "not_met",
    WorkState.STARTED: "partly_met",
    WorkState.READY: "met",
}


# Pieces of pages are kept by the three that follow, which are looked for all the time: a tuple is
# compared by the interpreter itself, a dataclass by two calls for each of its own.


class State(NamedTuple):
    """How far something has come: its shape for the eye, and its word."""

    shape: str
    words: str


class TaskLine(NamedTuple):
    """One thing that is left to do, and where."""

    title: str
    state: State
    address: str


class PartLine(NamedTuple):
    """A part of the plan: "38 av 42", when it was last written to, and by whom."""

    words: str
    address: str
    state: State
    ready: int
    total: int
    at: datetime | None
    by: str
    left: tuple[TaskLine, ...]


MOST_KEPT = 1_000
"""Parts as they are shown: those of all plans of a city, and as many again."""


@dataclass(frozen=True)
class Version:
    """A version that has been submitted."""

    number: int
    words: str
    submitted: str


@dataclass(frozen=True)
class Due:
    """When a plan is due: the last instant in time for all, the body's own, how it stands now."""

    at: Instant | None
    extended: Instant | None
    standing: Word


@dataclass(frozen=True)
class TasksPage:
    """The task list of a body's plan for a year."""

    year: int
    body: str
    slug: str
    ready: int
    total: int
    due: Due | None
    state: State
    reason: str
    revises: str
    filings: tuple[Version, ...]
    changed: str
    is_shared: bool
    parts: tuple[PartLine, ...]

    @property
    def is_done(self) -> bool:
        """Whether nothing that is required is left."""
        return self.total > 0 and self.ready == self.total


def tasks_page(*, year: int, slug: str, body: str, stage: StageRow) -> TasksPage:
    """Return where the body's plan of the year stands, and what is left to do in it."""
    filings = submissions.filings(year=year, body=body)
    changed = (
        contents.changed_since(body=body, year=year, change_set=filings[-1].change_set)
        if filings
        else {}
    )
    work = parts.plan_work(year=year, bodies=[body])[body]
    names = names_of({of_part.last[1] for of_part in work.parts})
    return TasksPage(
        year=year,
        body=directory.body_names().get(body, body),
        slug=slug,
        ready=work.ready,
        total=work.tasks,
        due=due_of(year, body),
        state=State(words.SHAPE[stage.state], words.state(stage)),
        reason=stage.reason if stage.state is PlanState.SENT_BACK else "",
        revises=stage.reason if stage.state is PlanState.READY else "",
        filings=tuple(
            Version(one.number, words.numbered(one), words.submitted(one.at)) for one in filings
        ),
        changed=words.changed(sum(changed.values())),
        is_shared=body in submissions.shared(year=year),
        parts=part_lines(work, names, year=year, slug=slug),
    )


def due_of(year: int, body: str) -> Due | None:
    """Return when the body's plan of the year is due, None when no occasion takes it."""
    found = occasion_queries.deadline(year=year, kind=OccasionKind.PLAN, body=body)
    if found is None:
        return None
    return Due(
        at=instant(found.due_at, is_due=True),
        extended=instant(found.extended_due_at, is_due=True),
        standing=STANDING[found.standing(timezone.now())],
    )


def names_of(codes: Collection[str]) -> Mapping[str, str]:
    """Return what people are called, by code; the product itself too. One query."""
    return {SYSTEM_CODE: _("Systemet")} | dict(register.names_of_people(codes))


def part_lines(
    work: PlanWork, names: Mapping[str, str], *, year: int, slug: str
) -> tuple[PartLine, ...]:
    """Return a line for each part of the plan."""
    language = get_language()
    return tuple(
        _part(one, names.get(one.last[1], one.last[1]), year, slug, language) for one in work.parts
    )


@lru_cache(maxsize=MOST_KEPT)
def _part(work: PartWork, by: str, year: int, slug: str, _language: str | None) -> PartLine:
    at, _code = work.last
    states = {state: state_line(state) for state in WorkState}
    addresses = fields_of(work.part.name, year=year, slug=slug)
    return PartLine(
        words=_(work.part.words),
        address=addresses(""),
        state=states[work.state],
        ready=work.ready,
        total=len(work.tasks),
        at=at,
        by=by,
        left=tuple(
            TaskLine(task.title, states[task.state], addresses(task.code)) for task in work.left
        ),
    )


def state_line(state: WorkState) -> State:
    """Put how far something has come in shape and word."""
    return State(SHAPES[state], word(WorkState, state))

"""What of a body's plan can be commented on, and what each is called."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext

from enslinje.core.marking import Sight
from enslinje.core.terms import CommentSubject, LevelCode
from enslinje.goals import access as goals_access
from enslinje.journal.vocabulary import word
from enslinje.plans import access, section_queries

COLUMNS = ("value", "reason")
"""The cells of a row of the target grid that a body writes in."""

IN_DRAFT = frozenset({CommentSubject.GOAL, CommentSubject.ACTIVITY})
"""What only those who see the draft know that there is."""

OWN_LEVELS = (LevelCode.BODY_GOAL.value, LevelCode.UNIT_GOAL.value)


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that is commented on. `code` is as `plans.drafts.CommentDraft.subject`."""

    kind: CommentSubject
    code: str


def titles(
    body: str, year: int, subjects: Collection[Subject], *, sight: Sight
) -> Mapping[Subject, str]:
    """Return what each of the subjects is called; one that is not in the body's plan is missing.

    A query for goals, one for activities, one for the target grid, two for sections.
    """
    codes: dict[CommentSubject, set[str]] = defaultdict(set)
    for one in subjects:
        codes[one.kind].add(one.code)
    found: dict[Subject, str] = {}
    if wanted := codes[CommentSubject.SECTION]:
        found |= _sections(body, year, wanted)
    if codes[CommentSubject.CONTRIBUTION] or codes[CommentSubject.GOAL]:
        found |= _goals(body, year, codes, sight)
    if wanted := codes[CommentSubject.ACTIVITY]:
        found |= _activities(body, year, wanted, sight)
    if wanted := codes[CommentSubject.TARGET] | codes[CommentSubject.CELL]:
        found |= _targets(body, year, wanted, sight)
    return {one: found[one] for one in subjects if one in found}


def of_row(code: str) -> tuple[Subject, ...]:
    """Return a row of the target grid and its cells."""
    cells = (Subject(CommentSubject.CELL, f"{code}/{column}") for column in COLUMNS)
    return (Subject(CommentSubject.TARGET, code), *cells)


def row_of(subject: Subject) -> Subject:
    """Return the row of the target grid that a cell stands in; anything else itself."""
    if subject.kind is not CommentSubject.CELL:
        return subject
    return Subject(CommentSubject.TARGET, subject.code.partition("/")[0])


def _sections(body: str, year: int, codes: Collection[str]) -> dict[Subject, str]:
    scopes = section_queries.scopes_of([body], year=year)[body]
    return {
        Subject(CommentSubject.SECTION, row.code): row.heading
        for row in section_queries.sections(year=year)
        if row.code in codes and row.scope in scopes
    }


def _goals(
    body: str, year: int, codes: Mapping[CommentSubject, set[str]], sight: Sight
) -> dict[Subject, str]:
    """Area goals, which a body contributes to, and goals of the body's own."""
    area = Q(level__code=LevelCode.AREA_GOAL.value)
    own = Q(level__code__in=OWN_LEVELS, goal__owner__code=body)
    rows = goals_access.goal_editions(sight=sight).filter(
        (area & Q(goal__code__in=codes[CommentSubject.CONTRIBUTION]))
        | (own & Q(goal__code__in=codes[CommentSubject.GOAL])),
        year=year,
    )
    return {
        Subject(
            CommentSubject.CONTRIBUTION if level == LevelCode.AREA_GOAL else CommentSubject.GOAL,
            code,
        ): f"{number} {name}"
        for code, level, number, name in rows.values_list(
            "goal__code", "level__code", "number", "name"
        )
    }


def _activities(body: str, year: int, codes: Collection[str], sight: Sight) -> dict[Subject, str]:
    taking_part = access.activity_parties(sight=sight).filter(year=year, body__code=body)
    rows = access.activity_editions(sight=sight).filter(
        year=year, activity__code__in=codes, activity__in=taking_part.values("activity")
    )
    return {
        Subject(CommentSubject.ACTIVITY, code): title
        for code, title in rows.values_list("activity__code", "title")
    }


def _targets(body: str, year: int, codes: Collection[str], sight: Sight) -> dict[Subject, str]:
    """Rows of the body's target grid, and their cells."""
    wanted = {code.partition("/")[0] for code in codes}
    duties = goals_access.duties(sight=sight).filter(year=year, body__code=body)
    rows = goals_access.indicator_editions(sight=sight).filter(
        year=year, indicator__code__in=wanted, indicator__in=duties.values("indicator")
    )
    found = {}
    for code, name in rows.values_list("indicator__code", "name"):
        row, *cells = of_row(code)
        found[row] = f"{code} {name}"
        for cell in cells:
            column = cell.code.partition("/")[2]
            found[cell] = f"{code} {name}: {column_words(column)}"
    return found


def column_words(column: str) -> str:
    """What a cell's column is called, in the reader's language."""
    return gettext("vårt årsmål") if column == "value" else gettext("motivering")


def kind_words(kind: CommentSubject) -> str:
    """What a kind of subject is called, in the reader's language."""
    return word(CommentSubject, kind.value)

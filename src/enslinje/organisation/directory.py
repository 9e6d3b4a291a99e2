"""What every page asks of the bodies: what they are called today, where they stand and are found.

It changes a few times a year and is asked for by every page, so it is kept while nothing that
belongs to no single year is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils import timezone

from enslinje.core.marking import Marking
from enslinje.core.terms import BodyKind
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept
from enslinje.journal.once import once
from enslinje.organisation.models import Body

SPEAK_FOR_ALL = frozenset({BodyKind.COUNCIL.value, BodyKind.EXECUTIVE_BOARD.value})
"""Whose goals, indicators and decisions are the whole group's."""


@dataclass(frozen=True, slots=True)
class CaseRegisterRow:
    """The register of cases that `body` keeps. `pk` is the fact, for a writer to rest on."""

    pk: int
    body: str
    prefix: str
    folded: str
    opened_on: date
    closed_on: date | None
    is_public: bool

    def takes_cases_on(self, day: date) -> bool:
        """Whether cases are opened in it on the day."""
        return self.opened_on <= day and (self.closed_on is None or day < self.closed_on)

    def has_year(self, year: int) -> bool:
        """Whether it has taken cases on some day of the year."""
        ends = self.closed_on is None or date(year, 1, 1) < self.closed_on
        return self.opened_on.year <= year and ends


@dataclass(frozen=True)
class Directory:
    """The bodies that there are or have been, each mapping by their codes.

    Attributes:
        names: the official name today, of those whose name is public.
        short_names: what each is called last and shortly, likewise.
        slugs: where its pages are.
        parents: the code of the parent today, "" for none; of those that have begun.
        ids: the ids of them all.
        speak_for_all: codes of those whose goals are the whole group's.
        case_registers: the case registers that stand, by the prefix as it is compared.
    """

    names: Mapping[str, str]
    short_names: Mapping[str, str]
    slugs: Mapping[str, str]
    parents: Mapping[str, str]
    ids: Mapping[str, int]
    speak_for_all: frozenset[str]
    case_registers: Mapping[str, CaseRegisterRow]


directories: Kept[Directory] = Kept(2)


@once
def directory() -> Directory:
    """Return the bodies as they are today. One query when nothing has changed, else two."""
    today = timezone.localdate()
    return directories.answer(today, read=lambda: _read(today), version=kept_by.OF_EVERY_YEAR)


def body_names() -> Mapping[str, str]:
    """Return each body's official name today, by its code."""
    return directory().names


def body_short_names() -> Mapping[str, str]:
    """Return what each body is called last and shortly, by its code."""
    return directory().short_names


def body_slugs() -> Mapping[str, str]:
    """Return each body's address, by its code."""
    return directory().slugs


def body_at(*, slug: str) -> str | None:
    """Return the code of the body whose address is `slug`."""
    return next((code for code, of_body in directory().slugs.items() if of_body == slug), None)


def _read(today: date) -> Directory:
    rows = tuple(_bodies())
    editions = [row[:8] for row in rows if row[3]]
    public = [row for row in editions if row[-1] == Marking.PUBLIC.value]
    return Directory(
        names={row[0]: row[4] for row in public if row[3] <= today},
        short_names={row[0]: row[5] for row in public},
        slugs={row[0]: row[1] for row in rows},
        parents={row[0]: row[6] or "" for row in editions if row[3] <= today},
        ids={row[0]: row[8] for row in rows},
        speak_for_all=frozenset(row[0] for row in rows if row[2] in SPEAK_FOR_ALL),
        case_registers={
            folded: CaseRegisterRow(
                *(pk, body, prefix, folded, opened, closed), marking == Marking.PUBLIC.value
            )
            for body, *_of_body, pk, prefix, folded, opened, closed, marking in rows
            if pk
        },
    )


def _bodies() -> "QuerySet[Any, Any]":
    """Each body with each of its editions, the last one last, and each register that it keeps."""
    return (
        Body.objects.annotate(
            edition=FilteredRelation("editions", condition=Q(editions__superseded_in=None)),
            keeps=FilteredRelation(
                "case_registers", condition=Q(case_registers__superseded_in=None)
            ),
        )
        .order_by("pk", "edition__valid_from")
        .values_list(
            *("code", "slug", "kind", "edition__valid_from", "edition__official_name"),
            *("edition__short_name", "edition__parent__code", "edition__marking"),
            *("pk", "keeps__pk", "keeps__prefix", "keeps__folded", "keeps__opened_on"),
            *("keeps__closed_on", "keeps__marking"),
        )
    )

"""The plans' part of a new year, made of the year before and not yet recorded."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from enslinje.core.carrying import CarriedKind, Outline, carried_basis, outline
from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import Basis
from enslinje.journal.restate import copied
from enslinje.organisation.carrying import named
from enslinje.plans import access
from enslinje.plans.models import SectionEdition


@dataclass(frozen=True)
class YearOfSections:
    """Rows for the new year, in the order they are recorded."""

    sections: tuple[SectionEdition, ...]
    outline: Outline


def year_of_sections(*, from_year: int, to_year: int) -> YearOfSections:
    """Return the sections that plans of `to_year` have, made of those of `from_year`.

    The skeleton only: what a body has written is its own to write anew.
    """
    before = list(
        access.section_editions(sight=EVERYTHING)
        .filter(year=from_year)
        .select_related("section")
        .order_by("sort_order", "section__code")
    )
    carried = tuple(
        copied(
            one,
            year=to_year,
            basis=carried_basis(Basis(one.basis)).value,
            note=f"{one.note} [{from_year}]".strip(),
        )
        for one in before
    )
    return YearOfSections(
        carried, outline([(CarriedKind.SECTIONS, [one.section.code for one in before])])
    )


def content(*, year: int) -> tuple["QuerySet[Any, Any]", ...]:
    """Return where to read what plans have of the year already: each kind and code."""
    sections = access.section_editions(sight=EVERYTHING)
    return (named(CarriedKind.SECTIONS, sections, "section__code", year=year),)

"""The plans' part of a new year, made of the year before and not yet recorded."""

from dataclasses import dataclass

from enslinje.core.carrying import CarriedKind, Outline, carried_basis, outline
from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import Basis
from enslinje.journal.restate import copied
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


def content(*, year: int) -> Outline:
    """Return what plans have of the year already."""
    there = access.section_editions(sight=EVERYTHING).filter(year=year)
    return outline([(CarriedKind.SECTIONS, there.values_list("section__code", flat=True))])

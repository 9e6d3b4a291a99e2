"""What a new year would be made of, before anything is written."""

from dataclasses import dataclass

from enslinje.core.carrying import Carried, CarriedKind, Choice, Outline, outline
from enslinje.filing import access
from enslinje.goals import carrying as goals
from enslinje.organisation import carrying as organisation
from enslinje.plans import carrying as plans


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be made, what somebody must choose, and what is there, which stops it."""

    from_year: int
    to_year: int
    carried: tuple[Carried, ...]
    choices: tuple[Choice, ...]
    there: tuple[Carried, ...]
    prepared_from: int | None


def preview_year(*, from_year: int, to_year: int) -> Preview:
    """Return what preparing `to_year` from `from_year` would make, with counts and names."""
    made = outline_of(from_year=from_year, to_year=to_year)
    prepared = access.preparations().filter(to_year=to_year).first()
    return Preview(
        from_year=from_year,
        to_year=to_year,
        carried=made.carried,
        choices=made.choices,
        there=content_of(to_year).carried,
        prepared_from=prepared.from_year if prepared else None,
    )


def outline_of(*, from_year: int, to_year: int) -> Outline:
    """Return what would be carried over, from every room."""
    of_bodies = organisation.year_of_bodies(from_year=from_year, to_year=to_year).outline
    of_goals = goals.year_of_goals(
        from_year=from_year, to_year=to_year, bodies=organisation.open_in(to_year)
    ).outline
    of_plans = plans.year_of_sections(from_year=from_year, to_year=to_year).outline
    return of_bodies.beside(of_goals).beside(of_plans)


def content_of(year: int) -> Outline:
    """Return what the year has already, in every room. One query."""
    first, *others = (
        *organisation.content(year=year),
        *goals.content(year=year),
        *plans.content(year=year),
    )
    found: dict[str, list[str]] = {}
    for kind, code in first.union(*others, all=True):
        found.setdefault(kind, []).append(code)
    return outline((kind, found.get(kind.value, ())) for kind in CarriedKind)

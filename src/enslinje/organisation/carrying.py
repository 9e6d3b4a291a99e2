"""The organisation's part of a new year, made of the year before and not yet recorded."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, QuerySet, Value

from enslinje.core.carrying import CarriedKind, Choice, ChoiceKind, Outline, outline
from enslinje.core.deadlines import years_later
from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import OccasionKind, OccasionState
from enslinje.journal.once import once
from enslinje.journal.restate import copied
from enslinje.organisation import access, lineage, queries
from enslinje.organisation.drafts import OccasionBodyDraft, OccasionDraft
from enslinje.organisation.models import GroupExclusion, GroupMember, RegisterEntry


@dataclass(frozen=True)
class YearOfBodies:
    """Rows for the new year, and what becomes of the occasions."""

    register: tuple[RegisterEntry, ...]
    members: tuple[GroupMember, ...]
    exclusions: tuple[GroupExclusion, ...]
    occasions: tuple[OccasionDraft, ...]
    outline: Outline


@once
def open_in(year: int) -> frozenset[str]:
    """Return the codes of the bodies that are open when the year begins."""
    standing = lineage.standing_on(date(year, 1, 1))
    return frozenset(code for code, edition in standing.items() if edition.is_open)


def year_of_bodies(*, from_year: int, to_year: int) -> YearOfBodies:
    """Return register, groups and occasions of `to_year`, made of those of `from_year`.

    Bodies that are not open when the new year begins are left out. An occasion is planned, its
    instants moved to the same day and clock time, on a weekday; extensions are not carried.
    """
    still_open = open_in(to_year)
    entries = list(
        access.register_entries(sight=EVERYTHING)
        .filter(year=from_year)
        .select_related("body")
        .order_by("body_id")
    )
    register = [copied(one, year=to_year) for one in entries if one.body.code in still_open]
    members = list(
        access.group_members(sight=EVERYTHING)
        .filter(year=from_year)
        .select_related("body", "group")
    )
    exclusions = list(
        access.group_exclusions(sight=EVERYTHING)
        .filter(year=from_year)
        .select_related("body", "group")
    )
    occasions = _occasions(from_year, to_year, still_open)
    held = sorted({one.group.code for one in members} | {one.group.code for one in exclusions})
    return YearOfBodies(
        register=tuple(register),
        members=tuple(copied(one, year=to_year) for one in members if one.body.code in still_open),
        exclusions=tuple(
            copied(one, year=to_year) for one in exclusions if one.body.code in still_open
        ),
        occasions=occasions,
        outline=outline(
            [
                (
                    CarriedKind.REGISTER,
                    [one.body.code for one in entries if one.body.code in still_open],
                ),
                (CarriedKind.GROUPS, held),
                (CarriedKind.OCCASIONS, [draft.kind.value for draft in occasions]),
            ],
            [
                *(
                    Choice(ChoiceKind.BODY_CLOSED, one.body.code)
                    for one in entries
                    if one.body.code not in still_open
                ),
                *(
                    Choice(ChoiceKind.DATE_UNKNOWN, draft.kind.value)
                    for draft in occasions
                    if draft.due_at is None and draft.kind is not OccasionKind.RECONCILIATION
                ),
            ],
        ),
    )


def named(
    kind: CarriedKind, facts: "QuerySet[Any]", code: str, **of_year: int
) -> "QuerySet[Any, Any]":
    """Return kind and code of what these facts of a year say there is, to be read with others."""
    there = facts.filter(**of_year).order_by()
    return there.values_list(Value(kind.value, CharField()), code)


def content(*, year: int) -> tuple["QuerySet[Any, Any]", ...]:
    """Return where to read what the organisation has of the year already, as `named` tells it."""
    groups = (access.group_members(sight=EVERYTHING), access.group_exclusions(sight=EVERYTHING))
    register = access.register_entries(sight=EVERYTHING)
    occasions = access.occasion_editions()
    return (
        named(CarriedKind.REGISTER, register, "body__code", year=year),
        *(named(CarriedKind.GROUPS, one, "group__code", year=year).distinct() for one in groups),
        named(CarriedKind.OCCASIONS, occasions, "occasion__kind", occasion__year=year),
    )


def _occasions(
    from_year: int, to_year: int, still_open: Collection[str]
) -> tuple[OccasionDraft, ...]:
    years = to_year - from_year

    def moved(instant: datetime | None) -> datetime | None:
        return None if instant is None else years_later(instant, years)

    return tuple(
        OccasionDraft(
            year=to_year,
            kind=row.kind,
            name=row.name.replace(str(from_year), str(to_year)),
            opens_at=moved(row.opens_at),
            due_at=moved(row.due_at),
            reference_at=moved(row.reference_at),
            state=OccasionState.PLANNED,
            bodies=tuple(OccasionBodyDraft(body=code) for code in row.bodies if code in still_open),
            parts=row.parts,
        )
        for row in queries.occasions(year=from_year)
    )

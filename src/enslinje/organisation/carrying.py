"""The organisation's part of a new year, made of the year before and not yet recorded."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from enslinje.core.carrying import CarriedKind, Choice, ChoiceKind, Outline, outline
from enslinje.core.deadlines import years_later
from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import OccasionKind, OccasionState
from enslinje.journal.restate import copied
from enslinje.organisation import access, group_queries, lineage, queries
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
    members = [
        copied(one, year=to_year)
        for one in access.group_members(sight=EVERYTHING)
        .filter(year=from_year)
        .select_related("body")
        if one.body.code in still_open
    ]
    exclusions = [
        copied(one, year=to_year)
        for one in access.group_exclusions(sight=EVERYTHING)
        .filter(year=from_year)
        .select_related("body")
        if one.body.code in still_open
    ]
    occasions = _occasions(from_year, to_year, still_open)
    shapes = group_queries.group_shapes(year=from_year)
    held = sorted(code for code, shape in shapes.items() if shape.members or shape.exclusions)
    return YearOfBodies(
        register=tuple(register),
        members=tuple(members),
        exclusions=tuple(exclusions),
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


def content(*, year: int) -> Outline:
    """Return what the organisation has of the year already."""
    shapes = group_queries.group_shapes(year=year)
    groups = [code for code, shape in shapes.items() if shape.members or shape.exclusions]
    return outline(
        [
            (
                CarriedKind.REGISTER,
                access.register_entries(sight=EVERYTHING)
                .filter(year=year)
                .values_list("body__code", flat=True),
            ),
            (CarriedKind.GROUPS, sorted(groups)),
            (CarriedKind.OCCASIONS, [row.kind.value for row in queries.occasions(year=year)]),
        ]
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

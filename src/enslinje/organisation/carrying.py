"""The organisation's part of a new year, made of the year before and not yet recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import CharField, QuerySet, Value

from enslinje.core.carrying import CarriedKind, Choice, ChoiceKind, Outline, outline
from enslinje.core.deadlines import years_later
from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import OccasionKind, OccasionState
from enslinje.journal.facts import With, facts_asked
from enslinje.journal.once import answered, once
from enslinje.journal.restate import copied
from enslinje.journal.together import Asking, gathered
from enslinje.organisation import access, lineage, queries
from enslinje.organisation.drafts import OccasionBodyDraft, OccasionDraft
from enslinje.organisation.models import GroupExclusion, GroupMember, RegisterEntry
from enslinje.organisation.rows import OccasionRow

_OfBody = TypeVar("_OfBody", RegisterEntry, GroupMember, GroupExclusion)


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
    return lineage.open_on(date(year, 1, 1)).read()


def year_of_bodies(*, from_year: int, to_year: int) -> YearOfBodies:
    """Return register, groups and occasions of `to_year`, made of those of `from_year`.

    Bodies that are not open when the new year begins are left out. An occasion is planned, its
    instants moved to the same day and clock time, on a weekday; extensions are not carried.
    """
    before = _before(from_year, to_year).read()
    answered(before.still_open, open_in, to_year)
    entries = sorted(before.entries, key=lambda entry: entry[0].body_id)
    occasions = _occasions(from_year, to_year, before)
    return YearOfBodies(
        register=before.of_open(entries, to_year),
        members=before.of_open(before.members, to_year),
        exclusions=before.of_open(before.exclusions, to_year),
        occasions=occasions,
        outline=outline(
            [
                (
                    CarriedKind.REGISTER,
                    [body for _one, body in entries if body in before.still_open],
                ),
                (
                    CarriedKind.GROUPS,
                    sorted({group for *_one, group in (*before.members, *before.exclusions)}),
                ),
                (CarriedKind.OCCASIONS, [draft.kind.value for draft in occasions]),
            ],
            [
                *(
                    Choice(ChoiceKind.BODY_CLOSED, body)
                    for _one, body in entries
                    if body not in before.still_open
                ),
                *(
                    Choice(ChoiceKind.DATE_UNKNOWN, draft.kind.value)
                    for draft in occasions
                    if draft.due_at is None and draft.kind is not OccasionKind.RECONCILIATION
                ),
            ],
        ),
    )


@dataclass(frozen=True)
class _Before:
    """What there is the year before, each with the code of its body, and who is open afterwards."""

    still_open: frozenset[str]
    entries: list[With[RegisterEntry]]
    members: list[With[GroupMember]]
    exclusions: list[With[GroupExclusion]]
    occasions: tuple[OccasionRow, ...]

    def of_open(self, facts: Iterable[With[_OfBody]], year: int) -> tuple[_OfBody, ...]:
        """The facts about the bodies that are still open, made for the year."""
        return tuple(
            copied(one, year=year) for one, body, *_group in facts if body in self.still_open
        )


def _before(from_year: int, to_year: int) -> Asking[_Before]:
    entries = access.register_entries(sight=EVERYTHING).filter(year=from_year)
    members = access.group_members(sight=EVERYTHING).filter(year=from_year)
    exclusions = access.group_exclusions(sight=EVERYTHING).filter(year=from_year)
    asked: dict[str, Asking[Any]] = {
        "still_open": lineage.open_on(date(to_year, 1, 1)),
        "entries": facts_asked("entries", entries, "body__code"),
        "members": facts_asked("members", members, "body__code", "group__code"),
        "exclusions": facts_asked("exclusions", exclusions, "body__code", "group__code"),
        "occasions": queries.occasions_asked(year=from_year),
    }
    return gathered(asked).then(lambda told: _Before(**told))


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


def _occasions(from_year: int, to_year: int, before: _Before) -> tuple[OccasionDraft, ...]:
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
            bodies=tuple(
                OccasionBodyDraft(body=code) for code in row.bodies if code in before.still_open
            ),
            parts=row.parts,
        )
        for row in before.occasions
    )

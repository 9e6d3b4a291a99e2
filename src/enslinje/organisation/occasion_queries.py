"""Reads of the exceptions from occasions: for the office, and for the body they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import OuterRef, Subquery

from enslinje.core import policy
from enslinje.core.actors import Actor
from enslinje.core.marking import EVERYTHING
from enslinje.core.occasions import Window, standing_at
from enslinje.core.policy import Action, Role, Standing
from enslinje.core.terms import OccasionKind, OccasionState, PlanPart
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept
from enslinje.organisation import access, rights
from enslinje.organisation.rows import ExtensionRow, LockOpeningRow


@dataclass(frozen=True, slots=True)
class Deadline:
    """When an occasion is due for a body. `extended_due_at` is its own, later one, if any."""

    name: str
    state: OccasionState
    opens_at: datetime | None
    due_at: datetime | None
    extended_due_at: datetime | None

    def standing(self, instant: datetime) -> Standing:
        """How it stands to the body at `instant`, opened locks aside."""
        window = Window(self.state, self.opens_at, self.due_at)
        return standing_at(window, instant, extended_due_at=self.extended_due_at)


deadlines: Kept[Deadline | None] = Kept(500)


def deadline(*, year: int, kind: OccasionKind, body: str) -> Deadline | None:
    """Return when the occasion is due for `body`, None when the year has none. One query, or none.

    It is for those who see the body's work: the public knows of no extensions.
    """
    return deadlines.answer(
        *(year, kind, body),
        read=lambda: _deadline(year, kind, body),
        version=kept_by.goals_apart(year),
    )


def _deadline(year: int, kind: OccasionKind, body: str) -> Deadline | None:
    of_body = access.occasion_bodies(sight=EVERYTHING).filter(
        occasion=OuterRef("occasion"), body__code=body
    )
    row = (
        access.occasion_editions(sight=EVERYTHING)
        .filter(occasion__year=year, occasion__kind=kind.value)
        .annotate(extended=Subquery(of_body.values("extended_due_at")[:1]))
        .values_list("name", "state", "opens_at", "due_at", "extended")
        .first()
    )
    return Deadline(row[0], OccasionState(row[1]), *row[2:]) if row else None


_Row = TypeVar("_Row", ExtensionRow, LockOpeningRow)


known_extensions: Kept[tuple[ExtensionRow, ...]] = Kept(8)


def extensions(
    *, year: int, actor: Actor | None = None, body: str = "", as_of: datetime | None = None
) -> tuple[ExtensionRow, ...]:
    """Return the year's extensions that `actor` may see: of all bodies, or only of `body`.

    Those who see a body's work see its extensions and why; the public sees none. Two queries, or
    none when they are asked for as they are now, and are kept.
    """
    rows = known_extensions.at(
        as_of,
        year,
        read=lambda moment: _extensions(year, moment),
        version=kept_by.goals_apart(year),
    )
    return _seen_by(actor, body, rows)


def _extensions(year: int, as_of: datetime | None) -> tuple[ExtensionRow, ...]:
    due = {
        edition.occasion_id: edition.due_at
        for edition in access.occasion_editions(as_of=as_of).filter(occasion__year=year)
    }
    facts = (
        access.occasion_bodies(sight=EVERYTHING, as_of=as_of)
        .filter(occasion__year=year, extended_due_at__isnull=False)
        .select_related("occasion", "body", "recorded_in")
        .order_by("extended_due_at", "body__code")
    )
    return tuple(
        ExtensionRow(
            year=year,
            kind=OccasionKind(fact.occasion.kind),
            body=fact.body.code,
            due_at=due.get(fact.occasion_id),
            extended_due_at=fact.extended_due_at,
            reason=fact.reason,
            given_by=fact.recorded_in.actor_code,
            given_at=fact.recorded_in.recorded_at,
            fact=fact.pk,
        )
        for fact in facts
        if fact.extended_due_at is not None
    )


def lock_openings(
    *, year: int, actor: Actor | None = None, body: str = "", as_of: datetime | None = None
) -> tuple[LockOpeningRow, ...]:
    """Return the year's opened locks that `actor` may see, also those that have run out."""
    facts = (
        access.lock_openings(sight=EVERYTHING, as_of=as_of)
        .filter(occasion__year=year)
        .select_related("occasion", "body", "person", "recorded_in")
        .order_by("ends_at", "body__code", "pk")
    )
    rows = [
        LockOpeningRow(
            year=year,
            kind=OccasionKind(fact.occasion.kind),
            body=fact.body.code,
            person=fact.person.username if fact.person else "",
            role=Role(fact.role) if fact.role else None,
            parts=tuple(part for part in PlanPart if part in fact.parts),
            ends_at=fact.ends_at,
            reason=fact.reason,
            given_by=fact.given_by_code,
            given_at=fact.recorded_in.recorded_at,
            fact=fact.pk,
        )
        for fact in facts
    ]
    return _seen_by(actor, body, rows)


def _seen_by(actor: Actor | None, body: str, rows: Iterable[_Row]) -> tuple[_Row, ...]:
    wanted = [row for row in rows if body in {"", row.body}]
    if actor is None or not wanted:
        return ()
    if actor.is_system:
        return tuple(wanted)
    parents = rights.parents_of_bodies()
    return tuple(
        row
        for row in wanted
        if policy.allows(actor.holdings, Action.VIEW_WORK, body=row.body, parents=parents)
    )

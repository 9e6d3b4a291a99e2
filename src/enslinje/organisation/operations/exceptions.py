"""Exceptions from an occasion: a later due instant for one body, a lock opened for some."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.deadlines import is_past
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action, Role
from enslinje.core.terms import OccasionKind, OccasionState
from enslinje.core.versions import UNSEEN, Seen
from enslinje.journal import record
from enslinje.journal.record import Receipt
from enslinje.journal.restate import restate
from enslinje.organisation import access, queries, rights
from enslinje.organisation.drafts import LockOpeningDraft
from enslinje.organisation.errors import (
    ExtensionConflict,
    ExtensionMisgiven,
    LockConflict,
    LockMisopened,
    LockNotOpened,
    NoExtension,
)
from enslinje.organisation.models import LockOpening, OccasionBody, OccasionEdition
from enslinje.organisation.operations.occasions import occasion_of


@transaction.atomic
def extend_occasion(
    *,
    actor: Actor,
    year: int,
    kind: OccasionKind,
    body: str,
    until: datetime,
    reason: str,
    seen: Seen = UNSEEN,
    key: UUID | None = None,
) -> Receipt:
    """Give a body that takes part until `until`, the last instant that is in time for it.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownOccasion, UnknownBody: there is none.
        ExtensionMisgiven: no reason, not later than the occasion's own due instant or than now,
            a body that does not take part, or an occasion that is locked.
        ExtensionConflict: what the body has is not what the writer saw.
    """
    actor = rights.require(actor, Action.EXTEND_OCCASION, [body])
    change = record.begin(
        actor=actor,
        action="extend_occasion",
        year=year,
        bodies=[body],
        key=key,
        content=[kind, body, until, reason, seen],
        why=record.Why(reason),
    )
    if change.is_repeat:
        return record.repeated(change)
    occasion_id = occasion_of(year, kind)
    refusals = Refusals()
    body_id = queries.body_codes([body]).id_of(body, row=0, field="body", refusals=refusals)
    refusals.settle()
    edition = access.occasion_editions(sight=EVERYTHING).get(occasion_id=occasion_id)
    current = access.occasion_bodies(sight=EVERYTHING).filter(
        occasion_id=occasion_id, body_id=body_id
    )
    extended = OccasionBody(
        occasion_id=occasion_id, body_id=body_id, extended_due_at=until, reason=reason.strip()
    )
    now = change.change_set.recorded_at
    for column, fault, mend in _extension_faults(
        edition, extended, now=now, takes_part=current.exists()
    ):
        refusals.add(ExtensionMisgiven(fault, row=0, column=column, value=body, remedy=mend))
    refusals.settle()
    recorded = restate(
        [extended],
        place=("occasion_id", "body_id"),
        current=current,
        change=change,
        seen=[seen],
        refusal=ExtensionConflict,
        named=lambda _row: body,
    )
    return record.finish(change, recorded)


@transaction.atomic
def withdraw_extension(
    *,
    actor: Actor,
    year: int,
    kind: OccasionKind,
    body: str,
    reason: str,
    seen: Seen = UNSEEN,
    key: UUID | None = None,
) -> Receipt:
    """Take a body's extension back; it still takes part. What it had stays in the history.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownOccasion: the year has no such occasion.
        NoExtension: the body has none, or no reason is given.
        ExtensionConflict: what the body has is not what the writer saw.
    """
    actor = rights.require(actor, Action.EXTEND_OCCASION, [body])
    change = record.begin(
        actor=actor,
        action="withdraw_extension",
        year=year,
        bodies=[body],
        key=key,
        content=[kind, body, reason, seen],
        why=record.Why(reason),
    )
    if change.is_repeat:
        return record.repeated(change)
    there = (
        access.occasion_bodies(sight=EVERYTHING)
        .filter(occasion_id=occasion_of(year, kind), body__code=body, extended_due_at__isnull=False)
        .first()
    )
    if there is None or not reason.strip():
        fault = _("{body} har inget anstånd.") if there is None else _("Inget skäl är angivet.")
        raise NoExtension(
            fault.format(body=body),
            column="reason" if there else "body",
            value=body,
            remedy=_("Ange varför anståndet tas tillbaka.") if there else "",
        )
    without = OccasionBody(occasion_id=there.occasion_id, body_id=there.body_id)
    recorded = restate(
        [without],
        place=("occasion_id", "body_id"),
        current=access.occasion_bodies(sight=EVERYTHING).filter(pk=there.pk),
        change=change,
        seen=[seen],
        refusal=ExtensionConflict,
        named=lambda _row: body,
    )
    return record.finish(change, recorded)


@transaction.atomic
def open_lock(
    *,
    actor: Actor,
    year: int,
    kind: OccasionKind,
    opening: LockOpeningDraft,
    key: UUID | None = None,
) -> Receipt:
    """Open a locked occasion of a body, until an instant, for a person or a role, and say why.

    It gives nobody a right that is not held; it only lets it be used. One that is there for the
    same person or role is replaced, if the writer saw it: `opening.seen`.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownOccasion, UnknownBody, UnknownPerson: there is none.
        LockMisopened: the occasion is not locked, no reason, no end ahead, neither person nor
            role or both, a part the occasion is not about, or nobody it could be for.
        LockConflict: it is open for them in another way than the writer saw.
    """
    actor = rights.require(actor, Action.OPEN_LOCK, [opening.body])
    change = record.begin(
        actor=actor,
        action="open_lock",
        year=year,
        bodies=[opening.body],
        key=key,
        content=[kind, opening],
        why=record.Why(opening.reason),
    )
    if change.is_repeat:
        return record.repeated(change)
    occasion_id = occasion_of(year, kind)
    refusals = Refusals()
    bodies, people = queries.body_codes([opening.body]), queries.person_codes([opening.person])
    fact = LockOpening(
        occasion_id=occasion_id,
        body_id=bodies.id_of(opening.body, row=0, field="body", refusals=refusals),
        person_id=people.id_or_none(opening.person, row=0, field="person", refusals=refusals),
        role=opening.role.value if opening.role else None,
        parts=sorted({part.value for part in opening.parts}),
        ends_at=opening.ends_at,
        reason=opening.reason.strip(),
        given_by_code=actor.code,
    )
    refusals.settle()
    for column, fault, mend in _opening_faults(opening, occasion_id, change.change_set.recorded_at):
        refusals.add(LockMisopened(fault, row=0, column=column, value=opening.body, remedy=mend))
    refusals.settle()
    current = access.lock_openings(sight=EVERYTHING).filter(occasion_id=occasion_id)
    recorded = restate(
        [fact],
        place=("body_id", "person_id", "role"),
        current=current,
        change=change,
        seen=[opening.seen],
        refusal=LockConflict,
        named=lambda _row: opening.body,
    )
    return record.finish(change, recorded)


@transaction.atomic
def close_lock(
    *,
    actor: Actor,
    year: int,
    kind: OccasionKind,
    body: str,
    person: str = "",
    role: Role | None = None,
    reason: str = "",
    key: UUID | None = None,
) -> Receipt:
    """Close again, at once, the lock that was opened for a person or a role of a body.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownOccasion: the year has no such occasion.
        LockNotOpened: it is not open for them.
    """
    actor = rights.require(actor, Action.OPEN_LOCK, [body])
    change = record.begin(
        actor=actor,
        action="close_lock",
        year=year,
        bodies=[body],
        key=key,
        content=[kind, body, person, role, reason],
        why=record.Why(reason),
    )
    if change.is_repeat:
        return record.repeated(change)
    there = access.lock_openings(sight=EVERYTHING).filter(
        occasion_id=occasion_of(year, kind),
        body__code=body,
        person__username=person or None,
        role=role.value if role else None,
    )
    if not record.supersede(there, change=change):
        raise LockNotOpened(
            _("Låset är inte öppnat för {who} i {body}.").format(
                who=person or (role.value if role else ""), body=body
            ),
            column="person",
            value=person,
            remedy=_("Se efter vilka undantag som gäller."),
        )
    return record.finish(change)


def _extension_faults(
    edition: OccasionEdition, extended: OccasionBody, *, now: datetime, takes_part: bool
) -> Sequence[tuple[str, str, str]]:
    """What is wrong with an extension: column, fault, remedy."""
    until = extended.extended_due_at
    later = _("Ange en senare tidpunkt.")
    faults = (
        (
            "body",
            not takes_part,
            _("Organet deltar inte i tillfället."),
            _("Lägg till organet bland dem som deltar."),
        ),
        (
            "until",
            edition.due_at is None,
            _("Tillfället har ingen sista tidpunkt att skjuta upp."),
            _("Ange tillfällets sista tidpunkt först."),
        ),
        (
            "until",
            edition.due_at is not None and until is not None and until <= edition.due_at,
            _("Anståndet är inte längre än tillfället självt."),
            later,
        ),
        ("until", is_past(until, now), _("Anståndet har redan gått ut."), later),
        (
            "kind",
            edition.state == OccasionState.LOCKED,
            _("Tillfället är låst, och då hjälper inget anstånd."),
            _("Öppna låset för dem det gäller i stället."),
        ),
        (
            "reason",
            not extended.reason,
            _("Inget skäl är angivet."),
            _("Ange varför organet har fått anstånd."),
        ),
    )
    return [(column, fault, mend) for column, is_wrong, fault, mend in faults if is_wrong]


def _opening_faults(
    opening: LockOpeningDraft, occasion_id: int, now: datetime
) -> Sequence[tuple[str, str, str]]:
    """What is wrong with the opening of a lock: column, fault, remedy."""
    edition = access.occasion_editions(sight=EVERYTHING).get(occasion_id=occasion_id)
    about = set(
        access.occasion_parts(sight=EVERYTHING)
        .filter(occasion_id=occasion_id)
        .values_list("part", flat=True)
    )
    outside = about and {part.value for part in opening.parts} - about
    faults = (
        (
            "kind",
            edition.state != OccasionState.LOCKED,
            _("Tillfället är inte låst."),
            _("Ge organet anstånd i stället, eller öppna tillfället."),
        ),
        (
            "person",
            bool(opening.person) == bool(opening.role),
            _("Undantaget gäller en person eller en roll."),
            _("Ange det ena av de två."),
        ),
        (
            "parts",
            bool(outside),
            _("Tillfället gäller inte de delarna av planen."),
            _("Välj bland de delar som tillfället gäller."),
        ),
        (
            "ends_at",
            is_past(opening.ends_at, now),
            _("Undantaget har redan gått ut."),
            _("Ange en senare tidpunkt."),
        ),
        (
            "reason",
            not opening.reason.strip(),
            _("Inget skäl är angivet."),
            _("Ange varför låset öppnas."),
        ),
        (
            "person",
            bool(opening.person) and not _has_a_role(opening.person, opening.body),
            _("Personen har ingen roll i organet som undantaget kan gälla."),
            _("Ge personen en roll först."),
        ),
        (
            "role",
            opening.role is Role.PUBLIC,
            _("Låset öppnas inte för allmänheten."),
            _("Ange en roll i organet."),
        ),
    )
    return [(column, fault, mend) for column, is_wrong, fault, mend in faults if is_wrong]


def _has_a_role(person: str, body: str) -> bool:
    return any(one.body in {body, ""} for one in rights.holdings_of(person, timezone.now()))

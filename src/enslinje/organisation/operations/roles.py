"""Grant, confirm and end roles: nobody gets a role that decides by one person's hand alone."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core import policy
from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action, Role
from enslinje.journal import record
from enslinje.journal.models import FactQuerySet
from enslinje.journal.record import UNSAID, Change, Receipt, Why
from enslinje.journal.restate import restate
from enslinje.organisation import access, queries, rights
from enslinje.organisation.drafts import HeldRoleDraft, RoleDraft
from enslinje.organisation.errors import NotASecondPerson, RoleMisplaced, RoleNotHeld
from enslinje.organisation.models import Membership
from enslinje.organisation.policy_words import ROLES

PLACE = ("person_id", "body_id", "role", "valid_from")


@transaction.atomic
def grant_roles(
    *, actor: Actor, roles: Sequence[RoleDraft], key: UUID | None = None, why: Why = UNSAID
) -> Receipt:
    """Give people roles. One that needs two persons is pending until another confirms it.

    Raises:
        NotAllowed: the actor may not grant the role, or not for the body.
        UnknownPerson, UnknownBody: a code is not known.
        RoleMisplaced: a role of a body without one, or the other way round; days reversed.
        DuplicateValue: two drafts are about the same person, role, body and day.
    """
    actor = _require_granting(actor, roles)
    change = record.begin(actor=actor, action="grant_roles", key=key, why=why, content=roles)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    people = queries.person_codes({draft.person for draft in roles})
    bodies = queries.body_codes({draft.body for draft in roles})
    facts = []
    for row, draft in enumerate(roles):
        _check_place(draft, row, refusals)
        facts.append(
            Membership(
                person_id=people.id_of(draft.person, row=row, field="person", refusals=refusals),
                body_id=bodies.id_or_none(draft.body, row=row, field="body", refusals=refusals),
                role=draft.role.value,
                valid_from=draft.valid_from,
                valid_to=draft.valid_to,
                is_pending=_waits(draft, actor),
                granted_by_code=actor.code,
            )
        )
    refusals.settle()
    recorded = restate(
        facts,
        place=PLACE,
        current=access.memberships(sight=EVERYTHING),
        change=change,
        seen=[draft.seen for draft in roles],
        named=lambda row: f"{roles[row].person} {roles[row].role.value}",
    )
    return record.finish(change, recorded)


@transaction.atomic
def confirm_roles(
    *, actor: Actor, roles: Sequence[HeldRoleDraft], key: UUID | None = None, why: Why = UNSAID
) -> Receipt:
    """Confirm roles that are pending; from then on they hold, for the days they were given.

    Raises:
        NotAllowed: the actor may not confirm roles of the body.
        RoleNotHeld: no such role is pending.
        NotASecondPerson: the actor granted it, or is to have it.
    """
    actor = rights.require(actor, Action.CONFIRM_ROLE, [draft.body for draft in roles])
    change = record.begin(actor=actor, action="confirm_roles", key=key, why=why, content=roles)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    confirmed: list[Membership] = []
    pending: list[Membership] = []
    for row, draft in enumerate(roles):
        found = list(_held(draft).filter(is_pending=True))
        if not found:
            refusals.add(_not_held(draft, row))
        if actor.code == draft.person or any(one.granted_by_code == actor.code for one in found):
            refusals.add(_not_second(draft, row))
        pending += found
        confirmed += [
            _copy(one, valid_to=one.valid_to, confirmed_by=actor.code, is_pending=False)
            for one in found
        ]
    refusals.settle()
    return _replace(pending, confirmed, change)


@transaction.atomic
def end_roles(
    *, actor: Actor, roles: Sequence[HeldRoleDraft], key: UUID | None = None, why: Why = UNSAID
) -> Receipt:
    """End roles from the day each draft says, by default at once. What was held stays on record.

    Raises:
        NotAllowed: the actor may not grant the role, and so not end it.
        RoleNotHeld: no such role holds on the day or later.
    """
    actor = _require_granting(actor, roles)
    change = record.begin(actor=actor, action="end_roles", key=key, why=why, content=roles)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    ended: list[Membership] = []
    shorter: list[Membership] = []
    for row, draft in enumerate(roles):
        day = draft.on or timezone.localdate()
        found = list(_held(draft).filter(Q(valid_to=None) | Q(valid_to__gt=day)))
        if not found:
            refusals.add(_not_held(draft, row))
        ended += found
        shorter += [
            _copy(one, valid_to=day, confirmed_by=one.confirmed_by_code, is_pending=one.is_pending)
            for one in found
            if one.valid_from < day
        ]
    refusals.settle()
    return _replace(ended, shorter, change)


def _require_granting(actor: Actor, roles: Sequence[RoleDraft | HeldRoleDraft]) -> Actor:
    """Ask the policy; the head of an administration grants only some roles of the own body."""
    actor = rights.require(actor, Action.GRANT_ROLE, [draft.body for draft in roles])
    central = actor.is_system or rights.may(actor, Action.GRANT_ROLE)
    for row, draft in enumerate(roles):
        if not central and draft.role not in policy.GRANTED_BY_APPROVERS:
            raise rights.not_allowed(Action.GRANT_ROLE, draft.body, row=row, column="role")
    return actor


def _waits(draft: RoleDraft, actor: Actor) -> bool:
    """Whether the role is pending. What the server's own command grants is not."""
    return not actor.is_system and policy.needs_two(
        draft.role, person=draft.person, granted_by=actor.code
    )


def _check_place(draft: RoleDraft, row: int, refusals: Refusals) -> None:
    if draft.role is Role.PUBLIC or (draft.role in policy.CENTRAL_ROLES) == bool(draft.body):
        refusals.add(
            RoleMisplaced(
                _("Rollen {role} kan inte ges så.").format(role=_(ROLES[draft.role])),
                row=row,
                column="role",
                value=draft.role.value,
                remedy=_("Ange organet för en roll i ett organ, och bara då."),
            )
        )
    if draft.valid_to is not None and draft.valid_to <= draft.valid_from:
        refusals.add(
            RoleMisplaced(
                _("Tiden slutar innan den börjar."),
                row=row,
                column="valid_to",
                value=draft.valid_to.isoformat(),
                remedy=_("Ange en senare dag."),
            )
        )


def _held(draft: HeldRoleDraft) -> FactQuerySet[Membership]:
    body = Q(body__code=draft.body) if draft.body else Q(body=None)
    return access.memberships(sight=EVERYTHING).filter(
        body, person__username=draft.person, role=draft.role.value
    )


def _copy(
    one: Membership, *, valid_to: date | None, confirmed_by: str, is_pending: bool
) -> Membership:
    return Membership(
        person_id=one.person_id,
        body_id=one.body_id,
        role=one.role,
        valid_from=one.valid_from,
        valid_to=valid_to,
        is_pending=is_pending,
        granted_by_code=one.granted_by_code,
        confirmed_by_code=confirmed_by,
    )


def _replace(before: list[Membership], after: list[Membership], change: Change) -> Receipt:
    record.supersede(before, change=change)
    return record.finish(change, record.record_many(after, change=change))


def _not_held(draft: HeldRoleDraft, row: int) -> RoleNotHeld:
    return RoleNotHeld(
        _("{person} har ingen sådan roll.").format(person=draft.person),
        row=row,
        column="role",
        value=draft.role.value,
        remedy=_("Se efter vilka roller personen har."),
    )


def _not_second(draft: HeldRoleDraft, row: int) -> NotASecondPerson:
    return NotASecondPerson(
        _("Rollen bekräftas av någon annan än den som ger den och den som får den."),
        row=row,
        column="role",
        value=draft.role.value,
        remedy=_("Be en annan person bekräfta."),
    )

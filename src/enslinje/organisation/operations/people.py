"""Invite people, close their accounts, name their deputies."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from enslinje.core.actors import SYSTEM_CODE, Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.journal import record
from enslinje.journal.columns import CODE_LENGTH
from enslinje.journal.record import UNSAID, Receipt, Why
from enslinje.journal.restate import restate
from enslinje.organisation import access, queries, rights
from enslinje.organisation.drafts import DeputyDraft, InvitationDraft
from enslinje.organisation.errors import (
    AccountUnchangeable,
    DeputyMisnamed,
    DeputyNotNamed,
    PersonAlreadyInvited,
)
from enslinje.organisation.models import Deputy, Person


@transaction.atomic
def invite_people(
    *,
    actor: Actor,
    invitations: Sequence[InvitationDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Open accounts without passwords: each chooses one by a link, or signs in elsewhere.

    Raises:
        NotAllowed: the actor may not invite.
        PersonAlreadyInvited: a code or an address is taken or twice in the batch, or a code is
            none that a person can have.
    """
    actor = rights.require(actor, Action.INVITE_PERSON)
    change = record.begin(
        actor=actor, action="invite_people", key=key, why=why, content=invitations
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    codes = {draft.code for draft in invitations}
    taken = set(Person.objects.filter(username__in=codes).values_list("username", flat=True))
    addresses = _addresses_of({draft.email for draft in invitations})
    new = []
    for row, draft in enumerate(invitations):
        if draft.code in taken or not _is_code(draft.code):
            refusals.add(_taken(draft.code, row))
        taken.add(draft.code)
        if address := draft.email.casefold():
            if address in addresses:
                refusals.add(_address_taken(draft.email, row))
            addresses.add(address)
        person = Person(
            username=draft.code,
            email=draft.email,
            is_demo=draft.is_demo and actor.is_system,
        )
        person.set_unusable_password()
        new.append(person)
    refusals.settle()
    Person.objects.bulk_create(new)
    return record.finish(change)


@transaction.atomic
def change_accounts(
    *, actor: Actor, people: Sequence[str], is_open: bool, reason: str, key: UUID | None = None
) -> Receipt:
    """Close the accounts of people by their codes, or open them again.

    Who has a closed account is signed out at the next page, and holds no role meanwhile.

    Raises:
        NotAllowed: the actor may not invite, and so not shut out.
        AccountUnchangeable: it is the actor's own, it is so already, or no reason is given.
        UnknownPerson: nobody has the code.
    """
    actor = rights.require(actor, Action.INVITE_PERSON)
    change = record.begin(
        actor=actor,
        action="open_accounts" if is_open else "close_accounts",
        key=key,
        content=[people, is_open],
        why=record.Why(reason=reason),
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    found = {one.username: one for one in Person.objects.filter(username__in=people)}
    codes = queries.person_codes(set(people))
    for row, code in enumerate(people):
        codes.id_of(code, row=row, field="person", refusals=refusals)
        if fault := _unchangeable(found.get(code), actor, is_open=is_open, reason=reason):
            refusals.add(AccountUnchangeable(fault, row=row, column="person", value=code))
    refusals.settle()
    Person.objects.filter(username__in=people).update(is_active=is_open)
    return record.finish(change)


def _unchangeable(person: Person | None, actor: Actor, *, is_open: bool, reason: str) -> str:
    if person is None:
        return ""
    if person.username == actor.code:
        return _("Ingen stänger sitt eget konto: be en annan administratör.")
    if person.is_active == is_open:
        return _("Kontot är redan öppet.") if is_open else _("Kontot är redan stängt.")
    return "" if reason else _("Ange skälet.")


@transaction.atomic
def name_deputies(
    *, actor: Actor, deputies: Sequence[DeputyDraft], key: UUID | None = None, why: Why = UNSAID
) -> Receipt:
    """Let others take over people's tasks and roles for a time.

    A deputy that somebody else has named takes over no role that needs two persons.

    Raises:
        NotAllowed: the actor is neither the person nor may name deputies for others.
        UnknownPerson: nobody has the code.
        DeputyMisnamed: oneself as deputy, no reason, or days in the wrong order.
        DuplicateValue: two drafts are about the same two people and day.
    """
    others = [draft for draft in deputies if draft.person != actor.code]
    actor = rights.require(actor, Action.NAME_DEPUTY) if others else actor
    change = record.begin(actor=actor, action="name_deputies", key=key, why=why, content=deputies)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    people = queries.person_codes({code for d in deputies for code in (d.person, d.deputy)})
    facts = []
    for row, draft in enumerate(deputies):
        if fault := _fault(draft, actor):
            refusals.add(
                DeputyMisnamed(
                    fault,
                    row=row,
                    column="deputy",
                    value=draft.deputy,
                    remedy=_("Ange en annan person, en tid framåt och ett skäl."),
                )
            )
        facts.append(
            Deputy(
                person_id=people.id_of(draft.person, row=row, field="person", refusals=refusals),
                deputy_id=people.id_of(draft.deputy, row=row, field="deputy", refusals=refusals),
                valid_from=draft.valid_from,
                valid_to=draft.valid_to,
                reason=draft.reason,
                named_by_code=actor.code,
            )
        )
    refusals.settle()
    recorded = restate(
        facts,
        place=("person_id", "deputy_id", "valid_from"),
        current=access.deputies(sight=EVERYTHING),
        change=change,
        seen=[draft.seen for draft in deputies],
        named=lambda row: deputies[row].deputy,
    )
    return record.finish(change, recorded)


@transaction.atomic
def end_deputy(
    *, actor: Actor, person: str, deputy: str, on: date, key: UUID | None = None, why: Why = UNSAID
) -> Receipt:
    """Let `deputy` stand in for `person` no longer from the day `on`.

    Raises:
        NotAllowed: the actor is neither of the two nor may name deputies for others.
        DeputyNotNamed: there is none to end.
    """
    if actor.code not in {person, deputy}:
        actor = rights.require(actor, Action.NAME_DEPUTY)
    content = [person, deputy, on]
    change = record.begin(actor=actor, action="end_deputy", key=key, why=why, content=content)
    if change.is_repeat:
        return record.repeated(change)
    named = list(
        access.deputies(sight=EVERYTHING).filter(
            person__username=person, deputy__username=deputy, valid_to__gt=on
        )
    )
    if not named:
        raise DeputyNotNamed(
            _("{deputy} är inte ersättare för {person}.").format(deputy=deputy, person=person),
            column="deputy",
            value=deputy,
        )
    record.supersede(named, change=change)
    shorter = [
        Deputy(
            person_id=row.person_id,
            deputy_id=row.deputy_id,
            valid_from=row.valid_from,
            valid_to=on,
            reason=row.reason,
            named_by_code=row.named_by_code,
        )
        for row in named
        if row.valid_from < on
    ]
    return record.finish(change, record.record_many(shorter, change=change))


def _fault(draft: DeputyDraft, actor: Actor) -> str:
    if draft.person == draft.deputy:
        return _("Ingen är ersättare för sig själv.")
    if actor.code == draft.deputy:
        return _("Ingen utser sig själv till ersättare för någon annan.")
    if not draft.reason:
        return _("Ange varför någon annan träder in.")
    if draft.valid_from >= draft.valid_to:
        return _("Tiden slutar innan den börjar.")
    return ""


def _is_code(code: str) -> bool:
    try:
        UnicodeUsernameValidator()(code)
    except ValidationError:
        return False
    return code != SYSTEM_CODE and len(code) <= CODE_LENGTH


def _addresses_of(emails: set[str]) -> set[str]:
    """Those of `emails` that somebody has: people may sign in by them, so each is one person's."""
    wanted = {email.casefold() for email in emails if email}
    found = Person.objects.annotate(address=Lower("email")).filter(address__in=wanted)
    return set(found.values_list("address", flat=True))


def _address_taken(email: str, row: int) -> PersonAlreadyInvited:
    return PersonAlreadyInvited(
        _("{email} hör redan till någon.").format(email=email),
        row=row,
        column="email",
        value=email,
        remedy=_("Ange en adress som bara den personen har."),
    )


def _taken(code: str, row: int) -> PersonAlreadyInvited:
    return PersonAlreadyInvited(
        _("{code} finns redan, eller kan inte vara någons kod.").format(code=code),
        row=row,
        column="code",
        value=code,
        remedy=_("Välj en annan kod: bokstäver, siffror, punkt och bindestreck."),
    )

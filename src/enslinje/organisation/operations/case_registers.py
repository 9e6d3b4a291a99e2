"""Keep case registers: say which body has which prefix, and withdraw one that was a mistake."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core import case_numbers
from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.core.versions import UNSEEN, Seen
from enslinje.journal import conflict, record
from enslinje.journal.record import UNSAID, Receipt, Why
from enslinje.journal.restate import copied, restate
from enslinje.organisation import access, decision_queries, queries, rights
from enslinje.organisation.drafts import CaseRegisterDraft
from enslinje.organisation.errors import (
    CaseRegisterConflict,
    CaseRegisterInUse,
    CaseRegisterMisdated,
    CaseRegisterMisnamed,
    PrefixTaken,
    UnknownCaseRegister,
)
from enslinje.organisation.models import CaseRegister


@transaction.atomic
def keep_case_registers(
    *,
    actor: Actor,
    registers: Sequence[CaseRegisterDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Say which bodies keep which case registers; one that is there is corrected.

    A prefix goes over to another body only by the hand of somebody who has seen whose it is.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        CaseRegisterMisnamed: a prefix is not of letters and hyphens.
        CaseRegisterMisdated: one is closed before it is opened.
        UnknownBody: a body is not registered.
        PrefixTaken: another body has the prefix.
        DuplicateValue: two drafts have the same prefix.
        CaseRegisterConflict: a register is not the one that the writer saw.
    """
    actor = rights.require(actor, Action.EDIT_MASTER_DATA)
    change = record.begin(
        actor=actor, action="keep_case_registers", key=key, why=why, content=registers
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    bodies = queries.body_codes({draft.body for draft in registers})
    standing = {one.folded: one for one in access.case_registers(sight=EVERYTHING)}
    facts = []
    for row, draft in enumerate(registers):
        body_id = bodies.id_of(draft.body, row=row, field="body", refusals=refusals)
        fact = _fact(draft, body_id)
        _check(draft, row, refusals)
        theirs = standing.get(fact.folded)
        if theirs and theirs.body_id != body_id and draft.seen != theirs.pk:
            refusals.add(_taken(draft, theirs, row))
        facts.append(fact)
    refusals.settle()
    recorded = restate(
        facts,
        place=("folded",),
        current=access.case_registers(sight=EVERYTHING),
        change=change,
        seen=[draft.seen for draft in registers],
        refusal=CaseRegisterConflict,
        named=lambda row: registers[row].prefix,
    )
    return record.finish(change, recorded)


@transaction.atomic
def withdraw_case_register(
    *, actor: Actor, prefix: str, reason: str, seen: Seen = UNSEEN, key: UUID | None = None
) -> Receipt:
    """Take back a case register that there never was. One that has ended is closed instead.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownCaseRegister: no register has the prefix.
        CaseRegisterInUse: decisions have its numbers, or no reason is given.
        CaseRegisterConflict: it is not the one that the writer saw.
    """
    actor = rights.require(actor, Action.EDIT_MASTER_DATA)
    change = record.begin(
        actor=actor,
        action="withdraw_case_register",
        key=key,
        content=[prefix, reason, seen],
        why=Why(reason),
    )
    if change.is_repeat:
        return record.repeated(change)
    folded = case_numbers.fold_prefix(prefix)
    register = access.case_registers(sight=EVERYTHING).filter(folded=folded).first()
    if register is None:
        raise UnknownCaseRegister(
            _("Inget diarium har beteckningen {prefix}.").format(prefix=prefix),
            row=0,
            column="prefix",
            value=prefix,
            remedy=_("Läs in sidan på nytt."),
        )
    conflict.check(
        conflict.Save(row=0, name=register.prefix, seen=seen, refusal=CaseRegisterConflict),
        mine=copied(register),
        theirs=register,
        change_set=change.change_set,
    )
    _check_unused(register, reason)
    record.supersede([register], change=change)
    return record.finish(change)


def _fact(draft: CaseRegisterDraft, body_id: int) -> CaseRegister:
    prefix = " ".join(draft.prefix.split())
    return CaseRegister(
        body_id=body_id,
        prefix=prefix,
        folded=case_numbers.fold_prefix(prefix),
        opened_on=draft.opened_on,
        closed_on=draft.closed_on,
        basis=draft.basis.value,
        source_ref=draft.source_ref,
        note=draft.note,
    )


def _check(draft: CaseRegisterDraft, row: int, refusals: Refusals) -> None:
    if not case_numbers.is_prefix(" ".join(draft.prefix.split())):
        refusals.add(
            CaseRegisterMisnamed(
                _("{prefix} kan inte vara ett diariums beteckning.").format(prefix=draft.prefix),
                row=row,
                column="prefix",
                value=draft.prefix,
                remedy=_("Skriv bokstäver, och bindestreck mellan dem: KS eller SDN-FA."),
            )
        )
    if draft.closed_on is not None and draft.closed_on <= draft.opened_on:
        refusals.add(
            CaseRegisterMisdated(
                _("Diariet stängs före den dag då det öppnas."),
                row=row,
                column="closed_on",
                value=draft.closed_on,
                remedy=_("Rätta dagarna."),
            )
        )


def _taken(draft: CaseRegisterDraft, theirs: CaseRegister, row: int) -> PrefixTaken:
    return PrefixTaken(
        _("{prefix} är redan beteckning för ett annat diarium.").format(prefix=theirs.prefix),
        row=row,
        column="prefix",
        value=draft.prefix,
        remedy=_("Välj en annan beteckning, eller ändra vem som för det diariet."),
    )


def _check_unused(register: CaseRegister, reason: str) -> None:
    if not reason.strip():
        raise CaseRegisterInUse(
            _("Det sägs inte varför diariet tas bort."), column="reason", remedy=_("Ange skälet.")
        )
    used = sorted(text for text in decision_queries.case_numbers() if _is_of(register, text))
    if used:
        raise CaseRegisterInUse(
            _("Diariet {prefix} har beslut, till exempel {number}.").format(
                prefix=register.prefix, number=used[0]
            ),
            row=0,
            column="prefix",
            value=register.prefix,
            remedy=_("Ett diarium som har upphört får en dag då det stängs."),
        )


def _is_of(register: CaseRegister, text: str) -> bool:
    number = case_numbers.read_or_none(text)
    return number is not None and number.folded == register.folded

"""Record decisions from approved minutes; another checks them (`decision_checks`)."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import DuplicateValue, Refusals
from enslinje.core.policy import Action
from enslinje.journal import record
from enslinje.journal.record import UNSAID, Change, Receipt, Why
from enslinje.organisation import case_registers, queries, rights
from enslinje.organisation.case_registers import CaseRegisters, DecisionKey, Found
from enslinje.organisation.drafts import CheckDraft, DecisionDraft
from enslinje.organisation.errors import (
    DecisionAlreadyRecorded,
    DecisionNotFromMinutes,
    DecisionUnchecked,
    NotOnesOwnHand,
)
from enslinje.organisation.models import Decision
from enslinje.organisation.operations import numbering

SETTLED = (
    *("outcome", "decided_on", "minutes_approved_on", "paragraph", "reservations"),
    "settled_in",
)
"""What is filled in of an item, once, when it is decided."""


@transaction.atomic
def record_decisions(
    *, actor: Actor, decisions: Sequence[DecisionDraft], key: UUID | None = None, why: Why = UNSAID
) -> Receipt:
    """Record items of cases; one that is there undecided is settled, once and for all.

    A person records what approved minutes say, and leaves the check to another: until
    `check_decisions` nothing may rest on it. One that was sent back is recorded anew. A load may
    bring record and check together.

    Returns:
        The receipt; its rows are the ids of the decisions, the new ones first.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        NotOnesOwnHand: a person records it in another's name, or says who has checked it.
        CaseNumberRefused: its number is none, or of no register, or of a year it cannot be of.
        DecisionNotFromMinutes: a person records what no approved minutes tell of.
        UnknownBody: the decider is not registered.
        DecisionUnchecked: the same person has recorded and checked it, or its days do not fit.
        DecisionAlreadyRecorded: it is decided, or has another subject or decider.
        DuplicateValue: the batch has the same item twice.
    """
    places = rights.places_of([draft.decided_by for draft in decisions])
    actor = rights.require(actor, Action.RECORD_DECISION, places, column="decided_by")
    if not actor.is_system:
        _check_hands(actor, decisions)
    change = record.begin(
        actor=actor, action="record_decisions", key=key, why=why, content=decisions, of=(Decision,)
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    bodies = queries.body_codes({draft.decided_by for draft in decisions})
    registers = case_registers.registers()
    there = standing(decisions, registers)
    new: list[Decision] = []
    settled: list[Decision] = []
    seen: set[DecisionKey] = set()
    for row, draft in enumerate(numbering.numbered(decisions, there, registers, refusals)):
        decided_by = bodies.id_of(draft.decided_by, row=row, field="decided_by", refusals=refusals)
        drafted = _decision(draft, decided_by, change)
        item = (draft.case_number, draft.item_no)
        found = there.get(item)
        _check(draft, row, refusals)
        if item in seen:
            refusals.add(_twice(draft, row))
        seen.add(item)
        if found is None:
            new.append(drafted)
        elif not _can_settle(found, drafted):
            refusals.add(_already(draft, row))
        else:
            settled.append(_settle(found, drafted))
    refusals.settle()
    Decision.objects.bulk_create(new)
    Decision.objects.bulk_update(settled, SETTLED)
    record.cover([*new, *settled], change=change)
    # What is recorded now is referred to by nothing; what was decided of one there already may be.
    return record.finish(change, [*new, *settled], is_ground=bool(settled))


def standing(
    drafts: Sequence[DecisionDraft | CheckDraft], registers: CaseRegisters
) -> Found[Decision]:
    """What stands of the cases: recorded and not sent back."""
    cases = registers.every_spelling(draft.case_number for draft in drafts)
    found = Decision.objects.select_for_update().filter(standing_number__in=cases, rejected_in=None)
    return Found({(one.standing_number, one.item_no): one for one in found}, registers)


def _check_hands(actor: Actor, drafts: Sequence[DecisionDraft]) -> None:
    """A person records in the own name, from minutes that are approved, and checks nothing."""
    refusals = Refusals()
    today = timezone.localdate()
    for row, draft in enumerate(drafts):
        if draft.recorded_by != actor.code:
            refusals.add(_not_ones_own("recorded_by", draft.recorded_by, row))
        if draft.checked_by:
            refusals.add(_not_ones_own("checked_by", draft.checked_by, row))
        approved = draft.minutes_approved_on
        if draft.outcome and (approved is None or approved > today):
            refusals.add(_not_from_minutes(draft, row))
    refusals.settle()


def _decision(draft: DecisionDraft, decided_by: int, change: Change) -> Decision:
    return Decision(
        case_number=draft.case_number,
        item_no=draft.item_no,
        decided_by_id=decided_by,
        subject=draft.subject,
        outcome=draft.outcome.value if draft.outcome else None,
        decided_on=draft.decided_on,
        minutes_approved_on=draft.minutes_approved_on,
        paragraph=draft.paragraph.strip() if draft.outcome else None,
        reservations=draft.reservations.strip() if draft.outcome else None,
        recorded_by_code=draft.recorded_by,
        checked_by_code=draft.checked_by or None,
        basis=draft.basis.value,
        source_ref=draft.source_ref,
        note=draft.note,
        recorded_in=change.change_set,
        settled_in=change.change_set if draft.outcome else None,
    )


def _can_settle(there: Decision, drafted: Decision) -> bool:
    same = ("decided_by_id", "subject", "recorded_by_code", "checked_by_code")
    unchanged = all(getattr(there, name) == getattr(drafted, name) for name in same)
    return unchanged and there.outcome is None and drafted.outcome is not None


def _settle(there: Decision, drafted: Decision) -> Decision:
    for field in SETTLED:
        setattr(there, field, getattr(drafted, field))
    return there


def _check(draft: DecisionDraft, row: int, refusals: Refusals) -> None:
    if draft.recorded_by == draft.checked_by:
        fault, column = _("Den som kontrollerar är en annan än den som antecknar."), "checked_by"
    elif (draft.outcome is None) != (draft.decided_on is None):
        fault, column = _("Utfall och beslutsdag anges tillsammans."), "decided_on"
    elif draft.minutes_approved_on and (
        draft.decided_on is None or draft.minutes_approved_on < draft.decided_on
    ):
        fault, column = _("Protokollet justeras efter beslutet."), "minutes_approved_on"
    else:
        return
    refusals.add(
        DecisionUnchecked(fault, row=row, column=column, value=str(getattr(draft, column) or ""))
    )


def _not_ones_own(column: str, code: str, row: int) -> NotOnesOwnHand:
    return NotOnesOwnHand(
        _("{code} kan inte stå för det här beslutet.").format(code=code),
        row=row,
        column=column,
        value=code,
        remedy=_("Du antecknar i eget namn. Den som kontrollerar gör det själv, efteråt."),
    )


def _not_from_minutes(draft: DecisionDraft, row: int) -> DecisionNotFromMinutes:
    return DecisionNotFromMinutes(
        _("Beslut antecknas ur protokoll som är justerade."),
        row=row,
        column="minutes_approved_on",
        value=str(draft.minutes_approved_on or ""),
        remedy=_("Ange dagen då protokollet justerades, i dag eller tidigare."),
    )


def _twice(draft: DecisionDraft, row: int) -> DuplicateValue:
    return DuplicateValue(
        _("{name} anges två gånger i samma inlämning.").format(name=_named(draft)),
        row=row,
        column="item_no",
        value=draft.item_no,
        remedy=_("Ta bort den ena raden."),
    )


def _already(draft: DecisionDraft, row: int) -> DecisionAlreadyRecorded:
    return DecisionAlreadyRecorded(
        _("{name} är redan antecknad och ändras inte.").format(name=_named(draft)),
        row=row,
        column="item_no",
        value=draft.item_no,
        remedy=_("Ett nytt beslut antecknas som en egen punkt."),
    )


def _named(draft: DecisionDraft) -> str:
    return _("Beslutspunkt {item} i {case}").format(item=draft.item_no, case=draft.case_number)

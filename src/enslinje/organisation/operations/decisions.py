"""Record decisions from approved minutes."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import DuplicateValue, Refusals
from enslinje.core.policy import Action
from enslinje.journal import record
from enslinje.journal.record import UNSAID, Change, Receipt, Why
from enslinje.organisation import queries, rights
from enslinje.organisation.drafts import DecisionDraft
from enslinje.organisation.errors import (
    DecisionAlreadyRecorded,
    DecisionUnchecked,
    NotOnesOwnHand,
)
from enslinje.organisation.models import Decision

Item = tuple[str, int]


@transaction.atomic
def record_decisions(
    *, actor: Actor, decisions: Sequence[DecisionDraft], key: UUID | None = None, why: Why = UNSAID
) -> Receipt:
    """Record items of cases; one that is there undecided is settled, once and for all.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        NotOnesOwnHand: it is recorded in another's name, or the checker may not check it.
        UnknownBody: the decider is not registered.
        DecisionUnchecked: the same person has recorded and checked it, or its days do not fit.
        DecisionAlreadyRecorded: it is decided, or has another subject or decider.
        DuplicateValue: the batch has the same item twice.
    """
    places = rights.places_of([draft.decided_by for draft in decisions])
    actor = rights.require(actor, Action.RECORD_DECISION, places, column="decided_by")
    if not actor.is_system:
        _check_hands(actor, decisions, places)
    change = record.begin(
        actor=actor, action="record_decisions", key=key, why=why, content=decisions
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    bodies = queries.body_codes({draft.decided_by for draft in decisions})
    cases = {draft.case_number for draft in decisions}
    there = {
        (decision.case_number, decision.item_no): decision
        for decision in Decision.objects.select_for_update().filter(case_number__in=cases)
    }
    new, settled = [], []
    seen: set[Item] = set()
    for row, draft in enumerate(decisions):
        decided_by = bodies.id_of(draft.decided_by, row=row, field="decided_by", refusals=refusals)
        drafted = _decision(draft, decided_by, change)
        item = (draft.case_number, draft.item_no)
        _check(draft, row, refusals)
        if item in seen:
            refusals.add(_twice(draft, row))
        seen.add(item)
        if item not in there:
            new.append(drafted)
        elif not _can_settle(there[item], drafted):
            refusals.add(_already(draft, row))
        else:
            settled.append(_settle(there[item], drafted))
    refusals.settle()
    Decision.objects.bulk_create(new)
    fields = ["outcome", "decided_on", "minutes_approved_on", "settled_in"]
    Decision.objects.bulk_update(settled, fields)
    record.cover([*new, *settled], change=change)
    return record.finish(change, [])


def _check_hands(actor: Actor, drafts: Sequence[DecisionDraft], places: Sequence[str]) -> None:
    """The one who records is the actor; the one who checks has the right to, just now."""
    refusals = Refusals()
    checkers = {
        code: rights.actor_for(code, source=actor.source)
        for code in {draft.checked_by for draft in drafts}
    }
    for row, (draft, place) in enumerate(zip(drafts, places, strict=True)):
        checks = rights.may(checkers[draft.checked_by], Action.CHECK_DECISION, place)
        for column, code, is_right in (
            ("recorded_by", draft.recorded_by, draft.recorded_by == actor.code),
            ("checked_by", draft.checked_by, checks),
        ):
            if not is_right:
                refusals.add(
                    NotOnesOwnHand(
                        _("{code} kan inte stå för det här beslutet.").format(code=code),
                        row=row,
                        column=column,
                        value=code,
                        remedy=_(
                            "Du antecknar i eget namn, och den som kontrollerar har rätt till det."
                        ),
                    )
                )
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
        recorded_by_code=draft.recorded_by,
        checked_by_code=draft.checked_by,
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
    for field in Decision.settled_once:
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

"""Correct the case number of a checked decision: one person says which it is, another decides."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core import policy
from enslinje.core.actors import Actor
from enslinje.core.policy import Action
from enslinje.core.versions import UNSEEN
from enslinje.journal import record
from enslinje.journal.record import Receipt, Why
from enslinje.organisation import case_registers, queries, rights
from enslinje.organisation.drafts import CheckDraft, NumberCorrectionDraft
from enslinje.organisation.errors import (
    CorrectionNotWaiting,
    DecisionAlreadyRecorded,
    NotASecondPerson,
    NumberCannotBeCorrected,
)
from enslinje.organisation.models import Decision, NumberCorrection
from enslinje.organisation.operations import numbering
from enslinje.organisation.rows import DecisionRow

CONFIRMED = ("confirmed_by_code", "confirmed_in")
REJECTED = ("rejected_by_code", "rejected_in")
CORRECTED = ("corrected_number", "corrected_in")


@transaction.atomic
def propose_case_number(
    *, actor: Actor, draft: NumberCorrectionDraft, key: UUID | None = None
) -> Receipt:
    """Say that a checked decision has another case number than was recorded, and how one knows.

    Nothing changes until somebody else has confirmed it. A number is corrected once.

    Raises:
        NotAllowed: the policy gives the actor no right to record the body's decisions.
        UnknownDecision: the decision is not recorded.
        NumberCannotBeCorrected: it is not checked, was corrected or waits for it, is the same, or
            nobody says why.
        CaseNumberRefused: it is no number, of no register, or of a year it cannot be of.
        DecisionAlreadyRecorded: another decision has that number and item.
    """
    found = _found(draft.case_number, draft.item_no)
    places = rights.places_of([found.decided_by])
    actor = rights.require(actor, Action.RECORD_DECISION, places, column="corrected")
    change = record.begin(
        actor=actor,
        action="propose_case_number",
        key=key,
        content=draft,
        why=Why(draft.reason.strip()),
    )
    if change.is_repeat:
        return record.repeated(change)
    decision = Decision.objects.select_for_update().get(pk=found.pk)
    number = numbering.checked(
        draft.corrected,
        decided_by=found.decided_by,
        latest=found.decided_on or timezone.localdate(),
        registers=case_registers.registers(),
        column="corrected",
    )
    _check(decision, number, draft)
    _check_free(number, decision)
    correction = NumberCorrection.objects.create(
        decision=decision,
        case_number=number,
        reason=draft.reason.strip(),
        proposed_by_code=actor.code,
        recorded_in=change.change_set,
    )
    record.cover([correction], change=change)
    return record.finish(change, [correction])


@transaction.atomic
def confirm_case_number(*, actor: Actor, draft: CheckDraft, key: UUID | None = None) -> Receipt:
    """Confirm, as the second person, that a decision has the number that was proposed.

    The decision stands under it from now on; the one it was recorded under still finds it.
    `draft.seen` is the id of the proposal.

    Raises:
        NotAllowed: the policy gives the actor no right to check the body's decisions.
        UnknownDecision: the decision is not recorded.
        CorrectionNotWaiting: none waits, or another than was seen.
        NotASecondPerson: the actor has proposed it.
        DecisionAlreadyRecorded: another decision has got that number and item.
    """
    return _settle(actor, draft, key, is_right=True)


@transaction.atomic
def reject_case_number(*, actor: Actor, draft: CheckDraft, key: UUID | None = None) -> Receipt:
    """Turn down, as the second person, a number that was proposed. Another may be.

    Raises:
        NotAllowed, UnknownDecision, CorrectionNotWaiting, NotASecondPerson: as to confirm it.
    """
    return _settle(actor, draft, key, is_right=False)


def _settle(actor: Actor, draft: CheckDraft, key: UUID | None, *, is_right: bool) -> Receipt:
    found = _found(draft.case_number, draft.item_no)
    places = rights.places_of([found.decided_by])
    actor = rights.require(actor, Action.CHECK_DECISION, places, column="case_number")
    action = "confirm_case_number" if is_right else "reject_case_number"
    change = record.begin(
        actor=actor, action=action, key=key, content=draft, why=Why(draft.reason.strip())
    )
    if change.is_repeat:
        return record.repeated(change)
    correction = (
        NumberCorrection.objects.select_for_update()
        .filter(decision=found.pk, confirmed_in=None, rejected_in=None)
        .first()
    )
    if correction is None or draft.seen not in {UNSEEN, correction.pk}:
        raise CorrectionNotWaiting(
            _("Inget nytt nummer väntar, eller ett annat än det som lästes."),
            row=0,
            column="seen",
            remedy=_("Läs in sidan på nytt."),
        )
    if not policy.is_second_person(actor.code, first=correction.proposed_by_code):
        raise NotASecondPerson(
            _("Du har själv föreslagit numret."),
            row=0,
            column="case_number",
            value=correction.case_number,
            remedy=_("En annan person prövar det."),
        )
    decision = Decision.objects.select_for_update().get(pk=found.pk)
    settled: list[Decision | NumberCorrection] = [correction]
    if is_right:
        _check_free(correction.case_number, decision)
        correction.confirmed_by_code, correction.confirmed_in = actor.code, change.change_set
        decision.corrected_number = correction.case_number
        decision.corrected_in = change.change_set
        Decision.objects.bulk_update([decision], CORRECTED)
        settled.append(decision)
    else:
        correction.rejected_by_code, correction.rejected_in = actor.code, change.change_set
    NumberCorrection.objects.bulk_update([correction], CONFIRMED if is_right else REJECTED)
    record.cover(settled, change=change)
    return record.finish(change, [correction])


def _found(case_number: str, item_no: int) -> DecisionRow:
    item = (case_number, item_no)
    found = queries.decisions([item]).get(item)
    if found is None:
        raise queries.unknown_decision(*item, row=0)
    return found


def _check(decision: Decision, number: str, draft: NumberCorrectionDraft) -> None:
    waits = decision.corrections.filter(confirmed_in=None, rejected_in=None).exists()
    if decision.checked_by_code is None:
        fault, mend = (
            _("Beslutet är inte kontrollerat än."),
            _("Skicka tillbaka det, och anteckna det på nytt med rätt nummer."),
        )
    elif decision.corrected_in_id is not None:
        fault, mend = (
            _("Numret är redan rättat av två personer, och rättas inte igen."),
            _("Anteckna beslutet under rätt nummer som en egen punkt."),
        )
    elif waits:
        fault, mend = _("Ett nytt nummer väntar redan."), _("Låt en annan person pröva det först.")
    elif number == decision.standing_number:
        fault, mend = _("Beslutet har redan det numret."), _("Ange ett annat.")
    elif not draft.reason.strip():
        fault, mend = _("Det sägs inte varför numret är fel."), _("Ange skälet.")
    else:
        return
    column = "reason" if not draft.reason.strip() else "corrected"
    raise NumberCannotBeCorrected(fault, row=0, column=column, value=draft.corrected, remedy=mend)


def _check_free(number: str, decision: Decision) -> None:
    """Refuse a number under which another decision has the item. The group's pulse is locked."""
    there = Decision.objects.filter(
        standing_number=number, item_no=decision.item_no, rejected_in=None
    )
    if there.exclude(pk=decision.pk).exists():
        raise DecisionAlreadyRecorded(
            _("{case} har redan en beslutspunkt {item}.").format(
                case=number, item=decision.item_no
            ),
            row=0,
            column="corrected",
            value=number,
            remedy=_("Kontrollera numret mot protokollet."),
        )

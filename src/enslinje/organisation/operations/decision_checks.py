"""Check what another has recorded of a decision, or send it back: the second person's part."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core import policy
from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.policy import Action
from enslinje.core.versions import UNSEEN
from enslinje.journal import record
from enslinje.journal.record import Change, Receipt
from enslinje.organisation import case_registers, queries, rights
from enslinje.organisation.drafts import CheckDraft
from enslinje.organisation.errors import (
    DecisionNotWaiting,
    NotASecondPerson,
    SentBackWithoutReason,
)
from enslinje.organisation.models import Decision
from enslinje.organisation.operations.decisions import standing

CHECKED = ("checked_by_code", "checked_in")
NOBODY = "-"
"""A code that no body has: nothing is asked of the policy for what is not recorded."""

SENT_BACK = ("rejected_by_code", "rejection_reason", "rejected_in")


@transaction.atomic
def check_decisions(
    *, actor: Actor, decisions: Sequence[CheckDraft], key: UUID | None = None
) -> Receipt:
    """Confirm that decisions are recorded as the minutes have them; from now on they hold.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        NotASecondPerson: the actor has recorded it.
        UnknownDecision: a decision is not recorded.
        DecisionNotWaiting: it is checked or undecided, or is not the record that was seen.
    """
    change, found = _begin(actor, "check_decisions", decisions, key)
    if change.is_repeat:
        return record.repeated(change)
    for decision in found:
        decision.checked_by_code = change.change_set.actor_code
        decision.checked_in = change.change_set
    return _settle(found, CHECKED, change)


@transaction.atomic
def send_back_decisions(
    *, actor: Actor, decisions: Sequence[CheckDraft], key: UUID | None = None
) -> Receipt:
    """Send decisions back to who recorded them; they are recorded anew, and these are kept.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        NotASecondPerson: the actor has recorded it.
        UnknownDecision: a decision is not recorded.
        DecisionNotWaiting: it is checked or undecided, or is not the record that was seen.
        SentBackWithoutReason: it is not said what is wrong.
    """
    change, found = _begin(actor, "send_back_decisions", decisions, key)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    for row, (decision, draft) in enumerate(zip(found, decisions, strict=True)):
        if not draft.reason.strip():
            refusals.add(_without_reason(row))
        decision.rejected_by_code = change.change_set.actor_code
        decision.rejection_reason = draft.reason.strip()
        decision.rejected_in = change.change_set
    refusals.settle()
    return _settle(found, SENT_BACK, change, is_ground=True)


def _begin(
    actor: Actor, action: str, drafts: Sequence[CheckDraft], key: UUID | None
) -> tuple[Change, list[Decision]]:
    """Open the change, and return the decisions of the drafts, in order, that may be settled."""
    named = [(draft.case_number, draft.item_no) for draft in drafts]
    known = queries.decisions(named)
    deciders = [known[item].decided_by if item in known else NOBODY for item in named]
    places = rights.places_of(deciders)
    actor = rights.require(actor, Action.CHECK_DECISION, places, column="case_number")
    change = record.begin(actor=actor, action=action, key=key, content=drafts, of=(Decision,))
    if change.is_repeat:
        return change, []
    there = standing(drafts, case_registers.registers())
    refusals = Refusals()
    for row, (item, draft) in enumerate(zip(named, drafts, strict=True)):
        if item not in there:
            refusals.add(queries.unknown_decision(*item, row=row))
        elif not _waits(there[item], draft):
            refusals.add(_not_waiting(draft, row))
        elif not policy.is_second_person(actor.code, first=there[item].recorded_by_code):
            refusals.add(_not_second(draft, row))
    refusals.settle()
    return change, [there[item] for item in named]


def _waits(decision: Decision, draft: CheckDraft) -> bool:
    is_what_was_seen = draft.seen is UNSEEN or draft.seen == decision.pk
    return decision.checked_by_code is None and decision.outcome is not None and is_what_was_seen


def _settle(
    found: Sequence[Decision], columns: Sequence[str], change: Change, *, is_ground: bool = False
) -> Receipt:
    Decision.objects.bulk_update(found, columns)
    record.cover(found, change=change)
    return record.finish(change, found, is_ground=is_ground)


def _not_waiting(draft: CheckDraft, row: int) -> DecisionNotWaiting:
    return DecisionNotWaiting(
        _(
            "Beslutspunkt {item} i {case} väntar inte på kontroll, eller har antecknats på nytt."
        ).format(item=draft.item_no, case=draft.case_number),
        row=row,
        column="seen",
        value=draft.item_no,
        remedy=_("Läs det som nu är antecknat."),
    )


def _not_second(draft: CheckDraft, row: int) -> NotASecondPerson:
    return NotASecondPerson(
        _("Du har själv antecknat beslutet."),
        row=row,
        column="case_number",
        value=draft.case_number,
        remedy=_("En annan person kontrollerar det mot protokollet."),
    )


def _without_reason(row: int) -> SentBackWithoutReason:
    return SentBackWithoutReason(
        _("Den som antecknade behöver veta vad som är fel."),
        row=row,
        column="reason",
        remedy=_("Ange skälet."),
    )

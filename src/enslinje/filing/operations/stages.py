"""The steps of a body's plan, from draft to decided, each by the one who answers for it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.core.terms import PlanState
from enslinje.filing import access
from enslinje.filing.drafts import StageDraft
from enslinje.filing.errors import RevisedWithoutReason, SentBackWithoutReason
from enslinje.filing.models import DraftShare, Filing
from enslinje.filing.operations import steps
from enslinje.journal import record
from enslinje.journal.record import Receipt
from enslinje.organisation import rights


@transaction.atomic
def mark_ready(*, actor: Actor, year: int, draft: StageDraft, key: UUID | None = None) -> Receipt:
    """Say that a plan is ready for check; a submitted one is revised by it, and says why.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        RevisedWithoutReason: the plan has been submitted, and it is not said what changes.
        UnknownBody, NoPlanOccasion, WrongStep, PlanStageConflict: as every step.
        PlanIncomplete: something that is required is left to do.
    """
    actor = rights.require(actor, Action.PREPARE_PLAN, [draft.body])
    step = steps.begin(
        "mark_ready", actor=actor, year=year, body=draft.body, key=key, content=draft
    )
    if isinstance(step, Receipt):
        return step
    steps.refuse_incomplete(step)
    reason = draft.reason.strip()
    if not reason and Filing.objects.filter(plan=step.plan).exists():
        raise RevisedWithoutReason(
            _("Planen är inlämnad: den som läser den behöver veta vad som ändras."),
            column="reason",
            remedy=_("Skriv vad som ändras eller prioriteras om, och varför."),
        )
    stage = steps.move(step, PlanState.READY, seen=draft.seen, reason=reason)
    return steps.finished(step, [stage])


@transaction.atomic
def approve_plan(*, actor: Actor, year: int, draft: StageDraft, key: UUID | None = None) -> Receipt:
    """Approve a plan, as the head of administration: as it is now, it goes to its committee.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody, NoPlanOccasion, WrongStep, PlanStageConflict: as every step.
        PlanIncomplete: something that is required is left to do.
    """
    actor = rights.require(actor, Action.APPROVE_PLAN, [draft.body])
    step = steps.begin(
        "approve_plan", actor=actor, year=year, body=draft.body, key=key, content=draft
    )
    if isinstance(step, Receipt):
        return step
    steps.refuse_incomplete(step)
    approved = step.change.change_set
    stage = steps.move(step, PlanState.APPROVED, seen=draft.seen, approved_in=approved)
    return steps.finished(step, [stage])


@transaction.atomic
def send_back_plan(
    *, actor: Actor, year: int, draft: StageDraft, key: UUID | None = None
) -> Receipt:
    """Send a plan back for completion, with the reason.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        SentBackWithoutReason: it is not said what is to be completed.
        UnknownBody, NoPlanOccasion, WrongStep, PlanStageConflict: as every step.
    """
    actor = rights.require(actor, Action.APPROVE_PLAN, [draft.body])
    if not draft.reason.strip():
        raise SentBackWithoutReason(
            _("Den som skrev planen behöver veta vad som ska kompletteras."),
            column="reason",
            remedy=_("Ange skälet."),
        )
    step = steps.begin(
        "send_back_plan", actor=actor, year=year, body=draft.body, key=key, content=draft
    )
    if isinstance(step, Receipt):
        return step
    stage = steps.move(step, PlanState.SENT_BACK, seen=draft.seen, reason=draft.reason.strip())
    return steps.finished(step, [stage])


@transaction.atomic
def take_back_plan(
    *, actor: Actor, year: int, draft: StageDraft, key: UUID | None = None
) -> Receipt:
    """Take a plan back to be written on, before its committee has decided.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody, NoPlanOccasion, WrongStep, PlanStageConflict: as every step; it is no step
            when the plan is decided.
    """
    actor = rights.require(actor, Action.PREPARE_PLAN, [draft.body])
    step = steps.begin(
        "take_back_plan", actor=actor, year=year, body=draft.body, key=key, content=draft
    )
    if isinstance(step, Receipt):
        return step
    return steps.finished(step, [steps.move(step, PlanState.DRAFT, seen=draft.seen)])


@transaction.atomic
def decide_plan(*, actor: Actor, year: int, draft: StageDraft, key: UUID | None = None) -> Receipt:
    """Name the decision by which the body decided its plan. It is recorded and checked before.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownDecision, DecisionNotChecked: it is not recorded, or nobody has checked it.
        DecisionOfAnother: another body took it, or it says no.
        PlanChangedSince: the plan is another than the one that was approved.
        UnknownBody, NoPlanOccasion, WrongStep, PlanStageConflict: as every step.
    """
    places = rights.places_of([draft.body])
    actor = rights.require(actor, Action.RECORD_DECISION, places)
    step = steps.begin(
        "decide_plan", actor=actor, year=year, body=draft.body, key=key, content=draft
    )
    if isinstance(step, Receipt):
        return step
    decision = steps.decision_of(step, draft.decision)
    steps.refuse_changed(step)
    stage = steps.move(
        step,
        PlanState.DECIDED,
        seen=draft.seen,
        decision=decision,
        approved_in=step.stage.approved_in_id if step.stage else None,
    )
    return steps.finished(step, [stage])


@transaction.atomic
def share_draft(
    *, actor: Actor, year: int, body: str, is_shared: bool, key: UUID | None = None
) -> Receipt:
    """Let the centre read the draft of a body's plan, or no more. What is so already stays.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody, NoPlanOccasion: there is no such body, or no occasion for plans.
    """
    actor = rights.require(actor, Action.SHARE_DRAFT, [body])
    step = steps.begin(
        "share_draft", actor=actor, year=year, body=body, key=key, content=[body, is_shared]
    )
    if isinstance(step, Receipt):
        return step
    there = access.draft_shares(sight=EVERYTHING).filter(plan=step.plan)
    if is_shared and not there:
        share = DraftShare(plan=step.plan)
        return record.finish(step.change, record.record_many([share], change=step.change))
    if not is_shared:
        record.supersede(there, change=step.change)
    return record.finish(step.change)

"""Submit plans: what the record holds of a plan is frozen by naming the change set."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.policy import Action
from enslinje.core.terms import Basis, OccasionKind, PlanState
from enslinje.core.versions import UNSEEN
from enslinje.filing import contents, parts
from enslinje.filing.drafts import FilingDraft, StageDraft
from enslinje.filing.errors import CorrectionOfValues, NothingChanged
from enslinje.filing.models import Filing, PlanStage
from enslinje.filing.operations import steps
from enslinje.filing.operations.steps import Step
from enslinje.journal import record
from enslinje.journal.before import as_before
from enslinje.journal.inserting import columns_of, insert, instances
from enslinje.journal.once import looking
from enslinje.journal.prepared import Prepared
from enslinje.journal.record import Receipt
from enslinje.organisation import gates, queries, rights

FIRST_AT = (OccasionKind.PLAN,)
REVISED_AT = (OccasionKind.PLAN, OccasionKind.TERTIAL_REPORT_1, OccasionKind.TERTIAL_REPORT_2)
"""The occasions at which plans are submitted, and at which they are revised."""


def submit_plan(*, actor: Actor, year: int, draft: StageDraft, key: UUID | None = None) -> Receipt:
    """Submit a plan that its body has decided. The receipt's row is that of the filing.

    A draft with a `reason` corrects a submitted plan editorially: its texts, under the decision
    that it has. A target or an amount needs a new one.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        OccasionClosed: the occasion is not open to the body.
        PlanIncomplete: something that is required is left to do.
        PlanChangedSince: the plan is another than the one that was approved and decided.
        NothingChanged, CorrectionOfValues: there is nothing to correct, or a value is changed.
        UnknownBody, NoPlanOccasion, WrongStep, PlanStageConflict: as every step.
    """
    _look_ahead(draft.body, year, actor)
    return _submit(actor=actor, year=year, draft=draft, key=key)


def _look_ahead(body: str, year: int, actor: Actor) -> None:
    """Read what is looked at in every submission while nobody has to wait for it.

    What is kept of it is asked for again within the transaction, `as_before`.
    """
    if not contents.prints.may_keep():
        return  # Somebody else's transaction: they wait already.
    now = timezone.now()
    with looking():
        parts.plan_work(year=year, bodies=[body])
        contents.fingerprint(body=body, year=year)
        for kinds in (FIRST_AT, REVISED_AT):
            gates.gate(action=Action.SUBMIT_PLAN, year=year, kinds=kinds, actor=actor, instant=now)


@transaction.atomic
def _submit(*, actor: Actor, year: int, draft: StageDraft, key: UUID | None) -> Receipt:
    actor = rights.require(actor, Action.SUBMIT_PLAN, [draft.body])
    is_correction = bool(draft.reason.strip())
    name = "correct_plan" if is_correction else "submit_plan"
    step = steps.begin(name, actor=actor, year=year, body=draft.body, key=key, content=draft)
    if isinstance(step, Receipt):
        return step
    latest = next(iter(instances(Filing, _latest(step.plan.pk))), None)
    with as_before(step.change, year=year):
        _refuse_late(step, actor, is_first=latest is None)
        steps.refuse_incomplete(step)
        if is_correction:
            _refuse_values(step, latest)
        else:
            steps.refuse_changed(step)
        content = contents.fingerprint(body=step.body, year=year)
    decided_by = latest if is_correction else step.stage
    decision = decided_by.decision_id if decided_by else None
    reason = draft.reason.strip() if is_correction else _why_revised(step)
    filing = _file(
        step, decision, content, basis=draft.basis, reason=reason, is_editorial=is_correction
    )
    steps.move(
        step,
        PlanState.SUBMITTED,
        seen=draft.seen,
        decision=decision,
        approved_in=filing.recorded_in,
    )
    return _finish(step, [filing])


@transaction.atomic
def file_plans(
    *, actor: Actor, year: int, filings: Sequence[FilingDraft], key: UUID | None = None
) -> Receipt:
    """Record that plans were decided and submitted elsewhere, with what is loaded of them.

    Only a load may. The receipt's rows are those of the filings, in order.

    Raises:
        NotAllowed: a person tries to.
        UnknownBody, NoPlanOccasion: there is no such body, or no occasion for plans.
        UnknownDecision, DecisionNotChecked, DecisionOfAnother: as when a plan is decided.
    """
    if not actor.is_system:
        raise rights.not_allowed(Action.SUBMIT_PLAN)
    bodies = queries.body_codes({draft.body for draft in filings})
    refusals = Refusals()
    ids = [
        bodies.id_of(draft.body, row=row, field="body", refusals=refusals)
        for row, draft in enumerate(filings)
    ]
    refusals.settle()
    change = record.begin(
        actor=actor,
        action="file_plans",
        year=year,
        bodies={draft.body for draft in filings},
        key=key,
        content=filings,
    )
    if change.is_repeat:
        return record.repeated(change)
    filed = []
    for draft, body_id in zip(filings, ids, strict=True):
        step = steps.stand(
            "file_plans", change, year=year, body=draft.body, body_id=body_id, label=draft.label
        )
        decision = steps.decision_of(step, draft.decision) if draft.decision else None
        if draft.state is PlanState.SUBMITTED:
            source = (draft.source_ref, draft.note)
            content = contents.fingerprint(body=step.body, year=year)
            filed.append(_file(step, decision, content, basis=draft.basis, source=source))
        steps.move(
            step,
            draft.state,
            seen=UNSEEN,
            basis=draft.basis,
            decision=decision,
            approved_in=change.change_set,
        )
    record.cover(filed, change=change)
    receipt = record.finish(change)
    return Receipt(receipt.change_set, tuple(filing.pk for filing in filed))


def _file(
    step: Step,
    decision: int | None,
    content: tuple[str, int],
    *,
    basis: Basis,
    reason: str = "",
    is_editorial: bool = False,
    source: tuple[str, str] = ("", ""),
) -> Filing:
    last = instances(Filing, _latest(step.plan.pk, step.occasion.pk))
    sha256, rows = content
    source_ref, note = source
    return insert(
        Filing(
            plan=step.plan,
            occasion=step.occasion,
            number=last[0].number + 1 if last else 1,
            decision_id=decision,
            is_editorial=is_editorial,
            reason=reason,
            content_sha256=sha256,
            rows=rows,
            recorded_in=step.change.change_set,
            basis=basis.value,
            source_ref=source_ref,
            note=note,
        )
    )


@Prepared
def _latest(plan: int, occasion: int | None = None) -> QuerySet[Any, Any]:
    """The last filing of a plan; with `occasion` the last of those at it."""
    filings = Filing.objects.filter(plan_id=plan)
    if occasion is not None:
        filings = filings.filter(occasion_id=occasion)
    return filings.order_by("-number").values_list(*columns_of(Filing))[:1]


def _why_revised(step: Step) -> str:
    """What was said when it was last ready for check; "" of a plan submitted for the first time."""
    return next((said for (said,) in _reasons(step.plan.pk, step.occasion.pk)), "")


@Prepared
def _reasons(plan: int, occasion: int) -> QuerySet[Any, Any]:
    ready = PlanStage.objects.filter(
        plan_id=plan, occasion_id=occasion, state=PlanState.READY.value
    )
    return ready.order_by("-pk").values_list("reason")[:1]


def _finish(step: Step, filings: Sequence[Filing]) -> Receipt:
    record.cover(filings, change=step.change)
    return record.finish(step.change, filings)


def _refuse_late(step: Step, actor: Actor, *, is_first: bool) -> None:
    refusals = Refusals()
    gates.refuse_closed(
        [step.body],
        refusals,
        action=Action.SUBMIT_PLAN,
        year=step.year,
        kinds=FIRST_AT if is_first else REVISED_AT,
        actor=actor,
        instant=step.change.change_set.recorded_at,
        fact=_("Tiden för att lämna in planen har gått ut."),
    )
    refusals.settle()


def _refuse_values(step: Step, latest: Filing | None) -> None:
    """Raise when nothing was changed since the filing, or something that needs a decision was."""
    since = latest.recorded_in_id if latest else 0
    found = contents.differences(body=step.body, year=step.year, before=since)
    values = [one for one in found if one.content.is_value]
    if not found:
        raise NothingChanged(
            _("Inget har ändrats sedan planen lämnades in."),
            column="reason",
            remedy=_("Ändra det som ska rättas först."),
        )
    if values:
        raise CorrectionOfValues(
            _("{count} årsmål, mål eller indikatorer har ändrats sedan inlämningen.").format(
                count=len(values)
            ),
            column="reason",
            remedy=_("De kräver ett nytt beslut: ställ planen klar för kontroll på nytt."),
        )

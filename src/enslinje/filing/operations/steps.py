"""What every step of a plan has in common: its stage, locked, and which step may follow which."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import Basis, DecisionOutcome, OccasionKind, PlanState
from enslinje.core.versions import Seen
from enslinje.filing import access, contents, parts
from enslinje.filing.errors import (
    DecisionOfAnother,
    NoPlanOccasion,
    PlanChangedSince,
    PlanIncomplete,
    PlanStageConflict,
    WrongStep,
)
from enslinje.filing.models import PlanStage
from enslinje.journal import record
from enslinje.journal.inserting import columns_of, insert, instances
from enslinje.journal.models import ChangeSet
from enslinje.journal.prepared import Prepared
from enslinje.journal.record import UNSAID, Change, Receipt, Why
from enslinje.journal.restate import restate
from enslinje.journal.vocabulary import word
from enslinje.organisation import queries
from enslinje.organisation.models import Occasion
from enslinje.plans.models import Plan

FAVOURABLE = frozenset({DecisionOutcome.GRANTED, DecisionOutcome.GRANTED_WITH_CHANGE})
NAMED_TASKS = 5
"""How many of the tasks that are left a refusal names."""

FROM: Mapping[str, frozenset[PlanState]] = {
    "mark_ready": frozenset({PlanState.DRAFT, PlanState.SENT_BACK, PlanState.SUBMITTED}),
    "approve_plan": frozenset({PlanState.READY}),
    "send_back_plan": frozenset({PlanState.READY, PlanState.APPROVED, PlanState.DECIDED}),
    "take_back_plan": frozenset({PlanState.READY, PlanState.APPROVED}),
    "decide_plan": frozenset({PlanState.APPROVED}),
    "submit_plan": frozenset({PlanState.DECIDED}),
    "correct_plan": frozenset({PlanState.SUBMITTED}),
    "share_draft": frozenset(PlanState),
}
"""From which states each step is taken."""

REMEDY: Mapping[str, str] = {
    "mark_ready": gettext_noop("Planen är redan på väg. Läs in sidan på nytt."),
    "approve_plan": gettext_noop("Handläggaren ställer planen klar för kontroll först."),
    "send_back_plan": gettext_noop("Läs in sidan på nytt."),
    "take_back_plan": gettext_noop(
        "När nämnden eller styrelsen har beslutat krävs ett nytt beslut för att ändra planen."
    ),
    "decide_plan": gettext_noop("Förvaltningschefen godkänner planen först."),
    "submit_plan": gettext_noop(
        "Planen lämnas in när beslutet är antecknat och kontrollerat (datum och paragraf)."
    ),
    "correct_plan": gettext_noop("Bara en inlämnad plan rättas."),
}


@dataclass(frozen=True)
class Step:
    """A step under way: the plan and the stage that it stands in, its pulse locked."""

    name: str
    change: Change
    body: str
    plan: Plan
    occasion: Occasion
    stage: PlanStage | None

    @property
    def state(self) -> PlanState:
        """Where the plan is before the step."""
        return PlanState(self.stage.state) if self.stage else PlanState.DRAFT

    @property
    def year(self) -> int:
        """The year of the plan."""
        return self.plan.year


def begin(
    name: str,
    *,
    actor: Actor,
    year: int,
    body: str,
    key: UUID | None,
    content: object,
    why: Why = UNSAID,
) -> Step | Receipt:
    """Open a change, lock the plan, and see that `name` may be the next step.

    Returns:
        The step; the receipt of the first submission, when this one is a repeat.

    Raises:
        UnknownBody: there is no such body.
        NoPlanOccasion: the year has no occasion at which plans are handed in.
        WrongStep: the plan is not where the step begins.
    """
    refusals = Refusals()
    bodies = queries.body_codes({body})
    body_id = bodies.id_of(body, row=0, field="body", refusals=refusals)
    refusals.settle()
    change = record.begin(
        actor=actor, action=name, year=year, bodies=[body], key=key, why=why, content=content
    )
    if change.is_repeat:
        return record.repeated(change)
    step = stand(name, change, year=year, body=body, body_id=body_id)
    if step.state not in FROM[name]:
        raise WrongStep(
            _("Planen är: {state}.").format(state=word(PlanState, step.state)),
            column="body",
            value=body,
            remedy=_(REMEDY[name]),
        )
    return step


def stand(
    name: str, change: Change, *, year: int, body: str, body_id: int, label: str = ""
) -> Step:
    """Return where a plan stands; one that is not registered is, from now on."""
    occasions = instances(Occasion, _occasions(year))
    if not occasions:
        raise NoPlanOccasion(
            _("{year} har inget tillfälle då planer lämnas in.").format(year=year),
            column="year",
            value=year,
            remedy=_("Be stadsledningskontoret lägga in det."),
        )
    occasion = occasions[0]
    plans = instances(Plan, _plans(body_id, year, label))
    plan = plans[0] if plans else _registered(body_id, year, label, change)
    stages = instances(PlanStage, _stages(plan.pk, occasion.pk))
    return Step(name, change, body, plan, occasion, stages[0] if stages else None)


def _registered(body: int, year: int, label: str, change: Change) -> Plan:
    """A new plan. Its body is one of those that are to hand in a plan, from now on."""
    plan = insert(Plan(body_id=body, year=year, label=label))
    record.move_ground(change)
    return plan


@Prepared
def _occasions(year: int) -> QuerySet[Any, Any]:
    occasions = Occasion.objects.filter(year=year, kind=OccasionKind.PLAN.value)
    return occasions.order_by("pk").values_list(*columns_of(Occasion))[:1]


@Prepared
def _plans(body: int, year: int, label: str) -> QuerySet[Any, Any]:
    plans = Plan.objects.filter(body_id=body, year=year, label=label)
    return plans.values_list(*columns_of(Plan))


@Prepared
def _stages(plan: int, occasion: int) -> QuerySet[Any, Any]:
    stages = access.plan_stages(sight=EVERYTHING).filter(plan_id=plan, occasion_id=occasion)
    return stages.values_list(*columns_of(PlanStage))


def move(
    step: Step,
    to: PlanState,
    *,
    seen: Seen,
    basis: Basis = Basis.STATED,
    decision: int | None = None,
    approved_in: ChangeSet | int | None = None,
    reason: str = "",
) -> PlanStage:
    """Record that the plan has come to `to`.

    Raises:
        PlanStageConflict: it stands in another stage than the one that was seen.
    """
    approved = approved_in.pk if isinstance(approved_in, ChangeSet) else approved_in
    stage = PlanStage(
        plan=step.plan,
        occasion=step.occasion,
        state=to.value,
        decision_id=decision,
        approved_in_id=approved,
        reason=reason,
        basis=basis.value,
    )
    return restate(
        [stage],
        place=("plan_id", "occasion_id"),
        current=instances(PlanStage, _stages(step.plan.pk, step.occasion.pk)),
        change=step.change,
        seen=[seen],
        refusal=PlanStageConflict,
        named=lambda _row: step.body,
    )[0]


def refuse_incomplete(step: Step) -> None:
    """Raise `PlanIncomplete` when a task of a required part is left. It names the first ones."""
    work = parts.plan_work(year=step.year, bodies=[step.body])[step.body]
    left = [task.title for of_part in work.required for task in of_part.left]
    if not left:
        return
    named = "; ".join(left[:NAMED_TASKS])
    more = len(left) - NAMED_TASKS
    raise PlanIncomplete(
        ngettext(
            "{count} uppgift är inte klar: {named}{more}.",
            "{count} uppgifter är inte klara: {named}{more}.",
            len(left),
        ).format(
            count=len(left), named=named, more=_(" och {n} till").format(n=more) if more > 0 else ""
        ),
        column="body",
        value=step.body,
        remedy=_("Gör dem klara, eller skriv varför ett årsmål saknas."),
    )


def refuse_changed(step: Step) -> None:
    """Raise `PlanChangedSince` when the plan is another than the one that was approved."""
    approved = step.stage.approved_in_id if step.stage else None
    changed = (
        contents.changed_since(body=step.body, year=step.year, change_set=approved)
        if approved
        else {}
    )
    if changed:
        raise PlanChangedSince(
            ngettext(
                "Planen har ändrats på {count} ställe sedan den godkändes.",
                "Planen har ändrats på {count} ställen sedan den godkändes.",
                sum(changed.values()),
            ).format(count=sum(changed.values())),
            column="body",
            value=step.body,
            remedy=_("Skicka tillbaka den och godkänn den på nytt."),
        )


def decision_of(step: Step, named: tuple[str, int] | None) -> int:
    """Return the id of the decision by which the body decided its plan.

    Raises:
        UnknownDecision, DecisionNotChecked: it is not recorded, or nobody has checked it.
        DecisionOfAnother: another body took it, or it says no.
    """
    key, refusals = named or ("", 0), Refusals()
    row = queries.may_rest_on(key, queries.decisions([key]), row=0, refusals=refusals)
    refusals.settle()
    assert row is not None  # noqa: S101 - else it was refused
    if row.decided_by != step.body or row.outcome not in FAVOURABLE:
        raise DecisionOfAnother(
            _("{case}, punkt {item} är inget beslut om den här planen.").format(
                case=key[0], item=key[1]
            ),
            column="decision",
            value=f"{key[0]} {key[1]}",
            remedy=_("Välj det beslut som nämnden eller styrelsen fattade om planen."),
        )
    return row.pk


def finished(step: Step, rows: Collection[PlanStage]) -> Receipt:
    """Close the step's change and return its receipt."""
    return record.finish(step.change, rows)

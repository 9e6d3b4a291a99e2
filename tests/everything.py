"""The small town with at least one row in every table of the record."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from enslinje.budget import drafts as budget
from enslinje.budget import operations as budget_operations
from enslinje.core.budget_terms import ControlResponse, ControlRule, PetitionKind
from enslinje.core.terms import (
    ContributionState,
    Criterion,
    DecisionOutcome,
    Form,
    Grade,
    JudgementKind,
    Kind,
    OccasionKind,
    OwnerKind,
    Relevance,
    SuccessionKind,
)
from enslinje.core.values import SCALE, Stated
from enslinje.goals import drafts as goals
from enslinje.goals import operations as goal_operations
from enslinje.journal import record as journal
from enslinje.journal.models import ChangeSet
from enslinje.organisation import drafts as organisation
from enslinje.organisation import operations as organisation_operations
from enslinje.organisation.models import Body, BodySuccession
from enslinje.plans import drafts as plans
from enslinje.plans import operations as plan_operations
from enslinje.reconciliation import drafts as reconciliation
from enslinje.reconciliation import operations as reconciliation_operations
from tests import budget_town
from tests.people import record_people
from tests.town import (
    KIM,
    LOADER,
    STATED,
    YEAR,
    group,
    measurement,
    number,
    record_town,
    recorded_once,
    target,
)

SECOND = timedelta(seconds=1)


def change_set() -> ChangeSet:
    return ChangeSet.objects.create(
        recorded_at=timezone.now(), actor_code="kim", source="page", action="test"
    )


def record() -> None:
    record_town()
    record_people()
    _organisation()
    _goals()
    _plans()
    _reconciliation()
    _budget()


def _organisation() -> None:
    organisation_operations.form_groups(
        actor=LOADER,
        year=YEAR,
        groups=[group("others", base_group="all_committees", exclusions=("SKOLA",))],
    )
    organisation_operations.name_aliases(
        actor=LOADER,
        aliases=[organisation.AliasDraft(text="Skolnämnden", body="SKOLA", basis=STATED)],
    )
    organisation_operations.open_occasions(
        actor=LOADER,
        occasions=[
            organisation.OccasionDraft(
                year=YEAR,
                kind=OccasionKind.RECONCILIATION,
                name="Avstämning",
                bodies=(
                    organisation.OccasionBodyDraft(
                        body="PARK",
                        extended_due_at=datetime(YEAR, 3, 1, tzinfo=UTC),
                        reason="Ny nämnd",
                    ),
                ),
            )
        ],
    )
    organisation_operations.record_decisions(actor=LOADER, decisions=[decision()])
    skola, park = Body.objects.get(code="SKOLA"), Body.objects.get(code="PARK")
    with transaction.atomic():
        change = journal.begin(actor=LOADER, action="merge_bodies")
        followed = BodySuccession(
            predecessor=skola,
            successor=park,
            on_date=date(YEAR, 7, 1),
            kind=SuccessionKind.MERGED,
            basis=STATED,
        )
        journal.finish(change, journal.record_many([followed], change=change))


def decision(**changes: object) -> organisation.DecisionDraft:
    given: dict[str, object] = {
        "case_number": "KS 2020/1",
        "item_no": 1,
        "decided_by": "KF",
        "subject": "Budget 2021",
        "recorded_by": "kim",
        "checked_by": "sam",
        "basis": STATED,
        "outcome": DecisionOutcome.GRANTED,
        "decided_on": date(2020, 11, 20),
    }
    return organisation.DecisionDraft(**given | changes)  # type: ignore[arg-type]


def _goals() -> None:
    goal_operations.expect_contributions(
        actor=LOADER,
        year=YEAR,
        expectations=[
            goals.ExpectationDraft(
                goal="1.1", body="SKOLA", relevance=Relevance.EXPECTED, basis=STATED
            )
        ],
    )
    goal_operations.set_council_targets(
        actor=LOADER,
        year=YEAR,
        targets=[
            goals.CouncilTargetDraft(
                indicator="JOBS", value=number(100), decision=("KS 2020/1", 1), basis=STATED
            )
        ],
    )
    goal_operations.set_quotas(
        actor=LOADER,
        year=YEAR,
        quotas=[goals.QuotaDraft(indicator="JOBS", body="SKOLA", value=60 * SCALE, basis=STATED)],
    )
    goal_operations.record_measurements(actor=LOADER, measurements=[measurement(40)])
    span = Stated(Kind.INTERVAL, low=50 * SCALE, high=100 * SCALE)
    goal_operations.state_targets(
        actor=KIM,
        year=YEAR,
        targets=[
            target(30),
            target(span, indicator="SHARE"),
            target(number(1, Form.EXACTLY), body="PARK"),
        ],
        key=uuid4(),
    )


def _plans() -> None:
    plan_operations.register_plans(actor=LOADER, year=YEAR, plans=[plans.PlanDraft(body="SKOLA")])
    plan_operations.state_contributions(
        actor=KIM,
        year=YEAR,
        contributions=[
            plans.ContributionDraft(
                body="SKOLA",
                goal="1.1",
                state=ContributionState.STATED,
                criterion=Criterion.STATED_IN_WHAT_WAY,
                text="Fler platser.",
                basis=STATED,
            )
        ],
    )
    plan_operations.plan_activities(actor=KIM, year=YEAR, activities=[activity()])


def activity(**changes: object) -> plans.ActivityDraft:
    given: dict[str, object] = {
        "code": "ACT1",
        "title": "Öppna en fritidsgård",
        "owner_kind": OwnerKind.BODY,
        "goals": (plans.ActivityGoalDraft(goal="1.1", basis=STATED),),
        "parties": (
            plans.PartyDraft(body="SKOLA", basis=STATED),
            plans.PartyDraft(group="all_committees", basis=STATED),
        ),
        "basis": STATED,
    }
    return plans.ActivityDraft(**given | changes)  # type: ignore[arg-type]


def _reconciliation() -> None:
    reconciliation_operations.judge_goals(actor=KIM, year=YEAR, judgements=[judgement()])
    reconciliation_operations.judge_indicators(
        actor=KIM,
        year=YEAR,
        judgements=[
            reconciliation.IndicatorJudgementDraft(
                indicator="JOBS",
                in_line=True,
                reason="Når ambitionen",
                judged_by="SLK",
                basis=STATED,
            )
        ],
    )


def judgement(**changes: object) -> reconciliation.JudgementDraft:
    given: dict[str, object] = {
        "goal": "1.1",
        "occasion": OccasionKind.RECONCILIATION,
        "kind": JudgementKind.PLAN,
        "grade": Grade.ATTAINED,
        "judged_by": "SLK",
        "basis": STATED,
    }
    return reconciliation.JudgementDraft(**given | changes)  # type: ignore[arg-type]


def _budget() -> None:
    budget_town.record_budget()
    budget_operations.set_controls(
        actor=LOADER,
        year=YEAR,
        controls=[
            budget.ControlDraft(rule=ControlRule.EARMARK_EXCEEDED, response=ControlResponse.WARN)
        ],
    )
    budget_operations.set_aside(
        actor=LOADER,
        year=YEAR,
        earmarks=[budget.EarmarkDraft(code="E1", reserve="CM2", purpose="Trygghet", basis=STATED)],
    )
    budget_operations.name_lines(
        actor=LOADER,
        year=YEAR,
        lines=[budget.LineDraft(body="SKOLA", code="1", name="Grundskola")],
    )
    budget_operations.state_petitions(
        actor=LOADER,
        year=YEAR,
        petitions=[
            budget.PetitionDraft(
                code="P1",
                kind=PetitionKind.ADJUSTMENT,
                purpose="Fler lärare",
                body="SKOLA",
                reserve="CM2",
                account="costs",
                earmark="E1",
                asked_ore=500,
                basis=STATED,
            )
        ],
    )
    budget_operations.name_decided_amounts(
        actor=LOADER,
        year=YEAR,
        amounts=[
            budget.DecidedAmountDraft(decision=budget_town.ks(), amount_ore=900, basis=STATED)
        ],
    )
    budget_town.post(
        budget_town.change(
            budget_town.leg("CM2", 300, earmark="E1"),
            budget_town.leg("costs", -300, "SKOLA", line="1"),
        )
    )
    budget_town.reverse(2)


@pytest.fixture(scope="module")
def recorded_town(django_db_setup, django_db_blocker):
    """The small town, recorded once for the module."""
    with recorded_once(django_db_blocker, record_town):
        yield


@pytest.fixture(scope="module")
def recorded_everything(django_db_setup, django_db_blocker):
    """The small town with a row in every table, recorded once for the module."""
    with recorded_once(django_db_blocker, record):
        yield

"""The small town with at least one row in every table of the record."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.utils import timezone

from enslinje.budget import drafts as budget
from enslinje.budget import operations as budget_operations
from enslinje.core.budget_terms import AmountKind, ControlResponse, ControlRule, PetitionKind
from enslinje.core.policy import Role
from enslinje.core.terms import (
    DecisionOutcome,
    FileKind,
    Form,
    Grade,
    JudgementKind,
    Kind,
    LevelCode,
    OccasionKind,
    OccasionState,
    OwnerKind,
    PlanPart,
    Relevance,
    ThemeKind,
)
from enslinje.core.values import SCALE, Stated
from enslinje.filing.operations import prepare_year
from enslinje.goals import drafts as goals
from enslinje.goals import operations as goal_operations
from enslinje.journal.models import ChangeSet
from enslinje.organisation import drafts as organisation
from enslinje.organisation import operations as organisation_operations
from enslinje.plans import drafts as plans
from enslinje.plans import operations as plan_operations
from enslinje.reconciliation import drafts as reconciliation
from enslinje.reconciliation import operations as reconciliation_operations
from tests import budget_town
from tests.contents import comment, goal_conflict, hindrance, plan_budget, preparation
from tests.core.test_file_types import A_PDF
from tests.filing.plans import contribution
from tests.filing_town import record_filing
from tests.people import record_people
from tests.town import (
    KIM,
    LOADER,
    STATED,
    YEAR,
    body,
    goal,
    group,
    keep_case_registers,
    measurement,
    number,
    propose_case_number,
    record_town,
    recorded_once,
    section,
    section_text,
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
    _themes()
    _plans()
    _reconciliation()
    record_filing()
    prepare_year(actor=LOADER, from_year=YEAR, to_year=YEAR + 1)
    _budget()
    _plan_contents()


def _organisation() -> None:
    keep_case_registers("KF", "KS", "SKOLA", "PARK", "MODER", "BOLAG")
    organisation_operations.form_groups(
        actor=LOADER,
        year=YEAR,
        groups=[group("others", base_group="all_committees", exclusions=("SKOLA",))],
    )
    alias = organisation.AliasDraft(text="Skolnämnden", body="SKOLA", basis=STATED)
    organisation_operations.name_aliases(actor=LOADER, aliases=[alias])
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
    _open_a_lock()
    organisation_operations.record_decisions(actor=LOADER, decisions=[decision()])
    propose_case_number("KS 2020/1", "KS 2020/2")
    organisation_operations.attach_file(
        actor=LOADER,
        draft=organisation.FileDraft(
            case_number="KS 2020/1", item_no=1, kind=FileKind.MINUTES, title="Protokoll"
        ),
        content=BytesIO(A_PDF),
    )
    organisation_operations.register_bodies(actor=LOADER, bodies=[body("GAMLA")])
    organisation_operations.change_body(
        actor=LOADER,
        draft=organisation.BodyChangeDraft(
            body="PARK", valid_from=organisation.SINCE_ALWAYS, basis=STATED, slug="parken"
        ),
    )
    organisation_operations.merge_bodies(
        actor=LOADER,
        draft=organisation.SuccessionDraft(
            predecessors=("GAMLA",),
            successors=("PARK",),
            on_date=date(YEAR, 7, 1),
            basis=STATED,
        ),
    )


def _open_a_lock() -> None:
    """Of the activity report, which is about activities and locked, for SKOLA's editors."""
    report = organisation.OccasionDraft(
        year=YEAR,
        kind=OccasionKind.ACTIVITY_REPORT,
        name="Verksamhetsberättelse",
        state=OccasionState.LOCKED,
        parts=(PlanPart.ACTIVITIES,),
    )
    organisation_operations.open_occasions(actor=LOADER, occasions=[report])
    organisation_operations.open_lock(
        actor=LOADER,
        year=YEAR,
        kind=report.kind,
        opening=organisation.LockOpeningDraft(
            body="SKOLA",
            role=Role.EDITOR,
            ends_at=timezone.now() + timedelta(days=1),
            reason="Rättelse",
        ),
    )


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


def _themes() -> None:
    goal_operations.set_themes(
        actor=LOADER,
        year=YEAR,
        themes=[
            goals.ThemeDraft(code="BARN", kind=ThemeKind.PERSPECTIVE, name="Barnrätt", basis=STATED)
        ],
    )
    goal_operations.tag(
        actor=LOADER,
        year=YEAR,
        items=[
            goals.TaggedDraft(goal="1.1", themes=("BARN",), basis=STATED),
            goals.TaggedDraft(indicator="JOBS", themes=("BARN",), basis=STATED),
        ],
    )


def _plans() -> None:
    plan_operations.register_plans(actor=LOADER, year=YEAR, plans=[plans.PlanDraft(body="SKOLA")])
    plan_operations.state_contributions(actor=KIM, year=YEAR, contributions=[contribution()])
    by_editor = plans.ResponsibleDraft(body="SKOLA", person="editor")
    plan_operations.plan_activities(
        actor=KIM, year=YEAR, activities=[activity(responsible=by_editor)]
    )
    plan_operations.tag_activities(
        actor=LOADER,
        year=YEAR,
        items=[plans.TaggedActivityDraft(activity="ACT1", themes=("BARN",), basis=STATED)],
    )
    plan_operations.set_sections(actor=LOADER, year=YEAR, sections=[section("inledning")])
    plan_operations.write_sections(actor=KIM, year=YEAR, texts=[section_text("Skolan växer.")])
    plan_operations.write_comment(actor=KIM, year=YEAR, comment=comment())
    thread = plans.ThreadDraft(thread="1", body="SKOLA", is_resolved=True, seen=None)
    plan_operations.settle_thread(actor=KIM, year=YEAR, thread=thread)


def _plan_contents() -> None:
    by = {"actor": LOADER, "year": YEAR}
    goal_operations.set_goals(**by, goals=[goal("1.2", LevelCode.AREA_GOAL, parent="1")])
    plan_operations.state_goal_conflicts(**by, goal_conflicts=[goal_conflict()])
    plan_operations.state_hindrances(**by, hindrances=[hindrance()])
    plan_operations.record_preparations(**by, preparations=[preparation()])
    plan_operations.state_plan_budgets(**by, budgets=[plan_budget()])


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
        "responsible_function": "Enhetschefen",
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
            ),
            budget_town.gross_up(code="P2"),
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
    _amounts()


def _amounts() -> None:
    """Beside the ledger: a rule, what is booked by it, and a file that nobody has confirmed."""
    rule = budget.CodeRuleDraft(row=2, dimension="ansvar", code="100", body="SKOLA", line="1")
    rules = budget.CodeMapDraft(file_name="regler.csv", rules=(rule,))
    code_map = budget_operations.state_code_map(actor=LOADER, year=YEAR, draft=rules).rows[0]
    amount = budget.PlacedDraft(body="SKOLA", account="costs", line="1", amount_ore=-100)
    booked = budget.AmountImportDraft(
        period=YEAR * 100 + 3,
        kind=AmountKind.ACTUAL,
        file_name="mars.csv",
        file_sha256="0" * 64,
        row_count=1,
        file_ore=100,
        left_out_ore=0,
        amounts=(amount,),
    )
    budget_operations.import_amounts(actor=LOADER, year=YEAR, imports=[booked], code_map=code_map)
    budget_operations.hold_file(actor=LOADER, key=uuid4(), name="april.csv", content=b"konto")


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

"""Every operation asks the policy: each of the cast may do what was expected, and nothing else."""

from datetime import UTC, date, datetime

import pytest

from enslinje.core.policy import NotAllowed, Role
from enslinje.core.terms import (
    Basis,
    ContributionState,
    CountsAs,
    Criterion,
    IndicatorKind,
    LevelCode,
    OccasionKind,
    OccasionState,
    OwnerKind,
    PartyRole,
    PlanPart,
    Relevance,
    UnitKind,
)
from enslinje.goals import drafts as goals
from enslinje.goals import operations as goal_operations
from enslinje.journal.models import ChangeSet
from enslinje.organisation import drafts as organisation
from enslinje.organisation import errors as organisation_errors
from enslinje.organisation import operations as organisation_operations
from enslinje.organisation import rights
from enslinje.plans import drafts as plans
from enslinje.plans import operations as plan_operations
from enslinje.reconciliation import drafts as reconciliation
from enslinje.reconciliation import operations as reconciliation_operations
from tests.everything import activity, decision, judgement
from tests.people import CAST, FIRST, record_people, role, somebody
from tests.town import (
    LOADER,
    STATED,
    YEAR,
    body,
    goal,
    group,
    indicator,
    measurement,
    number,
    occasion,
    refused,
    target,
    unit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]

JUNE = datetime(2021, 6, 15, tzinfo=UTC)
JULY = datetime(2021, 7, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def cast(time_machine):
    time_machine.move_to(JUNE, tick=False)
    record_people()
    organisation_operations.open_occasions(
        actor=LOADER, occasions=[occasion(OccasionKind.RECONCILIATION)]
    )


def contribution(code):
    return plans.ContributionDraft(
        body=code,
        goal="1.1",
        state=ContributionState.STATED,
        criterion=Criterion.STATED_IN_WHAT_WAY,
        basis=STATED,
    )


def own_activity(code):
    lead = plans.PartyDraft(body=code, basis=STATED, role=PartyRole.LEAD)
    return activity(owner_kind=OwnerKind.BODY, parties=(lead,))


def extended(code):
    later = organisation.OccasionBodyDraft(body=code, extended_due_at=JULY, reason="Ny")
    return occasion(OccasionKind.PLAN, bodies=(later,))


def own_indicator(code):
    return indicator("OWN", owner=code, kind=IndicatorKind.BODY)


BASE_METRIC = indicator("residents", kind=IndicatorKind.BASE_METRIC, goal="", name="Invånare")

# Operation, what it is given, who of the cast may for SKOLA, who may for PARK.
EDITOR, OFFICE = {"editor"}, {"strategist"}
FOR_BODIES = {
    "state_targets": (
        lambda actor, code: goal_operations.state_targets(
            actor=actor, year=YEAR, targets=[target(3, body=code)]
        ),
        EDITOR,
        set(),
    ),
    "state_contributions": (
        lambda actor, code: plan_operations.state_contributions(
            actor=actor, year=YEAR, contributions=[contribution(code)]
        ),
        EDITOR,
        set(),
    ),
    "plan_activities": (
        lambda actor, code: plan_operations.plan_activities(
            actor=actor, year=YEAR, activities=[own_activity(code)]
        ),
        EDITOR,
        set(),
    ),
    "record_measurements": (
        lambda actor, code: goal_operations.record_measurements(
            actor=actor, measurements=[measurement(3, body=code)]
        ),
        EDITOR | OFFICE,
        OFFICE,
    ),
    "set_goals": (
        lambda actor, code: goal_operations.set_goals(
            actor=actor,
            year=YEAR,
            goals=[goal("OWN", LevelCode.BODY_GOAL, owner=code, parent="1.1")],
        ),
        EDITOR,
        set(),
    ),
    "define_indicators": (
        lambda actor, code: goal_operations.define_indicators(
            actor=actor, year=YEAR, indicators=[own_indicator(code)]
        ),
        EDITOR,
        set(),
    ),
    "lay_duties": (
        lambda actor, code: goal_operations.lay_duties(
            actor=actor,
            year=YEAR,
            duties=[goals.DutyDraft(indicator="JOBS", body=code, basis=STATED)],
        ),
        OFFICE,
        OFFICE,
    ),
    "set_quotas": (
        lambda actor, code: goal_operations.set_quotas(
            actor=actor,
            year=YEAR,
            quotas=[goals.QuotaDraft(indicator="JOBS", body=code, value=1, basis=STATED)],
        ),
        OFFICE,
        OFFICE,
    ),
    "expect_contributions": (
        lambda actor, code: goal_operations.expect_contributions(
            actor=actor,
            year=YEAR,
            expectations=[
                goals.ExpectationDraft(
                    goal="1.1", body=code, relevance=Relevance.EXPECTED, basis=STATED
                )
            ],
        ),
        OFFICE,
        OFFICE,
    ),
    "register_plans": (
        lambda actor, code: plan_operations.register_plans(
            actor=actor, year=YEAR, plans=[plans.PlanDraft(body=code)]
        ),
        OFFICE,
        OFFICE,
    ),
    "open_occasions": (
        lambda actor, code: organisation_operations.open_occasions(
            actor=actor, occasions=[extended(code)]
        ),
        OFFICE,
        OFFICE,
    ),
}
FOR_ALL = {
    "change_occasion": lambda actor: organisation_operations.change_occasion(
        actor=actor,
        year=YEAR,
        kind=OccasionKind.RECONCILIATION,
        edition=organisation.OccasionEditionDraft(name="Ny", state=OccasionState.OPEN),
    ),
    "name_participants": lambda actor: organisation_operations.name_participants(
        actor=actor, year=YEAR, kind=OccasionKind.RECONCILIATION, bodies=["SKOLA"]
    ),
    "name_parts": lambda actor: organisation_operations.name_parts(
        actor=actor, year=YEAR, kind=OccasionKind.RECONCILIATION, parts=[PlanPart.TEXT]
    ),
    "set_council_targets": lambda actor: goal_operations.set_council_targets(
        actor=actor,
        year=YEAR,
        targets=[goals.CouncilTargetDraft(indicator="JOBS", value=number(9), basis=STATED)],
    ),
    "name_levels": lambda actor: goal_operations.name_levels(
        actor=actor,
        levels=[
            goals.LevelDraft(
                depth=1, code=LevelCode.OVERARCHING_GOAL, name_sv="Inriktning", name_en="Aim"
            )
        ],
    ),
    "define_units": lambda actor: goal_operations.define_units(
        actor=actor, units=[unit("km", UnitKind.COUNT, 0, None)]
    ),
    "set_goals": lambda actor: goal_operations.set_goals(
        actor=actor, year=YEAR, goals=[goal("2", LevelCode.OVERARCHING_GOAL)]
    ),
    "define_indicators": lambda actor: goal_operations.define_indicators(
        actor=actor, year=YEAR, indicators=[indicator("NEW")]
    ),
    "judge_goals": lambda actor: reconciliation_operations.judge_goals(
        actor=actor, year=YEAR, judgements=[judgement()]
    ),
    "judge_indicators": lambda actor: reconciliation_operations.judge_indicators(
        actor=actor,
        year=YEAR,
        judgements=[
            reconciliation.IndicatorJudgementDraft(
                indicator="JOBS", in_line=True, reason="Ja", judged_by="SLK", basis=STATED
            )
        ],
    ),
    "register_bodies": lambda actor: organisation_operations.register_bodies(
        actor=actor, bodies=[body("NY")]
    ),
    "enter_register": lambda actor: organisation_operations.enter_register(
        actor=actor, year=YEAR, entries={"PARK": CountsAs.NONE}
    ),
    "name_aliases": lambda actor: organisation_operations.name_aliases(
        actor=actor,
        aliases=[organisation.AliasDraft(text="Parken", body="PARK", basis=Basis.STATED)],
    ),
    "form_groups": lambda actor: organisation_operations.form_groups(
        actor=actor, year=YEAR, groups=[group("g", members=("PARK",))]
    ),
}


def may(write):
    try:
        write()
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize("code", [*CAST, "newcomer"])
@pytest.mark.parametrize("operation", FOR_BODIES)
def test_what_is_about_a_body(operation, code):
    write, for_skola, for_park = FOR_BODIES[operation]
    actor = somebody(code)
    assert may(lambda: write(actor, "SKOLA")) == (code in for_skola)
    assert may(lambda: write(actor, "PARK")) == (code in for_park)


@pytest.mark.parametrize("code", [*CAST, "newcomer"])
@pytest.mark.parametrize("operation", FOR_ALL)
def test_what_is_about_the_whole_group_is_the_office_s(operation, code):
    actor = somebody(code)
    assert may(lambda: FOR_ALL[operation](actor)) == (code == "strategist")


def test_only_the_council_changes_a_base_metric():
    def define(code):
        return goal_operations.define_indicators(
            actor=somebody(code), year=YEAR, indicators=[BASE_METRIC]
        )

    assert [code for code in CAST if may(lambda code=code: define(code))] == ["board_secretary"]


def test_a_refused_batch_writes_nothing_and_names_every_row():
    found = refused(
        NotAllowed,
        lambda: goal_operations.state_targets(
            actor=somebody("editor"),
            year=YEAR,
            targets=[target(1), target(2, body="PARK"), target(3, body="BOLAG")],
        ),
    )
    assert [(one.row, one.value) for one in found.all] == [(1, "PARK"), (2, "BOLAG")]


def test_a_deputy_writes_on_behalf_of_the_one_who_is_away(time_machine):
    time_machine.move_to(JULY, tick=False)
    goal_operations.state_targets(actor=somebody("reader"), year=YEAR, targets=[target(1)])
    change = ChangeSet.objects.latest("pk")
    assert (change.actor_code, change.on_behalf_of_code) == ("reader", "editor")
    time_machine.move_to(datetime(2021, 8, 1, tzinfo=UTC), tick=False)
    assert not may(
        lambda: goal_operations.state_targets(
            actor=somebody("reader"), year=YEAR, targets=[target(2)]
        )
    )


def test_a_role_that_has_ended_gives_nothing():
    held = organisation.HeldRoleDraft(person="editor", role=Role.EDITOR, body="SKOLA")
    organisation_operations.end_roles(actor=somebody("administrator"), roles=[held])
    assert not may(
        lambda: goal_operations.state_targets(
            actor=somebody("editor"), year=YEAR, targets=[target(2)]
        )
    )


def test_whoever_prepares_a_body_s_plan_does_not_judge_that_body_s_goal():
    organisation_operations.grant_roles(
        actor=LOADER,
        roles=[role("strategist", Role.EDITOR), role("newcomer", Role.STRATEGIST)],
    )
    goal_operations.set_goals(
        actor=LOADER,
        year=YEAR,
        goals=[goal("OWN", LevelCode.BODY_GOAL, owner="SKOLA", parent="1.1")],
    )

    def judge(code, what):
        return reconciliation_operations.judge_goals(
            actor=somebody(code), year=YEAR, judgements=[judgement(goal=what)]
        )

    assert not may(lambda: judge("strategist", "OWN"))
    assert may(lambda: judge("strategist", "1.1"))
    assert may(lambda: judge("newcomer", "OWN"))


class TestDecisions:
    def record(self, code, **changes):
        given = {
            "recorded_by": code,
            "decided_by": "SKOLA",
            "checked_by": "",
            "minutes_approved_on": date(2020, 12, 1),
        } | changes
        return organisation_operations.record_decisions(
            actor=somebody(code), decisions=[decision(**given)]
        )

    def test_a_body_s_secretary_records_what_the_body_decided(self):
        self.record("secretary")
        refused(NotAllowed, lambda: self.record("secretary", item_no=2, decided_by="PARK"))

    @pytest.mark.parametrize("decider", ["KF", "KS"])
    def test_the_board_s_secretary_records_for_council_and_board(self, decider):
        self.record("board_secretary", decided_by=decider)
        refused(NotAllowed, lambda: self.record("secretary", item_no=2, decided_by=decider))

    def test_in_one_s_own_name(self):
        wrong = organisation_errors.NotOnesOwnHand
        refused(wrong, lambda: self.record("secretary", recorded_by="editor"))

    @pytest.mark.parametrize("code", sorted({*CAST} - {"secretary", "board_secretary"}))
    def test_nobody_decides_for_a_committee_in_a_form(self, code):
        refused(NotAllowed, lambda: self.record(code))


def test_the_cast_has_held_their_roles_since_the_first_day():
    assert JUNE.date() > FIRST
    assert all(somebody(code).holdings for code in CAST)


def test_without_the_question_anybody_writes(monkeypatch):
    def write():
        return goal_operations.state_targets(
            actor=somebody("newcomer"), year=YEAR, targets=[target(1)]
        )

    assert not may(write)
    monkeypatch.setattr(rights, "require", lambda actor, *_asked, **_about: actor)
    assert may(write)

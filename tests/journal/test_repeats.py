"""Every operation answers a repeated submission as it did the first, and writes nothing."""

from uuid import uuid4

import pytest

from enslinje.core.terms import (
    ContributionState,
    CountsAs,
    Criterion,
    IndicatorKind,
    LevelCode,
    OccasionKind,
    Relevance,
    UnitKind,
)
from enslinje.goals import drafts as goals
from enslinje.goals import operations as goal_operations
from enslinje.journal.errors import KeyReused
from enslinje.organisation import drafts as organisation
from enslinje.organisation import operations as organisation_operations
from enslinje.organisation.errors import NotOnesOwnHand
from enslinje.plans import drafts as plans
from enslinje.plans import operations as plan_operations
from enslinje.reconciliation import drafts as reconciliation
from enslinje.reconciliation import operations as reconciliation_operations
from tests import everything, town
from tests.town import STATED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_everything")]

ORGANISATION = {
    "register_bodies": {"bodies": [town.body("NY")]},
    "enter_register": {"year": 2021, "entries": {"KF": CountsAs.NONE}},
    "form_groups": {"year": 2021, "groups": [town.group("new", members=("KS",))]},
    "name_aliases": {"aliases": [organisation.AliasDraft(text="Ny", body="SKOLA", basis=STATED)]},
    "open_occasions": {"occasions": [town.occasion(OccasionKind.TERTIAL_REPORT_1)]},
    "record_decisions": {"decisions": [everything.decision(item_no=9)]},
}
GOALS = {
    "name_levels": {
        "levels": [goals.LevelDraft(depth=2, code=LevelCode.AREA_GOAL, name_sv="Ny", name_en="New")]
    },
    "define_units": {"units": [town.unit("new", UnitKind.INDEX, 0, 1)]},
    "set_goals": {"year": 2021, "goals": [town.goal("2", LevelCode.OVERARCHING_GOAL)]},
    "define_indicators": {
        "year": 2021,
        "indicators": [town.indicator("NEW", kind=IndicatorKind.MANDATORY)],
    },
    "lay_duties": {
        "year": 2021,
        "duties": [goals.DutyDraft(indicator="JOBS", body="KS", basis=STATED)],
    },
    "expect_contributions": {
        "year": 2021,
        "expectations": [
            goals.ExpectationDraft(
                goal="1.1", body="KS", relevance=Relevance.EXPECTED, basis=STATED
            )
        ],
    },
    "set_council_targets": {
        "year": 2021,
        "targets": [
            goals.CouncilTargetDraft(indicator="SHARE", value=town.number(1), basis=STATED)
        ],
    },
    "set_quotas": {
        "year": 2021,
        "quotas": [goals.QuotaDraft(indicator="JOBS", body="KS", value=1, basis=STATED)],
    },
    "state_targets": {"year": 2021, "targets": [town.target(7)]},
    "record_measurements": {"measurements": [town.measurement(7)]},
}
PLANS = {
    "register_plans": {"year": 2021, "plans": [plans.PlanDraft(body="KS")]},
    "state_contributions": {
        "year": 2021,
        "contributions": [
            plans.ContributionDraft(
                body="KS",
                goal="1.1",
                state=ContributionState.STATED,
                criterion=Criterion.STATED_IN_WHAT_WAY,
                basis=STATED,
            )
        ],
    },
    "plan_activities": {"year": 2021, "activities": [everything.activity(code="ACT9")]},
}
RECONCILIATION = {
    "judge_goals": {"year": 2021, "judgements": [everything.judgement(goal="1")]},
    "judge_indicators": {
        "year": 2021,
        "judgements": [
            reconciliation.IndicatorJudgementDraft(
                indicator="SHARE", in_line=True, reason="Ja", judged_by="SLK", basis=STATED
            )
        ],
    },
}
OPERATIONS = [
    (getattr(module, name), given)
    for module, every in (
        (organisation_operations, ORGANISATION),
        (goal_operations, GOALS),
        (plan_operations, PLANS),
        (reconciliation_operations, RECONCILIATION),
    )
    for name, given in every.items()
]


@pytest.mark.parametrize(
    ("operation", "given"), OPERATIONS, ids=[operation.__name__ for operation, _ in OPERATIONS]
)
def test_a_repeat_is_answered_and_not_written(operation, given):
    key = uuid4()
    first = operation(actor=town.LOADER, key=key, **given)
    written = town.rows()
    second = operation(actor=town.LOADER, key=key, **given)

    assert (second.change_set, second.rows, second.is_repeat) == (
        first.change_set,
        first.rows,
        True,
    )
    assert town.rows() == written
    with pytest.raises((KeyReused, NotOnesOwnHand)):  # A decision is recorded in one's own name.
        operation(actor=town.SAM, key=key, **given)

"""What SKOLA's plan of the small town consists of, for tests of its pages."""

from datetime import date
from typing import Any

from enslinje.core.budget_terms import AccountGroup
from enslinje.core.plan_terms import NeededOf
from enslinje.core.terms import (
    IndicatorKind,
    LevelCode,
    OwnerKind,
    PartyRole,
    PreparationKind,
    RollUp,
)
from enslinje.goals import operations as goals
from enslinje.plans import content_drafts, operations
from enslinje.plans import drafts as plans
from tests.town import LOADER, STATED, YEAR, goal, indicator


def led(code: str, *bodies: str, **changes: Any) -> plans.ActivityDraft:
    """An activity that the first of the bodies leads and the others take part in."""
    given: dict[str, Any] = {
        "code": code,
        "title": f"Aktivitet {code}",
        "owner_kind": OwnerKind.BODY,
        "basis": STATED,
        "goals": (plans.ActivityGoalDraft(goal="1.1", basis=STATED),),
        "parties": tuple(
            plans.PartyDraft(
                body=body,
                role=PartyRole.PARTICIPANT if place else PartyRole.LEAD,
                basis=STATED,
            )
            for place, body in enumerate(bodies)
        ),
    }
    return plans.ActivityDraft(**given | changes)


def goal_conflict(**changes: Any) -> content_drafts.GoalConflictDraft:
    """SKOLA finds 1.1 and 1.2 in conflict."""
    given: dict[str, Any] = {
        "body": "SKOLA",
        "goal": "1.1",
        "other": "1.2",
        "text": "Fler platser kostar",
        "handling": "Vi bygger om",
        "basis": STATED,
    }
    return content_drafts.GoalConflictDraft(**given | changes)


def hindrance(**changes: Any) -> content_drafts.HindranceDraft:
    """SKOLA cannot reach 1.1 while PARK owns the land."""
    given: dict[str, Any] = {
        "body": "SKOLA",
        "code": "SKOLA-H1",
        "goal": "1.1",
        "text": "Marken är inte vår",
        "needed": "Att tomten reserveras",
        "needed_of": NeededOf.ANOTHER_BODY,
        "needed_body": "PARK",
        "basis": STATED,
    }
    return content_drafts.HindranceDraft(**given | changes)


def preparation(**changes: Any) -> content_drafts.PreparationDraft:
    """SKOLA has met the unions."""
    given: dict[str, Any] = {
        "body": "SKOLA",
        "code": "SKOLA-B1",
        "kind": PreparationKind.CO_DETERMINATION,
        "held_on": date(YEAR - 1, 11, 20),
        "said": "Facken är överens med arbetsgivaren",
        "basis": STATED,
    }
    return content_drafts.PreparationDraft(**given | changes)


def amount(ore: int, **changes: Any) -> content_drafts.PlannedAmountDraft:
    """An amount of the first year for staff, or for income when it is above zero."""
    given: dict[str, Any] = {
        "activity_area": "Grundskola",
        "account_group": AccountGroup.INCOME if ore > 0 else AccountGroup.STAFF,
        "for_year": YEAR,
        "amount_ore": ore,
    }
    return content_drafts.PlannedAmountDraft(**given | changes)


def plan_budget(
    *amounts: content_drafts.PlannedAmountDraft, **changes: Any
) -> content_drafts.PlanBudgetDraft:
    """SKOLA's budget in its plan."""
    given: dict[str, Any] = {
        "body": "SKOLA",
        "amounts": amounts or (amount(-50_000_000_00), amount(1_000_000_00)),
        "basis": STATED,
    }
    return content_drafts.PlanBudgetDraft(**given | changes)


def record_contents() -> None:
    """What is SKOLA's own, of every kind, and an activity that PARK leads."""
    goals.set_goals(
        actor=LOADER,
        year=YEAR,
        goals=[goal("SKOLA-M1", LevelCode.BODY_GOAL, parent="1.1", owner="SKOLA")],
    )
    goals.define_indicators(
        actor=LOADER,
        year=YEAR,
        indicators=[
            indicator(
                "SKOLA-I1",
                kind=IndicatorKind.BODY,
                owner="SKOLA",
                roll_up=RollUp.NONE,
                goal="1.1",
            )
        ],
    )
    operations.plan_activities(
        actor=LOADER,
        year=YEAR,
        activities=[led("ACT-SKOLA", "SKOLA", "PARK"), led("ACT-PARK", "PARK", "SKOLA")],
    )
    by: dict[str, Any] = {"actor": LOADER, "year": YEAR}
    operations.state_goal_conflicts(**by, goal_conflicts=[goal_conflict(other="SKOLA-M1")])
    operations.state_hindrances(**by, hindrances=[hindrance()])
    operations.record_preparations(**by, preparations=[preparation()])
    operations.state_plan_budgets(**by, budgets=[plan_budget()])


def comment(**changes: object) -> plans.CommentDraft:
    given: dict[str, object] = {
        "code": "1",
        "body": "SKOLA",
        "subject": "inledning",
        "text": "Stämmer det?",
    }
    return plans.CommentDraft(**given | changes)  # type: ignore[arg-type]

"""What SKOLA's plan of the small town consists of, for tests of its pages."""

from typing import Any

from enslinje.core.terms import IndicatorKind, LevelCode, OwnerKind, PartyRole, RollUp
from enslinje.goals import operations as goals
from enslinje.plans import drafts as plans
from enslinje.plans import operations
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


def record_contents() -> None:
    """A goal, an indicator and an activity of SKOLA's own, and an activity that PARK leads."""
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

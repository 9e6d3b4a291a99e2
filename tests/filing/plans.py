"""Steps of SKOLA's plan, as its people take them."""

from datetime import date, datetime
from typing import Any

from enslinje.core.actors import Actor, Source
from enslinje.core.terms import (
    ContributionState,
    Criterion,
    DecisionOutcome,
    Kind,
    OccasionKind,
    OccasionState,
)
from enslinje.core.values import SCALE, Stated
from enslinje.filing import operations, submissions
from enslinje.filing.drafts import StageDraft
from enslinje.journal.record import Receipt
from enslinje.organisation import operations as organisation
from enslinje.organisation import rights
from enslinje.organisation.drafts import CheckDraft, DecisionDraft
from enslinje.plans import drafts as plans
from enslinje.plans import operations as plan_operations
from tests.town import LOADER, STATED, YEAR, occasion, state, target

CASE = ("SKOLA 2021/7", 1)
YES = Stated(Kind.YES_NO, low=SCALE, high=SCALE)


def open_occasion(due_at: datetime | None = None, **changes: Any) -> None:
    plan = occasion(OccasionKind.PLAN, due_at=due_at, **{"state": OccasionState.OPEN} | changes)
    organisation.open_occasions(actor=LOADER, occasions=[plan])


def state_everything(body: str = "SKOLA") -> None:
    """State all that is asked of the body in its plan."""
    state(
        target(30, body=body),
        target(40, indicator="SHARE", body=body),
        target(YES, indicator="PLAN", body=body),
    )
    plan_operations.state_contributions(actor=LOADER, year=YEAR, contributions=[contribution(body)])


def contribution(
    body: str = "SKOLA", text: str = "Fler platser.", goal: str = "1.1"
) -> plans.ContributionDraft:
    return plans.ContributionDraft(
        body=body,
        goal=goal,
        state=ContributionState.STATED,
        criterion=Criterion.STATED_IN_WHAT_WAY,
        text=text,
        basis=STATED,
    )


def person(code: str) -> Actor:
    """Somebody at a page, who must say what was seen."""
    return rights.actor_for(code, source=Source.PAGE)


def draft(**changes: Any) -> StageDraft:
    """A step that rests on the stage that stands now."""
    found = submissions.stage(year=YEAR, body=changes.get("body", "SKOLA"))
    seen: Any = None if found.fact is None else found.fact
    return StageDraft(**{"body": "SKOLA", "seen": seen} | changes)


def take(step: str, who: str = "approver", **changes: Any) -> Receipt:
    perform: Any = getattr(operations, step)
    return perform(actor=person(who), year=YEAR, draft=draft(**changes))


def decide(case: tuple[str, int] = CASE, **changes: Any) -> tuple[str, int]:
    """Have the decision recorded and checked, as a load brings it."""
    given: dict[str, Any] = {
        "case_number": case[0],
        "item_no": case[1],
        "decided_by": "SKOLA",
        "subject": "Verksamhetsplan 2021",
        "recorded_by": "secretary",
        "checked_by": "registrar",
        "outcome": DecisionOutcome.GRANTED,
        "decided_on": date(2021, 1, 20),
        "basis": STATED,
    }
    organisation.record_decisions(actor=LOADER, decisions=[DecisionDraft(**given | changes)])
    return case


def check(case: tuple[str, int] = CASE) -> None:
    organisation.check_decisions(
        actor=person("registrar"),
        decisions=[CheckDraft(case_number=case[0], item_no=case[1])],
    )


def submit(case: tuple[str, int] = CASE, reason: str = "") -> Receipt:
    """All the steps from a draft to a filing, by a decision of its own; anew with a reason."""
    take("mark_ready", "editor", reason=reason)
    take("approve_plan")
    take("decide_plan", "secretary", decision=decide(case))
    return take("submit_plan")

"""PARK's plan of the year before: decided, submitted and shared, by a load.

The town's own year has no occasion for plans, so its plans are seen as they are saved.
"""

from datetime import date

from enslinje.core.terms import DecisionOutcome, OccasionKind, OccasionState
from enslinje.filing.drafts import FilingDraft
from enslinje.filing.operations import file_plans, share_draft
from enslinje.organisation import drafts as organisation
from enslinje.organisation import operations as organisation_operations
from tests.town import LOADER, STATED, YEAR

CASE = "PARK 2020/1"
BEFORE = YEAR - 1


def record_filing() -> None:
    """Open the occasion for plans, record the decision, file the plan and share its draft."""
    organisation_operations.open_occasions(
        actor=LOADER,
        occasions=[
            organisation.OccasionDraft(
                year=BEFORE, kind=OccasionKind.PLAN, name="Plan", state=OccasionState.OPEN
            )
        ],
    )
    decision = organisation.DecisionDraft(
        case_number=CASE,
        item_no=1,
        decided_by="PARK",
        subject="Planen",
        recorded_by="kim",
        checked_by="sam",
        basis=STATED,
        outcome=DecisionOutcome.GRANTED,
        decided_on=date(BEFORE, 1, 20),
    )
    organisation_operations.record_decisions(actor=LOADER, decisions=[decision])
    filed = FilingDraft(body="PARK", decision=(CASE, 1), basis=STATED)
    file_plans(actor=LOADER, year=BEFORE, filings=[filed])
    share_draft(actor=LOADER, year=BEFORE, body="PARK", is_shared=True)

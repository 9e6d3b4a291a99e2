"""The small town's money in two years: what tests of bridges between years begin from."""

from enslinje.budget import operations
from enslinje.core.budget_terms import TransactionKind
from tests.budget_town import FINN, KF, KR, change, draw, leg
from tests.town import YEAR

NEXT = YEAR + 1


def record_next_year() -> None:
    """This year draws 300 kr; next year SKOLA gets 400 kr more, PARK as much, and grosses up."""
    draw(300 * KR)
    budget = change(
        leg("costs", -5400 * KR, "SKOLA"),
        leg("costs", -3000 * KR, "PARK", activity_area="GRON"),
        leg("income", 700 * KR, "SKOLA"),
        leg("taxes", 7700 * KR),
        kind=TransactionKind.COUNCIL_BUDGET,
        decision=KF,
        text="Budget",
    )
    gross_up = change(
        leg("costs", -50 * KR, "PARK"),
        leg("income", 50 * KR, "PARK"),
        kind=TransactionKind.GROSS_UP,
    )
    operations.post_transactions(actor=FINN, year=NEXT, transactions=[budget, gross_up])

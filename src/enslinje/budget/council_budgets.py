"""The council's budget of a year as it stands in the ledger: what has not been reversed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from enslinje.budget import queries
from enslinje.budget.drafts import DecisionKey
from enslinje.budget.rows import PostingRow
from enslinje.core.budget_terms import TransactionKind

Place = tuple[str, ...]
"""Account, body, line, activity area and project."""


@dataclass(frozen=True)
class CouncilBudget:
    """A transaction with the council's budget, and its öre by place."""

    number: int
    text: str
    source_ref: str
    decision: DecisionKey
    amounts: Mapping[Place, int]


def standing(*, year: int) -> tuple[CouncilBudget, ...]:
    """Return those that nothing has reversed, in the order of the ledger. One query."""
    legs: dict[int, list[PostingRow]] = defaultdict(list)
    reversed_ids = set()
    for row in queries.postings(year=year):
        if row.reverses is not None:
            reversed_ids.add(row.reverses)
        elif row.kind is TransactionKind.COUNCIL_BUDGET:
            legs[row.transaction].append(row)
    return tuple(_budget(rows) for pk, rows in legs.items() if pk not in reversed_ids)


def _budget(rows: list[PostingRow]) -> CouncilBudget:
    first, amounts = rows[0], defaultdict[Place, int](int)
    for row in rows:
        place = (row.account, row.body, row.line, row.activity_area, row.project)
        amounts[place] += row.amount
    return CouncilBudget(
        number=first.number,
        text=first.text,
        source_ref=first.origin.source_ref,
        decision=(first.decision.case_number, first.decision.item_no),
        amounts=dict(amounts),
    )

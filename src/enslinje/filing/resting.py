"""What rests on decisions, whatever it is: plans, what is posted, petitions, the council's targets.

Rows of one kind, for a page lists them together: which decision, what, and in which year.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value

from enslinje.budget import access as budget
from enslinje.core.marking import EVERYTHING
from enslinje.filing import access
from enslinje.filing.models import Filing
from enslinje.goals import access as goals


class What(StrEnum):
    """What rests on a decision."""

    PLAN = "plan"
    TRANSACTION = "transaction"
    PETITION = "petition"
    COUNCIL_TARGET = "council_target"


ORDER = tuple(What)


@dataclass(frozen=True, slots=True)
class RestingRow:
    """Something that rests on a decision, told by what its pages are called by.

    Attributes:
        code: of the body whose plan it is, of the petition, or of the target's indicator.
        number: of the transaction, of the petition's line, or the year that a target is for.
        text: of the transaction, or what a petition is for.
    """

    decision: int
    what: What
    year: int
    code: str
    number: int
    text: str


def resting_on(
    decisions: Collection[int], *, submitted_only: bool = False
) -> tuple[RestingRow, ...]:
    """Return what rests on these records of decisions, kind by kind. One query.

    A plan that is submitted under one stays, though a later version rests on another; with
    `submitted_only`, what is for everybody, those are the only plans.
    """
    of_plan = {"year": "plan__year", "code": "plan__body__code"}
    stages = access.plan_stages(sight=EVERYTHING)
    filed = _rows(What.PLAN, Filing.objects.all(), decisions, **of_plan)
    others = [] if submitted_only else [_rows(What.PLAN, stages, decisions, **of_plan)]
    others += [
        _rows(What.TRANSACTION, budget.transactions(), decisions, number="number", text="text"),
        _rows(
            *(What.PETITION, budget.petitions(), decisions),
            code="code",
            number="line",
            text="purpose",
        ),
        _rows(
            *(What.COUNCIL_TARGET, goals.council_targets(), decisions),
            code="indicator__code",
            number="for_year",
        ),
    ]
    found = (RestingRow(row[0], What(row[1]), *row[2:]) for row in filed.union(*others))
    return tuple(sorted(found, key=_in_order))


def _rows(
    what: What,
    rows: "QuerySet[Any]",
    decisions: Collection[int],
    *,
    year: str = "year",
    code: str = "",
    number: str = "",
    text: str = "",
) -> "QuerySet[Any, Any]":
    """The rows that rest on the decisions, by these columns; "" is none, and told as nothing."""
    nothing, none = Value("", CharField()), Value(0, IntegerField())
    return (
        rows.filter(decision__in=decisions)
        .order_by()
        .values_list(
            *("decision", Value(what.value, CharField()), year),
            F(code) if code else nothing,
            F(number) if number else none,
            F(text) if text else nothing,
        )
    )


def _in_order(row: RestingRow) -> tuple[int, int, int, str, int]:
    """Kind by kind: transactions as the ledger has them, the rest by their codes."""
    first = row.number if row.what is What.TRANSACTION else 0
    return (ORDER.index(row.what), row.year, first, row.code, row.number)

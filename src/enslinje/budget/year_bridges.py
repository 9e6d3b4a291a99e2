"""From a column of a year's budget to one of another year: what changed it, cause by cause."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import narwhals as nw

from enslinje.budget import frames
from enslinje.budget.breakdowns import End, basis_of, of_place, standing
from enslinje.budget.rows import PostingRow
from enslinje.core import statements
from enslinje.core.budget_terms import Layout, StatementRow, TransactionKind
from enslinje.core.origins import weakest
from enslinje.core.statements import ADJUSTED, LINES, Place
from enslinje.core.terms import Basis


class Part(StrEnum):
    """By what the council's two budgets are compared."""

    ROW = "row"
    BODY = "body"
    ACTIVITY_AREA = "activity_area"
    ACCOUNT = "account"


@dataclass(frozen=True)
class YearEnd:
    """A column of a year as it stood, and the postings of that year's ledger."""

    year: int
    end: End
    rows: Sequence[PostingRow]


@dataclass(frozen=True)
class Cause:
    """What tells one difference from another.

    Attributes:
        year: the year that changed its own budget; None of what the council budgets.
        kind: of the transactions.
        part: which row, body, area or account the council decided anew, "" for none.
    """

    year: int | None
    kind: TransactionKind
    part: str = ""


@dataclass(frozen=True)
class YearStep:
    """A cause, with its öre at the one end and at the other, and the weakest basis of them."""

    cause: Cause
    before: int
    after: int
    basis: Basis

    @property
    def amount(self) -> int:
        """What it moves, in öre."""
        return self.after - self.before


@dataclass(frozen=True)
class YearBridge:
    """From one end to the other, in öre. A step that moves nothing is left out."""

    before: int
    steps: tuple[YearStep, ...]
    after: int

    @property
    def difference(self) -> int:
        """What the steps leave unexplained: nothing, when the ledgers are whole."""
        return self.after - self.before - sum(step.amount for step in self.steps)


def bridge(start: YearEnd, end: YearEnd, *, place: Place, body: str = "", by: Part) -> YearBridge:
    """Return what lies between two columns of two years, or of one, cause by cause.

    Args:
        start: where it begins.
        end: where it ends.
        place: a row or a sum of the result budget.
        body: only this body's, by code; "" for the whole city.
        by: what the council's two budgets are compared by.

    Returns:
        first what the year of `start` changed, then what the council decided anew, the largest
        first, and last what the year of `end` changed.
    """
    before, after = (
        standing(frames.postings(_of_body(one.rows, body)), one.end) for one in (start, end)
    )
    found = statements.across(before, after, by=by.value).filter(nw.col("place") == place.value)
    bases = _bases((start, end), place=place, body=body, by=by)
    steps = [
        YearStep(cause, row["before"], row["after"], bases[cause])
        for row in found.filter(nw.col("amount") != 0).collect().iter_rows(named=True)
        for cause in [Cause(row["year"] or None, TransactionKind(row["kind"]), row["part"])]
    ]
    steps.sort(key=lambda step: _order(step, start.year))
    return YearBridge(of_place(before, place), tuple(steps), of_place(after, place))


def postings_of(
    cause: Cause, one: YearEnd, *, place: Place, body: str = "", by: Part
) -> tuple[PostingRow, ...]:
    """Return the postings of an end that a cause sums."""
    return tuple(row for row in _held(one, place, body) if cause_of(row, by) == cause)


def cause_of(row: PostingRow, by: Part) -> Cause:
    """Return the cause that a posting belongs to."""
    if row.kind is not TransactionKind.COUNCIL_BUDGET:
        return Cause(row.ledger_year, row.kind)
    part = getattr(row, by.value)
    return Cause(None, row.kind, part.value if isinstance(part, StatementRow) else part)


def is_held(row: PostingRow, end: End) -> bool:
    """Whether an end of a bridge holds a posting."""
    column = row.printed_column if end.layout is Layout.SOURCE else row.column
    day = row.decision.decided_on
    is_in_time = end.day is None or (day is not None and day <= end.day)
    is_there = end.number is None or row.number <= end.number
    return is_in_time and is_there and end.column in {ADJUSTED, column.value}


def _of_body(rows: Sequence[PostingRow], body: str) -> Sequence[PostingRow]:
    return [row for row in rows if row.body == body] if body else rows


def _held(one: YearEnd, place: Place, body: str) -> Iterable[PostingRow]:
    """The postings that an end holds of a row or a sum."""
    of = next(line.of for line in LINES if line.place is place)
    rows = _of_body(one.rows, body)
    return (row for row in rows if row.row in of and is_held(row, one.end))


def _bases(both: Iterable[YearEnd], *, place: Place, body: str, by: Part) -> dict[Cause, Basis]:
    """The weakest basis of each cause. A sharing among bodies weakens only what is a body's own."""
    found: dict[Cause, set[Basis]] = {}
    is_of_body = bool(body) or by is Part.BODY
    for one in both:
        for row in _held(one, place, body):
            cause = cause_of(row, by)
            of_body = is_of_body and (bool(body) or cause.year is None)
            found.setdefault(cause, set()).add(basis_of(row, of_body=of_body))
    return {cause: weakest(every) for cause, every in found.items()}


def _order(step: YearStep, first_year: int) -> tuple[int, int, int, str]:
    cause = step.cause
    if cause.year is None:
        return 1, 0, -abs(step.amount), cause.part
    kinds = list(TransactionKind)
    return 0 if cause.year == first_year else 2, kinds.index(cause.kind), 0, ""

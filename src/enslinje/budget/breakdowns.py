"""A year's budget taken apart: by body, account, activity area or kind, and cause by cause."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import narwhals as nw

from enslinje.budget import frames
from enslinje.budget.rows import PostingRow
from enslinje.core import statements
from enslinje.core.budget_terms import Layout, StatementColumn, StatementRow, StatementSum
from enslinje.core.lazy import Frame, collect
from enslinje.core.origins import weakest
from enslinje.core.statements import ADJUSTED, COLUMNS, LINES, Place
from enslinje.core.terms import Basis


class Dimension(StrEnum):
    """What a budget can be taken apart by."""

    BODY = "body"
    ACCOUNT = "account"
    ACTIVITY_AREA = "activity_area"
    LINE = "line"
    KIND = "kind"


@dataclass(frozen=True)
class Share:
    """What one body, account, area or kind ("" for none) has of a place, in öre by column."""

    key: str
    amounts: Mapping[str, int]
    basis: Basis


@dataclass(frozen=True)
class Change:
    """What one transaction means to a body, in öre; depreciation is among the costs."""

    transaction: PostingRow
    income: int
    costs: int
    net: int
    basis: Basis


@dataclass(frozen=True)
class Step:
    """What one transaction moves, in öre."""

    transaction: PostingRow
    amount: int


@dataclass(frozen=True)
class End:
    """Where a bridge begins or ends: a column of the result budget as it stood.

    Attributes:
        column: one of the four columns.
        layout: in which column a transaction is counted that a source has printed elsewhere.
        day: only what was decided on this day or before; None for everything.
        number: only transactions up to this number of the ledger; None for all of them.
    """

    column: str = ADJUSTED
    layout: Layout = Layout.RIGHT
    day: date | None = None
    number: int | None = None


COUNCILS = End(StatementColumn.COUNCIL_BUDGET.value)
AS_ADJUSTED = End()


@dataclass(frozen=True)
class Bridge:
    """From one end to another, cause by cause, in öre."""

    before: int
    steps: tuple[Step, ...]
    after: int

    @property
    def difference(self) -> int:
        """What the steps leave unexplained: nothing, when the ledger is whole."""
        return self.after - self.before - sum(step.amount for step in self.steps)


def places() -> Mapping[int, Place]:
    """Return the rows and sums of the result budget that hold amounts, by their numbers."""
    return {line.number: line.place for line in LINES if line.of}


def shares(rows: Sequence[PostingRow], *, by: Dimension, place: Place) -> tuple[Share, ...]:
    """Return who has what of `place`, in the order of the ledger; those with nothing left out."""
    table = statements.result_budget(frames.postings(rows), by=(by.value,))
    found = collect(table.filter(nw.col("place") == place.value))
    amounts = {
        row[by.value]: {column: row[column] for column in COLUMNS}
        for row in found.iter_rows(named=True)
    }
    bases = _bases(rows, by, place)
    order = dict.fromkeys(_key(row, by) for row in rows)
    return tuple(
        Share(key, amounts[key], weakest(bases[key]))
        for key in order
        if key in amounts and any(amounts[key].values())
    )


def bridge(
    rows: Sequence[PostingRow],
    *,
    place: Place,
    body: str = "",
    start: End = COUNCILS,
    end: End = AS_ADJUSTED,
) -> Bridge:
    """Return what lies between two columns, days or versions of `place`, cause by cause.

    Args:
        rows: postings of a year.
        place: a row or a sum of the result budget.
        body: only this body's, by code; "" for the whole city.
        start: where it begins: the council's budget, where nothing else is said.
        end: where it ends: the adjusted budget. What only `start` holds is a step away from it.
    """
    chosen = [row for row in rows if row.body == body] if body else rows
    table = frames.postings(chosen)
    before, after = (standing(table, one) for one in (start, end))
    between = statements.bridge(before, after, by=("place",))
    moved = {
        row["transaction"]: row["amount"]
        for row in collect(between.filter(nw.col("place") == place.value)).iter_rows(named=True)
    }
    firsts = {str(row.transaction): row for row in reversed(chosen)}
    steps = sorted(moved, key=lambda key: firsts[key].number)
    return Bridge(
        before=of_place(before, place),
        steps=tuple(Step(firsts[key], moved[key]) for key in steps),
        after=of_place(after, place),
    )


def standing(table: Frame, end: End) -> Frame:
    """Return the postings that an end of a bridge holds."""
    day = end.day.toordinal() if end.day else None
    return statements.standing(table, end.column, layout=end.layout, number=end.number, day=day)


def changes(rows: Iterable[PostingRow], *, body: str) -> tuple[Change, ...]:
    """Return what each transaction means to the body with that code, in the order of the ledger."""
    found: dict[int, list[PostingRow]] = defaultdict(list)
    for row in rows:
        if row.body == body:
            found[row.number].append(row)
    return tuple(_change(legs) for legs in found.values())


def _change(legs: Sequence[PostingRow]) -> Change:
    def of(*kinds: StatementRow) -> int:
        return sum(leg.amount for leg in legs if leg.row in kinds)

    return Change(
        transaction=legs[0],
        income=of(StatementRow.INCOME),
        costs=of(StatementRow.COSTS, StatementRow.DEPRECIATION),
        net=of(*StatementRow),
        basis=weakest(basis_of(leg, of_body=True) for leg in legs),
    )


def bases(rows: Iterable[PostingRow], *, body: str = "") -> Mapping[tuple[str, str], Basis]:
    """Return the weakest basis of each cell (row of the result budget, column) that has postings.

    A sharing among bodies that is weaker than its sum weakens only what is a body's own.
    """
    found: dict[tuple[str, str], set[Basis]] = defaultdict(set)
    for row in rows:
        if row.row is not None and (not body or row.body == body):
            of_cell = basis_of(row, of_body=bool(body))
            for line in LINES:
                if row.row in line.of:
                    found[line.place.value, row.column.value].add(of_cell)
                    found[line.place.value, ADJUSTED].add(of_cell)
    return {cell: weakest(every) for cell, every in found.items()}


def of_place(postings: Frame, place: Place) -> int:
    """Return the öre of a row or a sum of the result budget of `postings`."""
    result = statements.result_budget(postings)
    rows = collect(result.filter(nw.col("place") == place.value)).rows(named=True)
    return rows[0][ADJUSTED] if rows else 0


def _bases(
    rows: Sequence[PostingRow], by: Dimension, place: Place
) -> Mapping[str, Collection[Basis]]:
    of: tuple[StatementRow, ...] = next(line.of for line in LINES if line.place is place)
    found: dict[str, set[Basis]] = defaultdict(set)
    for row in rows:
        if row.row in of:
            found[_key(row, by)].add(basis_of(row, of_body=by in {Dimension.BODY, Dimension.LINE}))
    return found


def basis_of(row: PostingRow, *, of_body: bool) -> Basis:
    """Return what a posting rests on: its sharing among bodies too, of what is a body's own."""
    shared = row.split_basis if of_body else None
    return weakest(filter(None, (row.origin.basis, shared)))


def _key(row: PostingRow, by: Dimension) -> str:
    return str(getattr(row, by.value).value if by is Dimension.KIND else getattr(row, by.value))


SHARED_OF: Mapping[Dimension, StatementSum] = {
    Dimension.BODY: StatementSum.NET_COST,
    Dimension.ACCOUNT: StatementSum.RESULT,
    Dimension.ACTIVITY_AREA: StatementSum.NET_COST,
    Dimension.LINE: StatementSum.NET_COST,
    Dimension.KIND: StatementSum.RESULT,
}
"""The sum that each of them takes apart."""

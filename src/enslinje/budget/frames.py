"""The budget's rows as the core's tables: the place where rows become data frames."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import narwhals as nw
import polars as pl

from enslinje.budget.rows import AmountRow, PetitionRow, PostingRow, ReserveRow
from enslinje.core.budget_terms import (
    Phase,
    Plane,
    StatementColumn,
    StatementRow,
    TransactionKind,
)
from enslinje.core.lazy import Frame
from enslinje.core.schemas import AMOUNTS, POSTINGS, RESERVES
from enslinje.core.tables import KEY, Table


class Ledger(tuple[PostingRow, ...]):  # noqa: SLOT001 — the table is kept in its dictionary.
    """The postings of a year as they are kept: their table is made and checked once."""

    @cached_property
    def table(self) -> Frame:
        """The postings as a table of schema `POSTINGS`."""
        return _table(POSTINGS, map(_posting, self))


def postings(rows: Iterable[PostingRow]) -> Frame:
    """Return the postings as a table of schema `POSTINGS`."""
    return rows.table if isinstance(rows, Ledger) else Ledger(rows).table


def reserves(rows: Iterable[ReserveRow]) -> Frame:
    """Return the reserves as a table of schema `RESERVES`."""
    return _table(RESERVES, ((row.account, row.year, row.is_opening_known) for row in rows))


def amounts(rows: Iterable[AmountRow]) -> Frame:
    """Return imported amounts of the result budget as a table of schema `AMOUNTS`."""
    summed: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.row is not None:
            place = row.row.value, row.body
            summed[place] = summed.get(place, 0) + row.amount
    return _table(AMOUNTS, ((*place, amount) for place, amount in summed.items()))


def endorsed(rows: Iterable[PetitionRow], shapes: Any, *, year: int) -> Frame:
    """Return the postings that the endorsed and undecided petitions would have.

    Args:
        rows: petitions.
        shapes: the accounts by code (`AccountRow`), those that the petitions name.
        year: of the ledger.
    """
    return _table(
        POSTINGS,
        (
            leg
            for row in rows
            if row.endorsed and row.outcome is None and row.reserve and row.account
            for leg in _endorsed_legs(row, shapes, year)
        ),
    )


def _posting(row: PostingRow) -> tuple[Any, ...]:
    decided_on = row.decision.decided_on
    return (
        *(str(row.transaction), row.leg, row.ledger_year, row.number, row.year, row.kind.value),
        *(row.column.value, row.printed_column.value),
        None if row.reverses is None else str(row.reverses),
        *(row.decision.key, decided_on.toordinal() if decided_on else None, row.account),
        *(row.plane.value, row.row.value if row.row else None, row.is_reserve, row.body),
        *(row.line, row.activity_area, row.project, row.earmark, row.amount),
    )


def _endorsed_legs(row: PetitionRow, shapes: Any, year: int) -> Iterable[tuple[Any, ...]]:
    name = f"{Phase.ENDORSED.value} {row.code}/{row.line}"
    column = StatementColumn.ADJUSTMENTS.value
    amount = row.endorsed or 0
    for leg, (code, signed, body, earmark) in enumerate(
        ((row.reserve, amount, "", row.earmark), (row.account, -amount, row.body, "")), start=1
    ):
        account = shapes[code]
        plane: Plane = account.plane
        of_row: StatementRow | None = account.row
        yield (
            *(name, leg, year, 0, year, TransactionKind.ADJUSTMENT.value, column, column, None),
            *(Phase.ENDORSED.value, None, code, plane.value, of_row.value if of_row else None),
            *(account.reserve_number is not None, body, "", "", "", earmark, signed),
        )


def _table(schema: Table, rows: Iterable[tuple[Any, ...]]) -> Frame:
    """The rows as a table of `schema`; keys are text."""
    types = {name: nw.String if kind is KEY else kind for name, kind in schema.columns.items()}
    frame = pl.DataFrame(list(rows), schema=nw.Schema(types).to_polars(), orient="row")
    return schema.admit(nw.from_native(frame, eager_only=True))

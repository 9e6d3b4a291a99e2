"""The budget's rows as the core's tables: the place where rows become data frames."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import narwhals as nw
import polars as pl

from enslinje.budget.rows import AmountRow, PetitionRow, PostingRow, ReserveRow, first_of_rows
from enslinje.core.budget_terms import (
    PetitionKind,
    Phase,
    StatementRow,
    TransactionKind,
)
from enslinje.core.gross_ups import RAISED
from enslinje.core.lazy import Frame
from enslinje.core.ledger import COLUMN
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
        shapes: every account by code (`AccountRow`), in the order they were defined.
        year: of the ledger.
    """
    return _table(
        POSTINGS,
        (
            leg
            for row in rows
            if row.endorsed and row.outcome is None
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
    """The legs that the petition would have: of a gross-up those that its posting gives."""
    name = f"{Phase.ENDORSED.value} {row.code}/{row.line}"
    is_gross_up = row.kind is PetitionKind.GROSS_UP
    kind = TransactionKind.GROSS_UP if is_gross_up else TransactionKind.ADJUSTMENT
    column = COLUMN[kind].value
    legs = _raised(row, shapes) if is_gross_up else _drawn(row, shapes)
    for leg, (account, signed, body, earmark) in enumerate(legs, start=1):
        of_row: StatementRow | None = account.row
        yield (
            *(name, leg, year, 0, year, kind.value, column, column, None, Phase.ENDORSED.value),
            *(None, account.code, account.plane.value, of_row.value if of_row else None),
            *(account.reserve_number is not None, body, "", "", "", earmark, signed),
        )


def _drawn(row: PetitionRow, shapes: Any) -> Iterable[tuple[Any, int, str, str]]:
    """What a reserve would pay, and for what; nothing where one of the two is not named."""
    amount = row.endorsed or 0
    if row.reserve and row.account:
        yield shapes[row.reserve], amount, "", row.earmark
        yield shapes[row.account], -amount, row.body, ""


def _raised(row: PetitionRow, shapes: Any) -> Iterable[tuple[Any, int, str, str]]:
    """What income and costs would rise by; nothing where a row has no account to post it on."""
    on = first_of_rows(shapes)
    if on.keys() >= set(RAISED):
        for place, signed in row.raised(row.endorsed or 0).signed():
            yield on[place], signed, row.body, ""


def _table(schema: Table, rows: Iterable[tuple[Any, ...]]) -> Frame:
    """The rows as a table of `schema`; keys are text."""
    types = {name: nw.String if kind is KEY else kind for name, kind in schema.columns.items()}
    frame = pl.DataFrame(list(rows), schema=nw.Schema(types).to_polars(), orient="row")
    return schema.admit(nw.from_native(frame, eager_only=True))

"""The result budget of a year for whoever asks, out of the postings: each amount in whole öre."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import narwhals as nw
from django.utils.translation import gettext as _

from enslinje.budget import frames, kept, queries
from enslinje.budget.rows import PostingRow
from enslinje.core import statements
from enslinje.core.budget_terms import Layout, Phase, StatementColumn
from enslinje.core.errors import DomainError
from enslinje.core.lazy import Frame, collect
from enslinje.core.statements import COLUMNS, LINES, StatementLine

NOTHING = dict.fromkeys(COLUMNS, 0)


class LedgerNotFound(DomainError):
    """The year has no ledger. The text says which years have one."""

    def __init__(self, year: int, years: tuple[int, ...]) -> None:
        known = ", ".join(map(str, years)) or _("inga")
        super().__init__(
            _("Det finns ingen budget för {year}. Bokförda år: {years}.").format(
                year=year, years=known
            )
        )


@dataclass(frozen=True)
class Line:
    """A row of the result budget with the öre of each column; the heading has none."""

    line: StatementLine
    amounts: Mapping[str, int]

    @property
    def is_heading(self) -> bool:
        return not self.line.of


@dataclass(frozen=True)
class Moved:
    """A transaction that a source has printed in another column than its own."""

    number: int
    text: str
    case_number: str
    item_no: int
    column: StatementColumn
    printed_column: StatementColumn
    amounts: Mapping[str, int]


@dataclass(frozen=True)
class Statement:
    """The result budget of a year.

    Attributes:
        body: whose it is, "" for the whole city. The city's table has no internal row.
        phase: granted, or the council's budget with what is endorsed and not yet granted.
        lines: from top to bottom; of a body only those with an amount, and its net cost.
        moved: transactions that the two layouts put in different columns.
        rounding: by column, the sums whose parts as shown do not add up to the sum as shown.
    """

    year: int
    body: str
    layout: Layout
    phase: Phase
    lines: tuple[Line, ...]
    moved: tuple[Moved, ...]
    rounding: Mapping[str, Mapping[str, int]]

    def amount(self, place: str, column: str) -> int:
        """The öre of a cell."""
        for line in self.lines:
            if line.line.place.value == place:
                return line.amounts[column]
        return 0


def statement(
    year: int,
    *,
    body: str = "",
    layout: Layout = Layout.RIGHT,
    phase: Phase = Phase.GRANTED,
    on: date | None = None,
    rows: tuple[PostingRow, ...] | None = None,
) -> Statement:
    """Return the result budget of `year` for the city, or for the body with code `body`.

    With `on`, as it was decided on that day; `rows` are the year's postings then, for whoever has
    read them already.

    Raises:
        LedgerNotFound: the year has no ledger.
    """
    rows = postings_of(year, on=on) if rows is None else rows
    table = frames.postings(rows)
    if phase is Phase.ENDORSED:
        table = _with_endorsed(table, year)
    if body:
        table = table.filter(nw.col("body") == body)
    amounts = by_place(statements.result_budget(table, layout=layout))
    lines = tuple(
        Line(line, amounts.get(line.place.value, NOTHING) if line.of else {})
        for line in LINES
        if _is_shown(line, amounts, body)
    )
    return Statement(
        year=year,
        body=body,
        layout=layout,
        phase=phase,
        lines=lines,
        moved=tuple(_moved(row for row in rows if not body or row.body == body)),
        rounding=_rounding(amounts),
    )


def postings_of(year: int, *, on: date | None = None) -> tuple[PostingRow, ...]:
    """Return the postings of the year's ledger. Raise `LedgerNotFound` when there is none."""
    rows = kept.postings(year=year, on=on)
    if not rows and year not in queries.years():
        raise LedgerNotFound(year, queries.years())
    return rows


def by_place(result: Frame, *, key: str = "place") -> dict[str, dict[str, int]]:
    """Return the öre of each column by place (or by another key of a collected result)."""
    return {
        row[key]: {column: row[column] for column in COLUMNS}
        for row in collect(result).iter_rows(named=True)
    }


def _with_endorsed(granted: Frame, year: int) -> Frame:
    petitions = queries.petitions(year=year)
    endorsed = frames.endorsed(petitions, queries.accounts(), year=year)
    return statements.granted_and_endorsed(granted, endorsed)


def _is_shown(line: StatementLine, amounts: Mapping[str, Mapping[str, int]], body: str) -> bool:
    if not body:
        return not line.is_internal
    has_any = any(amounts.get(line.place.value, NOTHING).values())
    return line.number == statements.NET_COST_NUMBER or (
        has_any and line.number <= statements.NET_COST_NUMBER
    )


def _moved(rows: Iterable[PostingRow]) -> Iterable[Moved]:
    """The transactions that a source printed elsewhere, with what they put in each row."""
    found: dict[int, list[PostingRow]] = {}
    for row in rows:
        if row.printed_column is not row.column and row.row:
            found.setdefault(row.number, []).append(row)
    for number, legs in found.items():
        amounts: dict[str, int] = {}
        for leg in legs:
            place = leg.row.value if leg.row else ""
            amounts[place] = amounts.get(place, 0) + leg.amount
        first = legs[0]
        yield Moved(
            *(number, first.text, first.decision.case_number, first.decision.item_no),
            *(first.column, first.printed_column, amounts),
        )


def _rounding(amounts: Mapping[str, Mapping[str, int]]) -> dict[str, Mapping[str, int]]:
    gaps = {
        column: statements.rounding_gaps({place: cells[column] for place, cells in amounts.items()})
        for column in COLUMNS
    }
    return {column: found for column, found in gaps.items() if found}

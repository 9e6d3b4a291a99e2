"""Figures of the result budget: every cell, of the city or of a body."""

from datetime import datetime

from django.utils.translation import gettext as _

from enslinje.budget import statements
from enslinje.budget.figures.parts import (
    by_transaction,
    day_of,
    explanation,
    number_of,
    written,
    year_of,
)
from enslinje.budget.rows import PostingRow
from enslinje.budget.statements import LedgerNotFound
from enslinje.budget.words import column_name, row_name
from enslinje.core.budget_terms import StatementColumn
from enslinje.core.origins import weakest
from enslinje.core.statements import ADJUSTED, COLUMNS, LINES, StatementLine
from enslinje.figures.register import Explanation, Figure, FigureNotFound, Input

OF_CITY, OF_BODY = "resultatbudget.cell", "resultatbudget.organ"
BY_NUMBER = {line.number: line for line in LINES if line.of}


def cell(year: str, row: str, column: str, as_of: datetime | None) -> Explanation:
    """Explain a cell of the city's result budget."""
    return _cell(year, "", row, column, as_of=as_of)


def cell_of_body(
    *, year: str, budget_of: str, row: str, column: str, as_of: datetime | None
) -> Explanation:
    """Explain a cell of a body's result budget."""
    return _cell(year, budget_of, row, column, as_of=as_of)


def reference_of(year: int, line: StatementLine, column: str, body: str = "") -> str:
    """Return the name of a cell of the result budget."""
    name = f"{OF_BODY}/{year}/{body}" if body else f"{OF_CITY}/{year}"
    return f"{name}/{line.number}/{column}"


def _cell(year: str, body: str, row: str, column: str, *, as_of: datetime | None) -> Explanation:
    line = BY_NUMBER.get(number_of(row))
    if line is None or column not in COLUMNS:
        raise FigureNotFound(f"The result budget has no cell {row}/{column}")
    try:
        postings = statements.postings_of(year_of(year), on=day_of(as_of))
    except LedgerNotFound as missing:
        raise FigureNotFound(str(missing)) from missing
    within = [
        posting
        for posting in postings
        if posting.row in line.of
        and column in {posting.column.value, ADJUSTED}
        and (not body or posting.body == body)
    ]
    if body and not any(posting.body == body for posting in postings):
        raise FigureNotFound(f"{body} has no budget in {year}")
    amounts, inputs = _parts(line, column, within, body)
    total = line.sign * sum(posting.amount for posting in within)
    return explanation(
        reference_of(year_of(year), line, column, body),
        title=_title(line, column, body),
        sentence=_("Summan av posteringarna i huvudboken, i hela ören."),
        ore=total,
        rule="result-budget",
        year=year_of(year),
        inputs=inputs,
        amounts=amounts,
    )


def _title(line: StatementLine, column: str, body: str) -> str:
    title = f"{row_name(line.place)}: {column_name(column)}"
    return f"{body} · {title}" if body else title


def _parts(
    line: StatementLine, column: str, within: list[PostingRow], body: str
) -> tuple[list[int], list[Input]]:
    """A sum is explained by its rows, the fourth column by the others, a cell by postings."""
    if line.is_sum:
        return _of_rows(line, column, within, body)
    if column == ADJUSTED:
        return _of_columns(line, within, body)
    inputs = by_transaction(within, of_body=bool(body))
    return [line.sign * posting.amount for posting in within], inputs


def _of_rows(
    line: StatementLine, column: str, within: list[PostingRow], body: str
) -> tuple[list[int], list[Input]]:
    amounts, inputs = [], []
    for part in BY_NUMBER.values():
        legs = [posting for posting in within if posting.row in part.of]
        if not part.is_sum and part.of[0] in line.of and legs:
            amounts.append(sum(posting.amount for posting in legs))
            name = row_name(part.place)
            reference = reference_of(legs[0].ledger_year, part, column, body)
            inputs.append(_summed(name, legs, reference, of_body=bool(body)))
    return amounts, inputs


def _of_columns(
    line: StatementLine, within: list[PostingRow], body: str
) -> tuple[list[int], list[Input]]:
    amounts, inputs = [], []
    for column in StatementColumn:
        legs = [posting for posting in within if posting.column is column]
        if legs:
            amounts.append(line.sign * sum(posting.amount for posting in legs))
            reference = reference_of(legs[0].ledger_year, line, column.value, body)
            name = column_name(column)
            inputs.append(_summed(name, legs, reference, of_body=bool(body), sign=line.sign))
    return amounts, inputs


def _summed(
    label: str, legs: list[PostingRow], reference: str, *, of_body: bool, sign: int = 1
) -> Input:
    bases = [leg.origin.basis for leg in legs]
    if of_body:
        bases += [leg.split_basis for leg in legs if leg.split_basis]
    value = written(sign * sum(leg.amount for leg in legs))
    return Input(label=label, value=value, basis=weakest(bases), reference=reference)


FIGURES = (
    Figure(OF_CITY, ("year", "row", "column"), cell),
    Figure(OF_BODY, ("year", "budget_of", "row", "column"), cell_of_body),
)

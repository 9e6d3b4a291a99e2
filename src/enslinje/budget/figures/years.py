"""Figures of what lies between the budgets of two years: each cause, down to its decisions."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from enslinje.budget import statements
from enslinje.budget.breakdowns import End
from enslinje.budget.figures.parts import (
    by_transaction,
    day_of,
    explanation,
    number_of,
    year_of,
)
from enslinje.budget.figures.statements import BY_NUMBER
from enslinje.budget.rows import PostingRow
from enslinje.budget.statements import LedgerNotFound
from enslinje.budget.words import kind_name, row_name
from enslinje.budget.year_bridges import Cause, Part, YearEnd, postings_of
from enslinje.core.budget_terms import Layout, StatementRow, TransactionKind
from enslinje.core.statements import COLUMNS, StatementLine
from enslinje.figures.register import Explanation, Figure, FigureNotFound, Input

BETWEEN_YEARS = "resultatbudget.mellan_ar"
NOBODY, ANEW = "-", "kf"


def between_years(
    *,
    start: str,
    end: str,
    row: str,
    budget_of: str,
    by: str,
    cause: str,
    as_of: datetime | None,
) -> Explanation:
    """Explain what one cause moves between a column of a year and one of another."""
    line = BY_NUMBER.get(number_of(row))
    if line is None or by not in set(Part):
        raise FigureNotFound(f"There is no bridge of {row} by {by}")
    body = "" if budget_of == NOBODY else budget_of
    first, second, what = _end(start, as_of), _end(end, as_of), _cause(cause)
    sides = [
        postings_of(what, one, place=line.place, body=body, by=Part(by)) for one in (first, second)
    ]
    if not any(sides):
        raise FigureNotFound(f"Nothing between {start} and {end} is {cause}")
    amounts, inputs = _moved(sides, line, of_body=bool(body) or by == Part.BODY)
    return explanation(
        reference_of(first, second, line=line, body=body, by=Part(by), cause=what),
        title=_title(line, body, what, (first.year, second.year)),
        sentence=_(
            "Det som {second} har mer än {first}: posteringarna {second}, minus dem {first}."
        ).format(first=first.year, second=second.year),
        ore=sum(amounts),
        rule="result-budget",
        year=second.year,
        inputs=inputs,
        amounts=amounts,
    )


def reference_of(
    start: YearEnd, end: YearEnd, *, line: StatementLine, body: str, by: Part, cause: Cause
) -> str:
    """Return the name of what a cause moves."""
    of_year = ANEW if cause.year is None else str(cause.year)
    told = cause.part if cause.year is None else cause.kind.value
    return FIGURES[0].reference(
        start=_end_name(start),
        end=_end_name(end),
        row=line.number,
        budget_of=body or NOBODY,
        by=by.value,
        cause=f"{of_year}.{told}",
    )


def _end_name(one: YearEnd) -> str:
    layout = "" if one.end.layout is Layout.RIGHT else one.end.layout.value
    day = one.end.day.isoformat() if one.end.day else ""
    return ".".join(filter(None, (str(one.year), one.end.column, layout, day)))


def _end(text: str, as_of: datetime | None) -> YearEnd:
    """Read an end: its year, its column and, where said, the layout and the day."""
    year, _point, rest = text.partition(".")
    column, *more = rest.split(".")
    is_source = Layout.SOURCE.value in more
    days = [part for part in more if part != Layout.SOURCE.value]
    if column not in COLUMNS or len(days) > 1:
        raise FigureNotFound(f"{text} is no column of a budget")
    end = End(column, Layout.SOURCE if is_source else Layout.RIGHT, _day(days))
    try:
        rows = statements.postings_of(year_of(year), on=day_of(as_of))
    except LedgerNotFound as missing:
        raise FigureNotFound(str(missing)) from missing
    return YearEnd(year_of(year), end, rows)


def _day(texts: Sequence[str]) -> date | None:
    if not texts:
        return None
    with suppress(ValueError):
        return date.fromisoformat(texts[0])
    raise FigureNotFound(f"{texts[0]} is no day")


def _cause(text: str) -> Cause:
    of_year, _point, told = text.partition(".")
    if of_year == ANEW:
        return Cause(None, TransactionKind.COUNCIL_BUDGET, told)
    if told not in set(TransactionKind):
        raise FigureNotFound(f"{text} is no cause")
    return Cause(year_of(of_year), TransactionKind(told))


def _title(line: StatementLine, body: str, cause: Cause, years: tuple[int, int]) -> str:
    rows = {row.value: row_name(row) for row in StatementRow}
    told = rows.get(cause.part, cause.part) or kind_name(cause.kind)
    between = f"{years[0]} – {years[1]}"
    return " · ".join(filter(None, (body, f"{row_name(line.place)}: {told}", between)))


def _moved(
    sides: Sequence[Sequence[PostingRow]], line: StatementLine, *, of_body: bool
) -> tuple[list[int], list[Input]]:
    """The terms of the difference: those of the first side are taken away."""
    amounts: list[int] = []
    inputs: list[Input] = []
    for way, rows in zip((-1, 1), sides, strict=True):
        moved = [replace(row, amount=way * line.sign * row.amount) for row in rows]
        amounts += [row.amount for row in moved]
        inputs += [
            replace(one, label=f"{moved[0].ledger_year} · {one.label}")
            for one in by_transaction(moved, of_body=of_body)
        ]
    return amounts, inputs


FIGURES = (
    Figure(BETWEEN_YEARS, ("start", "end", "row", "budget_of", "by", "cause"), between_years),
)

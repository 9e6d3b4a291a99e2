"""`enslinje budget`: the result budget, a reserve, the ledger's invariants, the ledger as text."""

import json
from enum import StrEnum
from typing import Annotated, Any

import typer
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.table import Table

from enslinje.budget import checking, exports, queries, reserves, statements
from enslinje.budget.reserves import Drawing, ReserveYear
from enslinje.budget.statements import Line, Statement
from enslinje.budget.words import column_name, row_name
from enslinje.cli import amounts, council_budget
from enslinje.cli import bridge as bridging
from enslinje.cli.tables import console, shown_mnkr
from enslinje.core.budget_terms import Layout, Phase
from enslinje.core.money import written_mnkr
from enslinje.core.statements import COLUMNS
from enslinje.exchange import sie_export
from enslinje.organisation import queries as organisation

UNIT = "mnkr"

commands = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Year = Annotated[int, typer.Argument(help="Year, for example 2021.")]


class Decided(StrEnum):
    """What a statement can hold beside the council's budget."""

    GRANTED = Phase.GRANTED.value
    ENDORSED = Phase.ENDORSED.value


class Format(StrEnum):
    """Files that the ledger is written as."""

    HLEDGER = exports.Form.HLEDGER.value
    BEANCOUNT = exports.Form.BEANCOUNT.value
    SIE = "sie"


@commands.callback()
def budget() -> None:
    """Show the budget, check or write out the ledger, import what is booked and forecast."""


@commands.command()
def statement(
    year: Year,
    *,
    body: Annotated[str, typer.Option(help="Only this body, by code or any spelling.")] = "",
    layout: Annotated[
        Layout, typer.Option(help="right, or source: in the columns where the source printed it.")
    ] = Layout.RIGHT,
    phase: Annotated[
        Decided, typer.Option(help="granted, or endorsed: with what is not decided yet.")
    ] = Decided.GRANTED,
    as_json: Json = False,
) -> None:
    """Print the result budget of the year with its four columns, in mnkr."""
    code = organisation.body_named(body, year=year) if body else ""
    found = statements.statement(year, body=code, layout=layout, phase=Phase(phase.value))
    if as_json:
        typer.echo(json.dumps(_statement_data(found), ensure_ascii=False, indent=2))
    else:
        _print_statement(found)


@commands.command()
def reserve(
    number: Annotated[int, typer.Argument(help="Number of the central reserve, for example 2.")],
    *,
    year: Annotated[
        int | None, typer.Option(help="Year, for example 2021; by default the latest.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Print what a central reserve opened with, what each decision drew, and what is left."""
    found = reserves.reserve_year(number, year=queries.latest_year() if year is None else year)
    if as_json:
        typer.echo(json.dumps(_reserve_data(found), ensure_ascii=False, indent=2))
    else:
        _print_reserve(found)


@commands.command()
def check(year: Year) -> None:
    """Look for every invariant of the year's ledger. Exit 1 with one line per breach."""
    found = checking.check(year)
    for breach in found.breaches:
        typer.echo(f"{breach.check}: {breach.sentence}.")
    if found.breaches:
        raise typer.Exit(code=1)
    typer.echo(
        _("{checks} kontroller av {count} transaktioner: inget fel.").format(
            checks=found.checks, count=found.transactions
        )
    )


@commands.command()
def export(
    form: Annotated[
        Format,
        typer.Option("--format", help="hledger or beancount, to check it with; sie, to hand over."),
    ],
    *,
    year: Annotated[
        int | None, typer.Option(help="Year, for example 2021; by default the latest.")
    ] = None,
) -> None:
    """Print the year's ledger as a file, for programs that know nothing of this."""
    of_year = queries.latest_year() if year is None else year
    if form is Format.SIE:
        typer.echo(sie_export.exported(of_year, on=timezone.localdate()), nl=False)
    else:
        typer.echo(exports.journal(of_year, exports.Form(form.value)), nl=False)


commands.command("bridge")(bridging.bridge)
commands.command("actuals")(amounts.actuals)
commands.command("code-map")(amounts.code_map)
commands.command("council")(council_budget.council)


# JSON -----------------------------------------------------------------------------------------


def _statement_data(found: Statement) -> dict[str, Any]:
    """Amounts as decimal strings in mnkr with one decimal and a point."""
    return {
        "year": found.year,
        "body": found.body or None,
        "layout": found.layout.value,
        "phase": found.phase.value,
        "unit": UNIT,
        "columns": list(COLUMNS),
        "rows": [_line_data(line) for line in found.lines],
        "printed_elsewhere": [
            {
                "transaction": moved.number,
                "case_number": moved.case_number,
                "decision_item": moved.item_no,
                "text": moved.text,
                "column": moved.column.value,
                "printed_column": moved.printed_column.value,
                "amounts": {row: written_mnkr(ore) for row, ore in moved.amounts.items()},
            }
            for moved in found.moved
        ],
        "rounding": {
            column: {place: written_mnkr(gap) for place, gap in gaps.items()}
            for column, gaps in found.rounding.items()
        },
    }


def _line_data(line: Line) -> dict[str, Any]:
    kind = "heading" if line.is_heading else "sum" if line.line.is_sum else "post"
    return {
        "row": line.line.number or None,
        "code": line.line.place.value,
        "name": row_name(line.line.place),
        "type": kind,
        **{
            column: None if line.is_heading else written_mnkr(line.amounts[column])
            for column in COLUMNS
        },
    }


def _reserve_data(found: ReserveYear) -> dict[str, Any]:
    return {
        "year": found.reserve.year,
        "reserve": found.reserve.number,
        "account": found.reserve.account,
        "purpose": found.reserve.purpose,
        "unit": UNIT,
        "opening": _or_none(found.opening),
        "drawings": [_drawing_data(drawing) for drawing in found.drawings],
        "drawn": written_mnkr(found.drawn),
        "balance": _or_none(found.balance),
        "endorsed": written_mnkr(found.endorsed),
        "balance_if_granted": _or_none(found.left_if_granted),
    }


def _drawing_data(drawing: Drawing) -> dict[str, Any]:
    return {
        "transaction": drawing.number,
        "case_number": drawing.decision.case_number,
        "decision_item": drawing.decision.item_no,
        "text": drawing.text,
        "is_reversal": drawing.is_reversal,
        "amount": written_mnkr(drawing.amount),
        "balance": _or_none(drawing.balance),
        "parts": [
            {
                "earmark": part.earmark or None,
                "purpose": part.purpose or drawing.text,
                "amount": written_mnkr(part.amount),
                "basis": part.posting.origin.basis.value,
            }
            for part in drawing.parts
        ],
    }


def _or_none(ore: int | None) -> str | None:
    return None if ore is None else written_mnkr(ore)


# Tables ---------------------------------------------------------------------------------------


def _print_statement(found: Statement) -> None:
    table = Table(box=None, pad_edge=False, title=_title(found), title_justify="left")
    table.add_column(_("Rad"), justify="right")
    table.add_column(_("Mnkr"))
    for column in COLUMNS:
        table.add_column(column_name(column), justify="right")
    for line in found.lines:
        style = "bold" if line.line.is_sum else ""
        cells = (shown_mnkr(line.amounts.get(column)) for column in COLUMNS)
        number = str(line.line.number or "")
        table.add_row(number, row_name(line.line.place), *cells, style=style)
    out = console()
    out.print(table)
    for moved in found.moved:
        out.print(
            _(
                "Punkt {item}, {text}: källan har tryckt {amount} mnkr i kolumnen {printed}, "
                "men det hör till {column}."
            ).format(
                item=moved.item_no,
                text=moved.text,
                amount=shown_mnkr(max(moved.amounts.values(), key=abs, default=0)),
                printed=column_name(moved.printed_column),
                column=column_name(moved.column),
            )
        )
    for column, gaps in found.rounding.items():
        for place, gap in gaps.items():
            out.print(
                _("{column}, {place}: delarna som de visas blir {gap} mer än summan.").format(
                    column=column_name(column), place=place, gap=shown_mnkr(gap)
                )
            )


def _title(found: Statement) -> str:
    name = _("Resultatbudget {year}").format(year=found.year)
    parts = [name, found.body, _("som källan har tryckt den") * (found.layout is Layout.SOURCE)]
    if found.phase is Phase.ENDORSED:
        parts.append(_("KF:s budget + medgivet + tillstyrkt (förslag)"))
    return " · ".join(filter(None, parts))


def _print_reserve(found: ReserveYear) -> None:
    unknown = _("uppgift saknas")
    table = Table(box=None, pad_edge=False, title_justify="left")
    table.title = f"{found.reserve.account} {found.reserve.purpose} {found.reserve.year}"
    for name, justify in ((_("Beslut"), "left"), (_("Vad"), "left")):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    table.add_column(_("Mnkr"), justify="right")
    table.add_column(_("Kvar"), justify="right")
    opening = shown_mnkr(found.opening) or unknown
    table.add_row("", _("Ingående"), "", opening)
    for drawing in found.drawings:
        item = f"{drawing.decision.case_number}, {drawing.decision.item_no}"
        table.add_row(
            item,
            drawing.text,
            shown_mnkr(-drawing.amount),
            shown_mnkr(drawing.balance),
            style="bold",
        )
        for part in drawing.parts if len(drawing.parts) > 1 else ():
            table.add_row("", f"  {part.purpose or drawing.text}", shown_mnkr(-part.amount), "")
    table.add_row("", _("Kvar"), shown_mnkr(-found.drawn), shown_mnkr(found.balance) or unknown)
    console().print(table)

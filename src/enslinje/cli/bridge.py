"""`enslinje budget bridge`: what lies between two columns, days or versions of a row."""

import json
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _
from rich.table import Table

from enslinje.budget import breakdowns, statements
from enslinje.budget.breakdowns import Bridge, End
from enslinje.budget.words import column_name, row_name
from enslinje.budget.year_bridges import Part, YearEnd
from enslinje.cli import bridge_of_years
from enslinje.cli.tables import console, shown_mnkr
from enslinje.core.budget_terms import Layout, StatementColumn
from enslinje.core.money import written_mnkr
from enslinje.core.statements import ADJUSTED, Place
from enslinje.organisation import queries as organisation


class Ending(StrEnum):
    """The columns that a bridge goes between."""

    COUNCIL_BUDGET = StatementColumn.COUNCIL_BUDGET.value
    ADJUSTMENTS = StatementColumn.ADJUSTMENTS.value
    GROSS_UPS = StatementColumn.GROSS_UPS.value
    ADJUSTED_BUDGET = ADJUSTED


_LAYOUT = "right, or source: the column where the source printed it."
_DAY = "Only what was decided on this day or before."
_NUMBER = "Only transactions up to this number."
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help=_DAY)]
Number = Annotated[int | None, typer.Option(min=1, help=_NUMBER)]


def bridge(
    year: Annotated[int, typer.Argument(help="Year, for example 2021.")],
    *,
    row: Annotated[int, typer.Option(help="Row of the result budget, by its number.")] = 2,
    body: Annotated[str, typer.Option(help="Only this body, by code or any spelling.")] = "",
    start: Annotated[Ending, typer.Option("--from", help="Column.")] = Ending.COUNCIL_BUDGET,
    end: Annotated[Ending, typer.Option("--to", help="Column.")] = Ending.ADJUSTED_BUDGET,
    from_layout: Annotated[Layout, typer.Option(help=_LAYOUT)] = Layout.RIGHT,
    to_layout: Annotated[Layout, typer.Option(help=_LAYOUT)] = Layout.RIGHT,
    from_day: Day = None,
    to_day: Day = None,
    from_number: Number = None,
    to_number: Number = None,
    from_year: Annotated[int | None, typer.Option(help="Begin in another year.")] = None,
    by: Annotated[Part, typer.Option(help="What two years are compared by.")] = Part.BODY,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Print what lies between two columns, days, versions or years of a row, cause by cause."""
    places = breakdowns.places()
    if row not in places:
        raise typer.BadParameter(_("Raden finns inte."), param_hint="--row")
    ends = (
        End(start.value, from_layout, from_day.date() if from_day else None, from_number),
        End(end.value, to_layout, to_day.date() if to_day else None, to_number),
    )
    code = organisation.body_named(body, year=year) if body else ""
    postings = statements.postings_of(year)
    if from_year is not None:
        start_of = YearEnd(from_year, ends[0], statements.postings_of(from_year))
        across = (start_of, YearEnd(year, ends[1], postings))
        bridge_of_years.show(across, place=places[row], body=code, by=by, as_json=as_json)
        return
    found = breakdowns.bridge(postings, place=places[row], body=code, start=ends[0], end=ends[1])
    if as_json:
        typer.echo(json.dumps(_data(found, ends, places[row]), ensure_ascii=False, indent=2))
    else:
        _print(found, ends, places[row])


def _data(found: Bridge, ends: tuple[End, End], place: Place) -> dict[str, Any]:
    """Amounts as decimal strings in mnkr with one decimal and a point."""
    before, after = (
        bridge_of_years.end_data(end, ore)
        for end, ore in zip(ends, (found.before, found.after), strict=True)
    )
    return {
        "row": place.value,
        "unit": "mnkr",
        "from": before,
        "steps": [
            {
                "transaction": step.transaction.number,
                "case_number": step.transaction.decision.case_number,
                "decision_item": step.transaction.decision.item_no,
                "text": step.transaction.text,
                "amount": written_mnkr(step.amount),
            }
            for step in found.steps
        ],
        "to": after,
        "unexplained": written_mnkr(found.difference),
    }


def _print(found: Bridge, ends: tuple[End, End], place: Place) -> None:
    table = Table(box=None, pad_edge=False, title=row_name(place), title_justify="left")
    table.add_column(_("Beslut"))
    table.add_column(_("Vad"))
    table.add_column(_("Ändring"), justify="right")
    table.add_column(_("Mnkr"), justify="right")
    running = found.before
    table.add_row("", column_name(ends[0].column), "", shown_mnkr(running), style="bold")
    for step in found.steps:
        running += step.amount
        first = step.transaction
        item = f"{first.decision.case_number}, {first.decision.item_no}"
        table.add_row(item, first.text, shown_mnkr(step.amount), shown_mnkr(running))
    table.add_row("", column_name(ends[1].column), "", shown_mnkr(found.after), style="bold")
    console().print(table)

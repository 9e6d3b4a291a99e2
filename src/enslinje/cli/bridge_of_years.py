"""`enslinje budget bridge --from-year`: what lies between the budgets of two years."""

import json
from typing import Any

import typer
from django.utils.translation import gettext as _
from rich.table import Table

from enslinje.budget import year_bridges
from enslinje.budget.breakdowns import End
from enslinje.budget.words import column_name, kind_name, row_name
from enslinje.budget.year_bridges import Part, YearBridge, YearEnd, YearStep
from enslinje.cli.tables import console, shown_mnkr
from enslinje.core.budget_terms import StatementRow
from enslinje.core.money import written_mnkr
from enslinje.core.statements import Place
from enslinje.organisation import directory


def show(
    ends: tuple[YearEnd, YearEnd], *, place: Place, body: str, by: Part, as_json: bool
) -> None:
    """Print the bridge between two years, for people or as one JSON object."""
    found = year_bridges.bridge(*ends, place=place, body=body, by=by)
    if as_json:
        data = _data(found, ends, place, by)
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _print(found, ends, place, by)


def end_data(end: End, ore: int) -> dict[str, Any]:
    """An end of a bridge as JSON: its amount is text in mnkr with one decimal and a point."""
    return {
        "column": end.column,
        "layout": end.layout.value,
        "day": end.day.isoformat() if end.day else None,
        "number": end.number,
        "amount": written_mnkr(ore),
    }


def _data(
    found: YearBridge, ends: tuple[YearEnd, YearEnd], place: Place, by: Part
) -> dict[str, Any]:
    before, after = (
        {"year": one.year} | end_data(one.end, ore)
        for one, ore in zip(ends, (found.before, found.after), strict=True)
    )
    return {
        "row": place.value,
        "by": by.value,
        "unit": "mnkr",
        "from": before,
        "steps": [
            {
                "year": step.cause.year,
                "kind": step.cause.kind.value,
                "part": step.cause.part or None,
                "before": written_mnkr(step.before),
                "after": written_mnkr(step.after),
                "amount": written_mnkr(step.amount),
                "basis": step.basis.value,
            }
            for step in found.steps
        ],
        "to": after,
        "unexplained": written_mnkr(found.difference),
    }


def _print(found: YearBridge, ends: tuple[YearEnd, YearEnd], place: Place, by: Part) -> None:
    table = Table(box=None, pad_edge=False, title=row_name(place), title_justify="left")
    table.add_column(_("Orsak"))
    for head in (_("Före"), _("Efter"), _("Ändring"), _("Mnkr")):
        table.add_column(head, justify="right")
    running, names = found.before, directory.body_names()
    table.add_row(_end(ends[0]), "", "", "", shown_mnkr(running), style="bold")
    for step in found.steps:
        running += step.amount
        cells = map(shown_mnkr, (step.before, step.after, step.amount, running))
        table.add_row(_words(step, by, names), *cells)
    table.add_row(_end(ends[1]), "", "", "", shown_mnkr(found.after), style="bold")
    console().print(table)


def _end(one: YearEnd) -> str:
    return f"{one.year}: {column_name(one.end.column)}"


def _words(step: YearStep, by: Part, names: Any) -> str:
    cause = step.cause
    if cause.year is not None:
        return f"{cause.year}: {kind_name(cause.kind)}"
    part = row_name(StatementRow(cause.part)) if by is Part.ROW else cause.part
    told = names.get(part, part) or _("Centralt, eller inte angivet")
    return f"{kind_name(cause.kind)}: {told}"

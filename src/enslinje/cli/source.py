"""The command that holds the source's figures against ours."""

import json
from collections import Counter
from dataclasses import asdict
from typing import Annotated

import typer
from django.utils.translation import gettext as _
from rich.table import Table

from enslinje.cli.tables import console
from enslinje.demo.source import Result, SourceFigure, comparison


def source(
    year: Annotated[int, typer.Option(help="Year, for example 2021.")] = 2021,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print a list of objects.")] = False,
) -> None:
    """Print every figure the source states beside ours. Exit 1 when there is none to compare."""
    figures = comparison(year)
    if as_json:
        typer.echo(
            json.dumps([_machine(figure) for figure in figures], ensure_ascii=False, indent=2)
        )
    elif figures:
        _print(figures)
    if not any(figure.reference for figure in figures):
        typer.echo(_("Det finns inget att jämföra för {year}.").format(year=year), err=True)
        raise typer.Exit(code=1)


def _machine(figure: SourceFigure) -> dict[str, object]:
    """Numbers as decimals in text, so that nothing is rounded on the way."""
    fields = asdict(figure)
    exact = {"stated": fields.pop("stated_exactly"), "ours": fields.pop("ours_exactly")}
    return {**fields, **exact}


def _print(figures: tuple[SourceFigure, ...]) -> None:
    words = {
        Result.TIES: _("stämmer"),
        Result.DIFFERS: _("skiljer"),
        Result.NOT_COMPUTABLE: _("går inte att räkna"),
        Result.NOT_STATED: _("anges inte"),
        Result.NOT_BUILT: _("inte byggt än"),
    }
    table = Table(box=None, pad_edge=False)
    for name in (
        _("Siffra"),
        _("Rad"),
        _("Källan"),
        _("Enslinje"),
        _("Enhet"),
        _("Utfall"),
        _("Skäl"),
    ):
        table.add_column(name)
    for figure in figures:
        line = str(figure.source_line or "")
        table.add_row(
            *(figure.what, line, figure.stated, figure.ours, figure.unit),
            *(words[figure.result], figure.why),
        )
    out = console()
    out.print(table)
    counts = Counter(figure.result for figure in figures)
    told = (f"{words[result]} {counts[result]}" for result in Result if counts[result])
    out.print(_("{count} siffror: {told}.").format(count=len(figures), told=", ".join(told)))

"""The command that loads a data set."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from enslinje.demo.load import FOLDERS, LoadReport, YearAlreadyRecorded, load
from enslinje.exchange.faults import DataSetRefused


def demo(
    name: Annotated[str, typer.Argument(help=f"The data set: {', '.join(FOLDERS)}.")],
    folder: Annotated[
        Path | None, typer.Option(help="Read from this folder of tables of the same form instead.")
    ] = None,
    clock: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="As it stood on that day: plans submitted later are not yet."
        ),
    ] = None,
    *,
    if_empty: Annotated[
        bool, typer.Option("--if-empty", help="Do nothing when the database holds the year.")
    ] = False,
) -> None:
    """Load a data set, all of it or nothing. Exit 1 and list every fault when it has any."""
    try:
        report = load(name, folder=folder, clock=clock.date() if clock else None)
    except DataSetRefused as refusal:
        for fault in refusal.faults:
            typer.echo(fault.sentence, err=True)
        typer.echo(str(refusal), err=True)
        raise typer.Exit(code=1) from refusal
    except YearAlreadyRecorded as recorded:
        if not if_empty:
            raise
        typer.echo(_("Databasen har redan {year}: inget att göra.").format(year=recorded.year))
        return
    _tell(report)


def _tell(report: LoadReport) -> None:
    for table, count in report.counts.items():
        typer.echo(f"{table}\t{count}")
    typer.echo(
        _("{name} är inläst: {count} rader i {tables} tabeller.").format(
            name=report.name, count=sum(report.counts.values()), tables=len(report.counts)
        )
    )

"""`enslinje log`: the decision log's head, its export, and whether it holds."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from enslinje.core.errors import DomainError
from enslinje.journal import log_reading, verification


class Question(StrEnum):
    """What is asked of the log."""

    HEAD = "head"
    EXPORT = "export"
    VERIFY = "verify"


def log(
    question: Annotated[Question, typer.Argument(help="What to do.")],
    file: Annotated[Path | None, typer.Argument(help="Where the export is written.")] = None,
    *,
    chains: Annotated[
        bool, typer.Option("--chains", help="head: print the last entry of each chain too.")
    ] = False,
) -> None:
    """Show the head of the decision log, export it, or verify it. Exit 1 when it does not hold."""
    if question is Question.HEAD:
        _head(with_chains=chains)
    elif question is Question.EXPORT:
        _export(file)
    else:
        _verify()


def _head(*, with_chains: bool) -> None:
    head = log_reading.head()
    typer.echo(head.text if with_chains else head.sha256, nl=not with_chains)


def _export(file: Path | None) -> None:
    if file is None:
        raise DomainError(_("Ange vilken fil loggen ska skrivas till: enslinje log export FIL"))
    count = 0
    with file.open("w", encoding="utf-8") as target:
        for count, line in enumerate(log_reading.export()):  # noqa: B007 - the last one is told
            target.write(f"{line}\n")
    typer.echo(_("{count} rader i {file}.").format(count=count, file=file))


def _verify() -> None:
    found = verification.verify()
    for fault in found.faults:
        number = "-" if fault.number is None else fault.number
        typer.echo(f"{fault.chain}\t{number}\t{fault.what}")
    typer.echo(
        _("{entries} poster, {faults} fel. Huvud: {head}").format(
            entries=found.entries, faults=len(found.faults), head=log_reading.head().sha256
        )
    )
    raise typer.Exit(code=int(bool(found.faults)))

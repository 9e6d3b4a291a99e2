"""`enslinje sie`: look through a SIE file, and say everything that is wrong with it."""

import json
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enslinje.core import numbers
from enslinje.core.errors import DomainError
from enslinje.exchange.sie import Encoding, Fault, Report, check
from enslinje.exchange.sie.records import IDENTIFICATION
from enslinje.exchange.sie_faults import in_words


class Question(StrEnum):
    """What is asked of the file."""

    CHECK = "check"


def sie(
    question: Annotated[Question, typer.Argument(help="What to do.")],  # noqa: ARG001
    file: Annotated[Path, typer.Argument(help="The SIE file, of type 1–4 or 4I.")],
    *,
    encoding: Annotated[
        Encoding | None, typer.Option(help="Its encoding, when it is not found out rightly.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print an object.")] = False,
) -> None:
    """Check a SIE file: what it holds, and every fault. Exit 1 when it has any."""
    try:
        report = check(file, encoding=encoding)
    except OSError as error:
        raise DomainError(
            _("{file} går inte att öppna. Se efter att det är en fil som får läsas.").format(
                file=file
            )
        ) from error
    if as_json:
        typer.echo(json.dumps(_machine(report, file.name), ensure_ascii=False, indent=2))
    else:
        _tell(report, file.name)
    raise typer.Exit(code=0 if report.is_whole else 1)


def _tell(report: Report, name: str) -> None:
    for fault in report.faults:
        typer.echo(in_words(fault, name).sentence)
    if report.faults_left_out:
        typer.echo(_("… och {count} fel till.").format(count=report.faults_left_out))
    for remark in report.remarks:
        typer.echo(_("Anmärkning: {sentence}").format(sentence=in_words(remark, name).sentence))
    if report.is_whole:
        for line in _summary(report):
            typer.echo(line)
    typer.echo(_outcome(report))


def _summary(report: Report) -> list[str]:
    """What the file holds, in a few lines."""
    size = numbers.shown(report.bytes.size)
    lines = [
        _("SIE {sie_type}, {encoding}, {size} byte.").format(
            sie_type="4I" if report.is_import else report.sie_type,
            encoding=report.bytes.encoding.shown,
            size=size,
        )
    ]
    if report.company_name:
        lines.append(report.company_name)
    for year in report.years:
        span = {"number": year.number, "begins": year.begins, "ends": year.ends}
        lines.append(_("Räkenskapsår {number}: {begins} – {ends}").format(**span))
    lines += [
        f"{label}\t{numbers.shown(count)}"
        for label, count in report.counts.items()
        if label not in IDENTIFICATION
    ]
    if report.debit_ore:
        debit = numbers.shown(Fraction(report.debit_ore, 100), 2)
        lines.append(_("Debet i verifikationerna: {amount}").format(amount=debit))
    return lines


def _outcome(report: Report) -> str:
    faults = len(report.faults) + report.faults_left_out
    remarks = len(report.remarks) + report.remarks_left_out
    parts = (
        ngettext("{count} fel", "{count} fel", faults).format(count=faults),
        ngettext("{count} anmärkning", "{count} anmärkningar", remarks).format(count=remarks),
    )
    return ", ".join(parts) + "."


def _machine(report: Report, name: str) -> dict[str, object]:
    """Amounts in whole öre, days as 2021-01-31."""
    return {
        "file": name,
        "sie_type": report.sie_type,
        "is_import": report.is_import,
        "encoding": report.bytes.encoding,
        "bytes": report.bytes.size,
        "company_name": report.company_name,
        "years": [
            {"number": year.number, "begins": str(year.begins), "ends": str(year.ends)}
            for year in report.years
        ],
        "counts": dict(report.counts),
        "debit_ore": report.debit_ore,
        "faults": [_fault(fault, name) for fault in report.faults],
        "faults_left_out": report.faults_left_out,
        "remarks": [_fault(remark, name) for remark in report.remarks],
        "remarks_left_out": report.remarks_left_out,
    }


def _fault(fault: Fault, name: str) -> dict[str, object]:
    said = in_words(fault, name)
    return {
        "line": fault.line,
        "record": fault.label,
        "value": fault.value,
        "code": fault.code,
        "problem": said.problem,
        "remedy": said.remedy,
    }

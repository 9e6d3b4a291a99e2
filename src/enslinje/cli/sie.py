"""`enslinje sie`: what a SIE file holds, what is wrong with it, and where its amounts belong."""

import json
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enslinje.cli.sie_rows import Amounts, place, tell
from enslinje.core import numbers
from enslinje.core.errors import DomainError
from enslinje.exchange.faults import DataSetRefused
from enslinje.exchange.sie import Encoding, Fault, Report, check
from enslinje.exchange.sie.records import IDENTIFICATION
from enslinje.exchange.sie_faults import in_words


class Question(StrEnum):
    """What is asked of the file."""

    CHECK = "check"
    ROWS = "rows"


def sie(
    question: Annotated[Question, typer.Argument(help="What to do.")],
    file: Annotated[Path, typer.Argument(help="The SIE file, of type 1–4 or 4I.")],
    *,
    encoding: Annotated[
        Encoding | None, typer.Option(help="Its encoding, when it is not found out rightly.")
    ] = None,
    rules: Annotated[
        Path | None, typer.Option(help="rows: the file of rules for accounts and objects.")
    ] = None,
    amounts: Annotated[
        Amounts, typer.Option(help="rows: which of the file's amounts.")
    ] = Amounts.ACTUALS,
    as_json: Annotated[bool, typer.Option("--json", help="Print an object.")] = False,
) -> None:
    """Check a SIE file, or put its amounts on bodies and lines. Exit 1 when something is wrong."""
    try:
        if question is Question.CHECK:
            is_right = _check(file, encoding, as_json=as_json)
        else:
            is_right = _rows(file, rules, amounts, encoding, as_json=as_json)
    except OSError as error:
        raise DomainError(
            _("{file} går inte att öppna. Se efter att det är en fil som får läsas.").format(
                file=file
            )
        ) from error
    raise typer.Exit(code=int(not is_right))


def _check(file: Path, encoding: Encoding | None, *, as_json: bool) -> bool:
    report = check(file, encoding=encoding)
    if as_json:
        typer.echo(json.dumps(_machine(report, file.name), ensure_ascii=False, indent=2))
    else:
        _tell(report, file.name)
    return report.is_whole


def _rows(
    file: Path, rules: Path | None, amounts: Amounts, encoding: Encoding | None, *, as_json: bool
) -> bool:
    if rules is None:
        raise DomainError(_("Ange reglerna: enslinje sie rows FIL --rules KONTERING.csv"))
    try:
        placed = place(file, rules, amounts, encoding)
    except DataSetRefused as refusal:
        told = [fault.sentence for fault in refusal.faults]
        if as_json:
            typer.echo(json.dumps({"faults": told}, ensure_ascii=False, indent=2))
        else:
            typer.echo("\n".join([*told, str(refusal)]))
        return False
    tell(placed, as_json=as_json)
    return not placed.hindrances


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

"""`enslinje sie rows`: the amounts of a SIE file by body and appropriation line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

import typer
from django.utils.translation import gettext as _

from enslinje.core import numbers
from enslinje.exchange.code_map import CodedAmount, Mapped, Rule, map_amounts
from enslinje.exchange.code_map_file import dimensions_of, faults_of, read_code_map
from enslinje.exchange.faults import DataSetRefused
from enslinje.exchange.sie import Document, Encoding, read
from enslinje.exchange.sie.model import PeriodKind
from enslinje.exchange.sie_amounts import differences, period_amounts, voucher_amounts
from enslinje.exchange.sie_faults import in_words


class Amounts(StrEnum):
    """Which of a file's amounts: #PBUDGET, #PSALDO, or the rows of #VER."""

    BUDGET = "budget"
    ACTUALS = "actuals"
    VOUCHERS = "vouchers"


@dataclass(frozen=True)
class Placed:
    """Where a file's amounts went, and a line for everything that hinders their use."""

    mapped: Mapped
    hindrances: tuple[str, ...]


def place(file: Path, rules_file: Path, amounts: Amounts, encoding: Encoding | None) -> Placed:
    """Read a file and its rules and put the amounts where the rules say.

    Raises:
        DataSetRefused: the file, or the file of rules, has faults.
    """
    rules = read_code_map(rules_file)
    reading = read(file, encoding=encoding)
    if reading.report.faults:
        raise DataSetRefused(in_words(fault, file.name) for fault in reading.report.faults)
    coded = _coded(reading.document, amounts, rules)
    mapped = map_amounts(coded, rules)
    hindrances = [fault.sentence for fault in faults_of(mapped, file.name, rules_file.name)]
    if amounts is not Amounts.BUDGET:
        hindrances += _differences(reading.document, coded, file.name)
    return Placed(mapped, tuple(hindrances))


def _coded(
    document: Document, amounts: Amounts, rules: tuple[Rule, ...]
) -> tuple[CodedAmount, ...]:
    if amounts is Amounts.VOUCHERS:
        return voucher_amounts(document)
    kind = PeriodKind.BUDGET if amounts is Amounts.BUDGET else PeriodKind.ACTUAL
    named = [int(name) for name in dimensions_of(rules) if name.isdecimal()]
    return period_amounts(document, kind, named)


def _differences(document: Document, coded: tuple[CodedAmount, ...], name: str) -> Iterator[str]:
    for one in differences(document, coded):
        yield _(
            "{file}, rad {row}, #RES: konto {account} har resultatet {stated}, men posterna "
            "summerar till {found}. Hämta filen på nytt, eller läs in en annan period."
        ).format(
            file=name,
            row=one.line,
            account=one.account,
            stated=_kronor(one.stated_ore),
            found=_kronor(one.found_ore),
        )


def tell(placed: Placed, *, as_json: bool) -> None:
    """Print rows, what hinders, and that every öre is accounted for."""
    mapped = placed.mapped
    if as_json:
        typer.echo(json.dumps(_machine(placed), ensure_ascii=False, indent=2))
        return
    for row in mapped.rows:
        typer.echo("\t".join((*map(str, row[:5]), _kronor(row.amount_ore))))
    for hindrance in placed.hindrances:
        typer.echo(hindrance)
    typer.echo(
        _(
            "Filen {file_ore} = rader {mapped} + utelämnat {left_out} + utan regel {uncovered}"
        ).format(
            file_ore=_kronor(mapped.file_ore),
            mapped=_kronor(mapped.mapped_ore),
            left_out=_kronor(mapped.left_out_ore),
            uncovered=_kronor(mapped.uncovered_ore),
        )
    )


def _machine(placed: Placed) -> dict[str, object]:
    """Amounts in whole öre, with the file's sign: debit positive."""
    mapped = placed.mapped
    return {
        "rows": [dict(zip(row._fields[:6], row[:6], strict=True)) for row in mapped.rows],
        "hindrances": placed.hindrances,
        "file_ore": mapped.file_ore,
        "mapped_ore": mapped.mapped_ore,
        "left_out_ore": mapped.left_out_ore,
        "uncovered_ore": mapped.uncovered_ore,
    }


def _kronor(amount_ore: int) -> str:
    return numbers.shown(Fraction(amount_ore, 100), 2)

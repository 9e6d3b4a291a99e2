"""Actuals and budgets by code string, as accounting systems write them: an amount on each row."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from django.utils.translation import gettext as _

from enslinje.core import numbers
from enslinje.exchange.cells import (
    FIRST_YEAR,
    LAST_YEAR,
    NUMBER_LENGTH,
    Style,
    Unreadable,
    Value,
    text_of,
)
from enslinje.exchange.code_map import CodedAmount
from enslinje.exchange.code_map_file import account
from enslinje.exchange.faults import DataSetRefused, Fault
from enslinje.exchange.parsing import parse
from enslinje.exchange.reading import RawTable, read_table
from enslinje.exchange.schema import Column, Row, TableForm
from enslinje.exchange.table_files import HandedFile, named, read_handed

LARGEST_ORE = 10**15
MONTHS = 12

_POINT_AMOUNT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_CURRENCY = re.compile(r"\s*kr\.?$", re.IGNORECASE)
_PERIOD = re.compile(r"([0-9]{4})-?([0-9]{2})(?:-01)?")
_CODE = text_of(64)


def amount_ore(text: str, style: Style) -> Value:
    """Read an amount in kronor to whole öre: 1 234,50 or −3 kr; 1234.50 where commas part cells."""
    remedy = (
        _("Skriv det som 1234.50.")
        if style is Style.POINT
        else _("Skriv det med decimalkomma: 1 234,50.")
    )
    try:
        ore = _kronor(text, style) * 100
    except numbers.NotANumber as fault:
        raise Unreadable(_("är inget belopp"), remedy) from fault
    if ore % 1:
        raise Unreadable(_("har delar av ett öre"), _("Skriv högst två decimaler."))
    if abs(ore) > LARGEST_ORE:
        raise Unreadable(_("är ett för stort tal"), _("Se efter att det är kronor."))
    return int(ore)


def _kronor(text: str, style: Style) -> Decimal:
    plain = _CURRENCY.sub("", text)
    if len(plain) > NUMBER_LENGTH or plain.endswith("%"):
        raise numbers.NotANumber(text)
    if style is Style.COMMA:
        return numbers.parse(plain)
    if not _POINT_AMOUNT.fullmatch(plain):
        raise numbers.NotANumber(text)
    return Decimal(plain)


def period(text: str, _style: Style) -> Value:
    """Read a month, 202103 or 2021-03, to 202103. Excel makes the first of the month of it."""
    found = _PERIOD.fullmatch(text)
    if found:
        year, month = int(found[1]), int(found[2])
        if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= MONTHS:
            return year * 100 + month
    raise Unreadable(_("är ingen period"), _("Skriv den som ååååmm, till exempel 202101."))


PARTS = ("ansvar", "verksamhet", "aktivitet", "projekt", "motpart")

CODE_STRINGS = TableForm(
    "code_strings",
    (
        Column("konto", account, required=True),
        *(Column(part, _CODE) for part in PARTS),
        Column("period", period, required=True),
        Column("belopp", amount_ore, required=True),
    ),
    key=(),
)
"""The code string's parts are the dimensions that rules name."""


@dataclass(frozen=True)
class CodeStrings:
    """The amounts of a file, in its order."""

    file: str
    amounts: tuple[CodedAmount, ...]


def read_code_strings(path: Path, *, year: int) -> CodeStrings:
    """Read a CSV file of amounts of the budget year `year`. The same code string may come again.

    Raises:
        DataSetRefused: with every fault that was found.
    """
    form = replace(CODE_STRINGS, name=path.name.removesuffix(".csv"))
    return _checked(*read_table(path.parent, form), file=form.file, year=year)


def read_code_strings_of(file: HandedFile, *, year: int) -> CodeStrings:
    """Read a file that is handed over, Excel or CSV; of a code string only `konto` must be there.

    Raises:
        DataSetRefused: with every fault that was found.
    """
    raw, unreadable = read_handed(file, CODE_STRINGS)
    return _checked(raw, unreadable, file=file.name, year=year)


def _checked(raw: RawTable, unreadable: tuple[Fault, ...], *, file: str, year: int) -> CodeStrings:
    table, unparsed = parse(named(CODE_STRINGS, file), raw)
    faults = [*unreadable, *unparsed]
    for row in table:
        month = row.whole("period") or 0
        if month // 100 != year:
            faults.append(
                Fault(
                    file,
                    row.line,
                    "period",
                    str(month),
                    _("ligger inte i {year}").format(year=year),
                    _("Läs in ett år i taget."),
                )
            )
    if faults:
        raise DataSetRefused(faults)
    return CodeStrings(file, tuple(_amount(row, year) for row in table))


def _amount(row: Row, year: int) -> CodedAmount:
    codes = {part: row.text(part) for part in PARTS if row.text(part)}
    month, ore = row.whole("period") or 0, row.whole("belopp") or 0
    return CodedAmount(row.line, year, month, row.text("konto"), ore, codes)

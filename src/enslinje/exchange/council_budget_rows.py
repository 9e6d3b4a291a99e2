"""The rows of a file with the council's budget: as accounting systems code it, or by names.

A row says whose it is by a code string that the year's rules place, or straight out: `organ` by
code or any spelling, `anslag` by its code, and `konto` by the budget's own account.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enslinje.budget.rows import AccountRow
from enslinje.core import money
from enslinje.core.budget_terms import Plane, StatementRow
from enslinje.core.money import Unit
from enslinje.core.names import fold
from enslinje.exchange.cells import (
    FIRST_YEAR,
    LAST_YEAR,
    CellReader,
    Style,
    Unreadable,
    Value,
    code,
    text_of,
    whole_of,
)
from enslinje.exchange.code_map import CodedAmount, Rule, Target
from enslinje.exchange.code_strings import PARTS
from enslinje.exchange.faults import DataSetRefused, Fault
from enslinje.exchange.parsing import parse
from enslinje.exchange.schema import Column, Row, TableForm, TableRows
from enslinje.exchange.table_files import HandedFile, named, read_handed

BODY, LINE = "organ", "anslag"
CENTRAL = "centralt"
NAMED_CENTRAL = frozenset({CENTRAL, "central", "-", "–"})
OF_BODIES = frozenset({StatementRow.INCOME, StatementRow.COSTS, StatementRow.DEPRECIATION})
"""Rows of the result budget that must say whose they are. Taxes and reserves are nobody's own."""

_POINT = re.compile(r"[-−]?[0-9]+(?:\.[0-9]+)?(?:\s*[^\W\d_]+\.?)?")
_TEXT = text_of(200)


def amount_in(unit: Unit) -> CellReader:
    """A reader of amounts as Swedes write them, in `unit` where they do not say so: to öre."""

    def read(text: str, style: Style) -> Value:
        if style is Style.POINT and _POINT.fullmatch(text):
            text = text.replace(".", ",")
        try:
            return money.parse(text, unit=unit)
        except money.NotAnAmount as fault:
            raise Unreadable(*_told(fault)) from fault

    return read


def _told(fault: money.NotAnAmount) -> tuple[str, str]:
    match fault:
        case money.AmbiguousAmount():
            return (
                _("kan betyda två belopp: punkten skiljer tusental eller decimaler"),
                _("Skriv komma för decimaler och mellanrum mellan tusental: 1 234,5."),
            )
        case money.FinerThanOre():
            return (
                _("har delar av ett öre"),
                _("Skriv högst två decimaler i kronor, åtta i mnkr."),
            )
        case money.AmountTooLarge():
            return (
                _("är ett för stort belopp"),
                _("Se efter att enheten är rätt: kr, tkr eller mnkr."),
            )
        case _:
            return (
                _("är inget belopp"),
                _("Skriv ett tal, till exempel 1 234,5 eller 1 234,50 kr."),
            )


def form_in(unit: Unit) -> TableForm:
    """What the table looks like, with amounts in `unit`."""
    return TableForm(
        "council_budget",
        (
            Column("konto", code, required=True),
            Column(BODY, _TEXT),
            Column(LINE, code),
            *(Column(part, _TEXT) for part in PARTS),
            Column("ar", whole_of(FIRST_YEAR, LAST_YEAR)),
            Column("belopp", amount_in(unit), required=True),
        ),
        key=(),
    )


@dataclass(frozen=True)
class BudgetRows:
    """The amounts of a file in its order, debit positive, and the rules that its own words are."""

    amounts: tuple[CodedAmount, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Names:
    """What a row may name: bodies by their folded spellings, and the budget's accounts."""

    bodies: Mapping[str, str]
    accounts: Mapping[str, AccountRow]


def read_budget_rows(
    file: HandedFile, *, year: int, unit: Unit, names: Names, debit_is_positive: bool
) -> BudgetRows:
    """Read a file, Excel or CSV; only `konto` and `belopp` must be there.

    Args:
        file: as it was handed over.
        year: of the budget; a row that says another is a fault.
        unit: of amounts that do not say their own.
        names: what there is to name.
        debit_is_positive: as accounting systems write; else income is positive.

    Raises:
        DataSetRefused: with every fault that was found.
    """
    form = form_in(unit)
    raw, unreadable = read_handed(file, form)
    table, unparsed = parse(named(form, file.name), raw)
    faults = [*unreadable, *unparsed]
    for row in table:
        faults += _faults(table, row, year, names)
    if faults:
        raise DataSetRefused(faults)
    way = 1 if debit_is_positive else -1
    amounts = tuple(_amount(row, year, names, way) for row in table)
    return BudgetRows(amounts, tuple(_rules(amounts)))


def _faults(table: TableRows, row: Row, year: int, names: Names) -> Iterator[Fault]:
    if row.whole("ar") not in {None, year}:
        problem = _("är inte {year}").format(year=year)
        yield table.fault(row, "ar", problem, _("Läs in ett år i taget."))
    body = row.text(BODY)
    if body and row.text("ansvar"):
        problem = _("står bredvid ett ansvar: raden säger två gånger vems den är")
        yield table.fault(row, BODY, problem, _("Lämna den ena cellen tom."))
    elif body and _body(body, names) is None:
        remedy = _("Skriv nämndens kod eller namn, eller {central}.").format(central=CENTRAL)
        yield table.fault(row, BODY, _("är inget organ"), remedy)


def _body(text: str, names: Names) -> str | None:
    """The code of a body, "" for what is central, None of what is nothing."""
    return "" if fold(text) in NAMED_CENTRAL else names.bodies.get(fold(text))


def _amount(row: Row, year: int, names: Names, way: int) -> CodedAmount:
    codes = {part: row.text(part) for part in PARTS if row.text(part)}
    account = names.accounts.get(row.text("konto"))
    if row.text(BODY):
        codes[BODY] = _body(row.text(BODY), names) or CENTRAL
    elif "ansvar" not in codes and account is not None and _is_central(account):
        codes[BODY] = CENTRAL
    if row.text(LINE):
        codes[LINE] = row.text(LINE)
    ore = way * (row.whole("belopp") or 0)
    return CodedAmount(row.line, year, year * 100 + 1, row.text("konto"), ore, codes)


def _is_central(account: AccountRow) -> bool:
    is_reserve = account.reserve_number is not None
    return (
        is_reserve
        or account.plane is Plane.EQUITY
        or (account.plane is Plane.OPERATING and account.row not in OF_BODIES)
    )


def _rules(amounts: tuple[CodedAmount, ...]) -> Iterator[Rule]:
    """What rows say straight out, as strong as any rule of the year can be."""
    said: dict[tuple[str, str, str], int] = {}
    for one in amounts:
        for dimension in (BODY, LINE):
            if dimension in one.codes:
                said.setdefault((dimension, one.codes[dimension], one.account), one.line)
    for (dimension, what, account), line in said.items():
        target = Target.BODY if dimension == BODY else Target.LINE
        says = {target: "" if what == CENTRAL and target is Target.BODY else what}
        number = int(account) if account.isascii() and account.isdecimal() else None
        yield Rule(says, number, number, dimension, what, line)

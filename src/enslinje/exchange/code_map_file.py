"""The rules for code strings as a CSV file, and in words what they leave uncovered."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from django.utils.translation import gettext as _

from enslinje.core import numbers
from enslinje.exchange.cells import Style, Unreadable, Value, code, flag
from enslinje.exchange.code_map import Mapped, Rule, Target, Uncovered
from enslinje.exchange.dataset import read_one
from enslinje.exchange.faults import DataSetRefused, Fault
from enslinje.exchange.forms import LONG, NAME
from enslinje.exchange.parsing import keyed, parse
from enslinje.exchange.schema import Column, Row, TableForm, TableRows
from enslinje.exchange.table_files import HandedFile, named, read_handed

ACCOUNT_DIGITS = 10


def account(text: str, _style: Style) -> Value:
    """Read an account number: figures."""
    if not (text.isascii() and text.isdecimal() and len(text) <= ACCOUNT_DIGITS):
        raise Unreadable(
            _("är inget kontonummer"),
            _("Ett kontonummer skrivs med högst {most} siffror.").format(most=ACCOUNT_DIGITS),
        )
    return text


CODE_MAP = TableForm(
    "code_map",
    (
        Column("account_from", account),
        Column("account_to", account, same_as="account_from"),
        Column("dimension", code),
        Column("object", NAME),
        Column("body", code),
        Column("line", code),
        Column("account", code),
        Column("left_out", flag, default=False),
        Column("note", LONG),
    ),
    key=("account_from", "account_to", "dimension", "object"),
)
"""A rule on each row: for which accounts and which object, and what holds for them."""


def read_code_map(path: Path) -> tuple[Rule, ...]:
    """Read the rules in a CSV file.

    Raises:
        DataSetRefused: with every fault that was found.
    """
    form = replace(CODE_MAP, name=path.name.removesuffix(".csv"))
    return _checked(read_one(path.parent, form))


def read_code_map_of(file: HandedFile) -> tuple[Rule, ...]:
    """Read the rules in a file that is handed over, Excel or CSV.

    Raises:
        DataSetRefused: with every fault that was found.
    """
    form = named(CODE_MAP, file.name)
    raw, unreadable = read_handed(file, CODE_MAP)
    parsed, unparsed = parse(form, raw)
    table, repeated = keyed(parsed)
    if faults := (*unreadable, *unparsed, *repeated):
        raise DataSetRefused(faults)
    return _checked(table)


def _checked(table: TableRows) -> tuple[Rule, ...]:
    faults = [fault for row in table for fault in _faults(table, row)]
    if faults:
        raise DataSetRefused(faults)
    return tuple(map(_rule, table))


def dimensions_of(rules: Iterable[Rule]) -> frozenset[str]:
    """Return the dimensions that some rule names."""
    return frozenset(rule.dimension for rule in rules if rule.dimension)


def _rule(row: Row) -> Rule:
    says = {target: row.text(target) for target in Target if row.text(target)}
    if row.flag("left_out"):
        says[Target.LEFT_OUT] = "true"
    first, last = row.text("account_from"), row.text("account_to")
    return Rule(
        says,
        int(first) if first else None,
        int(last) if last else None,
        row.text("dimension"),
        row.text("object"),
        row.line,
    )


def _faults(table: TableRows, row: Row) -> Iterator[Fault]:
    first, last = row.text("account_from"), row.text("account_to")
    if last and (not first or int(last) < int(first)):
        yield table.fault(
            row,
            "account_to",
            _("är lägre än account_from"),
            _("Skriv det lägsta kontot i account_from."),
        )
    if bool(row.text("dimension")) != bool(row.text("object")):
        yield table.fault(
            row,
            "object",
            _("dimension och object hör ihop"),
            _("Fyll i båda cellerna eller ingen."),
        )
    if not row.flag("left_out") and not any(row.text(target) for target in Target):
        yield Fault(
            table.form.file,
            row.line,
            "",
            "",
            _("raden säger ingenting"),
            _("Fyll i body, line, account eller left_out."),
        )


def faults_of(mapped: Mapped, file: str, rules_file: str) -> tuple[Fault, ...]:
    """Return a fault for every code string of `file` that no rule covers, or that several do."""
    return tuple(_uncovered(one, file, rules_file) for one in mapped.uncovered)


def _uncovered(one: Uncovered, file: str, rules_file: str) -> Fault:
    said = {
        "target": one.target,
        "count": one.count,
        "amount": numbers.shown(Fraction(one.amount_ore, 100), 2),
        "rules": ", ".join(map(str, one.rules)),
        "file": rules_file,
    }
    if one.rules:
        problem = _("får olika {target} av raderna {rules} i {file}")
        remedy = _(
            "Ta bort en av dem, eller gör en snävare. Antal poster: {count}, summa {amount}."
        )
    else:
        problem = _("får inget värde i {target}")
        remedy = _("Lägg till en rad för det i {file}. Antal poster: {count}, summa {amount}.")
    codes = " ".join((one.account, *(f"{dimension}:{code}" for dimension, code in one.codes)))
    return Fault(file, one.line, "", codes, problem.format(**said), remedy.format(**said))

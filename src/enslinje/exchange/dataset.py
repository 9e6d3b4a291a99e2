"""A folder of tables, read whole: a data set that can be loaded, or everything wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from enslinje.exchange import rules
from enslinje.exchange.content_forms import EVERY_FORM
from enslinje.exchange.faults import DataSetRefused, Fault
from enslinje.exchange.parsing import keyed, parse
from enslinje.exchange.reading import read_table
from enslinje.exchange.references import resolve, unknown_names
from enslinje.exchange.schema import TableForm, TableRows
from enslinje.exchange.spellings import repeated_spellings, spellings


@dataclass(frozen=True)
class DataSet:
    """The tables of a year, read and without faults. Names are codes."""

    code: str
    name: str
    year: int
    tables: Mapping[str, TableRows]


def read(folder: Path, *, also: Sequence[TableForm] = ()) -> DataSet:
    """Read and check every table in `folder`.

    Args:
        folder: holds a CSV file for each of `EVERY_FORM` that is not optional, and no other .csv.
        also: further tables that the folder may hold.

    Raises:
        DataSetRefused: with every fault that was found.
    """
    forms = (*EVERY_FORM, *also)
    if not folder.is_dir():
        remedy = _("Ange en mapp med datamängdens tabeller.")
        raise DataSetRefused([Fault(str(folder), None, "", "", _("mappen finns inte"), remedy)])
    faults = list(_strangers(folder, forms))
    tables = {}
    for form in forms:
        raw, unreadable = read_table(folder, form)
        tables[form.name], unparsed = parse(form, raw)
        faults += [*unreadable, *unparsed]
    known = spellings(tables)
    for name, parsed in tables.items():
        table, unknown = resolve(parsed, known)
        tables[name], repeated = keyed(table)
        faults += [*unknown, *repeated]
    faults += repeated_spellings(tables)
    faults += [fault for table in tables.values() for fault in unknown_names(table, tables)]
    _doubt(tables, faults)
    year = _year(tables["dataset"])
    if year is not None:
        faults += rules.faults_between(tables, year)
    if faults or year is None:
        raise DataSetRefused(faults)
    head = tables["dataset"].rows[0]
    return DataSet(head.text("code"), head.text("name"), year, tables)


def read_one(folder: Path, form: TableForm) -> TableRows:
    """Read the one table of `form` in `folder`, by itself.

    Raises:
        DataSetRefused: with every fault that was found.
    """
    raw, unreadable = read_table(folder, form)
    parsed, unparsed = parse(form, raw)
    table, repeated = keyed(parsed)
    if faults := (*unreadable, *unparsed, *repeated):
        raise DataSetRefused(faults)
    return table


def _doubt(tables: dict[str, TableRows], faults: Sequence[Fault]) -> None:
    """Take a table as not whole when the name in one of its keys is wrong: it may be any other."""
    wrong = {(fault.file, fault.column) for fault in faults if fault.row is not None}
    for name, table in tables.items():
        if any((table.form.file, column) in wrong for column in table.form.key):
            tables[name] = replace(table, is_whole=False)


def _year(table: TableRows) -> int | None:
    return table.rows[0].whole("year") if table.is_whole and table.rows else None


def _strangers(folder: Path, forms: Sequence[TableForm]) -> Iterator[Fault]:
    known = {form.file for form in forms}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in known:
            remedy = _("Ta bort den eller döp om den till en av: {files}.").format(
                files=", ".join(sorted(known))
            )
            yield Fault(path.name, None, "", "", _("filen hör inte till en datamängd"), remedy)

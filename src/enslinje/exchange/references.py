"""Names that tables have for each other's rows: put codes for them, and tell of the unknown."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from django.utils.translation import gettext as _

from enslinje.exchange.cells import Value
from enslinje.exchange.faults import Fault
from enslinje.exchange.schema import Column, Row, TableRows
from enslinje.exchange.spellings import SPELLED, Spellings


def resolve(
    table: TableRows, known: Mapping[str, Spellings]
) -> tuple[TableRows, tuple[Fault, ...]]:
    """Put codes for the names of bodies and groups. A name that stands for nothing is a fault."""
    columns = [column for column in table.form.columns if column.refers_to in SPELLED]
    if not columns:
        return table, ()
    rows: list[Row] = []
    faults: list[Fault] = []
    for row in table:
        cells: dict[str, Value] = {}
        for column in columns:
            spelled = known[column.refers_to]
            names = _names(row, column)
            codes = tuple(spelled.find(name) or name for name in names)
            faults.extend(
                _unknown(table, row, column, (name, spelled.nearest(name)))
                for name in names
                if spelled.is_whole and spelled.find(name) is None
            )
            cells[column.name] = codes if column.many else next(iter(codes), None)
        rows.append(Row(row.line, {**row.cells, **cells}))
    return replace(table, rows=tuple(rows)), tuple(faults)


def unknown_names(table: TableRows, tables: Mapping[str, TableRows]) -> Iterator[Fault]:
    """Names of rows in `table` that no row of the table they refer to has as its key."""
    for column in table.form.columns:
        if not column.refers_to or column.refers_to in SPELLED:
            continue
        target = tables[column.refers_to]
        known = target.names()
        for row in table if target.is_whole else ():
            for name in _names(row, column):
                if name not in known:
                    near = next(iter(get_close_matches(name, known, n=1, cutoff=0.8)), "")
                    yield _unknown(table, row, column, (name, near))


def _names(row: Row, column: Column) -> tuple[str, ...]:
    if column.many:
        return row.several(column.name)
    return (row.text(column.name),) if row.text(column.name) else ()


def _unknown(table: TableRows, row: Row, column: Column, found: tuple[str, str]) -> Fault:
    """`found`: the name that stands for nothing, and a known one much like it, or ""."""
    name, near = found
    problems = {
        "bodies": _("är inget känt organ"),
        "groups": _("är ingen känd krets"),
        "occasions": _("är inget av årets tillfällen"),
        "levels": _("är ingen av målens nivåer"),
        "units": _("är ingen känd enhet"),
        "goals": _("är inget känt mål"),
        "indicators": _("är ingen känd indikator"),
        "accounts": _("är inget känt konto"),
        "earmarks": _("är inga kända avsatta medel"),
        "transactions": _("är ingen känd transaktion"),
    }
    remedy = _("Rätta cellen, eller lägg till raden i {file}.").format(
        file=f"{column.refers_to}.csv"
    )
    if near:
        remedy = _("Menade du ”{near}”?").format(near=near) + " " + remedy
    return Fault(table.form.file, row.line, column.name, name, problems[column.refers_to], remedy)

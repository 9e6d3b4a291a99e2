"""Cells to values: every cell read as its column asks, every fault kept."""

from dataclasses import replace

from django.utils.translation import gettext as _

from enslinje.exchange.cells import Style, Unreadable, Value, listed
from enslinje.exchange.faults import Fault
from enslinje.exchange.reading import RawRow, RawTable
from enslinje.exchange.schema import Column, Row, TableForm, TableRows


def parse(form: TableForm, raw: RawTable) -> tuple[TableRows, tuple[Fault, ...]]:
    """Read every cell of `raw`. A row with a faulty cell is left out, its faults are told.

    Keys are not looked at: see `keyed`, once the names in them have been resolved.
    """
    rows: list[Row] = []
    faults: list[Fault] = []
    is_whole = raw.is_whole
    for line in raw.rows:
        row, wrong = _row(form, line, raw.style)
        faults.extend(wrong)
        if row is None:
            is_whole = False
        else:
            rows.append(row)
    if form.single and is_whole and len(rows) != 1:
        problem = _("tabellen ska ha exakt en rad, den har {count}").format(count=len(rows))
        faults.append(Fault(form.file, None, "", "", problem, _("Lämna kvar en rad.")))
        is_whole = False
    return TableRows(form, tuple(rows), is_whole), tuple(faults)


def keyed(table: TableRows) -> tuple[TableRows, tuple[Fault, ...]]:
    """Return the table with its keys, and a fault for every key that comes again."""
    first: dict[tuple[Value, ...], int] = {}
    faults = []
    for row in table:
        key = row.key(table.form)
        if key in first:
            faults.append(_repeated(table.form, row, first[key]))
        first.setdefault(key, row.line)
    return replace(table, keys=frozenset(first)), tuple(faults)


def _row(form: TableForm, raw: RawRow, style: Style) -> tuple[Row | None, list[Fault]]:
    cells: dict[str, Value] = {}
    faults = []
    for column in form.columns:
        text = raw.cells[column.name]
        try:
            cells[column.name] = _value(column, text, style)
        except Unreadable as fault:
            faults.append(
                Fault(form.file, raw.line, column.name, text, fault.problem, fault.remedy)
            )
    if faults:
        return None, faults
    for column in form.columns:
        if column.same_as and cells[column.name] is None:
            cells[column.name] = cells[column.same_as]
    return Row(raw.line, cells), []


# No-break, figure, thin and narrow: they part thousands, and look like any other.
SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")


def _value(column: Column, text: str, style: Style) -> Value:
    text = text.translate(SPACES)
    if not text:
        if column.required:
            raise Unreadable(_("cellen är tom"), _("Fyll i den."))
        return () if column.many else column.default
    if not text.isprintable():
        raise Unreadable(
            _("innehåller tecken som inte syns"), _("Ta bort radbrytningar och styrtecken.")
        )
    if column.many:
        return tuple(dict.fromkeys(str(column.read(part, style)) for part in listed(text)))
    return column.read(text, style)


def _repeated(form: TableForm, row: Row, first: int) -> Fault:
    column = form.key[-1]
    value = "; ".join(str(part) for part in row.key(form) if part is not None)
    return Fault(
        form.file,
        row.line,
        column if len(form.key) == 1 else "",
        value,
        _("står redan på rad {first}").format(first=first),
        _("Ta bort den ena raden eller rätta {columns}.").format(columns=", ".join(form.key)),
    )

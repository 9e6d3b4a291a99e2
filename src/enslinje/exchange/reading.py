"""Files in: the text of every cell of a CSV file, within limits, or what is wrong with the file."""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from django.utils.translation import gettext as _

from enslinje.core.numbers import shown
from enslinje.exchange.cells import Style
from enslinje.exchange.faults import Fault
from enslinje.exchange.schema import TableForm

MOST_BYTES = 20_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 100

Lines: TypeAlias = list[tuple[int, list[str]]]
"""The cells of each line of a file that is not blank, with the number of the line."""


@dataclass(frozen=True)
class RawRow:
    """The text of the cells of one line, by column, without blanks around it."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class RawTable:
    """A file as it was written. `is_whole` is false when some of it could not be read."""

    style: Style = Style.POINT
    rows: tuple[RawRow, ...] = ()
    is_whole: bool = True


@dataclass(frozen=True)
class Limits:
    """How much of a file is read. What is larger is refused before it costs much.

    Attributes:
        rows: the number of the last row in an Excel sheet; how many a CSV file has.
        columns: cells of a row.
        characters: of a CSV file.
        unpacked: bytes of everything in an Excel file.
        marks: elements and attributes of everything in an Excel file. They cost more than bytes.
    """

    rows: int = MOST_ROWS
    columns: int = MOST_COLUMNS
    characters: int = MOST_BYTES
    unpacked: int = 150_000_000
    marks: int = 40_000_000


LIMITS = Limits()


class FileUnreadable(Exception):
    """A file cannot be read at all, or no further: why, what mends it, and where.

    `problem` is a sentence of its own, or is said of the `value` that stood there: see `Fault`.
    """

    def __init__(
        self,
        problem: str,
        remedy: str,
        *,
        row: int | None = None,
        column: str = "",
        value: str = "",
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy
        self.row = row
        self.column = column
        self.value = value
        self.sheet = ""

    def fault(self, file: str) -> Fault:
        """Return the fault of the file with this name."""
        return Fault(
            file,
            *(self.row, self.column, self.value, self.problem, self.remedy),
            sheet=self.sheet,
        )


def read_table(folder: Path, form: TableForm) -> tuple[RawTable, tuple[Fault, ...]]:
    """Read the file of `form` in `folder`: its rows, and what is wrong with it.

    Cells are parted by commas, or by semicolons or tabs as Swedish Excel does; the text is
    UTF-8. A row with too few or too many cells is left out and told about.
    """
    try:
        text = _text(folder / form.file, optional=form.optional)
        style, lines = parted(text)
    except FileUnreadable as fault:
        return unread(form, fault)
    return table_of(form, style, lines)


def unread(form: TableForm, fault: FileUnreadable) -> tuple[RawTable, tuple[Fault, ...]]:
    """Return the table of a file that could not be read, and its one fault."""
    return RawTable(is_whole=False), (fault.fault(form.file),)


def parted(text: str, *, most_rows: int = MOST_ROWS) -> tuple[Style, Lines]:
    """Part the text of a CSV file into cells: each line that is not blank, with its number.

    Raises:
        FileUnreadable: a line is not CSV, or there are too many of them.
    """
    head = text.partition("\n")[0]
    if ";" in head:
        return Style.COMMA, list(_lines(text, ";", most_rows))
    if "\t" in head:  # Swedish Excel's text with tabs: its numbers have a comma too.
        return Style.COMMA, list(_lines(text, "\t", most_rows))
    return Style.POINT, list(_lines(text, ",", most_rows))


def table_of(
    form: TableForm, style: Style, lines: Lines, *, may_lack: Collection[str] = ()
) -> tuple[RawTable, tuple[Fault, ...]]:
    """Hold the lines of a file, its header first, against the columns of its form.

    The columns in `may_lack` may be left out, and those that came later: their cells are empty.
    """
    if not lines:
        return RawTable(style=style), ()
    header = [name.strip() for name in lines[0][1]]
    faults = tuple(_header_faults(form, header, may_lack))
    if faults:
        return RawTable(style=style, is_whole=False), faults
    return _rows(form, style, header, lines[1:])


def _text(path: Path, *, optional: bool) -> str:
    try:
        if optional and not path.exists():
            return ""
        if path.stat().st_size > MOST_BYTES:
            raise FileUnreadable(
                _("filen är för stor"),
                _("Dela upp den: högst {most} byte går att läsa.").format(most=MOST_BYTES),
            )
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as fault:
        raise FileUnreadable(
            _("filen saknas"), _("Lägg filen i mappen, minst med sin rubrikrad.")
        ) from fault
    except OSError as fault:
        raise FileUnreadable(
            _("filen går inte att öppna"), _("Se efter att det är en fil som får läsas.")
        ) from fault
    except UnicodeDecodeError as fault:
        raise FileUnreadable(
            _("filen är inte skriven i UTF-8"),
            _("Spara den som CSV UTF-8. Det första felet är tecken {place}.").format(
                place=fault.start + 1
            ),
        ) from fault
    if not text.strip():
        raise FileUnreadable(_("filen är tom"), _("Skriv minst rubrikraden."))
    return text


def too_many_rows(most: int, row: int | None = None) -> FileUnreadable:
    """Return what is said of a table with more rows than are read."""
    return FileUnreadable(
        _("filen har för många rader"),
        _(
            "Ta bort det som står under tabellen, eller dela upp filen: högst {most} rader går "
            "att läsa."
        ).format(most=shown(most)),
        row=row,
    )


def _lines(text: str, delimiter: str, most_rows: int) -> Iterator[tuple[int, list[str]]]:
    """The cells of every line that is not blank, with the line's number in the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for count, cells in enumerate(reader):
            if count > most_rows:
                raise too_many_rows(most_rows)
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as fault:
        raise FileUnreadable(
            _("går inte att läsa som CSV"),
            _("Se efter att citattecknen står parvis och att filen är ren text."),
            row=line,
            value=next(islice(io.StringIO(text), line - 1, line), "").strip(),
        ) from fault


def _header_faults(
    form: TableForm, header: list[str], may_lack: Collection[str]
) -> Iterator[Fault]:
    later = {column.name for column in form.columns if column.came_later}
    missing = [name for name in form.names if name not in {*header, *may_lack, *later}]
    unknown = [name for name in dict.fromkeys(header) if name not in form.names]
    for name in unknown:
        remedy = (
            _("Döp om eller ta bort den. Det här saknas: {names}.").format(names=", ".join(missing))
            if missing
            else _("Ta bort den. Kolumnerna är: {names}.").format(names=", ".join(form.names))
        )
        yield Fault(form.file, 1, "", name, _("är ingen kolumn i tabellen"), remedy)
    for name in missing if not unknown else ():
        yield Fault(form.file, 1, name, "", _("kolumnen saknas"), _("Lägg till den i rubrikraden."))
    for name in form.names:
        if header.count(name) > 1:
            yield Fault(
                form.file, 1, name, "", _("kolumnen står flera gånger"), _("Ta bort alla utom en.")
            )


def _rows(
    form: TableForm, style: Style, header: list[str], lines: Lines
) -> tuple[RawTable, tuple[Fault, ...]]:
    rows, faults = [], []
    for line, cells in lines:
        if len(cells) != len(header):
            problem = _("raden har {found} celler, rubrikraden {expected}").format(
                found=len(cells), expected=len(header)
            )
            remedy = _("Sätt citattecken om celler som innehåller avgränsare.")
            faults.append(Fault(form.file, line, "", "", problem, remedy))
            continue
        given = {name: text.strip() for name, text in zip(header, cells, strict=True)}
        rows.append(RawRow(line, dict.fromkeys(form.names, "") | given))
    return RawTable(style, tuple(rows), is_whole=not faults), tuple(faults)

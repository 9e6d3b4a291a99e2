"""Tables as a workbook for Excel: typed cells, a frozen head, and a sheet that says what it is."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from enslinje.core import numbers
from enslinje.rendering.csv_file import MISSING, Cell, Sheet

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ABOUT = "Om"
GENERAL = "General"
LONGEST_TEXT = 32_767
LONGEST_NAME = 31
MOST_DIGITS = 15
MOST_DECIMALS = 10

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_WIDEST = 60
_HEAD = Font(bold=True)


class _Digits(str):
    """A number as its digits, found once: for its cell, its column's decimals and width."""

    __slots__ = ()


class _Decimals(_Digits):
    """Of a number that may have decimals, whether or not it has any."""

    __slots__ = ()


_Prepared = str | _Digits | date | bool | None


@dataclass(frozen=True)
class Table:
    """A table of a workbook, and what the sheet beside it says.

    Attributes:
        name: of the sheet; what Excel does not take in one is left out.
        sheet: heads and rows.
        about: what the table is, whence and from when, as pairs of a word and what it is.
    """

    name: str
    sheet: Sheet
    about: tuple[tuple[str, Cell], ...]


def write(table: Table) -> bytes:
    """Return a workbook with `table` on its first sheet and what is said of it on the second, `Om`.

    A number is a number, as exact as Excel keeps one: with more than 15 digits it becomes text, so
    that none is lost (a fraction is rounded there). Where a column has decimals, all its numbers
    show as many. A day is a day, written 2021-03-12. Text is text whatever it begins with: never a
    formula, also when somebody edits the cell. A dash stands where nothing is stated.
    """
    book = Workbook(write_only=True)
    book.properties.creator = "Enslinje"
    _put(book, _sheet_name(table.name), table.sheet)
    _put(book, ABOUT, Sheet((), table.about))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(book: Workbook, name: str, sheet: Sheet) -> None:
    page = book.create_sheet(name)
    rows = [[_prepared(cell) for cell in row] for row in sheet.rows]
    columns = tuple(zip(*([sheet.heads] if sheet.heads else []), *rows, strict=True))
    for at, column in enumerate(columns, start=1):
        page.column_dimensions[get_column_letter(at)].width = _width(column)
    if sheet.heads:
        page.freeze_panes = "A2"
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.heads))}{len(rows) + 1}"
        page.append([_text(page, head, font=_HEAD) for head in sheet.heads])
    formats = [_number_format(column) for column in columns]
    for row in rows:
        page.append([_cell(page, cell, form) for cell, form in zip(row, formats, strict=True)])


def _prepared(cell: Cell) -> _Prepared:
    match cell:
        case bool() | str() | None:
            return cell
        case int():
            return _Digits(cell)
        case Decimal():
            return _Decimals(numbers.exact(cell))
        case Fraction():
            room = MOST_DIGITS - len(str(abs(cell.numerator) // cell.denominator))
            decimals = max(0, min(MOST_DECIMALS, room))
            return _Decimals(numbers.exact(numbers.rounded(cell, decimals)))
        case _:
            return cell


def _cell(page: object, cell: _Prepared, number_format: str) -> WriteOnlyCell:
    match cell:
        case None:
            return _text(page, MISSING)
        case bool():
            return _text(page, "ja" if cell else "nej")
        case _Digits():
            return _number(page, cell, number_format)
        case date():
            return _day(page, cell)
        case _:
            return _text(page, cell)


def _text(page: object, text: str, font: Font | None = None) -> WriteOnlyCell:
    kept = _CONTROLS.sub("\ufffd", text)
    if len(kept) > LONGEST_TEXT:
        kept = kept[: LONGEST_TEXT - 1] + "…"
    cell = WriteOnlyCell(page, kept)
    cell.data_type = "s"  # Otherwise what begins with = is a formula, and #N/A an error.
    if kept.startswith(_RISKY):
        # As Excel itself marks what is typed after an apostrophe: editing the cell runs nothing.
        cell.quotePrefix = True
    if font:
        cell.font = font
    return cell


def _number(page: object, digits: _Digits, number_format: str) -> WriteOnlyCell:
    if _significant(digits) > MOST_DIGITS:
        return _text(page, digits.replace(".", ","))
    cell = WriteOnlyCell(page, digits)
    cell.data_type = "n"  # Its digits as they are: no binary fraction in between.
    if number_format != GENERAL:
        cell.number_format = number_format
    return cell


def _day(page: object, day: date) -> WriteOnlyCell:
    """An instant loses its time: a cell holds no time zone."""
    cell = WriteOnlyCell(page, day.date() if isinstance(day, datetime) else day)
    cell.number_format = "yyyy-mm-dd"
    return cell


def _significant(digits: _Digits) -> int:
    return len(digits.lstrip("-").replace(".", "").lstrip("0"))


def _number_format(column: Sequence[_Prepared]) -> str:
    """Thousands and decimals where a column may have decimals; else as it is (years, codes)."""
    found = [len(cell.partition(".")[2]) for cell in column if isinstance(cell, _Decimals)]
    if not found:
        return GENERAL
    return f"#,##0.{'0' * max(found)}" if max(found) else "#,##0"


def _width(column: Sequence[_Prepared]) -> int:
    return min(_WIDEST, max((_length(cell) for cell in column), default=0)) + 2


def _length(cell: _Prepared) -> int:
    if isinstance(cell, _Digits):
        return len(cell) + len(cell) // 3  # Room for what parts the thousands.
    return len(MISSING if cell is None else str(cell))


def _sheet_name(name: str) -> str:
    plain = _CONTROLS.sub("", _NOT_IN_NAMES.sub(" ", name)).strip(" '")[:LONGEST_NAME].strip(" '")
    return plain if plain and plain != ABOUT else "Tabell"

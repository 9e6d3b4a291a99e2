"""An Excel sheet in: the text of every cell, within limits, or what is wrong with the file.

What is read is what a person sees in the sheet, so that it means the same as in a CSV file: a
number has its decimals with a comma, a date is 2021-02-15, an account with leading zeros keeps
them. Nothing that would be lost unseen is let through: merged cells, formulas without a result,
errors, and several sheets to choose from are told instead.
"""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from io import BytesIO
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.cell import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from enslinje.exchange import excel_archive
from enslinje.exchange.reading import (
    LIMITS,
    MOST_BYTES,
    FileUnreadable,
    Limits,
    Lines,
    too_many_rows,
)

WIDEST = 1_000
"""Cells of a row, empty ones between others too: more are not looked through."""

ABOUT_SHEETS = frozenset({"om", "about"})
"""Sheets that say what a file is: those that we write ourselves have one."""

PACKED = b"PK\x03\x04"
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"

_ZEROS = re.compile(r"0+")
_LITERAL = re.compile(r'"[^"]*"|\\.')
_MOST_DIGITS = Context(prec=15)
"""What Excel itself keeps of a number: more is how a computer stores it."""

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, EOFError, OSError),
    *(ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, SyntaxError),
    *(AssertionError, ArithmeticError),
    RuntimeError,  # A file that is locked, or packed in a way that zipfile does not know.
)
"""What openpyxl and zipfile raise of files that are not what they say that they are."""


@dataclass(frozen=True)
class ReadSheet:
    """The rows of a sheet that are not empty, each with its number.

    `name` is that of the sheet where the file has more than one.
    """

    name: str
    lines: Lines


def is_excel(content: bytes) -> bool:
    """Whether the bytes begin as an Excel file does, old or new."""
    return content.startswith((PACKED, OLD_OR_LOCKED))


def sheet_lines(content: bytes, *, sheet: str = "", limits: Limits = LIMITS) -> Lines:
    """Return the text of the cells of every row that is not empty, as `read_sheet` reads them."""
    return read_sheet(content, sheet=sheet, limits=limits).lines


def read_sheet(content: bytes, *, sheet: str = "", limits: Limits = LIMITS) -> ReadSheet:
    """Read the text of the cells of every row that is not empty.

    Args:
        content: the bytes of an .xlsx file.
        sheet: its name; by default the only sheet that is shown and does not say what the file is.
        limits: what is larger is refused.

    Raises:
        FileUnreadable: the file cannot be read, or part of it would be lost; with the place if any.
    """
    _check_size(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            excel_archive.check(archive, len(content), limits)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # What openpyxl leaves aside is no part of a table.
            return _read(content, sheet, limits)
    except FileUnreadable:
        raise
    except _BROKEN as fault:
        raise excel_archive.no_excel_file() from fault


def _check_size(content: bytes) -> None:
    if content.startswith(OLD_OR_LOCKED):
        raise FileUnreadable(
            _("filen är skriven i ett äldre Excelformat eller har ett lösenord"),
            _("Spara den som Excel-arbetsbok (.xlsx) utan lösenord."),
        )
    if len(content) > MOST_BYTES:
        raise FileUnreadable(
            _("filen är för stor"),
            _("Dela upp den: högst {most} byte går att läsa.").format(most=MOST_BYTES),
        )


def _read(content: bytes, name: str, limits: Limits) -> ReadSheet:
    book = _open(content, data_only=True)
    sheet = _chosen(book, name)
    said = sheet.title if len(book.sheetnames) > 1 else ""
    try:
        return ReadSheet(said, _lines(content, sheet, limits))
    except FileUnreadable as fault:
        fault.sheet = said
        raise


def _lines(content: bytes, sheet: Any, limits: Limits) -> Lines:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        path = sheet._worksheet_path  # noqa: SLF001 - openpyxl does not say it in another way
        merged, has_formulas = excel_archive.merged_or_formulas(archive, path)
    if merged:
        raise _merged(sheet, merged, limits)
    if has_formulas:
        formulas = _open(content, data_only=False)[sheet.title]
        _check_formulas(sheet, formulas, limits)
    lines = []
    for number, cells in enumerate(_rows(sheet, limits), start=1):
        if number > limits.rows + 1:
            raise too_many_rows(limits.rows, number)
        if len(cells) > WIDEST:
            raise _too_wide(cells[-1].value, limits.columns, number, len(cells))
        texts = ["" if cell.value is None else _text(cell, number) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if len(texts) > limits.columns:
            raise _too_wide(texts[-1], limits.columns, number, len(texts))
        if texts:
            lines.append((number, texts))
    return lines


def _too_wide(value: Any, most: int, row: int, column: int) -> FileUnreadable:
    """What is said of a cell too far to the right, which may only look empty."""
    problem = _("står till höger om de {most} kolumner som går att läsa")
    if value is None:
        problem = _("raden går längre till höger än de {most} kolumner som går att läsa")
    return FileUnreadable(
        problem.format(most=most),
        _("Ta bort kolumnerna till höger om tabellen."),
        row=row,
        column=get_column_letter(column),
        value="" if value is None else str(value),
    )


def _open(content: bytes, *, data_only: bool) -> Any:
    return openpyxl.load_workbook(
        BytesIO(content), read_only=True, data_only=data_only, keep_links=False
    )


def _rows(sheet: Any, limits: Limits) -> Iterator[tuple[Any, ...]]:
    """The rows, gaps included. What the sheet says of its own size is not asked.

    It ends by itself after the last row there is; a gap may be of any length.
    """
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows()
    return islice(rows, limits.rows + 2)


def _chosen(book: Any, name: str) -> Any:
    shown = [one for one in book.worksheets if one.sheet_state == "visible"]
    if name:
        found = [one for one in shown if one.title == name]
    else:
        found = [one for one in shown if one.title.strip().casefold() not in ABOUT_SHEETS]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.title for one in (found or shown))
    if found:
        raise FileUnreadable(
            _("arbetsboken har flera blad"),
            _("Lämna kvar bladet med tabellen. Bladen är: {names}.").format(names=names),
        )
    if not names:
        raise FileUnreadable(
            _("arbetsboken har inget blad med celler som visas"),
            _("Lägg tabellen på ett blad med celler, och visa bladet om det är dolt."),
        )
    raise FileUnreadable(
        _("arbetsboken har inget sådant blad")
        if name
        else _("arbetsboken har inget blad med en tabell"),
        _("Lägg tabellen på ett eget blad. Bladen är: {names}.").format(names=names),
    )


def _merged(sheet: Any, cells: str, limits: Limits) -> FileUnreadable:
    """What is said of merged cells: all but the first would be read as empty."""
    column, row = range_boundaries(cells)[:2]
    found = next(islice(_rows(sheet, limits), row - 1, row), ())
    value = found[column - 1].value if column <= len(found) else None
    text = "" if value is None else str(value).strip()
    remedy = _("Dela upp dem: en cell för varje rad och kolumn.")
    place = {"row": row, "column": get_column_letter(column)}
    if not text:
        return FileUnreadable(
            _("cellerna {cells} är sammanfogade").format(cells=cells), remedy, **place
        )
    return FileUnreadable(
        _("står i de sammanfogade cellerna {cells}").format(cells=cells),
        remedy,
        value=text,
        **place,
    )


def _check_formulas(values: Any, formulas: Any, limits: Limits) -> None:
    """Refuse a formula whose result is not kept: it would be read as an empty cell.

    A result that is the empty text is kept as a text of no length.
    """
    pairs = zip(_rows(values, limits), _rows(formulas, limits), strict=True)
    for found, written in pairs:
        for value, formula in zip(found, written, strict=True):
            if formula.data_type == "f" and value.value is None and value.data_type != "str":
                raise FileUnreadable(
                    _("är en formel utan sparat värde"),
                    _("Öppna filen i Excel, räkna om och spara den."),
                    row=formula.row,
                    column=formula.column_letter,
                    value=_formula(formula.value),
                )


def _formula(written: Any) -> str:
    """A formula as it is written. That of a whole range has its text in a place of its own."""
    return str(getattr(written, "text", None) or written)


def _text(cell: Any, row: int) -> str:
    """What stands in the cell, as it would stand in a Swedish CSV file."""
    match cell.value:
        case str() as text if cell.data_type == "e":
            raise FileUnreadable(
                _("är ett fel som Excel visar i stället för ett värde"),
                _("Rätta formeln, eller skriv värdet."),
                row=row,
                column=cell.column_letter,
                value=text,
            )
        case str() as text:
            return text.strip()
        case bool() as flag:
            return "true" if flag else "false"
        case datetime() as instant:
            return str(instant.date() if instant.time() == time() else instant)[:16]
        case date() | time() | timedelta() as moment:
            return str(moment)
        case number:
            return _number(Decimal(repr(number)), _LITERAL.sub("", cell.number_format))


def _number(number: Decimal, number_format: str) -> str:
    if "%" in number_format:  # Excel keeps 60 % as 0,6.
        return f"{_number(number * 100, '')} %"
    shown = format(_MOST_DIGITS.plus(number).normalize(), "f")
    if _ZEROS.fullmatch(number_format) and shown.isdecimal():
        shown = shown.zfill(len(number_format))
    return shown.replace(".", ",")

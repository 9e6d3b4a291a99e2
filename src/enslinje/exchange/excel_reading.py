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
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from io import BytesIO
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from enslinje.exchange.reading import MOST_BYTES, MOST_ROWS, FileUnreadable, Lines

MOST_PARTS = 2_000
MOST_UNPACKED = 150_000_000
MOST_TIMES_LARGER = 200
MOST_COLUMNS = 100
ABOUT_SHEETS = frozenset({"om", "about"})
"""Sheets that say what a file is: those that we write ourselves have one."""

PACKED = b"PK\x03\x04"
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"

_BLOCK = 1 << 16
_OVERLAP = 64
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z0-9:]{1,32})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_ZEROS = re.compile(r"0+")
_MOST_DIGITS = Context(prec=15)
"""What Excel itself keeps of a number: more is how a computer stores it."""

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, EOFError, OSError),
    *(ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, SyntaxError),
    RuntimeError,  # A file that is locked, or packed in a way that zipfile does not know.
)
"""What openpyxl and zipfile raise of files that are not what they say that they are."""


def is_excel(content: bytes) -> bool:
    """Whether the bytes begin as an Excel file does, old or new."""
    return content.startswith((PACKED, OLD_OR_LOCKED))


def sheet_lines(content: bytes, *, sheet: str = "") -> Lines:
    """Return the text of the cells of every row that is not empty, with its number in the sheet.

    Args:
        content: the bytes of an .xlsx file.
        sheet: its name; by default the only sheet that is shown and does not say what the file is.

    Raises:
        FileUnreadable: the file cannot be read, or part of it would be lost; with the row if any.
    """
    _check_size(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_parts(archive, len(content))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # What openpyxl leaves aside is no part of a table.
            return _lines(content, sheet)
    except FileUnreadable:
        raise
    except _BROKEN as fault:
        raise _no_excel_file() from fault


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


def _check_parts(archive: zipfile.ZipFile, size: int) -> None:
    """Refuse what grows out of proportion when it is unpacked, before anything is."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > min(MOST_UNPACKED, size * MOST_TIMES_LARGER):
        raise FileUnreadable(
            _("filen blir för stor när den packas upp"),
            _("Kopiera tabellen till en ny arbetsbok och spara den."),
        )
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            for block in _blocks(archive, part):
                if b"\x00" in block or _ENTITIES.search(block):
                    raise _no_excel_file()


def _blocks(archive: zipfile.ZipFile, part: zipfile.ZipInfo | str) -> Iterator[bytes]:
    """A part, block by block, each with the end of the one before."""
    with archive.open(part) as stream:
        end = b""
        while block := stream.read(_BLOCK):
            yield end + block
            end = block[-_OVERLAP:]


def _lines(content: bytes, name: str) -> Lines:
    book = _open(content, data_only=True)
    sheet = _chosen(book, name)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        merged, has_formulas = _looked_through(archive, sheet._worksheet_path)  # noqa: SLF001
    if merged:
        raise FileUnreadable(
            _("cellerna {cells} är sammanfogade").format(cells=merged),
            _("Dela upp dem: en cell för varje rad och kolumn."),
        )
    if has_formulas:
        _check_formulas(sheet, _chosen(_open(content, data_only=False), name))
    lines = []
    for number, cells in enumerate(_rows(sheet), start=1):
        if number > MOST_ROWS + 1:
            raise FileUnreadable(
                _("filen har för många rader"),
                _("Dela upp den: högst {most} rader går att läsa.").format(most=MOST_ROWS),
            )
        texts = ["" if cell.value is None else _text(cell, number) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if len(texts) > MOST_COLUMNS:
            raise FileUnreadable(
                _("raden har för många celler"),
                _("Ta bort det som står till höger om tabellen."),
                row=number,
            )
        if texts:
            lines.append((number, texts))
    return lines


def _open(content: bytes, *, data_only: bool) -> Any:
    return openpyxl.load_workbook(
        BytesIO(content), read_only=True, data_only=data_only, keep_links=False
    )


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """The rows, gaps included. What the sheet says of its own size is not asked.

    It ends by itself after the last row there is; a gap may be of any length.
    """
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(max_col=MOST_COLUMNS + 1)
    return islice(rows, MOST_ROWS + 2)


def _chosen(book: Any, name: str) -> Any:
    shown = [one for one in book.worksheets if one.sheet_state == "visible"]
    if name:
        found = [one for one in shown if one.title == name]
    else:
        found = [one for one in shown if one.title.strip().casefold() not in ABOUT_SHEETS]
    if len(found) == 1:
        return found[0]
    raise FileUnreadable(
        _("arbetsboken har flera blad") if found else _("arbetsboken har inget sådant blad"),
        _("Lämna kvar bladet med tabellen. Bladen är: {names}.").format(
            names=", ".join(one.title for one in shown)
        ),
    )


def _looked_through(archive: zipfile.ZipFile, path: str) -> tuple[str, bool]:
    """The first merged cells of a sheet, and whether it has formulas."""
    has_formulas = False
    for block in _blocks(archive, path):
        if merged := _MERGED.search(block):
            return merged[1].decode("ascii"), has_formulas
        has_formulas = has_formulas or bool(_FORMULA.search(block))
    return "", has_formulas


def _check_formulas(values: Any, formulas: Any) -> None:
    """Refuse a formula whose result is not kept: it would be read as an empty cell."""
    for found, written in zip(_rows(values), _rows(formulas), strict=True):
        for value, formula in zip(found, written, strict=True):
            if formula.data_type == "f" and value.value is None:
                raise FileUnreadable(
                    _("formeln i {cell} har inget sparat värde").format(cell=formula.coordinate),
                    _("Öppna filen i Excel, räkna om och spara den."),
                    row=formula.row,
                )


def _text(cell: Any, row: int) -> str:
    """What stands in the cell, as it would stand in a Swedish CSV file."""
    match cell.value:
        case str() as text if cell.data_type == "e":
            raise FileUnreadable(
                _("cellen {cell} har felet {error}").format(cell=cell.coordinate, error=text),
                _("Rätta formeln, eller skriv värdet."),
                row=row,
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
            return _number(Decimal(repr(number)), cell.number_format)


def _number(number: Decimal, number_format: str) -> str:
    if "%" in number_format:  # Excel keeps 60 % as 0,6.
        return f"{_number(number * 100, '')} %"
    shown = format(_MOST_DIGITS.plus(number).normalize(), "f")
    if _ZEROS.fullmatch(number_format) and shown.isdecimal():
        shown = shown.zfill(len(number_format))
    return shown.replace(".", ",")


def _no_excel_file() -> FileUnreadable:
    return FileUnreadable(
        _("filen går inte att läsa som en Excel-arbetsbok"),
        _("Öppna den i Excel och spara den som Excel-arbetsbok (.xlsx)."),
    )

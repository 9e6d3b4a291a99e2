"""Tables as CSV: one way for Swedish Excel, one for machines, both exact."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from enslinje.core import numbers

Cell = str | int | Decimal | Fraction | date | bool | None

BOM = "\ufeff"
MISSING = "–"
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


class Profile(StrEnum):
    """For whom the file is."""

    EXCEL = "excel"
    MACHINE = "maskin"


@dataclass(frozen=True)
class Sheet:
    """A table to write: the heads, and rows of cells in the same order."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write(sheet: Sheet, profile: Profile = Profile.EXCEL) -> bytes:
    r"""Return `sheet` as UTF-8.

    For Excel in Swedish: `;`, decimal comma, a byte order mark, CRLF, a dash where nothing is
    stated, and text that a spreadsheet would run as a formula made safe by an apostrophe; a
    number is never touched. For machines: `,`, decimal point, no mark, empty where nothing is
    stated.
    """
    is_excel = profile is Profile.EXCEL
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if is_excel else ",", lineterminator="\r\n")
    writer.writerow(_line(sheet.heads, profile))
    writer.writerows(_line(row, profile) for row in sheet.rows)
    return ((BOM if is_excel else "") + out.getvalue()).encode()


def _line(cells: Sequence[Cell], profile: Profile) -> list[str]:
    return [_text(cell, profile) for cell in cells]


def _text(cell: Cell, profile: Profile) -> str:
    is_excel = profile is Profile.EXCEL
    match cell:
        case None:
            return MISSING if is_excel else ""
        case bool():
            return ("ja" if cell else "nej") if is_excel else str(cell).lower()
        case int() | Decimal() | Fraction():
            exact = numbers.exact(cell)
            return exact.replace(".", ",") if is_excel else exact
        case date():
            return cell.isoformat()
        case _:
            return f"'{cell}" if is_excel and cell.startswith(_RISKY) else cell


def plain(cell: Cell) -> str | int | bool | None:
    """Return a cell as JSON takes it: decimals and fractions as exact text, dates in ISO form."""
    match cell:
        case bool() | int() | str() | None:
            return cell
        case date():
            return cell.isoformat()
        case _:
            return numbers.exact(cell)


def records(sheet: Sheet, names: Iterable[str]) -> list[dict[str, str | int | bool | None]]:
    """Return the rows as records for JSON, under `names`."""
    keys = tuple(names)
    return [{key: plain(cell) for key, cell in zip(keys, row, strict=True)} for row in sheet.rows]

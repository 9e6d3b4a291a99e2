"""A sheet to fill in: cells to write in, drop-downs, checked values, everything else locked."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from enslinje.rendering.excel_file import ABOUT

TEXT_FORMAT = "@"
LONGEST_LIST = 255
_HEAD = Font(bold=True)
_TO_FILL_IN = PatternFill("solid", fgColor="FFF8E1")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class FormColumn:
    """A column of the sheet: its head, how wide it is, and the most characters one may write.

    `most` is `None` where nobody writes: the column is locked.
    """

    head: str
    width: int
    most: int | None = None


@dataclass(frozen=True)
class FormCell:
    """A cell: its text, what the drop-down proposes, and whether it is locked whatever its column.

    What is proposed need not be chosen.
    """

    text: str = ""
    proposed: tuple[str, ...] = ()
    is_locked: bool = False


@dataclass(frozen=True)
class FormSheet:
    """A sheet to fill in, the words that explain it, and what Excel says of what is not taken."""

    name: str
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[FormCell, ...], ...]
    about: tuple[tuple[str, str], ...]
    refused_title: str
    refused: str


def write(form: FormSheet) -> bytes:
    """Return a workbook with the form on its first sheet and what explains it on the second.

    Every cell is text, so that Excel changes nothing of what is written: a target may be a number,
    an interval or a word. The locked cells are protected without a password.
    """
    book = Workbook()
    book.properties.creator = "Enslinje"
    sheet = book.active
    sheet.title = form.name
    sheet.append([column.head for column in form.columns])
    for at, column in enumerate(form.columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
        sheet.cell(1, at).font = _HEAD
    for number, row in enumerate(form.rows, start=2):
        for at, (cell, column) in enumerate(zip(row, form.columns, strict=True), start=1):
            _put(sheet.cell(number, at), cell, is_locked=column.most is None or cell.is_locked)
    sheet.freeze_panes = "C2"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    for rule in _rules(form):
        sheet.add_data_validation(rule)
    about = book.create_sheet(ABOUT)
    for words, said in form.about:
        about.append([words, said])
        about.cell(about.max_row, 2).alignment = Alignment(wrap_text=True, vertical="top")
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 24, 90
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(place: Cell, cell: FormCell, *, is_locked: bool) -> None:
    place.value = cell.text or None
    if cell.text:
        place.data_type = "s"  # Otherwise what begins with = is a formula.
        place.quotePrefix = cell.text.startswith(_RISKY)
    place.number_format = TEXT_FORMAT
    place.alignment = Alignment(wrap_text=True, vertical="top")
    place.protection = Protection(locked=is_locked)
    if not is_locked:
        place.fill = _TO_FILL_IN


def _rules(form: FormSheet) -> Sequence[DataValidation]:
    """One rule for each set of cells that is proposed the same; a length for the others."""
    cells: dict[tuple[tuple[str, ...], int], list[str]] = {}
    for number, row in enumerate(form.rows, start=2):
        for at, (cell, column) in enumerate(zip(row, form.columns, strict=True), start=1):
            if column.most is not None and not cell.is_locked:
                cells.setdefault((cell.proposed, column.most), []).append(
                    f"{get_column_letter(at)}{number}"
                )
    return [_rule(form, proposed, most, places) for (proposed, most), places in cells.items()]


def _rule(
    form: FormSheet, proposed: tuple[str, ...], most: int, places: list[str]
) -> DataValidation:
    listed = ",".join(proposed)
    if proposed and len(listed) <= LONGEST_LIST:
        # A proposal, no law: a number is written beside the words.
        rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
        rule.showErrorMessage = False
    else:
        rule = DataValidation("textLength", operator="lessThanOrEqual", formula1=str(most))
        rule.showErrorMessage = True
        rule.errorTitle, rule.error = form.refused_title, form.refused
    for place in places:
        rule.add(place)
    return rule

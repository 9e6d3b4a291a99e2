"""A table that somebody hands over, as Excel or as CSV in the encoding that their program wrote.

A folder of a data set is UTF-8 (`reading`). What comes through a page or a command from elsewhere
is what Excel and accounting systems save: which it is is settled by the bytes alone.
"""

import hashlib
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from django.utils.translation import gettext as _

from enslinje.core.errors import DomainError
from enslinje.exchange.cells import Style
from enslinje.exchange.excel_reading import is_excel, sheet_lines
from enslinje.exchange.faults import Fault
from enslinje.exchange.reading import (
    MOST_BYTES,
    FileUnreadable,
    Lines,
    RawTable,
    parted,
    table_of,
    unread,
)
from enslinje.exchange.schema import TableForm
from enslinje.exchange.sie.encoding import look


@dataclass(frozen=True)
class HandedFile:
    """A file as it was handed over: its name without folders, and its bytes."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def handed(path: Path) -> HandedFile:
    """Take a file from a disk.

    Raises:
        DomainError: it cannot be opened, or is too large to read.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise DomainError(
            _("{file} går inte att öppna. Se efter att det är en fil som får läsas.").format(
                file=path
            )
        ) from error
    return HandedFile(path.name, content)


def read_handed(file: HandedFile, form: TableForm) -> tuple[RawTable, tuple[Fault, ...]]:
    """Read a table of `form` out of a file: its rows, and what is wrong with it.

    Numbers of an Excel sheet are as in a CSV file from Swedish Excel, with a comma. Columns that
    are not required may be left out. Faults name the file as it was handed over.
    """
    form = named(form, file.name)
    try:
        style, lines = _lines(file.content)
    except FileUnreadable as fault:
        return unread(form, fault)
    may_lack = [column.name for column in form.columns if not column.required]
    return table_of(form, style, lines, may_lack=may_lack)


def named(form: TableForm, file: str) -> TableForm:
    """Return the form with the name of the file that holds its table."""
    stem, _point, suffix = file.rpartition(".")
    return replace(form, name=stem, suffix=suffix) if stem else replace(form, name=file)


def lines_of(content: bytes) -> Lines:
    """Return the texts of the cells of a file, row by row, with the number of each row.

    Raises:
        FileUnreadable: the file cannot be read, or part of it would be lost.
    """
    return _lines(content)[1]


def _lines(content: bytes) -> tuple[Style, Lines]:
    if is_excel(content):
        lines = sheet_lines(content)
        width = len(lines[0][1]) if lines else 0
        return Style.COMMA, [(row, texts + [""] * (width - len(texts))) for row, texts in lines]
    return parted(_text(content))


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise FileUnreadable(
            _("filen är för stor"),
            _("Dela upp den: högst {most} byte går att läsa.").format(most=MOST_BYTES),
        )
    found = look(BytesIO(content), MOST_BYTES)
    if not found.is_text:
        raise FileUnreadable(
            _("filen är ingen text"), _("Spara den som CSV UTF-8 eller Excel-arbetsbok (.xlsx).")
        )
    text = content.decode("utf-8-sig" if found.has_mark else found.encoding, errors="replace")
    if not text.strip():
        raise FileUnreadable(_("filen är tom"), _("Skriv minst rubrikraden."))
    return text

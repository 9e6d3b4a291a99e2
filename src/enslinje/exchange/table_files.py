"""A table that somebody hands over, as Excel or as CSV in the encoding that their program wrote.

A folder of a data set is UTF-8 (`reading`). What comes through a page or a command from elsewhere
is what Excel and accounting systems save: which it is is settled by the bytes alone.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from django.utils.translation import gettext as _

from enslinje.core.errors import DomainError
from enslinje.core.numbers import shown
from enslinje.exchange.cells import Style
from enslinje.exchange.excel_reading import is_excel, read_sheet
from enslinje.exchange.faults import Fault
from enslinje.exchange.reading import (
    LIMITS,
    MOST_BYTES,
    FileUnreadable,
    Limits,
    Lines,
    RawTable,
    parted,
    table_of,
    unread,
)
from enslinje.exchange.schema import TableForm
from enslinje.exchange.sie.encoding import Encoding, look

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_UTF_8 = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x80-\xbf]")
"""A letter or a dash in several bytes, which are no likely row of letters in another encoding."""
_AS_MACINTOSH = "åäöÅÄÖ".encode("mac-roman")


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
        read = lines_of(file.content)
    except FileUnreadable as fault:
        return unread(form, fault)
    may_lack = [column.name for column in form.columns if not column.required]
    return table_of(form, read.style, read.lines, may_lack=may_lack)


def named(form: TableForm, file: str) -> TableForm:
    """Return the form with the name of the file that holds its table."""
    stem, _point, suffix = file.rpartition(".")
    return replace(form, name=stem, suffix=suffix) if stem else replace(form, name=file)


@dataclass(frozen=True)
class HandedLines:
    """The texts of the cells of a file, row by row, with the number of each row.

    `sheet` is the name of the sheet where the file has more than one.
    """

    style: Style
    lines: Lines
    is_excel: bool
    sheet: str = ""


def lines_of(content: bytes, limits: Limits = LIMITS) -> HandedLines:
    """Read the texts of the cells of a file.

    Raises:
        FileUnreadable: the file cannot be read, or part of it would be lost.
    """
    if is_excel(content):
        read = read_sheet(content, limits=limits)
        width = len(read.lines[0][1]) if read.lines else 0
        filled = [(row, texts + [""] * (width - len(texts))) for row, texts in read.lines]
        return HandedLines(Style.COMMA, filled, is_excel=True, sheet=read.name)
    style, lines = parted(_text(content, limits.characters), most_rows=limits.rows)
    return HandedLines(style, lines, is_excel=False)


def _text(content: bytes, most: int) -> str:
    if len(content) > MOST_BYTES:
        raise _too_large(MOST_BYTES)
    if content.startswith(_WIDE):
        raise FileUnreadable(_("filen är skriven i UTF-16"), _save_anew())
    if b"\0" in content:
        raise FileUnreadable(_("filen är ingen text"), _save_anew())
    if content.lstrip()[:1] == b"<":
        raise FileUnreadable(
            _("filen är en webbsida eller XML och ingen tabell"),
            _("Öppna den i Excel och spara den som Excel-arbetsbok (.xlsx)."),
        )
    found = look(BytesIO(content), MOST_BYTES)
    if found.encoding is not Encoding.UTF_8 or found.has_mark:
        _check_letters(content, found.encoding)
    text = content.decode("utf-8-sig" if found.has_mark else found.encoding)
    if not text.strip():
        raise FileUnreadable(_("filen är tom"), _("Skriv minst rubrikraden."))
    if len(text) > most:
        raise _too_large(most)
    return text


def _check_letters(content: bytes, encoding: Encoding) -> None:
    """Refuse bytes that would be read as other letters than those that were written."""
    at = None
    try:
        content.decode(encoding)
    except UnicodeDecodeError as fault:
        at = fault.start
    if at is None and encoding is not Encoding.UTF_8:
        at = _wrong_letter(content, encoding)
    if at is None:
        return
    line = content.count(b"\n", 0, at) + 1
    start = content.rfind(b"\n", 0, at) + 1
    value = content[max(start, at - 20) : at + 20].partition(b"\n")[0].strip()
    raise FileUnreadable(
        _("har tecken som inte går att tyda"),
        _save_anew(),
        row=line,
        value=value.decode("utf-8", errors="replace"),
    )


def _wrong_letter(content: bytes, encoding: Encoding) -> int | None:
    """Where damaged UTF-8, or a text from an old Macintosh, would be read as something else."""
    if pair := _UTF_8.search(content):
        return pair.start()
    here = "åäöÅÄÖ".encode(encoding)
    if _count(content, _AS_MACINTOSH) <= _count(content, here):
        return None
    return next(at for at, byte in enumerate(content) if byte in _AS_MACINTOSH)


def _count(content: bytes, letters: bytes) -> int:
    return len(content) - len(content.translate(None, letters))


def _save_anew() -> str:
    return _("Spara den som CSV UTF-8 eller Excel-arbetsbok (.xlsx).")


def _too_large(most: int) -> FileUnreadable:
    return FileUnreadable(
        _("filen är för stor"),
        _("Dela upp den: högst {most} tecken går att läsa.").format(most=shown(most)),
    )

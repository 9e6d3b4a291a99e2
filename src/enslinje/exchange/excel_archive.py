"""The archive that an Excel file is: how large it gets, and what in its sheets is seen by its text.

Nothing is unpacked before what it says of its own size is within the limits, and no more of a part
is ever unpacked than it says. What is counted after that is what costs time and memory to read:
elements and attributes.
"""

import re
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext as _

from enslinje.exchange.reading import FileUnreadable, Limits

MOST_PARTS = 2_000
MOST_TIMES_LARGER = 200
MOST_MARKS_BESIDE = 100_000
"""Elements and attributes of everything that is no table: styles cost more than cells."""

_BLOCK = 1 << 16
_OVERLAP = 128
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*ref\s*=\s*["']([A-Z0-9:]{1,32})["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_TABLES = ("xl/worksheets/", "xl/sharedStrings")
_MARKUP = (".xml", ".rels", ".vml")


def check(archive: zipfile.ZipFile, size: int, limits: Limits) -> None:
    """Refuse an archive of `size` bytes that grows out of proportion, or that is no Excel file.

    Raises:
        FileUnreadable: it is too large inside, its parts come twice, or are no plain XML.
        BadZipFile, zlib.error, RuntimeError: a part is damaged or locked.
    """
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > min(limits.unpacked, size * MOST_TIMES_LARGER):
        raise _too_large_inside()
    if len({part.filename.casefold() for part in parts}) < len(parts):
        raise no_excel_file()  # Which of them is meant, programs do not agree on.
    marks = beside = 0
    for part in parts:
        for block, new in _blocks(archive, part):
            if _ENTITIES.search(block) or (part.filename.endswith(_MARKUP) and b"\x00" in new):
                raise no_excel_file()
            count = new.count(b"<") + new.count(b"=")
            marks += count
            beside += 0 if part.filename.startswith(_TABLES) else count
            if marks > limits.marks or beside > MOST_MARKS_BESIDE:
                raise _too_large_inside()


def merged_or_formulas(archive: zipfile.ZipFile, path: str) -> tuple[str, bool]:
    """The first merged cells of a sheet, and whether it has formulas."""
    has_formulas = False
    for block, _new in _blocks(archive, path):
        if merged := _MERGED.search(block):
            return merged[1].decode("ascii"), has_formulas
        has_formulas = has_formulas or bool(_FORMULA.search(block))
    return "", has_formulas


def no_excel_file() -> FileUnreadable:
    """Return what is said of a file that only begins as an Excel file does."""
    return FileUnreadable(
        _("filen går inte att läsa som en Excel-arbetsbok"),
        _("Öppna den i Excel och spara den som Excel-arbetsbok (.xlsx)."),
    )


def _too_large_inside() -> FileUnreadable:
    return FileUnreadable(
        _("filen blir för stor när den packas upp"),
        _("Kopiera tabellen till en ny arbetsbok och spara den."),
    )


def _blocks(archive: zipfile.ZipFile, part: zipfile.ZipInfo | str) -> Iterator[tuple[bytes, bytes]]:
    """A part, block by block: each with the end of the one before, and by itself."""
    with archive.open(part) as stream:
        end = b""
        while block := stream.read(_BLOCK):
            yield end + block, block
            end = block[-_OVERLAP:]

"""What a file is, told by its contents and never by its name.

Only kinds that people attach to minutes are known. What is two things at once, such as a PDF that
is also an archive, is none of them.
"""

import zipfile
from typing import BinaryIO

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
_OOXML = "application/vnd.openxmlformats-officedocument"
DOCX = f"{_OOXML}.wordprocessingml.document"
XLSX = f"{_OOXML}.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

ENDINGS = {PDF: "pdf", PNG: "png", JPEG: "jpg", DOCX: "docx", XLSX: "xlsx", ODT: "odt", ODS: "ods"}
"""Every known kind, by media type, and how a file of it ends."""

_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_END_OF_ARCHIVE = b"PK\x05\x06"
_TAIL = 65_536 + 22
"""Bytes from the end in which an archive says that it is one."""

_MEMBERS = 5_000
_MIMETYPE_LENGTH = 100


def media_type(file: BinaryIO) -> str | None:
    """Return the media type of what `file` holds, None when it is none that is known.

    Reads the beginning, the end and, of an archive, its table of contents: nothing is unpacked but
    the few bytes in which an OpenDocument says what it is.
    """
    file.seek(0)
    head = file.read(16)
    file.seek(0, 2)
    file.seek(max(0, file.tell() - _TAIL))
    tail = file.read()
    is_archive = _END_OF_ARCHIVE in tail
    if head.startswith(b"PK\x03\x04"):
        return _of_archive(file)
    if is_archive:
        return None
    if head.startswith(b"%PDF-"):
        return PDF if b"%%EOF" in tail[-1024:] else None
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG if b"IEND" in tail[-16:] else None
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG if b"\xff\xd9" in tail[-64:] else None
    return None


def _of_archive(file: BinaryIO) -> str | None:
    """An office document; none with macros in it."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            names = {one.filename for one in members}
            if len(members) > _MEMBERS or any(_is_macro(name) for name in names):
                return None
            if "[Content_Types].xml" in names:
                found = [kind for part, kind in _PARTS.items() if part in names]
                return found[0] if len(found) == 1 else None
            first = members[0] if members else None
            if first and first.filename == "mimetype" and first.file_size < _MIMETYPE_LENGTH:
                said = archive.read(first).decode("ascii", "replace")
                return said if said in {ODT, ODS} else None
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError):
        return None
    return None


def _is_macro(name: str) -> bool:
    return name.lower().endswith("vbaproject.bin") or name.startswith("Basic/")

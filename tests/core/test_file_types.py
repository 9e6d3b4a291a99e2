"""What a file is, is told by its contents."""

import io
import zipfile

import pytest

from enslinje.core import file_types
from enslinje.core.file_types import DOCX, JPEG, ODT, PDF, PNG, XLSX, media_type

A_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
A_PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"IEND\xaeB`\x82"
A_JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20 + b"\xff\xd9"


def archive(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


def office(*parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name in ("[Content_Types].xml", *parts):
            file.writestr(name, "<x/>")
    return made.getvalue()


def told(content):
    return media_type(io.BytesIO(content))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (A_PDF, PDF),
        (A_PNG, PNG),
        (A_JPEG, JPEG),
        (office("word/document.xml"), DOCX),
        (office("xl/workbook.xml"), XLSX),
        (archive(mimetype=ODT), ODT),
    ],
)
def test_what_is_taken_is_told_by_its_contents(content, kind):
    assert told(content) == kind
    assert kind in file_types.ENDINGS


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 half of it",
        b"<html><script>alert(1)</script></html>",
        b"MZ\x90\0" + b"\0" * 60,
        b"GIF89a" + b"\0" * 20,
        A_PDF + office("word/document.xml"),  # A PDF that is an archive too.
        A_PNG[:12],
        office(),
        office("word/document.xml", "word/vbaProject.bin"),
        office("word/document.xml", "xl/workbook.xml"),
        office("word/document.xml")[:-30],
        archive(mimetype="application/epub+zip"),
        archive(mimetype="x" * 1000),
        archive(index_xml="<x/>"),
    ],
)
def test_anything_else_is_none(content):
    assert told(content) is None


def test_a_table_of_contents_too_long_to_read_is_none(monkeypatch):
    monkeypatch.setattr(file_types, "_MEMBERS", 1)
    assert told(office("word/document.xml")) is None

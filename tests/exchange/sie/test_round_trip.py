"""What is written is read as the same, and nothing makes the reader fall."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from enslinje.exchange import sie
from tests.exchange.sie.worlds import CP437, SWEDISH, documents

FILES = sorted((Path(__file__).parent / "files").iterdir())
UNICODE = st.characters(exclude_categories=["Cs", "Cc"])


@settings(max_examples=40, deadline=None)
@given(documents())
def test_what_is_written_is_read_as_the_same(document):
    written = sie.write(document)
    assert sie.read(written, encoding=sie.Encoding.CP437).document == document


@settings(max_examples=40, deadline=None)
@given(documents(UNICODE))
def test_in_utf_8_with_every_character(document):
    written = sie.write(document, encoding=sie.Encoding.UTF_8)
    assert sie.read(written, encoding=sie.Encoding.UTF_8).document == document


@pytest.mark.parametrize("encoding", sie.Encoding)
@settings(max_examples=40, deadline=None)
@given(document=documents(SWEDISH))
def test_in_swedish_the_encoding_is_found(encoding, document):
    written = sie.write(document, encoding=encoding)
    assert sie.read(written).document == document


@settings(max_examples=40, deadline=None)
@given(documents())
def test_writing_is_always_the_same(document):
    first = sie.write(document)
    again = sie.write(sie.read(first, encoding=sie.Encoding.CP437).document)
    stream = BytesIO()
    sie.write_to(stream, document)
    assert first == again == stream.getvalue()


@settings(deadline=None)
@given(st.binary(max_size=400))
@example(b"\xef\xbb\xbf")
@example(b"{\n}\n{}\n")
@example(b'#a"b\n#a{}\n#a\xff\n#a\\\n')
@example(b'#VER "" "" 20210101\n{\n#TRANS 1930 {')
@example(b"#KONTO 1930 \xff\n#PROSA {1 2}\n#x\n{\n#TRANS 1 {} 1\n}\n")
def test_any_bytes_are_read(data):
    stable(data)


LINES = st.sampled_from(
    [line for file in FILES for line in file.read_bytes().splitlines(keepends=True)]
)
DIRT = st.sampled_from(
    [b"{\n", b"}\n", b'"', b"\\", b" ", b"\t", b"\n", b"\x00", b"\xe5", b"#VER "]
)


@settings(deadline=None)
@given(st.lists(LINES | DIRT, max_size=40).map(b"".join))
def test_any_lines_are_read(data):
    stable(data)


EDITS = st.lists(
    st.tuples(st.integers(0, 1_000), st.integers(0, 40), st.binary(max_size=1) | DIRT), max_size=6
)


@settings(deadline=None)
@given(st.sampled_from([file.read_bytes() for file in FILES]), EDITS)
def test_any_spoilt_example_is_read(data, edits):
    for place, length, dirt in edits:
        data = data[:place] + dirt + data[place + length :]
    stable(data)


def stable(data):
    """Read, and write what was read: from there on nothing changes."""
    reading = sie.read(data)
    assert reading.report == sie.check(data)
    written = sie.write(reading.document, encoding=sie.Encoding.UTF_8)
    again = sie.read(written, encoding=sie.Encoding.UTF_8)
    assert again.document == reading.document
    assert sie.write(again.document, encoding=sie.Encoding.UTF_8) == written


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_an_example_survives(file):
    document = sie.load(file)
    assert sie.load(sie.write(document, encoding=sie.Encoding.UTF_8)) == document


@pytest.mark.parametrize(
    "spoilt", ["\\" * 30_000, '"' + "\\" * 30_001, "{" * 30_000, '"a' * 10_000]
)
def test_a_spoilt_line_is_read_once(spoilt):
    """Were it looked at again for each of its characters, this would take minutes."""
    assert sie.read(f"#KONTO 1930 {spoilt}\n".encode()).document.has_checksum is False


@pytest.mark.parametrize("spoilt", ["\\" * 30_000 + "x", "\\" * 15_000, '\\"' * 8_000])
def test_backslashes_are_written_once(spoilt):
    document = sie.Document(unknown=(sie.model.Unknown("#X", (spoilt,)),))
    assert sie.read(sie.write(document)).document == document


def row(account="1930", ore=1, **said):
    return sie.model.Row(sie.model.RowKind.POSTED, account, ore, **said)


def voucher(*rows):
    return sie.Document(vouchers=(sie.model.Voucher("", "", date(2021, 1, 1), rows=rows),))


def unknown(*records):
    return sie.Document(unknown=records)


@pytest.mark.parametrize(
    "document",
    [
        voucher(row("19A0")),
        voucher(row("")),
        voucher(row(ore=10**17)),
        voucher(row(quantity=Decimal("1E+30"))),
        voucher(row(quantity=Decimal("NaN"))),
        voucher(row(dated=date(1, 1, 1))),
        voucher(row(objects=(sie.model.ObjectRef(0, "x"),))),
        voucher(row(objects=(sie.model.ObjectRef(1, ""),))),
        voucher(row(text="x" * 40_000)),
        voucher(*[row()] * 100_001),
        unknown(sie.model.Unknown("KONTO")),
        unknown(sie.model.Unknown("#konto")),
        unknown(sie.model.Unknown("#a b")),
        unknown(sie.model.Unknown('#a"b')),
        unknown(sie.model.Unknown("#X", ("\ud800",))),
    ],
)
def test_what_could_not_be_read_is_not_written(document):
    with pytest.raises(sie.Unwritable):
        sie.write(document)


@pytest.mark.parametrize("replacement", ['"', "{", "\\", "\n", "€", "ab"])
def test_a_replacement_must_be_a_character_that_can_be_written(replacement):
    with pytest.raises(sie.Unwritable):
        sie.write(sie.Document(), replacement=replacement)


def test_no_character_of_the_standard_is_left_out():
    assert len(CP437) == 223

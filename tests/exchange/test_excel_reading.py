"""Excel sheets in: what is seen is what is read, and nothing is lost unseen."""

import re
import zipfile
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from enslinje.exchange import excel_archive
from enslinje.exchange.cells import text_of
from enslinje.exchange.excel_reading import sheet_lines
from enslinje.exchange.parsing import parse
from enslinje.exchange.reading import MOST_COLUMNS, FileUnreadable, Limits
from enslinje.exchange.schema import Column, TableForm
from enslinje.exchange.table_files import HandedFile, handed, read_handed

FORM = TableForm(
    "t", (Column("konto", text_of(9), required=True), Column("ansvar", text_of(9))), key=()
)


def book(*rows, title="Blad1"):
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    return made


def saved(made):
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def texts(*rows):
    return [cells for _number, cells in sheet_lines(saved(book(*rows)))]


def altered(content, change, part="xl/worksheets/sheet1.xml"):
    """The same file with one part changed."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text) if name == part else text)
    return stream.getvalue()


def refused(content, **more):
    with pytest.raises(FileUnreadable) as caught:
        sheet_lines(content, **more)
    return caught.value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4010, "4010"),
        (4010.0, "4010"),
        (1234.5, "1234,5"),
        (-0.1, "-0,1"),
        (0.1 + 0.2, "0,3"),
        (1e15, "1000000000000000"),
        (1e-7, "0,0000001"),
        ("  0101 ", "0101"),
        ("1 234,50 kr", "1 234,50 kr"),
        (True, "true"),
        (date(2021, 3, 1), "2021-03-01"),
        (datetime(2021, 3, 1, 9, 30), "2021-03-01 09:30"),  # noqa: DTZ001 - Excel knows no zones
    ],
)
def test_what_is_seen_is_what_is_read(value, text):
    assert texts(["a"], [value]) == [["a"], [text]]


def test_zeros_that_a_format_shows_are_kept():
    made = book(["konto"], [101])
    made.active["A2"].number_format = "0000"
    assert sheet_lines(saved(made))[1] == (2, ["0101"])


def test_days_of_a_book_that_counts_from_1904_are_the_same_days():
    made = book(["dag"], [date(2021, 3, 1)])
    made.epoch = CALENDAR_MAC_1904
    content = saved(made)
    assert b"date1904" in zipfile.ZipFile(BytesIO(content)).read("xl/workbook.xml")
    assert sheet_lines(content)[1] == (2, ["2021-03-01"])


def test_rows_have_the_numbers_of_the_sheet():
    assert [n for n, _ in sheet_lines(saved(book(["a"], [], ["x"], [None, "y"])))] == [1, 3, 4]


def test_a_sheet_that_says_too_small_a_size_of_itself_is_read_whole():
    content = saved(book(["a", "b"], [1, 2], [3, 4]))
    small = altered(content, lambda text: text.replace(b'ref="A1:B3"', b'ref="A1:A1"'))
    assert small != content
    assert sheet_lines(small) == sheet_lines(content)


def test_the_sheet_that_says_what_the_file_is_is_passed_by():
    made = book(["a"], [1])
    made.create_sheet("Om").append(["Källa"])
    made.create_sheet("Dold").sheet_state = "hidden"
    assert sheet_lines(saved(made))[1] == (2, ["1"])


def test_of_several_sheets_one_must_be_named():
    made = book(["a"], [1])
    made.create_sheet("Mars").append(["b"])
    assert "flera blad" in refused(saved(made)).problem
    assert "Blad1, Mars" in refused(saved(made)).remedy
    assert sheet_lines(saved(made), sheet="Mars") == [(1, ["b"])]
    assert "inget sådant blad" in refused(saved(made), sheet="April").problem


def test_merged_cells_would_be_read_as_empty_and_are_refused():
    made = book(["a", "b"], [1, 2], [3, 4])
    made.active.merge_cells("A2:A3")
    fault = refused(saved(made))
    assert ("A2:A3" in fault.problem, fault.row, fault.column, fault.value) == (True, 2, "A", "1")


def test_a_formula_without_a_result_is_refused_and_one_with_is_read():
    content = saved(book(["a"], ["=1+1"]))
    fault = refused(content)
    assert (fault.row, fault.column, fault.value) == (2, "A", "=1+1")
    kept = altered(
        content,
        lambda text: (
            text.replace(b"<v></v>", b"<v>2</v>")
            .replace(b"<v />", b"<v>2</v>")
            .replace(b"<v/>", b"<v>2</v>")
        ),
    )
    assert kept != content
    assert sheet_lines(kept)[1] == (2, ["2"])


def test_an_error_in_a_cell_is_refused_with_its_place():
    made = book(["a"], ["#N/A"])
    made.active["A2"].data_type = "e"
    fault = refused(saved(made))
    assert (fault.row, fault.column, fault.value) == (2, "A", "#N/A")


@pytest.mark.parametrize("further", [1, 2, 1_500])
def test_what_stands_far_to_the_right_is_not_lost(further):
    made = book(["a"])
    made.active.cell(2, MOST_COLUMNS + further, "x")
    fault = refused(saved(made))
    assert (fault.row, fault.value) == (2, "x")
    assert fault.column == get_column_letter(MOST_COLUMNS + further)


def test_a_row_far_down_ends_the_reading_at_once():
    content = saved(book(["a"], [1]))
    far = altered(content, lambda text: text.replace(b'row r="2"', b'row r="999999999999"'))
    assert far != content
    assert "för många rader" in refused(far, limits=Limits(rows=1_000)).problem


@pytest.mark.parametrize("bytes_in_a_part", [20_000_000, 160_000_000])
def test_what_grows_out_of_proportion_is_not_unpacked(bytes_in_a_part):
    stream = BytesIO(saved(book(["a"])))
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/bomb.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(bytes_in_a_part // 1_000_000):
            part.write(bytes(1_000_000))
    assert "packas upp" in refused(stream.getvalue()).problem


def test_without_the_limit_it_would_be_unpacked(monkeypatch):
    monkeypatch.setattr(excel_archive, "MOST_TIMES_LARGER", 10_000)
    content = altered(saved(book(["a"])), lambda text: text + b" " * 20_000_000)
    assert sheet_lines(content) == [(1, ["a"])]


def test_entities_are_not_looked_up():
    content = saved(book(["a"]))
    declared = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    loaded = altered(content, lambda text: declared + text.partition(b"?>")[2])
    assert "Excel" in refused(loaded).problem


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 and nothing", b"\xd0\xcf\x11\xe0 old", b"PK\x03\x04"]
)
def test_what_is_no_excel_file_is_told(content):
    assert refused(content).remedy


GOOD = saved(book(["konto", "ansvar"], ["4010", 101], ["4020", 7.5]))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255), st.booleans())
def test_no_bytes_make_the_reader_raise_anything_else(at, byte, cut):
    damaged = GOOD[:at] if cut else GOOD[:at] + bytes([byte]) + GOOD[at + 1 :]
    with suppress(FileUnreadable):
        sheet_lines(damaged)


# Tables that are handed over ------------------------------------------------------------------


def rows_of(content, name="fil.xlsx"):
    raw, faults = read_handed(HandedFile(name, content), FORM)
    table, unparsed = parse(FORM, raw)
    assert (faults, unparsed) == ((), ())
    return [(row.line, row.text("konto"), row.text("ansvar")) for row in table]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "cp437"])
def test_a_text_file_is_read_in_the_encoding_that_its_bytes_tell_of(encoding):
    content = "konto;ansvar\n4010;Måltid\n".encode(encoding)
    assert rows_of(content, "fil.csv") == [(2, "4010", "Måltid")]


def test_excel_and_text_of_the_same_table_are_read_alike():
    sheet = saved(book(["konto", "ansvar"], ["4010", "å"], ["4020"]))
    text = "konto;ansvar\n4010;å\n4020;\n".encode()
    assert rows_of(sheet) == rows_of(text, "fil.csv") == [(2, "4010", "å"), (3, "4020", "")]


def test_a_column_that_may_be_empty_may_be_left_out_and_another_may_not():
    assert rows_of(saved(book(["konto"], [4010]))) == [(2, "4010", "")]
    _raw, faults = read_handed(HandedFile("fil.xlsx", saved(book(["ansvar"], [1]))), FORM)
    assert [fault.sentence for fault in faults] == [
        "fil.xlsx, rad 1, kolumn konto: kolumnen saknas. Lägg till den i rubrikraden."
    ]


def test_text_in_two_bytes_is_told_and_never_guessed():
    _raw, faults = read_handed(HandedFile("fil.csv", "konto\n1".encode("utf-16")), FORM)
    assert "UTF-16" in faults[0].problem


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ("konto\n4010;Måltid".encode("mac-roman"), 2),
        ("konto\n4010;Måltid".encode() + b"\xff", 2),
        ("konto\n\nMåltid–".encode()[:-1], 3),
    ],
    ids=["macintosh", "utf-8 and a byte", "utf-8 cut"],
)
def test_letters_that_would_be_read_as_others_are_told(content, row):
    _raw, faults = read_handed(HandedFile("fil.csv", content), FORM)
    assert "tecken som inte går att tyda" in faults[0].problem
    assert faults[0].row == row
    assert "CSV UTF-8" in faults[0].remedy


def test_a_percent_sign_that_is_only_shown_multiplies_nothing():
    made = book(["andel"], [60], [0.6])
    made.active["A2"].number_format, made.active["A3"].number_format = '0" %"', "0 %"
    assert [cells for _row, cells in sheet_lines(saved(made))[1:]] == [["60"], ["60 %"]]


def test_a_formula_whose_result_is_an_empty_text_is_empty():
    content = altered(
        saved(book(["a", "b"], ["=B2", 1])),
        lambda text: re.sub(rb'<c r="A2"', b'<c t="str" r="A2"', text),
    )
    assert sheet_lines(content)[1] == (2, ["", "1"])


def test_a_file_that_cannot_be_opened_is_told_in_one_line(tmp_path):
    from enslinje.core.errors import DomainError

    with pytest.raises(DomainError, match="går inte att öppna"):
        handed(tmp_path / "no.csv")

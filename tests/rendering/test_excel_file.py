"""Workbooks for Excel, read back by the library and as the XML that Excel reads."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enslinje.rendering import excel_file
from enslinje.rendering.csv_file import Sheet
from enslinje.rendering.excel_file import Table

ABOUT = (("Källa", "Enslinje"), ("Datum", date(2021, 3, 1)))
FEW = settings(max_examples=20, deadline=None)  # Each opens a workbook of up to fifty rows.
RISKY = ["=1+1", '=HYPERLINK("x")', "+x", "-x", "@x", "\tx", "\rx", "\nx"]


def table(*rows, heads=None, name="Reserv"):
    heads = heads or tuple(f"h{at}" for at in range(len(rows[0])))
    return Table(name, Sheet(heads, rows), ABOUT)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def first(*rows, **named):
    return opened(excel_file.write(table(*rows, **named))).worksheets[0]


def cells_of(values):
    page = first(*((value,) for value in values))
    return [page[f"A{row}"] for row in range(2, 2 + len(values))]


def cell_of(value):
    return cells_of([value])[0]


def some(values):
    return st.lists(values, min_size=1, max_size=50)


def xml_of(content, sheet=1):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read(f"xl/worksheets/sheet{sheet}.xml").decode()


def test_the_head_is_frozen_filtered_and_bold():
    page = first(("a", 1), ("b", 2), heads=("Namn", "Värde"))

    assert [cell.value for cell in page[1]] == ["Namn", "Värde"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B3"
    assert all(cell.font.bold for cell in page[1])
    assert not page["A2"].font.bold


def test_the_other_sheet_says_what_it_is():
    book = opened(excel_file.write(table(("a",))))

    assert book.sheetnames == ["Reserv", "Om"]
    assert [[cell.value for cell in row] for row in book["Om"].rows] == [
        ["Källa", "Enslinje"],
        ["Datum", datetime(2021, 3, 1)],  # noqa: DTZ001 - a day of a workbook has no zone.
    ]
    assert book.properties.creator == "Enslinje"


def test_a_table_without_rows_has_its_head():
    book = opened(excel_file.write(Table("Tom", Sheet(("Namn",), ()), ABOUT)))

    assert [cell.value for cell in book["Tom"][1]] == ["Namn"]


@pytest.mark.parametrize(
    ("value", "written", "number_format"),
    [
        (2021, "2021", "General"),
        (-3, "-3", "General"),
        (Decimal("1234.50"), "1234.5", "#,##0.0"),
        (Decimal("9999999.99999999"), "9999999.99999999", "#,##0.00000000"),
        (Fraction(1, 3), "0.3333333333", "#,##0.0000000000"),
        (Decimal(7), "7", "#,##0"),
    ],
)
def test_a_number_is_a_number_with_its_own_digits(value, written, number_format):
    content = excel_file.write(table((value,)))
    cell = opened(content).worksheets[0]["A2"]

    assert cell.data_type == "n"
    assert cell.number_format == number_format
    assert re.search(r'<c r="A2"[^>]*t="n"[^>]*><v>([^<]*)</v>', xml_of(content))[1] == written


def test_a_column_shows_as_many_decimals_in_every_row():
    page = first((Decimal("1.5"), 1), (Decimal(2), 2), (None, 3), (Decimal("0.25"), 4))

    assert {page[f"A{row}"].number_format for row in (2, 3, 5)} == {"#,##0.00"}
    assert {page[f"B{row}"].number_format for row in (2, 3, 4, 5)} == {"General"}


def test_more_digits_than_excel_keeps_become_text():
    assert cell_of(123_456_789_012_345).data_type == "n"
    kept = cell_of(1_234_567_890_123_456)
    assert (kept.data_type, kept.value) == ("s", "1234567890123456")
    assert cell_of(Decimal("1234567890123.456")).value == "1234567890123,456"


@FEW
@given(some(st.decimals(min_value=-(10**9), max_value=10**9, places=4)))
def test_a_decimal_comes_back_as_it_was(values):
    read = cells_of(values)

    assert [Decimal(repr(cell.value)) for cell in read] == values


@FEW
@given(some(st.fractions(min_value=-(10**14), max_value=10**14)))
def test_a_fraction_is_always_a_number(values):
    for cell, value in zip(cells_of(values), values, strict=True):
        assert cell.data_type == "n"
        assert abs(Fraction(cell.value) - value) <= max(Fraction(1, 10**10), abs(value) / 10**13)


@pytest.mark.parametrize("text", [*RISKY, "#N/A", "TRUE", "012", "1E5", "2021-03-01", "–"])
def test_text_is_text_whatever_it_begins_with(text):
    content = excel_file.write(table((text, "x")))
    cell = opened(content).worksheets[0]["A2"]

    assert cell.data_type == "s"
    assert cell.value.replace("\r", "\n") == text.replace("\r", "\n")
    assert "<f" not in xml_of(content)


@pytest.mark.parametrize("text", RISKY)
def test_editing_a_risky_text_runs_nothing(text):
    assert cell_of(text).quotePrefix
    assert not cell_of(f"x{text}").quotePrefix


def test_without_the_protection_a_text_would_be_a_formula():
    book = openpyxl.Workbook(write_only=True)
    book.create_sheet("x").append(["=1+1"])
    out = io.BytesIO()
    book.save(out)

    assert "<f>1+1</f>" in xml_of(out.getvalue())


def test_a_day_is_a_day_and_an_instant_its_day():
    for value in (date(2021, 3, 12), datetime(2021, 3, 12, 16, tzinfo=UTC)):
        cell = cell_of(value)
        assert cell.is_date
        assert cell.number_format == "yyyy-mm-dd"
        assert cell.value.date() == date(2021, 3, 12)


@pytest.mark.parametrize(("value", "shown"), [(None, "–"), (True, "ja"), (False, "nej")])
def test_words_of_what_is_missing_and_of_yes_and_no(value, shown):
    assert cell_of(value).value == shown


def test_zero_and_missing_are_two_things():
    assert [cell_of(value).value for value in (0, None)] == [0, "–"]


@FEW
@given(some(st.text(min_size=1)))
def test_any_text_makes_a_workbook_that_opens(texts):
    page = first(*((text,) for text in texts), heads=(texts[0],), name=texts[0])

    assert page.max_row == 1 + len(texts)


def test_what_a_cell_cannot_hold_is_seen():
    assert cell_of("a\x00b").value == "a\ufffdb"
    assert cell_of("x" * 40_000).value == "x" * 32_766 + "…"


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("CM2: oförutsedda behov [2021]", "CM2  oförutsedda behov  2021"),
        ("x" * 40, "x" * 31),
        ("///", "Tabell"),
        ("Om", "Tabell"),
        ("'q'", "q"),
    ],
)
def test_a_sheets_name_is_one_excel_takes(name, sheet):
    assert first(("a",), name=name).title == sheet


def test_columns_are_as_wide_as_what_they_hold():
    page = first(("kort", "x" * 500), heads=("A", "B"))

    assert page.column_dimensions["A"].width == 6
    assert page.column_dimensions["B"].width == 62

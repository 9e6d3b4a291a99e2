"""CSV for Swedish Excel and for machines."""

import csv
import io
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enslinje.rendering import csv_file
from enslinje.rendering.csv_file import Profile, Sheet

SHEET = Sheet(
    heads=("Namn", "Värde", "Dag"),
    rows=(
        ('Älvsjö; "A"', Decimal("-1234.50"), date(2021, 2, 1)),
        ("=1+1", Fraction(1, 3), None),
        ("tom", 0, None),
    ),
)


def test_excel_gets_semicolons_commas_a_mark_and_crlf():
    assert (
        csv_file.write(SHEET)
        == (
            "\ufeffNamn;Värde;Dag\r\n"
            '"Älvsjö; ""A""";-1234,5;2021-02-01\r\n'
            "'=1+1;0,3333333333;–\r\n"
            "tom;0;–\r\n"
        ).encode()
    )


def test_machines_get_commas_points_and_empty_cells():
    assert (
        csv_file.write(SHEET, Profile.MACHINE)
        == (
            "Namn,Värde,Dag\r\n"
            '"Älvsjö; ""A""",-1234.5,2021-02-01\r\n'
            "=1+1,0.3333333333,\r\n"
            "tom,0,\r\n"
        ).encode()
    )


@pytest.mark.parametrize("text", ["=x", "+x", "-x", "@x", "\tx", "\rx", "\nx"])
def test_text_that_a_spreadsheet_would_run_is_made_safe(text):
    written = csv_file.write(Sheet(("h",), ((text,),))).decode()

    assert "'" + text in written


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_a_number_is_never_touched(value):
    content = csv_file.write(Sheet(("h",), ((value,),))).decode().removeprefix("\ufeff")
    (cell,) = list(csv.reader(io.StringIO(content), delimiter=";"))[1]

    assert Decimal(cell.replace(",", ".")) == value


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        (None, None),
        (True, True),
        (3, 3),
        ("x", "x"),
        (Decimal("2.930"), "2.93"),
        (date(2021, 2, 1), "2021-02-01"),
    ],
)
def test_records_keep_what_is_exact(cell, plain):
    assert csv_file.records(Sheet(("h",), ((cell,),)), ["name"]) == [{"name": plain}]

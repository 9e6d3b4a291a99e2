"""The grid as a file: out with drop-downs and locks, in again with nothing changed."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from enslinje.core.terms import Kind
from enslinje.core.values import Stated
from enslinje.journal.models import ChangeSet
from tests.people import record_people
from tests.town import LOADER, number, state, target
from tests.web.reader import read

pytestmark = pytest.mark.django_db

GRID = "/arbete/2021/namnd/skola/malvarden"
FILE = f"{GRID}/fil/"


@pytest.fixture(autouse=True)
def peopled(recorded_town, db):
    record_people()


def sent(client, content, name="malvarden.xlsx"):
    return client.post(FILE, {"file": SimpleUploadedFile(name, content)})


def everything_stated():
    interval = Stated(Kind.INTERVAL, low=500_000, high=1_000_000, reason="=HYPERLINK()")
    state(
        target(interval, indicator="SHARE"),
        target(number(-0)),
        target(Stated(Kind.NOT_RELEVANT, reason="Ingen skola"), indicator="PLAN"),
        actor=LOADER,
    )


def changed(content, change):
    """The workbook with something changed in it."""
    book = load_workbook(io.BytesIO(content))
    change(book["Årsmål"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_out_and_in_again_changes_nothing(signed_in, suffix):
    everything_stated()
    client, writes = signed_in("editor"), ChangeSet.objects.count()
    file = client.get(f"{GRID}.{suffix}").content

    page = read(sent(client, file, f"malvarden.{suffix}").content)

    assert "3 rader, 6 celler: 0 ändras, 6 är lika, 0 är fel" in page.text
    assert "Läs in" not in page.text
    assert ChangeSet.objects.count() == writes


def test_a_changed_workbook_is_previewed_as_a_paste_is(signed_in):
    client = signed_in("editor")
    file = client.get(f"{GRID}.xlsx").content

    def change(sheet):
        sheet["G2"], sheet["H2"], sheet["G4"] = "12", "Vi bygger", "600"

    page = read(sent(client, changed(file, change)).content)

    assert "3 rader, 6 celler: 2 ändras, 3 är lika, 1 är fel" in page.text
    assert "malvarden.xlsx, blad Årsmål, rad 4, kolumn G: ”600”. 600 ligger utanför" in page.text
    assert "Ange ett värde från 0 till 100." in page.text


def test_only_the_two_cells_are_open_and_words_are_proposed(signed_in):
    sheet = load_workbook(io.BytesIO(signed_in("editor").get(f"{GRID}.xlsx").content))["Årsmål"]

    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in sheet[2]] == [True] * 6 + [False] * 2
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert rules["G3"].formula1 == '"ja,nej,ej relevant"'
    assert "öka" in rules["G2 G4"].formula1
    assert rules["H2 H3 H4"].type == "textLength"
    assert {cell.number_format for cell in sheet[2]} == {"@"}


def test_a_locked_target_is_locked_in_the_file_too(signed_in):
    by_parts = Stated(Kind.NUMBER, number(1).form, 5_000, 5_000, numerator=1, denominator=2)
    state(target(by_parts, indicator="SHARE"), actor=LOADER)
    sheet = load_workbook(io.BytesIO(signed_in("editor").get(f"{GRID}.xlsx").content))["Årsmål"]

    assert [sheet["G4"].protection.locked, sheet["G2"].protection.locked] == [True, False]


def test_a_percentage_in_excel_is_the_percentage_one_sees(signed_in):
    book = Workbook()
    book.active.append(["Kod", "Vårt årsmål"])
    book.active.append(["SHARE", 0.6])
    book.active["B2"].number_format = "0%"
    out = io.BytesIO()
    book.save(out)

    page = read(sent(signed_in("editor"), out.getvalue()).content)

    assert "60 %" in page.text
    assert "1 ändras" in page.text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "filen är tom"),
        (b"PK\x03\x04 broken", "filen går inte att läsa som en Excel-arbetsbok"),
        (b"\xd0\xcf\x11\xe0" * 9, "filen är skriven i ett äldre Excelformat"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_mends_it(signed_in, content, said):
    answer = sent(signed_in("editor"), content)

    assert answer.status_code == 422
    assert f"malvarden.xlsx: {said}" in answer.content.decode()
    assert "Inget är sparat." in answer.content.decode()

"""The grid as a file: out with drop-downs and locks, in again with nothing changed."""

import io
import zipfile
from datetime import date
from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from enslinje.core.blocks import BlockTooLarge, written
from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import Kind
from enslinje.core.values import Stated
from enslinje.exchange.block_files import read_block_file
from enslinje.exchange.reading import FileUnreadable
from enslinje.goals.target_entries import Verdict
from enslinje.goals.target_grid import target_grid
from enslinje.journal.models import ChangeSet
from enslinje.web.target_grid import blocks, file_views
from tests.people import record_people
from tests.stress.sizes import both
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


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


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
    assert "malvarden.xlsx, rad 4, kolumn G: ”600”. 600 ligger utanför" in page.text
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

    if content:
        assert answer.status_code == 422
        assert f"malvarden.xlsx: {said}" in answer.content.decode()
        assert "Inget är sparat." in answer.content.decode()
    else:
        assert answer.status_code in {302, 422}


@pytest.mark.parametrize("files", both(sample=500, full=10_000))
def test_malformed_files_are_told_and_nothing_breaks(signed_in, files):
    """Files that are cut, stirred or filled with what nobody expects: read, or told why not."""
    everything_stated()
    client, random = signed_in("editor"), Random(4)
    whole = client.get(f"{GRID}.xlsx").content
    table = client.get(f"{GRID}.csv").content
    grid = target_grid(year=2021, body="SKOLA", on=date(2021, 2, 1), sight=EVERYTHING)
    codes = [row.code for row in grid.rows]
    writes, refused = ChangeSet.objects.count(), 0

    for number_ in range(files):
        content, name = malformed(random, whole, table, number_)
        try:
            found = read_block_file(content)
        except FileUnreadable as fault:
            said = file_views.unread(name, fault)
            assert said.startswith(name), (number_, said)
            assert said.endswith("Inget är sparat."), (number_, said)
            refused += 1
            continue
        except BlockTooLarge:
            refused += 1
            continue
        sent = {"block": written(found.block), "file": name, "first": str(found.first_row)}
        page = blocks.preview(blocks.lay(grid, sent, codes))
        for line in page.lines:
            assert line.text_verdict is not Verdict.REFUSED or f"{name}, rad" in line.fault
    assert ChangeSet.objects.count() == writes
    assert refused > files / 4


def malformed(random, whole, table, number_):
    """One of them, and its name."""
    kind = number_ % 5
    if kind == 0:
        return whole[: random.randrange(1, len(whole))], "kapad.xlsx"
    if kind == 1:
        stirred = bytearray(whole)
        for _ in range(random.randrange(1, 40)):
            stirred[random.randrange(len(stirred))] = random.randrange(256)
        return bytes(stirred), "skadad.xlsx"
    if kind == 2:
        return stirred_part(random, whole), "delar.xlsx"
    if kind == 3:
        stirred = bytearray(table)
        for _ in range(random.randrange(1, 60)):
            stirred[random.randrange(len(stirred))] = random.randrange(256)
        return bytes(stirred), "tabell.csv"
    values = [
        "1.234",
        "ca 30",
        "=1+1",
        "9" * 40,
        "-",
        "60%",
        "\u2212",
        True,
        1e300,
        -1,
        "öka;",
        None,
    ]
    rows = [["Kod", "Vårt årsmål", "Motivering"]]
    rows += [[code, random.choice(values), random.choice(values)] for code in ("JOBS", "SHARE")]
    return workbook(*rows), "värden.xlsx"


def stirred_part(random, whole):
    """The workbook with one of its parts cut, emptied or exchanged for another."""
    parts = zipfile.ZipFile(io.BytesIO(whole))
    names = parts.namelist()
    broken = random.choice(names)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            content = parts.read(name)
            if name == broken:
                cut = content[: random.randrange(len(content) + 1)]
                content = random.choice([b"", cut, parts.read(random.choice(names))])
            archive.writestr(name, content)
    return out.getvalue()

"""Lists as files."""

import csv
import io
import json

import openpyxl
import pytest

from tests.web.addresses import FILES

pytestmark = pytest.mark.stockholm


def rows(content, delimiter=";"):
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize("address", FILES)
def test_the_file_for_excel_opens_in_swedish_excel(client, address):
    answer = client.get(f"{address}.csv")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="2021_')
    assert answer["Content-Disposition"].endswith('_2021-02-15.csv"')
    assert answer.content.startswith("\ufeff".encode())
    assert answer.content.endswith(b"\r\n")
    lines = rows(answer.content)
    assert len(lines) > 1
    assert len({len(line) for line in lines}) == 1


@pytest.mark.parametrize("address", FILES)
def test_csv_for_machines_and_json_hold_the_same_rows(client, address):
    lines = rows(client.get(f"{address}.csv?profil=maskin").content, ",")
    body = json.loads(client.get(f"{address}.json").content)

    assert len(body["rows"]) == len(lines) - 1
    assert list(body["rows"][0]) == lines[0]


def test_numbers_are_exact_and_in_the_readers_form(client):
    by_code = {line[0]: line for line in rows(client.get("/2021/indikator.csv").content)}
    plain = rows(client.get("/2021/indikator.csv?profil=maskin").content, ",")

    assert by_code["IND18"][8] == "2,93"
    assert by_code["IND16"][8] == "–"
    assert next(line for line in plain if line[0] == "IND18")[8] == "2.93"


def test_a_file_is_narrowed_like_its_page(client):
    assert len(rows(client.get("/2021/indikator.csv?status=not_met").content)) == 1 + 5


def test_the_heat_map_has_every_pair(client):
    assert len(rows(client.get("/2021/bidrag.csv").content)) == 1 + 47 * 12


@pytest.mark.parametrize("address", ["/2021/indikator.xml", "/2021/indikator/NO.csv"])
def test_other_files_do_not_exist(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", FILES)
def test_the_workbook_holds_the_rows_and_says_what_it_is(client, address):
    answer = client.get(f"{address}.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    page, about = book.worksheets
    said = {row[0].value: row[1].value for row in about.rows}

    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer["Content-Disposition"].endswith('_2021-02-15.xlsx"')
    assert page.max_row == len(rows(client.get(f"{address}.csv").content))
    assert page.freeze_panes == "A2"
    assert said["År"] == 2021
    assert said["Adress"] == f"http://testserver{address}.xlsx"


def test_every_list_leads_to_its_workbook(visit):
    assert "/2021/indikator.xlsx?status=not_met" in visit("/2021/indikator/?status=not_met").hrefs()

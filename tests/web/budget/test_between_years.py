"""The page, the file and the command of what lies between two years' budgets."""

import csv
import io
import json

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from typer.testing import CliRunner

from enslinje.budget import kept
from enslinje.budget.statements import LedgerNotFound
from enslinje.cli.main import app
from enslinje.figures import register
from enslinje.journal.once import looking
from enslinje.organisation import directory
from tests.town import YEAR
from tests.two_years import NEXT, record_next_year
from tests.web.reader import read, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_money")]

PAGE, FILE = f"/{NEXT}/budget/mellan-ar/", f"/{NEXT}/budget/mellan-ar"
KRONOR = "rad=2&till=justerad"


@pytest.fixture(autouse=True)
def next_year(recorded_money, db):
    record_next_year()
    kept.ledgers.forget()


def test_it_says_each_cause_and_that_nothing_is_unexplained(client):
    page = told(client, f"{PAGE}?{KRONOR}")

    assert f"Budgeten från {YEAR} till {NEXT}" in page
    assert f"Budgetjustering under {YEAR}" in page
    assert "KF:s budget: Skolanämnden" in page
    assert f"Omslutningsförändring under {NEXT}" in page
    assert "Oförklarad skillnad: 0,0" in page


def test_each_amount_leads_to_its_explanation(client):
    hrefs = read(client.get(f"{PAGE}?{KRONOR}").content).hrefs("/s/resultatbudget.mellan_ar/")

    assert len(hrefs) == 3
    for href in hrefs:
        assert register.explain(href.removeprefix("/s/")).inputs


@pytest.mark.parametrize("query", ["", "?fran_ar=1999", f"?{KRONOR}&namnd=skola&efter=konto"])
def test_few_queries(client, query):
    with looking():
        directory.directory()  # Kept from one year's end to the next.
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"{PAGE}{query}").status_code == 200
    assert len(asked) <= 10


@pytest.mark.parametrize("year", [YEAR - 1, NEXT + 7])
def test_a_year_without_a_budget_is_a_sentence_and_no_picture(client, year):
    answer = client.get(f"{PAGE}?fran_ar={year}")

    page = read(answer.content)
    assert f"Det finns ingen budget för {year}. Bokförda år: {NEXT}, {YEAR}." in page.text
    assert "<svg" not in page.text
    assert "Oförklarad skillnad" not in page.text
    assert client.get(f"{FILE}.csv?fran_ar={year}").status_code == 404


def test_the_files_say_the_same(client):
    text = client.get(f"{FILE}.csv?profil=maskin&{KRONOR}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))

    assert [(row["of_year"], row["code"], row["change"]) for row in rows] == [
        ("", "", ""),
        (str(YEAR), "", "0.0003"),
        ("", "SKOLA", "-0.0004"),
        (str(NEXT), "", "-0.00005"),
        ("", "", ""),
    ]
    assert [row["amount"] for row in rows][::4] == ["-0.0083", "-0.00845"]
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{FILE}.xlsx?{KRONOR}").content))
    assert book.worksheets[0].max_row == 1 + len(rows)
    assert len(client.get(f"{FILE}.json?{KRONOR}").json()["rows"]) == len(rows)


@pytest.mark.parametrize(("query", "status"), [("fran_dag=igar", 400), ("namnd=ingen", 404)])
def test_what_cannot_be_asked_for(client, query, status):
    assert client.get(f"{PAGE}?{query}").status_code == status


def run(*arguments):
    return CliRunner().invoke(app, ["budget", "bridge", str(NEXT), *map(str, arguments)])


def test_the_command_says_the_same():
    asked = ("--from-year", YEAR, "--from", "adjusted_budget", "--to", "council_budget")
    found = json.loads(run(*asked, "--by", "account", "--json").stdout)

    assert (found["from"]["year"], found["to"]["year"], found["unexplained"]) == (YEAR, NEXT, "0.0")
    assert [(one["year"], one["kind"], one["part"]) for one in found["steps"]] == [
        (YEAR, "adjustment", None),
        (None, "council_budget", "costs"),
    ]
    assert "kommunfullmäktiges budget: Skolanämnden" in run(*asked).stdout
    assert isinstance(run("--from-year", 1999).exception, LedgerNotFound)

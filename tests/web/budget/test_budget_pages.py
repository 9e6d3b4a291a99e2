"""The pages of money, with Stockholm's budget of 2021."""

import csv
import io

import openpyxl
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enslinje.budget import kept
from enslinje.journal.once import looking
from enslinje.organisation import directory
from enslinje.organisation.models import Person
from enslinje.reconciliation import queries as reconciliation
from tests.web.reader import read, told

pytestmark = pytest.mark.stockholm

MOST_QUERIES = 10
PAGES = (
    "/2021/budget/",
    "/2021/budget/?uppstallning=kallan&fas=tillstyrkt&per=konto",
    "/2021/budget/brygga/?rad=2&namnd=farsta&fran=omslutning&till_dag=2021-03-09",
    "/2021/budget/mellan-ar/?fran_ar=2021&fran=kf&till=justerad",
    "/2021/budget/mellan-ar/",
    "/2021/budget/namnd/farsta/",
    "/2021/reserv/",
    "/2021/reserv/2/",
    "/2021/reserv/2/belopp/",
    "/2021/huvudbok/",
    "/2021/huvudbok/6/",
)
FILES = (
    "/2021/budget",
    "/2021/budget/fordelning",
    "/2021/budget/brygga",
    "/2021/budget/namnd/farsta",
    "/2021/reserv/2",
    "/2021/reserv/4",
    "/2021/huvudbok",
)


def lines(client, address, profile="?profil=maskin"):
    text = client.get(f"{address}.csv{profile}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("address", PAGES)
def test_few_queries_however_much_is_posted(client, address):
    with looking():
        directory.directory()  # Kept from one year's end to the next.
    kept.ledgers.forget()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= MOST_QUERIES


def test_the_four_columns_stand_where_they_belong(client):
    page = told(client, "/2021/budget/")

    assert "2 Verksamhetens kostnader -53 634,7 -150,9 -5 706,7 -59 492,3" in page
    assert "5 Oförutsedda behov -825,5 169,4 0,0 -656,1" in page
    assert "Justeringar, medgivna" in page
    assert "Intäkter är positiva och kostnader negativa" in page


def test_as_the_source_prints_it_with_the_difference_in_a_sentence(client):
    page = told(client, "/2021/budget/?uppstallning=kallan")

    assert "2 Verksamhetens kostnader -53 634,7 -149,6 -5 708,0 -59 492,3" in page
    assert "5 Oförutsedda behov -825,5 168,1 1,3 -656,1" in page
    assert (
        "Punkt 12, Finnkampen 2021: källan har tryckt 1,3 mnkr i kolumnen "
        "Omslutningsförändringar, men det hör till Justeringar." in page
    )


def test_a_cell_that_no_figure_explains_leads_nowhere(visit):
    right = visit("/2021/budget/").hrefs("/s/resultatbudget.cell/2021/2/")
    printed = visit("/2021/budget/?uppstallning=kallan").hrefs("/s/resultatbudget.cell/2021/2/")

    assert {href.split("/")[-2] for href in right} == {
        *("council_budget", "adjustments", "gross_ups", "adjusted_budget")
    }
    assert {href.split("/")[-2] for href in printed} == {"council_budget", "adjusted_budget"}


def test_the_phase_stands_in_the_name_of_the_column(client):
    page = told(client, "/2021/budget/?fas=tillstyrkt")

    assert "Justeringar, medgivna och tillstyrkta" in page


def test_the_bridge_goes_from_one_to_the_other_without_a_remainder(client):
    page = told(client, "/2021/budget/?rad=2")

    assert "Värdskap för Counter Terrorism Prepardness Network 2021" in page
    assert "Justerad budget -5 857,6 -59 492,3" in page
    assert "Oförklarad skillnad: 0,0" in page
    assert "Oförklarad skillnad: 0,0" in told(client, "/2021/budget/?rad=xyz")


BETWEEN = "rad=5&fran=justeringar&till=justeringar-kallan"


def test_a_bridge_goes_between_two_columns_and_its_file_says_the_same(client):
    page = told(client, f"/2021/budget/brygga/?{BETWEEN}")
    every = lines(client, "/2021/budget/brygga", f"?profil=maskin&{BETWEEN}")

    assert "Oförutsedda behov: 169,4 mnkr blir 168,1 mnkr. Antal ändringar: 1." in page
    assert "Finnkampen 2021 KS 2020/41, punkt 12" in page
    assert "Oförklarad skillnad: 0,0" in page
    assert [(one["transaction"], one["change"], one["amount"]) for one in every] == [
        ("", "", "169.4"),
        ("6", "-1.3", "168.1"),
        ("", "", "168.1"),
    ]


def test_a_bridge_goes_between_two_days_of_a_body_and_two_versions(client):
    page = told(client, "/2021/budget/brygga/?namnd=farsta&fran=justerad&fran_dag=2021-03-09")

    assert "Justerad budget, beslutat till och med 2021-03-09" in page
    assert "Oförklarad skillnad: 0,0" in page
    versions = told(client, "/2021/budget/brygga/?rad=5&fran=justerad&fran_nr=2&till_nr=7")
    assert "till och med transaktion 2" in versions


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("fran_dag=igar", 400),
        ("till_dag=2021-02-31", 400),
        ("namnd=finns-inte", 404),
        ("fran=x", 200),
    ],
)
def test_a_bridge_that_cannot_be_asked_for(client, query, status):
    assert client.get(f"/2021/budget/brygga/?{query}").status_code == status


def test_a_bridge_by_cause_leads_each_amount_to_its_figure(client, visit):
    address = "/2021/budget/mellan-ar/?fran_ar=2021&fran=kf&till=justerad"
    page, hrefs = told(client, address), visit(address).hrefs("/s/resultatbudget.mellan_ar/")

    assert "Budgetjustering under 2021 0,0 blir -150,9 -150,9 -53 785,6" in page
    assert "Oförklarad skillnad: 0,0" in page
    assert [client.get(href).status_code for href in hrefs] == [200, 200]


def test_a_year_before_the_first_budget_is_a_sentence(client):
    page = told(client, "/2021/budget/mellan-ar/")
    assert "Det finns ingen budget för 2020. Bokförda år: 2021." in page


@pytest.mark.parametrize("per", ["", "konto", "slag", "verksamhet"])
def test_the_breakdown_ties_to_the_result_budget(client, per):
    every = lines(client, "/2021/budget/fordelning", f"?profil=maskin&per={per}")
    total = sum(round(float(line["adjusted_budget"]) * 10**8) for line in every)
    whole = {"": "net_cost", "verksamhet": "net_cost"}.get(per, "result")
    (row,) = [line for line in lines(client, "/2021/budget") if line["code"] == whole]

    assert total == round(float(row["adjusted_budget"]) * 10**8)


def test_a_body_sees_what_has_changed_its_budget_and_by_which_decision(client, visit):
    page = told(client, "/2021/budget/namnd/farsta/")

    assert "KS 2020/41, punkt 5" in page
    assert "påhittad" in page
    assert "/s/beslut.medgett/2021/ks-2020-41/2/" in visit("/2021/budget/namnd/farsta/").hrefs()


def test_a_body_that_is_not_there_is_not_found(client):
    assert client.get("/2021/budget/namnd/finns-inte/").status_code == 404


def test_the_reserve_goes_from_825_5_to_656_1_step_by_step(client, visit):
    page = told(client, "/2021/reserv/2/")

    assert "CM2: 656,1 av 825,5 mnkr är kvar" in page
    assert "Ökade nettokostnader ur CM2 KS 2020/41, punkt 2 -167,4 658,1" in page
    assert "Kvar 656,1 656,1" in page
    assert "/2021/huvudbok/6/" in visit("/2021/reserv/2/").hrefs()


def test_a_reserve_that_nobody_knows_the_opening_of_shows_drawings_and_no_balance(client):
    page = told(client, "/2021/reserv/4/")

    assert "CM4: 193,4 mnkr har tagits, hur mycket som är kvar är inte känt" in page
    assert "-193,4 uppgift saknas" in page
    assert {line["balance"] for line in lines(client, "/2021/reserv/4")} == {""}


def test_what_is_set_aside_stands_inside_its_reserve(client, visit):
    page = told(client, "/2021/reserv/2/").replace("– uppgift saknas", "–")

    assert "Aktivitetscenter seniorboenden 30,0 – 30,0 30,0" in page
    assert "God vattenstatus, drift – 10,3 10,3 10,3" in page
    assert "/s/avsatt.medgett/2021/POT07/" in visit("/2021/reserv/2/").hrefs()


def test_one_sentence_says_why_there_are_three_amounts(client):
    page = told(client, "/2021/reserv/2/belopp/")

    assert "167,4 (punkt 2) + 0,7 (punkt 16) = 168,1, + 1,3 (punkt 12) = 169,4 mnkr." in page
    assert "0,7 168,1 det som källan har tryckt i kolumnen Justeringar" in page


def test_a_reserves_figures_lead_to_the_page_that_explains_them(visit):
    assert "/2021/reserv/2/belopp/" in visit("/s/reserv.medgett/2021/2/").hrefs()
    assert "/2021/reserv/2/" in visit("/s/reserv.kvar/2021/2/").hrefs()
    assert "/2021/budget/" in visit("/s/resultatbudget.cell/2021/2/adjustments/").hrefs()


def test_the_account_of_a_reserve_leads_to_its_page(client):
    answer = client.get("/2021/reserv/CM2/")

    assert (answer.status_code, answer.url) == (301, "/2021/reserv/2/")
    assert client.get("/2021/reserv/CM9/").status_code == 404


def test_the_ledger_is_narrowed_by_what_one_asks_for(client):
    assert "7 av 7 transaktioner" in told(client, "/2021/huvudbok/")
    assert "1 av 7 transaktioner" in told(client, "/2021/huvudbok/?slag=gross_up")
    assert "3 av 7 transaktioner" in told(client, "/2021/huvudbok/?konto=CM2&period=2021-03")
    sport = "/2021/huvudbok/?namnd=idrottsnamnden&slag=adjustment"
    assert "1 av 7 transaktioner" in told(client, sport)
    assert "Finnkampen 2021" in told(client, sport)
    assert "Ingen transaktion passar urvalet" in told(client, "/2021/huvudbok/?konto=ingen")


def test_a_transaction_shows_its_postings_its_decision_and_that_it_balances(client):
    page = told(client, "/2021/huvudbok/6/")

    assert "KS 2020/41, punkt 12" in page
    assert "Källan har tryckt den i Omslutningsförändringar." in page
    assert "Summa 0,0" in page


@pytest.mark.parametrize(
    "address", ["huvudbok/99/", "reserv/9/", "reserv/9.csv", "reserv/9/belopp/"]
)
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(f"/2021/{address}").status_code == 404


@pytest.mark.parametrize("address", ["/2019/budget/", "/2021/budget/?som=2019-01-01"])
def test_a_year_without_a_ledger_says_so(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["budget", "reserv", "huvudbok"])
def test_a_year_that_is_there_and_has_no_budget_says_what_to_do(client, monkeypatch, address):
    monkeypatch.setattr(reconciliation, "years", lambda: (2021, 2020))

    answer = client.get(f"/2020/{address}/")
    assert answer.status_code == 200
    page = read(answer.content)
    assert "Ingen budget för 2020 än" in page.text
    assert "av en ekonom på stadsledningskontoret" in page.text
    assert client.get(f"/2020/{address}/7/").status_code == 404
    assert client.get("/2020/budget.csv").status_code == 404


def test_who_may_make_the_budget_is_led_there(client, monkeypatch):
    monkeypatch.setattr(reconciliation, "years", lambda: (2021, 2020))
    backend = settings.AUTHENTICATION_BACKENDS[0]
    client.force_login(Person.objects.get(username="demo-ekonom"), backend=backend)

    assert "/arbete/2020/budgetjournal/bokfor/" in read(client.get("/2020/budget/").content).hrefs()


def test_a_date_shows_what_was_decided_then(client):
    page = told(client, "/2021/reserv/2/?som=2021-02-01")

    assert "CM2: 825,5 av 825,5 mnkr är kvar" in page


@pytest.mark.parametrize("address", FILES)
def test_each_list_is_a_workbook_with_numbers(client, address):
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}.xlsx").content))
    page, about = book.worksheets

    assert about.title == "Om"
    assert page.freeze_panes == "A2"
    assert page.max_row == 1 + len(lines(client, address))
    assert any(cell.data_type == "n" and cell.value for row in page.iter_rows(2) for cell in row)


@pytest.mark.parametrize("address", FILES)
def test_each_list_is_json_too(client, address):
    assert len(client.get(f"{address}.json").json()["rows"]) == len(lines(client, address))

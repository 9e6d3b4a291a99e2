"""The council's budget as a file, on pages and by command: looked at, confirmed, corrected."""

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from typer.testing import CliRunner

from enslinje.budget import amount_queries, council_budgets
from enslinje.budget import queries as budget
from enslinje.budget.models import HeldFile, LedgerTransaction
from enslinje.cli.main import app
from enslinje.exchange import council_budget_files, kept_rules
from enslinje.journal import keeping
from enslinje.organisation import queries as organisation
from tests import budget_town
from tests.exchange.test_council_budget_files import BUDGET, CORRECTED, RULES, handed
from tests.people import record_people
from tests.town import LOADER, YEAR, record_bodies, recorded_once
from tests.web.reader import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_cast")]

DECISION = "1/KF 2020/1"


@pytest.fixture(scope="module")
def recorded_cast(django_db_setup, django_db_blocker):
    def record():
        record_bodies()
        budget_town.record_accounts()
        record_people()

    with recorded_once(django_db_blocker, record):
        yield


@pytest.fixture
def officer(signed_in):
    return signed_in("finance_officer")


def at(name):
    return reverse(f"work:{name}", kwargs={"year": YEAR})


def hand_over(browser, text=BUDGET, **more):
    """Hand a file over and return the address of its preview."""
    sent = {
        "key": uuid4(),
        "file": SimpleUploadedFile("budget.csv", text.encode()),
        "decision": DECISION,
        "unit": "KR",
        "sign": "budget",
        "total": "",
    }
    answer = browser.post(at("council-import"), sent | more)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return answer["Location"]


def confirm(browser, page, address):
    form = page.context["form"]
    sent = {name: form[name].value() for name in ("key", "base", "code_map")}
    return browser.post(address, sent)


def standing():
    return [one.number for one in council_budgets.standing(year=YEAR)]


def test_a_file_is_looked_at_and_confirmed(officer):
    address = hand_over(officer, total="100")
    page = officer.get(address)
    told = read(page.content).text

    assert "Filen har 5 rader. Summa 100,00 kr = placeras 100,00" in told
    assert "Costs 2 0,0 -8 000,00" in told.replace("\u2212", "-")
    assert "Filen har ingen rad för eget kapital." in told
    assert standing() == []

    answer = confirm(officer, page, address)
    assert (answer.status_code, answer["Location"]) == (303, at("budget-journal"))
    assert standing() == [1]
    assert not HeldFile.objects.exists()
    assert (
        f"/arbete/{YEAR}/budgetjournal/kf-budget/"
        in read(officer.get(at("budget-journal")).content).hrefs()
    )


def test_the_preview_asks_few_queries(officer):
    kept_rules.state_code_map(handed(RULES, "regler.csv"), actor=LOADER, year=YEAR)
    address = hand_over(officer)
    keeping.forget_everything()
    with CaptureQueriesContext(connection) as asked:
        assert officer.get(address).status_code == 200
    assert len(asked) <= 10


def test_what_a_file_may_name_is_read_together_as_it_is_alone(recorded_cast):
    kept_rules.state_code_map(handed(RULES, "regler.csv"), actor=LOADER, year=YEAR)
    assert council_budget_files._what_it_may_name(YEAR) == (
        budget.accounts(),
        organisation.body_spellings(year=YEAR),
        amount_queries.code_map(year=YEAR),
        amount_queries.lines_of_bodies(year=YEAR),
    )


def test_only_decisions_of_the_council_are_offered(officer):
    form = officer.get(at("council-import")).context["form"]
    assert [key for key, _words in form.fields["decision"].choices] == [DECISION]


def test_what_is_wrong_is_shown_and_cannot_be_confirmed(officer):
    text = BUDGET.replace("costs;SKOLA", "costs;Skolan")
    address = hand_over(officer, text)
    told = read(officer.get(address).content).text

    assert "budget.csv, rad 2, kolumn organ Skolan är inget organ" in told
    assert "Skriv nämndens kod eller namn, eller centralt." in told
    assert "Läs in" not in told.rpartition("Granska budgeten")[2]
    officer.post(address, {"key": uuid4(), "base": "-", "code_map": "0"})
    assert standing() == []


def test_what_no_rule_settles_is_shown_with_what_mends_it(officer):
    told = read(officer.get(hand_over(officer, f"{BUDGET}5010;SKOLA;;;{YEAR};-7\n")).content).text

    assert "5010 organ:SKOLA får inget värde i account" in told
    assert "utan regel" in told
    assert "\u22127,00" in told


def test_a_corrected_file_says_what_it_replaces(officer):
    first = hand_over(officer)
    confirm(officer, officer.get(first), first)
    again = hand_over(officer)
    assert (
        "Samma belopp på samma beslut är redan bokförda." in read(officer.get(again).content).text
    )

    second = hand_over(officer, CORRECTED)
    page = officer.get(second)
    assert "Den rättas med en spegelbild" in read(page.content).text
    assert confirm(officer, page, second).status_code == 303
    assert standing() == [2]
    assert LedgerTransaction.objects.count() == 3


def test_what_another_imported_meanwhile_is_shown_as_theirs_and_mine(officer):
    mine = hand_over(officer, CORRECTED)
    page, theirs = officer.get(mine), hand_over(officer)
    confirm(officer, officer.get(theirs), theirs)
    answer = confirm(officer, page, mine)

    assert answer.status_code == 409
    assert "Någon annan har sparat under tiden" in read(answer.content).text
    assert standing() == [1]

    assert confirm(officer, answer, mine).status_code == 303
    assert standing() == [2]


def test_rules_that_have_changed_since_it_was_looked_at_are_told(officer):
    address = hand_over(officer)
    page = officer.get(address)
    kept_rules.state_code_map(handed(RULES, "regler.csv"), actor=LOADER, year=YEAR)
    answer = confirm(officer, page, address)

    assert answer.status_code == 422
    assert "Granska filen på nytt" in read(answer.content).text
    assert standing() == []


@pytest.mark.parametrize("held", ["", "x", "939f915f-1b46-43c6-9136-b3c550990a8d"])
def test_a_file_that_is_not_there_is_told(officer, held):
    answer = officer.get(f"{at('council-review')}?fil={held}")
    assert "Välj den på nytt" in read(answer.content).text
    sent = {"key": uuid4(), "base": "-", "code_map": "0"}
    assert officer.post(f"{at('council-review')}?fil={held}", sent).status_code == 422


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"total": "1.234"}, "kan betyda"), ({"decision": "2/KF 1"}, ""), ({"unit": "SEK"}, "")],
)
def test_what_is_filled_in_wrongly_is_refused(officer, changes, said):
    sent = {"key": uuid4(), "decision": DECISION, "unit": "KR", "sign": "budget", "total": ""}
    file = {"file": SimpleUploadedFile("budget.csv", BUDGET.encode())}
    answer = officer.post(at("council-import"), sent | file | changes)
    assert answer.status_code == 422
    assert said in read(answer.content).text


@pytest.mark.parametrize(
    "query", ["", "&total=x", "&unit=x&decision=x", "&decision=1/KF%209", "&sign=debet"]
)
def test_whatever_stands_in_the_address_it_is_answered(officer, query):
    held = hand_over(officer).partition("&")[0]
    answer = officer.get(f"{held}{query}")
    assert answer.status_code == 200


@pytest.mark.parametrize("who", ["editor", "strategist"])
@pytest.mark.parametrize("name", ["council-import", "council-review"])
def test_only_the_finance_officer_comes_there(signed_in, who, name):
    assert signed_in(who).get(at(name)).status_code in {302, 403, 404}


# The command ----------------------------------------------------------------------------------


def run(path, *more):
    asked = ["budget", "council", str(path), "--year", str(YEAR), "--case", "KF 2020/1", *more]
    return CliRunner().invoke(app, asked)


def test_the_command_looks_imports_and_says_when_it_is_there(tmp_path):
    file = tmp_path / "budget.csv"
    file.write_text(BUDGET, encoding="utf-8")

    looked = run(file, "--preview")
    assert (looked.exit_code, standing()) == (0, [])
    assert "5 rader, summa 100.00 = placerat 100.00 + utelämnat 0.00." in looked.stdout
    found = json.loads(run(file, "--total", "100", "--json").stdout)
    assert (found["imported"], found["equity_added"], standing()) == (True, "-100.00", [1])
    assert "Redan inläst." in run(file).stdout
    file.write_text(CORRECTED, encoding="utf-8")
    assert "Ersätter transaktion 1." in run(file).stdout
    assert standing() == [2]


def test_the_command_tells_what_is_wrong_and_changes_nothing(tmp_path):
    file = tmp_path / "budget.csv"
    file.write_text(BUDGET, encoding="utf-8")
    wrong = run(file, "--total", "101")
    assert (wrong.exit_code, standing()) == (1, [])
    assert "är inte filens summa" in wrong.stdout
    file.write_bytes(b"PK\x03\x04 trasig")
    unreadable = run(file, "--json")
    assert unreadable.exit_code == 1
    assert json.loads(unreadable.stdout)["faults"]

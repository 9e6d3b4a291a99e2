"""What is booked and forecast, on pages: looked at, confirmed, and beside the budget."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enslinje.budget import amount_queries
from enslinje.budget.models import AmountImport, CodeMap, HeldFile
from enslinje.core.actors import Source
from enslinje.exchange import kept_rules
from enslinje.exchange.table_files import HandedFile
from tests import budget_town
from tests.exchange.test_amount_files import HEAD, MARCH, RULES
from tests.people import record_people
from tests.town import LOADER, YEAR, recorded_once
from tests.web.base import standing_of
from tests.web.reader import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_cast")]


@pytest.fixture(scope="module")
def recorded_cast(django_db_setup, django_db_blocker):
    def record():
        budget_town.record_money()
        record_people()

    with recorded_once(django_db_blocker, record):
        yield


@pytest.fixture
def officer(signed_in):
    return signed_in("finance_officer")


@pytest.fixture
def rules():
    return kept_rules.state_code_map(
        HandedFile("regler.csv", RULES.encode()), actor=LOADER, year=YEAR
    ).rows[0]


def at(name, **more):
    return reverse(f"work:{name}", kwargs={"year": YEAR, **more})


def upload(text, name="mars.csv"):
    return SimpleUploadedFile(name, text.encode())


def hand_over(browser, text=MARCH, **more):
    """Hand a file over and return the address of its preview."""
    sent = {"key": uuid4(), "file": upload(text), "kind": "actual", "month": "", "books": ""}
    answer = browser.post(at("outturn-import"), sent | more)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return answer["Location"]


def confirm(browser, address, **more):
    form = browser.get(address).context["form"]
    sent = {name: form[name].value() for name in ("key", "seen", "code_map")}
    return browser.post(address, sent | more)


def test_a_file_is_looked_at_and_then_imported(officer, rules):
    address = hand_over(officer, total="0")
    page = officer.get(address)
    text = read(page.content).text
    assert "202103" in text
    assert "500,00" in text
    assert not AmountImport.objects.exists()
    answer = confirm(officer, address)
    assert (answer.status_code, answer["Location"]) == (303, at("outturn"))
    assert AmountImport.objects.get().recorded_in.source == Source.PAGE.value
    assert not HeldFile.objects.exists()
    assert "mars.csv" in read(officer.get(at("outturn")).content).text


def test_confirmed_twice_it_is_imported_once(officer, rules):
    address = hand_over(officer)
    form = officer.get(address).context["form"]
    sent = {name: form[name].value() for name in ("key", "seen", "code_map")}
    officer.post(address, sent)
    again = officer.post(address, sent)
    assert again.status_code == 422
    assert AmountImport.objects.count() == 1


def test_what_somebody_else_has_imported_meanwhile_is_not_replaced_unseen(officer, rules):
    first, second = hand_over(officer), hand_over(officer, f"{HEAD}\n5010;100;;;;;202103;1\n")
    form = officer.get(first).context["form"]
    sent = {name: form[name].value() for name in ("key", "seen", "code_map")}
    confirm(officer, second)
    answer = officer.post(first, sent)
    assert answer.status_code == 422
    assert AmountImport.objects.count() == 1
    assert "har ändrat" in read(answer.content).text


def test_rules_changed_since_the_preview_are_not_imported_by(officer, rules):
    address = hand_over(officer)
    form = officer.get(address).context["form"]
    sent = {name: form[name].value() for name in ("key", "seen", "code_map")}
    other = RULES.replace("true,balans", "true,")
    kept_rules.state_code_map(
        HandedFile("nya.csv", (other + "8000,8999,,,,,costs,,\n").encode()),
        actor=LOADER,
        year=YEAR,
    )
    assert officer.post(address, sent).status_code == 422
    assert not AmountImport.objects.exists()


def test_what_no_rule_covers_is_listed_and_there_is_nothing_to_confirm(officer, rules):
    address = hand_over(officer, f"{MARCH}5030;300;;;;;202103;12,5\n")
    page = officer.get(address)
    text = read(page.content).text
    assert "mars.csv, rad 6" in text
    assert "får inget värde i body" in text
    assert b'name="code_map"' not in page.content
    officer.post(address, {"key": uuid4(), "seen": "202103:-", "code_map": rules})
    assert not AmountImport.objects.exists()


def test_a_file_that_cannot_be_read_says_why(officer, rules):
    address = hand_over(officer, "konto;period\n1;2\n")
    assert "kolumnen saknas" in read(officer.get(address).content).text


def test_another_person_s_file_is_not_there(officer, rules, signed_in):
    address = hand_over(officer)
    HeldFile.objects.update(held_for="somebody")
    assert "Filen finns inte kvar" in read(officer.get(address).content).text


def test_a_sum_that_is_no_amount_is_told_at_its_field(officer, rules):
    sent = {"key": uuid4(), "file": upload(MARCH), "kind": "actual", "total": "1.234"}
    answer = officer.post(at("outturn-import"), sent)
    assert answer.status_code == 422
    assert "total" in answer.context["form"].errors


def test_rules_are_handed_over_and_shown(officer):
    sent = {"key": uuid4(), "file": upload(RULES, "regler.csv"), "base": "-"}
    assert officer.post(at("outturn-rules"), sent).status_code == 303
    assert len(amount_queries.code_map(year=YEAR).rules) == 7
    assert "regler.csv" in read(officer.get(at("outturn-rules")).content).text


def test_rules_that_somebody_else_has_changed_are_not_written_over(officer, rules):
    changed = upload(RULES.replace("true,balans", "true,x").replace("2999", "2998"), "nya.csv")
    sent = {"key": uuid4(), "file": changed, "base": "-"}
    answer = officer.post(at("outturn-rules"), sent)
    assert answer.status_code == 409
    assert CodeMap.objects.count() == 1
    sent |= {"key": uuid4(), "base": standing_of("konteringsregler", YEAR)}
    changed.seek(0)
    assert officer.post(at("outturn-rules"), sent | {"file": changed}).status_code == 303


def test_the_page_and_its_file_say_the_same_of_a_body(officer, rules):
    confirm(officer, hand_over(officer))
    page = read(officer.get(at("outturn")).content).text
    assert "Till och med" in page or "till och med månad 3" in page
    rows = officer.get(at("outturn-file", form="json")).json()["rows"]
    school = next(row for row in rows if row["body"] == "SKOLA")
    assert (school["budget"], school["actual"], school["forecast"]) == (
        *("-0.0043", "-0.0012", None),
    )
    for form in ("csv", "xlsx"):
        assert officer.get(at("outturn-file", form=form)).status_code == 200


def test_the_page_is_read_in_few_queries(officer, rules, django_assert_max_num_queries):
    confirm(officer, hand_over(officer))
    officer.get(at("outturn"))
    with django_assert_max_num_queries(16):
        officer.get(at("outturn"))

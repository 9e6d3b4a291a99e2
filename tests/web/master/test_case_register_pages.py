"""The pages of case registers: who has which, a new one, one that is changed or taken back."""

from uuid import uuid4

import pytest

from enslinje.journal.models import ChangeSet
from enslinje.organisation import case_registers, operations
from tests.everything import decision
from tests.people import record_people
from tests.town import LOADER, keep_case_registers
from tests.web.reader import read

pytestmark = pytest.mark.django_db

LIST = "/arbete/stamdata/diarier/"
NEW = "/arbete/stamdata/nytt-diarium/"
ONE = "/arbete/stamdata/diarium/skola/"


@pytest.fixture(autouse=True)
def cast(recorded_town, db):
    record_people()


def register(folded="skola"):
    return case_registers.registers().by_prefix.get(folded)


def given(**changes):
    return {
        "key": str(uuid4()),
        "base": str(register().pk) if register() else "-",
        "body": "SKOLA",
        "reason": "Beslut i nämnden",
    } | changes


def told(page):
    return " ".join(page.content.decode().split())


def test_where_nobody_has_one_the_page_says_that_numbers_are_free(signed_in):
    page = told(signed_in("strategist").get(LIST))

    assert "Inga diarier är inlagda än. Till dess skrivs diarienummer fritt" in page


def test_a_body_gets_one_and_the_list_says_what_is_outside_them(signed_in):
    operations.record_decisions(actor=LOADER, decisions=[decision(case_number="Budget 2021")])
    client = signed_in("strategist")

    client.post(NEW, given(letters="ÄN", base="-", opened_on="2010-03-01"))

    assert (register("aen").body, register("aen").prefix) == ("SKOLA", "ÄN")
    page = client.get(LIST)
    assert "/arbete/stamdata/diarium/aen/andra/" in read(page.content).hrefs()
    assert "Nummer som inte hör till något diarium" in told(page)
    assert "<li>Budget 2021</li>" in told(page)
    assert ">ÄN</a>" in told(client.get("/arbete/stamdata/organ/skola/"))


@pytest.mark.parametrize(
    ("letters", "fault"),
    [("S N", "kan inte vara ett diariums beteckning"), ("skola", "är redan beteckning")],
)
def test_a_prefix_that_cannot_be_is_refused_at_its_field(signed_in, letters, fault):
    keep_case_registers("SKOLA")
    sent = signed_in("strategist").post(NEW, given(letters=letters, base="-", body="PARK"))

    assert sent.status_code == 422
    assert 'href="#id_letters"' in told(sent)
    assert fault in told(sent)


def test_it_is_closed_from_a_day_and_the_reason_is_kept(signed_in):
    keep_case_registers("SKOLA")
    client = signed_in("strategist")

    client.post(f"{ONE}andra/", given(closed_on="2023-01-01"))

    assert register().closed_on.isoformat() == "2023-01-01"
    assert ChangeSet.objects.latest("pk").reason == "Beslut i nämnden"
    assert "2023-01-01" in told(client.get(LIST))


def test_of_two_who_change_it_the_second_sees_the_first_s(signed_in):
    keep_case_registers("SKOLA")
    client, old = signed_in("strategist"), str(register().pk)
    client.post(f"{ONE}andra/", given(closed_on="2023-01-01"))

    sent = client.post(f"{ONE}andra/", given(base=old, closed_on="2024-01-01"))

    assert sent.status_code == 409
    assert "2023-01-01" in told(sent)


def test_one_is_taken_back_and_one_with_decisions_is_not(signed_in):
    keep_case_registers("SKOLA", "PARK")
    operations.record_decisions(actor=LOADER, decisions=[decision(case_number="SKOLA 2020/1")])
    client = signed_in("strategist")

    sent = client.post(f"{ONE}ta-bort/", given())
    assert sent.status_code == 422
    assert "Diariet SKOLA har beslut, till exempel SKOLA 2020/1" in told(sent)
    address = "/arbete/stamdata/diarium/park/ta-bort/"
    client.post(address, given(base=str(register("park").pk)))
    assert register("park") is None
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("who", ["editor", "registrar", "administrator", "auditor"])
def test_nobody_else_comes_there(signed_in, who):
    keep_case_registers("SKOLA")
    client = signed_in(who)

    for address in (LIST, NEW, f"{ONE}andra/", f"{ONE}ta-bort/"):
        assert client.get(address).status_code == 404
        assert client.post(address, given()).status_code in {404, 405}

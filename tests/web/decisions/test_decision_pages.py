"""A decision recorded by one and checked by another, through the pages."""

import json
from uuid import uuid4

import pytest

from enslinje.core.policy import Role
from enslinje.core.terms import DecisionOutcome
from enslinje.organisation import operations
from enslinje.organisation.models import Decision
from tests.everything import decision
from tests.people import record_people, role
from tests.town import LOADER

pytestmark = pytest.mark.django_db

LIST = "/arbete/namnd/skola/beslut/"
RECORD = f"{LIST}anteckna/"
STADEN = "/arbete/staden/beslut/"


@pytest.fixture(autouse=True)
def cast(recorded_town, db):
    record_people()


def given(**changes):
    return {
        "key": str(uuid4()),
        "decided_by": "SKOLA",
        "case_number": "SKOLA 2021/4",
        "item_no": "1",
        "subject": "Verksamhetsplan 2021",
        "outcome": "granted",
        "decided_on": "2021-02-01",
        "paragraph": "§ 12",
        "minutes_approved_on": "2021-02-08",
        "reservations": "Vänsterpartiet",
    } | changes


def recorded(signed_in, **changes):
    answer = signed_in("secretary").post(RECORD, given(**changes))
    assert answer.status_code == 303, answer.content.decode()
    return Decision.objects.latest("pk")


def of(one, what=""):
    return f"{LIST}{one.pk}/{what}"


def key(**more):
    return {"key": str(uuid4())} | more


def text(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_secretary_records_and_the_registrar_checks(signed_in):
    one = recorded(signed_in)
    assert (one.outcome, one.paragraph, one.checked_by_code) == ("granted", "§ 12", None)
    assert "väntar på kontroll" in text(signed_in("secretary"), of(one))

    registrar = signed_in("registrar")
    page = text(registrar, of(one))
    assert of(one, "kontrollera/") in page
    assert "Vänsterpartiet" in page
    assert "Protokollet justerat" in text(registrar, of(one, "kontrollera/"))
    answer = registrar.post(of(one, "kontrollera/"), key(), follow=True)

    assert "Beslutet är kontrollerat. Sparat" in answer.content.decode()
    assert Decision.objects.get(pk=one.pk).checked_by_code == "registrar"
    assert "Inget vilar på beslutet." in answer.content.decode()


def test_whoever_recorded_it_has_no_button_and_is_refused(signed_in):
    one, secretary = recorded(signed_in), signed_in("secretary")
    page = text(secretary, of(one))
    assert "kontrollera/" not in page
    assert "Du antecknade beslutet." in page
    assert secretary.get(of(one, "kontrollera/")).status_code == 302
    for what in ("kontrollera/", "skicka-tillbaka/"):
        answer = secretary.post(of(one, what), key(reason="x"))
        assert answer.status_code == 422
        assert "Du har själv antecknat beslutet." in answer.content.decode()
    assert Decision.objects.get(pk=one.pk).checked_by_code is None


def test_it_is_sent_back_and_recorded_anew(signed_in):
    one = recorded(signed_in)
    sent = signed_in("registrar").post(of(one, "skicka-tillbaka/"), key(reason="Fel paragraf"))
    assert sent.status_code == 303
    secretary = signed_in("secretary")
    page = text(secretary, of(one))
    assert "Fel paragraf" in page
    assert f"{RECORD}?efter={one.pk}" in page
    form = text(secretary, f"{RECORD}?efter={one.pk}")
    assert "Fel paragraf" in form
    assert 'value="SKOLA 2021/4"' in form

    anew = recorded(signed_in, paragraph="§ 13")

    assert (anew.pk != one.pk, anew.paragraph) == (True, "§ 13")
    assert f'href="{of(anew)}"' in text(signed_in("reader"), of(one))
    assert f'href="{of(one)}"' in text(signed_in("reader"), of(anew))
    answer = signed_in("registrar").post(of(one, "kontrollera/"), key())
    assert answer.status_code == 422


def test_without_a_reason_it_is_not_sent_back(signed_in):
    one = recorded(signed_in)
    answer = signed_in("registrar").post(of(one, "skicka-tillbaka/"), key())
    assert answer.status_code == 422
    assert "Ange vad som är fel." in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"minutes_approved_on": "2999-01-01"}, "Beslut antecknas ur protokoll som är justerade."),
        ({"minutes_approved_on": "2021-01-31"}, "Protokollet justeras efter beslutet."),
        ({"subject": ""}, "Ange vad beslutet gäller."),
        ({"decided_by": "PARK"}, "PARK"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(signed_in, changes, words):
    answer = signed_in("secretary").post(RECORD, given(**changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Decision.objects.exists()


def test_sent_twice_it_is_recorded_once(signed_in):
    twice, client = given(), signed_in("secretary")
    assert [client.post(RECORD, twice).status_code for _ in range(2)] == [303, 303]
    assert Decision.objects.count() == 1


def test_another_body_s_decision_answers_like_a_missing_one(signed_in):
    operations.record_decisions(
        actor=LOADER, decisions=[decision(decided_by="PARK", subject="Bara för PARK")]
    )
    theirs = Decision.objects.get()
    for address in (of(theirs), f"{LIST}999999/", f"/arbete/namnd/park/beslut/{theirs.pk}/"):
        assert signed_in("registrar").get(address).status_code == 404
        assert "Bara för PARK" not in signed_in("registrar").get(address).content.decode()
    assert "Bara för PARK" in text(signed_in("auditor"), f"/arbete/namnd/park/beslut/{theirs.pk}/")


class TestTasks:
    WORDS = "1 beslut väntar på din kontroll"

    def test_it_waits_on_the_first_page_of_those_who_may_check_it(self, signed_in):
        recorded(signed_in)
        assert self.WORDS in text(signed_in("registrar"), "/arbete/")
        assert self.WORDS in text(signed_in("board_secretary"), "/arbete/")
        for code in ("secretary", "reader", "strategist"):
            assert self.WORDS not in text(signed_in(code), "/arbete/")

    def test_the_board_s_secretary_is_led_to_the_bodies(self, signed_in):
        one = recorded(signed_in)
        client = signed_in("board_secretary")
        assert f'href="{LIST}"' in text(client, STADEN)
        assert client.post(of(one, "kontrollera/"), key()).status_code == 303
        assert f'href="{LIST}"' not in text(client, STADEN)


def test_the_council_s_and_the_board_s_are_recorded_for_the_city(signed_in):
    operations.grant_roles(actor=LOADER, roles=[role("newcomer", Role.BOARD_SECRETARY)])
    client = signed_in("board_secretary")
    assert f'href="{STADEN}anteckna/"' in text(client, "/arbete/namnd/ks/beslut/")
    sent = client.post(f"{STADEN}anteckna/", given(decided_by="KS", case_number="KS 2021/4"))
    assert sent.status_code == 303
    one = Decision.objects.get()
    assert client.post(f"{STADEN}{one.pk}/kontrollera/", key()).status_code == 422
    checked = signed_in("newcomer").post(f"{STADEN}{one.pk}/kontrollera/", key())
    assert checked.status_code == 303


def test_the_list_has_those_that_wait_first_and_is_handed_out(signed_in):
    operations.record_decisions(
        actor=LOADER,
        decisions=[
            decision(decided_by="SKOLA", subject="=Kontrollerat", outcome=DecisionOutcome.NOTED),
            decision(decided_by="SKOLA", item_no=2, subject="Väntande", checked_by=""),
        ],
    )
    client = signed_in("reader")
    body = text(client, LIST)
    assert body.index("Väntande") < body.index("=Kontrollerat")
    rows = json.loads(client.get(f"{LIST}lista.json?ar=2020").content)["rows"]
    assert [(row["subject"], row["state"]) for row in rows] == [
        ("=Kontrollerat", ""),
        ("Väntande", "väntar på kontroll"),
    ]
    csv = client.get(f"{LIST}lista.csv")
    assert "attachment" in csv["Content-Disposition"]
    assert b";=Kontrollerat" not in csv.content


def test_few_queries_whatever_the_number(signed_in, django_assert_max_num_queries):
    for number in range(12):
        recorded(signed_in, item_no=str(number + 1))
    client = signed_in("registrar")
    client.get("/arbete/")  # The session is written once.
    one = Decision.objects.latest("pk")
    for address in (LIST, of(one), "/arbete/"):
        with django_assert_max_num_queries(18):
            client.get(address)

"""Roles given, confirmed and ended, deputies named, people invited: through the pages."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from enslinje.core.policy import Role
from enslinje.journal.models import ChangeSet
from enslinje.organisation import people
from enslinje.organisation.models import Person
from tests.people import record_people
from tests.web.reader import read

pytestmark = pytest.mark.django_db

MEMBERS = "/arbete/namnd/skola/medlemmar/"


@pytest.fixture(autouse=True)
def cast(recorded_town, db):
    record_people()


def given(**changes):
    today = timezone.localdate().isoformat()
    return {
        "key": str(uuid4()),
        "person": "newcomer",
        "role": "editor",
        "valid_from": today,
    } | changes


def held(person="newcomer", body="SKOLA"):
    return {row.role: row for row in people.members_of(body) if row.person == person}


def test_the_head_of_an_administration_gives_a_role(signed_in):
    answer = signed_in("approver").post(MEMBERS, given(role="reader"), follow=True)

    assert "Rollen är given. Sparat" in answer.content.decode()
    assert not held()[Role.READER].is_pending
    assert held()[Role.READER].granted_by == "approver"


def test_sent_twice_it_is_given_once(signed_in):
    client, twice = signed_in("approver"), given()
    before = ChangeSet.objects.count()

    answers = [client.post(MEMBERS, twice) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert ChangeSet.objects.count() == before + 1


def test_the_same_key_with_something_else_is_refused(signed_in):
    client, first = signed_in("approver"), given()
    client.post(MEMBERS, first)

    answer = client.post(MEMBERS, first | {"role": "reader"})

    assert answer.status_code == 422
    assert Role.READER not in held()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"person": "nobody"}, "id_person"),
        ({"person": ""}, "id_person"),
        ({"role": "approver"}, "id_role"),
        ({"valid_from": "igår"}, "id_valid_from"),
        ({"valid_to": "2001-01-01"}, "id_valid_to"),
    ],
)
def test_what_is_wrong_stands_at_its_field_with_what_was_typed(signed_in, changes, field):
    answer = signed_in("approver").post(MEMBERS, given() | changes)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'href="#{field}"' in page
    assert f'id="{field}_error"' in page
    if typed := changes.get("person"):
        assert f'value="{typed}"' in page
    assert held() == {}


def test_a_role_that_decides_waits_for_a_second_person(signed_in):
    signed_in("administrator").post(MEMBERS, given(role="secretary"))
    assert held()[Role.SECRETARY].is_pending

    confirm = f"{MEMBERS}bekrafta/"
    sent = {"person": "newcomer", "role": "secretary", "key": str(uuid4())}
    assert signed_in("administrator").post(confirm, sent).status_code == 422
    assert held()[Role.SECRETARY].is_pending

    assert (
        signed_in("board_secretary").post(confirm, sent | {"key": str(uuid4())}).status_code == 303
    )
    assert held()[Role.SECRETARY].confirmed_by == "board_secretary"


def test_only_the_second_person_is_offered_to_confirm(signed_in):
    signed_in("administrator").post(MEMBERS, given(role="secretary"))

    assert b"bekrafta" not in signed_in("administrator").get(MEMBERS).content
    assert b"bekrafta" in signed_in("approver").get(MEMBERS).content


def test_a_role_is_ended_from_a_day(signed_in):
    client = signed_in("approver")
    page = client.get(MEMBERS)
    (link,) = [
        one for one in read(page.content).hrefs(f"{MEMBERS}avsluta/") if "person=reader" in one
    ]
    assert client.get(link).status_code == 200

    sent = {"person": "reader", "role": "reader", "on": "2021-03-01", "key": str(uuid4())}
    client.post(f"{MEMBERS}avsluta/", sent)

    assert held("reader")[Role.READER].valid_to == date(2021, 3, 1)


def test_a_deputy_is_named_and_ended(signed_in):
    client, today = signed_in("editor"), timezone.localdate()
    sent = {
        "key": str(uuid4()),
        "deputy": "reader",
        "valid_from": today.isoformat(),
        "valid_to": (today + timedelta(days=9)).isoformat(),
        "reason": "Semester",
    }
    client.post("/arbete/ersattare/", sent)
    assert [row.deputy for row in people.deputies_of("editor")] == ["reader"]
    assert b"reader f\xc3\xb6r editor" in client.get("/arbete/ersattare/").content

    pair = {"person": "editor", "deputy": "reader", "key": str(uuid4())}
    client.post("/arbete/ersattare/avsluta/", pair)
    assert people.deputies_of("editor") == ()


def test_nobody_names_a_deputy_for_another_without_the_right(signed_in):
    today = timezone.localdate()
    sent = {
        "key": str(uuid4()),
        "person": "approver",
        "deputy": "reader",
        "valid_from": today.isoformat(),
        "valid_to": (today + timedelta(days=9)).isoformat(),
        "reason": "Semester",
    }
    signed_in("editor").post("/arbete/ersattare/", sent)

    assert people.deputies_of("approver") == ()


def test_an_invitation_sends_a_letter(signed_in):
    sent = {"key": str(uuid4()), "person": "ny", "email": "ny@kommun.example"}
    answer = signed_in("administrator").post("/arbete/personer/", sent, follow=True)

    assert "Inbjudan är skickad." in answer.content.decode()
    assert [letter.to for letter in mail.outbox] == [["ny@kommun.example"]]
    assert not Person.objects.get(username="ny").has_usable_password()


def test_an_invitation_whose_letter_cannot_be_sent_says_so(signed_in, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    sent = {"key": str(uuid4()), "person": "ny", "email": "ny@kommun.example"}

    answer = signed_in("administrator").post("/arbete/personer/", sent, follow=True)

    assert "brevet gick inte att skicka" in answer.content.decode()
    assert Person.objects.filter(username="ny").exists()


def test_an_address_belongs_to_one_person(signed_in):
    client = signed_in("administrator")
    for code in ("ny", "nyare"):
        sent = {"key": str(uuid4()), "person": code, "email": "Ny@kommun.example"}
        answer = client.post("/arbete/personer/", sent)

    assert answer.status_code == 422
    assert not Person.objects.filter(username="nyare").exists()


@pytest.mark.parametrize(("opens", "path"), [(False, "stang"), (True, "oppna")])
def test_an_account_is_closed_and_opened_with_a_reason(signed_in, opens, path):
    Person.objects.filter(username="reader").update(is_active=not opens)
    sent = {"key": str(uuid4()), "person": "reader", "reason": "Slutat"}

    signed_in("administrator").post(f"/arbete/personer/{path}/", sent)

    assert Person.objects.get(username="reader").is_active is opens
    assert ChangeSet.objects.latest("pk").reason == "Slutat"


def test_nobody_closes_their_own(signed_in):
    sent = {"key": str(uuid4()), "person": "administrator", "reason": "Av misstag"}

    assert signed_in("administrator").post("/arbete/personer/stang/", sent).status_code == 422
    assert Person.objects.get(username="administrator").is_active

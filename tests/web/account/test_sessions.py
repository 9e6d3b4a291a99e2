"""Sessions end, with a warning; what was typed when one ended is shown again."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enslinje.organisation import accounts
from enslinje.organisation.models import Person
from enslinje.web.account.backends import InvitedBackend
from enslinje.web.account.session_store import SessionStore
from tests.people import record_people
from tests.web.reader import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]

BEGAN = datetime(2021, 6, 15, 7, tzinfo=UTC)
IDLE = timedelta(seconds=settings.SESSION_IDLE_SECONDS)
ABSOLUTE = timedelta(seconds=settings.SESSION_ABSOLUTE_SECONDS)
A_MOMENT = timedelta(seconds=2)


@pytest.fixture(autouse=True)
def at_seven(recorded_town, db, time_machine):
    time_machine.move_to(BEGAN, tick=False)
    record_people()


@pytest.fixture
def client_at_work(signed_in):
    client = signed_in("editor")
    assert client.get("/arbete/").status_code == 200
    return client


def is_open(client):
    return client.get("/arbete/").status_code == 200


def test_one_that_nobody_uses_ends(client_at_work, time_machine):
    time_machine.move_to(BEGAN + IDLE - A_MOMENT, tick=False)
    assert is_open(client_at_work)

    time_machine.shift(IDLE + A_MOMENT)
    assert not is_open(client_at_work)


def test_one_that_is_used_ends_all_the_same(client_at_work, time_machine):
    instant = BEGAN
    while instant < BEGAN + ABSOLUTE - IDLE / 2:
        instant += IDLE / 2
        time_machine.move_to(instant, tick=False)
        assert is_open(client_at_work) or instant >= BEGAN + ABSOLUTE

    time_machine.move_to(BEGAN + ABSOLUTE, tick=False)
    assert not is_open(client_at_work)


def test_without_the_middleware_it_would_not_end(client_at_work, time_machine, settings):
    """The negative control."""
    clock = "enslinje.web.account.sessions.SessionClockMiddleware"
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one != clock]
    client_at_work.handler.load_middleware()
    time_machine.shift(IDLE + A_MOMENT)

    assert is_open(client_at_work)


def test_the_page_tells_how_long_it_lasts(client_at_work, time_machine):
    page = client_at_work.get("/arbete/").content.decode()
    assert f'data-left="{int(IDLE.total_seconds())}"' in page
    assert 'data-warning="300"' in page

    time_machine.shift(timedelta(minutes=40))
    assert client_at_work.get("/konto/tid/").json()["left"] == int(IDLE.total_seconds())


def test_asking_for_the_time_from_a_page_extends_it(client_at_work, time_machine):
    time_machine.shift(IDLE - timedelta(minutes=4))
    assert client_at_work.post("/konto/tid/").json()["left"] == int(IDLE.total_seconds())

    time_machine.shift(IDLE - A_MOMENT)
    assert is_open(client_at_work)


def test_a_form_that_comes_too_late_shows_what_was_typed(client_at_work, time_machine):
    time_machine.shift(IDLE + A_MOMENT)
    typed = {"deputy": "reader", "reason": "Lång semester i fjällen", "key": "x"}

    answer = client_at_work.post("/arbete/ersattare/", typed)

    assert answer.status_code == 401
    page = answer.content.decode()
    assert "Lång semester i fjällen" in page
    assert "/konto/logga-in/?next=/arbete/ersattare/" in page
    assert "inget sparades" in read(answer.content).h1


def test_fields_are_called_what_a_form_calls_them(client):
    typed = {"person": "", "deputy": "reader", "reason": "Semester", "key": "a-key"}

    page = client.post("/arbete/ersattare/", typed).content.decode()

    assert ">Ersättarens kod</label>" in page
    assert ">Skäl" in page
    assert "a-key" not in page


def test_what_another_site_sends_is_not_shown(client):
    answer = client.post(
        "/arbete/ersattare/", {"reason": "Ring 070"}, headers={"sec-fetch-site": "cross-site"}
    )

    assert answer.status_code == 401
    assert b"Ring 070" not in answer.content


def test_a_page_from_before_one_signed_in_anew_shows_what_was_typed(signed_in):
    guarded = Client(enforce_csrf_checks=True)
    guarded.cookies = signed_in("editor").cookies

    answer = guarded.post("/arbete/ersattare/", {"reason": "Semester"})

    assert answer.status_code == 403
    assert b"Semester" in answer.content
    assert "Sidan var för gammal" in read(answer.content).h1


def test_no_password_is_shown_again(client):
    answer = client.post(
        "/konto/losenord/byt/", {"oldpassword": "hemligt-1", "password1": "hemligt-2"}
    )

    assert answer.status_code == 401
    assert b"hemligt" not in answer.content


def test_the_public_has_no_session(client):
    client.get("/om-siffrorna/")

    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_a_public_page_asks_for_no_session(client):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/om-siffrorna/")

    assert not [query for query in asked if "session" in query["sql"]]


def the_session(client):
    return Session.objects.filter(pk=client.cookies[settings.SESSION_COOKIE_NAME].value)


@pytest.mark.parametrize(("since", "opens"), [(-A_MOMENT, True), (A_MOMENT, False)])
def test_one_that_has_run_out_in_the_database_is_none(client_at_work, since, opens):
    the_session(client_at_work).update(expire_date=BEGAN - since)
    assert is_open(client_at_work) is opens


def test_one_that_is_deleted_is_none(client_at_work):
    the_session(client_at_work).delete()
    assert not is_open(client_at_work)


@pytest.mark.parametrize("opens", [True, False])
def test_that_of_a_closed_account_is_none(client_at_work, opens):
    Person.objects.filter(username="editor").update(is_active=opens)
    assert is_open(client_at_work) is opens


def test_that_of_another_password_is_none(client_at_work):
    person = Person.objects.get(username="editor")
    person.set_password("ett annat lösenord")
    person.save()
    assert not is_open(client_at_work)


def test_what_is_read_of_it_is_what_django_reads(client_at_work):
    """Both are read by queries that are put together once: all that Django's own give is there."""
    kept = SessionStore(client_at_work.cookies[settings.SESSION_COOKIE_NAME].value)
    plain = db.SessionStore(kept.session_key)
    assert dict(kept.items()) == dict(plain.items())
    person = Person.objects.get(username="editor")
    read_again = InvitedBackend().get_user(person.pk)
    fields = [field.attname for field in Person._meta.concrete_fields]
    assert [getattr(read_again, name) for name in fields] == [
        getattr(person, name) for name in fields
    ]
    assert InvitedBackend().get_user(0) is None


def test_who_it_is_and_what_has_been_written_is_asked_in_one_query(client_at_work):
    with CaptureQueriesContext(connection) as asked:
        assert is_open(client_at_work)

    of_all = [
        query["sql"]
        for query in asked
        for table in ("django_session", "organisation_person", "journal_pulse")
        if f'FROM "{table}"' in query["sql"] or f"FROM {table}" in query["sql"]
    ]
    assert len(of_all) == 3
    assert len(set(of_all)) == 1


def test_were_it_not_known_whose_it_is_the_account_would_be_asked_for_by_itself(
    client_at_work, monkeypatch
):
    monkeypatch.setattr(accounts.whose, "several", lambda _keys: {})
    with CaptureQueriesContext(connection) as asked:
        assert is_open(client_at_work)

    assert len([one for one in asked if 'FROM "organisation_person"' in one["sql"]]) == 1
    assert not [one for one in asked if "person" in one["sql"] and "session" in one["sql"]]


def test_one_that_is_taken_for_anothers_is_its_own_all_the_same(client_at_work):
    """Whose it is only tells which account is read together with it."""
    key = client_at_work.cookies[settings.SESSION_COOKIE_NAME].value
    accounts.note_whose(key, Person.objects.get(username="strategist").pk)

    assert client_at_work.get("/arbete/").context["request"].user.username == "editor"


def test_what_is_not_signed_is_nobodys(client_at_work):
    (data,) = the_session(client_at_work).values_list("session_data", flat=True)
    the_session(client_at_work).update(session_data=data[:-1] + ("A" if data[-1] != "A" else "B"))

    assert not is_open(client_at_work)


def test_what_one_reader_changes_is_not_the_next_ones(client_at_work):
    key = client_at_work.cookies[settings.SESSION_COOKIE_NAME].value
    mine = SessionStore(key)
    mine["a list"] = [1]
    mine.save()
    changed = SessionStore(key)
    changed["a list"].append(2)

    assert SessionStore(key)["a list"] == [1]


class TestTheDialog:
    """It is written once for each reader, with holes for what is of the moment."""

    def dialogs(self, client):
        page = client.get("/arbete/").content.decode()
        return re.findall(r"<dialog.*?</dialog>", page, re.DOTALL), page

    def test_its_holes_are_filled(self, signed_in):
        (dialog,), page = self.dialogs(signed_in("editor"))

        assert "hole:" not in page
        assert 'data-person="editor"' in dialog
        assert int(re.search(r'data-left="(\d+)"', dialog)[1]) > 0

    def test_forms_of_an_answer_carry_one_token_and_of_another_answer_another(self, signed_in):
        token = re.compile(r'name="csrfmiddlewaretoken" value="(\w{64})"')
        client = signed_in("editor")
        first, again = (
            set(token.findall(client.get("/konto/").content.decode())) for _time in range(2)
        )

        assert len(first) == len(again) == 1
        assert first != again

    def test_another_is_told_nothing_of_it(self, signed_in, client):
        (of_editor,), _page = self.dialogs(signed_in("editor"))
        client.logout()
        found, _page = self.dialogs(signed_in("reader"))

        assert 'data-person="editor"' in of_editor
        assert "editor" not in found[0]

    def test_the_token_that_its_script_fetches_is_taken(self, signed_in):
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = signed_in("editor").cookies
        (dialog,), _page = self.dialogs(strict)
        address = re.search(r'action="([^"]+)"', dialog)[1]
        token = strict.get(address).json()["token"]

        assert strict.post(address, {"csrfmiddlewaretoken": token}).status_code == 200
        assert strict.post(address, {"csrfmiddlewaretoken": "x" * 64}).status_code == 403

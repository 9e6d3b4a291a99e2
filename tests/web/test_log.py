"""What breaks is logged by its place and kind; what somebody typed or asked about never is."""

import logging

import pytest
from django.db import DatabaseError
from django.test import Client

from enslinje.config.logs import Formatter
from enslinje.journal.models import ChangeSet
from enslinje.web import viewers
from tests.everything import change_set
from tests.web import matrix, overheard

pytestmark = pytest.mark.django_db

FORMS = [name for name, (declared, _names) in matrix.ROUTES.items() if declared.writes]
WORDS = (overheard.TYPED, matrix.canary("PARK"), matrix.KEY)


@pytest.fixture
def asker(recorded_town, db):
    matrix.record_cast()
    found = matrix.Asker()
    found.client = Client(raise_request_exception=False)
    return found


@pytest.fixture
def log():
    with overheard.log() as written:
        yield written


@pytest.fixture
def broken(monkeypatch):
    """A fault in every page, whose words hold all that was sent."""

    def break_down(viewer, *_args):
        request = viewer._request
        told = str((request.get_full_path(), list(request.POST.lists()), request.META))
        raise RuntimeError(told) from KeyError(told)

    monkeypatch.setattr(viewers.Viewer, "may", break_down)


def told(log):
    return [word for word in WORDS if word in log.getvalue()]


def test_a_form_that_breaks_is_logged_without_what_it_held(asker, log, broken):
    for name in FORMS:
        answer = asker.ask(matrix.Question(name, "POST", "administrator", "PARK"))
        assert answer.status_code == 500, name

    lines = log.getvalue()
    assert told(log) == []
    assert lines.count("500 to POST /") == len(FORMS)
    assert "500 to POST /arbete/namnd/<slug:slug>/medlemmar/" in lines
    assert "which led to:\n" in lines
    assert lines.count("builtins.RuntimeError\n") == len(FORMS)


def test_without_the_formatter_it_tells_all(asker, log, broken, monkeypatch):
    """The negative control: Python's own formatter."""
    overheard.speak_plainly(monkeypatch)

    asker.ask(matrix.Question("work:mark", "POST", "administrator", ""))

    assert set(told(log)) >= {overheard.TYPED, matrix.canary("PARK")}


REFUSED = {
    "another site's form": {"HTTP_ORIGIN": f"https://{overheard.TYPED}.example"},
    "a form led to from elsewhere": {
        "HTTP_REFERER": f"https://elsewhere.example/?{overheard.TYPED}",
        "secure": True,
    },
    "another host": {"HTTP_HOST": f"{overheard.TYPED}.example"},
}


@pytest.mark.parametrize("sent", REFUSED.values(), ids=REFUSED)
def test_a_refusal_is_logged_without_what_was_sent(asker, log, sent):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    form = {"email": overheard.TYPED, "csrfmiddlewaretoken": overheard.TYPED}

    answer = client.post(f"/konto/losenord/glomt/?next={overheard.TYPED}", form, **sent)

    assert answer.status_code in {400, 403}
    assert "django.security" in log.getvalue()
    assert told(log) == []


def test_too_many_fields_are_logged_without_them(log):
    client = Client(raise_request_exception=False)
    form = {f"{overheard.TYPED}{number}": overheard.TYPED for number in range(1001)}

    assert client.post("/konto/losenord/glomt/", form).status_code == 400
    assert "django.security.TooManyFieldsSent" in log.getvalue()
    assert told(log) == []


@pytest.mark.parametrize("plainly", [False, True])
def test_what_a_database_says_of_a_row_stays_out(log, plainly, monkeypatch):
    """SQLite and PostgreSQL name the constraint; PostgreSQL quotes the row too."""
    if plainly:
        overheard.speak_plainly(monkeypatch)
    row = change_set()
    try:
        ChangeSet.objects.create(
            pk=row.pk,
            recorded_at=row.recorded_at,
            actor_code=overheard.TYPED,
            source="page",
            action="t",
        )
    except DatabaseError as error:
        error.add_note(overheard.TYPED)
        logging.getLogger("enslinje").exception("A row was refused.")

    lines = log.getvalue()
    assert "IntegrityError" in lines
    assert ("sqlstate 23505" in lines or "SQLITE_CONSTRAINT" in lines) is not plainly
    assert (told(log) == [overheard.TYPED]) is plainly


def refuse():
    raise ConnectionRefusedError(111, overheard.TYPED)


class TestTheFormatter:
    def line(self, message, *args, **more):
        record = logging.makeLogRecord({"msg": message, "args": args, "name": "x", **more})
        return Formatter("{name}: {message}", style="{").format(record)

    def test_nobodys_text_begins_a_line_of_its_own(self):
        told = self.line("It said %s", "no\n2026-11-28 CRITICAL root: hello\u2028\x1b[2J\x85")

        assert told == "x: It said no�2026-11-28 CRITICAL root: hello��[2J�"

    def test_words_that_another_handler_has_kept_are_not_used(self):
        with pytest.raises(ConnectionRefusedError) as refused:
            refuse()
        caught = (refused.type, refused.value, refused.tb)

        told = self.line("No letter.", exc_info=caught, exc_text=overheard.TYPED)

        assert told.startswith("x: No letter.\n  File ")
        assert told.endswith("\nbuiltins.ConnectionRefusedError (errno 111)")
        assert overheard.TYPED not in told

    def test_an_exception_that_is_its_own_cause_ends(self):
        error = ValueError(overheard.TYPED)
        error.__cause__ = error

        assert self.line("No.", exc_info=(ValueError, error, None)) == "x: No.\nbuiltins.ValueError"

"""Pages for everybody are kept while nothing they show is written, and for nobody in particular."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from enslinje.core.terms import Basis
from enslinje.goals import operations
from enslinje.goals.drafts import CouncilTargetDraft
from enslinje.journal import keeping, kept_by
from enslinje.journal.keeping import Kept
from enslinje.organisation.models import Person
from enslinje.web import kept_pages
from enslinje.web.pages import PictureFacts, _site
from tests.filing.plans import open_occasion, state_everything, submit
from tests.people import record_people
from tests.town import LOADER, YEAR, number, state, target

PAGE = f"/{YEAR}/indikator/JOBS/"


@pytest.fixture(autouse=True)
def town(recorded_town, db, monkeypatch):
    """A town with a plan; its pages are kept, as they are outside a transaction."""
    record_people()
    open_occasion()
    state_everything()
    submit()
    monkeypatch.setattr(kept_pages.pages, "may_keep", lambda: True)
    monkeypatch.setattr(kept_pages.asked_before, "get", lambda _asked: True)
    monkeypatch.setattr(kept_pages, "_hour", lambda: AT)
    yield
    kept_pages.pages.forget()


AT = timezone.now()


@pytest.fixture
def made(monkeypatch):
    """How many pages have been made: each asks once what stands around it, of its picture."""
    sites = []

    def counted(*args, **kwargs):
        if not isinstance(kwargs.get("picture"), PictureFacts):  # Else it fills one that is kept.
            sites.append(args)
        return _site(*args, **kwargs)

    monkeypatch.setattr("enslinje.web.pages._site", counted)
    return sites


def council(value):
    asked = CouncilTargetDraft(indicator="JOBS", value=number(value), basis=Basis.SOURCE)
    operations.set_council_targets(actor=LOADER, year=YEAR, targets=[asked])


def test_what_is_asked_for_once_is_not_kept(client, made, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(kept_pages.pages, "may_keep", lambda: True)
    monkeypatch.setattr(kept_pages.asked_before, "may_keep", lambda: True)
    client.get(PAGE)
    assert kept_pages.pages.all() == {}

    client.get(PAGE)
    assert len(kept_pages.pages.all()) == 1


def test_the_second_reader_is_shown_the_same(client, made):
    first, second = client.get(PAGE), client.get(PAGE)

    assert len(made) == 1
    assert first.content == second.content
    for name in ("Content-Type", "Content-Security-Policy", "X-Frame-Options", "Vary"):
        assert first.headers.get(name) == second.headers.get(name)


@pytest.mark.parametrize(
    "other", [f"/en{PAGE}", f"{PAGE}?som=2021-03-01", f"/{YEAR}/mal/", f"{PAGE}?x=1"]
)
def test_another_page_is_made_for_itself(client, made, other):
    assert client.get(PAGE).content != client.get(other).content or "?x" in other
    assert len(made) == 2


def test_a_draft_leaves_it_kept_and_a_submission_does_not(client, made):
    client.get(PAGE)
    state(target(31))
    drafted = client.get(PAGE).content
    assert len(made) == 1

    submit(("SKOLA 2021/9", 1), reason="Fler platser än väntat")
    assert client.get(PAGE).content != drafted
    assert len(made) == 2


def test_what_it_rests_on_makes_it_anew(client, made):
    assert "91" not in client.get(PAGE).content.decode()
    council(91)

    assert "91" in client.get(PAGE).content.decode()
    assert len(made) == 2


def test_were_the_version_not_asked_for_an_old_page_would_be_shown(client, monkeypatch):
    monkeypatch.setattr(kept_by, "SHOWN_TO_ALL", keeping.Version(lambda _counters: 0))
    monkeypatch.setattr("enslinje.reconciliation.picture.Picture.version", 0, raising=False)
    monkeypatch.setattr(kept_pages, "_asked", lambda request: (request.path,))
    answer = kept_pages.answer
    monkeypatch.setattr(
        kept_pages, "answer", lambda request, *_rests_on, show: answer(request, show=show)
    )
    client.get(PAGE)
    council(91)

    assert "91" not in client.get(PAGE).content.decode()


def test_in_another_hour_it_is_made_anew(client, made, monkeypatch):
    client.get(PAGE)
    monkeypatch.setattr(kept_pages, "_hour", lambda: AT + timedelta(hours=1))
    client.get(PAGE)

    assert len(made) == 2


def test_who_is_signed_in_is_shown_a_page_of_their_own(client, made):
    everybodys = client.get(PAGE).content
    person = Person.objects.get(username="editor")
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])

    assert client.get(PAGE).content != everybodys
    assert len(made) == 2
    client.cookies.clear()
    assert client.get(PAGE).content == everybodys
    assert len(made) == 2


def test_who_sends_a_cookie_is_nobody_else(client, made):
    client.cookies["messages"] = "något"
    client.get(PAGE)
    client.get(PAGE)

    assert len(made) == 2
    assert kept_pages.pages.all() == {}


def test_what_is_not_found_is_not_kept(client, made):
    assert client.get(f"/{YEAR}/indikator/FINNS-INTE/").status_code == 404

    assert kept_pages.pages.all() == {}


def test_a_page_with_a_form_is_not_kept(rf):
    from django.http import HttpResponse
    from django.middleware.csrf import get_token

    request = rf.get(PAGE)

    def with_form():
        return HttpResponse(get_token(request))

    kept_pages.answer(request, show=with_form)
    assert kept_pages.pages.all() == {}


def test_nothing_is_kept_in_a_transaction(client, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(Kept, "may_keep", Kept.may_keep)
    client.get(PAGE)

    assert kept_pages.pages.all() == {}

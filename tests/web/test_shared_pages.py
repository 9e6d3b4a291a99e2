"""Pages for everybody, as those who are signed in are shown them: kept, and each reader's own."""

import re

import pytest
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.utils import timezone

from enslinje.core.terms import Basis
from enslinje.goals import operations
from enslinje.goals.drafts import CouncilTargetDraft
from enslinje.organisation.models import Person
from enslinje.web import kept_pages, pages, shared_pages
from enslinje.web.viewers import viewer_of
from tests.budget_town import record_budget
from tests.filing.plans import open_occasion, state_everything, submit
from tests.people import record_people
from tests.town import LOADER, YEAR, number

PAGE = f"/{YEAR}/indikator/JOBS/"
ADDRESSES = (
    PAGE,
    f"/{YEAR}/",
    f"/{YEAR}/mal/",
    f"/{YEAR}/namnd/skola/",
    f"/{YEAR}/bidrag/",
    f"/{YEAR}/iakttagelser/",
    f"/{YEAR}/budget/",
    f"/{YEAR}/budget/namnd/skola/",
    f"/{YEAR}/reserv/2/",
    f"/{YEAR}/huvudbok/",
    f"/{YEAR}/budget.csv",
    f"/en{PAGE}",
    f"{PAGE}?som=2021-03-01",
    f"{PAGE}?planer=sparade",
)
READERS = ("editor", "strategist", "reader", "administrator")


@pytest.fixture(autouse=True)
def town(recorded_town, db, monkeypatch):
    """A town with a plan and a budget; its pages are kept, as they are outside a transaction."""
    record_people()
    record_budget()
    open_occasion()
    state_everything()
    submit()
    for kept in (kept_pages.pages, shared_pages.pages):
        monkeypatch.setattr(kept, "may_keep", lambda: True)
    at = timezone.now()
    monkeypatch.setattr(kept_pages, "_hour", lambda: at)
    yield
    shared_pages.pages.forget()
    kept_pages.pages.forget()


@pytest.fixture
def made(monkeypatch):
    """How many pages have been made with holes."""
    asked = []
    make = shared_pages._made

    def counted(request, show):
        asked.append(request.path)
        return make(request, show)

    monkeypatch.setattr(shared_pages, "_made", counted)
    return asked


def somebody(code):
    client = Client()
    person = Person.objects.get(username=code)
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def read(client, address):
    """What the page says, but for what proves who sends a form and what is left of the session."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    page = re.sub(r'(csrfmiddlewaretoken" value|data-left)="[^"]*"', "", answer.content.decode())
    return " ".join(re.sub(r"\s*(<[^>]*>)\s*", r" \1 ", page).split())


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_reader_sees_what_they_would_see_if_it_were_made_for_them(address, monkeypatch):
    clients = [somebody(code) for code in READERS]
    shown = [[read(client, address) for client in clients] for _again in range(2)]

    monkeypatch.setattr(shared_pages, "answer", lambda _request, *_rests_on, show, **_fill: show())
    assert [read(client, address) for client in clients] == shown[0] == shown[1]


def test_it_is_made_once_for_all_of_them(made):
    for code in READERS:
        assert f">{code}<" in somebody(code).get(PAGE).content.decode()

    assert made == [PAGE]


def test_what_is_saved_is_kept_for_nobody(made):
    for code in ("editor", "strategist"):
        somebody(code).get(f"{PAGE}?planer=sparade")

    kept = [key for key in shared_pages.pages.all() if "planer=sparade" in key[2]]
    assert len(kept) <= 1  # Whoever may see nothing that is saved sees what is submitted.
    assert "sparat, inte inlämnat" not in str([page.content for page in _contents()])


def _contents():
    return shared_pages.pages.all().values()


def test_what_it_rests_on_makes_it_anew(made):
    client = somebody("reader")
    assert "987\xa0654" not in client.get(PAGE).content.decode()
    asked = CouncilTargetDraft(indicator="JOBS", value=number(987654), basis=Basis.SOURCE)
    operations.set_council_targets(actor=LOADER, year=YEAR, targets=[asked])

    assert "987\xa0654" in client.get(PAGE).content.decode()
    assert len(made) == 2


def asked_by(rf, code, path=PAGE):
    request = rf.get(path)
    request.COOKIES["x"] = "y"
    request.user = Person.objects.get(username=code)
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "z"
    return request


def greeting(request):
    return lambda: HttpResponse(f"Hej {viewer_of(request).code}")


def test_a_page_that_asks_who_reads_it_is_kept_for_nobody(rf):
    for code in ("editor", "reader"):
        request = asked_by(rf, code)
        answer = shared_pages.answer(request, show=greeting(request), fill=lambda *_asked: {})
        assert answer.content.decode() == f"Hej {code}"
        assert viewer_of(request).code == code

    assert shared_pages.pages.all() == {}


def test_did_nobody_notice_it_would_be_shown_to_another(rf, monkeypatch):
    make = shared_pages._made
    monkeypatch.setattr(shared_pages, "_made", lambda *asked: (make(*asked)[0], False))
    said = []
    for code in ("editor", "reader"):
        request = asked_by(rf, code)
        answer = shared_pages.answer(request, show=greeting(request), fill=lambda *_asked: {})
        said.append(answer.content.decode())

    assert said == ["Hej editor"] * 2


def test_a_page_with_a_form_is_kept_for_nobody(rf):
    request = asked_by(rf, "editor")
    shared_pages.answer(
        request, show=lambda: HttpResponse(get_token(request)), fill=lambda *_asked: {}
    )
    assert shared_pages.pages.all() == {}


def test_what_is_told_one_reader_is_told_no_other(monkeypatch, made):
    around = pages._around

    def told(request, page):
        if request.user.get_username() == "editor":
            messages.success(request, "Sparat, bara för dig.")
        return around(request, page)

    monkeypatch.setattr(pages, "_around", told)
    for _again in range(2):
        assert "bara för dig" in somebody("editor").get(PAGE).content.decode()
        assert "bara för dig" not in somebody("reader").get(PAGE).content.decode()
    assert made == [PAGE]


def test_nobody_is_left_with_a_hole():
    for address in ADDRESSES:
        for client in (somebody("reader"), Client()):
            for _again in range(2):
                assert b"<!--hole" not in client.get(address).content

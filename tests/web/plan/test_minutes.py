"""The minutes of the decision behind a plan: attached from the plan, told by their marking."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enslinje.core.marking import EVERYTHING
from enslinje.organisation.models import DecisionFile
from enslinje.web.plan import decided
from tests.core.test_file_types import A_PDF
from tests.filing.plans import decide, submit, take
from tests.web.reader import read

pytestmark = pytest.mark.django_db

PLAN = "/arbete/2021/namnd/skola/"
PUBLIC = "/2021/namnd/skola/plan/"
TITLE = "Protokoll § 7"


@pytest.fixture(autouse=True)
def files_apart(planned, settings, tmp_path):
    settings.DATA = tmp_path


def until_decided():
    take("mark_ready", "editor")
    take("approve_plan")
    take("decide_plan", "secretary", decision=decide(paragraph="§ 7"))


def form_of(client):
    """Where the plan's page leads whoever attaches."""
    hrefs = read(client.get(PLAN).content).hrefs()
    return next((one for one in hrefs if one.endswith("/bifoga/?plan=2021")), "")


def attach(client, title=TITLE, **changes):
    given = {
        "key": str(uuid4()),
        "content": SimpleUploadedFile("a.pdf", A_PDF),
        "kind": "minutes",
        "title": title,
        "marking": "",
        "secrecy_ground": "",
    }
    return client.post(form_of(client), given | changes)


def files_on(client, page):
    return [one for one in read(client.get(page).content).hrefs() if "/fil/" in one]


def test_from_the_decided_step_the_secretary_attaches_them_and_comes_back(signed_in):
    until_decided()
    client = signed_in("secretary")
    assert "Protokollet är inte bifogat." in client.get(PLAN).content.decode()
    form = client.get(form_of(client)).content.decode()
    assert 'value="Protokoll § 7"' in form
    assert '<option value="minutes" selected>' in form
    answer = attach(client)

    assert (answer.status_code, answer.url) == (303, PLAN)
    page = client.get(PLAN).content.decode()
    assert TITLE in page
    assert "Protokollet är inte bifogat." not in page
    (file,) = files_on(client, PLAN)
    assert client.get(file).content == A_PDF


def test_who_keeps_no_files_is_not_led_there_and_reads_them(signed_in):
    until_decided()
    attach(signed_in("secretary"))
    client = signed_in("editor")

    assert form_of(client) == ""
    (file,) = files_on(client, PLAN)
    assert client.get(file).content == A_PDF


def test_before_the_decision_there_is_nothing_to_attach_to(signed_in):
    take("mark_ready", "editor")

    assert form_of(signed_in("secretary")) == ""
    assert 'id="beslut"' not in signed_in("secretary").get(PLAN).content.decode()


def test_the_receipt_and_everybodys_page_have_them_once_submitted(signed_in, client):
    submit()
    attach(signed_in("secretary"))
    assert files_on(signed_in("approver"), f"{PLAN}kvitto/1/")
    client.logout()
    (file,) = files_on(client, PUBLIC)
    answer = client.get(file)

    assert answer.content == A_PDF
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Disposition"].startswith("attachment; ")


@pytest.fixture
def marked(signed_in, client):
    """An appendix that is working material and minutes that are secret; nobody is signed in."""
    submit()
    secretary = signed_in("secretary")
    attach(secretary, "Bilaga om lås", kind="appendix")
    attach(secretary, "Om enskild", marking="secret", secrecy_ground="OSL 26 kap. 1 §")
    client.logout()
    return client


def public_addresses():
    place = "/2021/namnd/skola/plan/1/beslut/{}/fil/{}/"
    rows = DecisionFile.objects.order_by("number").values_list("decision_id", "number")
    return [place.format(*row) for row in rows]


def test_what_is_marked_is_told_nobody_outside(marked):
    page = marked.get(PUBLIC).content.decode()

    assert not re.search("Bilaga om lås|Om enskild|/fil/", page)
    assert [marked.get(one).status_code for one in public_addresses()] == [404, 404]


def test_without_the_sight_both_would_be_handed_out(marked, monkeypatch):
    monkeypatch.setattr(decided, "PUBLIC_SIGHT", EVERYTHING)

    assert "Om enskild" in marked.get(PUBLIC).content.decode()
    assert [marked.get(one).status_code for one in public_addresses()] == [200, 200]


def test_secret_minutes_lack_for_who_may_not_see_them(marked, signed_in):
    page = signed_in("strategist").get(PLAN).content.decode()

    assert "Om enskild" not in page
    assert "Protokollet är inte bifogat." in page
    assert "Om enskild" in signed_in("registrar").get(PLAN).content.decode()


@pytest.mark.parametrize(
    "place", ["2/beslut/{}/fil/1/", "1/beslut/999/fil/1/", "1/beslut/{}/fil/9/"]
)
def test_another_filing_record_or_number_is_not_found(signed_in, client, place):
    submit()
    attach(signed_in("secretary"))
    client.logout()
    decision = DecisionFile.objects.get().decision_id

    assert client.get(f"{PUBLIC}{place.format(decision)}").status_code == 404


def test_few_queries_however_many_files(signed_in):
    submit()
    secretary = signed_in("secretary")
    counts = []
    for _number in range(2):
        attach(secretary)
        with CaptureQueriesContext(connection) as found:
            secretary.get(PLAN)
        counts.append(len(found))

    assert counts[0] == counts[1]


def test_mitt_arbete_leads_whoever_keeps_the_files_there_until_they_are_attached(signed_in):
    words = "Bifoga protokollet till planen 2021"
    assert words not in signed_in("secretary").get("/arbete/").content.decode()
    until_decided()
    page = read(signed_in("secretary").get("/arbete/").content)
    assert words in page.text
    assert f"{PLAN}#beslut" in page.hrefs()
    assert words not in signed_in("editor").get("/arbete/").content.decode()
    attach(signed_in("secretary"))
    assert words not in signed_in("secretary").get("/arbete/").content.decode()


def test_the_decision_says_that_the_plan_rests_on_it(signed_in):
    until_decided()
    client = signed_in("secretary")
    (decision,) = {
        one
        for one in read(client.get(PLAN).content).hrefs("/arbete/namnd/skola/beslut/")
        if one.endswith("/")
    }
    page = read(client.get(decision).content)

    assert "Planen 2021, Skolanämnden" in page.text
    assert PLAN in page.hrefs()

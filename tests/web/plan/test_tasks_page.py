"""The task list of a body's plan: what is left, how far it has come, and who may see it."""

import pytest

from enslinje.core.marking import Marking
from enslinje.core.terms import Kind, Relevance
from enslinje.core.values import Stated
from enslinje.goals import drafts as goals
from enslinje.goals import operations as goal_operations
from enslinje.organisation.operations import mark_fact
from tests.people import record_people
from tests.town import LOADER, STATED, YEAR, state, target
from tests.web.reader import read

pytestmark = pytest.mark.django_db

PAGE = "/arbete/2021/namnd/skola/"


@pytest.fixture(autouse=True)
def planned(recorded_town, db):
    record_people()


def text(client):
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_it_counts_what_is_ready_of_what_is_asked(signed_in):
    client = signed_in("editor")
    before = text(client)

    state(target(30))

    assert "0 av 4 uppgifter är klara" in before
    assert "Inte påbörjad" in before
    assert "1 av 4 uppgifter är klara" in text(client)
    assert "Påbörjad" in text(client)


def test_what_is_left_is_named_and_what_is_ready_is_not(signed_in):
    state(target(30))

    left = text(signed_in("editor")).partition("Kvar att göra")[2]

    assert "Indikator SHARE" in left
    assert "Indikator JOBS" not in left


def test_text_that_says_no_value_has_begun_the_task_and_a_reason_has_ended_it(signed_in):
    client = signed_in("editor")
    state(target(Stated(Kind.MISSING, raw_text="ca 30")))
    begun = text(client)

    state(target(Stated(Kind.NOT_RELEVANT, reason="Nämnden har inga platser")))

    assert "0 av 4 uppgifter" in begun
    assert "Påbörjad" in begun
    assert "1 av 4 uppgifter" in text(client)


def test_a_goal_that_the_centre_says_is_not_relevant_is_no_task(signed_in):
    expectation = goals.ExpectationDraft(
        goal="1.1", body="SKOLA", relevance=Relevance.NOT_RELEVANT, basis=STATED
    )
    goal_operations.expect_contributions(actor=LOADER, year=YEAR, expectations=[expectation])

    assert "0 av 3 uppgifter" in text(signed_in("editor"))


def test_the_workspace_leads_there(signed_in):
    client = signed_in("editor")
    start = read(client.get("/arbete/").content)

    assert "/arbete/namnd/skola/plan/" in start.hrefs()
    assert client.get("/arbete/namnd/skola/plan/").headers["Location"] == PAGE


@pytest.mark.parametrize(
    ("who", "status"), [("reader", 200), ("strategist", 200), ("politician", 404)]
)
def test_those_at_work_see_it(signed_in, who, status):
    assert signed_in(who).get(PAGE).status_code == status


def test_another_body_does_not(signed_in):
    assert signed_in("editor").get("/arbete/2021/namnd/park/").status_code == 404


def test_few_queries(signed_in, django_assert_max_num_queries):
    client = signed_in("editor")
    client.get(PAGE)
    state(target(30))
    with django_assert_max_num_queries(10):
        client.get(PAGE)


def test_that_something_secret_is_stated_shows_and_what_does_not(signed_in):
    fact = state(target(Stated(Kind.NOT_RELEVANT, reason="Hemligt skäl"))).rows[0]
    mark_fact(
        actor=LOADER,
        address="arsmal/2021/JOBS/SKOLA/2021/all",
        marking=Marking.SECRET,
        ground="OSL 18 kap. 8 §",
        reason="Rör larm",
        seen=fact,
    )
    page = text(signed_in("reader"))

    assert "1 av 4 uppgifter" in page
    assert "Hemligt skäl" not in page

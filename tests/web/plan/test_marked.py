"""What of a submitted plan is marked is read there by those entitled, and by nobody else."""

import pytest

from enslinje.core.marking import Marking
from enslinje.journal import access
from enslinje.organisation.operations import mark_fact
from enslinje.plans import operations as plans
from tests.filing.plans import contribution, submit
from tests.town import LOADER, YEAR
from tests.unlooked import nobody_looking_for_markings
from tests.web.base import standing_of
from tests.web.reader import read

pytestmark = pytest.mark.django_db

PUBLIC = "/2021/namnd/skola/plan/"
WORD = "kanarie"
PLACE = ("bidrag", YEAR, "1.1", "SKOLA")
EVERYBODY = ("", "reader", "editor", "approver", "politician", "strategist", "auditor")
SECRET = {"editor", "approver", "auditor"}
WORKING = SECRET | {"reader", "strategist"}


def say(text):
    said = [contribution(text=text)]
    plans.state_contributions(actor=LOADER, year=YEAR, contributions=said)


def mark(marking):
    mark_fact(
        actor=LOADER,
        address="/".join(map(str, PLACE)),
        marking=marking,
        ground="OSL 18 kap. 8 §" if marking is Marking.SECRET else "",
        seen=int(standing_of(*PLACE)),
        reason="Rör larm",
    )


@pytest.fixture
def readers(signed_in, client):
    """Who of everybody reads the word in the submitted plan."""

    def ask():
        found = set()
        for who in EVERYBODY:
            client.logout()
            asking = signed_in(who) if who else client
            if WORD in asking.get(PUBLIC).content.decode():
                found.add(who)
        return found

    return ask


@pytest.fixture
def submitted(planned):
    say(WORD)
    submit()


@pytest.mark.parametrize(("marking", "who"), [(Marking.SECRET, SECRET), (Marking.WORKING, WORKING)])
def test_what_is_marked_after_the_submission_is_read_by_those_entitled(
    submitted, readers, marking, who
):
    assert readers() == set(EVERYBODY)
    mark(marking)
    assert readers() == who


@pytest.mark.parametrize(("marking", "who"), [(Marking.SECRET, SECRET), (Marking.WORKING, WORKING)])
def test_so_is_what_was_marked_before_it(planned, readers, marking, who):
    say(WORD)
    mark(marking)
    submit()
    assert readers() == who


def test_what_is_marked_again_is_read_by_who_sees_all_of_the_body(submitted, readers):
    mark(Marking.WORKING)
    mark(Marking.SECRET)
    assert readers() == SECRET
    mark(Marking.PUBLIC)
    assert readers() == SECRET  # Its words may be those that were secret.


def test_what_is_said_in_its_place_and_not_submitted_changes_nothing(submitted, readers):
    mark(Marking.SECRET)
    say("Annat")
    assert readers() == SECRET


def test_without_looking_for_the_marking_everybody_would(submitted, readers, monkeypatch):
    with nobody_looking_for_markings(monkeypatch, access):
        mark(Marking.SECRET)
        assert readers() == set(EVERYBODY)


def test_it_is_told_that_not_everybody_sees_it_and_no_one_keeps_the_page(submitted, signed_in):
    client = signed_in("editor")
    assert "visas inte för alla" not in read(client.get(PUBLIC).content).text
    mark(Marking.SECRET)
    answer = client.get(PUBLIC)
    page = read(answer.content).text
    assert "1.1 Mål 1.1 visas inte för alla" in page
    assert answer.headers["Cache-Control"] == "private, no-store"

"""Reject the rest by its form: what somebody else has done meanwhile is shown, and nothing lost."""

import pytest

from enslinje.budget import queries
from enslinje.budget.drafts import OpenPetition
from enslinje.web.budget.forms import RestForm
from tests.people import record_people
from tests.town import YEAR
from tests.web.budget.asking import ITEM, OFFICER, ROOT, ask, petition, sent
from tests.web.reader import read

pytestmark = pytest.mark.django_db

REST = f"{ROOT}avsla-ovriga/"


@pytest.fixture(autouse=True)
def cast(recorded_money, db):
    record_people()


def the_rest(page, **changes):
    """The form of the page as it was opened, filled in."""
    given = {name: page.context["form"][name].value() for name in ("key", "base")}
    return given | {"decision": "8/KS 2021/1", "reason": "Ryms inte"} | changes


def test_all_the_rest_is_rejected_by_one_decision(signed_in):
    ask(signed_in("editor"))
    finn = signed_in(OFFICER)
    page = finn.get(REST)
    assert petition().code in page.content.decode()

    assert finn.post(REST, the_rest(page)).status_code == 303
    assert (petition().outcome, petition().granted) == ("rejected", 0)
    assert "Ingen framställning väntar" in read(finn.get(REST).content).text


def outcomes():
    return {row.purpose: row.outcome for row in queries.petitions(year=YEAR)}


def two_are_asked_and_one_is_answered(signed_in):
    """Return who rejects the rest, and the page as it was before one of two was granted."""
    for purpose in ("Fler lärare", "Nya lokaler"):
        assert ask(signed_in("editor"), purpose=purpose).status_code == 303
    finn = signed_in(OFFICER)
    page, (first, _second) = finn.get(REST), queries.petitions(year=YEAR)
    granted = sent(
        base=str(first.pk), outcome="granted", granted_ore="350 kr", decision=ITEM, reason=""
    )
    address = f"{ROOT}framstallning/{first.code}/{first.line}/beslut/"
    assert finn.post(address, granted).status_code == 303
    return finn, page


def test_what_somebody_has_answered_meanwhile_is_shown_as_theirs_and_mine(signed_in):
    finn, page = two_are_asked_and_one_is_answered(signed_in)
    answer = finn.post(REST, the_rest(page))

    assert answer.status_code == 409
    told = read(answer.content).text
    assert "Någon annan har sparat under tiden" in told
    assert "bifall" in told
    assert "avslag" in told
    assert answer.context["form"]["reason"].value() == "Ryms inte"
    assert sorted(outcomes().values(), key=str) == [None, "granted"]

    assert finn.post(REST, the_rest(answer)).status_code == 303
    assert sorted(outcomes().values()) == ["granted", "rejected"]


def test_without_the_base_what_is_open_by_now_would_be_rejected_unseen(signed_in, monkeypatch):
    def as_it_stands(_form):
        return tuple(
            OpenPetition(code=row.code, line=row.line, seen=row.pk)
            for row in queries.petitions(year=YEAR)
            if row.outcome is None
        )

    finn, page = two_are_asked_and_one_is_answered(signed_in)
    monkeypatch.setattr(RestForm, "petitions", property(as_it_stands))
    assert finn.post(REST, the_rest(page)).status_code == 303
    assert sorted(outcomes().values()) == ["granted", "rejected"]


def test_all_that_has_come_since_the_page_was_opened_is_named_and_nothing_is_rejected(signed_in):
    page = signed_in(OFFICER).get(REST)
    for purpose in ("Fler lärare", "Nya lokaler"):
        ask(signed_in("editor"), purpose=purpose)
    answer = signed_in(OFFICER).post(REST, the_rest(page))

    assert answer.status_code == 409
    told = read(answer.content).text
    assert all(told.count(row.code) >= 2 for row in queries.petitions(year=YEAR))
    assert set(outcomes().values()) == {None}


@pytest.mark.parametrize("base", ["", "999999", "[[1]]", '[["P1", 1, 5]]', "[" * 9000])
def test_a_base_that_no_form_has_carried_has_seen_nothing(signed_in, base):
    ask(signed_in("editor"))
    finn = signed_in(OFFICER)
    answer = finn.post(REST, the_rest(finn.get(REST), base=base))
    assert answer.status_code in {409, 422}
    assert petition().outcome is None


def test_where_nothing_is_left_to_reject_it_is_said(signed_in):
    finn = signed_in(OFFICER)
    answer = finn.post(REST, the_rest(finn.get(REST)))
    assert answer.status_code == 422
    assert "Ingen framställning är kvar" in read(answer.content).text

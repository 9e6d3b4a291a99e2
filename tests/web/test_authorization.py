"""Nobody sees or does what the policy does not say: every two of route, method, person and body."""

from functools import cache

import pytest

from enslinje.reconciliation import queries
from enslinje.web import routes
from enslinje.web.account.adapters import AccountAdapter
from tests.web import by_itself, matrix, overheard

pytestmark = pytest.mark.django_db


WORDS = (overheard.TYPED, *(matrix.canary(body) for body in matrix.BODIES))


@pytest.fixture
def asker(recorded_town, db, monkeypatch):
    matrix.record_cast()
    # Nothing is written: the same picture is asked for again and again.
    monkeypatch.setattr(queries, "picture", cache(queries.picture))
    return matrix.Asker()


def test_everybody_is_answered_as_the_policy_says(asker):
    """Pages and files in what is answered; letters and the log beside it."""
    asked = matrix.pairwise()
    asker.sign_everybody_in()

    with overheard.log() as log:
        faults = [fault for question in asked for fault in by_itself.faults(asker, question)]

    assert faults == []
    assert len(asked) > 500
    assert asker.letters > 5
    assert [word for word in WORDS if word in log.getvalue()] == []


def test_every_route_is_asked_by_everybody():
    asked = {(one.name, one.person) for one in matrix.pairwise()}

    assert asked == {(name, person) for name in matrix.ROUTES for person in matrix.PEOPLE}


def test_a_page_that_asks_no_policy_is_found(asker, monkeypatch):
    """The negative control."""
    monkeypatch.setattr(routes, "_may", lambda *_args: True)
    asked = [one for one in matrix.pairwise() if one.name == "work:members"]

    faults = [fault for question in asked for fault in asker.faults(question)]

    assert any("without the right" in fault for fault in faults)
    assert any("tells of PARK" in fault for fault in faults)


def test_a_letter_that_tells_of_another_body_is_found(asker, monkeypatch):
    """The negative control: a letter with everybody's codes in it."""
    render = AccountAdapter.render_mail

    def tell(adapter, prefix, email, context, headers=None):
        letter = render(adapter, prefix, email, context, headers)
        letter.body += ", ".join(asker.people)
        return letter

    monkeypatch.setattr(AccountAdapter, "render_mail", tell)
    asked = matrix.Question("account_reset_password", "POST", "reader", "")

    assert any("tells reader of PARK in a letter" in fault for fault in asker.faults(asked))

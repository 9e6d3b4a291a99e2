"""The words of an internal comment: asked for on every page and in every file, by everybody."""

from functools import cache

import pytest

from enslinje.core.policy import Action
from enslinje.core.terms import Audience
from enslinje.plans import comment_readers
from enslinje.plans.models import Comment
from enslinje.reconciliation import queries
from tests.plans.commenting import change, say, take_away
from tests.web import matrix

pytestmark = pytest.mark.django_db
INTERNAL = "kanarie-intern-4d2b"
TAKEN_AWAY = "kanarie-borttagen-8e1f"
BEFORE = "kanarie-andrad-1c7a"
SHARED = "kanarie-delad-6b0d"
OUTSIDE = (matrix.PUBLIC, "strategist", "auditor", "politician", matrix.canary("PARK"))
OFFICE = "strategist"


@pytest.fixture
def asker(recorded_town, db, monkeypatch):
    """Asks as anybody, when internal comments and a shared one have been written."""
    matrix.record_cast()
    first = say(f"{BEFORE} Stämmer det?")
    change(first, f"{INTERNAL} Stämmer det?")
    take_away(say(f"{TAKEN_AWAY} @editor"))
    say(f"{SHARED} Hör till alla @strategist", audience=Audience.SHARED)
    # Nothing is written: the same picture is asked for again and again.
    monkeypatch.setattr(queries, "picture", cache(queries.picture))
    latest = Comment.objects.get(code=first, superseded_in=None)
    monkeypatch.setitem(matrix.SAMPLES, "address", f"kommentar/2021/SKOLA/{first}")
    monkeypatch.setitem(matrix.SAMPLES, "change_set", latest.recorded_in_id)
    monkeypatch.setitem(matrix.SAMPLES, "person", "editor")
    return matrix.Asker()


def told(asker, people, names=None):
    """Yield who is told which of the canaries, and where."""
    for name, (declared, _parts) in matrix.ROUTES.items():
        if name not in (names or matrix.ROUTES) or declared.own_account:
            continue
        for person in people:
            body = "SKOLA" if declared.body else ""
            answer = asker.ask(matrix.Question(name, "GET", person, body))
            said = answer.content.decode(errors="replace") + str(answer.headers)
            for word in (INTERNAL, TAKEN_AWAY, BEFORE, SHARED):
                if word in said:
                    yield person, word, name


def test_what_is_internal_is_told_nobody_outside_the_body(asker):
    found = set(told(asker, OUTSIDE))

    assert {word for _person, word, _name in found} == {SHARED}
    assert {person for person, _word, _name in found} == {OFFICE}
    assert {name for _person, _word, name in found} == {
        "work:start",
        "work:comments",
        "work:comments-on",
    }


def test_those_of_the_body_find_all_of_it(asker):
    """So that the answers above say something: the same questions reach the words."""
    kept = {"work:body-history", "work:person-history"}
    there = {"work:comments-on", "work:history", "work:write", *kept}
    found = {(word, name) for _person, word, name in told(asker, ["editor"], names=there)}

    assert {(INTERNAL, "work:comments-on"), (SHARED, "work:comments-on")} <= found
    assert {(BEFORE, "work:history"), (INTERNAL, "work:write")} <= found
    assert {(TAKEN_AWAY, "work:body-history"), (INTERNAL, "work:person-history")} <= found
    assert {name for word, name in found if word == TAKEN_AWAY} == kept


def test_without_a_right_of_its_own_the_office_would_be_told(asker, monkeypatch):
    """The control."""
    monkeypatch.setitem(comment_readers.RIGHT, Audience.INTERNAL, Action.COMMENT_SHARED)

    found = set(told(asker, [OFFICE], names={"work:comments", "work:comments-on"}))

    assert (OFFICE, INTERNAL, "work:comments-on") in found


@pytest.mark.parametrize("do", ["answer", "change", "delete", "resolve", "reopen"])
def test_no_form_tells_it_either(asker, do):
    thread = Comment.objects.get(text__startswith=INTERNAL, superseded_in=None).code
    typed = {"do": do, "thread": thread, "comment": thread, "base": "1", "text": "Hej"}
    asker.filled = lambda _question: {"key": matrix.KEY, "audience": "shared", **typed}
    for person in OUTSIDE:
        question = matrix.Question("work:comments-on", "POST", person, "SKOLA")
        answer = asker.ask(question)
        assert INTERNAL not in answer.content.decode()
        assert answer.status_code != 303
    assert Comment.objects.filter(text="Hej").count() == 0

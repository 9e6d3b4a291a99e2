"""Whom a comment names by @: those who read it, and nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from enslinje.core import policy
from enslinje.core.mentions import mentions
from enslinje.core.policy import Action, Role
from enslinje.core.terms import Audience
from enslinje.organisation import operations as organisation
from enslinje.organisation import rights
from enslinje.plans import comment_readers, errors
from enslinje.plans.models import Comment
from tests.everything import recorded_town
from tests.people import CAST, deputy
from tests.plans.commenting import change, named, record_commenters, say, settle, take_away
from tests.town import LOADER, refused

__all__ = ["recorded_town"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]


@pytest.fixture(autouse=True)
def people():
    record_commenters()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Se hit @anna, tack.", ("anna",)),
        ("(@anna) @SDN-FA. @a.b-c!", ("anna", "SDN-FA", "a.b-c")),
        ("@anna @anna", ("anna",)),
        ("a@editor.se och http://x/@y", ("y",)),
        ("@ @. @@anna", ()),
    ],
)
def test_a_code_after_the_sign_is_a_name(text, codes):
    assert mentions(text) == codes


def test_people_and_the_body_are_named():
    say("Se hit @approver, tack.")
    say("Till @skola.", by="second")
    assert named("approver") == ["Till @skola.", "Se hit @approver, tack."]
    assert named("reader") == ["Till @skola."]
    assert named("second") == []
    assert named("park") == []


@pytest.mark.parametrize("stranger", ["park", "strategist", "auditor", "politician", "PARK"])
def test_who_does_not_read_it_is_not_named_and_nobody_is_told_who_there_is(stranger):
    found = refused(errors.StrangerMentioned, lambda: say(f"Hemligt @{stranger}"))
    unknown = refused(errors.StrangerMentioned, lambda: say("Hemligt @finnsinte"))
    assert (found.what.replace(stranger, "x"), found.remedy) == (
        unknown.what.replace("finnsinte", "x"),
        unknown.remedy,
    )
    assert Comment.objects.count() == 0


def test_without_asking_who_reads_it_they_would_be(monkeypatch):
    """The control."""
    monkeypatch.setattr(
        comment_readers, "readers", lambda _body: {Audience.INTERNAL: frozenset({"park"})}
    )
    assert say("Hemligt @park")
    assert named("park") == []  # And even then it is not shown: two guards.


def test_the_office_is_named_in_what_is_shared():
    say("Öppet @strategist", audience=Audience.SHARED)
    assert named("strategist") == ["Öppet @strategist"]


def test_a_change_asks_the_same():
    first = say("Hej")
    refused(errors.StrangerMentioned, lambda: change(first, "Hej @strategist"))
    change(first, "Hej @reader")
    assert named("reader") == ["Hej @reader"]


def test_it_asks_no_more_when_it_is_answered_resolved_or_taken_away():
    answered, resolved, gone = say("Ett @reader"), say("Två @reader"), say("Tre @reader")
    assert named("reader") == ["Tre @reader", "Två @reader", "Ett @reader"]
    say("Ja", by="reader", thread=answered)
    settle(resolved, resolved=True)
    take_away(gone)
    assert named("reader") == []
    say("Igen @reader", thread=answered)
    assert named("reader") == ["Igen @reader"]


def test_who_lost_the_role_is_asked_no_more():
    say("Hej @SKOLA @second")
    assert named("second") == ["Hej @SKOLA @second"]
    from enslinje.organisation.drafts import HeldRoleDraft

    ended = HeldRoleDraft(person="second", role=Role.EDITOR, body="SKOLA", on=timezone.localdate())
    organisation.end_roles(actor=LOADER, roles=[ended])
    assert named("second") == []


def test_deputies_read_and_are_named():
    today = timezone.localdate()
    organisation.name_deputies(
        actor=LOADER,
        deputies=[deputy("editor", "park", valid_from=today, valid_to=today + timedelta(days=9))],
    )
    assert "park" in comment_readers.readers("SKOLA")[Audience.INTERNAL]
    say("Du tar över @park", by="approver")
    assert named("park") == ["Du tar över @park"]


@pytest.mark.parametrize("body", ["SKOLA", "PARK", "MODER", "BOLAG", "KS"])
def test_those_who_may_are_those_whom_the_policy_lets_one_by_one(body):
    """`who_may` turns the question of `holdings_of` round: the two must agree."""
    today = timezone.localdate()
    later = today + timedelta(days=9)
    organisation.name_deputies(
        actor=LOADER,
        deputies=[
            deputy("approver", "park", valid_from=today, valid_to=later),
            deputy("strategist", "reader", valid_from=today, valid_to=later),
        ],
    )
    administrator = rights.actor_for("administrator", source=LOADER.source)
    organisation.name_deputies(
        actor=administrator,
        deputies=[deputy("secretary", "second", valid_from=today, valid_to=later)],
    )
    parents = rights.parents_of_bodies()
    actions = [Action.COMMENT, Action.COMMENT_SHARED, Action.RECORD_DECISION, Action.GRANT_ROLE]
    found = rights.who_may(actions, body)
    for person in (*CAST, "newcomer", "second", "park"):
        held = rights.holdings_of(person, timezone.now())
        for action in actions:
            may = policy.allows(held, action, body=body, parents=parents)
            assert (person, action, person in found[action]) == (person, action, may)

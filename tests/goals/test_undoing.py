"""A whole write of targets taken back: what stood before stands again, others' changes stay."""

from uuid import uuid4

import pytest
from django.db import transaction

from enslinje.core.policy import NotAllowed
from enslinje.core.terms import Kind, OccasionKind, OccasionState
from enslinje.core.values import SCALE, Stated
from enslinje.goals import errors, undoable
from enslinje.goals.models import Target
from enslinje.goals.operations import undo_targets
from enslinje.goals.operations import undoing as undoing_module
from enslinje.journal.models import ChangeSet
from enslinje.organisation import errors as organisation_errors
from enslinje.organisation import operations as organisation
from tests.people import record_people, somebody
from tests.town import KIM, LOADER, SAM, YEAR, number, occasion, refused, state, target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]


def standing(body="SKOLA"):
    found = Target.objects.current().filter(body__code=body).select_related("indicator")
    return {one.indicator.code: one.low and one.low // SCALE for one in found}


def undo(receipt, actor=KIM, **more):
    change_set = getattr(receipt, "change_set", receipt)
    return undo_targets(actor=actor, year=YEAR, body="SKOLA", change_set=change_set, **more)


def two(jobs, share):
    return state(target(jobs), target(share, indicator="SHARE"))


def test_what_stood_before_stands_again_and_what_was_empty_is_empty():
    state(target(10))
    second = two(20, 50)

    undone = undo(second)

    assert standing() == {"JOBS": 10}
    assert (undone.taken_back, undone.left) == (2, ())
    assert ChangeSet.objects.get(pk=undone.receipt.change_set).undoes_id == second.change_set


def test_what_somebody_has_changed_since_is_left_and_named():
    two(10, 40)
    second = two(20, 50)
    state(target(99), actor=SAM)

    undone = undo(second)

    assert standing() == {"JOBS": 99, "SHARE": 40}
    assert (undone.taken_back, undone.left) == (1, ("JOBS",))


def test_without_asking_what_stands_a_colleague_would_be_written_over(monkeypatch):
    two(10, 40)
    second = two(20, 50)
    state(target(99), actor=SAM)
    monkeypatch.setattr(undoing_module, "_is_as_left", lambda *_: True)

    undo(second)

    assert standing()["JOBS"] == 10


def test_one_goes_back_step_by_step_also_past_what_was_put_back():
    state(target(10))
    first, second = state(target(20)), state(target(30))
    assert undoable.last_write("kim", YEAR, "SKOLA").change_set == second.change_set

    undo(second)
    assert standing() == {"JOBS": 20}
    assert undoable.last_write("kim", YEAR, "SKOLA").change_set == first.change_set

    undo(first)
    assert standing() == {"JOBS": 10}


def test_taking_back_can_itself_be_taken_back():
    state(target(10))
    undone = undo(two(20, 50))

    undo(undone.receipt)

    assert standing() == {"JOBS": 20, "SHARE": 50}


def test_it_is_done_once():
    state(target(10))
    second = state(target(20))
    undo(second)

    with transaction.atomic():
        refused(errors.AlreadyUndone, lambda: undo_again(second))


def undo_again(receipt):
    with transaction.atomic():
        return undo(receipt)


def test_sent_twice_with_its_key_it_answers_the_same():
    state(target(10))
    second, key = two(20, 50), uuid4()

    first = undo(second, key=key)
    again = undo(second, key=key)

    assert again.receipt.is_repeat
    assert (again.taken_back, again.left) == (first.taken_back, first.left)
    assert standing() == {"JOBS": 10}


def test_words_and_reasons_come_back_too():
    state(target(Stated(Kind.NOT_RELEVANT, reason="Ingen skola")))
    undo(state(target(number(5))))

    found = Target.objects.current().get()
    assert (found.kind, found.reason) == ("not_relevant", "Ingen skola")


def test_nobody_takes_back_what_another_wrote():
    other = state(target(10), actor=SAM)

    refused(errors.NothingToUndo, lambda: undo(other))
    assert standing() == {"JOBS": 10}


def test_when_everything_has_been_changed_since_nothing_is_left_to_take_back():
    mine = state(target(10))
    state(target(20), actor=SAM)

    refused(errors.NothingToUndo, lambda: undo(mine))
    assert undoable.last_write("kim", YEAR, "SKOLA") is None


def test_a_change_set_of_another_body_or_none_is_nothing():
    elsewhere = state(target(10, body="PARK"))

    refused(errors.NothingToUndo, lambda: undo(elsewhere))


def test_a_reader_may_not():
    record_people()
    mine = state(target(10))

    refused(NotAllowed, lambda: undo(mine, actor=somebody("reader")))


def test_after_the_time_it_is_refused():
    mine = state(target(10))
    organisation.open_occasions(
        actor=LOADER, occasions=[occasion(OccasionKind.PLAN, state=OccasionState.CLOSED)]
    )

    refused(organisation_errors.OccasionClosed, lambda: undo(mine))

"""What was kept before a change is given while the change has recorded nothing."""

import pytest
from django.db import transaction

from enslinje.journal import kept_by, record
from enslinje.journal.before import Recorded, as_before
from enslinje.journal.counters import Counters
from enslinje.journal.keeping import Kept
from tests.town import LOADER, YEAR, record_town, state, target

pytestmark = pytest.mark.django_db(transaction=True)
AS_IN_USE = Kept.may_keep  # Tests keep less.


@pytest.fixture(autouse=True)
def town(monkeypatch):
    record_town()
    monkeypatch.setattr(Kept, "may_keep", AS_IN_USE)


class Question:
    """One that is kept by the version of the year, and counts how often it is read."""

    def __init__(self):
        self.kept, self.reads = Kept(4), 0

    def ask(self):
        def read():
            self.reads += 1
            return self.reads

        return self.kept.answer("question", read=read, version=kept_by.everything(YEAR))


@pytest.fixture
def question():
    return Question()


def opened():
    return record.begin(actor=LOADER, action="state_targets", year=YEAR, bodies=["SKOLA"])


def test_what_was_kept_is_given(question):
    question.ask()
    with transaction.atomic(), as_before(opened(), year=YEAR):
        assert question.ask() == 1
    assert question.reads == 1


def test_outside_of_it_all_is_read_anew(question):
    question.ask()
    with transaction.atomic():
        opened()
        assert question.ask() == 2


def test_what_was_written_since_it_was_kept_is_read(question):
    question.ask()
    state(target(31))
    with transaction.atomic(), as_before(opened(), year=YEAR):
        assert question.ask() == 2


def test_what_is_read_in_it_is_kept_for_nobody(question):
    with transaction.atomic(), as_before(opened(), year=YEAR):
        question.ask()
    question.ask()
    assert question.reads == 2


def test_the_change_s_own_write_is_not_forgotten(question, monkeypatch):
    """The negative control: had it not been taken off, nothing that was kept would be found."""
    question.ask()
    monkeypatch.setattr(Counters, "without", lambda counters, *_: counters)
    with transaction.atomic(), as_before(opened(), year=YEAR):
        assert question.ask() == 2


def test_what_has_recorded_something_is_not_as_before():
    with transaction.atomic():
        change = opened()
        record.cover([change.change_set], change=change)
        with pytest.raises(Recorded), as_before(change, year=YEAR):
            pytest.fail("It was let in.")
        transaction.set_rollback(True)


def test_nothing_is_recorded_in_it():
    with transaction.atomic():
        change = opened()
        with pytest.raises(Recorded), as_before(change, year=YEAR):
            record.cover([change.change_set], change=change)
        transaction.set_rollback(True)

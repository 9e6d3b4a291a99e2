"""What is saved is seen at the next look in every process, as saved; as submitted when it is."""

import json
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.filing.plans import open_occasion, state_everything, submit
from tests.people import record_people
from tests.town import record_town, state, target
from tests.two_programs import two_programs

PROGRAM = Path(__file__).with_name("looker.py")
SAVED, SUBMITTED = "SKOLA", ""
NOTHING = [None, True, "not_stated"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def planned(db):
    record_town()
    record_people()
    open_occasion()


@contextmanager
def lookers(guard="guarded"):
    """Two processes; asking returns what both see, which must be the same."""
    with two_programs(PROGRAM, guard) as at_once:

        def ask(saved):
            first, second = map(json.loads, at_once(saved, saved))
            assert first == second
            return first

        yield ask


def test_every_process_sees_what_is_saved_at_once_and_what_is_submitted_once_it_is():
    with lookers() as ask:
        assert (ask(SAVED), ask(SUBMITTED)) == (NOTHING, NOTHING)

        state_everything()
        assert ask(SAVED) == [30, False, "stated"]
        assert ask(SUBMITTED) == NOTHING

        submit()
        assert ask(SUBMITTED) == [30, False, "stated"]

        state(target(31))
        assert ask(SAVED) == [31, False, "stated"]
        assert ask(SUBMITTED) == [30, False, "stated"]


def test_a_picture_kept_without_the_pulse_would_be_stale():
    with lookers("unguarded") as ask:
        assert ask(SAVED) == NOTHING
        state_everything()
        assert ask(SAVED) == NOTHING

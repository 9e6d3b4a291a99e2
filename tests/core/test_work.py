"""How far tasks have come together."""

from datetime import UTC, datetime

import pytest

from enslinje.core.terms import WorkState
from enslinje.core.work import Task, last_of, state_of

NOT, BEGUN, READY = WorkState.NOT_STARTED, WorkState.STARTED, WorkState.READY
EARLY, LATE = datetime(2021, 1, 1, tzinfo=UTC), datetime(2021, 1, 2, tzinfo=UTC)


def task(state, at=None, by=""):
    return Task("SKOLA", "JOBS", "Jobb", state, at, by)


@pytest.mark.parametrize(
    ("states", "together"),
    [
        ([READY, READY], READY),
        ([READY, NOT], BEGUN),
        ([BEGUN, NOT], BEGUN),
        ([NOT, NOT], NOT),
        ([], NOT),
    ],
)
def test_all_must_be_ready_and_one_is_a_beginning(states, together):
    assert state_of([task(state) for state in states]) is together


def test_the_last_writer_is_who_wrote_last():
    tasks = [task(READY, LATE, "kim"), task(READY, EARLY, "sam"), task(NOT)]

    assert last_of(tasks) == (LATE, "kim")
    assert last_of([task(NOT)]) == (None, "")

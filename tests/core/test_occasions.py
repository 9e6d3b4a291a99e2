"""How an occasion stands, to the microsecond, and which parts of the plan it is about."""

from datetime import UTC, datetime, timedelta

import pytest

from enslinje.core import occasions
from enslinje.core.occasions import PART_OF, Window, is_about, standing_at
from enslinje.core.policy import Action, Standing
from enslinje.core.terms import OccasionState, PlanPart

MICROSECOND = timedelta(microseconds=1)
OPENS = datetime(2021, 1, 1, tzinfo=UTC)
DUE = datetime(2021, 1, 31, 22, 59, 59, 999999, tzinfo=UTC)
LATER = DUE + timedelta(days=7)
WINDOW = Window(OccasionState.OPEN, OPENS, DUE)


@pytest.mark.parametrize(
    ("instant", "without", "with_extension"),
    [
        (OPENS - MICROSECOND, Standing.PLANNED, Standing.PLANNED),
        (OPENS, Standing.OPEN, Standing.OPEN),
        (DUE, Standing.OPEN, Standing.OPEN),
        (DUE + MICROSECOND, Standing.CLOSED, Standing.EXTENDED),
        (LATER, Standing.CLOSED, Standing.EXTENDED),
        (LATER + MICROSECOND, Standing.CLOSED, Standing.CLOSED),
    ],
)
def test_both_ends_are_in_time(instant, without, with_extension):
    assert standing_at(WINDOW, instant) is without
    assert standing_at(WINDOW, instant, extended_due_at=LATER) is with_extension


@pytest.mark.parametrize(
    ("instant", "standing"),
    [(LATER, Standing.EXEMPTED), (LATER + MICROSECOND, Standing.LOCKED)],
)
def test_a_lock_is_open_until_the_end_of_the_exception(instant, standing):
    locked = Window(OccasionState.LOCKED, OPENS, DUE)
    assert standing_at(locked, instant, exempted_until=LATER) is standing
    assert standing_at(locked, instant, extended_due_at=LATER) is Standing.LOCKED


@pytest.mark.parametrize("state", [OccasionState.PLANNED, OccasionState.CLOSED])
def test_an_exception_from_a_lock_opens_nothing_else(state):
    assert standing_at(Window(state), OPENS, exempted_until=LATER) is Standing(state.value)


def test_a_lock_holds_before_the_opening_too():
    assert standing_at(Window(OccasionState.LOCKED, OPENS, DUE), OPENS - MICROSECOND) is (
        Standing.LOCKED
    )


def test_an_instant_that_is_not_known_stops_nobody():
    assert standing_at(Window(OccasionState.OPEN), LATER) is Standing.OPEN


def test_were_the_due_instant_too_late_the_last_microsecond_would_be_lost(monkeypatch):
    monkeypatch.setattr(
        occasions, "is_past", lambda due, instant: due is not None and due <= instant
    )
    assert standing_at(WINDOW, DUE) is Standing.CLOSED


@pytest.mark.parametrize("action", PART_OF)
def test_an_occasion_is_about_its_parts_or_about_all(action):
    others = set(PlanPart) - {PART_OF[action]}
    assert is_about((), action)
    assert is_about((PART_OF[action],), action)
    assert not is_about(others, action)


def test_what_is_about_no_single_part_asks_for_all_of_them():
    assert is_about((), Action.JUDGE_GOAL)
    assert not is_about((PlanPart.TARGETS,), Action.JUDGE_GOAL)

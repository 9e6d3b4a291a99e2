"""A page as of a write: what it recorded is seen, and just before it is not."""

import inspect
from datetime import UTC, datetime, timedelta, timezone

import pytest

from enslinje.core.values import SCALE
from enslinje.goals import access as goals
from enslinje.journal.moments import just_before, moment_of, read, written
from enslinje.organisation import access as organisation
from enslinje.plans import access as plans
from enslinje.reconciliation import access as reconciliation
from tests import town
from tests.town import state, target

INSTANT = datetime(2021, 2, 1, 13, 2, 33, 17, tzinfo=UTC)


@pytest.mark.django_db
def test_as_of_a_write_what_it_recorded_holds_and_just_before_what_held_then():
    town.record_town()
    state(target(30))
    second = state(target(20)).change_set
    state(target(10))

    moment = moment_of(second)

    def values(as_of):
        return [row.low // SCALE for row in goals.targets(as_of=as_of)]

    assert values(moment) == [20]
    assert values(just_before(moment)) == [30]
    assert values(None) == [10]
    assert values(read(written(moment))) == [20]
    assert moment_of(10**6) is None


def test_an_instant_stands_in_an_address_and_is_read_back():
    assert written(INSTANT) == "2021-02-01T13.02.33.000017Z"
    assert read("2021-02-01T13.02.33.000017Z") == INSTANT
    here = INSTANT.astimezone(timezone(timedelta(hours=1)))
    assert written(here) == written(INSTANT)


@pytest.mark.parametrize(
    "text",
    ["", "2021-02-01", "2021-02-01T13:02:33.000017Z", "2021-2-1T13.02.33.000017Z", "i går"],
)
def test_what_is_no_instant_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        read(text)


AT_ANY_TIME = {"targets_ever", "comments_ever"}
"""Reads of what has held and of what holds: at no instant."""

READS = [
    pytest.param(read_facts, id=f"{room.__name__}.{name}")
    for room in (organisation, goals, plans, reconciliation)
    for name, read_facts in inspect.getmembers(room, inspect.isfunction)
    if read_facts.__module__ == room.__name__ and name not in AT_ANY_TIME
]


@pytest.mark.parametrize("read_facts", READS)
@pytest.mark.django_db
def test_every_read_of_facts_can_be_asked_as_of_an_instant(read_facts):
    assert {"sight", "as_of"} <= set(inspect.signature(read_facts).parameters)
    assert list(read_facts(as_of=INSTANT)) == []

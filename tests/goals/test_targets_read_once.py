"""What a target says is read once: its row never changes, and a later one has another id."""

from dataclasses import replace
from datetime import date

import pytest

from enslinje.core.marking import EVERYTHING, PUBLIC_SIGHT, Marking
from enslinje.core.terms import Form
from enslinje.core.values import SCALE
from enslinje.goals import target_grid as reading
from enslinje.goals.target_entries import Entry, plan
from enslinje.organisation.operations import marking
from tests.town import LOADER, YEAR, state, target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]


def row(sight=EVERYTHING):
    on = date(YEAR, 2, 1)
    return reading.target_grid(year=YEAR, body="SKOLA", on=on, sight=sight).by_code["JOBS"]


@pytest.fixture
def read(monkeypatch):
    """The ids of what is read; what is read is kept inside the test's transaction as outside."""
    asked = []
    real = reading._targets
    monkeypatch.setattr(reading, "_targets", lambda facts: asked.append(facts) or real(facts))
    monkeypatch.setattr(reading.said, "may_keep", lambda: True)
    reading.said.forget()
    yield asked
    reading.said.forget()


def test_it_is_read_once_and_a_new_one_when_it_comes(read):
    first = state(target(3)).rows
    assert (row().text, row().text) == ("3", "3")
    assert read == [first]

    then = state(target(4, seen=first[0])).rows
    assert (row().text, row().text) == ("4", "4")
    assert read == [first, then]


def test_inside_a_transaction_nothing_is_kept(read, monkeypatch):
    monkeypatch.undo()
    first = state(target(3)).rows
    row()
    assert reading.said.several(first) == {}


def test_what_is_superseded_while_it_is_read_is_told_as_it_was(read, monkeypatch):
    """The places are of one moment, and what they say may be read the next."""
    first = state(target(3)).rows
    real = reading._places

    def and_then_somebody_writes(*asked):
        found = real(*asked)
        monkeypatch.setattr(reading, "_places", real)
        state(target(4, seen=first[0]))
        return found

    monkeypatch.setattr(reading, "_places", and_then_somebody_writes)
    assert row().text == "3"
    assert row().text == "4"


def test_what_is_marked_since_is_hidden(read):
    state(target(3))
    assert row(PUBLIC_SIGHT).text == "3"
    marking.mark_fact(
        actor=LOADER,
        address=f"arsmal/{YEAR}/JOBS/SKOLA/{YEAR}/all",
        marking=Marking.SECRET,
        ground="OSL 19:1",
        reason="Upphandling",
    )
    assert row(PUBLIC_SIGHT).is_hidden
    assert row().text == "3"


def test_a_planned_row_is_told_as_it_is_read_afterwards(read):
    """What a save tells in a rush is what the next reader is told, but for where it came from."""
    on = date(YEAR, 2, 1)
    grid = reading.target_grid(year=YEAR, body="SKOLA", on=on, sight=EVERYTHING)
    (planned,) = plan(grid, [Entry("JOBS", "minst 7", "Skäl", None)])
    draft = planned.draft("SKOLA", on)
    (fact,) = state(draft).rows
    told, there = planned.recorded(fact, draft), row()
    assert (there.value.form, there.value.low) == (Form.AT_LEAST, 7 * SCALE)
    assert (
        replace(
            told,
            stated=replace(told.stated, origin=there.stated.origin, source=there.stated.source),
        )
        == there
    )

"""The year as a calendar file, read back by a program that knows nothing of ours."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from icalendar import Calendar

from enslinje.core.terms import OccasionKind, OccasionState
from enslinje.exchange.year_calendar import year_calendar
from enslinje.organisation import operations
from enslinje.organisation.drafts import OccasionBodyDraft, OccasionEditionDraft
from enslinje.organisation.instants import due_instant
from tests.everything import decision
from tests.people import record_people, somebody
from tests.town import LOADER, YEAR, occasion, record_bodies

pytestmark = pytest.mark.django_db

DUE = due_instant(date(2021, 3, 28)).instant
LATER = due_instant(date(2021, 10, 31)).instant
NAME = "Plan; med komma, åäö och en mycket lång benämning som bryts över flera rader i filen"


@pytest.fixture(autouse=True)
def the_year():
    record_bodies()
    record_people()
    more = OccasionBodyDraft(body="SKOLA", extended_due_at=LATER, reason="Nytt\nsystem")
    operations.open_occasions(
        actor=LOADER,
        occasions=[occasion(OccasionKind.PLAN, name=NAME, due_at=DUE, bodies=(more,))],
    )
    operations.record_decisions(
        actor=LOADER,
        decisions=[
            decision(
                decided_by="SKOLA",
                decided_on=date(2021, 1, 20),
                minutes_approved_on=date(2021, 1, 25),
            )
        ],
    )


def written(**asked):
    return year_calendar(year=YEAR, host="enslinje.example", **asked)


def read(**asked):
    calendar = Calendar.from_ical(written(**asked))
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_every_event_is_read_back_as_it_was():
    found = read(actor=somebody("strategist"), address="https://enslinje.example/2021/")
    assert list(found) == [
        "decision-2021-01-20-SKOLA@enslinje.example",
        "due-2021-plan@enslinje.example",
        "extended_due-2021-plan-SKOLA@enslinje.example",
    ]
    meeting, due, extended = found.values()
    assert due["dtstart"].dt == datetime(2021, 3, 28, 21, 59, 59, tzinfo=UTC)
    assert extended["dtstart"].dt == datetime(2021, 10, 31, 22, 59, 59, tzinfo=UTC)
    assert meeting["dtstart"].dt == date(2021, 1, 20)
    assert str(due["summary"]) == f"{NAME}: sista tid"
    assert str(extended["summary"]) == f"{NAME}: sista tid för Skola, anstånd"
    assert str(meeting["summary"]) == "Beslut i Skola"
    assert str(extended["description"]) == "Nytt\nsystem"
    assert str(due["url"]) == "https://enslinje.example/2021/"


def test_what_is_moved_is_the_same_entry_with_a_later_sequence():
    before = read()["due-2021-plan@enslinje.example"]
    operations.change_occasion(
        actor=LOADER,
        year=YEAR,
        kind=OccasionKind.PLAN,
        edition=OccasionEditionDraft(name=NAME, state=OccasionState.OPEN, due_at=LATER),
    )
    after = read()["due-2021-plan@enslinje.example"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["last-modified"].dt >= before["last-modified"].dt
    assert after["dtstamp"].dt == after["last-modified"].dt


def test_the_public_s_calendar_has_no_extension():
    assert "extended_due-2021-plan-SKOLA@enslinje.example" not in read()


def test_it_is_in_swedish_whoever_asks_and_the_same_twice():
    with translation.override("en"):
        english = written(body="SKOLA")
    assert english == written(body="SKOLA")
    assert "Årets gång 2021\\, Skola".encode() in english


def test_lines_are_as_the_format_asks():
    lines = written().split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert max(len(line) for line in lines) <= 75
    assert b"VERSION:2.0" in lines
    assert not any(b"\n" in line for line in lines)

"""The year in the order it happens, with weeks; and deadlines given as days and clock times."""

from datetime import UTC, date, datetime, time

import pytest

from enslinje.core.policy import Role
from enslinje.core.terms import EventKind, OccasionKind, OccasionState
from enslinje.organisation import operations
from enslinje.organisation.calendar import year_events
from enslinje.organisation.drafts import OccasionBodyDraft, OccasionEditionDraft
from enslinje.organisation.instants import TimePassedOver, due_instant, opening_instant
from tests.everything import decision
from tests.people import record_people, role, somebody
from tests.town import LOADER, YEAR, occasion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]

PLAN, T1 = OccasionKind.PLAN, OccasionKind.TERTIAL_REPORT_1
OPENS = opening_instant(date(2020, 12, 1)).instant
DUE = due_instant(date(2021, 1, 31)).instant
LATER = due_instant(date(2021, 2, 14)).instant
STRATEGIST, EDITOR = "strategist", "editor"


@pytest.fixture(autouse=True)
def the_year():
    record_people()
    operations.grant_roles(actor=LOADER, roles=[role("newcomer", Role.READER, body="PARK")])
    bodies = (
        OccasionBodyDraft(body="SKOLA", extended_due_at=LATER, reason="Nytt system"),
        OccasionBodyDraft(body="PARK"),
    )
    operations.open_occasions(
        actor=LOADER,
        occasions=[
            occasion(PLAN, name="Plan", opens_at=OPENS, due_at=DUE, bodies=bodies),
            occasion(T1, name="T1", bodies=(OccasionBodyDraft(body="PARK"),), opens_at=DUE),
        ],
    )
    approved = {"decided_on": date(2021, 1, 20), "minutes_approved_on": date(2021, 1, 25)}
    operations.record_decisions(
        actor=LOADER,
        decisions=[
            decision(decided_by="SKOLA", **approved),
            decision(decided_by="SKOLA", item_no=2, **approved),
            decision(decided_by="PARK", item_no=3, decided_on=date(2021, 1, 21)),
            decision(decided_by="KF", item_no=4, decided_on=date(2020, 11, 20)),
        ],
    )


def seen(code="", **asked):
    actor = somebody(code) if code else None
    return [(one.kind, one.day, one.body) for one in year_events(year=YEAR, actor=actor, **asked)]


OPENING = (EventKind.OPENS, date(2020, 12, 1), "")
LAST_DAY = (EventKind.DUE, date(2021, 1, 31), "")
T1_OPENS = (EventKind.OPENS, date(2021, 1, 31), "")
EXTENDED = (EventKind.EXTENDED_DUE, date(2021, 2, 14), "SKOLA")
OF_SKOLA = (EventKind.DECISION, date(2021, 1, 20), "SKOLA")
OF_PARK = (EventKind.DECISION, date(2021, 1, 21), "PARK")


def test_the_office_sees_the_whole_year_in_its_order():
    assert seen(STRATEGIST) == [OPENING, OF_SKOLA, OF_PARK, T1_OPENS, LAST_DAY, EXTENDED]


def test_the_public_sees_neither_extensions_nor_minutes_that_are_not_approved():
    assert seen() == [OPENING, OF_SKOLA, T1_OPENS, LAST_DAY]


def test_a_body_sees_what_it_takes_part_in_and_its_own():
    assert seen(EDITOR, body="SKOLA") == [OPENING, OF_SKOLA, LAST_DAY, EXTENDED]
    assert seen("newcomer", body="PARK") == [OPENING, OF_PARK, T1_OPENS, LAST_DAY]
    assert EXTENDED not in seen("newcomer", body="SKOLA")


def test_a_year_without_occasions_has_no_events():
    assert year_events(year=2031) == ()


@pytest.mark.parametrize(
    ("day", "week_year", "week", "weekday"),
    [
        (date(2021, 1, 3), 2020, 53, 7),
        (date(2021, 1, 4), 2021, 1, 1),
        (date(2024, 12, 30), 2025, 1, 1),
        (date(2021, 3, 28), 2021, 12, 7),
    ],
)
def test_weeks_are_those_of_the_swedish_calendar(day, week_year, week, weekday):
    due = due_instant(day).instant
    operations.open_occasions(
        actor=LOADER, occasions=[occasion(OccasionKind.ACTIVITY_REPORT, due_at=due)]
    )
    found = {one.uid: one for one in year_events(year=YEAR)}["due-2021-activity_report"]
    assert (found.day, found.week_year, found.week, found.weekday) == (
        day,
        week_year,
        week,
        weekday,
    )


def test_what_is_moved_keeps_its_name_and_counts_its_changes():
    def due():
        return {one.uid: one for one in year_events(year=YEAR)}["due-2021-plan"]

    before = due()
    operations.change_occasion(
        actor=LOADER,
        year=YEAR,
        kind=PLAN,
        edition=OccasionEditionDraft(name="Plan", state=OccasionState.OPEN, due_at=LATER),
    )
    assert (before.revision, due().revision) == (0, 1)
    assert (before.instant, due().instant) == (DUE, LATER)
    assert due().changed_at > before.changed_at


def test_an_extension_counts_its_changes_too():
    for until in (date(2021, 2, 20), date(2021, 2, 21)):
        more = OccasionBodyDraft(
            body="SKOLA", extended_due_at=due_instant(until).instant, reason="Mer"
        )
        operations.open_occasions(
            actor=LOADER, occasions=[occasion(PLAN, name="Plan", due_at=DUE, bodies=(more,))]
        )
    found = year_events(year=YEAR, actor=somebody(STRATEGIST))[-1]
    assert (found.uid, found.revision, found.reason) == (
        "extended_due-2021-plan-SKOLA",
        2,
        "Mer",
    )


def test_a_time_that_comes_twice_is_told_and_one_that_does_not_come_is_refused():
    twice = date(2021, 10, 31)
    assert due_instant(twice, time(2, 30)).instant == datetime(2021, 10, 31, 1, 30, tzinfo=UTC)
    assert "senare" in due_instant(twice, time(2, 30)).note
    assert opening_instant(twice, time(2, 30)).instant == datetime(2021, 10, 31, 0, 30, tzinfo=UTC)
    assert "tidigare" in opening_instant(twice, time(2, 30)).note
    assert due_instant(twice).note == due_instant(twice, time(9)).note == ""
    with pytest.raises(TimePassedOver) as refused:
        due_instant(date(2021, 3, 28), time(2, 30))
    assert (refused.value.value, refused.value.column) == ("02.30", "clock")
    assert "03.30" in refused.value.remedy

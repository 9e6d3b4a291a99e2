"""Instants of Swedish days: the last microsecond, and both changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enslinje.core.deadlines import NoSuchTime, comes_twice, deadline, is_past, opening, years_later

MICROSECOND = timedelta(microseconds=1)
FORWARD, BACK = date(2021, 3, 28), date(2021, 10, 31)

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
around_the_changes = st.sampled_from(
    [change + timedelta(days=n) for change in (FORWARD, BACK) for n in (-1, 0, 1)]
)
clocks = st.times()


def the_last_sunday(year, month):
    """When the European Union changes its clocks: an oracle that asks no time zone."""
    after = date(year, month + 1, 1)
    return after - timedelta(days=(after.weekday() - 6) % 7 or 7)


def utc_offset_by_law(instant):
    """One hour, and two from 01.00 UTC the last Sunday of March to that of October."""
    changes = (
        datetime.combine(the_last_sunday(instant.year, month), time(1), UTC) for month in (3, 10)
    )
    begins, ends = changes
    return timedelta(hours=2 if begins <= instant < ends else 1)


def shown(instant):
    """What the clocks on a Swedish wall show at `instant`."""
    return (instant + utc_offset_by_law(instant)).replace(tzinfo=None)


@given(days | around_the_changes)
@example(FORWARD)
@example(BACK)
def test_a_day_as_a_deadline_is_in_time_to_its_last_microsecond(day):
    due = deadline(day)

    assert shown(due) == datetime.combine(day, time(23, 59, 59, 999999))
    assert not is_past(due, due)
    assert is_past(due, due + MICROSECOND)
    assert due + MICROSECOND == opening(day + timedelta(days=1))


@given(days | around_the_changes, clocks)
@example(FORWARD, time(2, 30))
@example(BACK, time(2, 30))
@example(FORWARD, time(2, 0))
@example(FORWARD, time(3, 0))
@example(BACK, time(3, 0))
def test_an_instant_is_what_the_clocks_show_or_is_refused(day, clock):
    wanted = datetime.combine(day, clock)
    # Every instant at which the clocks could show it, tried one by one.
    tried = (wanted.replace(tzinfo=UTC) - timedelta(hours=hours) for hours in (2, 1))
    right = [instant for instant in tried if shown(instant) == wanted]

    if not right:
        with pytest.raises(NoSuchTime) as passed_over:
            deadline(day, clock)
        later = datetime.combine(day, passed_over.value.shifted)
        assert later == wanted + timedelta(hours=1)
        assert shown(deadline(day, passed_over.value.shifted)) == later
    else:
        assert (opening(day, clock), deadline(day, clock)) == (min(right), max(right))
        assert comes_twice(day, clock) == (len(right) == 2)


@pytest.mark.parametrize(
    ("day", "hours"), [(FORWARD, 23), (BACK, 25), (date(2021, 4, 23), 24), (date(2024, 2, 29), 24)]
)
def test_a_day_is_as_long_as_it_is(day, hours):
    assert deadline(day) - opening(day) == timedelta(hours=hours) - MICROSECOND


def test_the_23rd_of_april_is_the_whole_of_it():
    assert deadline(date(2021, 4, 23)) == datetime(2021, 4, 23, 21, 59, 59, 999999, tzinfo=UTC)


def test_what_is_not_known_stops_nobody():
    assert not is_past(None, datetime.max.replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (deadline(date(2021, 4, 23)), deadline(date(2022, 4, 25))),  # Saturday, so Monday.
        (deadline(date(2021, 4, 22)), deadline(date(2022, 4, 22))),  # Friday.
        (deadline(date(2024, 2, 29)), deadline(date(2025, 2, 28))),
        (opening(date(2021, 3, 29), time(2, 30)), opening(date(2022, 3, 29), time(2, 30))),
        (opening(date(2021, 7, 1), time(9)), opening(date(2022, 7, 1), time(9))),
    ],
)
def test_a_year_on_is_the_same_day_and_clock_moved_to_a_weekday(before, after):
    assert years_later(before, 1) == after


@given(days, clocks, st.integers(-20, 20))
def test_it_is_never_a_weekend_and_within_three_days(day, clock, years):
    try:
        before = opening(day, clock)
    except NoSuchTime:
        return
    if day.year + years < 2000:
        return
    after = shown(years_later(before, years))
    assert after.weekday() < 5
    same = day.replace(year=day.year + years, day=min(day.day, 28))
    assert timedelta(0) <= after.date() - same <= timedelta(days=5)

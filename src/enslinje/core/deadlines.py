"""Instants of a municipality's days: the clocks of Sweden, both changes of the clock included.

A due instant is in time; what comes after it is late. So a day as a deadline is its last
microsecond, and nobody who submits at 23.59.59 is refused.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from enslinje.core.errors import DomainError

LOCAL_TIME = ZoneInfo("Europe/Stockholm")

LAST_OF_A_DAY = time.max
"""23.59.59.999999: the finest instant that either database keeps."""

_SATURDAY = 5


class NoSuchTime(DomainError):
    """The clocks pass over the time on that day: they are put forward.

    Attributes:
        day: the day.
        clock: the time that does not come.
        shifted: the time that the clocks show instead, as long after the change.
    """

    def __init__(self, day: date, clock: time, shifted: time) -> None:
        super().__init__(f"There is no {clock:%H:%M} on {day}: the clocks are put forward")
        self.day = day
        self.clock = clock
        self.shifted = shifted


def deadline(day: date, clock: time | None = None) -> datetime:
    """Return the last instant, in UTC, that is in time: that of `clock`, else the end of the day.

    A time that comes twice, when the clocks are put back, is the later one.

    Raises:
        NoSuchTime: the clocks pass over it.
    """
    return _instant(day, LAST_OF_A_DAY if clock is None else clock, fold=1)


def opening(day: date, clock: time | None = None) -> datetime:
    """Return the first instant, in UTC: that of `clock`, else the beginning of the day.

    A time that comes twice is the earlier one.

    Raises:
        NoSuchTime: the clocks pass over it.
    """
    return _instant(day, time.min if clock is None else clock, fold=0)


def comes_twice(day: date, clock: time) -> bool:
    """Whether the clocks show the time twice on that day."""
    first, second = (datetime.combine(day, clock, LOCAL_TIME).replace(fold=n) for n in (0, 1))
    return _exists(first) and first.utcoffset() != second.utcoffset()


def is_past(due_at: datetime | None, instant: datetime) -> bool:
    """Whether `instant` is too late: after the due instant. One that is not known stops nobody."""
    return due_at is not None and instant > due_at


def years_later(instant: datetime, years: int) -> datetime:
    """Return the instant of the same day and clock time in another year, moved to a weekday.

    29 February becomes the 28th where there is none. A Saturday or Sunday becomes the Monday
    after. A time that the clocks pass over on the new day becomes what they show instead.
    """
    local = instant.astimezone(LOCAL_TIME)
    day = _weekday(_in_year(local.date(), local.year + years))
    clock = local.time()
    make = deadline if local.fold else opening
    try:
        return make(day, clock)
    except NoSuchTime as passed_over:
        return make(day, passed_over.shifted)


def _instant(day: date, clock: time, *, fold: int) -> datetime:
    local = datetime.combine(day, clock, LOCAL_TIME).replace(fold=fold)
    if not _exists(local):
        shown = local.replace(fold=0).astimezone(UTC).astimezone(LOCAL_TIME)
        raise NoSuchTime(day, clock, shown.time())
    return local.astimezone(UTC)


def _exists(local: datetime) -> bool:
    there_and_back = local.astimezone(UTC).astimezone(LOCAL_TIME)
    return there_and_back.replace(tzinfo=None, fold=0) == local.replace(tzinfo=None, fold=0)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _weekday(day: date) -> date:
    after_friday = day.weekday() - _SATURDAY
    return day if after_friday < 0 else day + timedelta(days=2 - after_friday)

"""The moment a page shows: now, or what was known on a date (`?som=2021-02-01`)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils import timezone

PARAMETER = "som"
EARLIEST, LATEST = 1900, 2999
"""Years that a date may be in: the ends of the calendar cannot be moved between time zones."""


class BadMoment(BadRequest):
    """The date in the address is none, or not written as 2021-02-01."""

    def __init__(self, text: str) -> None:
        super().__init__(f"No date: {text}")
        self.text = text


@dataclass(frozen=True)
class Moment:
    """The end of a day: what was recorded up to then is known."""

    day: date

    @property
    def at(self) -> datetime:
        """The last instant of the day, in the city's time."""
        midnight = datetime.combine(self.day + timedelta(days=1), time())
        return timezone.make_aware(midnight) - timedelta(microseconds=1)


def asked(request: HttpRequest) -> Moment | None:
    """Return the moment that the address asks for, `None` for now. Raise `BadMoment`."""
    day = read_day(request.GET.get(PARAMETER, ""))
    return Moment(day) if day else None


def read_day(text: str) -> date | None:
    """Return the day that a part of an address says, `None` for nothing. Raise `BadMoment`."""
    text = text.strip()
    if not text:
        return None
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 — a date has no zone.
    except ValueError as fault:
        raise BadMoment(text) from fault
    if day.isoformat() != text or not EARLIEST <= day.year <= LATEST:
        raise BadMoment(text)
    return day

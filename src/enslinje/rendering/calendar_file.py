"""A calendar as a file that calendar programs subscribe to (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from icalendar import Calendar, Event, vText

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Enslinje//Årets gång//SV"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """Something that happens at an instant, or on a day.

    `uid` is the same for ever, so that a program moves the entry instead of adding another;
    `revision` counts how many times it has been changed, the latest at `changed_at`.
    """

    uid: str
    at: datetime | date
    summary: str
    changed_at: datetime
    revision: int = 0
    description: str = ""
    address: str = ""


def calendar_file(name: str, entries: Iterable[CalendarEntry]) -> bytes:
    """Return the calendar called `name`. The same entries give the same bytes.

    Instants are written in UTC and whole seconds, which is all that the format has. No entry
    makes anybody busy.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(name))
    calendar.add("x-wr-timezone", "Europe/Stockholm")
    for entry in entries:
        calendar.add_component(_event(entry))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstart", _written(entry.at))
    event.add("summary", entry.summary)
    event.add("sequence", entry.revision)
    event.add("dtstamp", _written(entry.changed_at))
    event.add("last-modified", _written(entry.changed_at))
    event.add("transp", "TRANSPARENT")
    if entry.description:
        event.add("description", entry.description)
    if entry.address:
        event.add("url", entry.address)
    return event


def _written(at: datetime | date) -> datetime | date:
    return at.astimezone(UTC).replace(microsecond=0) if isinstance(at, datetime) else at

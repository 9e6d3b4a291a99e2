"""What the year's calendar shows: its events by date, and by month as a table."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enslinje.core.deadlines import LOCAL_TIME
from enslinje.core.terms import CountsAs, EventKind
from enslinje.organisation import queries
from enslinje.organisation.rows import BodyRow, EventRow
from enslinje.web.choices import Choice, Filter
from enslinje.web.words import Word

BY_DATE, BY_MONTH = "lista", "manader"

EVENT: Mapping[EventKind, Word] = {
    EventKind.OPENS: gettext_lazy("Öppnar"),
    EventKind.REFERENCE: gettext_lazy("Läget som gäller"),
    EventKind.DUE: gettext_lazy("Sista tid"),
    EventKind.EXTENDED_DUE: gettext_lazy("Sista tid med anstånd"),
    EventKind.DECISION: gettext_lazy("Beslut"),
}


@dataclass(frozen=True)
class EventLine:
    """An event of the list. `clock` is empty for what is about a whole day."""

    day: date
    clock: str
    kind: str
    what: Word
    name: str
    reason: str
    is_past: bool


@dataclass(frozen=True)
class Day:
    """A cell of a month's table; what is of another month is empty."""

    day: date
    is_of_month: bool
    is_today: bool
    events: tuple[EventLine, ...]


@dataclass(frozen=True)
class Week:
    """A row of a month's table."""

    number: int
    days: tuple[Day, ...]


@dataclass(frozen=True)
class Month:
    """A month as a table of its weeks."""

    year: int
    name: Word
    weeks: tuple[Week, ...]


@dataclass(frozen=True)
class CalendarPage:
    """The year of everybody, or of one body. `empty` are the months of the year with nothing."""

    year: int
    body: str
    slug: str
    lines: tuple[EventLine, ...]
    months: tuple[Month, ...]
    empty: tuple[Word, ...]
    weekdays: tuple[tuple[Word, Word], ...]
    is_by_month: bool
    filters: tuple[Filter, ...]

    @property
    def is_narrowed(self) -> bool:
        """Whether it is about one body alone."""
        return bool(self.slug)

    @property
    def coming(self) -> EventLine | None:
        """What happens next."""
        return next((line for line in self.lines if not line.is_past), None)


def calendar_page(
    *, year: int, events: Sequence[EventRow], body: str = "", by_month: bool = False
) -> CalendarPage:
    """Return the year's page from its events, those of `body` where one is asked for."""
    bodies = queries.bodies(year=year)
    lines = event_lines(events, bodies)
    months = _months(lines) if by_month else ()
    held = {(month.year, month.name) for month in months}
    chosen = next((row for row in bodies if row.code == body), None)
    return CalendarPage(
        year=year,
        body=chosen.short_name if chosen else body,
        slug=chosen.slug if chosen else "",
        lines=lines,
        months=months,
        empty=tuple(name for name in MONTHS.values() if (year, name) not in held),
        weekdays=tuple(zip(WEEKDAYS.values(), WEEKDAYS_ABBR.values(), strict=True)),
        is_by_month=by_month,
        filters=_filters(bodies, body, by_month=by_month),
    )


def event_lines(events: Iterable[EventRow], bodies: Sequence[BodyRow]) -> tuple[EventLine, ...]:
    """Return the events in words, in their order."""
    names, now = {row.code: row.short_name for row in bodies}, timezone.now()
    return tuple(
        EventLine(
            day=event.day,
            clock=_clock(event),
            kind=event.kind.value,
            what=EVENT[event.kind],
            name=_name(event, names),
            reason=event.reason,
            is_past=_is_past(event, now.astimezone(LOCAL_TIME).date())
            if event.is_whole_day
            else event.instant < now,
        )
        for event in events
    )


def _is_past(event: EventRow, today: date) -> bool:
    return event.day < today


def _name(event: EventRow, names: Mapping[str, str]) -> str:
    body = names.get(event.body, event.body)
    if event.kind is EventKind.DECISION:
        return body
    return f"{event.name}, {body}" if body else event.name


def _clock(event: EventRow) -> str:
    """The time by Swedish clocks; nothing for a whole day or its first or last instant."""
    local = event.instant.astimezone(LOCAL_TIME).time()
    if event.is_whole_day or local == time.min:
        return ""
    if local == time.max:
        return _("dagen ut")
    return f"{local:%H.%M.%S}" if local.second else f"{local:%H.%M}"


def _months(lines: Sequence[EventLine]) -> tuple[Month, ...]:
    by_day: dict[date, list[EventLine]] = defaultdict(list)
    for line in lines:
        by_day[line.day].append(line)
    today = timezone.localdate()
    return tuple(
        Month(of_year, MONTHS[month], _weeks(of_year, month, by_day, today))
        for of_year, month in sorted({(day.year, day.month) for day in by_day})
    )


def _weeks(
    year: int, month: int, by_day: Mapping[date, Sequence[EventLine]], today: date
) -> tuple[Week, ...]:
    return tuple(
        Week(
            number=days[0].isocalendar().week,
            days=tuple(
                Day(
                    day=day,
                    is_of_month=day.month == month,
                    is_today=day == today,
                    events=tuple(by_day.get(day, ())) if day.month == month else (),
                )
                for day in days
            ),
        )
        for days in Calendar(firstweekday=0).monthdatescalendar(year, month)
    )


def _filters(bodies: Sequence[BodyRow], body: str, *, by_month: bool) -> tuple[Filter, ...]:
    counted = [row for row in bodies if row.counts_as is not CountsAs.NONE]
    return (
        Filter(
            "organ",
            gettext_lazy("Nämnd eller bolag"),
            tuple(
                Choice(row.slug, row.short_name, row.code == body)
                for row in sorted(counted, key=lambda row: row.short_name)
            ),
            gettext_lazy("Alla"),
        ),
        Filter(
            "visa",
            gettext_lazy("Visa som"),
            (
                Choice(BY_DATE, gettext_lazy("lista efter dag"), not by_month),
                Choice(BY_MONTH, gettext_lazy("kalender"), by_month),
            ),
        ),
    )

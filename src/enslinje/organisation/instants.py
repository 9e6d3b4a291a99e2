"""Deadlines and openings as people give them: a day and perhaps a clock time, in words if odd."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from enslinje.core import deadlines
from enslinje.core.deadlines import NoSuchTime
from enslinje.core.errors import Refusal


class TimePassedOver(Refusal):
    """The clocks are put forward past the time on that day."""


@dataclass(frozen=True, slots=True)
class GivenInstant:
    """An instant, and what to say of it where the clocks show the time twice; else empty."""

    instant: datetime
    note: str = ""


def due_instant(day: date, clock: time | None = None) -> GivenInstant:
    """Return the last instant that is in time: of `clock`, else of the day. In UTC.

    Raises:
        TimePassedOver: the clocks are put forward past it.
    """
    later = _("Klockan {clock} kommer två gånger den dagen. Den senare gäller, normaltid.")
    return _given(deadlines.deadline, day, clock, later)


def opening_instant(day: date, clock: time | None = None) -> GivenInstant:
    """Return the first instant: of `clock`, else of the day. In UTC.

    Raises:
        TimePassedOver: the clocks are put forward past it.
    """
    earlier = _("Klockan {clock} kommer två gånger den dagen. Den tidigare gäller, sommartid.")
    return _given(deadlines.opening, day, clock, earlier)


def _given(
    make: Callable[[date, time | None], datetime], day: date, clock: time | None, note: str
) -> GivenInstant:
    try:
        instant = make(day, clock)
    except NoSuchTime as fact:
        raise TimePassedOver(
            _("Klockan {clock} finns inte den {day}: då ställs klockan fram.").format(
                clock=_shown(fact.clock), day=fact.day.isoformat()
            ),
            column="clock",
            value=_shown(fact.clock),
            remedy=_("Ange {shifted}, eller en tid före omställningen.").format(
                shifted=_shown(fact.shifted)
            ),
        ) from fact
    is_odd = clock is not None and deadlines.comes_twice(day, clock)
    return GivenInstant(instant, note.format(clock=_shown(clock)) if clock and is_odd else "")


def _shown(clock: time) -> str:
    return f"{clock:%H.%M}"

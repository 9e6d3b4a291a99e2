"""An instant in a form: a day and a clock time, by Swedish clocks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enslinje.core.deadlines import LOCAL_TIME
from enslinje.organisation.instants import (
    GivenInstant,
    TimePassedOver,
    due_instant,
    opening_instant,
)
from enslinje.web.forms import OperationForm, day_field
from enslinje.web.words import Word


class ClockInput(forms.TimeInput):
    """A clock time as the browser lets one choose it, sent as 16:30."""

    input_type = "time"


def clock_field(label: Word, *, is_due: bool, **changes: Any) -> forms.TimeField:
    """A field for a clock time; empty is the end of the day, or its beginning."""
    end, start = _("Tomt: dagen ut."), _("Tomt: från dagens början.")
    given: dict[str, Any] = {
        "label": label,
        "widget": ClockInput(),
        "required": False,
        "input_formats": ["%H:%M", "%H.%M", "%H:%M:%S"],
        "help_text": end if is_due else start,
        "error_messages": {"invalid": _("Skriv klockslaget som 16:30.")},
    }
    return forms.TimeField(**given | changes)


@dataclass(frozen=True)
class InstantFields:
    """The two fields of an instant in a form: `<name>_day` and `<name>_clock`."""

    name: str
    is_due: bool

    @property
    def day(self) -> str:
        """The field of its day."""
        return f"{self.name}_day"

    @property
    def clock(self) -> str:
        """The field of its clock time."""
        return f"{self.name}_clock"

    @property
    def make(self) -> Callable[[date, time | None], GivenInstant]:
        """From a day and a clock time to the instant."""
        return due_instant if self.is_due else opening_instant

    def shown(self, instant: datetime | None) -> dict[str, Any]:
        """What the fields show for `instant`."""
        day, clock = self._parts(instant)
        written = None if clock is None else f"{clock:%H:%M:%S}".removesuffix(":00")
        return {self.day: day, self.clock: written}

    def read(
        self, form: OperationForm, given: Mapping[str, Any], was: datetime | None
    ) -> GivenInstant | None:
        """Return the instant typed; None when none is, or when it is refused in the form.

        What is typed just as `was` is shown means `was`, also where the clocks show a time twice.
        """
        day, clock = given.get(self.day), given.get(self.clock)
        if day is None:
            if clock is not None and self.day not in form.errors:
                form.add_error(self.day, _("Ange vilken dag klockslaget gäller."))
            return None
        if was is not None and (day, clock) == self._shown_parts(was):
            return GivenInstant(was)
        try:
            return self.make(day, clock)
        except TimePassedOver as refusal:
            form.add_error(self.clock, f"{refusal.what} {refusal.remedy}")
            return None

    def _shown_parts(self, instant: datetime) -> tuple[date | None, time | None]:
        day, clock = self._parts(instant)
        return day, None if clock is None else clock.replace(microsecond=0)

    def _parts(self, instant: datetime | None) -> tuple[date | None, time | None]:
        if instant is None:
            return None, None
        local = instant.astimezone(LOCAL_TIME)
        whole = time.max if self.is_due else time.min
        return local.date(), None if local.time() == whole else local.time()


def fields_of(what: InstantFields, day: Word, clock: Word, **changes: Any) -> dict[str, Any]:
    """Return the two fields, by name, for a form that is put together."""
    return {
        what.day: day_field(day, **changes),
        what.clock: clock_field(clock, is_due=what.is_due),
    }

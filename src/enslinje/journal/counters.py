"""How often everything has been written: the versions by which answers are kept.

One query tells of all years: what a page shows is kept by several versions, and to ask for each
would take as many.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from enslinje.journal.models import EVERY_YEAR, Pulse
from enslinje.journal.once import once

# In SQL of its own: every page asks, and to put the query together took longer than to answer it.
TABLE = Pulse._meta.db_table  # noqa: SLF001 - documented in spite of its name
SUMS = f"SELECT year, SUM(version), SUM(ground_version) FROM {TABLE} GROUP BY year"  # noqa: S608


@dataclass(frozen=True)
class Counters:
    """What the pulses counted at one moment: by year, all writes, and those of the ground."""

    by_year: Mapping[int, tuple[int, int]]

    def pulse(self, year: int) -> int:
        """The version of everything about `year`; what belongs to no single year is among it."""
        return self._of(year)[0] + self.pulse_of_every_year()

    def pulse_of_every_year(self) -> int:
        """The version of all that belongs to no single year."""
        return self._of(EVERY_YEAR)[0]

    def ground(self, year: int) -> int:
        """The version of what the plans of `year` rest on."""
        return self._of(year)[1] + self._of(EVERY_YEAR)[1]

    def ground_of_all(self) -> int:
        """The version of what the plans of all years rest on."""
        return sum(of_ground for _of_all, of_ground in self.by_year.values())

    def without(self, year: int, writes: int) -> "Counters":
        """What was counted before so many writes about `year`, which were none of the ground."""
        every, ground = self._of(year)
        return Counters({**self.by_year, year: (every - writes, ground)})

    def _of(self, year: int) -> tuple[int, int]:
        return self.by_year.get(year, (0, 0))


def counted() -> Counters:
    """Return what the pulses count now. One query."""
    with connection.cursor() as cursor:
        cursor.execute(SUMS)
        return Counters({year: (int(every), int(ground)) for year, every, ground in cursor})


looked_at = once(counted)
"""What the pulses counted when whoever looks first asked."""

"""How often everything has been written: the versions by which answers are kept.

One query tells of all years: what a page shows is kept by several versions, and to ask for each
would take as many.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from django.db.models import QuerySet, Sum

from enslinje.journal.models import EVERY_YEAR, Counted, Pulse
from enslinje.journal.once import answered, once
from enslinje.journal.statements import all_rows, at_hand, execute
from enslinje.journal.together import PreparedRead, Read, Rows, rows_of

# In SQL of its own: every page asks, and to put the query together took longer than to answer it.
TABLE = Pulse._meta.db_table  # noqa: SLF001 - documented in spite of its name
COLUMNS = ", ".join(f"SUM({counter.value})" for counter in Counted)
SUMS = f"SELECT year, {COLUMNS} FROM {TABLE} GROUP BY year"  # noqa: S608
NOTHING = (0,) * len(Counted)

RESTED_ON = (Counted.GROUND, Counted.GOALS)
"""What plans rest on: goals and indicators, and all that nobody has thought of."""


@dataclass(frozen=True)
class Counters:
    """What the pulses counted at one moment: by year, in the order of `Counted`.

    `since` is when they were asked for, on this process's clock: nothing older was told.
    """

    by_year: Mapping[int, Sequence[int]]
    since: float = 0.0

    def pulse(self, year: int) -> int:
        """The version of everything about `year`; what belongs to no single year is among it."""
        return self.of(year, Counted.ALL)

    def ground_of_every_year(self) -> int:
        """The version of what belongs to no single year, such as bodies and roles."""
        return self._sum((EVERY_YEAR,), (Counted.GROUND,))

    def ground(self, year: int) -> int:
        """The version of what the plans of `year` rest on."""
        return self.of(year, *RESTED_ON)

    def of(self, year: int, *counted_in: Counted) -> int:
        """The version of what is counted so in `year`, with what belongs to no single year."""
        return self._sum((year, EVERY_YEAR), counted_in)

    def of_all(self, *counted_in: Counted) -> int:
        """The version of what is counted so in all years."""
        return self._sum(self.by_year, counted_in)

    def without(self, year: int, writes: int, counted_in: Iterable[Counted]) -> "Counters":
        """What was counted before so many writes about `year`, each counted so."""
        before = list(self.by_year.get(year, NOTHING))
        for counter in counted_in:
            before[counter.place] -= writes
        return replace(self, by_year={**self.by_year, year: before})

    def _sum(self, years: Iterable[int], counted_in: Iterable[Counted]) -> int:
        found = 0
        for year in years:
            row = self.by_year.get(year, NOTHING)
            for counter in counted_in:
                found += int(row[counter.place])
        return found


def counted() -> Counters:
    """Return what the pulses count now. One query."""
    since = monotonic()
    return _told(execute(at_hand(), SUMS, (), all_rows), since)


def _told(rows: Iterable[Sequence[Any]], since: float) -> Counters:
    """What the sums tell, a row for each year."""
    return Counters({year: sums for year, *sums in rows}, since)


looked_at = once(counted)
"""What the pulses counted when whoever looks first asked."""


def rows_and_counted(reads: Mapping[Hashable, Read]) -> Mapping[Hashable, Rows]:
    """Return the rows of the reads by their names, and tell whoever looks what is counted now.

    One query for all of it.
    """
    since = monotonic()
    told = rows_of({**reads, TABLE: _sums()})
    answered(_told(told[TABLE], since), counted)
    return {name: told[name] for name in reads}


@PreparedRead
def _sums() -> QuerySet[Any, Any]:
    sums = {f"sum_of_{counter.value}": Sum(counter.value) for counter in Counted}
    return Pulse.objects.order_by().values("year").annotate(**sums).values_list("year", *sums)

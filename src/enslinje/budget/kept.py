"""The year's postings, read once and kept while nobody writes in the year."""

from datetime import date

from enslinje.budget import queries
from enslinje.budget.frames import Ledger
from enslinje.journal import record as journal
from enslinje.journal.keeping import Kept
from enslinje.journal.once import once

Key = tuple[int, date | None, int]

ledgers: Kept[Key, Ledger] = Kept(8)


@once
def postings(*, year: int, on: date | None = None) -> Ledger:
    """Return the postings of the year's ledger, decided on the day `on` or before.

    One query when nothing has changed since they were last read, else three.
    """
    return ledgers.answer(
        (year, on, journal.pulse_of(year)),
        read=lambda: Ledger(queries.postings(year=year, on=on)),
        version=lambda: journal.pulse_of(year),
    )

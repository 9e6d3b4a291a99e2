"""The year's postings, read once and kept while nobody writes in the year."""

from datetime import date

from enslinje.budget import queries
from enslinje.budget.frames import Ledger
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept
from enslinje.journal.once import once

ledgers: Kept[Ledger] = Kept(8)


@once
def postings(*, year: int, on: date | None = None) -> Ledger:
    """Return the postings of the year's ledger, decided on the day `on` or before.

    One query when nothing has changed since they were last read, else three.
    """
    return ledgers.answer(
        *(year, on),
        read=lambda: Ledger(queries.postings(year=year, on=on)),
        version=kept_by.goals_apart(year),
    )

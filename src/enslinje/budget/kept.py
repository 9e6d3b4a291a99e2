"""The year's postings, read once and kept while nobody writes in the year."""

from collections import OrderedDict
from datetime import date
from threading import Lock

from django.db import connection

from enslinje.budget import queries
from enslinje.budget.rows import PostingRow
from enslinje.journal import record as journal
from enslinje.journal.once import once

KEPT = 8

Key = tuple[int, date | None, int]

_postings: OrderedDict[Key, tuple[PostingRow, ...]] = OrderedDict()
_guard = Lock()


@once
def postings(*, year: int, on: date | None = None) -> tuple[PostingRow, ...]:
    """Return the postings of the year's ledger, decided on the day `on` or before.

    One query when nothing has changed since they were last read, else three.
    """
    key = (year, on, journal.pulse_of(year))
    with _guard:
        if key in _postings:
            _postings.move_to_end(key)
            return _postings[key]
    rows = queries.postings(year=year, on=on)
    if may_keep() and journal.pulse_of(year) == key[2]:  # Nobody wrote while they were read.
        with _guard:
            _postings[key] = rows
            while len(_postings) > KEPT:
                _postings.popitem(last=False)
    return rows


def may_keep() -> bool:
    """Whether a version stands for ever: not inside a transaction, which may be rolled back."""
    return not connection.in_atomic_block


def forget() -> None:
    """Forget what is kept. For tests, whose database goes back in time."""
    with _guard:
        _postings.clear()

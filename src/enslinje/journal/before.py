"""What was kept just before a change is true while the change has recorded nothing.

So what takes long to read is read before the transaction begins, when nobody has to wait for it,
and asked for again within it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from enslinje.journal.counters import counted
from enslinje.journal.once import looking
from enslinje.journal.record import Change


class Recorded(Exception):
    """A change has recorded something: nothing is for certain as it was before."""


@contextmanager
def as_before(change: Change, *, year: int) -> Iterator[None]:
    """Within it, answers about `year` that were kept until `change` was opened are given still.

    Its pulses are locked, so nobody else writes there either; where somebody did before they were,
    the version is another and all is read anew. Nothing is recorded here.

    Raises:
        Recorded: something is, or was before.
    """
    _require_unwritten(change)
    before = counted().without(year, len(change.pulses), change.moved)
    with looking({counted: before}):
        yield
    _require_unwritten(change)


def _require_unwritten(change: Change) -> None:
    if change.covered.models:
        raise Recorded(f"{change.change_set.action} has recorded something already")

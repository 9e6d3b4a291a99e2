"""The rows that writers lock, and that count what is written: one for each body and year."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, QuerySet

from enslinje.journal.models import EVERY_YEAR, WHOLE_GROUP, Counted, Pulse
from enslinje.journal.prepared import Prepared, PreparedUpdate

BATCH = 500
"""Rows in one statement: both databases limit its parameters."""


def locked(year: int, bodies: set[str]) -> list[int]:
    """Ids of the pulses, locked in one order for all writers; the absent are created first.

    Who writes for several bodies locks the whole group's first: their log entries share a chain.
    """
    locks = tuple(sorted(bodies if len(bodies) == 1 else bodies | {WHOLE_GROUP}))
    if len(bodies) == 1 and (found := _lock(year, locks)):
        return [pk for pk, _code in found]
    there = Pulse.objects.filter(year=year, body_code__in=locks)
    present = set(there.values_list("body_code", flat=True))
    absent = [Pulse(year=year, body_code=code) for code in locks if code not in present]
    Pulse.objects.bulk_create(absent, ignore_conflicts=True)
    return [pk for pk, code in _lock(year, locks) if code in bodies]


@Prepared
def _lock(year: int, bodies: tuple[str, ...]) -> QuerySet[Any, Any]:
    pulses = Pulse.objects.filter(year=year, body_code__in=bodies).select_for_update()
    return pulses.order_by("year", "body_code").values_list("pk", "body_code")


def move(pulses: Sequence[int], counters: tuple[Counted, ...]) -> None:
    """Count a write in `counters` of the pulses, each once."""
    for batch in batches(pulses) if counters else ():
        _moved.run(tuple(batch), counters=counters)


@PreparedUpdate
def _moved(
    pulses: tuple[int, ...], *, counters: tuple[Counted, ...]
) -> tuple[QuerySet[Pulse], dict[str, Any]]:
    becomes = {counter.value: F(counter.value) + 1 for counter in counters}
    return Pulse.objects.filter(pk__in=pulses), becomes


def pulses_of(year: int) -> QuerySet[Pulse]:
    """The pulses whose versions together are that of `year`."""
    return Pulse.objects.filter(year__in=(year, EVERY_YEAR))


def batches(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    """Cut `ids` into as many as one statement takes."""
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))

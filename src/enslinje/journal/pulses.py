"""The rows that writers lock, and that count what is written: one for each body and year."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, QuerySet

from enslinje.journal.models import EVERY_YEAR, WHOLE_GROUP, Counted, Pulse
from enslinje.journal.prepared import Prepared, PreparedUpdate

BATCH = 500
"""Rows in one statement: both databases limit its parameters."""


def taken(year: int, bodies: set[str], counters: tuple[Counted, ...]) -> list[int]:
    """Lock the pulses, and count a write in `counters` of them, each once. Return their ids.

    They are locked in one order for all writers; the absent are created first.

    Who writes for several bodies locks the whole group's first: their log entries share a chain.
    """
    if counters and len(bodies) == 1 and (found := _taken.ids(year, *bodies, counters=counters)):
        return found
    found = _locked(year, bodies)
    move(found, counters)
    return found


def _locked(year: int, bodies: set[str]) -> list[int]:
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


def move(pulses: Sequence[int], counters: tuple[Counted, ...], *, by: int = 1) -> None:
    """Count a write in `counters` of the pulses, each once; by -1 it is taken back."""
    for batch in batches(pulses) if counters else ():
        _moved.run(tuple(batch), counters=counters, by=by)


@PreparedUpdate
def _taken(
    year: int, body: str, *, counters: tuple[Counted, ...]
) -> tuple[QuerySet[Pulse], dict[str, Any]]:
    return Pulse.objects.filter(year=year, body_code=body), _becomes(counters, 1)


@PreparedUpdate
def _moved(
    pulses: tuple[int, ...], *, counters: tuple[Counted, ...], by: int
) -> tuple[QuerySet[Pulse], dict[str, Any]]:
    return Pulse.objects.filter(pk__in=pulses), _becomes(counters, by)


def _becomes(counters: tuple[Counted, ...], by: int) -> dict[str, Any]:
    return {counter.value: F(counter.value) + by for counter in counters}


def pulses_of(year: int) -> QuerySet[Pulse]:
    """The pulses whose versions together are that of `year`."""
    return Pulse.objects.filter(year__in=(year, EVERY_YEAR))


def batches(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    """Cut `ids` into as many as one statement takes."""
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))

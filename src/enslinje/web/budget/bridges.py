"""The bridge from the council's budget to the adjusted one, drawn: what moved a row, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enslinje.budget import breakdowns
from enslinje.budget.breakdowns import AS_ADJUSTED, COUNCILS, Bridge, End, Step
from enslinje.budget.words import column_name, row_name
from enslinje.core.budget_terms import Layout, StatementRow
from enslinje.core.statements import Place
from enslinje.rendering import pictures
from enslinje.rendering.pictures import Measure, Row
from enslinje.web import writing
from enslinje.web.budget.ledgers import Ledger, decision_figure, decision_words, signed, written
from enslinje.web.choices import Choice, Filter, Typed
from enslinje.web.writing import Shown

LONGEST_NUMBER = 3


@dataclass(frozen=True)
class ShownStep:
    """A step of a bridge: what caused it, by how much, what it comes to, and its bar."""

    number: int
    text: str
    decision: str
    amount: Shown
    running: str
    row: Row
    is_less: bool


@dataclass(frozen=True)
class ShownBridge:
    """A bridge between two ends of a row, by default from the council's budget to the adjusted."""

    name: str
    start: str
    before: str
    steps: tuple[ShownStep, ...]
    end: str
    after: str
    change: str
    difference: str
    is_whole: bool
    filters: tuple[Filter, ...]
    typed: tuple[Typed, ...] = ()


def shown(ledger: Ledger, query: Mapping[str, str], body: str = "") -> ShownBridge:
    """Return the bridge of the row that `rad` asks for, of the city or of a body by its code."""
    place = place_of(query)
    found = breakdowns.bridge(ledger.rows, place=place, body=body)
    return drawn(found, place, (COUNCILS, AS_ADJUSTED), filters=(row_filter(place),))


def place_of(query: Mapping[str, str]) -> Place:
    """Return the row or sum that `rad` asks for: the costs, when it asks for none that is there."""
    asked = query.get("rad", "")
    number = int(asked) if asked.isdecimal() and len(asked) <= LONGEST_NUMBER else 0
    return breakdowns.places().get(number, StatementRow.COSTS) if number else StatementRow.COSTS


def row_filter(place: Place) -> Filter:
    """Return the choice of a row, with `place` chosen."""
    places = breakdowns.places().items()
    rows = tuple(Choice(str(n), row_name(one), one is place) for n, one in places)
    return Filter("rad", _("Rad"), rows)


def end_words(end: End) -> str:
    """Name an end of a bridge: its column, and as it stood when."""
    parts = [column_name(end.column)]
    if end.layout is Layout.SOURCE:
        parts.append(_("som källan har tryckt"))
    if end.day:
        parts.append(_("beslutat till och med {day}").format(day=writing.day(end.day)))
    if end.number is not None:
        parts.append(_("till och med transaktion {number}").format(number=end.number))
    return ", ".join(parts)


def drawn(
    found: Bridge,
    place: Place,
    ends: tuple[End, End],
    *,
    filters: tuple[Filter, ...],
    typed: tuple[Typed, ...] = (),
) -> ShownBridge:
    """Return a bridge as it is shown.

    Each bar starts at zero and shows the change alone: beside fifty thousand millions, a hundred
    would not be seen.
    """
    measures = [Measure(str(at), step.amount, step.amount) for at, step in enumerate(found.steps)]
    bars = pictures.bars(measures)
    running, steps = found.before, []
    for step, row in zip(found.steps, bars.rows, strict=True):
        running += step.amount
        steps.append(_step(step, running, row))
    return ShownBridge(
        name=row_name(place),
        start=end_words(ends[0]),
        before=written(found.before),
        steps=tuple(steps),
        end=end_words(ends[1]),
        after=written(found.after),
        change=signed(found.after - found.before),
        difference=written(found.difference),
        is_whole=found.difference == 0,
        filters=filters,
        typed=typed,
    )


def _step(step: Step, running: int, row: Row) -> ShownStep:
    first = step.transaction
    return ShownStep(
        number=first.number,
        text=first.text,
        decision=decision_words(first.decision),
        amount=Shown(signed(step.amount), decision_figure(first)),
        running=written(running),
        row=row,
        is_less=step.amount < 0,
    )

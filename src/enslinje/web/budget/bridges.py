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
    """A step of a bridge: what caused it, by how much, what it comes to, and its bar.

    `number` is the transaction's, 0 of what is no transaction.
    """

    number: int
    text: str
    why: str
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


@dataclass(frozen=True)
class Told:
    """What a step moves, in öre, and in words what caused it; a transaction by its `number`."""

    ore: int
    amount: Shown
    text: str
    why: str
    number: int = 0


def drawn(
    found: Bridge,
    place: Place,
    ends: tuple[End, End],
    *,
    filters: tuple[Filter, ...],
    typed: tuple[Typed, ...] = (),
) -> ShownBridge:
    """Return a bridge of a year as it is shown: each step is a transaction."""
    return waterfall(
        *(row_name(place), end_words(ends[0]), end_words(ends[1])),
        found=(found.before, found.after, found.difference),
        told=tuple(_told(step) for step in found.steps),
        filters=filters,
        typed=typed,
    )


def waterfall(
    name: str,
    start: str,
    end: str,
    *,
    found: tuple[int, int, int],
    told: tuple[Told, ...],
    filters: tuple[Filter, ...],
    typed: tuple[Typed, ...] = (),
) -> ShownBridge:
    """Return a bridge as it is shown.

    Each bar starts at zero and shows the change alone: beside fifty thousand millions, a hundred
    would not be seen.

    Args:
        name: the row.
        start: where it begins, in words.
        end: where it ends, in words.
        found: the öre before and after, and what the steps leave unexplained.
        told: the steps.
        filters: what a reader may choose.
        typed: what a reader may type.
    """
    before, after, difference = found
    bars = pictures.bars([Measure(str(at), one.ore, one.ore) for at, one in enumerate(told)])
    running, steps = before, []
    for one, row in zip(told, bars.rows, strict=True):
        running += one.ore
        shown = written(running)
        steps.append(
            ShownStep(one.number, one.text, one.why, one.amount, shown, row, is_less=one.ore < 0)
        )
    return ShownBridge(
        name=name,
        start=start,
        before=written(before),
        steps=tuple(steps),
        end=end,
        after=written(after),
        change=signed(after - before),
        difference=written(difference),
        is_whole=difference == 0,
        filters=filters,
        typed=typed,
    )


def _told(step: Step) -> Told:
    first = step.transaction
    amount = Shown(signed(step.amount), decision_figure(first))
    return Told(step.amount, amount, first.text, decision_words(first.decision), first.number)

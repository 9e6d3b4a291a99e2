"""The bridge from the council's budget to the adjusted one, drawn: what moved a row, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enslinje.budget import breakdowns
from enslinje.budget.breakdowns import Step
from enslinje.budget.words import row_name
from enslinje.core.budget_terms import StatementRow
from enslinje.rendering import pictures
from enslinje.rendering.pictures import Measure, Row
from enslinje.web.budget.ledgers import Ledger, decision_figure, decision_words, signed, written
from enslinje.web.choices import Choice, Filter
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
    """A bridge from the council's budget to the adjusted one of a row."""

    name: str
    before: str
    steps: tuple[ShownStep, ...]
    after: str
    change: str
    difference: str
    is_whole: bool
    filters: tuple[Filter, ...]


def shown(ledger: Ledger, query: Mapping[str, str], body: str = "") -> ShownBridge:
    """Return the bridge of the row that `rad` asks for, of the city or of the body with that code.

    Each bar starts at zero and shows the change alone: beside fifty thousand millions, a hundred
    would not be seen.
    """
    places = breakdowns.places()
    asked = query.get("rad", "")
    number = int(asked) if asked.isdecimal() and len(asked) <= LONGEST_NUMBER else None
    place = places.get(number, StatementRow.COSTS) if number else StatementRow.COSTS
    found = breakdowns.bridge(ledger.rows, place=place, body=body)
    measures = [Measure(str(at), step.amount, step.amount) for at, step in enumerate(found.steps)]
    drawn = pictures.bars(measures)
    running, steps = found.before, []
    for step, row in zip(found.steps, drawn.rows, strict=True):
        running += step.amount
        steps.append(_step(step, running, row))
    return ShownBridge(
        name=row_name(place),
        before=written(found.before),
        steps=tuple(steps),
        after=written(found.after),
        change=signed(found.after - found.before),
        difference=written(found.difference),
        is_whole=found.difference == 0,
        filters=(
            Filter(
                "rad",
                _("Rad"),
                tuple(Choice(str(n), row_name(one), one is place) for n, one in places.items()),
                "",
            ),
        ),
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

"""Figures of a central reserve: what it opened with, what is drawn, what is left."""

from datetime import datetime

from django.utils.translation import gettext as _

from enslinje.budget import reserves
from enslinje.budget.errors import UnknownReserve
from enslinje.budget.figures.parts import (
    case_slug,
    day_of,
    decision_words,
    explanation,
    number_of,
    weakest_of,
    written,
    year_of,
)
from enslinje.budget.reserves import Drawing, ReserveYear
from enslinje.figures.register import Explanation, Figure, FigureNotFound, Input

OPENING, DRAWN, LEFT = "reserv.ingaende", "reserv.medgett", "reserv.kvar"
RULE = "reserve-balance"


def opening(year: str, number: str, as_of: datetime | None) -> Explanation:
    """Explain what a reserve opened with."""
    found = _reserve(year, number, as_of)
    return explanation(
        f"{OPENING}/{year}/{number}",
        title=_("{reserve}: ingående").format(reserve=found.reserve.account),
        sentence=_("Det som kommunfullmäktige har satt av i budgeten."),
        ore=found.opening,
        rule=RULE,
        year=found.reserve.year,
        inputs=[_opening_input(found)],
        amounts=[],
    )


def drawn(year: str, number: str, as_of: datetime | None) -> Explanation:
    """Explain what decisions have drawn of a reserve."""
    found = _reserve(year, number, as_of)
    return explanation(
        f"{DRAWN}/{year}/{number}",
        title=_("{reserve}: medgett").format(reserve=found.reserve.account),
        sentence=_("Det som beslut har tagit ur reserven, rättelser avdragna."),
        ore=found.drawn,
        rule=RULE,
        year=found.reserve.year,
        inputs=[_drawing_input(drawing, found) for drawing in found.drawings],
        amounts=[drawing.amount for drawing in found.drawings],
    )


def left(year: str, number: str, as_of: datetime | None) -> Explanation:
    """Explain what is left of a reserve."""
    found = _reserve(year, number, as_of)
    taken = [] if found.opening is None else [-drawing.amount for drawing in found.drawings]
    opened = [] if found.opening is None else [found.opening]
    return explanation(
        f"{LEFT}/{year}/{number}",
        title=_("{reserve}: kvar").format(reserve=found.reserve.account),
        sentence=_("Det som fullmäktige har satt av, minus det som beslut har tagit."),
        ore=found.balance,
        rule=RULE,
        year=found.reserve.year,
        inputs=[
            _opening_input(found),
            *(_drawing_input(drawing, found) for drawing in found.drawings),
        ],
        amounts=[*opened, *taken],
    )


def _reserve(year: str, number: str, as_of: datetime | None) -> ReserveYear:
    try:
        return reserves.reserve_year(number_of(number), year=year_of(year), on=day_of(as_of))
    except UnknownReserve as missing:
        raise FigureNotFound(str(missing)) from missing


def _opening_input(found: ReserveYear) -> Input:
    origin = found.reserve.origin
    return Input(
        label=_("Ingående"),
        value=written(found.opening),
        basis=origin.basis,
        source_ref=origin.source_ref,
        recorded_at=origin.recorded_at,
        actor=origin.actor,
        note=origin.note,
    )


def _drawing_input(drawing: Drawing, found: ReserveYear) -> Input:
    origin = drawing.parts[0].posting.origin
    year, item = found.reserve.year, drawing.decision.item_no
    return Input(
        label=f"{decision_words(drawing.decision)}: {drawing.text}",
        value=written(drawing.amount),
        basis=weakest_of(part.posting for part in drawing.parts),
        reference=f"beslut.medgett/{year}/{case_slug(drawing.decision)}/{item}",
        source_ref=origin.source_ref,
        recorded_at=origin.recorded_at,
        actor=origin.actor,
        note=origin.note,
    )


FIGURES = (
    Figure(OPENING, ("year", "number"), opening),
    Figure(DRAWN, ("year", "number"), drawn),
    Figure(LEFT, ("year", "number"), left),
)

"""What the explanations of the reconciliation's figures have in common."""

from datetime import datetime

from enslinje.core.origins import Origin
from enslinje.figures.register import FigureNotFound, Input
from enslinje.reconciliation import queries
from enslinje.reconciliation.picture import BodyRef, GoalResult, IndicatorResult, Picture


def picture_of(year: str, as_of: datetime | None) -> Picture:
    """Return the year's picture. Raise `FigureNotFound` when there is none."""
    if not year.isdecimal():
        raise FigureNotFound(f"{year} is no year")
    try:
        return queries.picture(int(year), as_of=as_of)
    except queries.YearNotFound as missing:
        raise FigureNotFound(str(missing)) from missing


def goal_of(picture: Picture, code: str) -> GoalResult:
    """Return the goal or sub-area. Raise `FigureNotFound`."""
    goal = picture.goal(code)
    if goal is None:
        raise FigureNotFound(f"No goal is numbered {code} in {picture.year}")
    return goal


def indicator_of(picture: Picture, code: str) -> IndicatorResult:
    """Return the indicator. Raise `FigureNotFound`."""
    indicator = picture.indicator(code)
    if indicator is None:
        raise FigureNotFound(f"No indicator has the code {code} in {picture.year}")
    return indicator


def recorded(label: str, value: str, origin: Origin, reference: str = "") -> Input:
    """Return an input that is a recorded fact, with what it rests on."""
    return Input(
        label=label,
        value=value,
        basis=origin.basis,
        reference=reference,
        source_ref=origin.source_ref,
        recorded_at=origin.recorded_at,
        actor=origin.actor,
        note=origin.note,
    )


def names(bodies: tuple[BodyRef, ...]) -> str:
    """Return the bodies' names in a row."""
    return ", ".join(body.name for body in bodies)

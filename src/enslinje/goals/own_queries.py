"""Reads of what a body measures for itself."""

from enslinje.core.terms import IndicatorKind
from enslinje.goals import access
from enslinje.goals.models import Goal, Indicator, MeasureUnit
from enslinje.goals.rows import OwnIndicatorRow, UnitRow
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept


def own_indicators(body: str, *, year: int) -> tuple[OwnIndicatorRow, ...]:
    """Return the indicators that the body has for itself in the year, by name.

    One query, or none until something of what plans rest on is written.
    """
    return known_indicators.answer(
        *(body, year), read=lambda: _own_indicators(body, year), version=kept_by.ground(year)
    )


known_indicators: Kept[tuple[OwnIndicatorRow, ...]] = Kept(100)


def _own_indicators(body: str, year: int) -> tuple[OwnIndicatorRow, ...]:
    rows = (
        access.indicator_editions()
        .filter(
            year=year,
            indicator__owner__code=body,
            indicator__kind=IndicatorKind.BODY.value,
        )
        .order_by("name", "pk")
        .values_list(
            *("indicator__code", "name", "goal__code", "unit__name_sv", "unit__name_en"),
            *("definition", "pk"),
        )
    )
    return tuple(
        OwnIndicatorRow(code, name, goal or "", unit_sv, unit_en, definition, fact)
        for code, name, goal, unit_sv, unit_en, definition, fact in rows
    )


def units() -> tuple[UnitRow, ...]:
    """Return every unit of measure, in the order they were defined. One query."""
    rows = MeasureUnit.objects.order_by("pk").values_list("code", "name_sv", "name_en")
    return tuple(UnitRow(*row) for row in rows)


def owns_goal(body: str, goal: str) -> bool:
    """Whether the goal is the body's, in whatever year. One query."""
    return Goal.objects.filter(code=goal, owner__code=body).exists()


def owns_indicator(body: str, indicator: str) -> bool:
    """Whether the indicator is the body's, in whatever year. One query."""
    return Indicator.objects.filter(code=indicator, owner__code=body).exists()

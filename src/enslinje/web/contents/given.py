"""The goals that what a body says in its plan can be about."""

from collections.abc import Mapping

from enslinje.core.terms import LevelCode
from enslinje.goals import queries as goals
from enslinje.goals.rows import GoalRow
from enslinje.web.contents.place import Place

GIVEN_TO = (LevelCode.AREA_GOAL, LevelCode.SUB_AREA)
"""The levels above a body's own goals that its plan is about."""


def goals_to_choose(place: Place, *, chosen: str = "") -> list[GoalRow]:
    """Return the goals of the activity areas and the body's own; the one chosen before is there."""
    return [
        row
        for row in goals.goals(year=place.year)
        if row.level in GIVEN_TO or row.owner == place.code or row.code == chosen
    ]


def names_of_goals(year: int) -> Mapping[str, str]:
    """Return number and name of the year's goals, by code."""
    return {row.code: f"{row.number} {row.name}" for row in goals.goals(year=year)}

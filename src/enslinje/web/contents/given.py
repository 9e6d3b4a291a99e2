"""The goals and bodies that what a body says in its plan can be about."""

from collections.abc import Collection, Mapping

from enslinje.core.terms import CountsAs, LevelCode
from enslinje.goals import queries as goals
from enslinje.goals.rows import GoalRow
from enslinje.organisation import queries as organisation
from enslinje.organisation.rows import BodyRow
from enslinje.web.contents.place import Place

GIVEN_TO = (LevelCode.AREA_GOAL, LevelCode.SUB_AREA)
"""The levels above a body's own goals that its plan is about."""


def goals_to_choose(place: Place, *, chosen: Collection[str] = ()) -> list[GoalRow]:
    """Return the goals of the activity areas, the body's own, and those chosen before."""
    return [
        row
        for row in goals.goals(year=place.year)
        if row.level in GIVEN_TO or row.owner == place.code or row.code in chosen
    ]


def others_to_choose(place: Place, *, chosen: Collection[str] = ()) -> list[BodyRow]:
    """Return the other bodies of the year's register that are open, and those chosen before."""
    return [
        row
        for row in organisation.bodies(year=place.year)
        if row.code != place.code
        and (row.code in chosen or (row.is_open and row.counts_as is not CountsAs.NONE))
    ]


def names_of_goals(year: int) -> Mapping[str, str]:
    """Return number and name of the year's goals, by code."""
    return {row.code: f"{row.number} {row.name}" for row in goals.goals(year=year)}

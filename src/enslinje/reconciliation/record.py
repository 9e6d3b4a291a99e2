"""The year's record: all rows that a group picture is drawn from, before anything is computed."""

from dataclasses import dataclass
from datetime import date, datetime

from enslinje.core.terms import IndicatorKind, LevelCode
from enslinje.goals.rows import DutyRow, GoalRow, IndicatorRow, MeasurementRow
from enslinje.plans.rows import ActivityRow, ContributionRow
from enslinje.reconciliation.picture import BodyRef, IndicatorWord, Judgement


@dataclass(frozen=True)
class YearRecord:
    """Every row of a year that the picture needs, read once.

    Attributes:
        on: the local day of the moment asked for; nothing stated or known later is in the rows.
        bodies: by code, those of the year's register in the order readers expect, then others.
        judgements: by goal code; words: by indicator code.
    """

    year: int
    occasion: str
    reference_at: datetime
    moment: datetime
    on: date
    version: int
    bodies: dict[str, BodyRef]
    goals: tuple[GoalRow, ...]
    indicators: tuple[IndicatorRow, ...]
    duties: tuple[DutyRow, ...]
    measurements: tuple[MeasurementRow, ...]
    contributions: tuple[ContributionRow, ...]
    activities: tuple[ActivityRow, ...]
    judgements: dict[str, Judgement]
    words: dict[str, IndicatorWord]

    @property
    def council_goals(self) -> tuple[GoalRow, ...]:
        """The cascade that is the council's own: overarching goals, area goals and sub-areas."""
        own = {LevelCode.OVERARCHING_GOAL, LevelCode.AREA_GOAL, LevelCode.SUB_AREA}
        return tuple(goal for goal in self.goals if goal.level in own)

    @property
    def assessed(self) -> tuple[IndicatorRow, ...]:
        """The indicators that the reconciliation holds: the council's and the mandatory ones."""
        held = {IndicatorKind.COUNCIL, IndicatorKind.MANDATORY}
        return tuple(row for row in self.indicators if row.kind in held)

"""What goals refuse."""

from enslinje.core.errors import Refusal
from enslinje.journal.errors import EditedMeanwhile


class UnknownLevel(Refusal):
    """The cascade has no such level."""


class UnknownUnit(Refusal):
    """No unit of measure has that code."""


class UnknownGoal(Refusal):
    """No goal of the year has that code."""


class UnknownIndicator(Refusal):
    """No indicator of the year has that code."""


class LevelAlreadyNamed(Refusal):
    """The depth or the code belongs to another level."""


class UnitAlreadyDefined(Refusal):
    """The code belongs to a unit of another kind or range."""


class GoalAlreadyOwned(Refusal):
    """The code belongs to a goal of another body."""


class GoalMisplaced(Refusal):
    """A goal lies under one that is not above its level."""


class IndicatorAlreadyDefined(Refusal):
    """The code belongs to an indicator of another kind or another body."""


class IndicatorMisdefined(Refusal):
    """What the definition of an indicator says does not fit together."""


class NotABaseMetric(Refusal):
    """What an indicator is weighted by is no base metric."""


class BaseMetricHasNoTarget(Refusal):
    """A base metric is measured and never has a target."""


class NoDuty(Refusal):
    """The body is not expected to have a target for the indicator."""


class OutsideUnitRange(Refusal):
    """The value is less or more than its unit can be."""


class TooManyDecimals(Refusal):
    """The value has more decimals than the indicator."""


class WrongKindOfValue(Refusal):
    """A yes or no where a number is asked for, or the other way round."""


class NotBySex(Refusal):
    """The indicator is not split by sex."""


class YearBeforePlan(Refusal):
    """A target for a year before the plan's own."""


class PeriodReversed(Refusal):
    """A period ends before it begins."""


class ForecastWithoutOccasion(Refusal):
    """A forecast is made at an occasion, and nothing else is."""


class GoalConflict(EditedMeanwhile):
    """Somebody else has restated the goal since it was read."""


class IndicatorConflict(EditedMeanwhile):
    """Somebody else has redefined the indicator since it was read."""


class ThemeConflict(EditedMeanwhile):
    """Somebody else has changed the theme, or what has it, since it was read."""


class TargetConflict(EditedMeanwhile):
    """Somebody else has restated the target since it was read."""


class MeasurementConflict(EditedMeanwhile):
    """Somebody else has corrected the measurement since it was read."""


class LiftedWithoutReason(Refusal):
    """A duty is lifted, and nobody says why."""


class UnknownTheme(Refusal):
    """No theme of the year has that code."""


class ThemeAlreadySet(Refusal):
    """The code belongs to a theme of another kind."""


class TaggedNothing(Refusal):
    """What is tagged is neither a goal nor an indicator, or both."""


class GoalInUse(Refusal):
    """Something hangs on the goal: other goals, indicators, activities or contributions."""


class NotABodysOwn(Refusal):
    """The indicator is not one that a body has for itself."""


class NothingToUndo(Refusal):
    """Nothing of the write is the writer's own and as it was left."""


class AlreadyUndone(Refusal):
    """The write has been taken back before."""

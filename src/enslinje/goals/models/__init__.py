"""What is recorded of goals and indicators."""

from enslinje.goals.models.indicators import Duty, Indicator, IndicatorEdition, MeasureUnit
from enslinje.goals.models.measurements import Measurement
from enslinje.goals.models.targets import BodyQuota, CouncilTarget, StatedValue, Target
from enslinje.goals.models.themes import Theme, ThemeEdition, ThemeTag
from enslinje.goals.models.tree import ExpectedContribution, Goal, GoalEdition, Level

__all__ = [
    "BodyQuota",
    "CouncilTarget",
    "Duty",
    "ExpectedContribution",
    "Goal",
    "GoalEdition",
    "Indicator",
    "IndicatorEdition",
    "Level",
    "MeasureUnit",
    "Measurement",
    "StatedValue",
    "Target",
    "Theme",
    "ThemeEdition",
    "ThemeTag",
]

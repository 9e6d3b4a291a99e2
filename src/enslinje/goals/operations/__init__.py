"""The use cases that write to goals: each takes a batch, in one transaction."""

from enslinje.goals.operations.duties import lift_duties
from enslinje.goals.operations.ending import end_goals, end_own_indicators
from enslinje.goals.operations.indicators import define_indicators, define_units
from enslinje.goals.operations.laying import lay_duties
from enslinje.goals.operations.measurements import record_measurements
from enslinje.goals.operations.targets import set_council_targets, set_quotas, state_targets
from enslinje.goals.operations.themes import set_themes, tag
from enslinje.goals.operations.tree import expect_contributions, name_levels, set_goals
from enslinje.goals.operations.undoing import undo_targets

__all__ = [
    "define_indicators",
    "define_units",
    "end_goals",
    "end_own_indicators",
    "expect_contributions",
    "lay_duties",
    "lift_duties",
    "name_levels",
    "record_measurements",
    "set_council_targets",
    "set_goals",
    "set_quotas",
    "set_themes",
    "state_targets",
    "tag",
    "undo_targets",
]

"""The use cases that write to plans: each takes a batch, in one transaction."""

from enslinje.plans.operations.plan import plan_activities, register_plans, state_contributions
from enslinje.plans.operations.sections import end_sections, set_sections, write_sections
from enslinje.plans.operations.themes import tag_activities

__all__ = [
    "end_sections",
    "plan_activities",
    "register_plans",
    "set_sections",
    "state_contributions",
    "tag_activities",
    "write_sections",
]

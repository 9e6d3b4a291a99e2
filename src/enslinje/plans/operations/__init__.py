"""The use cases that write to plans: each takes a batch, in one transaction."""

from enslinje.plans.operations.budget import state_plan_budgets
from enslinje.plans.operations.comments import (
    change_comment,
    delete_comment,
    settle_thread,
    write_comment,
)
from enslinje.plans.operations.contents import (
    end_goal_conflicts,
    end_preparations,
    record_preparations,
    state_goal_conflicts,
)
from enslinje.plans.operations.hindrances import end_hindrances, state_hindrances
from enslinje.plans.operations.plan import plan_activities, register_plans, state_contributions
from enslinje.plans.operations.presence import be_present, leave
from enslinje.plans.operations.sections import end_sections, set_sections, write_sections
from enslinje.plans.operations.themes import tag_activities

__all__ = [
    "be_present",
    "change_comment",
    "delete_comment",
    "end_goal_conflicts",
    "end_hindrances",
    "end_preparations",
    "end_sections",
    "leave",
    "plan_activities",
    "record_preparations",
    "register_plans",
    "set_sections",
    "settle_thread",
    "state_contributions",
    "state_goal_conflicts",
    "state_hindrances",
    "state_plan_budgets",
    "tag_activities",
    "write_comment",
    "write_sections",
]

"""The use cases that write to filing."""

from enslinje.filing.operations.filings import file_plans, submit_plan
from enslinje.filing.operations.stages import (
    approve_plan,
    decide_plan,
    mark_ready,
    send_back_plan,
    share_draft,
    take_back_plan,
)
from enslinje.filing.operations.years import prepare_year

__all__ = [
    "approve_plan",
    "decide_plan",
    "file_plans",
    "mark_ready",
    "prepare_year",
    "send_back_plan",
    "share_draft",
    "submit_plan",
    "take_back_plan",
]

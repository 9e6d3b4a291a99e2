"""What is recorded of the bodies' plans."""

from enslinje.plans.models.comments import Comment, ThreadState
from enslinje.plans.models.contents import (
    GoalConflict,
    Hindrance,
    PlanBudgetAmount,
    Preparation,
)
from enslinje.plans.models.plan import (
    Activity,
    ActivityEdition,
    ActivityGoal,
    ActivityParty,
    ActivityResponsible,
    ActivityTheme,
    Contribution,
    OfActivity,
    Plan,
)
from enslinje.plans.models.sections import (
    Section,
    SectionEdition,
    SectionPresence,
    SectionState,
    SectionText,
)

__all__ = [
    "Activity",
    "ActivityEdition",
    "ActivityGoal",
    "ActivityParty",
    "ActivityResponsible",
    "ActivityTheme",
    "Comment",
    "Contribution",
    "GoalConflict",
    "Hindrance",
    "OfActivity",
    "Plan",
    "PlanBudgetAmount",
    "Preparation",
    "Section",
    "SectionEdition",
    "SectionPresence",
    "SectionState",
    "SectionText",
    "ThreadState",
]

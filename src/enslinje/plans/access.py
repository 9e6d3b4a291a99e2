"""Which rows of plans somebody may see: all that is recorded, so far.

Every read goes through here, so that the policy has its place. `sight` is the public's unless
somebody's own is given; `as_of` None is what holds now, else what held at that instant.
"""

from datetime import datetime

from enslinje.core.marking import PUBLIC_SIGHT, Sight
from enslinje.journal.access import visible
from enslinje.journal.filed import Filed
from enslinje.journal.models import FactQuerySet
from enslinje.plans.models import (
    ActivityEdition,
    ActivityGoal,
    ActivityParty,
    ActivityResponsible,
    ActivityTheme,
    Comment,
    Contribution,
    GoalConflict,
    Hindrance,
    PlanBudgetAmount,
    Preparation,
    SectionEdition,
    SectionState,
    SectionText,
    ThreadState,
)


def contributions(
    *,
    sight: Sight = PUBLIC_SIGHT,
    as_of: datetime | None = None,
    filed: Filed | None = None,
) -> FactQuerySet[Contribution]:
    return visible(Contribution.objects.all(), sight=sight, as_of=as_of, filed=filed)


def activity_editions(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[ActivityEdition]:
    return visible(ActivityEdition.objects.all(), sight=sight, as_of=as_of)


def activity_goals(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[ActivityGoal]:
    return visible(ActivityGoal.objects.all(), sight=sight, as_of=as_of)


def activity_parties(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[ActivityParty]:
    return visible(ActivityParty.objects.all(), sight=sight, as_of=as_of)


def activity_themes(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[ActivityTheme]:
    return visible(ActivityTheme.objects.all(), sight=sight, as_of=as_of)


def activity_responsible(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[ActivityResponsible]:
    return visible(ActivityResponsible.objects.all(), sight=sight, as_of=as_of)


def section_editions(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[SectionEdition]:
    return visible(SectionEdition.objects.all(), sight=sight, as_of=as_of)


def section_texts(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[SectionText]:
    return visible(SectionText.objects.all(), sight=sight, as_of=as_of)


def section_states(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[SectionState]:
    return visible(SectionState.objects.all(), sight=sight, as_of=as_of)


def goal_conflicts(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[GoalConflict]:
    return visible(GoalConflict.objects.all(), sight=sight, as_of=as_of)


def hindrances(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[Hindrance]:
    return visible(Hindrance.objects.all(), sight=sight, as_of=as_of)


def preparations(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[Preparation]:
    return visible(Preparation.objects.all(), sight=sight, as_of=as_of)


def plan_budget(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[PlanBudgetAmount]:
    return visible(PlanBudgetAmount.objects.all(), sight=sight, as_of=as_of)


def comments(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[Comment]:
    return visible(Comment.objects.all(), sight=sight, as_of=as_of)


def comments_ever() -> FactQuerySet[Comment]:
    """Comments as they read at any time: for when each was first written, never for its words."""
    return Comment.objects.all()


def thread_states(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[ThreadState]:
    return visible(ThreadState.objects.all(), sight=sight, as_of=as_of)

"""Which rows of plans somebody may see: all that is recorded, so far.

Every read goes through here, so that the policy has its place. `actor` None is the public;
`as_of` None is what holds now, else what held at that instant.
"""

from datetime import datetime

from enslinje.core.actors import Actor
from enslinje.journal.access import visible
from enslinje.journal.models import FactQuerySet
from enslinje.plans.models import (
    ActivityEdition,
    ActivityGoal,
    ActivityParty,
    ActivityTheme,
    Contribution,
)


def contributions(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[Contribution]:
    return visible(Contribution.objects.all(), actor=actor, as_of=as_of)


def activity_editions(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[ActivityEdition]:
    return visible(ActivityEdition.objects.all(), actor=actor, as_of=as_of)


def activity_goals(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[ActivityGoal]:
    return visible(ActivityGoal.objects.all(), actor=actor, as_of=as_of)


def activity_parties(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[ActivityParty]:
    return visible(ActivityParty.objects.all(), actor=actor, as_of=as_of)


def activity_themes(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[ActivityTheme]:
    return visible(ActivityTheme.objects.all(), actor=actor, as_of=as_of)

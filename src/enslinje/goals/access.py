"""Which rows of goals somebody may see: all that is recorded, so far.

Every read goes through here, so that the policy has its place. `actor` None is the public;
`as_of` None is what holds now, else what held at that instant.
"""

from datetime import datetime

from enslinje.core.actors import Actor
from enslinje.goals.models import (
    BodyQuota,
    CouncilTarget,
    Duty,
    ExpectedContribution,
    GoalEdition,
    IndicatorEdition,
    Measurement,
    Target,
    ThemeEdition,
    ThemeTag,
)
from enslinje.journal.access import visible
from enslinje.journal.models import FactQuerySet


def goal_editions(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[GoalEdition]:
    return visible(GoalEdition.objects.all(), actor=actor, as_of=as_of)


def expected_contributions(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[ExpectedContribution]:
    return visible(ExpectedContribution.objects.all(), actor=actor, as_of=as_of)


def indicator_editions(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[IndicatorEdition]:
    return visible(IndicatorEdition.objects.all(), actor=actor, as_of=as_of)


def duties(*, actor: Actor | None = None, as_of: datetime | None = None) -> FactQuerySet[Duty]:
    return visible(Duty.objects.all(), actor=actor, as_of=as_of)


def targets(*, actor: Actor | None = None, as_of: datetime | None = None) -> FactQuerySet[Target]:
    return visible(Target.objects.all(), actor=actor, as_of=as_of)


def council_targets(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[CouncilTarget]:
    return visible(CouncilTarget.objects.all(), actor=actor, as_of=as_of)


def quotas(*, actor: Actor | None = None, as_of: datetime | None = None) -> FactQuerySet[BodyQuota]:
    return visible(BodyQuota.objects.all(), actor=actor, as_of=as_of)


def measurements(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[Measurement]:
    return visible(Measurement.objects.all(), actor=actor, as_of=as_of)


def theme_editions(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[ThemeEdition]:
    return visible(ThemeEdition.objects.all(), actor=actor, as_of=as_of)


def theme_tags(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[ThemeTag]:
    return visible(ThemeTag.objects.all(), actor=actor, as_of=as_of)

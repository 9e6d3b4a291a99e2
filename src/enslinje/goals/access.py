"""Which rows of goals somebody may see: all that is recorded, so far.

Every read goes through here, so that the policy has its place. `sight` is the public's unless
somebody's own is given; `as_of` None is what holds now, else what held at that instant. With
`filed`, what bodies plan is seen as they submitted it.
"""

from datetime import datetime

from enslinje.core.marking import PUBLIC_SIGHT, Sight
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
from enslinje.journal.filed import Filed
from enslinje.journal.models import FactQuerySet


def goal_editions(
    *,
    sight: Sight = PUBLIC_SIGHT,
    as_of: datetime | None = None,
    filed: Filed | None = None,
) -> FactQuerySet[GoalEdition]:
    return visible(GoalEdition.objects.all(), sight=sight, as_of=as_of, filed=filed)


def expected_contributions(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[ExpectedContribution]:
    return visible(ExpectedContribution.objects.all(), sight=sight, as_of=as_of)


def indicator_editions(
    *,
    sight: Sight = PUBLIC_SIGHT,
    as_of: datetime | None = None,
    filed: Filed | None = None,
) -> FactQuerySet[IndicatorEdition]:
    return visible(IndicatorEdition.objects.all(), sight=sight, as_of=as_of, filed=filed)


def duties(*, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None) -> FactQuerySet[Duty]:
    return visible(Duty.objects.all(), sight=sight, as_of=as_of)


def targets(
    *,
    sight: Sight = PUBLIC_SIGHT,
    as_of: datetime | None = None,
    filed: Filed | None = None,
) -> FactQuerySet[Target]:
    return visible(Target.objects.all(), sight=sight, as_of=as_of, filed=filed)


def targets_ever() -> FactQuerySet[Target]:
    """What bodies have stated at any time, superseded or not: for taking a write back."""
    return Target.objects.all()


def council_targets(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[CouncilTarget]:
    return visible(CouncilTarget.objects.all(), sight=sight, as_of=as_of)


def quotas(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[BodyQuota]:
    return visible(BodyQuota.objects.all(), sight=sight, as_of=as_of)


def measurements(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[Measurement]:
    return visible(Measurement.objects.all(), sight=sight, as_of=as_of)


def theme_editions(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[ThemeEdition]:
    return visible(ThemeEdition.objects.all(), sight=sight, as_of=as_of)


def theme_tags(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[ThemeTag]:
    return visible(ThemeTag.objects.all(), sight=sight, as_of=as_of)

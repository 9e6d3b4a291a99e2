"""Which rows of filing somebody may see: all that is recorded, so far."""

from datetime import datetime

from enslinje.core.marking import PUBLIC_SIGHT, Sight
from enslinje.filing.models import DraftShare, PlanStage, YearPreparation
from enslinje.journal.access import visible
from enslinje.journal.models import FactQuerySet


def preparations(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[YearPreparation]:
    return visible(YearPreparation.objects.all(), sight=sight, as_of=as_of)


def plan_stages(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[PlanStage]:
    return visible(PlanStage.objects.all(), sight=sight, as_of=as_of)


def draft_shares(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[DraftShare]:
    return visible(DraftShare.objects.all(), sight=sight, as_of=as_of)

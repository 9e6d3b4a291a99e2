"""Which rows of reconciliation somebody may see: all that is recorded, so far.

Every read goes through here, so that the policy has its place. `sight` is the public's unless
somebody's own is given; `as_of` None is what holds now, else what held at that instant.
"""

from datetime import datetime

from enslinje.core.marking import PUBLIC_SIGHT, Sight
from enslinje.journal.access import visible
from enslinje.journal.models import FactQuerySet
from enslinje.reconciliation.models import IndicatorJudgement, Judgement


def judgements(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[Judgement]:
    return visible(Judgement.objects.all(), sight=sight, as_of=as_of)


def indicator_judgements(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[IndicatorJudgement]:
    return visible(IndicatorJudgement.objects.all(), sight=sight, as_of=as_of)

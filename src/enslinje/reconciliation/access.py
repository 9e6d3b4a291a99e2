"""Which rows of reconciliation somebody may see: all that is recorded, so far.

Every read goes through here, so that the policy has its place. `actor` None is the public;
`as_of` None is what holds now, else what held at that instant.
"""

from datetime import datetime

from enslinje.core.actors import Actor
from enslinje.journal.access import visible
from enslinje.journal.models import FactQuerySet
from enslinje.reconciliation.models import IndicatorJudgement, Judgement


def judgements(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[Judgement]:
    return visible(Judgement.objects.all(), actor=actor, as_of=as_of)


def indicator_judgements(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[IndicatorJudgement]:
    return visible(IndicatorJudgement.objects.all(), actor=actor, as_of=as_of)

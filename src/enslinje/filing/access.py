"""Which rows of filing somebody may see: all that is recorded, so far."""

from datetime import datetime

from enslinje.core.actors import Actor
from enslinje.filing.models import YearPreparation
from enslinje.journal.access import visible
from enslinje.journal.models import FactQuerySet


def preparations(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[YearPreparation]:
    return visible(YearPreparation.objects.all(), actor=actor, as_of=as_of)

"""The one place where a reader meets what is recorded."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Q

from enslinje.core.marking import Marking, Sight
from enslinje.journal.filed import Filed
from enslinje.journal.models import MARKED_ANEW, Fact, FactQuerySet

_AnyFact = TypeVar("_AnyFact", bound=Fact)


def visible(
    facts: FactQuerySet[_AnyFact],
    *,
    sight: Sight,
    as_of: datetime | None,
    filed: Filed | None = None,
) -> FactQuerySet[_AnyFact]:
    """Those of `facts` that are within `sight` and that hold now, or held at `as_of`.

    With `filed`, those of plans are as they were submitted.
    """
    held = facts.filed(filed, at=as_of) if filed else facts.at(as_of)
    if sight.everything:
        return held
    if filed or as_of is not None:  # Of the past nothing is told that has been hidden since.
        held = held.exclude(superseded_in__action=MARKED_ANEW)
    within = Q(marking=Marking.PUBLIC.value)
    for marking, bodies in ((Marking.WORKING, sight.work), (Marking.SECRET, sight.secret)):
        within |= Q(marking=marking.value) & facts.model.of_bodies(bodies)
    return held.filter(within)

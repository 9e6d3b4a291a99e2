"""The one place where a reader meets what is recorded."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q

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
    return within_sight(held, sight, is_past=bool(filed) or as_of is not None)


def within_sight(
    held: FactQuerySet[_AnyFact], sight: Sight, *, is_past: bool
) -> FactQuerySet[_AnyFact]:
    """Those of `held` that are within `sight`.

    Of the past, nothing is told that has been hidden since from who asks. What was marked anew is
    told to who sees it as it is marked now; once it was marked again, to who sees all of the
    body's.
    """
    if sight.everything:
        return held
    if is_past:
        held = held.filter(_not_hidden_since(held.model, sight))
    return held.filter(_within(held.model, sight))


def _not_hidden_since(model: type[Fact], sight: Sight) -> Q:
    shown = ~Q(superseded_in__action=MARKED_ANEW)
    if not (sight.work or sight.secret):
        return shown
    anew = model.objects.filter(_within(model, sight), recorded_in=OuterRef("superseded_in"))
    seen_anew = Exists(anew.exclude(superseded_in__action=MARKED_ANEW))
    return shown | Q(seen_anew) | model.of_bodies(sight.work & sight.secret)


def _within(model: type[Fact], sight: Sight) -> Q:
    within = Q(marking=Marking.PUBLIC.value)
    for marking, bodies in ((Marking.WORKING, sight.work), (Marking.SECRET, sight.secret)):
        within |= Q(marking=marking.value) & model.of_bodies(bodies)
    return within

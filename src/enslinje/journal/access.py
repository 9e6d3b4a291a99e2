"""The one place where a reader meets what is recorded."""

from datetime import datetime
from typing import TypeVar

from enslinje.core.actors import Actor
from enslinje.journal.models import Fact, FactQuerySet

_AnyFact = TypeVar("_AnyFact", bound=Fact)


def visible(
    facts: FactQuerySet[_AnyFact], *, actor: Actor | None, as_of: datetime | None
) -> FactQuerySet[_AnyFact]:
    """Those of `facts` that `actor` may see and that hold now, or held at the instant `as_of`."""
    del actor  # Until there are rights, everybody sees what is recorded.
    return facts.at(as_of)

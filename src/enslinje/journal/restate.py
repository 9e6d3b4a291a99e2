"""Many facts at once, each in the place of the one that holds now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from enslinje.core.errors import DuplicateValue, Refusals
from enslinje.core.versions import UNSEEN, Seen
from enslinje.journal import record
from enslinje.journal.errors import Conflict
from enslinje.journal.models import Fact, FactQuerySet

_AnyFact = TypeVar("_AnyFact", bound=Fact)

Place = tuple[Any, ...]
"""The columns that only one current row may have."""


@dataclass(frozen=True)
class Restatement(Generic[_AnyFact]):
    """A batch of facts of one model.

    Attributes:
        columns: attribute names of a place, such as ("indicator_id", "body_id").
        current: the current rows of all places of the batch; it may hold more.
        seen: what the writer saw of each place, in the order of the facts; empty = `UNSEEN`.
        duplicate: makes the refusal of a row whose place an earlier row of the batch has.
        conflict: makes the refusal of a row whose place holds something else than was seen.
    """

    columns: tuple[str, ...]
    current: FactQuerySet[_AnyFact]
    duplicate: Callable[[int], DuplicateValue]
    conflict: Callable[[int, _AnyFact | None], Conflict]
    seen: Sequence[Seen] = ()

    def apply(
        self, facts: Sequence[_AnyFact], *, change: record.Change, refusals: Refusals | None = None
    ) -> list[_AnyFact]:
        """Supersede what holds in the places of `facts` and record these instead.

        Raises:
            DuplicateValue: two rows are about the same place.
            Conflict: a place does not hold what its writer saw.
        """
        places = [self._place(fact) for fact in facts]
        holding = {self._place(row): row for row in self.current} if facts else {}
        found = refusals or Refusals()
        self._compare(places, holding, found)
        found.settle()
        replaced = [holding[place] for place in places if place in holding]
        record.supersede(replaced, change=change)
        return record.record_many(facts, change=change)

    def _place(self, fact: _AnyFact) -> Place:
        return tuple(getattr(fact, column) for column in self.columns)

    def _compare(
        self, places: Sequence[Place], holding: dict[Place, _AnyFact], refusals: Refusals
    ) -> None:
        taken: set[Place] = set()
        for row, place in enumerate(places):
            if place in taken:
                refusals.add(self.duplicate(row))
            taken.add(place)
            theirs = holding.get(place)
            seen = self.seen[row] if self.seen else UNSEEN
            if seen is not UNSEEN and seen != (None if theirs is None else theirs.pk):
                refusals.add(self.conflict(row, theirs))

"""Facts of plans as they were submitted: which row of a place is seen, body by body."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from django.db.models import Q


@dataclass(frozen=True, slots=True)
class FiledAs:
    """As of which change set a body's plan is seen, None when it is not submitted at all.

    What a body that `speaks_for_all` owns, such as a goal, is the whole group's and in no plan.
    Facts that were `marked_anew` in these change sets are not seen any more: they may be hidden.
    """

    body_id: int
    change_set: int | None
    speaks_for_all: bool = False
    marked_anew: frozenset[int] = frozenset()

    def holds(self, recorded_in: int, superseded_in: int | None) -> bool:
        """Whether a fact that was recorded and superseded in these change sets is seen."""
        if self.change_set is None or recorded_in > self.change_set:
            return False
        is_over = superseded_in is not None and superseded_in <= self.change_set
        return not is_over and superseded_in not in self.marked_anew


Filed: TypeAlias = Mapping[str, FiledAs]
"""The bodies whose plans are seen as submitted, by code. All others are seen as they are."""


def named(name: str, year: int, as_of: datetime | None, filed: Filed | None) -> Hashable:
    """Return the name of a read: whoever asks for it as of something else asks for other rows."""
    return (name, year, as_of, None if filed is None else frozenset(filed.items()))


@dataclass(frozen=True, slots=True)
class Route:
    """How a fact is come to, and the body whose plan it is in.

    Attributes:
        body: the path from the fact to the body, such as "body" or "goal__owner".
        through: the name of a relation that leads to the fact, "" for the fact itself.
        is_owned: the body owns the fact's object; then what speaks for all is in no plan.
        reads_instant: what was recorded after the filing is left out by whoever reads, with
            `FiledAs.holds`: see `journal.models.held_at`.
    """

    body: str = "body"
    through: str = ""
    is_owned: bool = False
    reads_instant: bool = False

    def q(self, **lookups: object) -> Q:
        """Return a condition on the fact."""
        prefix = f"{self.through}__" if self.through else ""
        return Q(**{f"{prefix}{name}": value for name, value in lookups.items()})


def as_filed(filed: Filed, held: Q, route: Route) -> Q:
    """Return the condition that a fact is seen: as of its body's filing, else when `held`."""
    by_change_set: dict[int | None, list[int]] = defaultdict(list)
    for one in filed.values():
        if not (route.is_owned and one.speaks_for_all):
            by_change_set[one.change_set].append(one.body_id)
    if not by_change_set:
        return held
    all_filed = [body for bodies in by_change_set.values() for body in bodies]
    seen = held & ~route.q(**{f"{route.body}__in": all_filed})
    for change_set, bodies in by_change_set.items():
        if change_set is not None:
            later = route.q(superseded_in=None) | route.q(superseded_in__gt=change_set)
            recorded = Q() if route.reads_instant else route.q(recorded_in__lte=change_set)
            seen |= later & recorded & route.q(**{f"{route.body}__in": bodies})
    hidden = frozenset().union(*(one.marked_anew for one in filed.values()))
    # Facts that are read for themselves pass `journal.access.visible`, which asks the same.
    return seen & _not_in(route, hidden) if hidden and route.through else seen


def _not_in(route: Route, change_sets: frozenset[int]) -> Q:
    return route.q(superseded_in=None) | ~route.q(superseded_in__in=change_sets)

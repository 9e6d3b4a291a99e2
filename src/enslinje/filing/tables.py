"""What a body's plan holds: the tables of facts that are submitted, one line for each.

A table that becomes part of the plan adds its line to `CONTENTS`. What a submission freezes, its
hash, what has changed since, and what differs between two versions, all ask here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db.models import Q

from enslinje.goals.models import GoalEdition, IndicatorEdition, Target
from enslinje.journal.models import Fact, FactQuerySet
from enslinje.organisation import directory
from enslinje.plans.models import (
    ActivityEdition,
    ActivityGoal,
    ActivityParty,
    ActivityTheme,
    Contribution,
    GoalConflict,
    Hindrance,
    PlanBudgetAmount,
    Preparation,
    SectionText,
)

Place: TypeAlias = tuple[Any, ...]
"""The parts of an object's place in its table, as they are stored."""

Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Content:
    """A table of facts that belongs to bodies' plans. No two are the same.

    Attributes:
        kind: the name of the kind of object in the histories.
        model: the facts.
        place: paths to the parts of an object's place, the year aside.
        values: paths to what is said of it.
        of_body: from the code of a body and a year to the condition that a fact is in its plan.
        is_value: it says a target or an amount: changed, it needs a new decision.
        later: those of `values` that came after plans had been submitted. An empty one is no part
            of the hash, so that the receipts from before still give theirs.
        is_later: the whole table came so. It too is no part of the hash while it is empty.
    """

    kind: str
    model: type[Fact]
    place: tuple[str, ...]
    values: tuple[str, ...]
    of_body: Callable[[str, int], Q]
    is_value: bool = False
    later: tuple[str, ...] = ()
    is_later: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """What is read of a fact, in the order it is submitted."""
        return (*self.place, *self.values, "marking")

    def facts(self, body: str, year: int) -> FactQuerySet[Any]:
        """Every fact that there is or has been of it in the body's plan of the year."""
        return self.model.objects.filter(self.of_body(body, year), year=year)  # type: ignore[misc]


def of(path: str) -> Callable[[str, int], Q]:
    """Facts whose body is found at `path`."""
    return lambda body, _year: Q(**{path: body})


def owned_at(path: str) -> Callable[[str, int], Q]:
    """Facts of what a body owns; what the council or the board owns is in no plan."""
    return lambda body, _year: (
        Q(**{path: body})
        & ~Q(**{f"{path.removesuffix('__code')}__kind__in": sorted(directory.SPEAK_FOR_ALL)})
    )


def of_activities(body: str, year: int) -> Q:
    """Facts of the activities that the body takes part in, or has taken part in, in the year."""
    parties = ActivityParty.objects.filter(year=year, body__code=body)
    return Q(activity__in=parties.values("activity"))


_STATED = ("kind", "form", "change", "low", "high", "numerator", "denominator", "reason")

CONTENTS: tuple[Content, ...] = (
    Content(
        "arsmal",
        Target,
        ("indicator__code", "for_year", "sex"),
        (*_STATED, "due_occasion__kind", "raw_text"),
        of("body__code"),
        is_value=True,
    ),
    Content("avsnittstext", SectionText, ("section__code",), ("text",), of("body__code")),
    Content("bidrag", Contribution, ("goal__code",), ("state", "text"), of("body__code")),
    Content(
        "mal",
        GoalEdition,
        ("goal__code",),
        ("level__code", "number", "name", "parent__code", "expected_result"),
        owned_at("goal__owner__code"),
        is_value=True,
    ),
    Content(
        "indikator",
        IndicatorEdition,
        ("indicator__code",),
        ("name", "goal__code", "unit__code", "decimals", "polarity", "form", "definition"),
        owned_at("indicator__owner__code"),
        is_value=True,
    ),
    Content(
        "aktivitet",
        ActivityEdition,
        ("activity__code",),
        ("title", "owner_kind", "starts_on", "ends_on", "state", "responsible_function"),
        of_activities,
        later=("responsible_function",),
    ),
    Content("aktivitetens-mal", ActivityGoal, ("activity__code", "goal__code"), (), of_activities),
    Content(
        "aktivitetens-parter",
        ActivityParty,
        ("activity__code", "body__code", "group__code"),
        ("role",),
        of_activities,
    ),
    Content(
        "malkonflikt",
        GoalConflict,
        ("goal__code", "other__code"),
        ("text", "handling"),
        of("body__code"),
    ),
    Content(
        "planens-budget",
        PlanBudgetAmount,
        ("activity_area", "account_group", "for_year", "line__code"),
        ("amount_ore",),
        of("body__code"),
        is_value=True,
    ),
    Content(
        "beredning",
        Preparation,
        ("code",),
        ("kind", "held_on", "counterpart", "said", "minutes_ref"),
        of("body__code"),
    ),
    Content(
        "aktivitetens-teman", ActivityTheme, ("activity__code", "theme__code"), (), of_activities
    ),
    Content(
        "hinder",
        Hindrance,
        ("code",),
        ("goal__code", "text", "needed", "needed_of", "needed_body__code"),
        of("body__code"),
        is_later=True,
    ),
)
"""Everything that is submitted with a plan, in the order of the plan."""

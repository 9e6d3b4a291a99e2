"""Reads of what one body's plan consists of, for its lists and forms."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from enslinje.core.budget_terms import AccountGroup
from enslinje.core.marking import EVERYTHING, Sight
from enslinje.core.origins import Origin
from enslinje.core.plan_terms import NeededOf
from enslinje.core.terms import (
    ActivityState,
    Basis,
    ContributionState,
    Criterion,
    OwnerKind,
    PartyRole,
    PreparationKind,
    Relevance,
)
from enslinje.goals import access as goals_access
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept
from enslinje.journal.models import Counted
from enslinje.journal.prepared import Prepared
from enslinje.journal.statements import Row
from enslinje.journal.together import PreparedRead, rows_of
from enslinje.plans import access, queries
from enslinje.plans.content_rows import (
    ActivityToSeeTo,
    GoalConflictRow,
    HindranceRow,
    OwnContribution,
    Party,
    PlannedActivity,
    PlannedAmount,
    PreparationRow,
    TaggedActivity,
)

_UNDER_WAY = (ActivityState.PLANNED.value, ActivityState.ONGOING.value)
_ORIGIN = ("basis", "source_ref", "recorded_in__recorded_at", "recorded_in__actor_code", "note")


def contributions_of(
    body: str, *, years: Collection[int], sight: Sight
) -> Mapping[tuple[int, str], OwnContribution]:
    """Return what the body says of goals in the years, by year and goal. One query."""
    rows = access.contributions(sight=sight).filter(body__code=body, year__in=years)
    return {
        (year, goal): OwnContribution(
            year, goal, ContributionState(state), Criterion(criterion), text, fact
        )
        for year, goal, state, criterion, text, fact in rows.values_list(
            "year", "goal__code", "state", "criterion", "text", "pk"
        )
    }


def relevance_for(body: str, *, year: int) -> Mapping[str, Relevance]:
    """Return what the centre says of the body and each goal, by goal. One query."""
    rows = goals_access.expected_contributions().filter(body__code=body, year=year)
    return {
        goal: Relevance(relevance)
        for goal, relevance in rows.values_list("goal__code", "relevance")
    }


known_activities: Kept[tuple[PlannedActivity, ...]] = Kept(100)


def activities_of(body: str, *, year: int, sight: Sight) -> tuple[PlannedActivity, ...]:
    """Return the activities that the body leads or takes part in, by title.

    One query, or none until an activity of the year is written, or what plans rest on.
    """
    return known_activities.answer(
        *(body, year, sight),
        read=lambda: _planned(_of_body, body, year, sight),
        version=kept_by.goals_apart(year, Counted.ACTIVITIES),
    )


def how_many(body: str, *, year: int, sight: Sight) -> Mapping[str, int]:
    """Return how much there is of what the body says in its plan, by part. One query.

    The parts are contributions, activities (those it takes part in too), conflicts, hindrances and
    preparations.
    """
    told = rows_of({part: _in_part(body, year, sight, part=part) for part in _COUNTED})
    return {part: len(told[part]) for part in _COUNTED}


@PreparedRead
def _in_part(body: str, year: int, sight: Sight, *, part: str) -> QuerySet[Any, Any]:
    if part == "activities":
        taking_part = access.activity_parties(sight=sight).filter(year=year, body__code=body)
        editions = access.activity_editions(sight=sight).filter(year=year)
        return editions.filter(activity__in=taking_part.values("activity")).values_list("pk")
    return _COUNTED[part](sight=sight).filter(year=year, body__code=body).values_list("pk")


_COUNTED: Mapping[str, Callable[..., QuerySet[Any]]] = {
    "contributions": access.contributions,
    "activities": access.activity_editions,
    "conflicts": access.goal_conflicts,
    "hindrances": access.hindrances,
    "preparations": access.preparations,
}


def activity(code: str, *, year: int, sight: Sight) -> PlannedActivity | None:
    """Return an activity of the year, None when there is none. One query, or none."""
    found = known_activities.answer(
        *("", code, year, sight),
        read=lambda: _planned(_with_code, code, year, sight),
        version=kept_by.goals_apart(year, Counted.ACTIVITIES),
    )
    return next(iter(found), None)


def responsible_in(body: str, *, year: int, sight: Sight) -> Mapping[str, str]:
    """Return the code of whoever of the body sees to each of its activities. One query."""
    rows = access.activity_responsible(sight=sight).filter(year=year, body__code=body)
    return dict(rows.values_list("activity__code", "person__username"))


def activities_seen_to_by(people: Collection[str], sight: Sight) -> tuple[ActivityToSeeTo, ...]:
    """Return what these people are to see to and is not done, the first to end first. One query."""
    return tuple(ActivityToSeeTo(*row) for row in _seen_to_by(tuple(people), sight))


@Prepared
def _seen_to_by(people: tuple[str, ...], sight: Sight) -> QuerySet[Any, Any]:
    rows = access.activity_editions(sight=sight).filter(
        state__in=_UNDER_WAY,
        activity__responsible__person__username__in=people,
        activity__responsible__superseded_in=None,
        activity__responsible__year=F("year"),
    )
    return rows.order_by(F("ends_on").asc(nulls_last=True), "title", "pk").values_list(
        *("activity__responsible__body__code", "year", "activity__code", "title", "ends_on")
    )


def activities_serving(goals: Collection[str], year: int) -> Mapping[str, list[str]]:
    """Return what of the plans hangs on each of the goals in the year, as phrases. Two queries."""
    found: dict[str, list[str]] = defaultdict(list)
    served = access.activity_goals(sight=EVERYTHING).filter(year=year, goal__code__in=goals)
    for goal in served.values_list("goal__code", flat=True):
        found[goal].append(_("en aktivitet"))
    said = access.contributions(sight=EVERYTHING).filter(year=year, goal__code__in=goals)
    for goal in said.values_list("goal__code", flat=True):
        found[goal].append(_("ett bidrag"))
    return found


def tags_of_activities(*, year: int) -> tuple[TaggedActivity, ...]:
    """Return every activity of the year that bodies lead, with its themes. Four queries."""
    rows = access.activity_editions().filter(year=year, owner_kind=OwnerKind.BODY.value)
    titles = dict(rows.order_by("title", "pk").values_list("activity__code", "title"))
    tags = queries.tagged_activities(year=year)
    planners = queries.planners(titles, year=year)
    return tuple(
        TaggedActivity(code, title, planners.get(code, ()), tags.get(code, ()))
        for code, title in titles.items()
    )


def goal_conflicts_of(body: str, *, year: int, sight: Sight) -> tuple[GoalConflictRow, ...]:
    """Return the goals that the body finds in conflict, in the order they were said. One query."""
    rows = access.goal_conflicts(sight=sight).filter(year=year, body__code=body).order_by("pk")
    return tuple(
        GoalConflictRow(goal, other, text, handling, _origin(origin), fact)
        for fact, goal, other, text, handling, *origin in rows.values_list(
            "pk", "goal__code", "other__code", "text", "handling", *_ORIGIN
        )
    )


def hindrances_of(body: str, *, year: int, sight: Sight) -> tuple[HindranceRow, ...]:
    """Return what stands in the way of the body, in the order it was said. One query."""
    rows = access.hindrances(sight=sight).filter(year=year, body__code=body).order_by("pk")
    said = ("pk", "code", "goal__code", "text", "needed", "needed_of", "needed_body__code")
    return tuple(
        HindranceRow(
            *(code, goal or "", text, needed, NeededOf(of), other or ""), _origin(origin), fact
        )
        for fact, code, goal, text, needed, of, other, *origin in rows.values_list(*said, *_ORIGIN)
    )


def preparations_of(body: str, *, year: int, sight: Sight) -> tuple[PreparationRow, ...]:
    """Return how the body's plan was prepared, by day. One query."""
    rows = access.preparations(sight=sight).filter(year=year, body__code=body)
    found = rows.order_by("held_on", "pk").values_list(
        *("pk", "code", "kind", "held_on", "counterpart", "said", "minutes_ref"), *_ORIGIN
    )
    return tuple(
        PreparationRow(
            code, PreparationKind(kind), day, counterpart, said, minutes, _origin(origin), fact
        )
        for fact, code, kind, day, counterpart, said, minutes, *origin in found
    )


known_budgets: Kept[tuple[PlannedAmount, ...]] = Kept(100)


def plan_budget_of(body: str, *, year: int, sight: Sight) -> tuple[PlannedAmount, ...]:
    """Return the amounts of the body's budget in its plan, by line, area and year.

    One query, or none until a plan's budget of the year is written, or what plans rest on.
    """
    return known_budgets.answer(
        *(body, year, sight),
        read=lambda: _plan_budget_of(body, year, sight),
        version=kept_by.goals_apart(year, Counted.BUDGETS),
    )


def _plan_budget_of(body: str, year: int, sight: Sight) -> tuple[PlannedAmount, ...]:
    rows = access.plan_budget(sight=sight).filter(year=year, body__code=body)
    return tuple(
        PlannedAmount(
            line or "", name or "", area, AccountGroup(group), for_year, ore, Basis(basis)
        )
        for line, name, area, group, for_year, ore, basis in rows.order_by(
            "line__code", "activity_area", "for_year", "pk"
        ).values_list(
            *("line__code", "line__name", "activity_area", "account_group"),
            *("for_year", "amount_ore", "basis"),
        )
    )


def _origin(row: Sequence[Any]) -> Origin:
    return Origin(Basis(row[0]), *row[1:])


_EDITION = (
    *("activity_id", "activity__code", "title", "owner_kind", "state", "starts_on", "ends_on"),
    *("pk", "responsible_function", *_ORIGIN),
)


@PreparedRead
def _of_body(body: str, year: int, sight: Sight, *, part: str) -> QuerySet[Any, Any]:
    """A part of the activities that the body leads or takes part in."""
    taking_part = access.activity_parties(sight=sight).filter(year=year, body__code=body)
    return _part(part, Q(year=year, activity__in=taking_part.values("activity")), sight)


@PreparedRead
def _with_code(code: str, year: int, sight: Sight, *, part: str) -> QuerySet[Any, Any]:
    return _part(part, Q(year=year, activity__code=code), sight)


def _part(part: str, which: Q, sight: Sight) -> QuerySet[Any, Any]:
    facts, order, columns = _PARTS[part]
    return facts(sight=sight).filter(which).order_by(*order).values_list(*columns)


_PARTS: Mapping[str, tuple[Callable[..., QuerySet[Any]], Sequence[str], Sequence[str]]] = {
    "editions": (access.activity_editions, ("title", "pk"), _EDITION),
    "goals": (access.activity_goals, ("goal__code",), ("activity_id", "goal__code")),
    "themes": (access.activity_themes, ("theme__code",), ("activity_id", "theme__code")),
    "parties": (
        *(access.activity_parties, ("pk",)),
        ("activity_id", "body__code", "group__code", "group__name", "role"),
    ),
}
"""An activity is four tables: they are read together."""


def _planned(
    asked: PreparedRead[Any], which: str, year: int, sight: Sight
) -> tuple[PlannedActivity, ...]:
    told = rows_of({part: asked(which, year, sight, part=part) for part in _PARTS})
    editions, served, tagged, taking_part = (told[part] for part in _PARTS)
    goals, themes = _by_activity(served), _by_activity(tagged)
    parties: dict[int, list[Party]] = defaultdict(list)
    for activity, body, group, name, role in taking_part:
        parties[activity].append(Party(body or "", group or "", name or "", PartyRole(role)))
    return tuple(
        PlannedActivity(
            *(code, title, OwnerKind(owner), ActivityState(state), starts_on, ends_on),
            goals=tuple(goals[activity]),
            parties=tuple(parties[activity]),
            themes=tuple(themes[activity]),
            origin=_origin(origin),
            fact=fact,
            responsible_function=function,
        )
        for activity, code, title, owner, state, starts_on, ends_on, fact, function, *origin in (
            editions
        )
    )


def _by_activity(rows: Iterable[Row]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for of, code in rows:
        found[of].append(code)
    return found

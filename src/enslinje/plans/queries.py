"""Reads of the bodies' plans: one read each for a whole year."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, FilteredRelation, Q, Value
from django.utils.translation import gettext as _

from enslinje.core.marking import EVERYTHING, Marking
from enslinje.core.origins import Origin
from enslinje.core.terms import (
    Basis,
    ContributionState,
    Criterion,
    OwnerKind,
    PartyRole,
    Relevance,
)
from enslinje.goals import access as goals_access
from enslinje.journal.filed import Filed, FiledAs, named
from enslinje.journal.lookup import Codes, codes
from enslinje.journal.models import FactQuerySet, held_at, last_by, marked_anew
from enslinje.journal.together import Asking
from enslinje.plans import access
from enslinje.plans.errors import UnknownActivity
from enslinje.plans.models import ActivityEdition
from enslinje.plans.rows import ActivityRow, ContributionRow

_ORIGIN = ("basis", "source_ref", "recorded_in__recorded_at", "recorded_in__actor_code", "note")


def contributions_asked(
    *, year: int, as_of: datetime | None = None, filed: Filed | None = None
) -> Asking[tuple[ContributionRow, ...]]:
    """Ask for what the plans say of each goal, and what the centre expects.

    A pair that the centre has said something of and the body nothing is a row not stated.
    """
    text = CharField()
    stated = (
        access.contributions(as_of=as_of, filed=filed)
        .filter(year=year)
        .values_list(
            *("goal__code", "body__code", "state", "criterion"),
            Value("", output_field=text),
            *("text", *_ORIGIN),
        )
    )
    expected = (
        goals_access.expected_contributions(as_of=as_of)
        .filter(year=year)
        .values_list(
            *("goal__code", "body__code"),
            *(Value("", output_field=text), Value("", output_field=text)),
            *(F("relevance"), "reason", *_ORIGIN),
        )
    )
    names = [named(what, year, as_of, filed) for what in ("stated", "expected")]
    return Asking(
        lambda told: tuple(_paired(row for name in names for row in told[name])),
        dict(zip(names, (stated, expected), strict=True)),
    )


def _paired(rows: Iterable[tuple[Any, ...]]) -> Iterable[ContributionRow]:
    said: dict[tuple[str, str], tuple[Any, ...]] = {}
    relevance: dict[tuple[str, str], tuple[Any, ...]] = {}
    for row in rows:
        (relevance if row[4] else said)[row[0], row[1]] = row
    for pair in sorted(said.keys() | relevance.keys()):
        row, of_centre = said.get(pair, ()), relevance.get(pair, ())
        origin = (row or of_centre)[6:]
        yield ContributionRow(
            *pair,
            state=ContributionState(row[2]) if row else ContributionState.NOT_STATED,
            criterion=Criterion(row[3]) if row else Criterion.STATED_IN_WHAT_WAY,
            relevance=Relevance(of_centre[4]) if of_centre else None,
            text=row[5] if row else "",
            origin=Origin(Basis(origin[0]), *origin[1:]),
        )


def activities_asked(
    *, year: int, as_of: datetime | None = None, filed: Filed | None = None
) -> Asking[tuple[ActivityRow, ...]]:
    """Ask for the year's activities with their goals, bodies and groups.

    With `filed`, an activity is seen as of the filing of the body whose it is.
    """
    served = FilteredRelation(
        "activity__goals",
        condition=_held("activity__goals", as_of, filed) & Q(activity__goals__year=year),
    )
    taking_part = FilteredRelation(
        "activity__parties",
        condition=_held("activity__parties", as_of, filed) & Q(activity__parties__year=year),
    )
    editions = access.activity_editions(as_of=as_of) if not filed else _any_edition()
    rows = (
        editions.filter(year=year)
        .order_by("activity_id")
        .annotate(served=served, taking_part=taking_part)
        .values_list(
            *("activity__code", "title", "served__goal__code"),
            *("taking_part__body__code", "taking_part__group__code", "taking_part__group__name"),
            *("owner_kind", "taking_part__role", "recorded_in", "superseded_in"),
            *("served__recorded_in", "served__superseded_in"),
            *("taking_part__recorded_in", "taking_part__superseded_in", *_ORIGIN),
            "responsible_function",
        )
    )
    name = named("activities", year, as_of, filed)
    return Asking(
        lambda told: _activities(_as_filed(told[name], filed, as_of) if filed else told[name]),
        {name: rows},
    )


def _activities(rows: Iterable[tuple[Any, ...]]) -> tuple[ActivityRow, ...]:
    found: dict[str, tuple[str, Origin, str]] = {}
    goals: dict[str, dict[str, None]] = {}
    bodies: dict[str, dict[str, None]] = {}
    groups: dict[str, dict[str, str]] = {}
    for code, title, goal, body, group, group_name, *_versions in rows:
        *origin, function = _versions[8:]
        found.setdefault(code, (title, Origin(Basis(origin[0]), *origin[1:]), function))
        goals.setdefault(code, {})[goal] = None
        bodies.setdefault(code, {})[body] = None
        groups.setdefault(code, {})[group] = group_name
    return tuple(
        ActivityRow(
            code=code,
            title=title,
            goals=tuple(goal for goal in goals[code] if goal),
            bodies=tuple(body for body in bodies[code] if body),
            groups=tuple(group for group in groups[code] if group),
            group_names=tuple(name for group, name in groups[code].items() if group),
            origin=origin,
            responsible_function=function,
        )
        for code, (title, origin, function) in found.items()
    )


def _held(through: str, as_of: datetime | None, filed: Filed | None) -> Q:
    """What holds, or every version that some filing may hold."""
    if filed:
        return Q(**{f"{through}__marking": Marking.PUBLIC.value})
    return held_at(as_of, through)


def _any_edition() -> FactQuerySet[ActivityEdition]:
    return ActivityEdition.objects.filter(marking=Marking.PUBLIC.value)


def _as_filed(
    rows: Iterable[tuple[Any, ...]], filed: Filed, as_of: datetime | None
) -> Iterable[tuple[Any, ...]]:
    """Of all versions, those that the filing of the activity's own body holds.

    What belongs to no body that files, a group's or the council's, is seen as it is or was.
    """
    versions = list(rows)
    then = None if as_of is None else _seen_at(as_of)
    of_activity: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in versions:
        if row[6] == OwnerKind.BODY and row[3]:
            of_activity[row[0]][row[7]].add(row[3])
    seen_as = {
        code: _latest(roles.get(PartyRole.LEAD) or set().union(*roles.values()), filed)
        for code, roles in of_activity.items()
    }
    for row in versions:
        filing = seen_as.get(row[0])
        edition, served, taking_part = (
            recorded is not None and _holds(filing, then, recorded, ended)
            for recorded, ended in (row[8:10], row[10:12], row[12:14])
        )
        if edition:
            goal = row[2] if served else None
            yield (*row[:2], goal, *(row[3:6] if taking_part else (None, None, None)), *row[6:])


NO_BODY = 0
"""The id of no body."""


def _latest(bodies: Iterable[str], filed: Filed) -> FiledAs | None:
    """The latest filing of those of the bodies that file; None when none of them does."""
    filing = [filed[body] for body in bodies if body in filed]
    return max(filing, key=lambda one: one.change_set or 0, default=None)


def _seen_at(instant: datetime) -> FiledAs:
    """As what is in no plan was seen then. Two queries."""
    last = last_by(instant)
    return FiledAs(NO_BODY, last, marked_anew=marked_anew(after=last))


def _holds(
    filing: FiledAs | None, then: FiledAs | None, recorded_in: int, superseded_in: int | None
) -> bool:
    seen_as = filing or then
    if seen_as is None:
        return superseded_in is None
    return seen_as.holds(recorded_in, superseded_in)


def activity_codes(wanted: Collection[str], *, year: int) -> Codes:
    """Return the ids of activities that have an edition in the year."""
    return codes(
        access.activity_editions().filter(year=year),
        wanted,
        unknown=UnknownActivity,
        fact=_("Det finns ingen aktivitet {code} för året."),
        column="activity__code",
        id_column="activity_id",
    )


def planners(activities: Collection[str], *, year: int) -> Mapping[str, tuple[str, ...]]:
    """Return whose each activity of the year is: those that lead it, else take part; "" for all.

    Rights are asked of it, so nothing is left out: nobody may take over what is secret to them.
    """
    editions = access.activity_editions(sight=EVERYTHING).filter(
        year=year, activity__code__in=activities
    )
    parties: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for code, body, role in (
        access.activity_parties(sight=EVERYTHING)
        .filter(year=year, activity__code__in=activities, body__isnull=False)
        .order_by("pk")
        .values_list("activity__code", "body__code", "role")
    ):
        parties[code].append((body or "", role))
    found = {}
    for code, owner in editions.values_list("activity__code", "owner_kind"):
        taking_part = parties[code] if owner == OwnerKind.BODY else []
        leading = [body for body, role in taking_part if role == PartyRole.LEAD]
        found[code] = tuple(leading or [body for body, _role in taking_part] or [""])
    return found


def tagged_activities(*, year: int) -> Mapping[str, tuple[str, ...]]:
    """Return the codes of the themes that each activity of the year has, by its code. One query."""
    tags: dict[str, list[str]] = defaultdict(list)
    for activity, theme in (
        access.activity_themes()
        .filter(year=year)
        .order_by("theme__code")
        .values_list("activity__code", "theme__code")
    ):
        tags[activity].append(theme)
    return {activity: tuple(themes) for activity, themes in tags.items()}

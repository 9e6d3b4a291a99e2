"""Reads of the bodies' plans: one query each for a whole year."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, FilteredRelation, Q, Value
from django.utils.translation import gettext as _

from enslinje.core.marking import EVERYTHING
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
from enslinje.journal.lookup import Codes, codes
from enslinje.journal.models import held_at
from enslinje.plans import access
from enslinje.plans.errors import UnknownActivity
from enslinje.plans.rows import ActivityRow, ContributionRow

_ORIGIN = ("basis", "source_ref", "recorded_in__recorded_at", "recorded_in__actor_code", "note")


def contributions(*, year: int, as_of: datetime | None = None) -> tuple[ContributionRow, ...]:
    """Return what the plans say of each goal, and what the centre expects, in one query.

    A pair that the centre has said something of and the body nothing is a row not stated.
    """
    text = CharField()
    stated = (
        access.contributions(as_of=as_of)
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
    return tuple(_paired(stated.union(expected, all=True)))


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


def activities(*, year: int, as_of: datetime | None = None) -> tuple[ActivityRow, ...]:
    """Return the year's activities with their goals, bodies and groups, in one query."""
    served = FilteredRelation(
        "activity__goals",
        condition=held_at(as_of, "activity__goals") & Q(activity__goals__year=year),
    )
    taking_part = FilteredRelation(
        "activity__parties",
        condition=held_at(as_of, "activity__parties") & Q(activity__parties__year=year),
    )
    editions = access.activity_editions(as_of=as_of).filter(year=year).order_by("activity_id")
    rows = editions.annotate(served=served, taking_part=taking_part).values_list(
        *("activity__code", "title", "served__goal__code"),
        *("taking_part__body__code", "taking_part__group__code", "taking_part__group__name"),
        *_ORIGIN,
    )
    found: dict[str, tuple[str, Origin]] = {}
    goals: dict[str, dict[str, None]] = {}
    bodies: dict[str, dict[str, None]] = {}
    groups: dict[str, dict[str, str]] = {}
    for code, title, goal, body, group, group_name, *origin in rows:
        found.setdefault(code, (title, Origin(Basis(origin[0]), *origin[1:])))
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
        )
        for code, (title, origin) in found.items()
    )


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

"""End a body's own goals and indicators in a year. What they were stays in the history."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.core.terms import IndicatorKind
from enslinje.goals import access, uses
from enslinje.goals.codes import goal_owners, indicator_owners
from enslinje.goals.drafts import EndedDraft
from enslinje.goals.errors import (
    GoalConflict,
    GoalInUse,
    IndicatorConflict,
    NotABodysOwn,
    UnknownGoal,
    UnknownIndicator,
)
from enslinje.journal import record
from enslinje.journal.conflict import Clash, clashes, refusals
from enslinje.journal.errors import EditedMeanwhile
from enslinje.journal.models import Fact
from enslinje.journal.record import Change, Receipt, Why
from enslinje.organisation import rights


@transaction.atomic
def end_goals(
    *,
    actor: Actor,
    year: int,
    goals: Sequence[EndedDraft],
    reason: str,
    key: UUID | None = None,
) -> Receipt:
    """Let goals stop being goals of the year.

    Raises:
        NotAllowed: the actor may not set the goal.
        UnknownGoal: it is none of the year.
        GoalInUse: goals, indicators or something of the rooms above hang on it.
        GoalConflict: it does not read as its writer saw it.
    """
    codes = [draft.code for draft in goals]
    places = rights.places_of(goal_owners(codes))
    actor = rights.require(actor, Action.SET_GOAL, places, column="goal")
    change = record.begin(
        actor=actor,
        action="end_goals",
        year=year,
        bodies={place for place in places if place},
        key=key,
        why=Why(reason),
        content=goals,
    )
    if change.is_repeat:
        return record.repeated(change)
    editions = access.goal_editions(sight=EVERYTHING).filter(year=year)
    there = {one.goal.code: one for one in editions.select_related("goal")}
    refused = Refusals()
    hanging = _hanging(codes, year)
    for row, code in enumerate(codes):
        if code not in there:
            refused.add(_unknown(UnknownGoal, _("Det finns inget mål {code} för året."), code, row))
        elif hanging.get(code):
            refused.add(_in_use(code, hanging[code], row))
    refused.settle()
    _end(goals, there, change, GoalConflict)
    return record.finish(change)


@transaction.atomic
def end_own_indicators(
    *,
    actor: Actor,
    year: int,
    indicators: Sequence[EndedDraft],
    reason: str,
    key: UUID | None = None,
) -> Receipt:
    """Let indicators that bodies have for themselves stop being so in the year.

    With one goes its body's duty to have a target for it. Targets already stated stay on record.

    Raises:
        NotAllowed: the actor may not define the indicator.
        UnknownIndicator: it is none of the year.
        NotABodysOwn: it is the council's, laid on bodies, or a base metric.
        IndicatorConflict: it does not read as its writer saw it.
    """
    codes = [draft.code for draft in indicators]
    places = rights.places_of(indicator_owners(codes))
    actor = rights.require(actor, Action.DEFINE_INDICATOR, places, column="indicator")
    change = record.begin(
        actor=actor,
        action="end_own_indicators",
        year=year,
        bodies={place for place in places if place},
        key=key,
        why=Why(reason),
        content=indicators,
    )
    if change.is_repeat:
        return record.repeated(change)
    editions = access.indicator_editions(sight=EVERYTHING).filter(year=year)
    there = {one.indicator.code: one for one in editions.select_related("indicator")}
    refused = Refusals()
    for row, code in enumerate(codes):
        fault = _("Det finns ingen indikator {code} för året.")
        if code not in there:
            refused.add(_unknown(UnknownIndicator, fault, code, row))
        elif there[code].indicator.kind != IndicatorKind.BODY:
            refused.add(_not_own(code, row))
    refused.settle()
    _end(indicators, there, change, IndicatorConflict)
    duties = access.duties(sight=EVERYTHING).filter(year=year, indicator__code__in=codes)
    record.supersede(list(duties), change=change)
    return record.finish(change)


def _hanging(codes: Collection[str], year: int) -> Mapping[str, Sequence[str]]:
    """What hangs on each goal: goals under it, indicators, and what the rooms above say."""
    found = {code: list(phrases) for code, phrases in uses.of_goals(codes, year).items()}
    goals = access.goal_editions(sight=EVERYTHING).filter(year=year, parent__code__in=codes)
    for parent, number in goals.values_list("parent__code", "number"):
        if parent is not None:
            found[parent].append(_("målet {number}").format(number=number))
    indicators = access.indicator_editions(sight=EVERYTHING).filter(year=year, goal__code__in=codes)
    for goal, name in indicators.values_list("goal__code", "name"):
        if goal is not None:
            found[goal].append(_("indikatorn {name}").format(name=name))
    return found


def _end(
    drafts: Sequence[EndedDraft],
    there: Mapping[str, Fact],
    change: Change,
    refusal: type[EditedMeanwhile],
) -> None:
    """Supersede the editions, unless one is another than its writer saw."""
    refused = Refusals()
    found = [
        Clash(
            row=row,
            name=draft.code,
            seen=draft.seen,
            refusal=refusal,
            mine=there[draft.code],
            theirs=there[draft.code],
        )
        for row, draft in enumerate(drafts)
        if clashes(there[draft.code].pk, draft.seen, change_set=change.change_set)
    ]
    for one in refusals(found):
        refused.add(one)
    refused.settle()
    record.supersede([there[draft.code] for draft in drafts], change=change)


def _unknown(
    refusal: type[UnknownGoal] | type[UnknownIndicator], fact: str, code: str, row: int
) -> UnknownGoal | UnknownIndicator:
    remedy = _("Läs om sidan: någon annan kan ha tagit bort det.")
    return refusal(fact.format(code=code), row=row, column="code", value=code, remedy=remedy)


def _in_use(code: str, phrases: Sequence[str], row: int) -> GoalInUse:
    return GoalInUse(
        _("Målet används av {things}.").format(things=", ".join(phrases)),
        row=row,
        column="code",
        value=code,
        remedy=_("Flytta eller ta bort det först."),
    )


def _not_own(code: str, row: int) -> NotABodysOwn:
    return NotABodysOwn(
        _("{code} är ingen indikator som nämnden eller bolaget har för sig själv.").format(
            code=code
        ),
        row=row,
        column="code",
        value=code,
        remedy=_("Be stadsledningskontoret lyfta skyldigheten i stället."),
    )

"""The goals' part of a new year, made of the year before and not yet recorded."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet

from enslinje.core.carrying import (
    CarriedKind,
    Choice,
    ChoiceKind,
    Outline,
    carried_basis,
    outline,
)
from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import Basis, IndicatorKind, Kind
from enslinje.goals import access
from enslinje.goals.models import (
    BodyQuota,
    CouncilTarget,
    Duty,
    ExpectedContribution,
    GoalEdition,
    IndicatorEdition,
    ThemeEdition,
    ThemeTag,
)
from enslinje.journal.restate import copied
from enslinje.organisation.carrying import named
from enslinje.organisation.directory import SPEAK_FOR_ALL

_AnySourced = TypeVar(
    "_AnySourced",
    GoalEdition,
    ExpectedContribution,
    IndicatorEdition,
    Duty,
    ThemeEdition,
    ThemeTag,
)


@dataclass(frozen=True)
class YearOfGoals:
    """Rows for the new year, in the order they are recorded."""

    goals: tuple[GoalEdition, ...]
    expectations: tuple[ExpectedContribution, ...]
    indicators: tuple[IndicatorEdition, ...]
    duties: tuple[Duty, ...]
    council_targets: tuple[CouncilTarget, ...]
    quotas: tuple[BodyQuota, ...]
    themes: tuple[ThemeEdition, ...]
    tags: tuple[ThemeTag, ...]
    outline: Outline


def year_of_goals(*, from_year: int, to_year: int, bodies: Collection[str]) -> YearOfGoals:
    """Return the council's goals, indicators, duties and more of `to_year`, made of `from_year`.

    What bodies have decided for themselves is theirs to decide anew. Council targets and quotas
    are carried where they were set for the new year or a later one. What is carried rests at
    most on inference, since nobody has said it of the new year; a target set for it is as it was.

    Args:
        from_year: the year before.
        to_year: the new year.
        bodies: codes of those that are open in the new year.
    """
    before = _read(from_year, to_year, bodies)
    return YearOfGoals(
        goals=_carried(before.goals, from_year, to_year),
        expectations=_carried(before.expectations, from_year, to_year),
        indicators=tuple(
            copied(one, **_fields_inferred(one), **_told(one, from_year, to_year))
            for one in before.indicators
        ),
        duties=_carried(before.duties, from_year, to_year),
        council_targets=tuple(copied(one, year=to_year) for one in before.council_targets),
        quotas=tuple(copied(one, year=to_year) for one in before.quotas),
        themes=_carried(before.themes, from_year, to_year),
        tags=_carried(before.tags, from_year, to_year),
        outline=_outline(before),
    )


def content(*, year: int) -> tuple["QuerySet[Any, Any]", ...]:
    """Return where to read what goals have of the year already: each kind and code."""
    there: tuple[tuple[CarriedKind, QuerySet[Any], str], ...] = (
        (CarriedKind.GOALS, access.goal_editions(sight=EVERYTHING), "goal__code"),
        (CarriedKind.EXPECTATIONS, access.expected_contributions(sight=EVERYTHING), "goal__code"),
        (CarriedKind.INDICATORS, access.indicator_editions(sight=EVERYTHING), "indicator__code"),
        (CarriedKind.DUTIES, access.duties(sight=EVERYTHING), "indicator__code"),
        (CarriedKind.COUNCIL_TARGETS, access.council_targets(sight=EVERYTHING), "indicator__code"),
        (CarriedKind.QUOTAS, access.quotas(sight=EVERYTHING), "indicator__code"),
        (CarriedKind.THEMES, access.theme_editions(sight=EVERYTHING), "theme__code"),
        (CarriedKind.TAGS, access.theme_tags(sight=EVERYTHING), "theme__code"),
    )
    return tuple(named(kind, facts, code, year=year) for kind, facts, code in there)


@dataclass(frozen=True)
class _Before:
    """What goes on from the year before, and what waits for a choice."""

    goals: list[GoalEdition]
    expectations: list[ExpectedContribution]
    indicators: list[IndicatorEdition]
    duties: list[Duty]
    council_targets: list[CouncilTarget]
    quotas: list[BodyQuota]
    themes: list[ThemeEdition]
    tags: list[ThemeTag]
    choices: list[Choice]


def _read(from_year: int, to_year: int, bodies: Collection[str]) -> _Before:
    goals, own_goals = _goals(from_year)
    indicators, own_indicators, ended = _indicators(from_year, to_year)
    goal_ids = {one.goal_id for one in goals}
    codes = {one.indicator_id: one.indicator.code for one in indicators}
    of_year = {"year": from_year, "indicator_id__in": codes}
    duties, closed = _open(access.duties(sight=EVERYTHING).filter(**of_year), bodies)
    expected, closed_too = _open(
        access.expected_contributions(sight=EVERYTHING).filter(
            year=from_year, goal_id__in=goal_ids
        ),
        bodies,
    )
    quotas, _closed = _open(
        access.quotas(sight=EVERYTHING).filter(**of_year, for_year__gte=to_year), bodies
    )
    targets, pending, absent = _targets(from_year, to_year, codes)
    return _Before(
        goals=goals,
        expectations=expected,
        indicators=indicators,
        duties=duties,
        council_targets=targets,
        quotas=quotas,
        themes=list(
            access.theme_editions(sight=EVERYTHING).filter(year=from_year).select_related("theme")
        ),
        tags=[
            tag
            for tag in access.theme_tags(sight=EVERYTHING)
            .filter(year=from_year)
            .select_related("theme")
            if tag.goal_id in goal_ids or tag.indicator_id in codes
        ],
        choices=[
            *(Choice(ChoiceKind.BODY_GOAL, code) for code in own_goals),
            *(Choice(ChoiceKind.BODY_INDICATOR, code) for code in own_indicators),
            *(Choice(ChoiceKind.INDICATOR_ENDED, code) for code in ended),
            *(Choice(ChoiceKind.BODY_CLOSED, code) for code in sorted({*closed, *closed_too})),
            *(Choice(ChoiceKind.TARGET_PENDING, code) for code in pending),
            *(Choice(ChoiceKind.TARGET_ABSENT, code) for code in absent),
        ],
    )


def _outline(before: _Before) -> Outline:
    def pairs(facts: Iterable[Duty | BodyQuota]) -> list[str]:
        return [f"{one.indicator.code} {one.body.code}" for one in facts]

    return outline(
        [
            (CarriedKind.GOALS, [one.goal.code for one in before.goals]),
            (
                CarriedKind.EXPECTATIONS,
                [f"{one.goal.code} {one.body.code}" for one in before.expectations],
            ),
            (CarriedKind.INDICATORS, [one.indicator.code for one in before.indicators]),
            (CarriedKind.DUTIES, pairs(before.duties)),
            (CarriedKind.COUNCIL_TARGETS, [one.indicator.code for one in before.council_targets]),
            (CarriedKind.QUOTAS, pairs(before.quotas)),
            (CarriedKind.THEMES, [one.theme.code for one in before.themes]),
            (CarriedKind.TAGS, [one.theme.code for one in before.tags]),
        ],
        before.choices,
    )


def _goals(year: int) -> tuple[list[GoalEdition], list[str]]:
    """The council's goals of the year, and the codes of those that bodies own."""
    editions = (
        access.goal_editions(sight=EVERYTHING)
        .filter(year=year)
        .select_related("goal__owner")
        .order_by("pk")
    )
    council_s, own = [], []
    for edition in editions:
        if edition.goal.owner.kind in SPEAK_FOR_ALL:
            council_s.append(edition)
        else:
            own.append(edition.goal.code)
    return council_s, own


def _indicators(
    from_year: int, to_year: int
) -> tuple[list[IndicatorEdition], list[str], list[str]]:
    """The year's indicators that go on, the codes of bodies' own, and of those that end before."""
    editions = (
        access.indicator_editions(sight=EVERYTHING)
        .filter(year=from_year)
        .select_related("indicator")
        .order_by("indicator_id")
    )
    going_on, own, ended = [], [], []
    for edition in editions:
        if edition.indicator.kind == IndicatorKind.BODY.value:
            own.append(edition)
        elif edition.end_year is not None and edition.end_year < to_year:
            ended.append(edition.indicator.code)
        else:
            going_on.append(edition)
    own.sort(key=lambda edition: edition.pk)
    return going_on, [edition.indicator.code for edition in own], ended


def _open(facts: Any, bodies: Collection[str]) -> tuple[list[Any], list[str]]:
    """Those of bodies that are open, and the codes of the bodies that are not."""
    thing = "goal" if facts.model is ExpectedContribution else "indicator"
    rows = list(facts.select_related("body", thing).order_by("pk"))
    there = [one for one in rows if one.body.code in bodies]
    return there, [one.body.code for one in rows if one.body.code not in bodies]


def _targets(
    from_year: int, to_year: int, indicators: Mapping[int, str]
) -> tuple[list[CouncilTarget], list[str], list[str]]:
    """The council's targets for the new year or later, whose wait for an occasion, and whose lack.

    An indicator lacks one when it had one for the year and has none for the new. One for a later
    year is none for this, unless that is the indicator's end year.
    """
    rows = (
        access.council_targets(sight=EVERYTHING)
        .filter(year=from_year, indicator_id__in=indicators)
        .select_related("indicator")
        .order_by("pk")
    )
    later = [one for one in rows if one.for_year >= to_year]
    stated = [one for one in later if one.kind != Kind.PENDING]
    pending = [one.indicator.code for one in later if one.kind == Kind.PENDING]
    had = {one.indicator_id for one in rows if one.for_year < to_year}
    lacking = had - {one.indicator_id for one in stated}
    return stated, pending, [code for indicator, code in indicators.items() if indicator in lacking]


def _carried(facts: Iterable[_AnySourced], from_year: int, to_year: int) -> tuple[_AnySourced, ...]:
    return tuple(copied(one, **_told(one, from_year, to_year)) for one in facts)


def _told(fact: Any, from_year: int, to_year: int) -> Mapping[str, Any]:
    return {
        "year": to_year,
        "basis": carried_basis(Basis(fact.basis)).value,
        "note": f"{fact.note} [{from_year}]".strip(),
    }


def _fields_inferred(edition: IndicatorEdition) -> Mapping[str, Any]:
    """The basis of fields that rest on something else than the row: at most inferred too."""
    bases = edition.basis_by_field.items()
    inferred = {name: carried_basis(Basis(basis)).value for name, basis in bases}
    return {"basis_by_field": inferred}

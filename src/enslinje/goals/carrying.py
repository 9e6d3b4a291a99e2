"""The goals' part of a new year, made of the year before and not yet recorded."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

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
from enslinje.journal.facts import With, facts_asked
from enslinje.journal.models import FactQuerySet
from enslinje.journal.restate import copied
from enslinje.journal.together import Asking, gathered
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
_AnyFact = TypeVar("_AnyFact")
_Named: TypeAlias = tuple[_AnyFact, str]
"""A fact, and what it is called."""


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
            for one, _name in before.indicators
        ),
        duties=_carried(before.duties, from_year, to_year),
        council_targets=tuple(copied(one, year=to_year) for one, _name in before.council_targets),
        quotas=tuple(copied(one, year=to_year) for one, _name in before.quotas),
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
    """What goes on from the year before, by what it is called, and what waits for a choice."""

    goals: list[_Named[GoalEdition]]
    expectations: list[_Named[ExpectedContribution]]
    indicators: list[_Named[IndicatorEdition]]
    duties: list[_Named[Duty]]
    council_targets: list[_Named[CouncilTarget]]
    quotas: list[_Named[BodyQuota]]
    themes: list[_Named[ThemeEdition]]
    tags: list[_Named[ThemeTag]]
    choices: list[Choice]


def _read(from_year: int, to_year: int, bodies: Collection[str]) -> _Before:
    there = _facts(from_year, to_year).read()
    goals, own_goals = _goals(there["goals"])
    indicators, own_indicators, ended = _indicators(there["indicators"], to_year)
    goal_ids = {one.goal_id for one, _code in goals}
    codes = {one.indicator_id: code for one, code in indicators}
    duties, closed = _open(_of_indicators(there["duties"], codes), bodies)
    expected, closed_too = _open(
        [one for one in there["expectations"] if one[0].goal_id in goal_ids], bodies
    )
    quotas, _closed = _open(_of_indicators(there["quotas"], codes), bodies)
    targets, pending, absent = _targets(
        _of_indicators(there["council_targets"], codes), to_year, codes
    )
    return _Before(
        goals=goals,
        expectations=expected,
        indicators=indicators,
        duties=duties,
        council_targets=targets,
        quotas=quotas,
        themes=there["themes"],
        tags=[
            (tag, code)
            for tag, code in there["tags"]
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


def _facts(from_year: int, to_year: int) -> Asking[dict[str, list[Any]]]:
    """Ask for what goals have of the year before, each with what it is called: in one query."""
    of_bodies = ("indicator__code", "body__code")
    there: tuple[tuple[str, FactQuerySet[Any], Sequence[str]], ...] = (
        ("goals", access.goal_editions(sight=EVERYTHING), ("goal__code", "goal__owner__kind")),
        (
            "expectations",
            access.expected_contributions(sight=EVERYTHING),
            ("goal__code", "body__code"),
        ),
        (
            "indicators",
            access.indicator_editions(sight=EVERYTHING),
            ("indicator__code", "indicator__kind"),
        ),
        ("duties", access.duties(sight=EVERYTHING), of_bodies),
        ("council_targets", access.council_targets(sight=EVERYTHING), ("indicator__code",)),
        ("quotas", access.quotas(sight=EVERYTHING).filter(for_year__gte=to_year), of_bodies),
        ("themes", access.theme_editions(sight=EVERYTHING), ("theme__code",)),
        ("tags", access.theme_tags(sight=EVERYTHING), ("theme__code",)),
    )
    return gathered(
        {
            name: facts_asked((name, from_year), facts.filter(year=from_year), *paths)
            for name, facts, paths in there
        }
    )


def _outline(before: _Before) -> Outline:
    def names(facts: Iterable[_Named[Any]]) -> list[str]:
        return [name for _one, name in facts]

    return outline(
        [
            (CarriedKind.GOALS, names(before.goals)),
            (CarriedKind.EXPECTATIONS, names(before.expectations)),
            (CarriedKind.INDICATORS, names(before.indicators)),
            (CarriedKind.DUTIES, names(before.duties)),
            (CarriedKind.COUNCIL_TARGETS, names(before.council_targets)),
            (CarriedKind.QUOTAS, names(before.quotas)),
            (CarriedKind.THEMES, names(before.themes)),
            (CarriedKind.TAGS, names(before.tags)),
        ],
        before.choices,
    )


def _goals(there: Iterable[With[GoalEdition]]) -> tuple[list[_Named[GoalEdition]], list[str]]:
    """The council's goals of the year, and the codes of those that bodies own."""
    council_s, own = [], []
    for edition, code, kind in there:
        if kind in SPEAK_FOR_ALL:
            council_s.append((edition, code))
        else:
            own.append(code)
    return council_s, own


def _indicators(
    there: Iterable[With[IndicatorEdition]], to_year: int
) -> tuple[list[_Named[IndicatorEdition]], list[str], list[str]]:
    """The year's indicators that go on, the codes of bodies' own, and of those that end before."""
    going_on, own, ended = [], [], []
    for edition, code, kind in there:
        if kind == IndicatorKind.BODY.value:
            own.append(code)
        elif edition.end_year is not None and edition.end_year < to_year:
            ended.append((edition, code))
        else:
            going_on.append((edition, code))
    going_on.sort(key=_by_indicator)
    ended.sort(key=_by_indicator)
    return going_on, own, [code for _edition, code in ended]


def _by_indicator(named: _Named[IndicatorEdition]) -> int:
    return named[0].indicator_id


def _of_indicators(there: Iterable[With[Any]], indicators: Collection[int]) -> list[With[Any]]:
    return [one for one in there if one[0].indicator_id in indicators]


def _open(
    there: Sequence[With[Any]], bodies: Collection[str]
) -> tuple[list[_Named[Any]], list[str]]:
    """Those of bodies that are open, and the codes of the bodies that are not."""
    named = [(one, f"{code} {body}") for one, code, body in there if body in bodies]
    return named, [body for _one, _code, body in there if body not in bodies]


def _targets(
    rows: Sequence[_Named[CouncilTarget]], to_year: int, indicators: Mapping[int, str]
) -> tuple[list[_Named[CouncilTarget]], list[str], list[str]]:
    """The council's targets for the new year or later, whose wait for an occasion, and whose lack.

    An indicator lacks one when it had one for the year and has none for the new. One for a later
    year is none for this, unless that is the indicator's end year.
    """
    later = [(one, code) for one, code in rows if one.for_year >= to_year]
    stated = [(one, code) for one, code in later if one.kind != Kind.PENDING]
    pending = [code for one, code in later if one.kind == Kind.PENDING]
    had = {one.indicator_id for one, _code in rows if one.for_year < to_year}
    lacking = had - {one.indicator_id for one, _code in stated}
    return stated, pending, [code for indicator, code in indicators.items() if indicator in lacking]


def _carried(
    facts: Iterable[_Named[_AnySourced]], from_year: int, to_year: int
) -> tuple[_AnySourced, ...]:
    return tuple(copied(one, **_told(one, from_year, to_year)) for one, _name in facts)


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

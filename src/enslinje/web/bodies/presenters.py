"""What the pages of the committees and companies show."""

from collections.abc import Mapping
from dataclasses import dataclass

from enslinje.core.terms import Basis, BodyKind, ContributionState
from enslinje.organisation import case_registers
from enslinje.reconciliation.picture import (
    Activity,
    BodyRef,
    BodyTarget,
    ContributionCell,
    GoalResult,
    IndicatorResult,
    Picture,
)
from enslinje.web import targets, words, writing
from enslinje.web.contributions.presenters import step_of, words_of
from enslinje.web.downloads import List
from enslinje.web.findings.presenters import SeverityGroup, grouped
from enslinje.web.targets import TargetLine
from enslinje.web.words import Word
from enslinje.web.writing import Shown


@dataclass(frozen=True)
class BodyLine:
    """A body in the list: how much it has to state and what stands out."""

    body: BodyRef
    duties: int
    missing: int
    below: int
    lowered: int
    contributes: int
    goals: int
    expected_missing: int


@dataclass(frozen=True)
class KindGroup:
    """Bodies of one kind, as they are listed."""

    words: Word
    lines: tuple[BodyLine, ...]


@dataclass(frozen=True)
class BodiesPage:
    """The bodies that count, by kind."""

    groups: tuple[KindGroup, ...]
    committees: Shown
    companies: Shown


@dataclass(frozen=True)
class GoalTargets:
    """A body's targets under one goal."""

    goal: GoalResult
    lines: tuple[TargetLine, ...]


@dataclass(frozen=True)
class GoalContribution:
    """What a body has stated for one goal."""

    goal: GoalResult
    cell: ContributionCell
    step: str
    words: Word


@dataclass(frozen=True)
class BodyPage:
    """One body: what it states, against the council's targets and last year's outcome."""

    body: BodyRef
    kind_words: Word
    line: BodyLine
    targets: tuple[GoalTargets, ...]
    is_narrowed: bool
    findings: tuple[SeverityGroup, ...]
    contributions: tuple[GoalContribution, ...]
    activities: tuple[Activity, ...]
    has_invented: bool
    is_submitted: bool


def prefixes(body: BodyRef) -> tuple[str, ...]:
    """Return the prefixes of the case registers that the body keeps, those that are public."""
    kept = case_registers.registers().of({body.code})
    return tuple(row.prefix for row in kept if row.is_public)


def bodies_page(picture: Picture) -> BodiesPage:
    """Return the list of bodies."""
    lines = [_line(picture, body) for body in picture.bodies]
    groups = [
        KindGroup(name, tuple(line for line in lines if line.body.kind is kind))
        for kind, name in words.BODY_KINDS.items()
    ]
    return BodiesPage(
        groups=tuple(group for group in groups if group.lines),
        committees=Shown(writing.number(picture.committees), f"register.namnder/{picture.year}"),
        companies=Shown(writing.number(picture.companies), f"register.bolag/{picture.year}"),
    )


def _line(picture: Picture, body: BodyRef) -> BodyLine:
    stated = [t for _, t in _targets(picture, body)]
    cells = _cells(picture, body)
    return BodyLine(
        body=body,
        duties=len(stated),
        missing=sum(target.is_missing for target in stated),
        below=sum(target.is_below_council for target in stated),
        lowered=sum(target.ambition == "lowered" for target in stated),
        contributes=sum(cell.state is ContributionState.STATED for cell in cells),
        goals=len(cells),
        expected_missing=sum(cell.is_expected_gap for cell in cells),
    )


def _targets(picture: Picture, body: BodyRef) -> list[tuple[IndicatorResult, BodyTarget]]:
    return [
        (indicator, target)
        for indicator in picture.indicators
        for target in indicator.targets
        if target.body.code == body.code
    ]


def _cells(picture: Picture, body: BodyRef) -> list[ContributionCell]:
    return [
        cell
        for goal in picture.area_goals
        for cell in goal.contributions
        if cell.body.code == body.code
    ]


def body_page(picture: Picture, body: BodyRef, query: Mapping[str, str]) -> BodyPage:
    """Return the page of one body; `bas` narrows its targets to one basis."""
    basis = query.get("bas", "")
    by_goal = {goal.code: goal for goal in picture.area_goals}
    lines = [(i.goal, targets.line(picture.year, i, t)) for i, t in _targets(picture, body)]
    kept = [(goal, line) for goal, line in lines if not basis or line.basis == basis]
    mine = [finding for finding in picture.findings if finding.body == body]
    return BodyPage(
        body=body,
        kind_words=words.BODY_KIND[BodyKind(body.kind)],
        line=_line(picture, body),
        targets=tuple(
            GoalTargets(goal, of_goal)
            for code, goal in by_goal.items()
            if (of_goal := tuple(line for found, line in kept if found == code))
        ),
        is_narrowed=bool(basis),
        findings=grouped(mine),
        contributions=tuple(
            GoalContribution(by_goal[cell.goal], cell, step, words_of(step))
            for cell in _cells(picture, body)
            for step in (step_of(cell),)
        ),
        activities=_activities(picture, body),
        has_invented=any(line.basis is Basis.INVENTED for _, line in lines),
        is_submitted=body.code in picture.submitted,
    )


def _activities(picture: Picture, body: BodyRef) -> tuple[Activity, ...]:
    """The body's own activities, once each though they may serve several goals."""
    found = {
        activity.code: activity
        for goal in picture.area_goals
        for activity in goal.activities
        if body in activity.bodies
    }
    return tuple(found.values())


def body_list(picture: Picture, body: BodyRef) -> List:
    """The targets of one body as a file."""
    rows = tuple(targets.cells(indicator, target) for indicator, target in _targets(picture, body))
    return List(f"arsmal_{body.slug}", targets.columns(), rows)

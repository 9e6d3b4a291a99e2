"""What the pages of the goals show: the tree, and one goal's evidence beside its judgement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from enslinje.core.terms import Basis, ContributionState, CountsAs, Grade
from enslinje.reconciliation.picture import (
    BodyRef,
    ContributionCell,
    GoalResult,
    IndicatorResult,
    Judgement,
    Picture,
)
from enslinje.rendering import pictures
from enslinje.rendering.pictures import BarPicture, Measure
from enslinje.web import words, writing
from enslinje.web.downloads import Column, List
from enslinje.web.indicators import lines
from enslinje.web.indicators.lines import IndicatorLine
from enslinje.web.words import Word
from enslinje.web.writing import Shown


@dataclass(frozen=True)
class Share:
    """So many of so many, each with where it comes from."""

    n: Shown
    total: Shown
    is_whole: bool


@dataclass(frozen=True)
class GoalRow:
    """One goal of the tree: its word, its ratio and its exceptions.

    Attributes:
        marks: the status of every counted indicator, the reached first; for an overarching
            goal, the grade of every goal below it.
        indicators: how many counted indicators are met; `None` where there are none.
        below: how many of the goals below are judged attained, for an overarching goal.
        deviates: something here needs a reader's eye.
    """

    goal: GoalResult
    grade: Grade | None
    marks: tuple[str, ...]
    indicators: Share | None
    committees: Share | None
    companies: Share | None
    deviations: tuple[IndicatorResult, ...]
    expected_missing: tuple[BodyRef, ...]
    below: tuple[int, int] | None
    deviates: bool
    children: tuple["GoalRow", ...] = ()


@dataclass(frozen=True)
class GoalsPage:
    """The tree. `shown` of `total` area goals remain when only deviations are asked for."""

    tree: tuple[GoalRow, ...]
    only_deviations: bool
    shown: int
    total: int


@dataclass(frozen=True)
class Contributors:
    """The bodies of one kind for a goal, by what they have stated."""

    heading: Word
    share: Share
    stated: tuple[ContributionCell, ...]
    not_stated: tuple[ContributionCell, ...]
    not_relevant: tuple[ContributionCell, ...]


@dataclass(frozen=True)
class AlignedBar:
    """An indicator's total as a share of what the council asks for."""

    line: IndicatorLine
    row: pictures.Row


@dataclass(frozen=True)
class GoalPage:
    """One goal.

    Attributes:
        bars: the indicators that have both a total and a target, all targets on one line.
        counted, others: the indicators inside and outside the ratio.
    """

    goal: GoalResult
    row: GoalRow
    parent: GoalResult | None
    judgement: Judgement | None
    judgement_reference: str
    proposal: Grade | None
    proposal_reference: str
    criterion: Word
    counted: tuple[IndicatorLine, ...]
    others: tuple[IndicatorLine, ...]
    bars: tuple[AlignedBar, ...]
    target_line: pictures.Position | None
    has_ticks: bool
    parts: tuple[GoalRow, ...]
    part_lines: Mapping[str, tuple[IndicatorLine, ...]]
    contributors: tuple[Contributors, ...]
    has_invented: bool


def tree(picture: Picture, *, only_deviations: bool = False) -> tuple[GoalRow, ...]:
    """Return the goals as they hang together, or only those with something to look at."""
    rows = (_overarching(picture, goal, only_deviations) for goal in picture.overarching)
    return tuple(row for row in rows if row.children or not only_deviations)


def _overarching(picture: Picture, goal: GoalResult, only_deviations: bool) -> GoalRow:  # noqa: FBT001
    below = [found for code in goal.children if (found := picture.goal(code))]
    children = [goal_row(picture.year, found) for found in below]
    attained = sum(child.grade is Grade.ATTAINED for child in children)
    kept = [child for child in children if child.deviates or not only_deviations]
    return GoalRow(
        goal=goal,
        grade=_grade(goal),
        marks=tuple(words.GRADE_SHAPE[child.grade] for child in children),
        indicators=None,
        committees=None,
        companies=None,
        deviations=(),
        expected_missing=(),
        below=(attained, len(children)),
        deviates=any(child.deviates for child in children),
        children=tuple(kept),
    )


def goal_row(year: int, goal: GoalResult) -> GoalRow:
    """Return one area goal, or one sub-area, as a row."""
    grade = _grade(goal)
    return GoalRow(
        goal=goal,
        grade=grade,
        marks=_marks(goal),
        indicators=_indicators(year, goal),
        committees=_committees(year, goal),
        companies=_companies(year, goal),
        deviations=goal.exceptions,
        expected_missing=goal.expected_missing,
        below=None,
        deviates=bool(goal.exceptions or goal.expected_missing or grade is not Grade.ATTAINED),
    )


def _grade(goal: GoalResult) -> Grade | None:
    return goal.assessment.grade if goal.assessment else None


def _marks(goal: GoalResult) -> tuple[str, ...]:
    order = list(reversed(words.STATUS_ORDER))
    statuses = [found.status for found in goal.indicators if found.counts]
    return tuple(status.value for status in sorted(statuses, key=order.index))


def _indicators(year: int, goal: GoalResult) -> Share | None:
    if not goal.council_indicators:
        return None
    return Share(
        Shown(writing.number(goal.met), f"mal.uppnadda/{year}/{goal.code}", goal.basis),
        Shown(
            writing.number(goal.council_indicators),
            f"mal.indikatorer/{year}/{goal.code}",
        ),
        goal.met == goal.council_indicators,
    )


def _committees(year: int, goal: GoalResult) -> Share | None:
    if not goal.committees:
        return None
    return Share(
        Shown(
            writing.number(goal.committees_contributing),
            f"mal.bidragande-namnder/{year}/{goal.code}",
        ),
        Shown(writing.number(goal.committees), f"mal.namnder/{year}/{goal.code}"),
        goal.committees_contributing == goal.committees,
    )


def _companies(year: int, goal: GoalResult) -> Share | None:
    if not goal.companies:
        return None
    return Share(
        Shown(
            writing.number(goal.companies_contributing),
            f"mal.bidragande-bolag/{year}/{goal.code}",
        ),
        Shown(writing.number(goal.companies), f"mal.bolag/{year}/{goal.code}"),
        goal.companies_contributing == goal.companies,
    )


def goals_page(picture: Picture, query: Mapping[str, str]) -> GoalsPage:
    """Return the tree; `visa=avvikelser` keeps only what needs a reader's eye."""
    only = query.get("visa") == "avvikelser"
    rows = tree(picture, only_deviations=only)
    return GoalsPage(
        tree=rows,
        only_deviations=only,
        shown=sum(len(row.children) for row in rows),
        total=len(picture.area_goals),
    )


def goal_page(picture: Picture, goal: GoalResult) -> GoalPage:
    """Return the page of one goal."""
    year = picture.year
    is_root = not goal.parent
    every = [lines.line(year, found) for found in goal.indicators]
    drawn, target_line = _bars(goal.indicators, every)
    return GoalPage(
        goal=goal,
        row=_overarching(picture, goal, only_deviations=False) if is_root else goal_row(year, goal),
        parent=picture.goal(goal.parent) if goal.parent else None,
        judgement=goal.assessment,
        judgement_reference=f"mal.bedomning/{year}/{goal.code}",
        proposal=goal.proposal,
        proposal_reference=f"mal.forslag/{year}/{goal.code}",
        criterion=words.CRITERION[goal.criterion],
        counted=tuple(line for line in every if line.counts),
        others=tuple(line for line in every if not line.counts),
        bars=drawn,
        target_line=target_line,
        has_ticks=any(bar.row.tick is not None for bar in drawn),
        parts=tuple(goal_row(year, part) for part in goal.parts),
        part_lines={
            part.code: tuple(lines.line(year, found) for found in part.indicators)
            for part in goal.parts
        },
        contributors=_contributors(year, goal),
        has_invented=goal.basis is Basis.INVENTED
        or any(found.basis is Basis.INVENTED for found in goal.indicators),
    )


def _bars(
    indicators: Sequence[IndicatorResult], every: Sequence[IndicatorLine]
) -> tuple[tuple[AlignedBar, ...], pictures.Position | None]:
    order = words.STATUS_ORDER
    pairs = [
        (found, line)
        for found, line in zip(indicators, every, strict=True)
        if found.counts and found.council is not None
    ]
    pairs.sort(key=lambda pair: order.index(pair[0].status))
    picture: BarPicture = pictures.aligned([_measure(found) for found, _ in pairs])
    drawn = tuple(AlignedBar(line, row) for (_, line), row in zip(pairs, picture.rows, strict=True))
    marks = [bar.row.mark for bar in drawn if bar.row.mark is not None]
    return drawn, marks[0] if marks else None


def _measure(found: IndicatorResult) -> Measure:
    council = found.council
    return Measure(
        key=found.code,
        low=found.aggregated_low,
        high=found.aggregated_high,
        mark=council.low if council else None,
        tick=found.outcome,
    )


def _contributors(year: int, goal: GoalResult) -> tuple[Contributors, ...]:
    groups = (
        (CountsAs.COMMITTEE, gettext("Nämnder"), _committees(year, goal)),
        (CountsAs.COMPANY, gettext("Bolag"), _companies(year, goal)),
    )
    return tuple(
        _contributors_of(goal.contributions, kind, heading, share)
        for kind, heading, share in groups
        if share is not None
    )


def _contributors_of(
    cells: Sequence[ContributionCell], kind: CountsAs, heading: str, share: Share
) -> Contributors:
    of_kind = [cell for cell in cells if cell.body.counts_as is kind]

    def having(state: ContributionState) -> tuple[ContributionCell, ...]:
        return tuple(cell for cell in of_kind if cell.state is state)

    return Contributors(
        heading=heading,
        share=share,
        stated=having(ContributionState.STATED),
        not_stated=having(ContributionState.NOT_STATED),
        not_relevant=having(ContributionState.NOT_RELEVANT),
    )


def goals_list(picture: Picture) -> List:
    """Every goal as a file."""
    return List(
        "mal",
        (
            Column("code", gettext("Kod")),
            Column("level", gettext("Nivå")),
            Column("name", gettext("Namn")),
            Column("parent", gettext("Hör till")),
            Column("grade", gettext("Bedömning")),
            Column("proposal", gettext("Förslag enligt regel")),
            Column("met", gettext("Indikatorer som når årsmålet")),
            Column("council_indicators", gettext("Räknade indikatorer")),
            Column("committees_contributing", gettext("Nämnder som anger bidrag")),
            Column("committees", gettext("Nämnder")),
            Column("companies_contributing", gettext("Bolag som anger bidrag")),
            Column("companies", gettext("Bolag")),
            Column("exceptions", gettext("Undantag")),
        ),
        tuple(_cells(goal) for goal in picture.goals),
    )


def _cells(goal: GoalResult) -> tuple[str | int | None, ...]:
    grade = _grade(goal)
    return (
        goal.code,
        goal.level_name,
        goal.name,
        goal.parent,
        grade.value if grade else None,
        goal.proposal.value if goal.proposal else None,
        goal.met,
        goal.council_indicators,
        goal.committees_contributing,
        goal.committees,
        goal.companies_contributing,
        goal.companies,
        ", ".join(found.code for found in goal.exceptions),
    )

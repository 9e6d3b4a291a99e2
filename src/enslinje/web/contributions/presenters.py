"""What the heat map shows: every body against every area goal."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import ContributionState, CountsAs
from enslinje.reconciliation.picture import BodyRef, ContributionCell, GoalResult, Picture
from enslinje.web import words
from enslinje.web.downloads import Column, List
from enslinje.web.goals.presenters import GoalRow, goal_row
from enslinje.web.words import Word


@dataclass(frozen=True)
class Cell:
    """One cell: its step (`gap` where a contribution is expected and missing) and its words."""

    goal: GoalResult
    step: str
    words: Word


@dataclass(frozen=True)
class Row:
    """One body's row with its total."""

    body: BodyRef
    cells: tuple[Cell, ...]
    stated: int
    gaps: int


@dataclass(frozen=True)
class Group:
    """Rows of one kind of body."""

    words: Word
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Step:
    """A step of the legend."""

    step: str
    words: Word


@dataclass(frozen=True)
class Silent:
    """A goal with the bodies that have not stated a contribution: the list form on a phone."""

    row: GoalRow
    not_stated: tuple[BodyRef, ...]


@dataclass(frozen=True)
class ContributionsPage:
    """The heat map. `stated` of `pairs` hold something; `gaps` are expected and missing."""

    goals: tuple[GoalRow, ...]
    groups: tuple[Group, ...]
    silent: tuple[Silent, ...]
    legend: tuple[Step, ...]
    stated: int
    pairs: int
    gaps: int
    only_gaps: bool


GAP = "gap"
NOT_RELEVANT = "not-relevant"
GAP_WORDS = _("Väntat bidrag saknas")


def contributions_page(picture: Picture, query: Mapping[str, str]) -> ContributionsPage:
    """Return the heat map; `visa=saknas` keeps the bodies that lack an expected contribution."""
    only_gaps = query.get("visa") == "saknas"
    cells = {
        (cell.body.code, goal.code): cell
        for goal in picture.area_goals
        for cell in goal.contributions
    }
    rows = [_row(picture, body, cells) for body in picture.bodies]
    kept = [row for row in rows if row.gaps or not only_gaps]
    groups = (
        Group(name, tuple(row for row in kept if row.body.kind is kind))
        for kind, name in words.BODY_KINDS.items()
    )
    used = {step_of(cell) for cell in cells.values()}
    return ContributionsPage(
        goals=tuple(goal_row(picture.year, goal) for goal in picture.area_goals),
        groups=tuple(group for group in groups if group.rows),
        silent=tuple(_silent(picture, goal) for goal in picture.area_goals),
        legend=tuple(step for step in _legend() if step.step in used),
        stated=sum(row.stated for row in rows),
        pairs=len(cells),
        gaps=sum(row.gaps for row in rows),
        only_gaps=only_gaps,
    )


def _row(picture: Picture, body: BodyRef, cells: Mapping[tuple[str, str], ContributionCell]) -> Row:
    mine = [(goal, cells.get((body.code, goal.code))) for goal in picture.area_goals]
    return Row(
        body=body,
        cells=tuple(_cell(goal, cell) for goal, cell in mine),
        stated=sum(c is not None and c.state is ContributionState.STATED for __, c in mine),
        gaps=sum(c is not None and c.is_expected_gap for __, c in mine),
    )


def _cell(goal: GoalResult, cell: ContributionCell | None) -> Cell:
    step = step_of(cell)
    return Cell(goal, step, words_of(step))


def words_of(step: str) -> Word:
    """The words of a step."""
    if step == GAP:
        return GAP_WORDS
    if step == NOT_RELEVANT:
        return words.CONTRIBUTION[ContributionState.NOT_RELEVANT]
    return words.DEPTH[int(step)]


def step_of(cell: ContributionCell | None) -> str:
    """The step of a cell: its depth, `gap` or `not-relevant`."""
    if cell is None:
        return "0"
    if cell.is_expected_gap:
        return GAP
    if cell.state is ContributionState.NOT_RELEVANT:
        return NOT_RELEVANT
    return str(cell.depth)


def _legend() -> tuple[Step, ...]:
    return tuple(Step(step, words_of(step)) for step in ("3", "2", "1", "0", GAP, NOT_RELEVANT))


def _silent(picture: Picture, goal: GoalResult) -> Silent:
    return Silent(
        goal_row(picture.year, goal),
        tuple(
            cell.body for cell in goal.contributions if cell.state is ContributionState.NOT_STATED
        ),
    )


def contributions_list(picture: Picture) -> List:
    """Every pair of body and goal as a file."""
    return List(
        "bidrag",
        (
            Column("goal", gettext("Mål")),
            Column("body", gettext("Kod")),
            Column("body_name", gettext("Nämnd eller bolag")),
            Column("state", gettext("Bidrag")),
            Column("relevance", gettext("Väntat")),
            Column("depth", gettext("Djup")),
            Column("activities", gettext("Aktiviteter")),
            Column("own_goals", gettext("Egna mål")),
            Column("own_indicators", gettext("Egna indikatorer")),
            Column("basis", gettext("Grund")),
        ),
        tuple(
            (
                cell.goal,
                cell.body.code,
                cell.body.name,
                cell.state.value,
                cell.relevance.value if cell.relevance else None,
                cell.depth,
                cell.activities,
                cell.own_goals,
                cell.own_indicators,
                cell.origin.basis.value,
            )
            for goal in picture.area_goals
            for cell in goal.contributions
            if cell.body.counts_as is not CountsAs.NONE
        ),
    )

"""What the target grid shows: goal by goal, each duty beside what it is held against."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core.marking import sight_of
from enslinje.core.policy import Action
from enslinje.goals import target_grid as reading
from enslinje.goals.operations.targets import TARGETS_ARE_TAKEN_AT
from enslinje.goals.rows import GoalRow
from enslinje.goals.target_grid import TargetGrid, TargetRow
from enslinje.goals.undoable import Undoable, last_write
from enslinje.organisation import gates, queries
from enslinje.organisation.rows import BodyRow
from enslinje.web.addresses import address_of
from enslinje.web.forms import Fault
from enslinje.web.target_grid.lines import Line, Typed, lines
from enslinje.web.viewers import Viewer
from enslinje.web.words import Word


@dataclass(frozen=True)
class GoalLines:
    """The rows under a goal."""

    goal: GoalRow | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class GridPage:
    """A body's targets for a year.

    Attributes:
        missing: how many of `total` are not stated.
        is_open: whether the reader may write now; `closed` says why not.
        undoable: the reader's last write that can be taken back.
        only: which rows are shown: "" all, `saknas`, `svaga`.
        has_before: the body stated something the year before.
    """

    year: int
    body: str
    slug: str
    name: str
    groups: tuple[GoalLines, ...]
    total: int
    missing: int
    weak: int
    is_open: bool
    closed: Word
    undoable: Undoable | None
    only: str
    has_before: bool

    @property
    def stated(self) -> int:
        """How many of the targets are stated."""
        return self.total - self.missing

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault, and the cell it leads to."""
        return tuple(
            Fault(f"{line.code}: {fault}", line.anchor)
            for group in self.groups
            for line in group.lines
            for fault in line.faults
        )

    @property
    def how(self) -> str:
        """How a target is written in a cell."""
        return how_written()

    @property
    def address(self) -> str:
        """Where the grid is."""
        return address_of("work:targets", year=self.year, slug=self.slug)


def how_written() -> str:
    """How a target is written in a cell, in a few sentences."""
    return _(
        "Ett årsmål skrivs som 60, 1 234,5, minst 30, högst 30, exakt 30, 50–100, öka, behålla, "
        "minska, ja, nej, ej relevant: skäl, eller fastställs i tertialrapport 1: skäl. Ett tal "
        "utan ord betyder det som gäller för indikatorn. Ett streck är att uppgift saknas."
    )


def read_grid(
    viewer: Viewer,
    year: int,
    body: str,
    codes: Collection[str] | None = None,
    *,
    counts_all: bool = False,
) -> TargetGrid:
    """Read the body's duties and targets as `viewer` may see them, as they are now.

    With `codes` only those of these indicators; the others may be counted all the same.
    """
    sight = sight_of(viewer.holdings, [body], viewer.parents)
    today = timezone.localdate()
    return reading.target_grid(
        year=year, body=body, on=today, sight=sight, codes=codes, counts_all=counts_all
    )


def body_of(slug: str, year: int) -> BodyRow | None:
    """The body with that address, as it is in the year."""
    return next(iter(queries.bodies(year=year, slug=slug)), None)


def page(
    viewer: Viewer,
    grid: TargetGrid,
    body: BodyRow,
    *,
    typed: Mapping[str, Typed] | None = None,
    only: str = "",
) -> GridPage:
    """Return the grid with what somebody has `typed` and that is not saved."""
    may, said = viewer.may(Action.STATE_TARGET, body.code), typed or {}
    is_open = may and is_taken(viewer, grid.year, body.code)
    shown = list(zip(grid.rows, lines(grid, grid.rows, said, is_open=is_open), strict=True))
    weak = [one for _row, one in shown if one.is_weak and not one.is_explained]
    chosen = [(row, one) for row, one in shown if _is_shown(one, only)] if only else shown
    return GridPage(
        year=grid.year,
        body=body.code,
        slug=body.slug,
        name=body.official_name,
        groups=_grouped(chosen, grid.goals),
        total=grid.total,
        missing=grid.missing,
        weak=len(weak),
        is_open=is_open,
        closed="" if is_open else _why_closed(may=may),
        undoable=last_write(viewer.actor.code, grid.year, body.code) if is_open else None,
        only=only,
        has_before=any(row.before for row in grid.rows),
    )


def is_taken(viewer: Viewer, year: int, body: str) -> bool:
    """Whether an occasion takes targets from the body just now."""
    gate = gates.gate(
        action=Action.STATE_TARGET,
        year=year,
        kinds=TARGETS_ARE_TAKEN_AT,
        actor=viewer.actor,
        instant=timezone.now(),
    )
    return gate.is_open_to(body)


def _why_closed(*, may: bool) -> Word:
    if not may:
        return _("Du får läsa årsmålen men inte ändra dem.")
    return _(
        "Tiden för att lämna årsmål har gått ut eller inte börjat. "
        "Be stadsledningskontoret om förlängd tid."
    )


def _is_shown(one: Line, only: str) -> bool:
    if one.faults or one.theirs:
        return True
    if only == "saknas":
        return one.is_missing
    return only != "svaga" or one.is_weak


def _grouped(
    lines: Iterable[tuple[TargetRow, Line]], goals: Iterable[GoalRow]
) -> tuple[GoalLines, ...]:
    by_code = {goal.code: goal for goal in goals}
    found: dict[str, list[Line]] = {}
    for row, one in lines:
        found.setdefault(row.indicator.sub_area or row.indicator.goal, []).append(one)
    return tuple(GoalLines(by_code.get(code), tuple(of_goal)) for code, of_goal in found.items())

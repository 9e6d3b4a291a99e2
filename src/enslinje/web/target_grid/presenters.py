"""What the target grid shows: goal by goal, each duty beside what it is held against."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core import target_text, versions
from enslinje.core.marking import sight_of
from enslinje.core.policy import Action
from enslinje.core.terms import Basis, Polarity
from enslinje.core.values import SCALE, unscaled
from enslinje.goals import target_grid as reading
from enslinje.goals.operations.targets import TARGETS_ARE_TAKEN_AT
from enslinje.goals.rows import GoalRow
from enslinje.goals.target_entries import why_locked
from enslinje.goals.target_grid import TargetGrid, TargetRow
from enslinje.goals.undoable import Undoable, last_write
from enslinje.journal.vocabulary import word
from enslinje.organisation import gates, queries
from enslinje.organisation.rows import BodyRow
from enslinje.reconciliation.own_targets import Standing, hold
from enslinje.web import writing
from enslinje.web.forms import Fault
from enslinje.web.target_grid import words
from enslinje.web.viewers import Viewer
from enslinje.web.words import Word
from enslinje.web.writing import Shown


def anchor_of(code: str) -> str:
    """The id of the cell for the indicator's target, which a link leads to."""
    return code


@dataclass(frozen=True)
class Typed:
    """What somebody has typed in a row and that is not saved: shown in place of what is stated."""

    text: str
    reason: str
    faults: tuple[str, ...] = ()
    theirs: str = ""
    base: str | None = None


@dataclass(frozen=True)
class Line:
    """A row of the grid.

    Attributes:
        text, reason: what stands in the two cells.
        seen_text, seen_reason: what is stated, to be restored and compared with.
        base: the version that a write rests on.
        gap: how much better than the council's target or the quota, with its sign.
        warnings: what is weak about it; `is_explained` when a reason is given.
        faults: why what is typed was not saved.
        theirs: what somebody else has saved meanwhile.
    """

    code: str
    name: str
    unit: str
    direction: Word
    before: str
    outcome: Shown | None
    council: Shown | None
    is_quota: bool
    for_year: int
    text: str
    reason: str
    seen_text: str
    seen_reason: str
    base: str
    gap: str
    state: Word
    is_missing: bool
    is_weak: bool
    is_explained: bool
    warnings: tuple[str, ...]
    examples: tuple[str, ...]
    locked: Word
    faults: tuple[str, ...]
    theirs: str
    is_invented: bool

    @property
    def anchor(self) -> str:
        """The id of the cell, which a link leads to."""
        return anchor_of(self.code)


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
        return reverse("work:targets", kwargs={"year": self.year, "slug": self.slug})


def how_written() -> str:
    """How a target is written in a cell, in a few sentences."""
    return _(
        "Ett årsmål skrivs som 60, 1 234,5, minst 30, högst 30, exakt 30, 50–100, öka, behålla, "
        "minska, ja, nej, ej relevant: skäl, eller fastställs i tertialrapport 1: skäl. Ett tal "
        "utan ord betyder det som gäller för indikatorn. Ett streck är att uppgift saknas."
    )


def read_grid(
    viewer: Viewer, year: int, body: str, codes: Collection[str] | None = None
) -> TargetGrid:
    """Read the body's duties and targets as `viewer` may see them, as they are now.

    With `codes` only those of these indicators.
    """
    sight = sight_of(viewer.holdings, [body], viewer.parents)
    today = timezone.localdate()
    return reading.target_grid(year=year, body=body, on=today, sight=sight, codes=codes)


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
    codes: Collection[str] | None = None,
) -> GridPage:
    """Return the grid with what somebody has `typed` and that is not saved.

    With `codes` only the rows of these indicators; it counts as missing what is so in all.
    """
    may, said = viewer.may(Action.STATE_TARGET, body.code), typed or {}
    is_open = may and is_taken(viewer, grid.year, body.code)
    rows = [row for row in grid.rows if codes is None or row.code in codes]
    stands = hold(grid, rows)
    lines = [
        (row, line(row, stands[row.code], said.get(row.code), is_open=is_open)) for row in rows
    ]
    weak = sum(one.is_weak and not one.is_explained for _row, one in lines)
    return GridPage(
        year=grid.year,
        body=body.code,
        slug=body.slug,
        name=body.official_name,
        groups=_grouped([(row, one) for row, one in lines if _is_shown(one, only)], grid.goals),
        total=len(grid.rows),
        missing=sum(row.is_missing for row in grid.rows),
        weak=weak,
        is_open=is_open,
        closed="" if is_open else _why_closed(may=may),
        undoable=last_write(viewer.actor.code, grid.year, body.code) if is_open else None,
        only=only,
        has_before=any(row.before for row in grid.rows),
    )


def unweighed(grid: TargetGrid) -> tuple[Line, ...]:
    """Return the grid's rows as its writer may see them, held against nothing yet."""
    return tuple(line(row, Standing(), None, is_open=True) for row in grid.rows)


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


def line(row: TargetRow, stands: Standing, typed: Typed | None, *, is_open: bool) -> Line:
    """Return one row as it is shown."""
    locked = why_locked(row)
    text, reason = (typed.text, typed.reason) if typed else (row.text, row.value.reason)
    base = versions.written(row.seen)
    decimals = row.measure.decimals
    return Line(
        code=row.code,
        name=row.indicator.name,
        unit=writing.in_language(row.indicator.unit_sv, row.indicator.unit_en),
        direction=_direction(row),
        before=row.written(row.before.value) if row.before else "",
        outcome=_outcome(stands, decimals),
        council=_council(row, decimals),
        is_quota=row.quota is not None,
        for_year=row.for_year,
        text=text,
        reason=reason,
        seen_text=row.text,
        seen_reason=row.value.reason,
        base=typed.base if typed and typed.base is not None else base,
        gap="" if stands.gap is None else writing.signed(stands.gap / SCALE, decimals),
        state=words.state_of(row),
        is_missing=row.is_missing,
        is_weak=stands.is_below or stands.is_lowered,
        is_explained=bool(row.value.reason),
        warnings=words.warnings(row, stands),
        examples=target_text.examples(row.measure.unit_kind),
        locked=words.LOCKED[locked] if locked else "" if is_open else _("Stängt"),
        faults=typed.faults if typed else (),
        theirs=typed.theirs if typed else "",
        is_invented=bool(row.stated and row.stated.origin.basis is Basis.INVENTED),
    )


def _direction(row: TargetRow) -> str:
    return word(Polarity, row.indicator.polarity.value)


def _outcome(stands: Standing, decimals: int) -> Shown | None:
    found = stands.outcome
    if found is None:
        return None
    return Shown(writing.number(unscaled(found.value), decimals), "", found.origin.basis)


def _council(row: TargetRow, decimals: int) -> Shown | None:
    """The body's quota, else the council's target for the whole group."""
    if row.quota is not None and row.quota_origin is not None:
        return Shown(writing.number(unscaled(row.quota), decimals), "", row.quota_origin.basis)
    asked = row.indicator.council
    if asked is None or asked.low is None or asked.high is None:
        return None
    ends = writing.ends(unscaled(asked.low), unscaled(asked.high), decimals)
    return Shown(words.form_words(asked.form, ends), "", asked.origin.basis)


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

"""What is typed in the grid's cells, and the write it becomes: a few cells or all of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from django.utils import timezone

from enslinje.core import versions
from enslinje.core.actors import Source
from enslinje.core.errors import Refusal
from enslinje.core.values import Stated
from enslinje.core.versions import Seen, Unseen
from enslinje.goals import operations
from enslinje.goals.target_entries import Entry, Planned, plan
from enslinje.goals.target_grid import NOT_STATED, TargetGrid, TargetRow, values_at
from enslinje.journal.errors import EditedMeanwhile
from enslinje.journal.record import Receipt
from enslinje.web.target_grid.lines import Typed
from enslinje.web.viewers import Viewer

TEXT, REASON, BASE = "v-", "r-", "b-"


@dataclass(frozen=True)
class Outcome:
    """What became of what was sent.

    Attributes:
        receipt: of the write, `None` when nothing was written.
        written: the rows that were.
        typed: the rows that were not, as they were sent, each with why.
        general: why nothing was written, where it is about no row.
        asked: the rows that were to be written, or were already as they were sent.
        rows: those, as they are since.
    """

    receipt: Receipt | None = None
    written: tuple[str, ...] = ()
    typed: Mapping[str, Typed] = field(default_factory=dict)
    general: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    rows: tuple[TargetRow, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether something was not written."""
        return bool(self.typed or self.general)

    @property
    def is_repeat(self) -> bool:
        """Whether it had been sent and written before."""
        return self.receipt is not None and self.receipt.is_repeat

    @property
    def is_conflict(self) -> bool:
        """Whether somebody else has written meanwhile."""
        return any(one.theirs for one in self.typed.values())


NO_TYPED: Mapping[str, Typed] = {}


def codes(sent: Iterable[str]) -> frozenset[str]:
    """The indicators whose cells were sent, by the names of the fields."""
    return frozenset(
        name.removeprefix(field)
        for name in sent
        for field in (TEXT, REASON)
        if name.startswith(field)
    )


def entries(
    grid: TargetGrid, sent: Mapping[str, str], *, bad: Mapping[str, Typed] = NO_TYPED
) -> tuple[Entry, ...]:
    """Return what somebody has changed in the cells that were `sent`, against what they saw.

    A text of `bad` that comes back as it was is no change: it was refused before, and stands
    in its cell to be mended.
    """
    rows = [row for row in grid.rows if TEXT + row.code in sent or REASON + row.code in sent]
    bases = {row.code: versions.read(sent.get(BASE + row.code, "")) for row in rows}
    past = values_at(
        grid.body,
        [base for row in rows if isinstance(base := bases[row.code], int) and base != row.seen],
    )
    sent = {
        name: text
        for name, text in sent.items()
        if not (name.startswith(TEXT) and (one := bad.get(name[len(TEXT) :])) and one.text == text)
    }
    return tuple(_changed(rows, bases, past, sent))


def _changed(
    rows: Sequence[TargetRow],
    bases: Mapping[str, Seen],
    past: Mapping[int, Stated],
    sent: Mapping[str, str],
) -> Iterator[Entry]:
    for row in rows:
        was = _was(row, bases[row.code], past)
        text, reason = sent.get(TEXT + row.code), sent.get(REASON + row.code)
        text = None if text is None or _same(text, row.written(was)) else text
        reason = None if reason is None or _same(reason, was.reason) else reason
        if text is not None or reason is not None:
            yield Entry(row.code, text, reason, bases[row.code])


def _was(row: TargetRow, base: Seen, past: Mapping[int, Stated]) -> Stated:
    """What the writer saw in the row."""
    if isinstance(base, Unseen) or base == row.seen:
        return row.value
    return past.get(base, NOT_STATED) if base is not None else NOT_STATED


def _same(one: str, other: str) -> bool:
    """Whether they differ in nothing but white space."""
    return one.split() == other.split()


def enter(
    viewer: Viewer, grid: TargetGrid, wanted: Sequence[Entry], *, key: UUID | None
) -> Outcome:
    """Write what is wanted, all of it or nothing."""
    planned = plan(grid, wanted)
    asked = tuple(one.row.code for one in planned)
    if any(one.refusals for one in planned):
        return Outcome(
            typed={one.row.code: _as_typed(one, _sentences(one.refusals)) for one in planned},
            asked=asked,
        )
    changed = [one for one in planned if one.value is not None]
    outcome = write(viewer, grid, changed, key=key)
    since = {row.code: row for row in outcome.rows}
    rows = tuple(since.get(one.row.code, one.row) for one in planned)
    return replace(outcome, asked=asked, rows=rows)


def write(
    viewer: Viewer, grid: TargetGrid, planned: Sequence[Planned], *, key: UUID | None
) -> Outcome:
    """Write the planned targets in one change set. What the operation refuses is told by row."""
    today = timezone.localdate()
    drafts = [one.draft(grid.body, today) for one in planned]
    if not drafts:
        return Outcome()
    actor = replace(viewer.actor, source=Source.GRID)
    try:
        receipt = operations.state_targets(
            actor=actor, year=grid.year, targets=drafts, key=key or uuid4()
        )
    except Refusal as refusal:
        return _refused(planned, refusal)
    return Outcome(
        receipt,
        tuple(one.row.code for one in planned),
        rows=tuple(
            one.recorded(fact, draft)
            for one, fact, draft in zip(planned, receipt.rows, drafts, strict=True)
        ),
    )


def _refused(planned: Sequence[Planned], refusal: Refusal) -> Outcome:
    by_row: dict[int, list[Refusal]] = {}
    general = []
    for one in refusal.all:
        if one.row is None or one.column == "body":
            general.append(one)
        else:
            by_row.setdefault(one.row, []).append(one)
    typed = {
        one.row.code: _as_typed(
            one,
            _sentences([two for two in by_row.get(at, []) if not isinstance(two, EditedMeanwhile)]),
            next((two for two in by_row.get(at, []) if isinstance(two, EditedMeanwhile)), None),
        )
        for at, one in enumerate(planned)
    }
    return Outcome(typed=typed, general=tuple(dict.fromkeys(_sentences(general))))


def _sentences(refusals: Sequence[Refusal]) -> tuple[str, ...]:
    return tuple(f"{one.what} {one.remedy}".strip() for one in refusals)


def _as_typed(
    planned: Planned, faults: tuple[str, ...], clash: EditedMeanwhile | None = None
) -> Typed:
    row, entry = planned.row, planned.entry
    theirs = ""
    base = versions.written(entry.seen)
    if clash is not None:
        theirs = row.text or "–"
        base = versions.written(row.seen)
    return Typed(
        text=row.text if entry.text is None else entry.text,
        reason=row.value.reason if entry.reason is None else entry.reason,
        faults=faults,
        theirs=theirs,
        base=base,
    )

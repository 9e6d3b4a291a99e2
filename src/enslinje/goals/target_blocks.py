"""Which rows of the target grid the rows of a pasted block are about: by code, or by position."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.utils.translation import gettext as _

from enslinje.core.blocks import Block
from enslinje.core.errors import shortened
from enslinje.core.terms import UnitKind
from enslinje.core.versions import UNSEEN, Seen
from enslinje.goals.target_entries import (
    Entry,
    Planned,
    Skipped,
    TargetUnreadable,
    Verdict,
    plan,
)
from enslinje.goals.target_grid import TargetGrid, TargetRow

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
"""How a date of a sheet is read."""


class By(StrEnum):
    """What tells which row a pasted one is about."""

    CODE = "code"
    POSITION = "position"


class Cell(StrEnum):
    """The two cells of a row that are written in."""

    TEXT = "text"
    REASON = "reason"


HEADS: Mapping[str, str] = {
    "kod": "code",
    "indikator (kod)": "code",
    "code": "code",
    "vårt årsmål": Cell.TEXT,
    "our target": Cell.TEXT,
    "motivering": Cell.REASON,
    "reason": Cell.REASON,
}
"""The heads that are known in a block, in small letters, and what stands under them."""


@dataclass(frozen=True)
class BlockRow:
    """A row of the block: its number in it from 1, the row it is about, and its two cells."""

    number: int
    code: str
    text: str | None
    reason: str | None


@dataclass(frozen=True)
class Matched:
    """A block laid over the grid.

    Attributes:
        by: how it was laid; `proposed` is the better way.
        rows: those that fell on a row of the grid.
        outside: how many cells that hold something did not: of an unknown code, below the last
            row, or in a column where nobody writes.
        unknown: the codes that are none of the body's, come again, or are missing beside cells
            that hold something, with the number of the row.
        columns: in which column of the block each cell stands, from 0.
        code_column: in which the codes stand, `None` where there are none.
    """

    by: By
    proposed: By
    rows: tuple[BlockRow, ...]
    outside: int
    unknown: tuple[tuple[int, str], ...] = ()
    columns: Mapping[Cell, int] = field(default_factory=dict)
    code_column: int | None = None


def match(
    block: Block, codes: Sequence[str], *, at: str = "", column: Cell = Cell.TEXT, by: By | None
) -> Matched:
    """Lay a block over the rows with these `codes`.

    Args:
        block: the cells; a first row of known heads says what the columns are.
        codes: the codes of the grid's rows, in the order they are shown.
        at: the code of the row that its first row falls on, by position; the first by default.
        column: the cell that its first column falls on, by position.
        by: how to lay it; `None` is the better way.
    """
    head = _head(block)
    body = block[1:] if head else block
    code_column = head.get("code", _code_column(body, set(codes)))
    proposed = By.POSITION if code_column is None else By.CODE
    used = proposed if by is None or code_column is None else by
    columns = _columns(head, code_column, column, width=len(block[0]) if block else 0)
    first = codes.index(at) if at in codes else 0
    taken: set[str] = set()
    rows, unknown, outside = [], [], 0
    for place, cells in enumerate(body):
        number = place + 1 + bool(head)
        # Under heads that are known, what stands in other columns is there to be read.
        watched = columns.values() if head else (at_ for at_ in range(len(cells)))
        filled = sum(bool(cells[at_]) for at_ in watched if at_ != code_column)
        code = _code_of(cells, place + first, codes, code_column if used is By.CODE else None)
        if code is None or code not in codes or code in taken:
            outside += filled
            unknown += [(number, code)] if code or (filled and code is not None) else []
            continue
        taken.add(code)
        text, reason = (_cell(cells, columns.get(one)) for one in Cell)
        outside += filled - bool(text) - bool(reason)
        rows.append(BlockRow(number, code, text, reason))
    return Matched(used, proposed, tuple(rows), outside, tuple(unknown), columns, code_column)


def meaning(head: str) -> str:
    """What stands under a head, "" when the head is none that is known."""
    return str(HEADS.get(head.lower().strip("* "), ""))


def plan_block(
    grid: TargetGrid, matched: Matched, seen: Mapping[str, Seen]
) -> tuple[tuple[BlockRow, Planned], ...]:
    """Return what becomes of each row of the block. Nothing is written.

    An empty cell changes nothing: a dash takes a value away. A text that is no target never
    takes the place of one that is stated; where nothing is, it is kept as it was written.

    Args:
        grid: what is stated.
        matched: the block, laid over the grid.
        seen: the versions that the writer saw, by code; those of the grid where it is not named.
    """
    found = grid.by_code
    wanted = [
        Entry(
            row.code,
            row.text or None,
            row.reason or None,
            found[row.code].seen if seen.get(row.code, UNSEEN) is UNSEEN else seen[row.code],
        )
        for row in matched.rows
    ]
    planned = plan(grid, wanted)
    return tuple(
        (row, _with_empty(row, _never_over(one)))
        for row, one in zip(matched.rows, planned, strict=True)
    )


def _never_over(one: Planned) -> Planned:
    if one.value is None or not one.value.raw_text or one.refusal or one.text is None:
        return one
    if one.text is not Verdict.CHANGED:
        return one
    refusal = _no_target(one.row, one.entry.text or one.value.raw_text)
    stands = one.row.value
    kept = one.value if one.row.is_missing else replace(stands, reason=one.value.reason)
    return replace(
        one, text=Verdict.REFUSED, refusal=refusal, value=None if kept == stands else kept
    )


def _no_target(row: TargetRow, text: str) -> TargetUnreadable:
    if _DAY.match(text):
        what = _("”{text}” är ett datum och inget årsmål.")
        remedy = _("Ge cellen formatet Text i Excel och skriv värdet på nytt.")
    elif row.measure.unit_kind is UnitKind.YES_NO:
        what = _("”{text}” är inget årsmål.")
        remedy = _("Skriv ja, nej eller ett av de andra orden i hjälpen.")
    else:
        what = _("”{text}” är inget årsmål.")
        remedy = _("Skriv ett tal, ett intervall som 50–100 eller ett av orden i hjälpen.")
    return TargetUnreadable(
        what.format(text=shortened(text)), column="value", value=text, remedy=remedy
    )


def _with_empty(row: BlockRow, one: Planned) -> Planned:
    """Say of an empty cell whether it is as it was, or is left as it is."""
    if one.why_skipped or (row.text != "" and row.reason != ""):
        return one
    text = one.text if row.text != "" else _of_empty(one.row.text)
    reason = one.reason if row.reason != "" else _of_empty(one.row.value.reason)
    is_left = Verdict.SKIPPED in {text, reason}
    return replace(one, text=text, reason=reason, why_skipped=Skipped.EMPTY if is_left else None)


def _of_empty(stands: str) -> Verdict:
    return Verdict.SKIPPED if stands else Verdict.EQUAL


def _head(block: Block) -> Mapping[str, int]:
    """The columns by what stands under them, empty when the first row is no row of heads."""
    found: dict[str, int] = {}
    for at, cell in enumerate(block[0] if block else ()):
        if means := meaning(cell):
            found.setdefault(means, at)
    return found


def _code_column(body: Block, codes: Collection[str]) -> int | None:
    """The column where at least half of the cells are codes of the grid, if there is one."""
    for at in range(len(body[0]) if body else 0):
        filled = [row[at] for row in body if row[at]]
        if filled and 2 * sum(cell in codes for cell in filled) >= len(filled):
            return at
    return None


def _columns(
    head: Mapping[str, int], code_column: int | None, column: Cell, *, width: int
) -> Mapping[Cell, int]:
    named = {cell: head[cell] for cell in Cell if cell in head}
    if named:
        return named
    free = [at for at in range(width) if at != code_column]
    order = (Cell.REASON,) if column is Cell.REASON else tuple(Cell)
    return dict(zip(order, free, strict=False))


def _code_of(
    cells: Sequence[str], place: int, codes: Sequence[str], code_column: int | None
) -> str | None:
    """The code of the row, `None` when the block reaches below the last."""
    if code_column is not None:
        return cells[code_column]
    return codes[place] if place < len(codes) else None


def _cell(cells: Sequence[str], column: int | None) -> str | None:
    return None if column is None or column >= len(cells) else cells[column]

"""A pasted block: first shown as what would become of it, then written, or given up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from enslinje.core import versions
from enslinje.core.blocks import MOST_COLUMNS, MOST_ROWS, read_block
from enslinje.core.errors import Refusal, shortened
from enslinje.core.numbers import shown
from enslinje.core.versions import Seen
from enslinje.exchange.faults import place
from enslinje.goals.target_blocks import BlockRow, By, Cell, Matched, match, plan_block
from enslinje.goals.target_entries import Planned, Verdict
from enslinje.goals.target_grid import StatedTarget, TargetGrid, TargetRow
from enslinje.reconciliation.own_targets import hold
from enslinje.web.target_grid import words
from enslinje.web.target_grid.entering import BASE
from enslinje.web.words import Word

MOST_NAME = 100
MOST_SHEET = 31
"""Characters of a sheet's name in Excel."""
MOST_DIGITS = 6


@dataclass(frozen=True)
class BlockLine:
    """A row of the block as it is previewed: what stands, what would, and what is said of it."""

    number: int
    code: str
    name: str
    was_text: str
    was_reason: str
    text: str
    reason: str
    text_verdict: Verdict | None
    reason_verdict: Verdict | None
    base: str
    faults: tuple[str, ...]
    skipped: Word
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class BlockPage:
    """What would become of a block.

    Attributes:
        lines: the rows of which something changes, fails or is skipped; the others are `equal`.
        changed, equal, refused, skipped: how many cells.
        rows: how many rows the block has.
        unknown: what is said of each row whose code is none of the body's, or comes again.
        can_switch: both ways of laying it over the grid make sense.
    """

    lines: tuple[BlockLine, ...]
    rows: int
    changed: int
    equal: int
    refused: int
    skipped: int
    unknown: tuple[str, ...]
    by: By
    can_switch: bool
    fault: Word = ""

    @property
    def cells(self) -> int:
        """How many cells the block has."""
        return self.changed + self.equal + self.refused + self.skipped

    @property
    def writes(self) -> bool:
        """Whether anything would be written."""
        return bool(self.changed or self.refused)


@dataclass(frozen=True)
class Laid:
    """A block laid over the grid, and what becomes of each row.

    `file` is the name of the file that it came in, where its first row has the number `first_row`;
    `sheet` that of the sheet, where the file has more than one.
    """

    grid: TargetGrid
    matched: Matched
    planned: tuple[tuple[BlockRow, Planned], ...]
    file: str = ""
    sheet: str = ""
    first_row: int = 1

    @property
    def to_write(self) -> list[Planned]:
        """The rows of which something is written."""
        return [one for _row, one in self.planned if one.value is not None]


def lay(grid: TargetGrid, sent: Mapping[str, str], codes: Sequence[str]) -> Laid:
    """Lay the block that was `sent` over the rows with these `codes`.

    Raises:
        BlockTooLarge: it is larger than any grid.
    """
    block = read_block(sent.get("block", ""))
    by, column = sent.get("by", ""), sent.get("column", "")
    matched = match(
        block,
        codes,
        at=sent.get("at", ""),
        column=Cell(column) if column in set(Cell) else Cell.TEXT,
        by=By(by) if by in set(By) else None,
    )
    seen: dict[str, Seen] = {
        row.code: versions.read(sent.get(BASE + row.code, "")) for row in matched.rows
    }
    first = sent.get("first", "")
    return Laid(
        grid,
        matched,
        plan_block(grid, matched, seen),
        file=sent.get("file", "")[:MOST_NAME],
        sheet=sent.get("sheet", "")[:MOST_SHEET],
        first_row=int(first) if first.isdecimal() and len(first) < MOST_DIGITS else 1,
    )


def too_large(file: str = "") -> str:
    """What is said of a block that is too large, and of a file with such a block."""
    if file:
        return _(
            "{file}: filen har för många rader, kolumner eller tecken för årsmål. Ta bort det som "
            "inte hör till tabellen: högst {rows} rader och {columns} kolumner går att läsa. "
            "Inget är sparat."
        ).format(file=file, rows=shown(MOST_ROWS), columns=MOST_COLUMNS)
    return _(
        "Det är för mycket på en gång. Klistra in högst {rows} rader och {columns} kolumner."
    ).format(rows=MOST_ROWS, columns=MOST_COLUMNS)


def preview(laid: Laid, *, fault: Word = "") -> BlockPage:
    """Return what would become of the block, to be confirmed."""
    counts = dict.fromkeys(Verdict, 0)
    for _row, one in laid.planned:
        for verdict in (one.text, one.reason):
            if verdict is not None:
                counts[verdict] += 1
    warned = _warnings(laid)
    lines = [_line(laid, row, one, warned.get(row.code, ())) for row, one in laid.planned]
    return BlockPage(
        lines=tuple(
            one for one in lines if {one.text_verdict, one.reason_verdict} - {Verdict.EQUAL, None}
        ),
        rows=len(laid.planned) + len(laid.matched.unknown),
        changed=counts[Verdict.CHANGED],
        equal=counts[Verdict.EQUAL],
        refused=counts[Verdict.REFUSED],
        skipped=counts[Verdict.SKIPPED] + laid.matched.outside,
        unknown=tuple(_unknown(laid, number, code) for number, code in laid.matched.unknown),
        by=laid.matched.by,
        can_switch=laid.matched.proposed is By.CODE,
        fault=fault,
    )


def _warnings(laid: Laid) -> Mapping[str, tuple[str, ...]]:
    """What is weak about the targets as they would be, by code."""
    rows = {one.row.code: _as_it_would_be(one) for one in laid.to_write if not one.refusals}
    if not rows:
        return {}
    stands = hold(laid.grid, list(rows.values()), is_new=True)
    return {code: words.warnings(row, stands[code]) for code, row in rows.items()}


def _as_it_would_be(one: Planned) -> TargetRow:
    value: Any = one.value
    row = one.row
    stated = row.stated or StatedTarget(
        fact=0,
        for_year=row.for_year,
        value=value,
        marking=words.PUBLIC,
        stated_on=None,
        origin=row.indicator.origin,
        source="",
    )
    return replace(row, stated=replace(stated, value=value))


def _faults(laid: Laid, row: BlockRow, one: Planned) -> tuple[str, ...]:
    """What is wrong with the cells of a row, and in a file where each stands."""
    of_text = Cell.TEXT if one.text is Verdict.REFUSED else Cell.REASON
    found = ((of_text, one.refusal), (Cell.REASON, one.reason_refusal))
    return tuple(_fault(laid, row, cell, refusal) for cell, refusal in found if refusal)


def _fault(laid: Laid, row: BlockRow, cell: Cell, refusal: Refusal) -> str:
    said = f"{refusal.what} {refusal.remedy}".strip()
    if not laid.file:
        return said
    where = _place(laid, row.number, laid.matched.columns.get(cell, 0))
    value = shortened((row.text if cell is Cell.TEXT else row.reason) or "")
    if _("”{value}”").format(value=value) in said:
        return f"{where}: {said}"
    return _("{where}: ”{value}”. {said}").format(where=where, value=value, said=said)


def _unknown(laid: Laid, number: int, code: str) -> str:
    """What is said of a row of the block whose code is none of the body's, or comes again."""
    where = _place(laid, number, laid.matched.code_column)
    if not code:
        said = _("{where}: raden har ingen kod. Skriv indikatorns kod. Raden hoppas över.")
    elif any(row.code == code for row in laid.matched.rows):
        said = _(
            "{where}: ”{code}” står redan på en rad ovanför. Ta bort den ena. Raden hoppas över."
        )
    else:
        said = _(
            "{where}: ”{code}” är ingen av era indikatorer. Skriv koden som i tabellen. Raden "
            "hoppas över."
        )
    return said.format(where=where, code=shortened(code))


def _place(laid: Laid, number: int, column: int | None) -> str:
    row = number + laid.first_row - 1
    if not laid.file:
        return _("Rad {row}").format(row=row)
    named = "" if column is None else letter(column)
    return place(laid.file, sheet=laid.sheet, row=row, column=named)


def letter(column: int) -> str:
    """The letter of a column in a sheet, from 0: `A`, `Z`, `AA`."""
    before, at = divmod(column, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + at)


def _line(laid: Laid, row: BlockRow, one: Planned, warnings: tuple[str, ...]) -> BlockLine:
    return BlockLine(
        number=row.number + laid.first_row - 1,
        code=row.code,
        name=one.row.indicator.name,
        was_text=one.row.text,
        was_reason=one.row.value.reason,
        text=row.text or "",
        reason=row.reason or "",
        text_verdict=one.text,
        reason_verdict=one.reason,
        base=versions.written(one.entry.seen),
        faults=_faults(laid, row, one),
        skipped=words.LOCKED[one.why_skipped] if one.why_skipped else "",
        warnings=warnings,
    )

"""A block of cells out of a file that somebody sends: Excel or CSV, as it would be pasted."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enslinje.core.blocks import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, Block, BlockTooLarge
from enslinje.exchange.reading import FileUnreadable, Limits, Lines
from enslinje.exchange.table_files import lines_of

LIMITS = Limits(
    rows=MOST_ROWS,
    columns=MOST_COLUMNS,
    characters=MOST_CHARACTERS,
    unpacked=20_000_000,
    marks=300_000,
)
"""A grid is far smaller than a table of amounts, so less is read of its file."""


@dataclass(frozen=True)
class FileBlock:
    """The cells of a file, and the number that its first row has there.

    `sheet` is the name of the sheet where the file has more than one.
    """

    block: Block
    first_row: int
    sheet: str = ""


def read_block_file(content: bytes) -> FileBlock:
    """Read the cells of an Excel sheet or of a CSV file.

    Raises:
        FileUnreadable: the file cannot be read, or part of it would be lost.
        BlockTooLarge: it has more rows or columns than a grid.
    """
    read = lines_of(content, LIMITS)
    if not read.is_excel:
        _check_lengths(read.lines)
    lines = [(row, [_plain(text) for text in texts]) for row, texts in read.lines]
    lines = [(row, texts) for row, texts in lines if any(texts)]
    if not lines:
        return FileBlock((), 1, read.sheet)
    first, last = lines[0][0], lines[-1][0]
    longest = max(len(texts) for _row, texts in lines)
    if last - first >= MOST_ROWS or longest > MOST_COLUMNS:
        raise BlockTooLarge(f"More than {MOST_ROWS} rows or {MOST_COLUMNS} columns")
    rows = [("",) * longest] * (last - first + 1)
    for row, texts in lines:
        rows[row - first] = (*texts, *("",) * (longest - len(texts)))
    return FileBlock(tuple(rows), first, read.sheet)


def _check_lengths(lines: Lines) -> None:
    """Refuse a CSV file where a cell has a separator in it, or lacks one: the next would move."""
    for row, texts in lines:
        if len(texts) != len(lines[0][1]):
            raise FileUnreadable(
                _("har {found} celler, rubrikraden {expected}").format(
                    found=len(texts), expected=len(lines[0][1])
                ),
                _("Sätt citattecken om celler som innehåller avgränsare, och ta med alla celler."),
                row=row,
                value="; ".join(texts),
            )


def _plain(text: str) -> str:
    """The text on one line, without what it was made safe with in a CSV file."""
    plain = " ".join(text.replace("\0", "").split())
    is_guarded = plain[:1] == "'" and plain[1:2] in {"=", "+", "-", "@"}
    return plain[1:] if is_guarded else plain

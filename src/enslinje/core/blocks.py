"""A block of cells as a spreadsheet copies it: rows by line, cells by tab, quoted where needed."""

import csv
from io import StringIO

from enslinje.core.errors import DomainError

Block = tuple[tuple[str, ...], ...]

MOST_ROWS = 2_000
MOST_COLUMNS = 50
MOST_CHARACTERS = 1_000_000


class BlockTooLarge(DomainError):
    """More than anybody pastes, so that nothing of it is read."""


def read_block(text: str) -> Block:
    """Read what a spreadsheet has put on the clipboard.

    Returns:
        The rows with their cells, the spaces around them gone, all rows as long as the longest.
        Empty rows at the end are left out.

    Raises:
        BlockTooLarge: more rows, columns or characters than a grid has.
    """
    if len(text) > MOST_CHARACTERS:
        raise BlockTooLarge(f"More than {MOST_CHARACTERS} characters")
    lines = StringIO(text.replace("\0", ""), newline="")
    rows = []
    for row in csv.reader(lines, dialect="excel-tab"):
        rows.append(tuple(" ".join(cell.split()) for cell in row))
        if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
            raise BlockTooLarge(f"More than {MOST_ROWS} rows or {MOST_COLUMNS} columns")
    while rows and not any(rows[-1]):
        rows.pop()
    longest = max(map(len, rows), default=0)
    return tuple(row + ("",) * (longest - len(row)) for row in rows)


def written(block: Block) -> str:
    """Write a block so that `read_block` gives it back."""
    text = StringIO(newline="")
    csv.writer(text, dialect="excel-tab", lineterminator="\n").writerows(block)
    return text.getvalue()

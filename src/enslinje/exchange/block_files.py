"""A block of cells out of a file that somebody sends: Excel or CSV, as it would be pasted."""

from dataclasses import dataclass

from enslinje.core.blocks import MOST_COLUMNS, MOST_ROWS, Block, BlockTooLarge
from enslinje.exchange.table_files import lines_of


@dataclass(frozen=True)
class FileBlock:
    """The cells of a file, and the number that its first row has there."""

    block: Block
    first_row: int


def read_block_file(content: bytes) -> FileBlock:
    """Read the cells of an Excel sheet or of a CSV file.

    Raises:
        FileUnreadable: the file cannot be read, or part of it would be lost.
        BlockTooLarge: it has more rows or columns than a grid.
    """
    lines = [(row, [_plain(text) for text in texts]) for row, texts in lines_of(content)]
    lines = [(row, texts) for row, texts in lines if any(texts)]
    if not lines:
        return FileBlock((), 1)
    first, last = lines[0][0], lines[-1][0]
    longest = max(len(texts) for _row, texts in lines)
    if last - first >= MOST_ROWS or longest > MOST_COLUMNS:
        raise BlockTooLarge(f"More than {MOST_ROWS} rows or {MOST_COLUMNS} columns")
    rows = [("",) * longest] * (last - first + 1)
    for row, texts in lines:
        rows[row - first] = (*texts, *("",) * (longest - len(texts)))
    return FileBlock(tuple(rows), first)


def _plain(text: str) -> str:
    """The text on one line, without what it was made safe with in a CSV file."""
    plain = " ".join(text.replace("\0", "").split())
    is_guarded = plain[:1] == "'" and plain[1:2] in {"=", "+", "-", "@"}
    return plain[1:] if is_guarded else plain

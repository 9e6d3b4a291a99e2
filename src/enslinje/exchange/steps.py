"""One operation on one table of a data set."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from enslinje.exchange.schema import Row, TableRows


@dataclass(frozen=True)
class Step:
    """One operation on one table.

    `write` takes the drafts, which stand in the order of `rows`.
    """

    table: TableRows
    rows: Sequence[Row]
    drafts: Sequence[Any]
    write: Callable[[Sequence[Any]], object]


def step(
    table: TableRows,
    draft: Callable[[Row], Any],
    write: Callable[[Sequence[Any]], object],
) -> Step:
    """Return the operation `write` on every row of `table`, made into drafts."""
    return Step(table, table.rows, [draft(row) for row in table], write)

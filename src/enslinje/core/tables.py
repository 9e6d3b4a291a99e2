"""Schemas of lazy tables, checked at the door of every core function."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeAlias

import narwhals as nw

from enslinje.core.errors import DomainError

Frame: TypeAlias = nw.LazyFrame[Any]


class TableError(DomainError):
    """A table does not have the columns, types or rows that its schema asks for."""


class Of(Enum):
    """Column types that several data types satisfy."""

    KEY = "text or whole number"

    def allows(self, found: Any) -> bool:
        """Whether a column of type `found` can be a key: text, category or any integer."""
        return found is not None and (
            found in {nw.String, nw.Categorical} or isinstance(found, nw.Enum) or found.is_integer()
        )


KEY = Of.KEY


@dataclass(frozen=True)
class Table:
    """Name, column types, key, nullable columns and closed ranges of one kind of table.

    A column of type `KEY` may hold text or whole numbers: the core only joins on it. A table
    may carry more columns than its schema names, such as the municipality of each row.
    """

    name: str
    columns: Mapping[str, Any]
    key: tuple[str, ...]
    nullable: frozenset[str] = frozenset()
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def check(self, frame: Frame) -> None:
        """Raise `TableError` unless `frame` has these columns with these types."""
        found = frame.collect_schema()
        for column, expected in self.columns.items():
            actual = found.get(column)
            fits = expected.allows(actual) if isinstance(expected, Of) else actual == expected
            if not fits:
                wanted = expected.value if isinstance(expected, Of) else expected
                raise TableError(
                    f"{self.name}: '{column}' is {actual or 'missing'}, wants {wanted}"
                )

    def admit(self, rows: nw.DataFrame[Any]) -> Frame:
        """Return `rows`, lazy. Raise `TableError` on a null, a range or a key used twice."""
        self.check(rows.lazy())
        for column in sorted(self.columns.keys() - self.nullable):
            if rows[column].is_null().any():
                raise TableError(f"{self.name}: '{column}' has empty cells")
        for column, (low, high) in self.ranges.items():
            if not rows[column].drop_nulls().is_between(low, high).all():
                raise TableError(f"{self.name}: '{column}' is outside {low}…{high}")
        if rows.select(*self.key).is_duplicated().any():
            raise TableError(f"{self.name}: {', '.join(self.key)} is not unique")
        return rows.lazy()


def collect_all(*frames: Frame, engine: str = "auto") -> tuple[nw.DataFrame[Any], ...]:
    """Collect several lazy tables at once, so that what they share is computed once.

    Args:
        frames: tables over one engine. With Polars they become one plan; others are collected
            one by one.
        engine: Polars' engine: "auto", "in-memory" or "streaming" for what outgrows memory.

    Returns:
        The collected tables, in the same order.
    """
    if not all(frame.implementation.is_polars() for frame in frames):
        return tuple(frame.collect() for frame in frames)
    import polars as pl  # noqa: PLC0415 — only the engine in use is loaded.

    collected = pl.collect_all([frame.to_native() for frame in frames], engine=engine)  # type: ignore[call-overload]
    return tuple(nw.from_native(frame, eager_only=True) for frame in collected)

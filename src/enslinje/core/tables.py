"""Schemas of lazy tables, checked at the door of every core function."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import reduce
from operator import mul
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
class Bound:
    """How large a sum may become: of the product of `factors`, without signs, within `within`."""

    factors: tuple[str, ...]
    limit: int
    within: str = "indicator"


@dataclass(frozen=True)
class Table:
    """Name, column types, key, nullable columns and limits of one kind of table.

    A column of type `KEY` may hold text or whole numbers: the core only joins on it. A table
    may carry more columns than its schema names, such as the municipality of each row.

    Attributes:
        ranges: the closed range of a column's values.
        intervals: pairs of columns that are given together, the first not above the second.
        bounds: sums that the core will form in 64 bits, which wrap silently.
    """

    name: str
    columns: Mapping[str, Any]
    key: tuple[str, ...]
    nullable: frozenset[str] = frozenset()
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    intervals: tuple[tuple[str, str], ...] = ()
    bounds: tuple[Bound, ...] = ()

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
        """Return `rows`, lazy.

        Raise `TableError` on a null, a value outside its range, half an interval or one turned
        around, a key used twice, or sums that 64 bits may not hold.
        """
        self.check(rows.lazy())
        for fault in (*self._faults_of_cells(rows), *self._faults_of_rows(rows)):
            raise TableError(f"{self.name}: {fault}")
        return rows.lazy()

    def _faults_of_cells(self, rows: nw.DataFrame[Any]) -> Iterator[str]:
        for column in sorted(self.columns.keys() - self.nullable):
            if rows[column].is_null().any():
                yield f"'{column}' has empty cells"
        for column, (low, high) in self.ranges.items():
            if not rows[column].drop_nulls().is_between(low, high).all():
                yield f"'{column}' is outside {low}…{high}"

    def _faults_of_rows(self, rows: nw.DataFrame[Any]) -> Iterator[str]:
        for first, last in self.intervals:
            if (rows[first].is_null() != rows[last].is_null()).any():
                yield f"'{first}' and '{last}' are not given together"
            if (rows[first] > rows[last]).any():
                yield f"'{first}' is above '{last}'"
        if rows.select(*self.key).is_duplicated().any():
            yield f"{', '.join(self.key)} is not unique"
        for bound in self.bounds:
            if _passes(rows, bound):
                yield f"{' × '.join(bound.factors)} sums to more than {bound.limit:.0e}"


def _passes(rows: nw.DataFrame[Any], bound: Bound) -> bool:
    """Whether a sum may pass the bound: as floats, which neither wrap nor err by a millionth."""
    product = reduce(mul, (nw.col(name).cast(nw.Float64).abs() for name in bound.factors))
    sums = rows.group_by(bound.within).agg(product.sum().alias("total"))
    return bool((sums["total"] > bound.limit).any())


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

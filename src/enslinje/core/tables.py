"""Schemas of lazy tables, checked at the door of every core function."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property, reduce
from itertools import chain, islice
from operator import mul
from typing import Any

import narwhals as nw

from enslinje.core.errors import DomainError
from enslinje.core.lazy import Build, Collected, Frame, MaybeLazy, Prepared, collect


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


class Size(Enum):
    """How many rows a table has, as far as they can be at fault: with none, one, or each other."""

    NONE = 0
    ONE = 1
    SEVERAL = 2

    @classmethod
    def of(cls, table: MaybeLazy) -> "Size":
        """How many `table` has: several, as far as is known of one that is lazy."""
        return cls(min(len(table), 2)) if isinstance(table, nw.DataFrame) else cls.SEVERAL


@dataclass(frozen=True)
class Bound:
    """How large a sum may become: of the product of `factors`, without signs, within `within`."""

    factors: tuple[str, ...]
    limit: int
    within: str = "indicator"

    def product(self) -> nw.Expr:
        """The factors multiplied: as floats, which neither wrap nor err by a millionth."""
        return reduce(mul, (nw.col(name).cast(nw.Float64).abs() for name in self.factors))


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

    def check(self, frame: MaybeLazy) -> None:
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
        self._admitting.collect(rows=rows)
        return rows.lazy()

    @cached_property
    def _admitting(self) -> "Admitting":
        return Admitting(lambda **_tables: (), {"rows": self})

    def look(self, rows: Frame, size: "Size") -> tuple[Frame, ...]:
        """Every sign of a fault in one row and, of several, a row where a key is used twice."""
        signs = {f"_{at}": sign for at, sign in enumerate(self._signs.values())}
        uses = rows.group_by(*self.key).agg(nw.len().alias("_uses"))
        looks = rows.select(**signs), uses.filter(nw.col("_uses") > 1).head(1)
        return looks[: size.value]

    def settle(self, rows: MaybeLazy, *seen: nw.DataFrame[Any]) -> None:
        """Raise `TableError` if what was seen when `look` was collected is a fault."""
        for fault in self._faults(rows, *seen) if seen else ():
            raise TableError(f"{self.name}: {fault}")

    def _faults(
        self, rows: MaybeLazy, signs: nw.DataFrame[Any], *repeats: nw.DataFrame[Any]
    ) -> Iterator[str]:
        """In words, what is wrong with the rows."""
        seen = signs.row(0) if self._signs else ()
        for text, is_seen in zip(self._signs, seen, strict=True):
            bound = self._bounds_by_text.get(text)
            if is_seen and (bound is None or _passes(rows, bound)):
                yield text
        if any(len(one) for one in repeats):
            yield f"{', '.join(self.key)} is not unique"

    @cached_property
    def _signs(self) -> Mapping[str, nw.Expr]:
        return {**self._signs_in_cells(), **self._signs_in_rows(), **self._signs_of_sums()}

    def _signs_in_cells(self) -> Mapping[str, nw.Expr]:
        """By what is wrong, whether it is so of some cell."""
        filled = sorted(self.columns.keys() - self.nullable)
        empty = {f"'{name}' has empty cells": nw.col(name).is_null().any() for name in filled}
        outside = {
            f"'{name}' is outside {low}…{high}": (~nw.col(name).is_between(low, high)).any()
            for name, (low, high) in self.ranges.items()
        }
        return {**empty, **outside}

    def _signs_in_rows(self) -> Mapping[str, nw.Expr]:
        signs = {}
        for first, last in self.intervals:
            apart = nw.col(first).is_null() != nw.col(last).is_null()
            signs[f"'{first}' and '{last}' are not given together"] = apart.any()
            signs[f"'{first}' is above '{last}'"] = (nw.col(first) > nw.col(last)).any()
        return signs

    def _signs_of_sums(self) -> Mapping[str, nw.Expr]:
        """Whether the sum of all is too large: only then may that of some be."""
        return {
            text: bound.product().sum() > bound.limit
            for text, bound in self._bounds_by_text.items()
        }

    @cached_property
    def _bounds_by_text(self) -> Mapping[str, Bound]:
        return {
            f"{' × '.join(bound.factors)} sums to more than {bound.limit:.0e}": bound
            for bound in self.bounds
        }


def _passes(rows: MaybeLazy, bound: Bound) -> bool:
    sums = collect(rows.lazy().group_by(bound.within).agg(bound.product().sum().alias("total")))
    return bool((sums["total"] > bound.limit).any())


class Admitting:
    """A prepared plan that admits some of its tables in the pass that computes it.

    Of small tables a pass costs the same whatever it does, so there is one instead of many.
    """

    def __init__(self, build: Build, schemas: Mapping[str, Table]) -> None:
        """Take what `build` makes of tables by name, and the schemas of those to be admitted."""
        self._build = build
        self._schemas = schemas
        self._plans: dict[tuple[Size, ...], Prepared] = {}

    def collect(self, **tables: MaybeLazy) -> Collected:
        """Return what is built of `tables`, collected.

        Raise `TableError` as `Table.admit` does.
        """
        sizes = tuple(Size.of(tables[name]) for name in self._schemas)
        plan = self._plans.get(sizes) or self._plans.setdefault(sizes, self._planned(sizes))
        found = iter(plan.collect(**tables))
        for (name, schema), size in zip(self._schemas.items(), sizes, strict=True):
            schema.settle(tables[name], *islice(found, size.value))
        return tuple(found)

    def _planned(self, sizes: tuple[Size, ...]) -> Prepared:
        """The plan for tables of such sizes: it looks for no more faults than they can have."""

        def plan(**tables: Frame) -> tuple[Frame, ...]:
            for name, schema in self._schemas.items():
                schema.check(tables[name])  # Tables of the same columns have the same plan.
            looked = zip(self._schemas.items(), sizes, strict=True)
            looks = (schema.look(tables[name], size) for (name, schema), size in looked)
            return (*chain.from_iterable(looks), *self._build(**tables))

        return Prepared(plan)

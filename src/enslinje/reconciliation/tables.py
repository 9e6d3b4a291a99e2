"""Rows written as tables of given types."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

import narwhals as nw
import polars as pl

from enslinje.core.lazy import Frame
from enslinje.core.tables import KEY, Table

Rows: TypeAlias = Iterable[Sequence[Any]]
"""Tuples in the order of a schema's columns, with text keys."""


def table(schema: Table, rows: Rows) -> Frame:
    """Return `rows` as an admitted lazy table."""
    return schema.admit(unadmitted(schema, rows))


def unadmitted(schema: Table, rows: Rows) -> nw.DataFrame[Any]:
    """Return `rows` as a table of the schema's types, for a plan that admits it."""
    types = {name: nw.String if kind is KEY else kind for name, kind in schema.columns.items()}
    return written(types, rows)


def plain(columns: Mapping[str, Any], rows: Rows) -> Frame:
    """Return `rows` as a lazy table with the given column types."""
    return written(columns, rows).lazy()


def written(columns: Mapping[str, Any], rows: Rows) -> nw.DataFrame[Any]:
    """Return `rows` as a table with the given column types."""
    rows = list(rows)
    return _written(tuple(columns.items()), rows) if rows else _empty(tuple(columns.items()))


_Types: TypeAlias = tuple[tuple[str, Any], ...]


def _written(columns: _Types, rows: list[Sequence[Any]]) -> nw.DataFrame[Any]:
    return nw.from_native(pl.DataFrame(rows, schema=_native(columns), orient="row"))


@cache
def _empty(columns: _Types) -> nw.DataFrame[Any]:
    return _written(columns, [])


@cache
def _native(columns: _Types) -> pl.Schema:
    return nw.Schema(columns).to_polars()

"""Lazy tables: collected together, and plans of them that are put together once.

To put a plan together costs more than to compute it when its tables are small: a hundred
expressions become the engine's, one by one, whatever the number of rows. What is asked again and
again is therefore prepared, as a database prepares a statement.
"""

from collections.abc import Callable, Iterator, Mapping
from threading import Lock
from typing import Any, TypeAlias

import narwhals as nw

Frame: TypeAlias = nw.LazyFrame[Any]
MaybeLazy: TypeAlias = Frame | nw.DataFrame[Any]
Build: TypeAlias = Callable[..., tuple[Frame, ...]]
Collected: TypeAlias = tuple[nw.DataFrame[Any], ...]


def collect_all(
    *frames: Frame, engine: str = "in-memory", is_as_built: bool = False
) -> tuple[nw.DataFrame[Any], ...]:
    """Collect several lazy tables at once, so that what they share is computed once.

    Args:
        frames: tables over one engine. With Polars they become one plan; others are collected
            one by one.
        engine: Polars' engine: "in-memory", or "streaming" for what outgrows memory, which Polars
            would choose by itself; small tables take it twice as long.
        is_as_built: Polars does not look for a better plan, which takes longer than to compute
            one of small tables.

    Returns:
        The collected tables, in the same order.
    """
    if not all(frame.implementation.is_polars() for frame in frames):
        return tuple(frame.collect() for frame in frames)
    import polars as pl  # noqa: PLC0415 — only the engine in use is loaded.

    flags = pl.QueryOptFlags.none() if is_as_built else pl.QueryOptFlags()
    natives = [frame.to_native() for frame in frames]
    collected = pl.collect_all(natives, engine=engine, optimizations=flags)  # type: ignore[call-overload]
    return tuple(nw.from_native(frame, eager_only=True) for frame in collected)


def collect(frame: MaybeLazy) -> nw.DataFrame[Any]:
    """Collect one table, as `collect_all` does several; one that is no longer lazy is as it is."""
    return frame if isinstance(frame, nw.DataFrame) else collect_all(frame)[0]


class Prepared:
    """The plan that `build` puts together from named tables, kept for tables of the same columns.

    `build` takes the tables by name and looks at nothing but their schemas: what it does may not
    depend on their rows. Only Polars keeps plans; with another engine it is built each time.

    A table that is always the same is better written into the plan by `build` itself: the engine
    comes back to Python for each that is not, and waits there for whoever else is at work.
    """

    def __init__(self, build: Build) -> None:
        self._build = build
        self._plans: dict[tuple[Any, ...], _Plan] = {}
        self._guard = Lock()

    def collect(self, **tables: MaybeLazy) -> Collected:
        """Return what `build` gives of `tables`, collected."""
        if not all(table.implementation.is_polars() for table in tables.values()):
            return collect_all(*self._build(**{n: one.lazy() for n, one in tables.items()}))
        rows = {name: collect(table).to_native() for name, table in tables.items()}
        with self._guard:
            key = tuple((n, not len(one), *one.schema.items()) for n, one in rows.items())
            plan = self._plans.get(key) or self._plans.setdefault(key, _Plan(self._build, rows))
        return plan.collect(rows)


class _Plan:
    """A plan of Polars over slots, which are filled for each time that it is computed."""

    def __init__(self, build: Build, like: Mapping[str, Any]) -> None:
        self._filled: Mapping[str, Any] = {}
        self._guard = Lock()
        self._frames = build(
            **{
                name: self._slot(name, frame.schema) if len(frame) else _nothing_like(frame)
                for name, frame in like.items()
            }
        )

    def collect(self, rows: Mapping[str, Any]) -> Collected:
        with self._guard:  # The slots hold one computation's rows at a time.
            self._filled = rows
            try:
                return collect_all(*self._frames, is_as_built=True)
            finally:
                self._filled = {}

    def _slot(self, name: str, schema: Any) -> Frame:
        from polars.io.plugins import register_io_source  # noqa: PLC0415 — the engine in use.

        def rows(
            columns: list[str] | None, predicate: Any, limit: int | None, _batch: int | None
        ) -> Iterator[Any]:
            found = self._filled[name]
            if predicate is not None:
                found = found.filter(predicate)
            if limit is not None:
                found = found.head(limit)
            yield found if columns is None else found.select(columns)

        return nw.from_native(register_io_source(rows, schema=schema, is_pure=True))


def _nothing_like(frame: Any) -> Frame:
    """A table without rows is the same each time: it needs no slot."""
    none: Frame = nw.from_native(frame.lazy())
    return none

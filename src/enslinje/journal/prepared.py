"""Queries that are put together once: those that every page asks.

To put a query together takes Django ten times as long as small answers take the database. What
varies between two askings are mostly its values: the SQL is kept, and they are put into it.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeAlias

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Value: TypeAlias = str | int
Row: TypeAlias = tuple[Any, ...]
Asked = ParamSpec("Asked")

_Reader: TypeAlias = tuple[int, Sequence[Callable[..., Any]], Any]

MOST_KEPT = 500
A_FEW = 20
"""Values of a tuple that are worth a statement of their own for each number of them."""


class Unprepared(ValueError):
    """A value is not found again in the query's parameters as it was given."""


@dataclass(frozen=True)
class _Statement:
    """SQL with its parameters and columns. A slot is a parameter's place and its value's number."""

    sql: str
    parameters: tuple[Any, ...]
    slots: Sequence[tuple[int, int]]
    columns: Sequence[Any]

    def rows(self, values: Sequence[Value]) -> list[Row]:
        filled = list(self.parameters)
        for place, number in self.slots:
            filled[place] = values[number]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled)
            found = cursor.fetchall()
        readers = tuple(self._readers())
        return [_read(row, readers) for row in found] if readers else found

    def _readers(self) -> Iterator[_Reader]:
        for place, column in enumerate(self.columns):
            by_database = connection.ops.get_db_converters(column)
            if steps := (*by_database, *column.get_db_converters(connection)):
                yield place, steps, column


def _read(row: Row, readers: Sequence[_Reader]) -> Row:
    """Return the row as Django reads its columns."""
    cells = list(row)
    for place, steps, column in readers:
        for step in steps:
            cells[place] = step(cells[place], column, connection)
    return tuple(cells)


class Prepared(Generic[Asked]):
    """The rows of the query that `build` gives, which is asked for once for each of its shapes.

    `build` is a function that returns `values_list(…)`. Its positional arguments are values, texts
    and whole numbers or tuples of them, that stand in the query as they are; those by name are its
    shape, hashable, and may decide what the query looks like.
    """

    def __init__(self, build: Callable[Asked, "QuerySet[Any, Any]"]) -> None:
        self._build = build
        self._kept: OrderedDict[Hashable, _Statement | None] = OrderedDict()
        self._guard = Lock()
        self.__doc__ = build.__doc__

    def __call__(self, *values: Asked.args, **shape: Asked.kwargs) -> list[Row]:
        """Return the rows, as the query itself gives them."""
        outline = tuple(len(one) if isinstance(one, tuple) else None for one in values)
        key = (connection.vendor, outline, tuple(sorted(shape.items())))
        with self._guard:
            is_known = key in self._kept
            statement = self._kept.get(key)
        if not is_known:
            statement = self._put_together(values, shape)
            with self._guard:
                self._kept[key] = statement
                while len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
        return statement.rows(tuple(_flat(values))) if statement else []

    def _put_together(self, values: Sequence[Any], shape: Any) -> _Statement | None:
        """Build the query twice, for values of our own, and see where they come."""
        given = [_stand_ins(values, first) for first in (_FIRST, _FIRST + _MOST_VALUES)]
        try:
            (sql, one, columns), (again, other, _) = (self._compiled(some, shape) for some in given)
        except EmptyResultSet:
            return None
        numbers = [{value: at for at, value in enumerate(_flat(some))} for some in given]
        slots = []
        for place, (left, right) in enumerate(zip(one, other, strict=True)):
            if left != right:
                slots.append((place, numbers[0].get(left, -1)))
                if slots[-1][1] != numbers[1].get(right):
                    raise Unprepared(f"{left!r} stands in the query for no value as it is")
        if sql != again or {number for _place, number in slots} != set(numbers[0].values()):
            raise Unprepared("A value decides what the query looks like, or is not in it")
        return _Statement(sql, one, slots, columns)

    def _compiled(
        self, values: Sequence[Any], shape: Any
    ) -> tuple[str, tuple[Any, ...], Sequence[Any]]:
        compiler = self._build(*values, **shape).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        return sql, tuple(parameters), columns


_FIRST, _MOST_VALUES = 30_000, 1_000
"""Stand-ins fit the smallest of the whole numbers that databases keep."""


def _stand_ins(values: Sequence[Any], first: int) -> list[Any]:
    numbers = iter(range(first, first + _MOST_VALUES))

    def stand_in(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(stand_in(one) for one in value)
        number = next(numbers)
        return f"stand-in {number}" if isinstance(value, str) else number

    return [stand_in(value) for value in values]


def _flat(values: Sequence[Any]) -> Iterator[Value]:
    for value in values:
        if isinstance(value, tuple):
            yield from value
        else:
            yield value

"""Queries that are put together once: those that every page asks, and the updates of every save.

To put a query together takes Django ten times as long as small answers take the database. What
varies between two askings are mostly its values: the SQL is kept, and they are put into it.
"""

from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import (
    Callable,
    Hashable,
    Iterable,
    Iterator,
    MutableMapping,
    Sequence,
)
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeAlias
from uuid import UUID
from weakref import WeakKeyDictionary

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.sql import UpdateQuery

from enslinje.core.marking import Sight
from enslinje.journal.models import WHOLE_GROUP
from enslinje.journal.statements import Row, all_rows, at_hand, execute, how_many

Value: TypeAlias = str | int | UUID
Given: TypeAlias = Value | tuple[Value, ...] | Sight
Asked = ParamSpec("Asked")

Steps: TypeAlias = Sequence[Callable[..., Any]]
Reader: TypeAlias = tuple[int, Steps, Any]

MOST_KEPT = 500
A_FEW = 20
"""Values of a tuple that are worth a statement of their own for each number of them."""


class Unprepared(ValueError):
    """A value is not found again in the query's parameters as it was given."""


@dataclass(frozen=True)
class Statement:
    """SQL with its parameters and columns. A slot is a parameter's place and its value's number.

    `steps` are those by which a column is read.
    """

    sql: str
    parameters: tuple[Any, ...]
    slots: Sequence[tuple[int, int]]
    columns: Sequence[Any]
    steps: Callable[[Any, BaseDatabaseWrapper], Steps]
    readers: MutableMapping[BaseDatabaseWrapper, Sequence[Reader]] = field(
        default_factory=WeakKeyDictionary, compare=False
    )

    def run(self, values: Sequence[Value]) -> int:
        """Return how many rows were written."""
        return execute(at_hand(), self.sql, self.filled(values), how_many)

    def ids(self, values: Sequence[Value]) -> list[int]:
        """Return the ids of the rows that were written."""
        rows = execute(at_hand(), f'{self.sql} RETURNING "id"', self.filled(values), all_rows)
        return [pk for (pk,) in rows]

    def rows(self, values: Sequence[Value]) -> list[Row]:
        """Return the rows, as Django reads them."""
        database = at_hand()
        found = execute(database, self.sql, self.filled(values), all_rows)
        readers = self.readers_for(database)
        return [read(row, readers, database) for row in found] if readers else found

    def filled(self, values: Sequence[Value]) -> list[Any]:
        """Return the parameters for these values."""
        filled = list(self.parameters)
        for place, number in self.slots:
            filled[place] = values[number]
        return filled

    def readers_for(self, database: BaseDatabaseWrapper) -> Sequence[Reader]:
        """Return what is read otherwise than it comes, for one thread's connection."""
        found = self.readers.get(database)
        if found is None:
            found = readers_of(self.columns, self.steps, database)
            self.readers[database] = found
        return found


def readers_of(
    columns: Sequence[Any],
    steps: Callable[[Any, BaseDatabaseWrapper], Steps],
    database: BaseDatabaseWrapper,
) -> Sequence[Reader]:
    """Return the columns that are read otherwise than they come, by place, and how."""
    found = enumerate(steps(column, database) for column in columns)
    return tuple((place, some, columns[place]) for place, some in found if some)


def steps_of(column: Any, database: BaseDatabaseWrapper) -> Steps:
    """The steps by which Django reads a column."""
    steps = (*database.ops.get_db_converters(column), *column.get_db_converters(database))
    return tuple(_instant if getattr(one, "__name__", "") == _SLOW else one for one in steps)


_SLOW = "convert_datetimefield_value"
"""SQLite's own of Django's steps. By its name: PostgreSQL does without the module it is in."""


def _instant(value: Any, _column: Any, database: Any) -> datetime | None:
    """What Django makes of an instant from SQLite, which asks its settings of each."""
    if value is None:
        return None
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    return instant if instant.tzinfo else instant.replace(tzinfo=database.timezone)


def read(row: Iterable[Any], readers: Sequence[Reader], database: BaseDatabaseWrapper) -> Row:
    """Return the row as its columns are read."""
    cells = list(row)
    for place, steps, column in readers:
        for step in steps:
            cells[place] = step(cells[place], column, database)
    return tuple(cells)


class PutTogether(ABC, Generic[Asked]):
    """What `build` gives, as statements: one for each shape of what is asked.

    Its positional arguments are values (texts, whole numbers and UUIDs, or tuples of them) that
    stand in the query as they are, or a sight, whose bodies do. Those by name are its shape:
    hashable, and they may decide what the query looks like.

    A longer tuple than `A_FEW` is asked for by a query of its own.
    """

    def __init__(self, build: Callable[Asked, Any]) -> None:
        self._build = build
        self._kept: OrderedDict[Hashable, Statement | None] = OrderedDict()
        self._guard = Lock()
        self.__doc__ = build.__doc__

    def forget(self) -> None:
        """Forget the SQL. For tests that change what a query is built of."""
        with self._guard:
            self._kept.clear()

    def _statement(self, values: Sequence[Any], shape: Any) -> Statement | None:
        """The statement for values of this outline; None where there can be no rows."""
        outline = tuple(map(_outline, values))
        key = (at_hand().vendor, outline, tuple(sorted(shape.items())))
        with self._guard:
            is_known = key in self._kept
            statement = self._kept.get(key)
        if not is_known:
            statement = self._put_together(values, shape)
            with self._guard:
                self._kept[key] = statement
                while len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
        return statement

    def _put_together(self, values: Sequence[Any], shape: Any) -> Statement | None:
        """Build the query twice, for values of our own, and see where they come."""
        given = [_stand_ins(values, first) for first in (_FIRST, _FIRST + _MOST_VALUES)]
        try:
            (sql, one, columns), (again, other, _) = (self._compiled(some, shape) for some in given)
        except EmptyResultSet:
            return None
        numbers = [{value: at for at, value in enumerate(flat(some))} for some in given]
        slots = []
        for place, (left, right) in enumerate(zip(one, other, strict=True)):
            if left != right:
                slots.append((place, numbers[0].get(left, -1)))
                if slots[-1][1] != numbers[1].get(right):
                    raise Unprepared(f"{left!r} stands in the query for no value as it is")
        if sql != again or {number for _place, number in slots} != set(numbers[0].values()):
            raise Unprepared("A value decides what the query looks like, or is not in it")
        return Statement(sql, one, slots, columns, self._steps)

    @staticmethod
    def _steps(column: Any, database: BaseDatabaseWrapper) -> Steps:
        """The steps by which a column is read."""
        return steps_of(column, database)

    @abstractmethod
    def _compiled(
        self, values: Sequence[Any], shape: Any
    ) -> tuple[str, tuple[Any, ...], Sequence[Any]]:
        """The SQL of what is built of these values, its parameters and its columns."""


class Prepared(PutTogether[Asked]):
    """The rows of the query that `build` gives, a function that returns `values_list(…)`."""

    def __init__(self, build: Callable[Asked, "QuerySet[Any, Any]"]) -> None:
        super().__init__(build)

    def __call__(self, *values: Asked.args, **shape: Asked.kwargs) -> list[Row]:
        """Return the rows, as the query itself gives them."""
        if are_many(values):
            return list(self._build(*values, **shape))
        statement = self._statement(values, shape)
        return statement.rows(tuple(flat(values))) if statement else []

    def _compiled(
        self, values: Sequence[Any], shape: Any
    ) -> tuple[str, tuple[Any, ...], Sequence[Any]]:
        compiler = self._build(*values, **shape).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        return sql, tuple(parameters), columns


class PreparedUpdate(PutTogether[Asked]):
    """The update that `build` gives: a query of the rows, and what they become by column."""

    def __init__(self, build: Callable[Asked, tuple["QuerySet[Any, Any]", dict[str, Any]]]) -> None:
        super().__init__(build)

    def run(self, *values: Asked.args, **shape: Asked.kwargs) -> int:
        """Update the rows and return how many they were."""
        if are_many(values):
            rows, becomes = self._build(*values, **shape)
            return int(rows.update(**becomes))
        statement = self._statement(values, shape)
        return statement.run(tuple(flat(values))) if statement else 0

    def ids(self, *values: Asked.args, **shape: Asked.kwargs) -> list[int]:
        """Update the rows, no more of them than a few, and return their ids."""
        statement = self._statement(values, shape)
        return statement.ids(tuple(flat(values))) if statement else []

    def _compiled(
        self, values: Sequence[Any], shape: Any
    ) -> tuple[str, tuple[Any, ...], Sequence[Any]]:
        rows, becomes = self._build(*values, **shape)
        query: Any = rows.query.chain(UpdateQuery)
        query.add_update_values(becomes)
        sql, parameters = query.get_compiler(connection=connection).as_sql()
        return sql, tuple(parameters), ()


_FIRST, _MOST_VALUES = 30_000, 1_000
"""Stand-ins fit the smallest of the whole numbers that databases keep."""


def are_many(values: Sequence[object]) -> bool:
    """Whether a tuple is among the values that is asked for by a query of its own."""
    return any(isinstance(one, tuple) and len(one) > A_FEW for one in values)


def _outline(given: object) -> Hashable:
    """What of a value decides what the query looks like."""
    if isinstance(given, Sight):
        of_group = (WHOLE_GROUP in given.work, WHOLE_GROUP in given.secret)
        return (*map(len, _bodies_of(given)), *of_group, given.everything)
    return len(given) if isinstance(given, tuple) else None


def _bodies_of(sight: Sight) -> tuple[Sequence[str], ...]:
    """The bodies of a sight, each once: of whom both is seen, only what is at work, only secrets.

    A query may ask for those of whom both is seen, and stand-ins must tell who they are.
    """
    work, secret = sight.work - {WHOLE_GROUP}, sight.secret - {WHOLE_GROUP}
    return tuple(sorted(some) for some in (work & secret, work - secret, secret - work))


def _stand_ins(values: Sequence[Given], first: int) -> list[Any]:
    numbers = iter(range(first, first + _MOST_VALUES))

    def stand_in(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(stand_in(one) for one in value)
        if isinstance(value, Sight):
            instead = {"": "", **{one: stand_in(one) for of in _bodies_of(value) for one in of}}
            work, secret = (
                frozenset(instead[one] for one in bodies) for bodies in (value.work, value.secret)
            )
            return replace(value, work=work, secret=secret)
        number = next(numbers)
        if isinstance(value, UUID):
            return UUID(int=number)
        return f"stand-in {number}" if isinstance(value, str) else number

    return [stand_in(value) for value in values]


def flat(values: Iterable[Any]) -> Iterator[Value]:
    """Yield the values as they stand in a query, those of tuples and sights one by one."""
    for value in values:
        if isinstance(value, tuple):
            yield from flat(value)
        elif isinstance(value, UUID):
            yield value if connection.features.has_native_uuid_field else value.hex
        elif isinstance(value, Sight):
            yield from (one for of in _bodies_of(value) for one in of)
        else:
            yield value

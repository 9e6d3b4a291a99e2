"""Many reads in one query.

What is asked of every kind of object has one form: which they are, all that they were, what they
are called. The rows of each read are packed as one text of JSON, so that tables of all shapes stand
in one `UNION ALL`, and are unpacked by the steps by which Django reads their columns. A row for
each read is all that is fetched: with each the driver lets go of Python, and waits for it.

A read that is asked for again and again is put together once (`PreparedRead`), by itself: which of
them stand in a query varies more than they do.
"""

import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, QuerySet, Window
from django.db.models.functions import RowNumber

from enslinje.journal import among  # noqa: F401 - once it is read the lookup is known
from enslinje.journal.prepared import (
    MOST_KEPT,
    Asked,
    Prepared,
    PutTogether,
    Statement,
    Steps,
    Value,
    are_many,
    flat,
    read,
    steps_of,
)
from enslinje.journal.pulses import BATCH
from enslinje.journal.statements import all_rows, at_hand, execute

Rows: TypeAlias = Sequence[tuple[Any, ...]]
Told: TypeAlias = Mapping[Hashable, Rows]

Answer = TypeVar("Answer")
Other = TypeVar("Other")
One = TypeVar("One", bound=Hashable)


@dataclass(frozen=True)
class Ready:
    """A read that is put together: its rows come as one text, each with its place in their order.

    `alone` reads them as they are, for who asks for nothing else.
    """

    statement: Statement
    alone: Callable[[], Rows]
    values: Sequence[Value] = ()

    def unpacked(self, packed: str, database: BaseDatabaseWrapper) -> Rows:
        """Return the rows in their order, as the read itself gives them."""
        readers = self.statement.readers_for(database)
        rows = sorted(json.loads(packed), key=itemgetter(0))
        return [read(cells, readers, database) for _place, *cells in rows]


Read: TypeAlias = "QuerySet[Any, Any] | Ready"


class PreparedRead(PutTogether[Asked]):
    """The read that `build` gives, a function that returns `values_list(…)`, for `rows_of`."""

    def __init__(self, build: Callable[Asked, "QuerySet[Any, Any]"]) -> None:
        super().__init__(build)
        self._alone = Prepared(build)

    def forget(self) -> None:
        """Forget how they are read, together and alone."""
        super().forget()
        self._alone.forget()

    def __call__(self, *values: Asked.args, **shape: Asked.kwargs) -> Read:
        """Return the read of these values. No query."""
        statement = None if are_many(values) else self._statement(values, shape)
        if statement is None:
            rows: QuerySet[Any, Any] = self._build(*values, **shape)
            return rows
        alone = partial(self._alone, *values, **shape)
        return Ready(statement, alone, tuple(flat(values)))

    def _compiled(
        self, values: Sequence[Any], shape: Any
    ) -> tuple[str, tuple[Any, ...], Sequence[Any]]:
        return _packed(self._build(*values, **shape))

    @staticmethod
    def _steps(column: Any, database: BaseDatabaseWrapper) -> Steps:
        return _steps_from_json(column, database)


@dataclass(frozen=True)
class Asking(Generic[Answer]):
    """Something that is asked, which may be read together with more.

    Attributes:
        made: makes the answer of the rows that were read.
        of: the reads, each a `values_list(…)`, which may be prepared. Who asks by the same name
            asks for the same rows.
    """

    made: Callable[[Told], Answer]
    of: Mapping[Hashable, Read] = field(default_factory=dict)

    def read(self) -> Answer:
        """Return the answer. One query, or none when nothing is to be read."""
        return self.made(rows_of(self.of))

    def then(self, make: Callable[[Answer], Other]) -> "Asking[Other]":
        """Ask for what is made of the answer."""
        return Asking(lambda told: make(self.made(told)), self.of)


def known(answer: Answer) -> Asking[Answer]:
    """Ask for what is known already."""
    return Asking(lambda _told: answer)


def both(first: Asking[Answer], second: Asking[Other]) -> "Asking[tuple[Answer, Other]]":
    """Ask for two things at once."""
    return Asking(lambda told: (first.made(told), second.made(told)), {**first.of, **second.of})


def gathered(askings: Mapping[One, Asking[Answer]]) -> "Asking[dict[One, Answer]]":
    """Ask for all of them at once."""
    return Asking(
        lambda told: {one: asking.made(told) for one, asking in askings.items()},
        {name: rows for asking in askings.values() for name, rows in asking.of.items()},
    )


def rows_of(reads: Mapping[Hashable, Read]) -> dict[Hashable, Rows]:
    """Return the rows of each read by its name, as the read itself gives them.

    In its order, where it asks for one by columns. One query, whatever the number of reads, up to
    the 500 that a statement takes.

    Raises:
        TypeError: a column is of a type that is not known to come back from JSON as it was.
        ValueError: a read asks for each row once, and for an order, which none has in common.
    """
    if len(reads) == 1:
        ((name, one),) = reads.items()
        return {name: one.alone() if isinstance(one, Ready) else list(one)}
    found: dict[Hashable, Rows] = {name: [] for name in reads}
    ready = [(name, part) for name, rows in reads.items() if (part := _ready(rows))]
    for start in range(0, len(ready), BATCH):
        found |= _run(ready[start : start + BATCH])
    return found


def _ready(rows: Read) -> Ready | None:
    """The read as a part of a union; None where there can be no rows."""
    if isinstance(rows, Ready):
        return rows
    try:
        sql, parameters, columns = _packed(rows)
    except EmptyResultSet:
        return None
    return Ready(Statement(sql, parameters, (), columns, _steps_from_json), lambda: list(rows))


def _packed(rows: "QuerySet[Any, Any]") -> tuple[str, tuple[Any, ...], Sequence[Any]]:
    """The SQL of a read whose rows are packed, its parameters and its columns."""
    database = at_hand()
    order: Sequence[Any] = rows.query.order_by
    if order and rows.query.distinct:
        raise ValueError(f"{order}: rows that are told once have no order of their own")
    asked = rows.order_by()
    if order:
        asked = asked.annotate(packed_place=Window(RowNumber(), order_by=[*order]))
    compiler = asked.query.get_compiler(connection=database)
    sql, parameters = compiler.as_sql(with_col_aliases=True)
    columns = compiler.select[: compiler.col_count - bool(order)]
    cells = ", ".join(_cell(column, str(alias), database) for column, _sql, alias in columns)
    place = database.ops.quote_name("packed_place") if order else "0"
    as_text = _AS_TEXT[database.vendor].format(f"{place}, {cells}")
    told = f"{as_text} FROM ({sql}) AS packed"
    return told, tuple(parameters), [column for column, _sql, _alias in columns]


def _run(reads: Sequence[tuple[Hashable, Ready]]) -> dict[Hashable, Rows]:
    """The rows of the reads by their names. One query."""
    database = at_hand()
    sql = _union(tuple(one.statement.sql for _, one in reads))
    parameters = [value for _, one in reads for value in one.statement.filled(one.values)]
    packed: dict[int, str] = dict(execute(database, sql, parameters, all_rows))
    return {
        name: one.unpacked(packed[number], database) for number, (name, one) in enumerate(reads)
    }


@lru_cache(maxsize=MOST_KEPT)
def _union(parts: tuple[str, ...]) -> str:
    return " UNION ALL ".join(f"SELECT {number}, {sql}" for number, sql in enumerate(parts))


_AS_TEXT = {
    "sqlite": "json_group_array(json_array({}))",
    "postgresql": "coalesce(json_agg(json_build_array({}))::text, '[]')",
}

_PLAIN = frozenset(
    f"{kind}Field"
    for kind in (
        *("Auto", "BigAuto", "BigInteger", "Boolean", "Char", "Integer", "PositiveBigInteger"),
        *("PositiveInteger", "PositiveSmallInteger", "Slug", "SmallInteger", "Text"),
    )
)
"""Types whose values come back from JSON as the driver gives them: no fraction is among them."""

_FROM_TEXT: Mapping[str, Callable[[str], Any]] = {
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
    "UUIDField": UUID,
}
"""What PostgreSQL's driver gives where JSON has a text. SQLite has texts itself, and Django's steps
read them."""


def _type_of(column: Any) -> str:
    """The type of what stands in the column, of a foreign key what it points at."""
    of = column.output_field
    while of.is_relation:
        of = of.target_field
    return str(of.get_internal_type())


def _cell(column: Any, alias: str, database: BaseDatabaseWrapper) -> str:
    """A column as it is packed: JSON in it as the text that Django reads."""
    of = _type_of(column)
    if of not in _PLAIN and of not in _FROM_TEXT and of != "JSONField":
        raise TypeError(f"{alias}: whether {of} comes back from JSON as it was is not known")
    quoted = database.ops.quote_name(alias)
    is_json = of == "JSONField" and database.vendor == "postgresql"
    return f"{quoted}::text" if is_json else quoted


def _steps_from_json(column: Any, database: BaseDatabaseWrapper) -> Steps:
    """The steps by which a column is read from JSON. A sum is a whole number in it already."""
    if isinstance(column, Aggregate) and _type_of(column) in _PLAIN:
        return ()
    return (*_as_driven(column, database), *steps_of(column, database))


def _as_driven(column: Any, database: BaseDatabaseWrapper) -> Steps:
    """The step to what the driver would have given, where JSON has something else."""
    read = _FROM_TEXT.get(_type_of(column)) if database.vendor == "postgresql" else None
    if read is None:
        return ()

    def step(value: Any, _column: Any, connection: BaseDatabaseWrapper) -> Any:
        found: Any = None if value is None else read(value)
        is_instant = isinstance(found, datetime)
        return found.astimezone(connection.timezone) if is_instant else found

    return (step,)

"""Many reads in one query.

What is asked of every kind of object has one form: which they are, all that they were, what they
are called. Each row is packed as one text of JSON, so that tables of all shapes stand in one
`UNION ALL`, and is unpacked by the steps by which Django reads its columns.
"""

import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import itemgetter
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet, Window
from django.db.models.functions import RowNumber

from enslinje.journal import among  # noqa: F401 - once it is read the lookup is known
from enslinje.journal.prepared import at_hand, steps_of
from enslinje.journal.pulses import BATCH

Rows: TypeAlias = Sequence[tuple[Any, ...]]
Told: TypeAlias = Mapping[Hashable, Rows]
Step: TypeAlias = Callable[[Any, Any, BaseDatabaseWrapper], Any]

Answer = TypeVar("Answer")
Other = TypeVar("Other")
One = TypeVar("One", bound=Hashable)


@dataclass(frozen=True)
class Asking(Generic[Answer]):
    """Something that is asked, which may be read together with more.

    Attributes:
        made: makes the answer of the rows that were read.
        of: the reads, each a `values_list(…)`. Who asks by the same name asks for the same rows.
    """

    made: Callable[[Told], Answer]
    of: Mapping[Hashable, "QuerySet[Any, Any]"] = field(default_factory=dict)

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


def placed(facts: "QuerySet[Any]", *order: str) -> "QuerySet[Any]":
    """Return them with their `place` in an order that the database tells, as it orders texts.

    `by_place` puts rows that have it first in that order, as they come in none.
    """
    found: QuerySet[Any] = facts.order_by().annotate(place=Window(RowNumber(), order_by=order))
    return found


def by_place(rows: Rows) -> Rows:
    """Return the rows by what stands first in them."""
    return sorted(rows, key=itemgetter(0))


def rows_of(reads: Mapping[Hashable, "QuerySet[Any, Any]"]) -> dict[Hashable, Rows]:
    """Return the rows of each read by its name, in no order, as the read itself gives them.

    One query, whatever the number of reads, up to the 500 that a statement takes.

    Raises:
        TypeError: a column is of a type that is not known to come back from JSON as it was.
    """
    if len(reads) == 1:
        return {name: list(rows) for name, rows in reads.items()}
    found: dict[Hashable, Rows] = {name: [] for name in reads}
    packed = [one for name, rows in reads.items() if (one := _packed(name, rows))]
    for start in range(0, len(packed), BATCH):
        found |= _run(packed[start : start + BATCH])
    return found


@dataclass(frozen=True)
class _Packed:
    """A read whose rows come as one text each, and the steps by which its columns are read."""

    name: Hashable
    sql: str
    parameters: Sequence[Any]
    steps: Sequence[tuple[int, Any, Sequence[Step]]]

    def unpacked(self, text: str, database: BaseDatabaseWrapper) -> tuple[Any, ...]:
        cells = json.loads(text)
        for place, column, steps in self.steps:
            for step in steps:
                cells[place] = step(cells[place], column, database)
        return tuple(cells)


def _packed(name: Hashable, rows: "QuerySet[Any, Any]") -> _Packed | None:
    """The read as a part of a union; None where there can be no rows."""
    database = at_hand()
    compiler = rows.order_by().query.get_compiler(connection=database)
    try:
        sql, parameters = compiler.as_sql(with_col_aliases=True)
    except EmptyResultSet:
        return None
    columns = compiler.select[: compiler.col_count]
    cells = ", ".join(_cell(column, str(alias), database) for column, _sql, alias in columns)
    steps = [
        (place, column, some)
        for place, (column, _sql, _alias) in enumerate(columns)
        if (some := (*_as_driven(column, database), *steps_of(column, database)))
    ]
    as_text = _AS_TEXT[database.vendor].format(cells)
    return _Packed(name, f"{as_text} FROM ({sql}) AS packed", parameters, steps)


def _run(reads: Sequence[_Packed]) -> dict[Hashable, Rows]:
    """The rows of the reads by their names. One query."""
    database = at_hand()
    found: dict[Hashable, list[tuple[Any, ...]]] = {read.name: [] for read in reads}
    parts = (f"SELECT {number}, {read.sql}" for number, read in enumerate(reads))
    parameters = [one for read in reads for one in read.parameters]
    with database.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        for number, text in cursor.fetchall():
            read = reads[number]
            found[read.name].append(read.unpacked(text, database))
    return {**found}


_AS_TEXT = {"sqlite": "json_array({})", "postgresql": "json_build_array({})::text"}

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


def _as_driven(column: Any, database: BaseDatabaseWrapper) -> Sequence[Step]:
    """The step to what the driver would have given, where JSON has something else."""
    read = _FROM_TEXT.get(_type_of(column)) if database.vendor == "postgresql" else None
    if read is None:
        return ()

    def step(value: Any, _column: Any, connection: BaseDatabaseWrapper) -> Any:
        found: Any = None if value is None else read(value)
        is_instant = isinstance(found, datetime)
        return found.astimezone(connection.timezone) if is_instant else found

    return (step,)

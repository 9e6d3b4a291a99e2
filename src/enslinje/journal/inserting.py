"""Rows that are inserted by SQL that is put together once: those that every save writes.

To put it together takes Django as long as to write the row. See `journal.prepared`.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any, TypeAlias, TypeVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model
from django.db.models.sql import InsertQuery

from enslinje.journal.prepared import Unprepared
from enslinje.journal.statements import Row, at_hand, execute, how_many

AnyModel = TypeVar("AnyModel", bound=Model)

_Field: TypeAlias = "Field[Any, Any]"

GIVEN, OWN = "given", "own"
"""Whether a row is given its id by the database, or brings one."""


def insert(row: AnyModel) -> AnyModel:
    """Insert `row`, which is new, as its own `save` does, and give it its id.

    Raises:
        IntegrityError: the database refuses it.
    """
    database = at_hand()
    sql, columns, own_id = _insertion(database.vendor, type(row), GIVEN if row.pk is None else OWN)
    values = [_value(row, one, bare, database) for one, bare in columns]
    if own_id is None:
        execute(database, sql, values, how_many)
    else:
        setattr(row, own_id.attname, execute(database, sql, values, partial(_given_id, own_id)))
    row._state.adding, row._state.db = False, database.alias  # noqa: SLF001 - so it is no new row.
    return row


def _value(row: Model, column: "_Field", as_is: type | None, database: BaseDatabaseWrapper) -> Any:
    """What is written in the column, as Django gives it to the driver."""
    if as_is is not None:
        found = getattr(row, column.attname)
        if found is None or type(found) is as_is:
            return found
    return column.get_db_prep_save(column.pre_save(row, add=True), database)


@cache
def _insertion(
    vendor: str, model: type[Model], own: str
) -> "tuple[str, Sequence[tuple[_Field, type | None]], _Field | None]":
    """The SQL that inserts a row of the model, its columns, and the one that the database fills.

    With each column comes the type whose values the driver is given as they are.
    """
    meta = model._meta  # noqa: SLF001 - documented in spite of its name
    own_id = meta.pk if own == GIVEN else None
    columns = [one for one in meta.local_concrete_fields if not (one.generated or one is own_id)]
    query = InsertQuery(model)
    query.insert_values(columns, [model()])
    compiler = query.get_compiler(connection=connection)
    compiler.returning_fields = [own_id] if own_id is not None else None
    ((sql, parameters),) = compiler.as_sql()
    if len(parameters) != len(columns):
        raise Unprepared(f"A column of {model.__name__} is inserted as something else than a value")
    return sql, [(one, _as_is(one, vendor)) for one in columns], own_id


def _as_is(column: "_Field", vendor: str) -> type | None:
    """The type whose values Django gives the driver unchanged: none where it looks at them."""
    if type(column).pre_save is not Field.pre_save:
        return None
    of: Any = column
    while of.is_relation:
        of = of.target_field
    return _UNCHANGED[vendor].get(of.get_internal_type())


_TEXTS = dict.fromkeys(("CharField", "SlugField", "TextField"), str)
_NUMBERS = dict.fromkeys(
    (
        *("AutoField", "BigAutoField", "BigIntegerField", "IntegerField", "SmallIntegerField"),
        *("PositiveBigIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField"),
    ),
    int,
)
_UNCHANGED: Mapping[str, Mapping[str, type]] = {
    "sqlite": {**_TEXTS, **_NUMBERS},
    "postgresql": _TEXTS,  # Its driver is told how wide a column of numbers is.
}


def _given_id(own_id: _Field, cursor: Any) -> Any:
    if connection.features.can_return_columns_from_insert:
        (given,) = cursor.fetchone()
        return given
    table = own_id.model._meta.db_table  # noqa: SLF001 - documented in spite of its name
    return connection.ops.last_insert_id(cursor, table, str(own_id.column))


def instances(model: type[AnyModel], rows: Iterable[Row]) -> list[AnyModel]:
    """Return rows of all of a model's columns, in their order, as its instances."""
    names, alias = columns_of(model), at_hand().alias
    return [model.from_db(alias, names, row) for row in rows]


def columns_of(model: type[Model]) -> list[str]:
    """Return the names of all of a model's columns, in their order."""
    meta = model._meta  # noqa: SLF001 - documented in spite of its name
    return [one.attname for one in meta.concrete_fields]

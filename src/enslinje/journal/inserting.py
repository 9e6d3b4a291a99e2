"""Rows that are inserted by SQL that is put together once: those that every save writes.

To put it together takes Django as long as to write the row. See `journal.prepared`.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeAlias, TypeVar

from django.db import connection
from django.db.models import Field, Model
from django.db.models.sql import InsertQuery

from enslinje.journal.prepared import Row, Unprepared, at_hand

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
    values = [one.get_db_prep_save(one.pre_save(row, add=True), database) for one in columns]
    with database.cursor() as cursor:
        cursor.execute(sql, values)
        if own_id is not None:
            setattr(row, own_id.attname, _given_id(cursor, own_id))
    row._state.adding, row._state.db = False, database.alias  # noqa: SLF001 - so it is no new row.
    return row


@cache
def _insertion(
    _vendor: str, model: type[Model], own: str
) -> "tuple[str, Sequence[_Field], _Field | None]":
    """The SQL that inserts a row of the model, its columns, and the one that the database fills."""
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
    return sql, columns, own_id


def _given_id(cursor: Any, own_id: _Field) -> Any:
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

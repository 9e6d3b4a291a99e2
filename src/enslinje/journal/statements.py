"""Statements that are executed without what Django does around each for whoever listens.

Django looks for a connection, a thread, listeners, a transaction that is broken and a running event
loop at each step of each statement: some fifty calls of functions around an answer that takes the
database a tenth of a millisecond. Here is looked for what can be, once.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any, TypeAlias, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Taken = TypeVar("Taken")
Row: TypeAlias = tuple[Any, ...]


def at_hand() -> BaseDatabaseWrapper:
    """The connection of this thread itself: what stands for it looks for it each time it is asked.

    A statement asks some thirty times.
    """
    return connections[DEFAULT_DB_ALIAS]


def execute(
    database: BaseDatabaseWrapper,
    sql: str,
    parameters: Sequence[Any],
    take: Callable[[Any], Taken],
) -> Taken:
    """Return what `take` takes of the cursor that has executed the statement.

    Where somebody listens, such as a test that counts queries, Django's own way is gone.

    Raises:
        DatabaseError: the database refuses it, by the error of Django's that fits.
        TransactionManagementError: the transaction it is part of is broken.
    """
    if database.execute_wrappers or database.queries_logged:
        with database.cursor() as told:
            told.execute(sql, parameters)
            return take(told)
    database.close_if_health_check_failed()
    database.ensure_connection()
    database.validate_no_broken_transaction()
    with database.wrap_database_errors, closing(database.create_cursor()) as cursor:
        cursor.execute(sql, parameters)
        return take(cursor)


def all_rows(cursor: Any) -> list[Row]:
    """Take all rows that are left."""
    found: list[Row] = cursor.fetchall()
    return found


def how_many(cursor: Any) -> int:
    """Take how many rows were written."""
    return int(cursor.rowcount)

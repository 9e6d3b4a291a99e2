"""Switch one protection of the database off, for a negative control. Rolled back with the test."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def without_check(table: str, name: str) -> Iterator[None]:
    """Without the CHECK called `name`; SQLite can only switch off all of them."""
    if connection.vendor == "sqlite":
        _execute("PRAGMA ignore_check_constraints = ON")
        try:
            yield
        finally:
            # Also in a transaction that a failure has broken: the next test is to have its checks.
            connection.connection.execute("PRAGMA ignore_check_constraints = OFF")
    else:
        _execute("SET CONSTRAINTS ALL IMMEDIATE", f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
        yield


def drop_index(name: str) -> None:
    _execute(f'DROP INDEX "{name}"')

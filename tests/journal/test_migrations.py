"""The triggers survive every migration: after each single step every recorded table is guarded."""

from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from enslinje.journal import log_reading, triggers
from enslinje.journal.models import LogEntry

KINDS_OF_VALUES = {
    "uuid": "'00000000-0000-0000-0000-000000000001'",
    "date": "'2021-01-01'",
    "timestamp with time zone": "'2021-01-01 12:00+00'",
    "jsonb": "'{}'",
    "character varying": "'x'",
    "text": "'x'",
    "boolean": "true",
}


@pytest.fixture
def blank(django_db_setup, django_db_blocker, tmp_path, worker_id):
    """A database without a table."""
    with django_db_blocker.unblock():
        name = str(tmp_path / "blank.sqlite3")
        if connection.vendor == "postgresql":
            name = f"blank_{worker_id}"
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{name}"')
        with connected_to(name):
            yield
        if connection.vendor == "postgresql":
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}"')


@contextmanager
def connected_to(name):
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def execute(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def recorded_tables():
    """The append-only tables that there are so far, with the name of their key."""
    there = set(connection.introspection.table_names())
    every = [model._meta for model in (LogEntry, *log_reading.covered())]
    return [(meta.db_table, meta.pk.column) for meta in every if meta.db_table in there]


def columns_to_fill(table):
    """The columns that take no NULL, each with a value that its type takes."""
    if connection.vendor == "sqlite":
        rows = execute(f'PRAGMA table_info("{table}")')
        return {name: "'1'" for _, name, _, not_null, _, is_key in rows if not_null or is_key}
    rows = execute(
        "SELECT column_name, data_type FROM information_schema.columns"  # noqa: S608
        f" WHERE table_name = '{table}' AND is_nullable = 'NO'"
    )
    return {name: KINDS_OF_VALUES.get(kind, "1") for name, kind in rows}


def without_constraints(table):
    """Let any row into the table, until the transaction is rolled back."""
    if connection.vendor == "sqlite":
        execute("PRAGMA ignore_check_constraints = ON")
        guards = (
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"  # noqa: S608
            f" AND tbl_name = '{table}' AND sql LIKE '%INSERT ON%'"
        )
        for (name,) in execute(guards):
            execute(f'DROP TRIGGER "{name}"')
        return
    guards = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"  # noqa: S608
        f" AND tgrelid = '\"{table}\"'::regclass AND tgtype::int & 4 = 4"
    )
    for (name,) in execute(guards):
        execute(f'ALTER TABLE "{table}" DISABLE TRIGGER "{name}"')
    names = execute(
        f"SELECT conname FROM pg_constraint WHERE conrelid = '\"{table}\"'::regclass"  # noqa: S608
        " AND contype IN ('c', 'f')"
    )
    for (name,) in names:
        execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')


def writes(table, key):
    """What is refused: a change, a deletion, and the emptying of the whole table."""
    there = [f'UPDATE "{table}" SET "{key}" = "{key}"', f'DELETE FROM "{table}"']  # noqa: S608
    return [*there, f'TRUNCATE "{table}" CASCADE'] if connection.vendor == "postgresql" else there


def let_through(table, key):
    """The writes that change a row of the table, tried on one that is rolled back."""
    found = []
    with transaction.atomic():
        without_constraints(table)
        filled = columns_to_fill(table)
        names = ", ".join(f'"{name}"' for name in filled)
        execute(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(filled.values())})')  # noqa: S608
        for write in writes(table, key):
            try:
                with transaction.atomic():
                    execute(write)
                    found.append(write)
                    transaction.set_rollback(True)
            except DatabaseError as refused:
                if "append only" not in str(refused):
                    raise
        transaction.set_rollback(True)
    return found


def steps():
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(migration.app_label, migration.name) for migration, _backwards in plan]


def test_every_recorded_table_is_guarded_after_each_single_migration(blank):
    seen = set()
    for app, name in steps():
        call_command("migrate", app, name, verbosity=0, skip_checks=True)
        tables = {table for table, _key in recorded_tables()}
        assert not {
            wanted for wanted in triggers.missing() if wanted.split("_append_only_")[0] in tables
        }
        for table, key in recorded_tables():
            assert let_through(table, key) == [], f"after {app} {name}"
        seen |= tables

    assert len(seen) == len(log_reading.covered()) + 1
    with triggers.suspended(
        connection
    ):  # The control: without them each of the writes is let through.
        for table, key in recorded_tables():
            assert let_through(table, key) == writes(table, key)

"""Database triggers that keep append-only rows as they were written, on SQLite and PostgreSQL.

They follow from the models: every concrete `AppendOnly` model has one for delete, one for update,
on PostgreSQL one for TRUNCATE, which triggers of rows do not see, and one more for each of its
`guards`. An update passes only when it moves columns of `settled_once` from NULL to a value and
changes nothing else. They are created after every migration, because SQLite rebuilds a table to
alter it and drops its triggers; they name the columns that the table has by then, since a later
migration may add some.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection as default_connection
from django.db.backends.base.base import BaseDatabaseWrapper

from enslinje.journal.guards import InsertGuard
from enslinje.journal.models import AppendOnly, stored_columns

EVENTS = {"sqlite": ("delete", "update"), "postgresql": ("delete", "update", "truncate")}
"""What the triggers of a table refuse, by database. SQLite has no TRUNCATE."""


@dataclass(frozen=True)
class Trigger:
    """One trigger: how it is made and undone, and what the catalogue of the database then holds."""

    name: str
    table: str
    create: tuple[str, ...]
    drop: tuple[str, ...]
    body: str


def create_all(connection: BaseDatabaseWrapper, *, app_label: str | None = None) -> None:
    """Create the triggers that are missing or outdated, on tables that exist. May be repeated."""
    wanted = [
        t for t in _triggers(connection) if app_label is None or _app_of(t.table) == app_label
    ]
    if not wanted:
        return
    found = _found(connection)
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for trigger in wanted:
            if trigger.table in tables and found.get(trigger.name) != trigger.body:
                for statement in (*trigger.drop, *trigger.create):
                    cursor.execute(statement)


def put_guards_away(connection: BaseDatabaseWrapper, *, app_label: str) -> None:
    """Drop the insert guards of a room's tables before they or others are rebuilt, on SQLite."""
    if connection.vendor != "sqlite":
        return
    names = {guard.name for model in _models() for guard in model.guards}
    found = _found(connection)
    with connection.cursor() as cursor:
        for trigger in _triggers(connection):
            is_guard = trigger.name in found and any(trigger.name.endswith(one) for one in names)
            if is_guard and _app_of(trigger.table) == app_label:
                for statement in trigger.drop:
                    cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper | None = None) -> list[str]:
    """Return the names of the triggers that do not exist, are switched off or are outdated."""
    using = connection or default_connection
    found = _found(using)
    return [trigger.name for trigger in _triggers(using) if found.get(trigger.name) != trigger.body]


@contextmanager
def suspended(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Take the triggers away for a while. For tests only; nothing in the product calls it.

    Two uses: to show that a bad write goes through without them, and around the flush of a
    transactional test, which on SQLite is a DELETE.
    """
    _settle_deferred(connection)
    with connection.cursor() as cursor:
        for trigger in _triggers(connection):
            for statement in trigger.drop:
                cursor.execute(statement)
    try:
        yield
    finally:
        _settle_deferred(connection)
        create_all(connection)


def _triggers(connection: BaseDatabaseWrapper) -> list[Trigger]:
    make = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    there = _columns(connection)
    make_guard = {"sqlite": _sqlite_guard, "postgresql": _postgresql_guard}[connection.vendor]
    append_only = [
        make(model, event, there.get(_of(model).db_table))
        for model in _models()
        for event in EVENTS[connection.vendor]
    ]
    return append_only + [make_guard(model, guard) for model in _models() for guard in model.guards]


def _columns(connection: BaseDatabaseWrapper) -> dict[str, set[str]]:
    """The columns of every table that exists. One query."""
    catalogue = {
        "sqlite": (
            "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c"
            " WHERE t.type = 'table'"
        ),
        "postgresql": (
            "SELECT c.relname, a.attname FROM pg_attribute a"
            " JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped"
            " AND n.nspname = current_schema()"
        ),
    }[connection.vendor]
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        for table, column in cursor.fetchall():
            found.setdefault(table, set()).add(column)
    return found


def _models() -> list[type[AppendOnly]]:
    return [model for model in apps.get_models() if issubclass(model, AppendOnly)]


def _of(model: type[AppendOnly]) -> Any:
    """What Django knows of the model's table."""
    return model._meta  # noqa: SLF001 - documented in spite of its name


def _app_of(table: str) -> str:
    labels: dict[str, str] = {_of(model).db_table: _of(model).app_label for model in _models()}
    return labels[table]


def _found(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Name and body of every trigger that is switched on."""
    catalogue = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": (
            "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
            " AND n.nspname = current_schema()"
        ),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        return dict(cursor.fetchall())


def _settle_deferred(connection: BaseDatabaseWrapper) -> None:
    """Check deferred foreign keys now: PostgreSQL changes no table whose checks are pending."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _passes(model: type[AppendOnly], there: set[str] | None, *, same: str) -> str:
    """The SQL condition of an update that is let through; `same` compares, NULL with NULL too."""
    of_model = [field.column for field in stored_columns(model)]
    columns = [column for column in of_model if there is None or column in there]
    settled_once = {_of(model).get_field(name).column for name in model.settled_once}
    once = sorted(settled_once & set(columns))
    moved = [f'OLD."{column}" IS NULL AND NEW."{column}" IS NOT NULL' for column in once]
    settled = [
        f'(OLD."{column}" IS NULL OR OLD."{column}" {same} NEW."{column}")' for column in once
    ]
    kept = [f'OLD."{column}" {same} NEW."{column}"' for column in columns if column not in once]
    return " AND ".join([f"({' OR '.join(moved) or '1 = 0'})", *settled, *kept])


def _sqlite(model: type[AppendOnly], event: str, there: set[str] | None) -> Trigger:
    table = _of(model).db_table
    name = _name(table, event)
    when = f"WHEN NOT ({_passes(model, there, same='IS')}) " if event == "update" else ""
    body = (
        f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON "{table}" {when}'
        f"BEGIN SELECT RAISE(ABORT, '{table}: append only'); END"
    )
    return Trigger(name, table, (body,), (f'DROP TRIGGER IF EXISTS "{name}"',), body)


def _postgresql(model: type[AppendOnly], event: str, there: set[str] | None) -> Trigger:
    table = _of(model).db_table
    name = _name(table, event)
    passes = _passes(model, there, same="IS NOT DISTINCT FROM")
    let_through = f"IF {passes} THEN RETURN NEW; END IF; " if event == "update" else ""
    body = (
        f"BEGIN {let_through}RAISE EXCEPTION '{table}: append only'"
        " USING ERRCODE = 'integrity_constraint_violation'; END"
    )
    function = (
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql'
        f" AS $append_only${body}$append_only$"
    )
    each = "STATEMENT" if event == "truncate" else "ROW"
    trigger = (
        f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON "{table}"'
        f' FOR EACH {each} EXECUTE FUNCTION "{name}"()'
    )
    drop = f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'
    return Trigger(name, table, (function, trigger), (drop,), body)


def _sqlite_guard(model: type[AppendOnly], guard: InsertGuard) -> Trigger:
    table = _of(model).db_table
    name = f"{table}_{guard.name}"
    body = (
        f'CREATE TRIGGER "{name}" BEFORE INSERT ON "{table}" WHEN {guard.refuse_if} '
        f"BEGIN SELECT RAISE(ABORT, '{table}: {guard.why}'); END"
    )
    return Trigger(name, table, (body,), (f'DROP TRIGGER IF EXISTS "{name}"',), body)


def _postgresql_guard(model: type[AppendOnly], guard: InsertGuard) -> Trigger:
    table = _of(model).db_table
    name = f"{table}_{guard.name}"
    waits = f"PERFORM pg_advisory_xact_lock({guard.lock}); " if guard.lock else ""
    body = (
        f"BEGIN {waits}IF {guard.refuse_if} THEN "
        f"RAISE EXCEPTION '{table}: {guard.why}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN NEW; END"
    )
    function = (
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql'
        f" AS $guard${body}$guard$"
    )
    trigger = (
        f'CREATE TRIGGER "{name}" BEFORE INSERT ON "{table}"'
        f' FOR EACH ROW EXECUTE FUNCTION "{name}"()'
    )
    drop = f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'
    return Trigger(name, table, (function, trigger), (drop,), body)


def _name(table: str, event: str) -> str:
    return f"{table}_append_only_{event}"

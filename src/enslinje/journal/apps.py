"""The journal as a Django app: after every migration the append-only tables are guarded."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class JournalConfig(AppConfig):
    """The record of every write."""

    name = "enslinje.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Guard the tables after each migration and each new connection to SQLite."""
        pre_migrate.connect(_put_guards_away, dispatch_uid="journal.put_guards_away")
        post_migrate.connect(_guard_tables, dispatch_uid="journal.guard_tables")
        connection_created.connect(_guard_replace, dispatch_uid="journal.guard_replace")


def _put_guards_away(sender: AppConfig, using: str, **_kwargs: Any) -> None:
    """Take away what asks other tables: SQLite rebuilds no table that a trigger elsewhere names."""
    from enslinje.journal import triggers  # noqa: PLC0415 - needs the models

    triggers.put_guards_away(connections[using], app_label=sender.label)


def _guard_tables(sender: AppConfig, using: str, **_kwargs: Any) -> None:
    """Create what is missing: `AlterField` on SQLite rebuilds a table and drops its triggers."""
    from enslinje.journal import triggers  # noqa: PLC0415 - needs the models

    triggers.create_all(connections[using], app_label=sender.label)


def _guard_replace(connection: Any, **_kwargs: Any) -> None:
    """Let triggers see the rows that INSERT OR REPLACE deletes; SQLite by default does not."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")

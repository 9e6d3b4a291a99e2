"""The decision log and the tables it covers as they stand: exported, summed up in a head."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from enslinje.journal.log import plain, shape_of
from enslinje.journal.models import AppendOnly, LogEntry, stored_columns

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Head:
    """The last entry of each chain, a line each, and the hash of them all."""

    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def head() -> Head:
    """Return the log's head now. One query."""
    last: dict[str, str] = {}
    entries = LogEntry.objects.order_by("chain", "number")
    for chain, number, mac in entries.values_list("chain", "number", "mac"):
        last[chain] = f"{chain}\t{number}\t{mac}"
    return Head(tuple(last[chain] for chain in sorted(last)))


def export() -> Iterator[str]:
    """Yield the log and the tables it covers as JSON lines, as they stand at one instant."""
    with one_instant():
        models: list[type[Model]] = [LogEntry, *covered(), *named()]
        yield _json({"tables": [_table(model) for model in models]})
        for model in models:
            for row in rows(model):
                yield _json({"table": _table(model), "row": row})


def covered() -> list[type[AppendOnly]]:
    """The models whose every row is in the log."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, AppendOnly) and model is not LogEntry
    ]


def named() -> list[type[Model]]:
    """The models whose codes are in the log."""
    found = {there for model in covered() for there in shape_of(model).points_at.values()}
    return sorted(found, key=_table)


def rows(model: type[Model]) -> Iterator[Values]:
    """The rows of `model` as the database holds them, past every conversion."""
    columns = [field.attname for field in stored_columns(model)]
    # SQLite converts by a column's declared type, an expression has none.
    raw = "+" if connection.vendor == "sqlite" else ""
    chosen = ", ".join(f'{raw}"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {chosen} FROM "{_table(model)}"')  # noqa: S608 - our own names
        for row in cursor.fetchall():
            yield dict(zip(columns, map(plain, row), strict=True))


@contextmanager
def one_instant() -> Iterator[None]:
    """Read everything as it is at one instant, while others write."""
    starts = not connection.in_atomic_block
    with transaction.atomic():
        if starts and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _table(model: type[Model]) -> str:
    return str(model._meta.db_table)  # noqa: SLF001 - documented in spite of its name


def _json(line: Mapping[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, default=repr)

"""What is wrong with a database after it has been raced on or its writers have been killed."""

import json
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import connection

from enslinje.config.databases import journal_mode
from enslinje.config.sqlite.library import sqlite
from enslinje.journal import log_reading, verification
from enslinje.journal.models import ChangeSet, LogEntry
from tests.journal.manipulations import tool

Harms = list[tuple[str, str]]
"""Each harm: its kind, and what it is about."""

EXAMPLES = 5


def summed_up(harms: Iterable[tuple[str, str]]) -> dict:
    """Count the harms by kind, with a few of each."""
    found = list(harms)
    shown = {kind: [what for k, what in found if k == kind][:EXAMPLES] for kind, _ in found}
    return {"harms": dict(Counter(kind for kind, _ in found)), "examples": shown}


def of_the_log() -> Harms:
    """What both verifiers of the decision log find, and change sets that it does not tell of."""
    found = [("log", f"{fault}") for fault in verification.verify().faults]
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "log.jsonl"
        export.write_text("".join(f"{line}\n" for line in log_reading.export()), encoding="utf-8")
        faults = tool.verify(export, key=settings.LOG_KEY.encode(), head=log_reading.head().text)
    found += [("log", fault.line()) for fault in faults]
    untold = ChangeSet.objects.exclude(pk__in=LogEntry.objects.values("pk"))
    return found + [("change set without entry", str(one.pk)) for one in untold]


def of_the_file() -> Harms:
    """What SQLite itself finds; PostgreSQL has no such question."""
    if connection.vendor != "sqlite":
        return []
    said = asked("PRAGMA integrity_check")
    return [] if said == "ok" else [("file", said)]


def durability() -> dict:
    """How the database is asked to keep what it has acknowledged, and whether that is right."""
    if connection.vendor == "postgresql":
        kept = {name: asked(f"SHOW {name}") for name in ("fsync", "synchronous_commit")}
        return kept | {"is_durable": set(kept.values()) == {"on"}}
    kept = {name: asked(f"PRAGMA {name}") for name in ("synchronous", "journal_mode")}
    right = {"synchronous": 2, "journal_mode": journal_mode(sqlite.sqlite_version_info).lower()}
    return kept | {"is_durable": kept == right}


def asked(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def as_json(value: object) -> str:
    return json.dumps(value, sort_keys=True)

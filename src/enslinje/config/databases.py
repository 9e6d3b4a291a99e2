"""The database: PostgreSQL by DATABASE_URL, else SQLite in the data folder."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from enslinje.config.sqlite.library import sqlite

# Before this version several writers could corrupt a write-ahead log.
SAFE_WAL = (3, 51, 3)
BUSY_SECONDS = 20
STATEMENTS_KEPT = 600
"""How many statements a connection knows. A page asks of some dozen, a city's pages of hundreds."""

PREPARED_AFTER = 2
"""How often a statement is asked in a connection before PostgreSQL prepares it."""

KEPT_SECONDS = 60
"""How long a connection serves one request after the other."""

JOURNAL_BYTES = 8_000_000
"""How large a journal may stay between writes."""


def chosen(url: str, *, folder: Path) -> dict[str, Any]:
    """Return Django's settings for the database that `url` names, "" for the embedded one.

    Raises:
        ImproperlyConfigured: `url` names something else than PostgreSQL, or says after how many
            times a statement is prepared in another way than by a number or "none".
    """
    if url:
        if not url.startswith(("postgres://", "postgresql://")):
            raise ImproperlyConfigured(
                "DATABASE_URL must begin with postgres://. Without it Enslinje keeps its own "
                "SQLite file in ENSLINJE_DATA."
            )
        return _postgresql(url)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        "ENGINE": "enslinje.config.sqlite",
        "NAME": folder / "enslinje.sqlite3",
        # To open the file and read what it holds takes longer than most of what is asked of it.
        "CONN_MAX_AGE": KEPT_SECONDS,
        "OPTIONS": {
            # A transaction takes the write lock when it begins, so what it reads stays true.
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_SECONDS,
            "cached_statements": STATEMENTS_KEPT,
            "init_command": (
                f"PRAGMA journal_mode={journal_mode(sqlite.sqlite_version_info)};"
                f"PRAGMA journal_size_limit={JOURNAL_BYTES};"
                "PRAGMA synchronous=FULL;"
            ),
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    """The settings for a server, which prepares what is asked of it again, unless `url` forbids."""
    chosen = dict[str, Any](
        dj_database_url.parse(url, conn_max_age=KEPT_SECONDS, conn_health_checks=True)
    )
    options = chosen.get("OPTIONS", {})
    told = str(options.get("prepare_threshold", PREPARED_AFTER))
    if told == "none":
        how: dict[str, Any] = {"prepare_threshold": None}
    elif told.isdigit():
        how = {"prepare_threshold": int(told), "server_side_binding": True}
    else:
        raise ImproperlyConfigured(
            f"prepare_threshold={told} in DATABASE_URL: it is a number of times, or none."
        )
    return chosen | {"ENGINE": "enslinje.config.postgresql", "OPTIONS": options | how}


def journal_mode(version: tuple[int, ...]) -> str:
    """Return the journal that is safe with several writers in SQLite `version`.

    A rollback journal that stays is emptied and written to the disk when a write is committed. One
    that is deleted takes twice as long, and is not gone for certain when the machine stops.
    """
    return "WAL" if version >= SAFE_WAL else "PERSIST"

"""Accounts and their sessions, by queries that are put together once: every page of one asks."""

from collections.abc import Hashable
from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import QuerySet

from enslinje.journal.counters import rows_and_counted
from enslinje.journal.keeping import Kept
from enslinje.journal.once import answered, once
from enslinje.journal.together import PreparedRead, Read, Rows, rows_of
from enslinje.organisation.models import Person

_COLUMNS = tuple(field.attname for field in Person._meta.concrete_fields)  # noqa: SLF001


whose: Kept[int] = Kept(5_000)
"""Whose a session is, by its key: somebody else who signs in is given another."""


def note_whose(key: str, pk: int) -> None:
    """Know from now on whose the session with that key is."""
    if whose.several([key]).get(key) != pk:
        whose.keep_several({key: pk})


@once
def person(pk: int) -> Person | None:
    """Return the account with that id, as Django reads it; None when there is none. One query."""
    return _person(rows_of({"person": _people(pk)})["person"])


def session(key: str) -> tuple[str, datetime] | None:
    """Return what a session holds, encoded, and when it runs out. One query.

    Whoever looks is told what has been written too and, when it is known whose the session is, of
    that account: every page of somebody signed in asks for all three.
    """
    pk = whose.several([key]).get(key)
    reads: dict[Hashable, Read] = {"session": _sessions(key)}
    if pk is not None:
        reads["person"] = _people(pk)
    told = rows_and_counted(reads)
    if pk is not None:
        answered(_person(told["person"]), person, pk)
    for data, runs_out_at in told["session"]:
        return data, runs_out_at
    return None


def _person(rows: Rows) -> Person | None:
    for row in rows:
        return Person.from_db(connection.alias, _COLUMNS, row)
    return None


@PreparedRead
def _people(pk: int) -> QuerySet[Any, Any]:
    return Person.objects.filter(pk=pk).values_list(*_COLUMNS)


@PreparedRead
def _sessions(key: str) -> QuerySet[Any, Any]:
    return Session.objects.filter(session_key=key).values_list("session_data", "expire_date")

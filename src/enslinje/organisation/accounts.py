"""Accounts and their sessions, by queries that are put together once: every page of one asks."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import QuerySet

from enslinje.journal.prepared import Prepared
from enslinje.organisation.models import Person

_COLUMNS = tuple(field.attname for field in Person._meta.concrete_fields)  # noqa: SLF001


def person(pk: int) -> Person | None:
    """Return the account with that id, as Django reads it; None when there is none. One query."""
    for row in _people(pk):
        return Person.from_db(connection.alias, _COLUMNS, row)
    return None


def session(key: str) -> tuple[str, datetime] | None:
    """Return what a session holds, encoded, and when it runs out. One query."""
    for data, runs_out_at in _sessions(key):
        return data, runs_out_at
    return None


@Prepared
def _people(pk: int) -> QuerySet[Any, Any]:
    return Person.objects.filter(pk=pk).values_list(*_COLUMNS)


@Prepared
def _sessions(key: str) -> QuerySet[Any, Any]:
    return Session.objects.filter(session_key=key).values_list("session_data", "expire_date")

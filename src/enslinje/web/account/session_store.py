"""Django's sessions in the database, read by a query that is put together once."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from enslinje.journal.prepared import Prepared


class SessionStore(db.SessionStore):
    """The session of whoever sent the request. Every page of somebody signed in asks for it."""

    def _get_session_from_db(self) -> Session | None:
        """The session as it is in the database; None, and no key, when it is over or unknown."""
        key = self.session_key or ""
        for data, expire_date in _sessions(key):
            if expire_date > timezone.now():
                return Session(key, data, expire_date)
        self._session_key = None
        return None


@Prepared
def _sessions(key: str) -> QuerySet[Any, Any]:
    return Session.objects.filter(session_key=key).values_list("session_data", "expire_date")

"""Django's sessions in the database, read by a query that is put together once."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from enslinje.organisation import accounts


class SessionStore(db.SessionStore):
    """The session of whoever sent the request. Every page of somebody signed in asks for it."""

    def _get_session_from_db(self) -> Session | None:
        """The session as it is in the database; None, and no key, when it is over or unknown."""
        key = self.session_key or ""
        found = accounts.session(key)
        if found is None or found[1] <= timezone.now():
            self._session_key = None
            return None
        data, runs_out_at = found
        return Session(session_key=key, session_data=data, expire_date=runs_out_at)

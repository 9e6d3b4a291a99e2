"""Django's sessions in the database, read by a query that is put together once."""

import json
from functools import lru_cache
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from enslinje.organisation import accounts


class SessionStore(db.SessionStore):
    """The session of whoever sent the request. Every page of somebody signed in asks for it."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds, and know from now on whose it is."""
        found: dict[str, Any] = super().load()
        if self.session_key and SESSION_KEY in found:
            accounts.note_whose(self.session_key, int(found[SESSION_KEY]))
        return found

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Return what a session holds, as Django does; that it is signed is seen once."""
        found: dict[str, Any] = json.loads(_decoded(session_data))
        return found

    def _get_session_from_db(self) -> Session | None:
        """The session as it is in the database; None, and no key, when it is over or unknown."""
        key = self.session_key or ""
        found = accounts.session(key)
        if found is None or found[1] <= timezone.now():
            self._session_key = None
            return None
        data, runs_out_at = found
        return Session(session_key=key, session_data=data, expire_date=runs_out_at)


@lru_cache(maxsize=2_000)
def _decoded(session_data: bytes | str) -> str:
    """What a session holds, as JSON: each reader changes its own."""
    return json.dumps(db.SessionStore.decode(SessionStore(), session_data))

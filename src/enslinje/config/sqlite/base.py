"""Django's connection to SQLite, with writers that queue.

SQLite lets one write at a time. Whoever comes meanwhile asks again after a while, and the longer it
has waited the more seldom: up to ten times a second. On an evening of saves the file stands idle
between two writers for longer than a write takes, and whoever has waited longest waits on. Here the
writers of a process queue, and the first in the queue asks every millisecond.
"""

import time
from collections import defaultdict
from contextlib import closing
from functools import lru_cache
from threading import Lock
from typing import Any

from django.db.utils import OperationalError

from enslinje.config.sqlite.library import as_pythons_own, sqlite

with as_pythons_own():
    from django.db.backends.sqlite3 import base

ASK_AGAIN_SECONDS = 0.001
"""How soon a process asks again for what a writer of another process has."""

PRIMARY_CODE = 0xFF
"""What of an error's code says which error it is; the rest says more closely why."""

_queues: defaultdict[str, Lock] = defaultdict(Lock)
"""Who may ask for the write lock, by the name of the database: one at a time in a process."""


MOST_KEPT, LONGEST_KEPT = 1_000, 20_000
"""How many statements' marks are kept, and up to how many characters: longer ones write many rows,
and hardly two of them are alike."""


class Cursor(base.SQLiteCursorWrapper):
    """A cursor that finds again how a statement's parameters are marked.

    To mark them in a page's longest statements takes as long as to answer a short one.
    """

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        """Mark the parameters as SQLite does, as Django does it."""
        if param_names is not None or len(query) > LONGEST_KEPT:
            return str(super().convert_query(query, param_names=param_names))
        return _marked(query)


@lru_cache(maxsize=MOST_KEPT)
def _marked(query: str) -> str:
    return str(base.SQLiteCursorWrapper.convert_query(None, query))  # type: ignore[arg-type]


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions begin in their turn, within the seconds of its timeout."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: Lock | None = None

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002 - none has one here
        """Open one, as Django does."""
        return self.connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        until = time.monotonic() + self.seconds
        turn = _queues[str(self.settings_dict["NAME"])]
        if not turn.acquire(timeout=self.seconds):
            raise OperationalError("database is locked")
        self._turn = turn
        try:
            self._begin(until)
        except BaseException:
            self._give_way()
            raise

    @property
    def seconds(self) -> float:
        """How long a writer waits for its turn."""
        return float(self.settings_dict["OPTIONS"].get("timeout", 5))

    def _begin(self, until: float) -> None:
        """Begin as soon as no other process writes, or say that the database is locked."""
        self._wait_in_library(0)
        try:
            while not self._has_begun(is_last=time.monotonic() >= until):
                time.sleep(ASK_AGAIN_SECONDS)
        finally:
            self._wait_in_library(self.seconds)

    def _has_begun(self, *, is_last: bool) -> bool:
        """Whether the transaction has begun.

        By a cursor of the library's own, closed at once. Django's is left in a circle with the
        error that says "busy", where another thread finds it when it clears up; to clear it that
        thread waits, with Python and maybe a read lock in its hands, for whoever commits here and
        waits for that read lock.
        """
        begin = f"BEGIN {getattr(self, 'transaction_mode', None) or ''}"
        with closing(self.connection.cursor(sqlite.Cursor)) as cursor:
            try:
                cursor.execute(begin)
            except sqlite.OperationalError as fault:
                if is_last or not _is_busy(fault):
                    raise OperationalError(str(fault)) from fault
                return False
        return True

    def _wait_in_library(self, seconds: float) -> None:
        """Say how long SQLite itself asks again before it answers that it is locked."""
        self.connection.execute(f"PRAGMA busy_timeout={int(1000 * seconds)}")

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._give_way()  # One that fails is rolled back, and has its turn until then.

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_way()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_way()

    def _give_way(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.release()


def _is_busy(fault: sqlite.OperationalError) -> bool:
    return fault.sqlite_errorcode & PRIMARY_CODE == sqlite.SQLITE_BUSY

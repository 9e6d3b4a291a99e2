"""Answers that are kept while nothing is written: those that take long and are asked for often.

The version of what an answer rests on is part of its key, so that a write is followed by a new key
and nobody needs to say what has become old; what has not been asked for longest goes.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, Generic, TypeVar

from django.db import connection

Key = TypeVar("Key", bound=tuple[Any, ...])
Answer = TypeVar("Answer")


class Kept(Generic[Key, Answer]):
    """At most `size` answers, in one process."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._guard = Lock()

    def answer(self, key: Key, read: Callable[[], Answer], version: Callable[[], object]) -> Answer:
        """Return what is kept for `key`, else what `read` gives.

        That is kept when nobody wrote while it was read: when `version` is the last part of `key`.
        """
        found = self.get(key)
        if found is None:
            found = read()
            if version() == key[-1]:
                self.keep(key, found)
        return found

    def get(self, key: Key) -> Answer | None:
        """Return what is kept for `key`, or None."""
        with self._guard:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def keep(self, key: Key, answer: Answer) -> None:
        """Keep `answer`, unless its version may be taken back."""
        if self.may_keep():
            with self._guard:
                self._answers[key] = answer
                while len(self._answers) > self.size:
                    self._answers.popitem(last=False)

    def may_keep(self) -> bool:
        """Whether a version stands for ever: not inside a transaction, which may be rolled back."""
        return not connection.in_atomic_block

    def forget(self) -> None:
        """Forget everything. For tests, whose database goes back in time."""
        with self._guard:
            self._answers.clear()

    def all(self) -> Mapping[Key, Answer]:
        """Return everything that is kept, as it is now."""
        with self._guard:
            return dict(self._answers)

"""Answers that are kept while nothing is written: those that take long and are asked for often.

The version of what an answer rests on is part of its key, so that a write is followed by a new key
and nobody needs to say what has become old; what has not been asked for longest goes.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, Generic, TypeAlias, TypeVar
from weakref import WeakSet

from django.db import connection

from enslinje.journal import once

Key: TypeAlias = tuple[Any, ...]
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Version:
    """How often what an answer rests on has been written: `now`, and as who looks was told."""

    now: Callable[[], int]
    looked_at: Callable[[], int]


_everything: "WeakSet[Kept[Any]]" = WeakSet()


def forget_everything() -> None:
    """Forget all that is kept in this process. For tests, whose database goes back in time."""
    for kept in _everything:
        kept.forget()


class Kept(Generic[Answer]):
    """At most `size` answers, in one process."""

    def __init__(self, size: int) -> None:
        _everything.add(self)
        self.size = size
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._guard = Lock()

    def answer(self, *asked: Hashable, read: Callable[[], Answer], version: Version) -> Answer:
        """Return what is kept for what is `asked`, else what `read` gives.

        That is kept when nobody wrote while it was read. One query, for the version; two when it is
        read, however much whoever looks has read.
        """
        key = self._key(asked, version.looked_at())
        found = self._found(key)
        if found is None:
            found = read()
            self._keep_unwritten({key: found}, version)
        return found

    def each(
        self,
        asked: Collection[Key],
        *,
        read: Callable[[Sequence[Key]], Mapping[Key, Answer]],
        version: Version,
    ) -> Mapping[Key, Answer]:
        """Return what is kept for each of `asked`, and what `read` gives of all the others at once.

        They are kept as `answer` does.
        """
        looked_at = version.looked_at()
        keys = {one: self._key(one, looked_at) for one in asked}
        found = {one: kept for one, key in keys.items() if (kept := self._found(key)) is not None}
        others = [one for one in keys if one not in found]
        if others:
            answers = read(others)
            self._keep_unwritten({keys[one]: answers[one] for one in others}, version)
            found.update(answers)
        return found

    def _found(self, key: Key) -> Answer | None:
        """What is kept, or has been read by whoever looks and is to be kept when they have done."""
        found = self.get(key)
        if found is None and (told := once.told()) is not None:
            found = told.answers.get((self, key))
        return found

    def _keep_unwritten(self, answers: Mapping[Key, Answer], version: Version) -> None:
        """Keep what has been read, if nobody wrote meanwhile: once whoever looks has done."""
        if not self.may_keep():
            return

        def keep() -> None:
            now = version.looked_at() if told else version.now()
            for key, answer in answers.items():
                if key[-1] == now:
                    self.keep(key, answer)

        told = once.told()
        if told is None:
            keep()
            return
        told.answers.update(((self, key), answer) for key, answer in answers.items())
        told.afterwards.append(keep)

    def known(self, *asked: Hashable, version: Version) -> Answer | None:
        """Return what is kept for what is `asked`, or None: for who would not read it for this."""
        return self.get(self._key(asked, version.looked_at()))

    @staticmethod
    def _key(asked: Key, version: int) -> Key:
        return (str(connection.settings_dict["NAME"]), *asked, version)

    def at(
        self,
        as_of: datetime | None,
        *asked: Hashable,
        read: Callable[[datetime | None], Answer],
        version: Version,
    ) -> Answer:
        """Return what `read` gives at the moment `as_of`; kept, when it is asked as it is now."""
        if as_of is not None:
            return read(as_of)
        return self.answer(*asked, read=lambda: read(None), version=version)

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
        """Forget everything."""
        with self._guard:
            self._answers.clear()

    def all(self) -> Mapping[Key, Answer]:
        """Return everything that is kept, as it is now."""
        with self._guard:
            return dict(self._answers)

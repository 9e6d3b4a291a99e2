"""Answers that are kept while nothing is written: those that take long and are asked for often.

The version of what an answer rests on is part of its key, so that a write is followed by a new key
and nobody needs to say what has become old; what has not been asked for longest goes.

Somebody may write while an answer is read, and it be half of before and half of after. It is given
to nobody who has looked at the version before that: who looks afterwards finds the same version
only if nobody wrote. So whoever reads need not ask again whether somebody did.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from time import monotonic
from typing import Any, Generic, TypeAlias, TypeVar
from weakref import WeakSet

from enslinje.journal.counters import Counters, counted, looked_at
from enslinje.journal.statements import at_hand

Key: TypeAlias = tuple[Any, ...]
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Version:
    """How often what an answer rests on has been written, out of all that is counted.

    `seen` is what has been counted already, for who asks for several.
    """

    of: Callable[[Counters], int]
    seen: Counters | None = None

    def look(self) -> Counters:
        """Return what has been counted, as who looks was told. One query, once."""
        return self.seen or looked_at()

    def now(self) -> int:
        """As it is now. One query."""
        return self.of(counted())

    def looked_at(self) -> int:
        """As who looks was told. One query, once."""
        return self.of(self.look())


@dataclass
class _Held(Generic[Answer]):
    """An answer that is kept: who read it had `looked`, and it was read by `until`.

    `is_whole` when it is known that nobody wrote while it was read.
    """

    answer: Answer
    looked: Counters | None
    until: float
    is_whole: bool


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
        self._answers: OrderedDict[Key, _Held[Answer]] = OrderedDict()
        self._guard = Lock()

    def answer(self, *asked: Hashable, read: Callable[[], Answer], version: Version) -> Answer:
        """Return what is kept for what is `asked`, else what `read` gives, and keep that.

        One query, for the version.
        """
        looked = version.look()
        key = self._key(asked, version.of(looked))
        found = self.whole(key, looked=looked, version=version)
        if found is None:
            found = read()
            self.keep(key, found, looked=looked)
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
        looked = version.look()
        number, database = version.of(looked), self._database()
        keys = {one: (database, *one, number) for one in asked}
        return self._each(keys, read=read, looked=looked, rests_on=lambda _one: version)

    def each_by(
        self,
        asked: Mapping[Key, Version],
        *,
        read: Callable[[Sequence[Key]], Mapping[Key, Answer]],
    ) -> Mapping[Key, Answer]:
        """Do as `each`, of what rests on different things: with the version of each."""
        if not asked:
            return {}
        looked, database = next(iter(asked.values())).look(), self._database()
        keys = {one: (database, *one, version.of(looked)) for one, version in asked.items()}
        return self._each(keys, read=read, looked=looked, rests_on=asked.__getitem__)

    def _each(
        self,
        keys: Mapping[Key, Key],
        *,
        read: Callable[[Sequence[Key]], Mapping[Key, Answer]],
        looked: Counters,
        rests_on: Callable[[Key], Version],
    ) -> Mapping[Key, Answer]:
        """Return the answers that are kept by `keys`, and what `read` gives of all the others."""
        with self._guard:
            held = {one: self._found(key) for one, key in keys.items()}
        found = {
            one: of.answer
            for one, of in held.items()
            if of is not None
            and (of.is_whole or self._is_whole(of, keys[one][-1], looked, rests_on(one)))
        }
        others = [one for one in keys if one not in found]
        if others:
            answers = read(others)
            for one in others:
                self.keep(keys[one], answers[one], looked=looked)
            found.update(answers)
        return found

    def known(self, *asked: Hashable, version: Version) -> Answer | None:
        """Return what is kept for what is `asked`, or None: for who would not read it for this."""
        looked = version.look()
        return self.whole(self._key(asked, version.of(looked)), looked=looked, version=version)

    @classmethod
    def _key(cls, asked: Key, version: int) -> Key:
        return (cls._database(), *asked, version)

    @staticmethod
    def _database() -> str:
        return str(at_hand().settings_dict["NAME"])

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
        """Return what is kept for `key`, or None: for who knows that what it keeps is whole."""
        held = self._held(key)
        return None if held is None else held.answer

    def several(self, ids: Collection[Hashable]) -> dict[Hashable, Answer]:
        """Return what is kept by `keep_several`, of those that it is kept of."""
        database = self._database()
        with self._guard:
            found = {one: self._answers.get((database, one)) for one in ids}
        return {one: held.answer for one, held in found.items() if held is not None}

    def keep_several(self, answers: Mapping[Any, Answer]) -> None:
        """Keep what never changes, by what names each in this database."""
        database = self._database()
        for one, answer in answers.items():
            self.keep((database, one), answer)

    def whole(self, key: Key, *, looked: Counters, version: Version) -> Answer | None:
        """Return what is kept for `key`, or None, also when it may be half of before a write.

        Args:
            key: the last of it is the version, out of `looked`.
            looked: what who asks has looked at.
            version: what the answer rests on. Who looked before the answer was read, and is not
                who read it, asks for it anew. One query, once for each answer.
        """
        held = self._held(key)
        if held is None or not self._is_whole(held, key[-1], looked, version):
            return None
        return held.answer

    @staticmethod
    def _is_whole(held: _Held[Answer], number: int, looked: Counters, version: Version) -> bool:
        if held.is_whole or held.looked is looked:
            return True
        held.is_whole = looked.since > held.until or version.now() == number
        return held.is_whole

    def _held(self, key: Key) -> _Held[Answer] | None:
        with self._guard:
            return self._found(key)

    def _found(self, key: Key) -> _Held[Answer] | None:
        held = self._answers.get(key)
        if held is not None:
            self._answers.move_to_end(key)
        return held

    def keep(self, key: Key, answer: Answer, *, looked: Counters | None = None) -> None:
        """Keep `answer`, unless its version may be taken back.

        `looked` is what who read it had looked at before; None says that the answer is whole.
        """
        if self.may_keep():
            held = _Held(answer, looked, until=monotonic(), is_whole=looked is None)
            with self._guard:
                self._answers[key] = held
                while len(self._answers) > self.size:
                    self._answers.popitem(last=False)

    def may_keep(self) -> bool:
        """Whether a version stands for ever: not inside a transaction, which may be rolled back."""
        return not at_hand().in_atomic_block

    def forget(self) -> None:
        """Forget everything."""
        with self._guard:
            self._answers.clear()

    def all(self) -> Mapping[Key, Answer]:
        """Return everything that is kept, as it is now."""
        with self._guard:
            return {key: held.answer for key, held in self._answers.items()}

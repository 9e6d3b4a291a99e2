"""What a page asks of the record twice is read once.

A page is put together from parts that do not know of each other, and several ask what the bodies
are called. While somebody only looks, the second is answered with what the first was told; that
also keeps the parts of one page from telling of different moments.

Whoever writes reads anew: from the moment that a write begins nothing is kept of what was told
before, and nothing new until somebody looks again.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from inspect import unwrap
from typing import Any, ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")

NOTHING: Mapping[Callable[[], Any], Any] = {}

_told: ContextVar[dict[Any, Any] | None] = ContextVar("told", default=None)


@contextmanager
def looking(known: Mapping[Callable[[], Any], Any] = NOTHING) -> Iterator[None]:
    """Within it, reads that are marked `once` are done once.

    Args:
        known: what reads without arguments have told already, by what reads.
    """
    before = _told.set({(read, (), ()): told for read, told in known.items()})
    try:
        yield
    finally:
        _told.reset(before)


def written() -> None:
    """Say that something is written: from here on everything is read anew."""
    if _told.get() is not None:
        _told.set(None)


def answered(answer: Answer, read: Callable[..., Answer], *args: Any, **kwargs: Any) -> Answer:
    """Say what `read`, which is marked `once`, answers: for who has read it together with more.

    Returns:
        What whoever looks is told from here on: `answer`, unless something was told before.
    """
    told = _told.get()
    if told is None:
        return answer
    stands: Answer = told.setdefault((unwrap(read), args, tuple(sorted(kwargs.items()))), answer)
    return stands


def once(read: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """Have `read` answer as before when somebody who looks asks the same again.

    Its arguments are hashable; what it returns is never changed by who asked. What it raises is
    not kept.
    """

    @wraps(read)
    def answer(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
        told = _told.get()
        if told is None:
            return read(*args, **kwargs)
        asked = (read, args, tuple(sorted(kwargs.items())))
        if asked not in told:
            told[asked] = read(*args, **kwargs)
        found: Answer = told[asked]
        return found

    return answer

"""What a page asks of the record twice is read once.

A page is put together from parts that do not know of each other, and several ask what the bodies
are called. While somebody only looks, the second is answered with what the first was told; that
also keeps the parts of one page from telling of different moments.

Whoever writes reads anew: from the moment that a write begins nothing is kept of what was told
before, and nothing new until somebody looks again.

What is to be kept for others (`journal.keeping`) waits until whoever looks has seen it all: then it
is asked once, for all of it, whether anybody wrote meanwhile.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


@dataclass
class Told:
    """What whoever looks has been told, and what is to be done when they have seen it all."""

    answers: dict[Any, Any] = field(default_factory=dict)
    afterwards: list[Callable[[], None]] = field(default_factory=list)


_told: ContextVar[Told | None] = ContextVar("told", default=None)


NOTHING: Mapping[Callable[[], Any], Any] = {}


@contextmanager
def looking(known: Mapping[Callable[[], Any], Any] = NOTHING) -> Iterator[None]:
    """Within it, reads that are marked `once` are done once.

    Args:
        known: what reads without arguments have told already, by what reads.
    """
    told = Told({(read, (), ()): answer for read, answer in known.items()})
    before = _told.set(told)
    try:
        yield
        is_written = _told.get() is not told
    finally:
        _told.reset(before)
    if told.afterwards and not is_written:
        with looking():  # Anew, so that versions are asked for once, and now.
            for do in told.afterwards:
                do()


def told() -> Told | None:
    """Return what whoever looks has been told; None when nobody does, or somebody has written."""
    return _told.get()


def written() -> None:
    """Say that something is written: from here on everything is read anew."""
    if _told.get() is not None:
        _told.set(None)


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
        if asked not in told.answers:
            told.answers[asked] = read(*args, **kwargs)
        found: Answer = told.answers[asked]
        return found

    return answer

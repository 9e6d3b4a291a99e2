"""What a reader sees of histories: which objects, and of those how much.

A room above may limit how an object is seen, as `filing` does with what is in a plan. Every read of
a history passes `Sight.of`, so that a page that is written later is limited too.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from enslinje.core.policy import Action
from enslinje.journal.history.loading import Found
from enslinje.journal.history.register import Key, Kind
from enslinje.journal.together import Asking, gathered

Sees: TypeAlias = Callable[[Kind, frozenset[str]], bool]
"""Whether objects of a kind that belong to these bodies are seen; the kind's right says by what."""

May: TypeAlias = Callable[[Action, str], bool]
"""Whether the reader may do something towards a body."""


class Narrow(Protocol):
    """An object as the reader sees it; the same when nothing is left out, None when all is."""

    def __call__(self, found: Found, /) -> Found | None: ...

    def asks(self, keys: Mapping[Kind, Collection[Key]]) -> Asking[None]:
        """Ask for what it must know of these objects. What was not asked for is read at need."""


Limit: TypeAlias = Callable[[May], Narrow]
"""For one reader and one request: what is asked once is remembered."""

_limits: list[Limit] = []


def limit(by: Limit) -> None:
    """Let every reader's histories be limited so as well."""
    if by not in _limits:
        _limits.append(by)


@dataclass(frozen=True)
class Sight:
    """What a reader sees of histories."""

    sees: Sees
    narrows: tuple[Narrow, ...] = ()

    def asks(self, keys: Mapping[Kind, Collection[Key]]) -> Asking[None]:
        """Ask for what it must know of these objects, to be read with them."""
        of_each = {number: narrow.asks(keys) for number, narrow in enumerate(self.narrows)}
        return gathered(of_each).then(lambda _known: None)

    def of(self, found: Found) -> Found | None:
        """Return the object as the reader sees it, None when not at all.

        One that has been secret asks a right of its own.
        """
        kind = found.kind
        if found.has_been_secret and not self.sees(
            replace(kind, right=Action.VIEW_SECRET), found.bodies
        ):
            return None
        if not self.sees(kind, found.bodies):
            return None
        seen: Found | None = found
        for narrow in self.narrows:
            seen = narrow(seen) if seen else None
        return seen


def limited(sees: Sees, may: May) -> Sight:
    """Return the sight of a reader with these rights."""
    return Sight(sees, tuple(by(may) for by in _limits))

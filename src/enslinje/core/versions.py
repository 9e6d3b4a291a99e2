"""What a writer had seen of the place it writes to: the base of every conflict."""

from enum import Enum
from typing import TypeAlias


class Unseen(Enum):
    """The writer does not say what it has seen, as when a data set is loaded."""

    UNSEEN = "unseen"


UNSEEN = Unseen.UNSEEN

Seen: TypeAlias = int | Unseen | None
"""Id of the current row that the writer saw; `None` when it saw an empty place."""

NOTHING_SEEN = "-"
"""How a form writes that the writer saw an empty place."""

_LONGEST = 18
"""Digits of the largest id that both databases keep."""


def written(seen: Seen) -> str:
    """Return `seen` as a form carries it: an id, `-` for an empty place, "" for unseen."""
    if isinstance(seen, Unseen):
        return ""
    return NOTHING_SEEN if seen is None else str(seen)


def read(text: str) -> Seen:
    """Return what a form carried. What nobody could have written there says nothing: unseen."""
    if text == NOTHING_SEEN:
        return None
    is_id = text.isascii() and text.isdigit() and len(text) <= _LONGEST
    return int(text) if is_id else UNSEEN

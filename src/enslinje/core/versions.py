"""What a writer had seen of the place it writes to: the base of every conflict."""

from enum import Enum
from typing import TypeAlias


class Unseen(Enum):
    """The writer does not say what it has seen, as when a data set is loaded."""

    UNSEEN = "unseen"


UNSEEN = Unseen.UNSEEN

Seen: TypeAlias = int | Unseen | None
"""Id of the current row that the writer saw; `None` when it saw an empty place."""

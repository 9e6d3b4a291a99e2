"""What the journal refuses."""

from typing import Any

from enslinje.core.errors import Refusal


class KeyReused(Refusal):
    """The idempotency key came before, with another content, action or actor."""


class AlreadySuperseded(Refusal):
    """Somebody has superseded the row in the meantime."""


class Conflict(Refusal):
    """The current row is not the one that the writer saw.

    Attributes:
        theirs: the row that is current, or None when the place has been emptied.
    """

    def __init__(self, what: str, *, theirs: Any, **about: Any) -> None:
        super().__init__(what, **about)
        self.theirs = theirs

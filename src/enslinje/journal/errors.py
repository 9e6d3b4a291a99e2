"""What the journal refuses."""

from typing import Any

from enslinje.core.errors import Refusal
from enslinje.journal.versions import Difference, Version


class KeyReused(Refusal):
    """The idempotency key came before, with another content, action or actor."""


class AlreadySuperseded(Refusal):
    """Somebody has superseded the row in the meantime."""


class EditedMeanwhile(Refusal):
    """What is current is not what the writer saw. Nothing was written.

    Attributes:
        theirs: what is current, and who wrote it; None when the place has been emptied.
        base: what the writer saw, None when it was an empty place or nothing of this place.
        mine: what the writer wanted to save; of no change set.
        differences: the fields in which theirs and mine differ, texts with a merge proposal.
    """

    def __init__(
        self,
        what: str,
        *,
        theirs: Version | None,
        mine: Version,
        base: Version | None = None,
        differences: tuple[Difference, ...] = (),
        **about: Any,
    ) -> None:
        super().__init__(what, **about)
        self.theirs = theirs
        self.base = base
        self.mine = mine
        self.differences = differences


class BaseNotSaid(EditedMeanwhile):
    """Something is current, and a person's write does not say what the writer saw of it."""

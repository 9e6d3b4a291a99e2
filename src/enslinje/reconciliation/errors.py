"""What reconciliation refuses."""

from enslinje.core.errors import Refusal
from enslinje.journal.errors import EditedMeanwhile


class TextWithoutBasis(Refusal):
    """A reason or a condition has no basis, or a basis has no text."""


class JudgementConflict(EditedMeanwhile):
    """Somebody else has judged the same goal or indicator since it was read."""

"""What filing refuses."""

from enslinje.core.errors import Refusal
from enslinje.journal.errors import EditedMeanwhile


class YearsReversed(Refusal):
    """A year is prepared from a later one, or from itself."""


class NothingToCarry(Refusal):
    """The year to prepare from has nothing."""


class YearHasContent(Refusal):
    """The year to prepare has something already."""


class NoPlanOccasion(Refusal):
    """The year has no occasion at which plans are handed in."""


class WrongStep(Refusal):
    """The plan does not stand where the step begins: it is submitted already, or not decided."""


class PlanStageConflict(EditedMeanwhile):
    """The plan has taken another step since the writer saw it."""


class PlanIncomplete(Refusal):
    """Something that a plan must have is left to do."""


class PlanChangedSince(Refusal):
    """The plan is another than the one that was approved."""


class DecisionOfAnother(Refusal):
    """The decision is another body's, or does not grant the plan."""


class SentBackWithoutReason(Refusal):
    """A plan is sent back for completion, and it is not said why."""


class RevisedWithoutReason(Refusal):
    """A plan that has been submitted is to be so again, and it is not said what changes and why."""


class NothingChanged(Refusal):
    """A submitted plan is to be corrected, and nothing of it has been changed."""


class CorrectionOfValues(Refusal):
    """A correction would change what only a new decision may."""

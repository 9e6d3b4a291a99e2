"""What plans refuse."""

from enslinje.core.errors import Refusal
from enslinje.journal.errors import EditedMeanwhile


class PartyWithoutName(Refusal):
    """A party of an activity is neither a body nor a group, or both."""


class ActivityMisdated(Refusal):
    """An activity ends before it begins."""


class ContributionConflict(EditedMeanwhile):
    """Somebody else has restated the contribution since it was read."""


class ThemesConflict(EditedMeanwhile):
    """Somebody else has changed the activity's themes since they were read."""


class ActivityConflict(EditedMeanwhile):
    """Somebody else has changed the activity since it was read."""


class UnknownActivity(Refusal):
    """No activity of the year has that code."""

"""What plans refuse."""

from enslinje.core.errors import Refusal
from enslinje.journal.errors import Conflict


class PartyWithoutName(Refusal):
    """A party of an activity is neither a body nor a group, or both."""


class ActivityMisdated(Refusal):
    """An activity ends before it begins."""


class ContributionConflict(Conflict):
    """Somebody else has restated the contribution since it was read."""


class ActivityConflict(Conflict):
    """Somebody else has changed the activity since it was read."""


class UnknownActivity(Refusal):
    """No activity of the year has that code."""

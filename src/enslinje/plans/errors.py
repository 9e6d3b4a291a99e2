"""What plans refuse."""

from enslinje.core.errors import Refusal
from enslinje.journal.errors import EditedMeanwhile


class PartyWithoutName(Refusal):
    """A party of an activity is neither a body nor a group, or both."""


class ActivityMisdated(Refusal):
    """An activity ends before it begins."""


class UnknownResponsible(Refusal):
    """Nobody with that code works or has worked for the body whose activity it is."""


class ContributionConflict(EditedMeanwhile):
    """Somebody else has restated the contribution since it was read."""


class ThemesConflict(EditedMeanwhile):
    """Somebody else has changed the activity's themes since they were read."""


class ActivityConflict(EditedMeanwhile):
    """Somebody else has changed the activity since it was read."""


class UnknownActivity(Refusal):
    """No activity of the year has that code."""


class SectionConflict(EditedMeanwhile):
    """Somebody else has changed how the section reads in the year since it was read."""


class SectionTextConflict(EditedMeanwhile):
    """Somebody else has saved the section's text since it was read."""


class UnknownSection(Refusal):
    """No section of the year has that code, or the body's plan has it not."""


class SectionEmpty(Refusal):
    """A section without text is said to be ready for check."""


class SectionWritten(Refusal):
    """A section is taken out of a year in which somebody has written in it."""


class UnknownGoalConflict(Refusal):
    """The body has not said that the two goals are in conflict in the year."""


class SameGoalTwice(Refusal):
    """A goal is not in conflict with itself."""


class GoalConflictEdited(EditedMeanwhile):
    """Somebody else has changed what is said of the two goals since it was read."""


class UnknownHindrance(Refusal):
    """The body has no such hindrance in the year."""


class NobodyNamed(Refusal):
    """Something is needed of another body, and it is not said of which; or of none, and one is."""


class NeededOfItself(Refusal):
    """What a body needs of itself is no hindrance that others have to see to."""


class HindranceConflict(EditedMeanwhile):
    """Somebody else has changed the hindrance since it was read."""


class UnknownPreparation(Refusal):
    """The body has no such step of preparation in the year."""


class PreparationConflict(EditedMeanwhile):
    """Somebody else has changed the step of preparation since it was read."""


class WrongSign(Refusal):
    """A cost is written without a minus, or an income with one."""


class OutsidePlannedYears(Refusal):
    """A plan's budget is for its own year and the two that follow."""


class PlanBudgetConflict(EditedMeanwhile):
    """Somebody else has changed the plan's budget since it was read."""


class CommentEmpty(Refusal):
    """A comment says nothing."""


class UnknownComment(Refusal):
    """No comment or thread with that code is there for whoever asks."""


class UnknownSubject(Refusal):
    """A comment is about something that is not in the body's plan."""


class StrangerMentioned(Refusal):
    """A comment names somebody who does not read it, or nobody at all: the two answer alike."""


class CommentOfAnother(Refusal):
    """Somebody else has written the comment."""


class CommentConflict(EditedMeanwhile):
    """The comment has been changed since it was read."""


class ThreadResolved(Refusal):
    """An answer comes to a thread that is resolved."""


class ThreadConflict(EditedMeanwhile):
    """Somebody else has settled the thread since it was read."""

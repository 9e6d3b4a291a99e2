"""What the organisation refuses."""

from enslinje.core.errors import Refusal
from enslinje.journal.errors import EditedMeanwhile


class UnknownBody(Refusal):
    """No body has that code or that spelling."""


class UnknownGroup(Refusal):
    """No group of bodies has that code or that spelling."""


class UnknownOccasion(Refusal):
    """The year has no such occasion."""


class CaseRegisterMisnamed(Refusal):
    """The prefix of a case register is no prefix."""


class CaseRegisterMisdated(Refusal):
    """A case register is closed before it is opened."""


class PrefixTaken(Refusal):
    """Another body's case register has the prefix."""


class UnknownCaseRegister(Refusal):
    """No case register has the prefix, or not just now."""


class CaseRegisterInUse(Refusal):
    """A case register that is to be withdrawn has numbers, or nobody says why it is."""


class CaseRegisterConflict(EditedMeanwhile):
    """The case register has been changed since the writer saw it."""


class CaseNumberRefused(Refusal):
    """A case number is none, is of no register, or of a year that it cannot be of."""


class NumberCannotBeCorrected(Refusal):
    """The decision's number is not to be corrected so: unchecked, corrected before, or the same."""


class CorrectionNotWaiting(Refusal):
    """No corrected number waits for a second person, or not the one that was seen."""


class UnknownDecision(Refusal):
    """No decision has that case number and item."""


class BodyAlreadyRegistered(Refusal):
    """The code belongs to a body of another kind, or one that is called upon in another way."""


class NameTaken(Refusal):
    """Another body has that name, code, spelling or address."""


class BodyUnchanged(Refusal):
    """Nothing of the body would be different."""


class BodyMisdated(Refusal):
    """The body was changed on a later day, or is not there on the day."""


class BodyNotOpen(Refusal):
    """The body is closed on the day, or open when it is to be opened."""


class BodyStillNeeded(Refusal):
    """The body has open bodies under it, or obligations in a later year."""


class ParentsGoRound(Refusal):
    """A body would lie under itself, by way of those above it."""


class BodiesMismatched(Refusal):
    """A merger or a split of a body with itself, with nobody, or with the same body twice."""


class GroupAlreadyFormed(Refusal):
    """The code belongs to a group that is put together in another way."""


class GroupMisformed(Refusal):
    """A group has both members and a base, is open and has members, or excludes whom it has not."""


class AliasWithoutTarget(Refusal):
    """A spelling names neither a body nor a group, or both."""


class OccasionClosed(Refusal):
    """The occasion is not open: before it opens, after its due instant, or when locked."""


class OccasionMisdated(Refusal):
    """An occasion closes before it opens, or an extension has no reason."""


class OccasionConflict(EditedMeanwhile):
    """The occasion has been changed since the writer saw it."""


class LockLiftedWithoutReason(Refusal):
    """A locked occasion is opened for everybody, and nobody says why."""


class ExtensionMisgiven(Refusal):
    """An extension has no reason, is no later, or would be of no use to the body."""


class ExtensionConflict(EditedMeanwhile):
    """The body's extension has been changed since the writer saw it."""


class NoExtension(Refusal):
    """The body has no extension to take back, or no reason is given."""


class HasExtension(Refusal):
    """A body that has an extension is to take part no longer."""


class LockMisopened(Refusal):
    """The opening of a lock has no end ahead, no reason, or nobody and nothing it could be for."""


class LockConflict(EditedMeanwhile):
    """The lock has been opened in another way since the writer saw it."""


class BodyConflict(EditedMeanwhile):
    """The body has been changed since the writer saw it."""


class LockNotOpened(Refusal):
    """The lock is not open for them."""


class DecisionAlreadyRecorded(Refusal):
    """The item is decided, or recorded with another content."""


class DecisionUnchecked(Refusal):
    """The same person has recorded and checked a decision, or its day and outcome do not fit."""


class DecisionNotFromMinutes(Refusal):
    """A person records a decision that no approved minutes tell of."""


class DecisionNotChecked(Refusal):
    """Something is to rest on a decision that nobody but its recorder has seen."""


class DecisionNotWaiting(Refusal):
    """The decision waits for nobody's check: it is checked, sent back, undecided or another."""


class SentBackWithoutReason(Refusal):
    """A decision is sent back to its recorder, and it is not said why."""


class FileRefused(Refusal):
    """A file is empty, too large, or of no kind that is taken."""


class UnknownPerson(Refusal):
    """Nobody has that code."""


class AccountUnchangeable(Refusal):
    """An account cannot be closed or opened so."""


class PersonAlreadyInvited(Refusal):
    """The code is taken, or is no code that a person can have."""


class RoleMisplaced(Refusal):
    """A role of a body is given without one, a central role for one, or its days are reversed."""


class RoleNotHeld(Refusal):
    """The person has no such role to confirm or to end."""


class NotASecondPerson(Refusal):
    """Whoever confirms a role gave it, or is the one who gets it."""


class DeputyMisnamed(Refusal):
    """A deputy is the person, names oneself, has no reason, or the days are reversed."""


class DeputyNotNamed(Refusal):
    """The person has no such deputy to end."""


class NotOnesOwnHand(Refusal):
    """A decision is recorded in another's name, or checked by somebody who may not check it."""


class RestoredWithoutReason(Refusal):
    """An earlier fact is to be recorded anew, and nobody says why."""


class CannotBeMarked(Refusal):
    """A fact cannot be marked so."""


class CannotBeRestored(Refusal):
    """The fact is current, or facts of its kind are never recorded anew from history."""

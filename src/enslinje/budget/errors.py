"""What the budget refuses."""

from enslinje.core.errors import Refusal
from enslinje.journal.errors import EditedMeanwhile


class AmountUnreadable(Refusal):
    """The text is no amount, could be two amounts, or is finer than öre."""


class AmountOutOfRange(Refusal):
    """An amount is negative where it is a size, or larger than any municipality has."""


class UnknownAccount(Refusal):
    """No account has that code."""


class UnknownLine(Refusal):
    """The body has no such appropriation line in the year."""


class UnknownEarmark(Refusal):
    """No earmark of the year has that code."""


class UnknownReserve(Refusal):
    """The year has no such reserve."""


class UnknownTransaction(Refusal):
    """The year's ledger has no transaction with that number."""


class UnknownPetition(Refusal):
    """No petition of the year has that code and line."""


class AccountAlreadyDefined(Refusal):
    """The code or the reserve number belongs to another kind of account."""


class LineAlreadyNamed(Refusal):
    """The body has a line with that code and another name."""


class EarmarkElsewhere(Refusal):
    """The earmark lies in another reserve."""


class TransactionUnlawful(Refusal):
    """The transaction breaks a law of the ledger."""


class DecisionNotGranted(Refusal):
    """The decision item is not decided, or grants nothing."""


class NotTheDecider(Refusal):
    """Whoever decided may not decide this: it must be referred."""


class ReserveOverdrawn(Refusal):
    """The reserve has less left than is drawn."""


class EarmarkExceeded(Refusal):
    """More is drawn from an earmark than is set aside."""


class DecisionExceeded(Refusal):
    """More rests on a decision item than it names."""


class AlreadyReversed(Refusal):
    """The transaction is a reversal, or has one."""


class PetitionConflict(EditedMeanwhile):
    """Somebody else has changed the petition since it was read."""


class EndorsedTooMuch(Refusal):
    """More is endorsed than a reserve has left."""


class PetitionOutOfOrder(Refusal):
    """A petition is changed after it was decided, or the grant does not fit its outcome."""


class CodeMapMissing(Refusal):
    """The year has no rules for code strings, or other ones than the amounts were placed by."""


class CodeMapConflict(EditedMeanwhile):
    """Somebody else has changed the rules for code strings since they were read."""


class RuleUnclear(Refusal):
    """A rule for code strings says nothing, or two rules are about the same."""


class AmountsDoNotTie(Refusal):
    """What was placed and what was left out do not add up to what the file holds."""


class MonthOutsideYear(Refusal):
    """The amounts are of a month of another year."""


class ImportConflict(EditedMeanwhile):
    """Somebody else has imported the same month since it was read."""


class FileNotHeld(Refusal):
    """The file that was handed over is no longer kept, or is somebody else's."""


class NoPetitionLeft(Refusal):
    """All that is open was to be rejected, and nothing is."""


class CouncilBudgetConflict(EditedMeanwhile):
    """Somebody else has posted or reversed the council's budget since it was looked at."""

"""The tables of the budget."""

from enslinje.budget.models.accounts import (
    Account,
    AppropriationLine,
    ControlSetting,
    Earmark,
    EarmarkEdition,
    Reserve,
    ReserveBalance,
)
from enslinje.budget.models.actuals import (
    AmountImport,
    CodeMap,
    CodeRule,
    HeldFile,
    ImportedAmount,
)
from enslinje.budget.models.ledger import LedgerTransaction, LedgerYear, Posting
from enslinje.budget.models.petitions import DecidedAmount, Petition

__all__ = [
    "Account",
    "AmountImport",
    "AppropriationLine",
    "CodeMap",
    "CodeRule",
    "ControlSetting",
    "DecidedAmount",
    "Earmark",
    "EarmarkEdition",
    "HeldFile",
    "ImportedAmount",
    "LedgerTransaction",
    "LedgerYear",
    "Petition",
    "Posting",
    "Reserve",
    "ReserveBalance",
]

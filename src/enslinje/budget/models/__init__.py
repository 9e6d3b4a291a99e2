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
from enslinje.budget.models.ledger import LedgerTransaction, LedgerYear, Posting
from enslinje.budget.models.petitions import DecidedAmount, Petition

__all__ = [
    "Account",
    "AppropriationLine",
    "ControlSetting",
    "DecidedAmount",
    "Earmark",
    "EarmarkEdition",
    "LedgerTransaction",
    "LedgerYear",
    "Petition",
    "Posting",
    "Reserve",
    "ReserveBalance",
]

"""What is read of the budget for a year: one frozen row for each fact. Amounts are whole öre."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from enslinje.core.budget_terms import (
    AmountKind,
    GrossUpCategory,
    PetitionKind,
    Plane,
    StatementColumn,
    StatementRow,
    TransactionKind,
)
from enslinje.core.gross_ups import Raised, in_balance
from enslinje.core.origins import Origin
from enslinje.core.terms import Basis, BodyKind, DecisionOutcome


@dataclass(frozen=True, slots=True)
class DecisionRef:
    """A decision item: its case, its number in it, and its day."""

    case_number: str
    item_no: int
    decided_on: date | None
    decided_by: str
    decider_kind: BodyKind

    @property
    def key(self) -> str:
        """What names it in a table."""
        return f"{self.case_number}/{self.item_no}"


@dataclass(frozen=True, slots=True)
class PostingRow:
    """One leg of a transaction, with what the transaction is and rests on.

    `kind` and `column` of a reversal are those of what it reverses.
    """

    transaction: int
    number: int
    ledger_year: int
    leg: int
    year: int
    kind: TransactionKind
    column: StatementColumn
    printed_column: StatementColumn
    is_reversal: bool
    reverses: int | None
    text: str
    decision: DecisionRef
    account: str
    account_name: str
    plane: Plane
    row: StatementRow | None
    reserve_number: int | None
    body: str
    group: str
    group_name: str
    line: str
    activity_area: str
    project: str
    earmark: str
    amount: int
    split_basis: Basis | None
    origin: Origin

    @property
    def is_reserve(self) -> bool:
        return self.reserve_number is not None


@dataclass(frozen=True, slots=True)
class ReserveRow:
    """A reserve of the year. `balance` is the cached one, None when its opening is unknown."""

    account: str
    number: int
    year: int
    purpose: str
    is_opening_known: bool
    balance: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class EarmarkRow:
    """Money set aside, None when nobody has said how much. `parent` and `decided_by` or ""."""

    code: str
    reserve: str
    purpose: str
    set_aside: int | None
    parent: str
    decided_by: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class PetitionRow:
    """A line of a petition: three amounts that are never added together.

    Of a gross-up, `depreciation` is how much of the costs that it asks for is depreciation.
    """

    pk: int
    code: str
    line: int
    kind: PetitionKind
    body: str
    group: str
    group_name: str
    purpose: str
    reserve: str
    account: str
    earmark: str
    asked: int | None
    endorsed: int | None
    granted: int | None
    outcome: DecisionOutcome | None
    decision: DecisionRef | None
    reason: str
    category: GrossUpCategory | None
    depreciation: int | None
    origin: Origin

    def raised(self, total: int) -> Raised:
        """Return what a gross-up by `total` öre raises, its costs shared as in what was asked."""
        return in_balance(total, asked=self.asked or 0, depreciation=self.depreciation or 0)


@dataclass(frozen=True, slots=True)
class DecidedAmountRow:
    """What a decision item says that it grants in the year."""

    decision: DecisionRef
    amount: int
    basis: Basis
    source_ref: str


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as the laws and files know it."""

    pk: int
    code: str
    name: str
    plane: Plane
    row: StatementRow | None
    reserve_number: int | None


def first_of_rows(accounts: Mapping[str, AccountRow]) -> dict[StatementRow, AccountRow]:
    """Return of each row the account where a change is posted that names none: its first.

    Args:
        accounts: every account by code, in the order they were defined.
    """
    first: dict[StatementRow, AccountRow] = {}
    for account in accounts.values():
        if account.row is not None and account.reserve_number is None:
            first.setdefault(account.row, account)
    return first


@dataclass(frozen=True, slots=True)
class CodeRuleRow:
    """A rule for code strings; "" is any account, or what is unsaid. `row` is that of its file."""

    row: int
    account_from: str
    account_to: str
    dimension: str
    code: str
    body: str
    line: str
    account: str
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class CodeMapRow:
    """The rules of a year, as they stood in a file that was read."""

    pk: int
    year: int
    file_name: str
    recorded_at: datetime
    recorded_by: str
    rules: tuple[CodeRuleRow, ...]


@dataclass(frozen=True, slots=True)
class AmountImportRow:
    """A month of a file. Sums are the file's own, debit positive. `books` "" is the city's."""

    pk: int
    period: int
    kind: AmountKind
    books: str
    file_name: str
    file_sha256: str
    code_map: int
    row_count: int
    file_ore: int
    left_out_ore: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class AmountRow:
    """What is imported for a body on an account in a month, signed as in the result budget."""

    kind: AmountKind
    period: int
    books: str
    body: str
    account: str
    row: StatementRow | None
    plane: Plane
    amount: int

"""What the operations of the budget take. Accounts, bodies, lines and earmarks by their codes.

Amounts are whole öre, signed as in the result budget: income positive, costs and reserves negative.
Amounts of petitions, draws and what is set aside are sizes: never negative.
"""

from dataclasses import dataclass

from enslinje.core.budget_terms import (
    AmountKind,
    ControlResponse,
    ControlRule,
    GrossUpCategory,
    PetitionKind,
    Plane,
    StatementColumn,
    StatementRow,
    TransactionKind,
)
from enslinje.core.terms import Basis, DecisionOutcome
from enslinje.core.versions import UNSEEN, Seen

DecisionKey = tuple[str, int]
"""Case number and item."""


@dataclass(frozen=True, kw_only=True)
class AccountDraft:
    """An account; one with a `reserve_number` is a central reserve."""

    code: str
    name: str
    plane: Plane
    row: StatementRow | None = None
    reserve_number: int | None = None


@dataclass(frozen=True, kw_only=True)
class LineDraft:
    """A line of a body's budget, at the level where it binds."""

    body: str
    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class ReserveDraft:
    """A central reserve in the year, by its account."""

    account: str
    purpose: str
    basis: Basis
    is_opening_known: bool = True
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class EarmarkDraft:
    """Money set aside in a reserve; None when nobody has said how much.

    `parent` is an earmark that this is a part of; it may be in the same batch.
    """

    code: str
    reserve: str
    purpose: str
    basis: Basis
    set_aside_ore: int | None = None
    parent: str = ""
    decided_by: str = ""
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ControlDraft:
    """What a control does when it finds something."""

    rule: ControlRule
    response: ControlResponse


@dataclass(frozen=True, kw_only=True)
class PostingDraft:
    """One leg. `year` None is the ledger's. `group` when no body is named.

    `split_basis` is what its sharing among bodies rests on, when that is weaker than the sum.
    """

    account: str
    amount_ore: int
    basis: Basis
    body: str = ""
    group: str = ""
    line: str = ""
    activity_area: str = ""
    project: str = ""
    earmark: str = ""
    year: int | None = None
    split_basis: Basis | None = None
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class TransactionDraft:
    """A granted change, and the decision that it rests on."""

    kind: TransactionKind
    decision: DecisionKey
    text: str
    postings: tuple[PostingDraft, ...]
    basis: Basis
    category: GrossUpCategory | None = None
    printed_as: StatementColumn | None = None
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CouncilBudgetDraft:
    """The council's budget of a year, in place of what was seen: its number, None for none."""

    transaction: TransactionDraft
    seen: Seen = UNSEEN


@dataclass(frozen=True, kw_only=True)
class ReversalDraft:
    """The transaction to reverse, by its number, and the decision to."""

    number: int
    decision: DecisionKey
    text: str
    basis: Basis = Basis.STATED


@dataclass(frozen=True, kw_only=True)
class DrawDraft:
    """What a reserve pays for: `amount_ore` of costs on `account`, of a body or a group."""

    reserve: str
    account: str
    amount_ore: int
    decision: DecisionKey
    text: str
    body: str = ""
    group: str = ""
    line: str = ""
    earmark: str = ""
    basis: Basis = Basis.STATED


@dataclass(frozen=True, kw_only=True)
class GrossUpDraft:
    """A body's income and costs that rise alike. The three are sizes: never negative."""

    body: str
    income_ore: int
    costs_ore: int
    decision: DecisionKey
    text: str
    depreciation_ore: int = 0
    category: GrossUpCategory | None = None
    basis: Basis = Basis.STATED


@dataclass(frozen=True, kw_only=True)
class InterestDraft:
    """Interest that a body bears and the central finance unit has as income."""

    body: str
    amount_ore: int
    decision: DecisionKey
    text: str
    basis: Basis = Basis.STATED


@dataclass(frozen=True, kw_only=True)
class PetitionDraft:
    """A line of what somebody asks for. None is what nobody has said; no `code`: it is a new one.

    `reserve` and `account` are where it would draw and what it would pay for, if it draws at all.
    A gross-up asks for income, and says what costs and depreciation rise with it: together as much,
    which is what is checked. Unsaid, the costs are taken to do so.
    """

    code: str
    kind: PetitionKind
    purpose: str
    basis: Basis
    line: int = 1
    body: str = ""
    group: str = ""
    reserve: str = ""
    account: str = ""
    earmark: str = ""
    asked_ore: int | None = None
    category: GrossUpCategory | None = None
    costs_ore: int | None = None
    depreciation_ore: int | None = None
    source_ref: str = ""
    note: str = ""
    seen: Seen = UNSEEN


@dataclass(frozen=True, kw_only=True)
class EndorsementDraft:
    """The office's word on a line: how much of it, 0 when it is opposed, and why."""

    code: str
    endorsed_ore: int
    line: int = 1
    reason: str = ""
    seen: Seen = UNSEEN


@dataclass(frozen=True, kw_only=True)
class GrantDraft:
    """What was decided of a line. What it draws is posted by itself, under the same decision."""

    code: str
    granted_ore: int
    outcome: DecisionOutcome
    decision: DecisionKey
    line: int = 1
    reason: str = ""
    seen: Seen = UNSEEN


@dataclass(frozen=True, kw_only=True)
class OpenPetition:
    """A line of a petition that is still open, as somebody saw it."""

    code: str
    line: int
    seen: Seen = UNSEEN


@dataclass(frozen=True, kw_only=True)
class RestDraft:
    """What one decision item rejects: all the petitions that are open."""

    decision: DecisionKey
    petitions: tuple[OpenPetition, ...]
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class DecidedAmountDraft:
    """The amount that a decision item names for the year."""

    decision: DecisionKey
    amount_ore: int
    basis: Basis
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CodeRuleDraft:
    """A rule for code strings; `row` is its row in the file. "" is any account, or what is unsaid.

    `account` is what amounts are put on, by its code; `account_from` and `account_to` are numbers
    in the files of accounting systems.
    """

    row: int
    account_from: str = ""
    account_to: str = ""
    dimension: str = ""
    code: str = ""
    body: str = ""
    line: str = ""
    account: str = ""
    is_left_out: bool = False


@dataclass(frozen=True, kw_only=True)
class CodeMapDraft:
    """All the rules of a year, in place of those that were."""

    file_name: str
    rules: tuple[CodeRuleDraft, ...]
    seen: Seen = UNSEEN


@dataclass(frozen=True, kw_only=True)
class PlacedDraft:
    """An amount of a file, where the code map put it; signed as in the result budget."""

    body: str
    account: str
    amount_ore: int
    line: str = ""
    activity_area: str = ""
    project: str = ""
    counterpart: str = ""


@dataclass(frozen=True, kw_only=True)
class AmountImportDraft:
    """A month of a file. `books` is the body whose own accounts it is from, "" for the city's.

    `file_ore` and `left_out_ore` are the file's own sums, debit positive.
    """

    period: int
    kind: AmountKind
    file_name: str
    file_sha256: str
    row_count: int
    file_ore: int
    left_out_ore: int
    amounts: tuple[PlacedDraft, ...]
    books: str = ""
    basis: Basis = Basis.STATED
    source_ref: str = ""
    note: str = ""
    seen: Seen = UNSEEN

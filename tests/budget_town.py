"""The small town's money, recorded through operations: what tests of the budget begin from.

Reserve CM2 opens with 1 000 kr, CM4 with nobody knows what. SKOLA and PARK have costs and income.
The council decides KF 1, the board KS 2 to KS 9; KS 9 is not decided, KS 8 rejects.
"""

from datetime import date
from typing import Any

from enslinje.budget import drafts, operations
from enslinje.core.actors import Actor, Source
from enslinje.core.budget_terms import (
    GrossUpCategory,
    PetitionKind,
    Plane,
    StatementRow,
    TransactionKind,
)
from enslinje.core.policy import Holding, Role
from enslinje.core.terms import Basis, DecisionOutcome
from enslinje.journal.record import Receipt
from enslinje.organisation import drafts as organisation
from enslinje.organisation import operations as organisation_operations
from tests.town import LOADER, YEAR, record_bodies

STATED = Basis.STATED
KR = 100
OPENING = 1000 * KR
FINN = Actor("finn", Source.FILE, holdings=(Holding(Role.FINANCE_OFFICER),))
"""The finance officer of the small town, by a door that need not say what was seen."""

KF = ("KF 2020/1", 1)
SKOLA_ITEM = ("SKOLA 2021/1", 1)
UNDECIDED, REJECTED = ("KS 2021/1", 9), ("KS 2021/1", 8)


def ks(item: int = 2) -> tuple[str, int]:
    """A decision item of the board."""
    return ("KS 2021/1", item)


def decision(case: str, item: int, decided_by: str, **changes: Any) -> organisation.DecisionDraft:
    given: dict[str, Any] = {
        "case_number": case,
        "item_no": item,
        "decided_by": decided_by,
        "subject": f"Punkt {item}",
        "recorded_by": "rut",
        "checked_by": "kai",
        "basis": STATED,
        "outcome": DecisionOutcome.GRANTED,
        "decided_on": date(YEAR, 2, item),
    }
    return organisation.DecisionDraft(**given | changes)


def account(code: str, plane: Plane, row: StatementRow | None = None, number: int | None = None):
    return drafts.AccountDraft(
        code=code, name=code.title(), plane=plane, row=row, reserve_number=number
    )


ACCOUNTS = [
    account("income", Plane.OPERATING, StatementRow.INCOME),
    account("costs", Plane.OPERATING, StatementRow.COSTS),
    account("depreciation", Plane.OPERATING, StatementRow.DEPRECIATION),
    account("taxes", Plane.OPERATING, StatementRow.TAXES),
    account("interest", Plane.INTERNAL, StatementRow.INTERNAL_INTEREST),
    account("capex", Plane.CAPITAL),
    account("equity", Plane.EQUITY, StatementRow.EQUITY_CHANGE),
    account("CM2", Plane.OPERATING, StatementRow.UNFORESEEN_NEEDS, 2),
    account("CM4", Plane.CAPITAL, None, 4),
]


def leg(account: str, amount: int, body: str = "", **more: Any) -> drafts.PostingDraft:
    return drafts.PostingDraft(account=account, amount_ore=amount, body=body, basis=STATED, **more)


def change(*legs: drafts.PostingDraft, **more: Any) -> drafts.TransactionDraft:
    given: dict[str, Any] = {
        "kind": TransactionKind.ADJUSTMENT,
        "decision": ks(),
        "text": "Ändring",
        "postings": legs,
        "basis": STATED,
    }
    return drafts.TransactionDraft(**given | more)


def post(*transactions: drafts.TransactionDraft, actor: Actor = FINN, **more: Any) -> Receipt:
    return operations.post_transactions(actor=actor, year=YEAR, transactions=transactions, **more)


def draw_draft(amount: int, body: str = "SKOLA", **more: Any) -> drafts.DrawDraft:
    given: dict[str, Any] = {
        "reserve": "CM2",
        "account": "costs",
        "amount_ore": amount,
        "decision": ks(),
        "text": "Ur reserven",
        "body": body,
    }
    return drafts.DrawDraft(**given | more)


def draw(amount: int, body: str = "SKOLA", *, actor: Actor = FINN, **more: Any) -> Receipt:
    key = more.pop("key", None)
    draft = draw_draft(amount, body, **more)
    return operations.draw_reserves(actor=actor, year=YEAR, draws=[draft], key=key)


def reverse(number: int, *, by: tuple[str, int] | None = None, **more: Any) -> Receipt:
    draft = drafts.ReversalDraft(number=number, decision=by or ks(3), text="Rättelse")
    return operations.reverse_transactions(
        actor=more.pop("actor", FINN), year=YEAR, reversals=[draft], **more
    )


def gross_up(**changes: Any) -> drafts.PetitionDraft:
    given: dict[str, Any] = {
        "code": "P1",
        "kind": PetitionKind.GROSS_UP,
        "purpose": "Statsbidrag för fler lärare",
        "body": "SKOLA",
        "category": GrossUpCategory.STATE_GRANTS,
        "asked_ore": 500 * KR,
        "costs_ore": 400 * KR,
        "depreciation_ore": 100 * KR,
        "basis": STATED,
    }
    return drafts.PetitionDraft(**given | changes)


def council_budget() -> drafts.TransactionDraft:
    return change(
        leg("costs", -5000 * KR, "SKOLA"),
        leg("costs", -3000 * KR, "PARK"),
        leg("income", 700 * KR, "SKOLA"),
        leg("CM2", -OPENING),
        leg("taxes", 8400 * KR),
        leg("equity", -100 * KR),
        kind=TransactionKind.COUNCIL_BUDGET,
        decision=KF,
        text="Budget",
    )


def record_accounts() -> None:
    organisation_operations.record_decisions(
        actor=LOADER,
        decisions=[
            decision(*KF, "KF"),
            *(decision(*ks(item), "KS") for item in range(2, 8)),
            decision(*REJECTED, "KS", outcome=DecisionOutcome.REJECTED),
            decision(*UNDECIDED, "KS", outcome=None, decided_on=None),
            decision(*SKOLA_ITEM, "SKOLA"),
        ],
    )
    operations.define_accounts(actor=LOADER, accounts=ACCOUNTS)
    operations.set_up_reserves(
        actor=LOADER,
        year=YEAR,
        reserves=[
            drafts.ReserveDraft(account="CM2", purpose="Oförutsett", basis=STATED),
            drafts.ReserveDraft(
                account="CM4", purpose="Investeringar", basis=STATED, is_opening_known=False
            ),
        ],
    )


def record_budget() -> None:
    record_accounts()
    post(council_budget())


def record_money() -> None:
    record_bodies()
    record_budget()

"""The everyday changes of the ledger in their own terms: draws, gross-ups, internal interest."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.budget import queries
from enslinje.budget.drafts import (
    DrawDraft,
    GrossUpDraft,
    InterestDraft,
    PostingDraft,
    TransactionDraft,
)
from enslinje.budget.errors import UnknownAccount
from enslinje.budget.operations.accounts import check_size
from enslinje.budget.operations.posting import post_transactions
from enslinje.budget.rows import first_of_rows
from enslinje.core.actors import Actor
from enslinje.core.budget_terms import StatementRow, TransactionKind
from enslinje.core.errors import Refusals
from enslinje.core.gross_ups import RAISED, Raised
from enslinje.journal.record import Receipt


@transaction.atomic
def draw_reserves(
    *, actor: Actor, year: int, draws: Sequence[DrawDraft], key: UUID | None = None
) -> Receipt:
    """Let reserves pay for costs: each draw is a transaction of its own.

    Raises:
        AmountOutOfRange: an amount is negative.
        whatever `post_transactions` raises; ReserveOverdrawn when a reserve has too little left.
    """
    refusals = Refusals()
    for row, draft in enumerate(draws):
        check_size(draft.amount_ore, row=row, column="amount_ore", refusals=refusals)
    refusals.settle()
    return post_transactions(
        actor=actor, year=year, transactions=[_draw(draft) for draft in draws], key=key
    )


def _draw(draft: DrawDraft) -> TransactionDraft:
    return TransactionDraft(
        kind=TransactionKind.ADJUSTMENT,
        decision=draft.decision,
        text=draft.text,
        basis=draft.basis,
        postings=(
            PostingDraft(
                account=draft.reserve,
                amount_ore=draft.amount_ore,
                earmark=draft.earmark,
                basis=draft.basis,
            ),
            PostingDraft(
                account=draft.account,
                amount_ore=-draft.amount_ore,
                body=draft.body,
                group=draft.group,
                line=draft.line,
                basis=draft.basis,
            ),
        ),
    )


@transaction.atomic
def gross_up(
    *, actor: Actor, year: int, gross_ups: Sequence[GrossUpDraft], key: UUID | None = None
) -> Receipt:
    """Raise bodies' income and costs alike: each draft is a transaction of its own.

    Raises:
        AmountOutOfRange: an amount is negative.
        TransactionUnlawful: income and costs differ; it says by how much, and the way out.
        whatever `post_transactions` raises.
    """
    refusals = Refusals()
    for row, draft in enumerate(gross_ups):
        for column in ("income_ore", "costs_ore", "depreciation_ore"):
            check_size(getattr(draft, column), row=row, column=column, refusals=refusals)
    refusals.settle()
    on = {row: _account_of(row) for row in RAISED}
    return post_transactions(
        actor=actor, year=year, transactions=[_gross_up(one, on) for one in gross_ups], key=key
    )


def _gross_up(draft: GrossUpDraft, on: dict[StatementRow, str]) -> TransactionDraft:
    raised = Raised(draft.income_ore, draft.costs_ore, draft.depreciation_ore)
    return TransactionDraft(
        kind=TransactionKind.GROSS_UP,
        decision=draft.decision,
        text=draft.text,
        category=draft.category,
        basis=draft.basis,
        postings=tuple(
            PostingDraft(account=on[row], amount_ore=amount, body=draft.body, basis=draft.basis)
            for row, amount in raised.signed()
        ),
    )


@transaction.atomic
def charge_interest(
    *,
    actor: Actor,
    year: int,
    central_finance: str,
    interests: Sequence[InterestDraft],
    key: UUID | None = None,
) -> Receipt:
    """Charge bodies internal interest, which is the income of the central finance unit.

    Raises:
        AmountOutOfRange: an amount is negative.
        whatever `post_transactions` raises.
    """
    refusals = Refusals()
    for row, draft in enumerate(interests):
        check_size(draft.amount_ore, row=row, column="amount_ore", refusals=refusals)
    refusals.settle()
    account = _account_of(StatementRow.INTERNAL_INTEREST)
    transactions = [
        TransactionDraft(
            kind=TransactionKind.INTERNAL_INTEREST,
            decision=draft.decision,
            text=draft.text,
            basis=draft.basis,
            postings=(
                PostingDraft(
                    account=account,
                    amount_ore=-draft.amount_ore,
                    body=draft.body,
                    basis=draft.basis,
                ),
                PostingDraft(
                    account=account,
                    amount_ore=draft.amount_ore,
                    body=central_finance,
                    basis=draft.basis,
                ),
            ),
        )
        for draft in interests
    ]
    return post_transactions(actor=actor, year=year, transactions=transactions, key=key)


def _account_of(row: StatementRow) -> str:
    """The first account of a row: where a change is posted that names none."""
    found = first_of_rows(queries.accounts()).get(row)
    if found is None:
        raise UnknownAccount(
            _("Inget konto hör till raden {row}.").format(row=row.value),
            column="account",
            value=row.value,
            remedy=_("Lägg upp ett konto för raden först."),
        )
    return found.code

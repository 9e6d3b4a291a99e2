"""Import the council's budget: one transaction, in place of the one that stood there."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.budget import access
from enslinje.budget.drafts import CouncilBudgetDraft, ReversalDraft
from enslinje.budget.errors import CouncilBudgetConflict
from enslinje.budget.models import LedgerTransaction
from enslinje.budget.operations.entries import Entry
from enslinje.budget.operations.posting import mirrors, write
from enslinje.core.actors import Actor
from enslinje.core.budget_terms import TransactionKind
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.versions import UNSEEN
from enslinje.journal.conflict import clashes
from enslinje.journal.history.entries import writes
from enslinje.journal.record import Change, Receipt
from enslinje.journal.versions import Difference, Version

REPLACED = "Ersätts av en rättad fil"
"""What is recorded of the one before. A record is in Swedish, whoever reads it."""


@transaction.atomic
def import_council_budget(
    *, actor: Actor, year: int, budget: CouncilBudgetDraft, key: UUID | None = None
) -> Receipt:
    """Post the council's budget of the year, and reverse the one that was there: both or neither.

    The new one is posted first, so that what a reserve pays for is covered all the time.

    Raises:
        CouncilBudgetConflict: another budget stands in the ledger than the one that was seen.
        whatever `post_transactions` and `reverse_transactions` raise.
    """
    refusals = Refusals()
    there = _standing(year)
    seen = [one.number for one in there] if budget.seen is UNSEEN else [budget.seen]
    reversals = [
        ReversalDraft(
            number=number,
            decision=budget.transaction.decision,
            text=REPLACED,
        )
        for number in seen
        if isinstance(number, int) and number in {one.number for one in there}
    ]
    entries = [
        Entry(0, budget.transaction, TransactionKind.COUNCIL_BUDGET),
        *mirrors(reversals, year, refusals),
    ]

    def ask(change: Change) -> None:
        _require_seen(budget, year, change)

    receipt = write(
        entries,
        actor=actor,
        year=year,
        key=key,
        action="import_council_budget",
        content=budget,
        refusals=refusals,
        ask=ask,
    )
    if not receipt.is_repeat:
        _require_alone(budget, year, receipt)
    return receipt


def _standing(year: int) -> list[LedgerTransaction]:
    """The council's budgets that nothing has reversed, in the order of the ledger."""
    found = access.transactions(sight=EVERYTHING).filter(
        year=year, kind=TransactionKind.COUNCIL_BUDGET.value, reversed_by=None
    )
    return list(found.order_by("number"))


def _require_seen(budget: CouncilBudgetDraft, year: int, change: Change) -> None:
    there = _standing(year)
    theirs = there[-1] if there else None
    number = theirs.number if theirs else None
    if len(there) > 1 or clashes(number, budget.seen, change_set=change.change_set):
        raise _conflict(budget, theirs)


def _require_alone(budget: CouncilBudgetDraft, year: int, receipt: Receipt) -> None:
    """Another budget may have come between the question and the numbers' lock."""
    others = [one for one in _standing(year) if one.pk not in receipt.rows]
    if others:
        raise _conflict(budget, others[-1])


def _conflict(
    budget: CouncilBudgetDraft, theirs: LedgerTransaction | None
) -> CouncilBudgetConflict:
    mine = budget.transaction
    was = f"{theirs.number}: {theirs.text} {theirs.source_ref}".strip() if theirs else ""
    wanted = f"{mine.text} {mine.source_ref}".strip()
    by = writes({theirs.recorded_in_id}) if theirs else {}
    return CouncilBudgetConflict(
        _("Någon annan har bokfört eller rättat årets budget sedan du granskade filen."),
        theirs=Version(theirs.number, {}, {"text": was}, by[theirs.recorded_in_id])
        if theirs
        else None,
        mine=Version(None, {}, {"text": wanted}),
        differences=(Difference("text", _("KF:s budget"), "", was, wanted),),
        column="seen",
        value=mine.text,
        remedy=_("Jämför med det som nu gäller och läs in igen."),
    )

"""Post granted changes in the ledger, and reverse them. Every write of the ledger passes here."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.budget import access
from enslinje.budget.drafts import PostingDraft, ReversalDraft, TransactionDraft
from enslinje.budget.errors import AlreadyReversed, UnknownTransaction
from enslinje.budget.models import LedgerTransaction, LedgerYear, Posting
from enslinje.budget.models.ledger import NUMBERS_OF_A_YEAR
from enslinje.budget.operations import controls, reserves
from enslinje.budget.operations.entries import Entry, enter
from enslinje.core.actors import Actor
from enslinje.core.budget_terms import TransactionKind
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.core.terms import Basis
from enslinje.journal import record
from enslinje.journal.lookup import UNKNOWN_ID
from enslinje.journal.pulses import BATCH
from enslinje.journal.record import Change, Receipt
from enslinje.organisation import rights


@transaction.atomic
def post_transactions(
    *, actor: Actor, year: int, transactions: Sequence[TransactionDraft], key: UUID | None = None
) -> Receipt:
    """Post granted changes of the year, in this order, or none of them. The answer has their ids.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownAccount, UnknownBody, UnknownGroup, UnknownLine, UnknownEarmark, UnknownDecision,
            UnknownReserve: a code is not known.
        TransactionUnlawful: one breaks a law of the ledger.
        DecisionNotGranted, NotTheDecider: what it rests on grants nothing, or not this.
        ReserveOverdrawn: a reserve would have less than nothing left at some point.
        EarmarkExceeded, DecisionExceeded: a control stops it.
        KeyReused: the key came before, with other content.
    """
    entries = [Entry(row, draft, draft.kind) for row, draft in enumerate(transactions)]
    return write(
        entries, actor=actor, year=year, key=key, action="post_transactions", content=transactions
    )


@transaction.atomic
def reverse_transactions(
    *, actor: Actor, year: int, reversals: Sequence[ReversalDraft], key: UUID | None = None
) -> Receipt:
    """Reverse transactions of the year: each gets a mirror, and nothing is changed or taken away.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownTransaction: the ledger has no such number.
        AlreadyReversed: it is a reversal, or has one.
        UnknownDecision, DecisionNotGranted, NotTheDecider: it rests on no decision that may.
        ReserveOverdrawn: what it added to a reserve has been drawn.
    """
    refusals = Refusals()
    entries = mirrors(reversals, year, refusals)
    return write(
        entries,
        actor=actor,
        year=year,
        key=key,
        action="reverse_transactions",
        content=reversals,
        refusals=refusals,
    )


def write(
    entries: Sequence[Entry],
    *,
    actor: Actor,
    year: int,
    key: UUID | None,
    action: str,
    content: Any,
    refusals: Refusals | None = None,
    ask: Callable[[Change], None] = lambda _change: None,
) -> Receipt:
    """Write `entries` in the year's ledger: lock, ask again what the database holds, insert.

    Locks in one order: the bodies' pulses, decided amounts, reserves, the year's numbers. `ask`
    may refuse what is asked for the first time.
    """
    bodies = {posting.body for entry in entries for posting in entry.draft.postings} - {""}
    actor = rights.require(actor, Action.POST_TRANSACTION)
    change = record.begin(
        actor=actor, action=action, year=year, bodies=bodies, key=key, content=content
    )
    if change.is_repeat:
        return record.repeated(change)
    ask(change)
    refusals = refusals or Refusals()
    enter(entries, year=year, refusals=refusals)
    _ask_again(entries, refusals)
    refusals.settle()
    drawn = reserves.draw(entries, refusals)
    controls.control(entries, year=year, refusals=refusals)
    refusals.settle()
    reserves.move(drawn)
    return record.finish(change, _inserted(entries, year, change))


def _ask_again(entries: Sequence[Entry], refusals: Refusals) -> None:
    """Whether somebody has reversed the same: the pulses are locked now, so it stays true."""
    reversing = {entry.reverses: entry for entry in entries if entry.reverses is not None}
    if not reversing:
        return
    taken = access.transactions(sight=EVERYTHING).filter(reverses__in=reversing)
    for pk, number in taken.values_list("reverses_id", "reverses__number"):
        refusals.add(_already_reversed(number or 0, reversing[pk].row))


def _inserted(entries: Sequence[Entry], year: int, change: Change) -> list[Any]:
    """Number the entries and insert them: postings first, headers last."""
    first = _numbers(year, len(entries))
    headers, postings = [], []
    for number, entry in enumerate(entries, start=first):
        header = _header(entry, year, number, change)
        headers.append(header)
        for posting in entry.postings:
            posting.transaction_id = header.pk
        postings += entry.postings
    Posting.objects.bulk_create(postings, batch_size=BATCH)
    LedgerTransaction.objects.bulk_create(headers, batch_size=BATCH)
    record.cover([*headers, *postings], change=change)
    return headers


def _numbers(year: int, count: int) -> int:
    """Take the next `count` numbers of the year without a gap; return the first of them."""
    counter, _created = LedgerYear.objects.select_for_update().get_or_create(year=year)
    first = counter.last_number + 1
    LedgerYear.objects.filter(pk=counter.pk).update(last_number=counter.last_number + count)
    return first


def _header(entry: Entry, year: int, number: int, change: Change) -> LedgerTransaction:
    draft = entry.draft
    decision_id = entry.decision.pk if entry.decision else UNKNOWN_ID
    return LedgerTransaction(
        id=year * NUMBERS_OF_A_YEAR + number,
        year=year,
        number=number,
        kind=draft.kind.value,
        category=draft.category.value if draft.category else None,
        text=draft.text,
        printed_as=draft.printed_as.value if draft.printed_as else None,
        decision_id=decision_id,
        reverses_id=entry.reverses,
        basis=draft.basis.value,
        source_ref=draft.source_ref,
        note=draft.note,
        recorded_in=change.change_set,
    )


def mirrors(drafts: Sequence[ReversalDraft], year: int, refusals: Refusals) -> list[Entry]:
    """Return the entries that reverse transactions of the year."""
    numbers = {draft.number for draft in drafts}
    found = access.transactions(sight=EVERYTHING).filter(year=year, number__in=numbers)
    there = {one.number: one for one in found}
    legs = _legs_of(year, numbers)
    entries, taken = [], set()
    for row, draft in enumerate(drafts):
        original = there.get(draft.number)
        if original is None:
            refusals.add(_no_such(draft.number, row))
            continue
        if draft.number in taken or original.kind == TransactionKind.REVERSAL:
            refusals.add(_already_reversed(draft.number, row))
        taken.add(draft.number)
        mirrored = TransactionDraft(
            kind=TransactionKind.REVERSAL,
            decision=draft.decision,
            text=draft.text,
            postings=tuple(legs[draft.number]),
            basis=draft.basis,
        )
        kind = TransactionKind(original.kind)
        entries.append(Entry(row, mirrored, kind, way=-1, reverses=original.pk))
    return entries


def _legs_of(year: int, numbers: set[int]) -> dict[int, list[PostingDraft]]:
    """The mirrors of the postings of these transactions, by number."""
    rows = (
        access.postings(sight=EVERYTHING)
        .filter(transaction__year=year, transaction__number__in=numbers)
        .select_related("transaction", "account", "body", "group", "line", "earmark")
        .order_by("transaction", "leg")
    )
    legs: dict[int, list[PostingDraft]] = {number: [] for number in numbers}
    for row in rows:
        legs[row.transaction.number].append(
            PostingDraft(
                account=row.account.code,
                amount_ore=-row.amount_ore,
                basis=Basis(row.basis),
                body=row.body.code if row.body else "",
                group=row.group.code if row.group else "",
                line=row.line.code if row.line else "",
                activity_area=row.activity_area,
                project=row.project,
                earmark=row.earmark.code if row.earmark else "",
                year=row.year,
                split_basis=Basis(row.split_basis) if row.split_basis else None,
                source_ref=row.source_ref,
                note=row.note,
            )
        )
    return legs


def _no_such(number: int, row: int) -> UnknownTransaction:
    return UnknownTransaction(
        _("Årets huvudbok har ingen transaktion {number}.").format(number=number),
        row=row,
        column="number",
        value=number,
        remedy=_("Se efter numret i huvudboken."),
    )


def _already_reversed(number: int, row: int) -> AlreadyReversed:
    return AlreadyReversed(
        _("Transaktion {number} är redan rättad, eller är själv en rättelse.").format(
            number=number
        ),
        row=row,
        column="number",
        value=number,
        remedy=_("Bokför ändringen som en ny transaktion."),
    )

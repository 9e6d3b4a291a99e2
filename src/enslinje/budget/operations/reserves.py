"""What is left of reserves: locked before it is read, asked for, and moved with each posting."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from enslinje.budget import access
from enslinje.budget.errors import ReserveOverdrawn, UnknownReserve
from enslinje.budget.models import ReserveBalance
from enslinje.budget.operations.entries import Entry
from enslinje.budget.words import mnkr
from enslinje.core import ledger
from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.journal import record
from enslinje.journal.record import Receipt
from enslinje.organisation import rights

ReserveKey = tuple[str, int]
"""Account and year."""


def locked(keys: Iterable[ReserveKey]) -> dict[ReserveKey, ReserveBalance]:
    """Lock the balances of these reserves, in one order for all writers, and return them.

    What is read stays true until commit: PostgreSQL locks the rows, SQLite has one writer.
    """
    wanted = set(keys)
    rows = (
        ReserveBalance.objects.select_for_update(of=("self",))
        .filter(account__code__in={code for code, _y in wanted}, year__in={y for _c, y in wanted})
        .select_related("account")
        .order_by("year", "account_id")
    )
    found = {(row.account.code, row.year): row for row in rows} if wanted else {}
    return {key: row for key, row in found.items() if key in wanted}


def draw(entries: Sequence[Entry], refusals: Refusals) -> dict[int, int]:
    """Ask each reserve, transaction by transaction, for what is drawn of it; refuse what it lacks.

    Returns:
        what is drawn in all, in öre, by the id of the balance; to be moved by `move`.
    """
    wanted = [(entry, ledger.draws(entry.legs)) for entry in entries]
    balances = locked(key for _entry, draws in wanted for key in draws)
    left = {key: row.balance_ore for key, row in balances.items()}
    drawn: dict[int, int] = defaultdict(int)
    for entry, draws in wanted:
        for key, amount in draws.items():
            if key not in balances:
                refusals.add(_unknown(key, entry.row))
                continue
            balance = left[key]
            if ledger.short_by(balance, amount):
                refusals.add(_overdrawn(key, balance or 0, amount, entry.row))
            elif balance is not None:
                left[key] = balance - amount
                drawn[balances[key].pk] += amount
    return dict(drawn)


def move(drawn: dict[int, int]) -> None:
    """Move the balances by what is drawn. The database refuses one below zero, whoever asks."""
    for pk, amount in drawn.items():
        ReserveBalance.objects.filter(pk=pk).update(balance_ore=F("balance_ore") - amount)


@transaction.atomic
def rebuild_balances(*, actor: Actor, year: int, key: UUID | None = None) -> Receipt:
    """Work out what is left of each reserve from the postings, and keep that.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
    """
    actor = rights.require(actor, Action.KEEP_ACCOUNTS)
    change = record.begin(actor=actor, action="rebuild_balances", year=year, key=key)
    if change.is_repeat:
        return record.repeated(change)
    codes = access.balances().filter(year=year).values_list("account__code", flat=True)
    for (code, _year), row in locked((code, year) for code in codes).items():
        posted = access.postings(sight=EVERYTHING).filter(account__code=code, year=year)
        total = posted.aggregate(total=Sum("amount_ore"))["total"] or 0
        if row.balance_ore is not None:
            ReserveBalance.objects.filter(pk=row.pk).update(balance_ore=-total)
    return record.finish(change)


def _unknown(key: ReserveKey, row: int) -> UnknownReserve:
    return UnknownReserve(
        _("{code} är ingen reserv {year}.").format(code=key[0], year=key[1]),
        row=row,
        column="account",
        value=key[0],
        remedy=_("Lägg upp reserven för året först."),
    )


def _overdrawn(key: ReserveKey, balance: int, amount: int, row: int) -> ReserveOverdrawn:
    return ReserveOverdrawn(
        _("{code} har {balance} mnkr kvar och räcker inte till {amount} mnkr.").format(
            code=key[0], balance=mnkr(balance), amount=mnkr(amount)
        ),
        row=row,
        column="amount_ore",
        value=amount,
        remedy=_("Minska beloppet med minst {short} mnkr, eller ta det ur en annan reserv.").format(
            short=mnkr(ledger.short_by(balance, amount))
        ),
    )

"""Define accounts and appropriation lines, set up reserves and what is set aside, set controls."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.budget import access
from enslinje.budget.codes import account_of, accounts, earmark_codes
from enslinje.budget.drafts import AccountDraft, ControlDraft, EarmarkDraft, LineDraft, ReserveDraft
from enslinje.budget.errors import (
    AccountAlreadyDefined,
    AmountOutOfRange,
    EarmarkElsewhere,
    LineAlreadyNamed,
    UnknownReserve,
)
from enslinje.budget.models import (
    Account,
    AppropriationLine,
    ControlSetting,
    Earmark,
    EarmarkEdition,
    Reserve,
    ReserveBalance,
)
from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.money import LIMIT
from enslinje.core.policy import Action
from enslinje.journal import record
from enslinje.journal.record import Receipt
from enslinje.journal.restate import restate
from enslinje.organisation import queries as organisation
from enslinje.organisation import rights


@transaction.atomic
def define_accounts(
    *, actor: Actor, accounts: Sequence[AccountDraft], key: UUID | None = None
) -> Receipt:
    """Define accounts; one that is there alike is left as it is.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        AccountAlreadyDefined: the code or the reserve number belongs to another account.
    """
    actor = rights.require(actor, Action.KEEP_ACCOUNTS)
    change = record.begin(actor=actor, action="define_accounts", key=key, content=accounts)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    there = {account.code: account for account in Account.objects.all()}
    numbers = {a.reserve_number: a.code for a in there.values() if a.reserve_number is not None}
    new = []
    for row, draft in enumerate(accounts):
        account = _account(draft)
        if draft.code not in there:
            new.append(account)
        known = there.setdefault(draft.code, account)
        number = draft.reserve_number
        holder = draft.code if number is None else numbers.setdefault(number, draft.code)
        if not _alike(known, account) or holder != draft.code:
            refusals.add(
                AccountAlreadyDefined(
                    _("{code} finns redan som ett annat konto.").format(code=draft.code),
                    row=row,
                    column="code",
                    value=draft.code,
                    remedy=_("Ge det nya kontot en egen kod och ett eget reservnummer."),
                )
            )
    refusals.settle()
    Account.objects.bulk_create(new)
    return record.finish(change)


def _account(draft: AccountDraft) -> Account:
    return Account(
        code=draft.code,
        name=draft.name,
        plane=draft.plane.value,
        row=draft.row.value if draft.row else None,
        reserve_number=draft.reserve_number,
    )


def _alike(one: Account, other: Account) -> bool:
    columns = ("name", "plane", "row", "reserve_number")
    return all(getattr(one, column) == getattr(other, column) for column in columns)


@transaction.atomic
def name_lines(
    *, actor: Actor, year: int, lines: Sequence[LineDraft], key: UUID | None = None
) -> Receipt:
    """Name the lines of bodies' budgets, at the level where the council's grant binds.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody: a body is not registered.
        LineAlreadyNamed: the body has a line with the code and another name.
    """
    actor = rights.require(actor, Action.KEEP_ACCOUNTS)
    change = record.begin(actor=actor, action="name_lines", year=year, key=key, content=lines)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    bodies = organisation.body_codes({draft.body for draft in lines})
    there = {
        (line.body_id, line.code): line for line in AppropriationLine.objects.filter(year=year)
    }
    new = []
    for row, draft in enumerate(lines):
        body_id = bodies.id_of(draft.body, row=row, field="body", refusals=refusals)
        line = AppropriationLine(body_id=body_id, year=year, code=draft.code, name=draft.name)
        if (body_id, draft.code) not in there:
            new.append(line)
        if there.setdefault((body_id, draft.code), line).name != draft.name:
            refusals.add(
                LineAlreadyNamed(
                    _("{body} har redan en rad {code} med annat namn.").format(
                        body=draft.body, code=draft.code
                    ),
                    row=row,
                    column="code",
                    value=draft.code,
                    remedy=_("Ge den nya raden en egen kod."),
                )
            )
    refusals.settle()
    AppropriationLine.objects.bulk_create(new)
    return record.finish(change)


@transaction.atomic
def set_up_reserves(
    *, actor: Actor, year: int, reserves: Sequence[ReserveDraft], key: UUID | None = None
) -> Receipt:
    """Set up the central reserves of the year, in place of what was said of them before.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownAccount: an account is not defined.
        UnknownReserve: an account is no reserve, or is in use with the opening known otherwise.
        DuplicateValue: two drafts are about the same reserve.
    """
    actor = rights.require(actor, Action.KEEP_ACCOUNTS)
    change = record.begin(
        actor=actor, action="set_up_reserves", year=year, key=key, content=reserves
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    known = accounts({draft.account for draft in reserves})
    facts, balances = [], []
    there = {one.account_id: one for one in access.balances().filter(year=year)}
    for row, draft in enumerate(reserves):
        account = account_of(draft.account, known, row=row, refusals=refusals)
        if account is None:
            continue
        balance = there.get(account.pk)
        opens_otherwise = balance is not None and draft.is_opening_known == (
            balance.balance_ore is None
        )
        if account.reserve_number is None or opens_otherwise:
            refusals.add(_not_a_reserve(draft.account, row))
        if balance is None:
            opening = 0 if draft.is_opening_known else None
            balances.append(ReserveBalance(account_id=account.pk, year=year, balance_ore=opening))
        facts.append(
            Reserve(
                account_id=account.pk,
                year=year,
                purpose=draft.purpose,
                is_opening_known=draft.is_opening_known,
                basis=draft.basis.value,
                source_ref=draft.source_ref,
                note=draft.note,
            )
        )
    refusals.settle()
    current = access.reserves(sight=EVERYTHING).filter(year=year)
    recorded = restate(facts, place=("account_id",), current=current, change=change)
    ReserveBalance.objects.bulk_create(balances)
    return record.finish(change, recorded)


def _not_a_reserve(code: str, row: int) -> UnknownReserve:
    return UnknownReserve(
        _("{code} kan inte vara en reserv så.").format(code=code),
        row=row,
        column="account",
        value=code,
        remedy=_("Ange ett konto med reservnummer, vars ingångsbelopp är känt som förut."),
    )


@transaction.atomic
def set_aside(
    *, actor: Actor, year: int, earmarks: Sequence[EarmarkDraft], key: UUID | None = None
) -> Receipt:
    """Set money aside in reserves for purposes, in place of what was set aside before.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownAccount, UnknownBody, UnknownEarmark: a code is not known.
        EarmarkElsewhere: the earmark lies in another reserve.
        AmountOutOfRange: the amount is negative or too large.
        DuplicateValue: two drafts are about the same earmark.
    """
    actor = rights.require(actor, Action.KEEP_ACCOUNTS)
    change = record.begin(actor=actor, action="set_aside", year=year, key=key, content=earmarks)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    _create_earmarks(earmarks, year, refusals)
    ids = earmark_codes({c for d in earmarks for c in (d.code, d.parent) if c}, year=year)
    bodies = organisation.body_codes({draft.decided_by for draft in earmarks})
    facts = [
        EarmarkEdition(
            earmark_id=ids.known[draft.code],
            purpose=draft.purpose,
            set_aside_ore=draft.set_aside_ore,
            parent_id=ids.id_or_none(draft.parent, row=row, field="parent", refusals=refusals),
            decided_by_id=bodies.id_or_none(
                draft.decided_by, row=row, field="decided_by", refusals=refusals
            ),
            basis=draft.basis.value,
            source_ref=draft.source_ref,
            note=draft.note,
        )
        for row, draft in enumerate(earmarks)
    ]
    refusals.settle()
    current = access.earmark_editions(sight=EVERYTHING).filter(earmark__year=year)
    return record.finish(
        change,
        restate(
            facts,
            place=("earmark_id",),
            current=current,
            change=change,
            named=lambda row: earmarks[row].code,
        ),
    )


def _create_earmarks(drafts: Sequence[EarmarkDraft], year: int, refusals: Refusals) -> None:
    known = accounts({draft.reserve for draft in drafts})
    there = {earmark.code: earmark for earmark in Earmark.objects.filter(year=year)}
    new = []
    for row, draft in enumerate(drafts):
        check_size(draft.set_aside_ore, row=row, column="set_aside_ore", refusals=refusals)
        account = account_of(draft.reserve, known, row=row, refusals=refusals, column="reserve")
        if account is None:
            continue
        earmark = Earmark(code=draft.code, year=year, reserve_id=account.pk)
        if draft.code not in there:
            new.append(earmark)
        is_elsewhere = there.setdefault(draft.code, earmark).reserve_id != account.pk
        if is_elsewhere or account.reserve_number is None:
            refusals.add(
                EarmarkElsewhere(
                    _("{code} kan inte ligga i {reserve}.").format(
                        code=draft.code, reserve=draft.reserve
                    ),
                    row=row,
                    column="reserve",
                    value=draft.reserve,
                    remedy=_("Ange den reserv som medlen redan ligger i, eller en ny kod."),
                )
            )
    refusals.settle()
    Earmark.objects.bulk_create(new)


def check_size(amount: int | None, *, row: int, column: str, refusals: Refusals) -> None:
    """Add a refusal unless `amount` is unsaid, or a size that a municipality can have."""
    if amount is not None and not 0 <= amount <= LIMIT:
        refusals.add(
            AmountOutOfRange(
                _("Beloppet är negativt eller för stort."),
                row=row,
                column=column,
                value=amount,
                remedy=_("Ange beloppet utan minustecken."),
            )
        )


@transaction.atomic
def set_controls(
    *, actor: Actor, year: int, controls: Sequence[ControlDraft], key: UUID | None = None
) -> Receipt:
    """Say what the year's controls do when they find something: stop, warn or ignore.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        DuplicateValue: two drafts are about the same control.
    """
    actor = rights.require(actor, Action.KEEP_ACCOUNTS)
    change = record.begin(actor=actor, action="set_controls", year=year, key=key, content=controls)
    if change.is_repeat:
        return record.repeated(change)
    facts = [
        ControlSetting(year=year, rule=draft.rule.value, response=draft.response.value)
        for draft in controls
    ]
    current = access.control_settings(sight=EVERYTHING).filter(year=year)
    return record.finish(change, restate(facts, place=("rule",), current=current, change=change))

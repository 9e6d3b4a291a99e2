"""From the codes of accounts, lines and earmarks to their rows, a whole batch at once."""

from collections.abc import Collection, Mapping

from django.db.models import Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from enslinje.budget.errors import UnknownAccount, UnknownEarmark, UnknownLine
from enslinje.budget.models import Account, AppropriationLine, Earmark
from enslinje.budget.rows import AccountRow
from enslinje.core.budget_terms import Plane, StatementRow
from enslinje.core.errors import Refusals
from enslinje.core.ledger import AccountShape
from enslinje.journal.lookup import Codes, codes, remedy


def accounts(wanted: Collection[str]) -> Mapping[str, AccountRow]:
    """Return accounts by code; those that are unknown are left out. One query."""
    rows = Account.objects.filter(code__in=set(wanted)).values_list(
        "pk", "code", "name", "plane", "row", "reserve_number"
    )
    return {
        code: AccountRow(
            pk, code, name, Plane(plane), StatementRow(row) if row else None, reserve_number
        )
        for pk, code, name, plane, row, reserve_number in rows
    }


def shape(account: AccountRow) -> AccountShape:
    """Return what the laws need to know of an account."""
    is_reserve = account.reserve_number is not None
    return AccountShape(account.code, account.plane, account.row, is_reserve)


def account_of(
    code: str,
    known: Mapping[str, AccountRow],
    *,
    row: int,
    refusals: Refusals,
    column: str = "account",
) -> AccountRow | None:
    """Return the account, or add a refusal with those it may have meant."""
    found = known.get(code)
    if found is None:
        every = Account.objects.values_list("code", flat=True)
        refusals.add(
            UnknownAccount(
                _("Det finns inget konto {code}.").format(code=code),
                row=row,
                column=column,
                value=code,
                remedy=remedy(code, every),
            )
        )
    return found


def earmark_codes(wanted: Collection[str], *, year: int) -> Codes:
    """Return the ids of the year's earmarks."""
    fact = _("Det finns inga avsatta medel {code} för året.")
    every = Earmark.objects.filter(year=year)
    return codes(every, wanted, unknown=UnknownEarmark, fact=fact)


def line_codes(wanted: Collection[str], *, year: int) -> Codes:
    """Return the ids of the year's appropriation lines, each named as `BODY/LINE`."""
    named = Concat("body__code", Value("/"), "code")
    every = AppropriationLine.objects.filter(year=year).annotate(full=named)
    fact = _("Det finns ingen anslagsrad {code} för året.")
    return codes(every, wanted, unknown=UnknownLine, fact=fact, column="full")

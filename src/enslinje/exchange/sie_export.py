"""The year's ledger as a SIE 4 file: a voucher for each transaction, an object for each part.

Accounts of the budget have codes of their own and SIE asks for figures, so each gets a number by
its plane and the order in which it was defined; its code is the first word of its name. Debit is
positive in SIE and income in the result budget, so signs are turned round.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

import enslinje
from enslinje.budget import queries
from enslinje.budget.rows import AccountRow, PostingRow
from enslinje.budget.statements import postings_of
from enslinje.core.budget_terms import Plane
from enslinje.exchange import sie
from enslinje.exchange.sie.model import (
    Account,
    AccountKind,
    Balance,
    BalanceKind,
    CostObject,
    Dimension,
    Document,
    FiscalYear,
    Generated,
    Header,
    ObjectRef,
    Program,
    Row,
    RowKind,
    SieType,
    Voucher,
)

SERIES = "B"
REPLACEMENT = "?"
"""For a character that CP437 does not have, such as a dash."""

FIRST_NUMBER: Mapping[Plane, int] = {
    Plane.CAPITAL: 1_000,
    Plane.EQUITY: 2_000,
    Plane.OPERATING: 3_000,
    Plane.INTERNAL: 7_000,
}
KINDS: Mapping[Plane, AccountKind] = {
    Plane.CAPITAL: AccountKind.ASSET,
    Plane.EQUITY: AccountKind.LIABILITY,
    Plane.OPERATING: AccountKind.COST,
    Plane.INTERNAL: AccountKind.COST,
}
BODY, PROJECT, LINE, AREA, EARMARK, GROUP, YEAR = 1, 6, 20, 21, 22, 23, 24
"""Dimensions: 1 and 6 are the standard's own for responsibility and project; 20 and up are free."""


def exported(year: int, *, on: date) -> bytes:
    """Return the year's ledger as a SIE file in CP437, generated on the day `on`.

    Raises:
        LedgerNotFound: the year has no ledger.
    """
    return sie.write(document(year, on=on), replacement=REPLACEMENT)


def document(year: int, *, on: date) -> Document:
    """Return the year's ledger as a document of SIE 4. Three queries.

    Raises:
        LedgerNotFound: the year has no ledger.
    """
    rows = postings_of(year)
    accounts = {row.account for row in rows}
    numbers = account_numbers(queries.accounts().values())
    used = [one for one in queries.accounts().values() if one.code in accounts]
    return Document(
        header=Header(
            flag=0,
            program=Program("Enslinje", enslinje.__version__),
            format="PC8",
            generated=Generated(on),
            sie_type=SieType.VOUCHERS,
            company_name=_("Huvudboken {year}").format(year=year),
        ),
        years=(FiscalYear(0, date(year, 1, 1), date(year, 12, 31)),),
        accounts=tuple(
            Account(numbers[one.code], f"{one.code} {one.name}", KINDS[one.plane])
            for one in sorted(used, key=lambda one: int(numbers[one.code]))
        ),
        dimensions=tuple(
            Dimension(number, name) for number, name in _dimensions() if _is_used(rows, number)
        ),
        objects=tuple(
            CostObject(*ref, ref.code) for ref in sorted({r for row in rows for r in _refs(row)})
        ),
        balances=tuple(_results(rows, numbers)),
        vouchers=tuple(_vouchers(rows, numbers, year)),
    )


def account_numbers(accounts: Iterable[AccountRow]) -> dict[str, str]:
    """Return a number for each account by its code, always the same while none is redefined."""
    taken = dict(FIRST_NUMBER)
    numbers = {}
    for one in accounts:
        numbers[one.code] = str(taken[one.plane])
        taken[one.plane] += 1
    return numbers


def _dimensions() -> tuple[tuple[int, str], ...]:
    return (
        (BODY, _("Nämnd eller bolag")),
        (PROJECT, _("Projekt")),
        (LINE, _("Anslag")),
        (AREA, _("Verksamhet")),
        (EARMARK, _("Avsatta medel")),
        (GROUP, _("Krets")),
        (YEAR, _("Budgetår")),
    )


def _is_used(rows: Sequence[PostingRow], dimension: int) -> bool:
    return any(ref.dimension == dimension for row in rows for ref in _refs(row))


def _refs(row: PostingRow) -> tuple[ObjectRef, ...]:
    """What the posting is coded with; its year only when that is not the ledger's."""
    other_year = str(row.year) if row.year != row.ledger_year else ""
    coded = (
        *((BODY, row.body), (PROJECT, row.project), (LINE, row.line)),
        *((AREA, row.activity_area), (EARMARK, row.earmark), (GROUP, row.group)),
        (YEAR, other_year),
    )
    return tuple(ObjectRef(dimension, code) for dimension, code in coded if code)


def _vouchers(
    rows: Iterable[PostingRow], numbers: Mapping[str, str], year: int
) -> Iterator[Voucher]:
    legs: defaultdict[int, list[PostingRow]] = defaultdict(list)
    for row in rows:
        legs[row.number].append(row)
    for number, of_one in legs.items():
        first = of_one[0]
        decided_on = first.decision.decided_on
        yield Voucher(
            series=SERIES,
            number=str(number),
            dated=_within(decided_on, year),
            text=f"{first.text} ({first.decision.key})",
            registered_on=decided_on,
            rows=tuple(
                Row(RowKind.POSTED, numbers[leg.account], -leg.amount, _refs(leg)) for leg in of_one
            ),
        )


def _within(day: date | None, year: int) -> date:
    """A voucher lies in its fiscal year, though the budget is decided the autumn before."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return min(max(day or first, first), last)


def _results(rows: Iterable[PostingRow], numbers: Mapping[str, str]) -> Iterator[Balance]:
    """What each account of the result comes to, for whoever reads the file to hold it to."""
    sums: defaultdict[tuple[str, Plane], int] = defaultdict(int)
    for row in rows:
        sums[row.account, row.plane] -= row.amount
    for (account, plane), ore in sums.items():
        if plane in {Plane.OPERATING, Plane.INTERNAL}:
            yield Balance(BalanceKind.RESULT, 0, numbers[account], ore)

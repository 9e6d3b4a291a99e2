"""Ledgers to test with: good transactions drawn by chance, and their postings as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from enslinje.core.budget_terms import Plane, StatementColumn, StatementRow, TransactionKind
from enslinje.core.lazy import Frame
from enslinje.core.ledger import COLUMN, AccountShape, Leg, reversal
from enslinje.core.schemas import POSTINGS, RESERVES
from tests.core.builders import plain

few = settings(max_examples=30, deadline=None)
"""Each example makes tables; a machine with much else to do fails no law."""

YEAR = 2021
INCOME = AccountShape("INCOME", Plane.OPERATING, StatementRow.INCOME)
COSTS = AccountShape("COSTS", Plane.OPERATING, StatementRow.COSTS)
DEPRECIATION = AccountShape("DEPRECIATION", Plane.OPERATING, StatementRow.DEPRECIATION)
TAXES = AccountShape("TAXES", Plane.OPERATING, StatementRow.TAXES)
EQUITY = AccountShape("EQUITY", Plane.EQUITY, StatementRow.EQUITY_CHANGE)
CM2 = AccountShape("CM2", Plane.OPERATING, StatementRow.UNFORESEEN_NEEDS, is_reserve=True)
CM4 = AccountShape("CM4", Plane.CAPITAL, None, is_reserve=True)
CAPEX = AccountShape("CAPEX", Plane.CAPITAL)
INTEREST = AccountShape("INTEREST", Plane.INTERNAL, StatementRow.INTERNAL_INTEREST)


@dataclass(frozen=True)
class Written:
    """A transaction of a test's ledger."""

    kind: TransactionKind
    legs: tuple[Leg, ...]
    reverses: int | None = None
    printed: StatementColumn | None = None


def leg(account: AccountShape, amount: int, body: str = "", **more: Any) -> Leg:
    return Leg(account, amount, more.pop("year", YEAR), body=body, **more)


def column_of(one: Written, ledger: Sequence[Written]) -> StatementColumn:
    original = one if one.reverses is None else ledger[one.reverses]
    return COLUMN[original.kind]


def rows_of(ledger: Sequence[Written]) -> Iterable[tuple[Any, ...]]:
    for number, one in enumerate(ledger, start=1):
        original = one if one.reverses is None else ledger[one.reverses]
        column = column_of(one, ledger)
        for place, posting in enumerate(one.legs, start=1):
            account = posting.account
            yield (
                *(f"T{number}", place, YEAR, number, posting.year, original.kind.value),
                *(column.value, (one.printed or column).value),
                None if one.reverses is None else f"T{one.reverses + 1}",
                *(f"D{number}", number, account.code, account.plane.value),
                account.row.value if account.row else None,
                *(account.is_reserve, posting.body, posting.line, "", "", posting.earmark),
                posting.amount,
            )


def table_of(ledger: Sequence[Written]) -> Frame:
    return POSTINGS.admit(plain(POSTINGS.columns, rows_of(ledger)))


def reserves(*, known: bool = True) -> Frame:
    rows = [("CM2", YEAR, known), ("CM4", YEAR, False)]
    return RESERVES.admit(plain(RESERVES.columns, rows))


# By chance ------------------------------------------------------------------------------------

ORE = st.integers(1, 10**12)
BODY = st.sampled_from(["A", "B", "C"])


@st.composite
def budgets(draw: Any) -> Written:
    """A council's budget: what each body gets, a reserve, taxes, and the equity it leaves."""
    legs = [leg(CM2, -draw(ORE))]
    for body in ("A", "B", "C"):
        legs += [leg(COSTS, -draw(ORE), body), leg(INCOME, draw(ORE), body)]
    legs.append(leg(TAXES, draw(ORE)))
    result = sum(one.amount for one in legs)
    legs.append(leg(EQUITY, -result if result else 1))
    if not result:
        legs.append(leg(TAXES, -1))
    return Written(TransactionKind.COUNCIL_BUDGET, tuple(legs))


@st.composite
def adjustments(draw: Any) -> Written:
    amount = draw(ORE)
    spent = leg(draw(st.sampled_from([COSTS, DEPRECIATION])), -amount, draw(BODY))
    printed = draw(st.sampled_from([None, StatementColumn.GROSS_UPS]))
    return Written(TransactionKind.ADJUSTMENT, (leg(CM2, amount), spent), printed=printed)


@st.composite
def gross_ups(draw: Any) -> Written:
    legs = []
    for body in draw(st.sets(BODY, min_size=1)):
        cost, worn = draw(ORE), draw(ORE)
        legs += [
            leg(INCOME, cost + worn, body),
            leg(COSTS, -cost, body),
            leg(DEPRECIATION, -worn, body),
        ]
    return Written(TransactionKind.GROSS_UP, tuple(legs))


@st.composite
def interests(draw: Any) -> Written:
    amount = draw(ORE)
    legs = (leg(INTEREST, -amount, draw(BODY)), leg(INTEREST, amount, "FINANCE"))
    return Written(TransactionKind.INTERNAL_INTEREST, legs)


@st.composite
def investments(draw: Any) -> Written:
    amount = draw(ORE)
    legs = (leg(CM4, amount), leg(CAPEX, -amount, draw(BODY)))
    return Written(TransactionKind.ADJUSTMENT, legs)


@st.composite
def ledgers(draw: Any) -> list[Written]:
    """A year's ledger of good transactions; some of them are reversed at the end."""
    changes = st.one_of(adjustments(), gross_ups(), interests(), investments())
    written = [draw(budgets()), *draw(st.lists(changes, max_size=8))]
    undone = draw(st.sets(st.integers(0, len(written) - 1), max_size=3))
    return written + [mirror(written, place) for place in sorted(undone)]


def mirror(ledger: Sequence[Written], place: int) -> Written:
    one = ledger[place]
    return replace(one, kind=TransactionKind.REVERSAL, legs=reversal(one.legs), reverses=place)

"""The ledger as plain-text journals, so that programs that know nothing of this can check it.

Each transaction is dated the day it was decided; postings of other years are tagged. Balances are
asserted at the end: hledger and Beancount work them out anew, and complain when they differ.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from enslinje.budget.rows import PostingRow
from enslinje.budget.statements import postings_of
from enslinje.core.budget_terms import Plane
from enslinje.core.money import exact_kr

CURRENCY = "SEK"


class Form(StrEnum):
    """Programs whose journals are written."""

    HLEDGER = "hledger"
    BEANCOUNT = "beancount"


ROOTS = {
    Form.HLEDGER: {
        Plane.OPERATING: "operating",
        Plane.INTERNAL: "internal",
        Plane.CAPITAL: "capital",
        Plane.EQUITY: "equity",
    },
    Form.BEANCOUNT: {
        Plane.OPERATING: "Income:Operating",
        Plane.INTERNAL: "Income:Internal",
        Plane.CAPITAL: "Assets:Capital",
        Plane.EQUITY: "Equity:Change",
    },
}


def journal(year: int, form: Form) -> str:
    """Return the year's ledger as a journal of `form`, with every balance asserted.

    Raises:
        LedgerNotFound: the year has no ledger.
    """
    rows = postings_of(year)
    lines = _hledger(rows, year) if form is Form.HLEDGER else _beancount(rows, year)
    return "\n".join(lines) + "\n"


def balances(rows: Iterable[PostingRow], form: Form) -> dict[str, int]:
    """Return what each account of the journal holds, in öre, by its name."""
    held: dict[str, int] = defaultdict(int)
    for row in rows:
        held[account_of(row, form)] += row.amount
    return dict(sorted(held.items()))


def _hledger(rows: Sequence[PostingRow], year: int) -> Iterator[str]:
    yield f"commodity 1000.00 {CURRENCY}"
    for name in balances(rows, Form.HLEDGER):
        yield f"account {name}"
    for legs in _transactions(rows):
        first = legs[0]
        yield ""
        yield f"{_day(first, year)} ({first.number}) {_plain(first.text)}  ; {_decision(first)}"
        for leg in legs:
            yield f"    {account_of(leg, Form.HLEDGER)}  {exact_kr(leg.amount)} {CURRENCY}"
    yield ""
    yield f"{_last_day(rows, year)} {_ASSERTED}"
    for name, ore in balances(rows, Form.HLEDGER).items():
        yield f"    {name}  0.00 {CURRENCY} = {exact_kr(ore)} {CURRENCY}"


def _beancount(rows: Sequence[PostingRow], year: int) -> Iterator[str]:
    first_day = min(_day(row, year) for row in rows)
    yield f'option "operating_currency" "{CURRENCY}"'
    for name in balances(rows, Form.BEANCOUNT):
        yield f"{first_day} open {name} {CURRENCY}"
    for legs in _transactions(rows):
        first = legs[0]
        yield ""
        yield f'{_day(first, year)} * "{_decision(first)}" "{first.number} {_plain(first.text)}"'
        for leg in legs:
            yield f"  {account_of(leg, Form.BEANCOUNT)}  {exact_kr(leg.amount)} {CURRENCY}"
    yield ""
    after = date.fromordinal(_last_day(rows, year).toordinal() + 1)
    for name, ore in balances(rows, Form.BEANCOUNT).items():
        yield f"{after} balance {name}  {exact_kr(ore)} ~ 0.00 {CURRENCY}"  # To the öre.


_ASSERTED = "Saldon"


def _transactions(rows: Iterable[PostingRow]) -> Iterator[list[PostingRow]]:
    legs: dict[int, list[PostingRow]] = defaultdict(list)
    for row in rows:
        legs[row.number].append(row)
    yield from legs.values()


def account_of(row: PostingRow, form: Form) -> str:
    """Return the name of the journal's account that a posting is on: plane, code, body and year."""
    parts = [row.account, row.body or row.group or "-", str(row.year)]
    if form is Form.BEANCOUNT:
        return ":".join([ROOTS[form][row.plane], *(_beancount_part(part) for part in parts)])
    return ":".join([ROOTS[form][row.plane], *parts])


def _beancount_part(text: str) -> str:
    """A part of an account's name: begins with a capital or a figure; letters, figures, dashes."""
    plain = "".join(sign if sign.isalnum() else "-" for sign in text).strip("-")
    return (plain[:1].upper() + plain[1:]) or "None"


def _day(row: PostingRow, year: int) -> date:
    return row.decision.decided_on or date(year, 1, 1)


def _last_day(rows: Iterable[PostingRow], year: int) -> date:
    return max(_day(row, year) for row in rows)


def _decision(row: PostingRow) -> str:
    return _plain(f"{row.decision.case_number}, punkt {row.decision.item_no}")


def _plain(text: str) -> str:
    """On one line, without the signs that end a description."""
    return " ".join(text.replace(";", ",").replace('"', "'").replace("|", "/").split())

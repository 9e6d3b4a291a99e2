"""The budget and the actuals of a SIE file as coded amounts. Pure; signs are the file's.

Of periods (#PBUDGET, #PSALDO) the whole account is one row and its objects are others, parts of
the same amount. So the whole is counted once: as the parts by the dimensions asked for, and the
rest that no part holds. Vouchers have every object on every row.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from enslinje.exchange.code_map import CodedAmount
from enslinje.exchange.sie.model import (
    BalanceKind,
    Document,
    FiscalYear,
    PeriodAmount,
    PeriodKind,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """An account whose amounts do not sum to what #RES of the file states, in öre."""

    account: str
    stated_ore: int
    found_ore: int
    line: int


def period_amounts(
    document: Document, kind: PeriodKind, dimensions: Iterable[int] = (), *, year: int = 0
) -> tuple[CodedAmount, ...]:
    """Return the amounts of the months of a fiscal year, parted by the given dimensions.

    Args:
        document: without faults.
        kind: budget or actual.
        dimensions: those that the rules name. Rows of other dimensions part the same amounts in
            other ways, and are passed by.
        year: the fiscal year as the file counts them.
    """
    budget_year = year_of(document, year)
    wanted = tuple(sorted(dimensions))
    wholes: dict[tuple[str, str], PeriodAmount] = {}
    parts: defaultdict[tuple[str, str], list[PeriodAmount]] = defaultdict(list)
    for one in document.periods:
        if one.kind is kind and one.year == year:
            place = str(one.period), one.account
            if not one.objects:
                wholes[place] = one
            elif tuple(sorted(ref.dimension for ref in one.objects)) == wanted:
                parts[place].append(one)
    return tuple(
        amount
        for place in sorted({*wholes, *parts})
        for amount in _parted(wholes.get(place), parts[place], budget_year)
    )


def _parted(
    whole: PeriodAmount | None, parts: list[PeriodAmount], year: int
) -> Iterator[CodedAmount]:
    for part in parts:
        codes = {str(ref.dimension): ref.code for ref in part.objects}
        yield _coded(part, year, part.amount_ore, codes)
    if whole is not None:
        rest = whole.amount_ore - sum(part.amount_ore for part in parts)
        if rest or not parts:
            yield _coded(whole, year, rest, {})


def _coded(one: PeriodAmount, year: int, amount_ore: int, codes: dict[str, str]) -> CodedAmount:
    period = one.period.year * 100 + one.period.month
    return CodedAmount(one.line, year, period, one.account, amount_ore, codes)


def voucher_amounts(document: Document, *, year: int = 0) -> tuple[CodedAmount, ...]:
    """Return the rows that count of the vouchers dated in a fiscal year, by the voucher's month."""
    span = _span(document, year)
    budget_year = year_of(document, year)
    return tuple(
        CodedAmount(
            row.line,
            budget_year,
            voucher.dated.year * 100 + voucher.dated.month,
            row.account,
            row.amount_ore,
            {str(ref.dimension): ref.code for ref in row.objects},
        )
        for voucher in document.vouchers
        if span is None or span.begins <= voucher.dated <= span.ends
        for row in voucher.posted
    )


def differences(
    document: Document, amounts: Iterable[CodedAmount], *, year: int = 0
) -> tuple[Difference, ...]:
    """Hold amounts against the results that the file itself states for the year (#RES)."""
    found: defaultdict[str, int] = defaultdict(int)
    for amount in amounts:
        found[amount.account] += amount.amount_ore
    return tuple(
        Difference(one.account, one.amount_ore, found[one.account], one.line)
        for one in document.balances
        if one.kind is BalanceKind.RESULT
        and one.year == year
        and one.amount_ore != found[one.account]
    )


def year_of(document: Document, year: int) -> int:
    """Return the budget year of a fiscal year: that in which it ends.

    Without #RAR, as in vouchers for another system, it is the year of the first voucher.
    """
    span = _span(document, year)
    if span is not None:
        return span.ends.year
    return document.vouchers[0].dated.year if document.vouchers else 0


def _span(document: Document, year: int) -> FiscalYear | None:
    return next((one for one in document.years if one.number == year), None)

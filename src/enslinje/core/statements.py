"""The result budget and what moves it, as lazy tables over postings. All amounts are whole öre.

Source: rule result-budget.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw

from enslinje.core.budget_terms import (
    Layout,
    StatementColumn,
    StatementRow,
    StatementSum,
    TransactionKind,
)
from enslinje.core.lazy import Frame
from enslinje.core.money import in_mnkr
from enslinje.core.schemas import AMOUNTS, POSTINGS

ADJUSTED = "adjusted_budget"
COLUMNS = (*(column.value for column in StatementColumn), ADJUSTED)
"""The four columns: the council's budget, adjustments, gross-ups, and what they add up to."""

Place = StatementRow | StatementSum


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A row of the result budget: its number, and the rows whose postings it sums.

    `sign` turns the leg of equity round, so that a surplus is an increase. The heading sums none.
    `is_internal` rows are left out of the table of the whole city.
    """

    number: int
    place: Place
    of: tuple[StatementRow, ...]
    sign: int = 1
    is_internal: bool = False

    @property
    def is_sum(self) -> bool:
        return isinstance(self.place, StatementSum)


def _post(number: int, row: StatementRow, *, internal: bool = False) -> StatementLine:
    return StatementLine(number, row, (row,), is_internal=internal)


_R = StatementRow
_NET = (
    *(_R.INCOME, _R.COSTS, _R.DEPRECIATION, _R.UNFORESEEN_NEEDS, _R.VOLUME_RESERVE, _R.PENSIONS),
    _R.INTERNAL_INTEREST,
)
_FINANCED = (
    *(_R.TAXES, _R.BURIAL_FEE, _R.INCOME_EQUALISATION, _R.COST_EQUALISATION, _R.REGULATION_ITEM),
    *(_R.GENERAL_STATE_GRANT, _R.PROPERTY_FEE, _R.LSS_EQUALISATION),
)
_AFTER = (_R.FINANCIAL_RESULT, _R.DIVIDEND, _R.DISPOSITIONS)
INTERNAL_NUMBER = 0
NET_COST_NUMBER = 8

LINES: tuple[StatementLine, ...] = (
    *(_post(number, row) for number, row in enumerate(_NET[:3], start=1)),
    StatementLine(4, StatementSum.CENTRAL_RESERVES, ()),
    *(_post(number, row) for number, row in enumerate(_NET[3:6], start=5)),
    _post(INTERNAL_NUMBER, _R.INTERNAL_INTEREST, internal=True),
    StatementLine(NET_COST_NUMBER, StatementSum.NET_COST, _NET),
    *(_post(number, row) for number, row in enumerate(_FINANCED, start=9)),
    StatementLine(17, StatementSum.OPERATING_RESULT, (*_NET, *_FINANCED)),
    *(_post(number, row) for number, row in enumerate(_AFTER, start=18)),
    StatementLine(21, StatementSum.RESULT, (*_NET, *_FINANCED, *_AFTER)),
    StatementLine(22, _R.EQUITY_CHANGE, (_R.EQUITY_CHANGE,), sign=-1),
)
"""The rows of the result budget from top to bottom. The heading has no amounts; internal interest
has no number, as it is no row of the city's table."""

_PARTS = {
    "place": [line.place.value for line in LINES for _row in line.of],
    "row": [row.value for line in LINES for row in line.of],
    "sign": [line.sign for line in LINES for _row in line.of],
}


def result_budget(
    postings: Frame, *, by: Sequence[str] = (), layout: Layout = Layout.RIGHT
) -> Frame:
    """Return the result budget of `postings`, sums included.

    Args:
        postings: of schema `POSTINGS`, of the years and bodies wanted.
        by: dimensions to keep apart, such as "body", "year", "activity_area" or "account".
        layout: in which column a posting stands.

    Returns:
        `by`, place (a row or a sum of the result budget), the columns `COLUMNS`, each an exact sum
        in öre. A place without postings has no row.
    """
    POSTINGS.check(postings)
    column = nw.col("column" if layout is Layout.RIGHT else "printed_column")
    names = [each.value for each in StatementColumn]
    by_row = (
        postings.with_columns(
            *(
                nw.when(column == name).then(nw.col("amount")).otherwise(0).alias(name)
                for name in names
            )
        )
        .group_by(*by, "row")
        .agg(*(nw.col(name).sum() for name in names))
    )
    cells = (
        by_row.join(_parts(postings), on="row", how="inner")
        .with_columns(*(nw.col(name) * nw.col("sign") for name in names))
        .group_by(*by, "place")
        .agg(*(nw.col(name).sum() for name in names))
    )
    total = sum((nw.col(each.value) for each in StatementColumn), start=nw.lit(0))
    return cells.with_columns(total.alias(ADJUSTED))


def bridge(before: Frame, after: Frame, *, by: Sequence[str] = ("place",)) -> Frame:
    """Return what lies between two sets of postings, cause by cause.

    The two may be two columns, two versions or dates (`up_to`), two layouts or two years: whatever
    filter of postings. What both hold cancels.

    Returns:
        `by` (place, body, account, …), transaction, kind, decision, amount in öre: for each of `by`
        the amounts sum to what `after` has more than `before`.
    """
    POSTINGS.check(before)
    POSTINGS.check(after)
    both = nw.concat(
        [after.with_columns(way=nw.lit(1)), before.with_columns(way=nw.lit(-1))], how="vertical"
    )
    if "place" in by:
        both = both.join(_parts(both), on="row", how="inner")
    else:
        both = both.with_columns(sign=nw.lit(1))
    return (
        both.with_columns(moved=nw.col("amount") * nw.col("way") * nw.col("sign"))
        .group_by(*by, "transaction", "number", "kind", "decision")
        .agg(amount=nw.col("moved").sum())
        .filter(nw.col("amount") != 0)
    )


def across(before: Frame, after: Frame, *, by: str) -> Frame:
    """Return what lies between two sets of postings of whichever years, cause by cause.

    A budget begins anew each year: what a year changed in its own is one cause for each kind of
    change. What the council budgets is compared with what it budgeted, one `by` at a time.

    Args:
        before: of schema `POSTINGS`: a column of a year, as it stood.
        after: the same of another year, or of the same.
        by: "row", "body", "account" or "activity_area".

    Returns:
        place, year (of the ledger that made the change; 0 of what the council budgets), kind, part
        (one of `by`; "" of a change), and in öre before, after and amount, which is after − before.
        The amounts of a place sum to what `after` has more than `before`; turned round they turn
        their sign, and two that follow on each other sum to the one from end to end.
    """
    POSTINGS.check(before)
    POSTINGS.check(after)
    sides = [
        table.with_columns(
            before=nw.col("amount") * is_first, after=nw.col("amount") * (1 - is_first)
        )
        for table, is_first in ((before, 1), (after, 0))
    ]
    both = nw.concat(sides, how="vertical")
    is_anew = nw.col("kind") == TransactionKind.COUNCIL_BUDGET.value
    amounts = {name: (nw.col(name) * nw.col("sign")).sum() for name in ("before", "after")}
    return (
        both.join(_parts(both), on="row", how="inner")
        .with_columns(
            of_year=nw.when(is_anew).then(nw.lit(0)).otherwise(nw.col("ledger_year")),
            part=nw.when(is_anew).then(nw.col(by)).otherwise(nw.lit("")),
        )
        .group_by("place", "of_year", "kind", "part")
        .agg(**amounts)
        .select(
            *("place", "kind", "part", "before", "after"),
            year=nw.col("of_year"),
            amount=nw.col("after") - nw.col("before"),
        )
        .filter((nw.col("before") != 0) | (nw.col("after") != 0))
    )


def up_to(postings: Frame, *, number: int | None = None, day: int | None = None) -> Frame:
    """Return the postings of the transactions up to `number`, or decided on `day` or before."""
    if number is not None:
        postings = postings.filter(nw.col("number") <= number)
    if day is not None:
        postings = postings.filter(nw.col("decided_on") <= day)
    return postings


def in_columns(postings: Frame, *columns: StatementColumn) -> Frame:
    """Return the postings that stand in `columns`, rightly."""
    return postings.filter(nw.col("column").is_in([column.value for column in columns]))


def standing(
    postings: Frame,
    column: str,
    *,
    layout: Layout = Layout.RIGHT,
    number: int | None = None,
    day: int | None = None,
) -> Frame:
    """Return the postings that one of the columns `COLUMNS` sums, as they stood.

    Args:
        postings: of schema `POSTINGS`.
        column: whose; the adjusted budget sums them all.
        layout: in which column a posting stands.
        number: only transactions up to this number of the ledger.
        day: only what was decided on this day (an ordinal) or before.
    """
    there = up_to(postings, number=number, day=day)
    if column == ADJUSTED:
        return there
    return there.filter(nw.col("column" if layout is Layout.RIGHT else "printed_column") == column)


def granted_and_endorsed(granted: Frame, endorsed: Frame) -> Frame:
    """Return the council's budget with what is granted and what is endorsed and not yet granted.

    Before the decision a case shows "KF:s budget + tillstyrkt": never what is granted and what was
    endorsed of the same petition. `endorsed` are the legs that the open petitions would have.
    """
    POSTINGS.check(granted)
    POSTINGS.check(endorsed)
    names = list(POSTINGS.columns)
    return nw.concat([granted.select(*names), endorsed.select(*names)], how="vertical")


def deviation(budget: Frame, amounts: Frame) -> Frame:
    """Return budget, amount and deviation by row and body: + is better than the budget.

    Args:
        budget: of schema `POSTINGS`.
        amounts: of schema `AMOUNTS`: actuals or a forecast.
    """
    POSTINGS.check(budget)
    AMOUNTS.check(amounts)
    budgeted = budget.filter(~nw.col("row").is_null()).select("row", "body", "amount")
    both = nw.concat(
        [
            budgeted.with_columns(budget=nw.col("amount"), found=nw.lit(0, nw.Int64)),
            amounts.select("row", "body", "amount").with_columns(
                budget=nw.lit(0, nw.Int64), found=nw.col("amount")
            ),
        ],
        how="vertical",
    )
    return (
        both.group_by("row", "body")
        .agg(budget=nw.col("budget").sum(), amount=nw.col("found").sum())
        .with_columns(deviation=nw.col("amount") - nw.col("budget"))
    )


def rounding_gaps(amounts: Mapping[str, int], decimals: int = 1) -> dict[str, int]:
    """Return the sums whose rounded parts do not add up to the rounded sum.

    Args:
        amounts: öre by place, of one column.
        decimals: how many decimals of mnkr are shown.

    Returns:
        by place: what the shown parts add up to more than the shown sum, in öre.
    """
    gaps = {}
    for line in LINES:
        if line.is_sum and line.of:
            parts = sum(in_mnkr(amounts.get(row.value, 0), decimals) for row in line.of)
            gap = parts - in_mnkr(amounts.get(line.place.value, 0), decimals)
            if gap:
                gaps[line.place.value] = int(gap * 10**8)
    return gaps


def _parts(beside: Frame) -> Frame:
    """The rows that each place sums, as a table over the engine of `beside`."""
    backend = beside.implementation
    return nw.from_dict(_PARTS, backend=backend).lazy()

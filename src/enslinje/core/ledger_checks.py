"""What must hold of all postings together, as lazy tables: each check gives the rows that break it.

They share no code with `core.ledger`, by which each transaction is admitted.
"""

import narwhals as nw

from enslinje.core.budget_terms import Plane, StatementRow, TransactionKind
from enslinje.core.lazy import Frame
from enslinje.core.schemas import POSTINGS, RESERVES

RESULT_PLANES = (Plane.OPERATING.value, Plane.EQUITY.value)
NET_COST = tuple(
    row.value
    for row in (
        *(StatementRow.INCOME, StatementRow.COSTS, StatementRow.DEPRECIATION),
        *(StatementRow.UNFORESEEN_NEEDS, StatementRow.VOLUME_RESERVE, StatementRow.PENSIONS),
        StatementRow.INTERNAL_INTEREST,
    )
)
GROSS_UP = TransactionKind.GROSS_UP.value


def unbalanced(postings: Frame) -> Frame:
    """Return (transaction, year, amount) of what does not sum to zero, in öre."""
    POSTINGS.check(postings)
    return _off(postings, "transaction", "number", "year")


def of_mixed_planes(postings: Frame) -> Frame:
    """Return (transaction, year, group, amount) where one plane pays for another."""
    POSTINGS.check(postings)
    is_result = nw.col("plane").is_in(RESULT_PLANES)
    grouped = postings.with_columns(
        group=nw.when(is_result).then(nw.lit("result")).otherwise(nw.col("plane"))
    )
    return _off(grouped, "transaction", "number", "year", "group")


def gross_ups_with_net(postings: Frame) -> Frame:
    """Return (transaction, body, amount) of gross-ups that change a body's net cost."""
    POSTINGS.check(postings)
    kept = postings.filter(nw.col("kind") == GROSS_UP, nw.col("row").is_in(NET_COST))
    return _off(kept, "transaction", "number", "body")


def gross_ups_of_reserves(postings: Frame) -> Frame:
    """Return (transaction, account, amount) of gross-ups that touch a reserve."""
    POSTINGS.check(postings)
    return (
        postings.filter(nw.col("kind") == GROSS_UP, nw.col("is_reserve"))
        .group_by("transaction", "number", "account")
        .agg(nw.col("amount").sum())
    )


def internal_left(postings: Frame) -> Frame:
    """Return (year, amount) where what is internal is not eliminated above."""
    POSTINGS.check(postings)
    return _off(postings.filter(nw.col("plane") == Plane.INTERNAL.value), "year")


def reversals_off(postings: Frame) -> Frame:
    """Return (original, account, …, amount) where a reversal does not mirror what it reverses."""
    POSTINGS.check(postings)
    reversing = postings.filter(~nw.col("reverses").is_null())
    originals = reversing.select("reverses").unique()
    reversed_ = postings.join(
        originals, left_on="transaction", right_on="reverses", how="semi"
    ).with_columns(original=nw.col("transaction"))
    mirrored = reversing.with_columns(original=nw.col("reverses"))
    places = ("original", "year", "account", "body", "line", "activity_area", "project", "earmark")
    columns = (*places, "amount")
    both = nw.concat([reversed_.select(*columns), mirrored.select(*columns)], how="vertical")
    return _off(both, *places)


def number_gaps(postings: Frame) -> Frame:
    """Return (year, found, expected) where the transactions of a ledger are not numbered 1 to n."""
    POSTINGS.check(postings)
    headers = postings.select("transaction", "ledger_year", "number").unique()
    return (
        headers.group_by("ledger_year")
        .agg(
            found=nw.len().cast(nw.Int64),
            distinct=nw.col("number").n_unique().cast(nw.Int64),
            expected=nw.col("number").max(),
        )
        .filter(
            (nw.col("found") != nw.col("expected")) | (nw.col("distinct") != nw.col("expected"))
        )
    )


def reserve_path(postings: Frame, reserves: Frame) -> Frame:
    """Return each reserve's way through the year, one row for each transaction that touches it.

    Args:
        postings: of schema `POSTINGS`.
        reserves: of schema `RESERVES`.

    Returns:
        account, year, number, transaction, column, decision, drawn (what this transaction draws,
        negative what it adds), balance (what is left after it, null when the opening is unknown);
        all in öre.
    """
    POSTINGS.check(postings)
    RESERVES.check(reserves)
    moves = (
        postings.filter(nw.col("is_reserve"))
        .group_by("account", "year", "number", "transaction", "column", "decision")
        .agg(drawn=nw.col("amount").sum())
    )
    known = reserves.select("account", "year", "is_opening_known")
    left = -nw.col("drawn").cum_sum().over("account", "year", order_by="number")
    return (
        moves.join(known, on=["account", "year"], how="inner")
        .with_columns(left=left)
        .with_columns(balance=nw.when(nw.col("is_opening_known")).then(nw.col("left")))
        .drop("left", "is_opening_known")
    )


def overdrawn(path: Frame) -> Frame:
    """Return the points of a `reserve_path` at which less than nothing is left."""
    return path.filter(nw.col("balance") < 0)


def _off(postings: Frame, *by: str) -> Frame:
    return postings.group_by(*by).agg(nw.col("amount").sum()).filter(nw.col("amount") != 0)

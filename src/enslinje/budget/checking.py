"""Every invariant of a year's ledger, looked for anew: none of it trusts what wrote it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import narwhals as nw
from django.utils.translation import gettext as _

from enslinje.budget import frames, queries
from enslinje.budget.rows import PostingRow
from enslinje.budget.statements import LedgerNotFound
from enslinje.budget.words import mnkr
from enslinje.core import ledger_checks, statements
from enslinje.core.budget_terms import ControlResponse, ControlRule, Plane
from enslinje.core.lazy import Frame, collect


@dataclass(frozen=True)
class LedgerBreach:
    """An invariant that does not hold: which, and of what, in a sentence."""

    check: str
    sentence: str


@dataclass(frozen=True)
class LedgerCheck:
    """What was looked for, and what was found."""

    checks: int
    transactions: int
    postings: int
    breaches: tuple[LedgerBreach, ...]


def check(year: int) -> LedgerCheck:
    """Look for every invariant of the year's ledger.

    Raises:
        LedgerNotFound: the year has no ledger.
    """
    rows = queries.postings(year=year)
    if not rows:
        raise LedgerNotFound(year, queries.years())
    table = frames.postings(rows)
    found = [
        *_of_tables(table),
        *_of_reserves(year, table),
        *_of_equity(table),
        *_of_caps(year, rows),
        *_of_database(year),
    ]
    return LedgerCheck(
        checks=CHECKS,
        transactions=len({row.transaction for row in rows}),
        postings=len(rows),
        breaches=tuple(found),
    )


def _of_tables(table: Frame) -> Iterator[LedgerBreach]:
    for name, find, sentence in _TABLE_CHECKS:
        for row in _rows(find(table)):
            amount = mnkr(row["amount"]) if "amount" in row else ""
            told = {key: str(value) for key, value in row.items()} | {"amount": amount}
            yield LedgerBreach(name, sentence(told))


def _rows(frame: Frame) -> list[dict[str, Any]]:
    found = collect(frame)
    return list(found.sort(*found.columns).iter_rows(named=True))


_Find = Callable[[Frame], Frame]
_Sentence = Callable[[dict[str, str]], str]

_TABLE_CHECKS: tuple[tuple[str, _Find, _Sentence], ...] = (
    (
        "balance",
        ledger_checks.unbalanced,
        lambda row: _("transaktion {number} blir {amount} mnkr, inte noll").format(**row),
    ),
    (
        "planes",
        ledger_checks.of_mixed_planes,
        lambda row: _("transaktion {number}: {group} blir {amount} mnkr, inte noll").format(**row),
    ),
    (
        "gross-up-net",
        ledger_checks.gross_ups_with_net,
        lambda row: _(
            "transaktion {number}: omslutningsförändringen ändrar nettot för {body} med "
            "{amount} mnkr"
        ).format(**row),
    ),
    (
        "gross-up-reserve",
        ledger_checks.gross_ups_of_reserves,
        lambda row: _(
            "transaktion {number}: omslutningsförändringen rör {account} med {amount} mnkr"
        ).format(**row),
    ),
    (
        "internal",
        ledger_checks.internal_left,
        lambda row: _("internränta för {year} tar inte ut sig: {amount} mnkr").format(**row),
    ),
    (
        "reversal",
        ledger_checks.reversals_off,
        lambda row: _("rättelsen av {original} skiljer {amount} mnkr på {account}").format(**row),
    ),
    (
        "numbers",
        ledger_checks.number_gaps,
        lambda row: _("{found} transaktioner är numrerade upp till {expected}").format(**row),
    ),
)


def _of_reserves(year: int, table: Frame) -> Iterator[LedgerBreach]:
    """Never below zero at any point, and the kept balance is what the postings say."""
    reserves = queries.reserves(year=year)
    path = ledger_checks.reserve_path(table, frames.reserves(reserves))
    for row in _rows(ledger_checks.overdrawn(path)):
        yield LedgerBreach(
            "overdrawn",
            _("{account} har {balance} mnkr kvar efter transaktion {number}").format(
                account=row["account"], balance=mnkr(row["balance"]), number=row["number"]
            ),
        )
    posted = _posted(table, year)
    for reserve in reserves:
        left = -posted.get(reserve.account, 0) if reserve.is_opening_known else None
        if reserve.balance != left:
            yield LedgerBreach(
                "kept-balance",
                _("{account}: det sparade saldot stämmer inte med posteringarna").format(
                    account=reserve.account
                ),
            )
    for account in posted.keys() - {reserve.account for reserve in reserves}:
        sentence = _("{account} är bokförd men inte upplagd för året").format(account=account)
        yield LedgerBreach("reserve-not-set-up", sentence)


def _posted(table: Frame, year: int) -> dict[str, int]:
    kept = table.filter(nw.col("is_reserve"), nw.col("year") == year)
    sums = kept.group_by("account").agg(nw.col("amount").sum())
    return {row["account"]: row["amount"] for row in _rows(sums)}


def _of_equity(table: Frame) -> Iterator[LedgerBreach]:
    """The result is what equity changes by, in every column."""
    cells = {row["place"]: row for row in _rows(statements.result_budget(table))}
    for column in statements.COLUMNS:
        result, equity = (
            cells[place][column] if place in cells else 0 for place in ("result", "equity_change")
        )
        if result != equity:
            yield LedgerBreach(
                "equity",
                _("resultatet är {result} mnkr men eget kapital ändras med {equity}").format(
                    result=mnkr(result), equity=mnkr(equity)
                ),
            )
    for row in _rows(
        table.filter(nw.col("row").is_null(), nw.col("plane") == Plane.OPERATING.value)
    ):
        yield LedgerBreach("row", _("{account} hör inte till någon rad").format(**row))


def _of_caps(year: int, rows: Iterable[PostingRow]) -> Iterator[LedgerBreach]:
    """No earmark and no decision item gives more than it names, unless that is ignored."""
    postings = list(rows)
    responses = queries.control_responses(year=year)
    if responses[ControlRule.EARMARK_EXCEEDED] is not ControlResponse.IGNORE:
        yield from _of_earmarks(year, postings)
    if responses[ControlRule.DECISION_EXCEEDED] is not ControlResponse.IGNORE:
        resting = queries.resting_on_decisions(postings)
        for named in queries.decided_amounts(year=year):
            over = resting.get(named.decision.key, 0) - named.amount
            if over > 0:
                yield LedgerBreach(
                    "decision-exceeded",
                    _("{case}, punkt {item}, överskrids med {over} mnkr").format(
                        case=named.decision.case_number,
                        item=named.decision.item_no,
                        over=mnkr(over),
                    ),
                )


def _of_earmarks(year: int, postings: Iterable[PostingRow]) -> Iterator[LedgerBreach]:
    drawn: dict[str, int] = defaultdict(int)
    for row in postings:
        drawn[row.earmark] += row.amount
    for earmark in queries.earmarks(year=year):
        over = drawn[earmark.code] - (earmark.set_aside or 0)
        if earmark.set_aside is not None and over > 0:
            yield LedgerBreach(
                "earmark-exceeded",
                _("de avsatta medlen {code} överskrids med {over} mnkr").format(
                    code=earmark.code, over=mnkr(over)
                ),
            )


def _of_database(year: int) -> Iterator[LedgerBreach]:
    """What the database's own constraints keep, in case somebody took them away."""
    sentences = {
        "posting_without_header": _("{count} posteringar saknar sin transaktion"),
        "decision_of_one_person": _("{count} transaktioner vilar på ett beslut av en enda person"),
        "decision_not_checked": _("{count} transaktioner vilar på ett okontrollerat beslut"),
        "decision_not_granted": _("{count} transaktioner vilar på ett beslut som inte medger"),
        "earmark_outside_reserve": _("{count} avsatta medel ligger utanför en reserv"),
    }
    for name, count in queries.odd_rows(year=year).items():
        if count:
            yield LedgerBreach(name.replace("_", "-"), sentences[name].format(count=count))


CHECKS = len(_TABLE_CHECKS) + 3 + 2 + 2 + 5
"""How many invariants are looked for: of tables, reserves, equity, caps and the database."""

"""The tables of money as drafts, and the operations that take them, in order."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypedDict

from enslinje.budget import drafts as budget
from enslinje.budget import operations
from enslinje.core.actors import Actor
from enslinje.core.budget_terms import (
    GrossUpCategory,
    PetitionKind,
    Plane,
    StatementColumn,
    StatementRow,
    TransactionKind,
)
from enslinje.core.terms import Basis, DecisionOutcome
from enslinje.exchange.dataset import DataSet
from enslinje.exchange.schema import Row, TableRows
from enslinje.exchange.steps import Step, step
from enslinje.organisation import drafts as organisation
from enslinje.organisation import operations as organisation_operations


class _RestsOn(TypedDict):
    basis: Basis
    source_ref: str
    note: str


def _rests_on(row: Row) -> _RestsOn:
    return _RestsOn(
        basis=row.word("basis", Basis), source_ref=row.text("source_ref"), note=row.text("note")
    )


def budget_steps(data: DataSet, actor: Actor) -> Iterator[Step]:
    """The operations on money, in the order in which each finds what it needs."""
    tables = data.tables
    by: Mapping[str, Any] = {"actor": actor, "year": data.year}
    if not tables["accounts"].rows:
        return
    yield from _decision_steps(tables["decisions"], actor, by)
    yield step(
        tables["accounts"],
        _account,
        lambda drafts: operations.define_accounts(actor=actor, accounts=drafts),
    )
    yield step(
        tables["reserves"],
        _reserve,
        lambda drafts: operations.set_up_reserves(**by, reserves=drafts),
    )
    yield step(
        tables["earmarks"], _earmark, lambda drafts: operations.set_aside(**by, earmarks=drafts)
    )
    yield from _petition_steps(tables["petitions"], by)
    legs = _legs(tables["postings"])
    yield step(
        tables["transactions"],
        lambda row: _transaction(row, legs[row.text("code")]),
        lambda drafts: operations.post_transactions(**by, transactions=drafts),
    )


def _decision_steps(table: TableRows, actor: Actor, by: Mapping[str, Any]) -> Iterator[Step]:
    yield step(
        table,
        _decision,
        lambda drafts: organisation_operations.record_decisions(actor=actor, decisions=drafts),
    )
    yield _of_some(
        table,
        lambda row: row.whole("amount") is not None,
        _decided_amount,
        lambda drafts: operations.name_decided_amounts(**by, amounts=drafts),
    )


def _petition_steps(table: TableRows, by: Mapping[str, Any]) -> Iterator[Step]:
    """Asked by all, endorsed by the office where it has said so, granted where it is decided."""
    yield step(table, _petition, lambda drafts: operations.state_petitions(**by, petitions=drafts))
    yield _of_some(
        table,
        lambda row: row.whole("endorsed") is not None,
        _endorsement,
        lambda drafts: operations.endorse_petitions(**by, endorsements=drafts),
    )
    yield _of_some(
        table,
        lambda row: bool(row.text("outcome")),
        _grant,
        lambda drafts: operations.grant_petitions(**by, grants=drafts),
    )


def _of_some(
    table: TableRows,
    wanted: Callable[[Row], bool],
    draft: Callable[[Row], Any],
    write: Callable[[Sequence[Any]], object],
) -> Step:
    rows = [row for row in table if wanted(row)]
    return Step(table, rows, [draft(row) for row in rows], write)


def _key(row: Row) -> tuple[str, int]:
    return row.text("case_number"), row.whole("item_no") or 0


def _decision(row: Row) -> organisation.DecisionDraft:
    case_number, item_no = _key(row)
    return organisation.DecisionDraft(
        case_number=case_number,
        item_no=item_no,
        decided_by=row.text("decided_by"),
        subject=row.text("subject"),
        recorded_by=row.text("recorded_by"),
        checked_by=row.text("checked_by"),
        outcome=row.word_or_none("outcome", DecisionOutcome),
        decided_on=row.day("decided_on"),
        minutes_approved_on=row.day("minutes_approved_on"),
        **_rests_on(row),
    )


def _decided_amount(row: Row) -> budget.DecidedAmountDraft:
    return budget.DecidedAmountDraft(
        decision=_key(row), amount_ore=row.whole("amount") or 0, **_rests_on(row)
    )


def _account(row: Row) -> budget.AccountDraft:
    return budget.AccountDraft(
        code=row.text("code"),
        name=row.text("name"),
        plane=row.word("plane", Plane),
        row=row.word_or_none("row", StatementRow),
        reserve_number=row.whole("reserve_number"),
    )


def _reserve(row: Row) -> budget.ReserveDraft:
    return budget.ReserveDraft(
        account=row.text("account"),
        purpose=row.text("purpose"),
        is_opening_known=row.flag("is_opening_known"),
        **_rests_on(row),
    )


def _earmark(row: Row) -> budget.EarmarkDraft:
    return budget.EarmarkDraft(
        code=row.text("code"),
        reserve=row.text("reserve"),
        purpose=row.text("purpose"),
        set_aside_ore=row.whole("set_aside"),
        parent=row.text("parent"),
        decided_by=row.text("decided_by"),
        **_rests_on(row),
    )


def _legs(table: TableRows) -> Mapping[str, list[budget.PostingDraft]]:
    """The postings of each transaction, in the order of their legs."""
    legs: dict[str, list[budget.PostingDraft]] = defaultdict(list)
    for row in sorted(table, key=lambda row: row.whole("leg") or 0):
        legs[row.text("transaction")].append(_posting(row))
    return legs


def _posting(row: Row) -> budget.PostingDraft:
    return budget.PostingDraft(
        account=row.text("account"),
        amount_ore=row.whole("amount") or 0,
        body=row.text("body"),
        group=row.text("group"),
        earmark=row.text("earmark"),
        split_basis=row.word_or_none("split_basis", Basis),
        **_rests_on(row),
    )


def _transaction(row: Row, legs: Sequence[budget.PostingDraft]) -> budget.TransactionDraft:
    return budget.TransactionDraft(
        kind=row.word("kind", TransactionKind),
        decision=_key(row),
        text=row.text("text"),
        postings=tuple(legs),
        category=row.word_or_none("category", GrossUpCategory),
        printed_as=row.word_or_none("printed_as", StatementColumn),
        **_rests_on(row),
    )


def _petition(row: Row) -> budget.PetitionDraft:
    return budget.PetitionDraft(
        code=row.text("code"),
        line=row.whole("line") or 1,
        kind=row.word("kind", PetitionKind),
        purpose=row.text("purpose"),
        body=row.text("body"),
        group=row.text("group"),
        reserve=row.text("reserve"),
        account=row.text("account"),
        earmark=row.text("earmark"),
        category=row.word_or_none("category", GrossUpCategory),
        asked_ore=row.whole("asked"),
        costs_ore=row.whole("costs"),
        depreciation_ore=row.whole("depreciation"),
        **_rests_on(row),
    )


def _endorsement(row: Row) -> budget.EndorsementDraft:
    return budget.EndorsementDraft(
        code=row.text("code"),
        line=row.whole("line") or 1,
        endorsed_ore=row.whole("endorsed") or 0,
        reason=row.text("reason"),
    )


def _grant(row: Row) -> budget.GrantDraft:
    return budget.GrantDraft(
        code=row.text("code"),
        line=row.whole("line") or 1,
        granted_ore=row.whole("granted") or 0,
        outcome=row.word("outcome", DecisionOutcome),
        decision=_key(row),
        reason=row.text("reason"),
    )

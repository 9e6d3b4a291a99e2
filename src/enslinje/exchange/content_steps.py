"""The tables of what plans consist of as drafts, and the operations that take them."""

from collections.abc import Iterator, Sequence
from typing import Any

from enslinje.core.actors import Actor
from enslinje.core.budget_terms import AccountGroup
from enslinje.core.terms import Basis, PreparationKind
from enslinje.exchange.dataset import DataSet
from enslinje.exchange.schema import Row
from enslinje.exchange.steps import Step, step
from enslinje.plans import operations
from enslinje.plans.content_drafts import PlanBudgetDraft, PlannedAmountDraft, PreparationDraft


def plan_content_steps(data: DataSet, actor: Actor) -> Iterator[Step]:
    """The operations on budgets and preparation of plans."""
    by: dict[str, Any] = {"actor": actor, "year": data.year}
    amounts = data.tables["plan_budget"]
    if amounts.rows:
        yield Step(
            amounts,
            _first_rows(amounts.rows),
            _budgets(amounts.rows),
            lambda drafts: operations.state_plan_budgets(**by, budgets=drafts),
        )
    if data.tables["preparations"].rows:
        yield step(
            data.tables["preparations"],
            _preparation,
            lambda drafts: operations.record_preparations(**by, preparations=drafts),
        )


def _first_rows(rows: Sequence[Row]) -> list[Row]:
    return list({row.text("body"): row for row in reversed(rows)}.values())[::-1]


def _budgets(rows: Sequence[Row]) -> list[PlanBudgetDraft]:
    """One budget for each body; it rests on what its first row rests on."""
    amounts: dict[str, list[PlannedAmountDraft]] = {}
    for row in rows:
        amounts.setdefault(row.text("body"), []).append(_amount(row))
    return [
        PlanBudgetDraft(
            body=row.text("body"),
            basis=row.word("basis", Basis),
            amounts=tuple(amounts[row.text("body")]),
            source_ref=row.text("source_ref"),
            note=row.text("note"),
        )
        for row in _first_rows(rows)
    ]


def _amount(row: Row) -> PlannedAmountDraft:
    return PlannedAmountDraft(
        activity_area=row.text("activity_area"),
        account_group=row.word("account_group", AccountGroup),
        for_year=row.whole("for_year") or 0,
        amount_ore=row.whole("amount") or 0,
    )


def _preparation(row: Row) -> PreparationDraft:
    held_on = row.day("held_on")
    assert held_on is not None  # noqa: S101 - the column is required
    return PreparationDraft(
        body=row.text("body"),
        code=row.text("code"),
        kind=row.word("kind", PreparationKind),
        held_on=held_on,
        counterpart=row.text("counterpart"),
        said=row.text("said"),
        minutes_ref=row.text("minutes_ref"),
        basis=row.word("basis", Basis),
        source_ref=row.text("source_ref"),
        note=row.text("note"),
    )

"""Figures of decision items and earmarks: what is granted, and what was asked for."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from enslinje.budget import kept, queries
from enslinje.budget.figures.parts import (
    by_transaction,
    day_of,
    decision_words,
    explanation,
    is_case,
    number_of,
    written,
    year_of,
)
from enslinje.budget.rows import DecisionRef, EarmarkRow, PetitionRow, PostingRow
from enslinje.core.budget_terms import StatementRow, TransactionKind
from enslinje.figures.register import Explanation, Figure, FigureNotFound, Input

OF_ITEM, OF_EARMARK, ASKED = "beslut.medgett", "avsatt.medgett", "avsatt.ansokt"
RULE = "decided-amount"


def granted_by_item(year: str, case: str, item: str, as_of: datetime | None) -> Explanation:
    """Explain what a decision item has led to: drawn, raised, or granted and not paid."""
    postings = kept.postings(year=year_of(year), on=day_of(as_of))
    of_item = _of_item(postings, case, item)
    if of_item:
        within = _named_by_the_item(of_item)
        amounts, inputs = [row.amount for row in within], by_transaction(within)
        decision = of_item[0].decision
    else:
        lines = [
            row
            for row in queries.petitions(year=year_of(year))
            if row.decision and _is_of(row.decision, case, item)
        ]
        if not lines:
            raise FigureNotFound(f"Nothing rests on {case}, item {item}, in {year}")
        amounts = [row.granted or 0 for row in lines]
        inputs = [_line_input(row, row.granted) for row in lines]
        decision = lines[0].decision  # type: ignore[assignment] # asked for just above
    return explanation(
        f"{OF_ITEM}/{year}/{case}/{item}",
        title=_("{decision}: medgett").format(decision=decision_words(decision)),
        sentence=_("Det som punkten har lett till i huvudboken, eller medgett utan att betala."),
        ore=sum(amounts),
        rule=RULE,
        year=year_of(year),
        inputs=inputs,
        amounts=amounts,
    )


def _is_of(decision: DecisionRef, case: str, item: str) -> bool:
    return decision.item_no == number_of(item) and is_case(decision, case)


def _of_item(rows: Sequence[PostingRow], case: str, item: str) -> list[PostingRow]:
    """What rests on the item, and what reverses that, on whatever decision."""
    granted = {
        row.transaction for row in rows if not row.is_reversal and _is_of(row.decision, case, item)
    }
    return [row for row in rows if row.transaction in granted or row.reverses in granted]


def _named_by_the_item(rows: list[PostingRow]) -> list[PostingRow]:
    """The postings whose sum is the amount that a decision item names."""
    drawn = [row for row in rows if row.is_reserve]
    kind = rows[0].kind
    if drawn and kind is not TransactionKind.COUNCIL_BUDGET:
        return drawn
    if kind is TransactionKind.GROSS_UP:
        return [row for row in rows if row.row is StatementRow.INCOME]
    return [row for row in rows if (row.amount > 0) is not row.is_reversal]


def granted_of_earmark(year: str, earmark: str, as_of: datetime | None) -> Explanation:
    """Explain what is drawn from an earmark and its parts."""
    found, codes = _with_parts(year, earmark)
    rows = [
        row for row in kept.postings(year=year_of(year), on=day_of(as_of)) if row.earmark in codes
    ]
    return explanation(
        f"{OF_EARMARK}/{year}/{earmark}",
        title=_("{purpose}: medgett").format(purpose=found.purpose),
        sentence=_("Det som beslut har tagit ur de avsatta medlen och deras delar."),
        ore=sum(row.amount for row in rows),
        rule=RULE,
        year=year_of(year),
        inputs=by_transaction(rows),
        amounts=[row.amount for row in rows],
    )


def asked_of_earmark(year: str, earmark: str, as_of: datetime | None) -> Explanation:
    """Explain what is asked for from an earmark and its parts."""
    del as_of  # Petitions have no day of their own.
    found, codes = _with_parts(year, earmark)
    lines = [
        row
        for row in queries.petitions(year=year_of(year))
        if row.earmark in codes and row.asked is not None
    ]
    amounts = [row.asked or 0 for row in lines]
    return explanation(
        f"{ASKED}/{year}/{earmark}",
        title=_("{purpose}: ansökt").format(purpose=found.purpose),
        sentence=_("Det som nämnderna har ansökt om ur de avsatta medlen."),
        ore=sum(amounts) if lines else None,
        rule=RULE,
        year=year_of(year),
        inputs=[_line_input(row, row.asked) for row in lines],
        amounts=amounts,
    )


def _with_parts(year: str, code: str) -> tuple[EarmarkRow, set[str]]:
    """The earmark, and the codes of it and its parts."""
    earmarks = queries.earmarks(year=year_of(year))
    found = next((row for row in earmarks if row.code == code), None)
    if found is None:
        raise FigureNotFound(f"No earmark has the code {code} in {year}")
    return found, {code, *(row.code for row in earmarks if row.parent == code)}


def _line_input(row: PetitionRow, ore: int | None) -> Input:
    return Input(
        label=row.purpose,
        value=written(ore),
        basis=row.origin.basis,
        source_ref=row.origin.source_ref,
        recorded_at=row.origin.recorded_at,
        actor=row.origin.actor,
        note=row.reason or row.origin.note,
    )


FIGURES = (
    Figure(OF_ITEM, ("year", "case", "item"), granted_by_item),
    Figure(OF_EARMARK, ("year", "earmark"), granted_of_earmark),
    Figure(ASKED, ("year", "earmark"), asked_of_earmark),
)

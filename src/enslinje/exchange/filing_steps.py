"""The plans that a data set tells were submitted, and the operation that takes them."""

from collections.abc import Iterator
from datetime import date

from enslinje.core.actors import Actor
from enslinje.core.terms import Basis, OccasionKind, PlanState
from enslinje.exchange.dataset import DataSet
from enslinje.exchange.schema import Row
from enslinje.exchange.steps import Step, step
from enslinje.filing.drafts import FilingDraft
from enslinje.filing.operations import file_plans


def filing_steps(data: DataSet, actor: Actor, clock: date | None) -> Iterator[Step]:
    """The plans as they were submitted, once everything that they hold is recorded.

    A data set that has no table of filings tells what bodies have submitted elsewhere: all of its
    plans count as submitted. Those submitted after `clock` are decided, and not submitted.
    """
    occasions = {row.word("kind", OccasionKind) for row in data.tables["occasions"]}
    if OccasionKind.PLAN not in occasions:
        return
    told = data.tables["filings"]
    yield step(
        told if told.rows else data.tables["plans"],
        (lambda row: _filing(row, clock)) if told.rows else _plan,
        lambda drafts: file_plans(actor=actor, year=data.year, filings=drafts),
    )


def is_late(data: DataSet, clock: date | None) -> bool:
    """Whether a plan of the data set was submitted after `clock`."""
    return any(_is_after(row, clock) for row in data.tables["filings"])


def _is_after(row: Row, clock: date | None) -> bool:
    submitted_on = row.day("submitted_on")
    return clock is not None and submitted_on is not None and submitted_on > clock


def _filing(row: Row, clock: date | None) -> FilingDraft:
    case = row.text("case_number")
    return FilingDraft(
        body=row.text("body"),
        label=row.text("label"),
        decision=(case, row.whole("item_no") or 1) if case else None,
        state=PlanState.DECIDED if _is_after(row, clock) else PlanState.SUBMITTED,
        basis=row.word("basis", Basis),
        source_ref=row.text("source_ref"),
        note=row.text("note"),
    )


def _plan(row: Row) -> FilingDraft:
    return FilingDraft(
        body=row.text("body"), label=row.text("label"), basis=row.word("basis", Basis)
    )

"""What the page of a body's budget shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enslinje.budget import breakdowns, statements
from enslinje.budget.breakdowns import Change, Dimension, Share
from enslinje.budget.words import kind_name
from enslinje.core.budget_terms import StatementSum
from enslinje.core.money import exact_mnkr
from enslinje.core.statements import COLUMNS
from enslinje.web.budget import bridges
from enslinje.web.budget.bridges import ShownBridge
from enslinje.web.budget.columns import of_transaction, transaction_cells
from enslinje.web.budget.ledgers import Ledger, decision_figure, decision_words, mnkr
from enslinje.web.budget.statements import ShownShare, ShownStatement, heads, shown_statement
from enslinje.web.downloads import Column, List
from enslinje.web.writing import Shown


@dataclass(frozen=True)
class ShownChange:
    """A transaction that touches a body, and what it gives each way."""

    number: int
    decision: str
    figure: str
    text: str
    kind: str
    income: Shown
    costs: Shown
    net: Shown


@dataclass(frozen=True)
class BodyBudgetPage:
    """A body's budget: its result budget, its lines, and what has changed it."""

    code: str
    name: str
    slug: str
    statement: ShownStatement
    bridge: ShownBridge
    changes: tuple[ShownChange, ...]
    heads: tuple[str, ...]
    lines: tuple[ShownShare, ...]
    has_shared: bool


def body_page(ledger: Ledger, code: str, query: Mapping[str, str]) -> BodyBudgetPage:
    """Return the page of the budget of the body with `code`."""
    mine = tuple(row for row in ledger.rows if row.body == code)
    found = statements.statement(ledger.year, body=code, on=ledger.on, rows=ledger.rows)
    lines = breakdowns.shares(mine, by=Dimension.LINE, place=StatementSum.NET_COST)
    return BodyBudgetPage(
        code=code,
        name=ledger.names.get(code, code),
        slug=ledger.slugs[code],
        statement=shown_statement(ledger, found, found),
        bridge=bridges.shown(ledger, query, code),
        changes=tuple(_change(one) for one in breakdowns.changes(mine, body=code)),
        heads=heads(found.phase),
        lines=tuple(_line(share) for share in lines if share.key),
        has_shared=any(row.split_basis for row in mine),
    )


def _change(change: Change) -> ShownChange:
    first = change.transaction
    return ShownChange(
        number=first.number,
        decision=decision_words(first.decision),
        figure=decision_figure(first),
        text=first.text,
        kind=kind_name(first.kind),
        income=mnkr(change.income, basis=change.basis),
        costs=mnkr(change.costs, basis=change.basis),
        net=mnkr(change.net, basis=change.basis),
    )


def _line(share: Share) -> ShownShare:
    cells: tuple[Shown, ...] = tuple(
        mnkr(share.amounts[column], basis=share.basis) for column in COLUMNS
    )
    return ShownShare(share.key, "", cells)


def changes_list(ledger: Ledger, code: str) -> List:
    """What has changed a body's budget, as a file, in exact mnkr."""
    return List(
        f"budget_{ledger.slugs[code]}",
        (
            *of_transaction(),
            Column("income", _("Intäkter, mnkr")),
            Column("costs", _("Kostnader, mnkr")),
            Column("net", _("Netto, mnkr")),
            Column("basis", _("Vilar på")),
        ),
        tuple(
            (
                *transaction_cells(change.transaction),
                *(exact_mnkr(one) for one in (change.income, change.costs, change.net)),
                change.basis.value,
            )
            for change in breakdowns.changes(ledger.rows, body=code)
        ),
    )

"""The columns of a file that tell which transaction a row is about."""

from django.utils.translation import gettext as _

from enslinje.budget.rows import PostingRow
from enslinje.budget.words import kind_name
from enslinje.rendering.csv_file import Cell
from enslinje.web.downloads import Column


def of_transaction() -> tuple[Column, ...]:
    """The heads, in the reader's language."""
    return (
        Column("transaction", _("Transaktion")),
        Column("kind", _("Slag")),
        Column("case_number", _("Ärende")),
        Column("decision_item", _("Punkt")),
        Column("decided_on", _("Beslutad")),
        Column("text", _("Vad")),
    )


def transaction_cells(row: PostingRow) -> tuple[Cell, ...]:
    """The cells under them, of the transaction that `row` is a posting of."""
    decision = row.decision
    return (
        *(row.number, kind_name(row.kind), decision.case_number),
        *(decision.item_no, decision.decided_on, row.text),
    )

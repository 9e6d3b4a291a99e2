"""What the preview of the council's budget shows."""

from dataclasses import dataclass

from enslinje.exchange.council_budget_files import BudgetPreview
from enslinje.exchange.faults import Fault
from enslinje.web.budget.ledgers import written
from enslinje.web.outturn.presenters import FAULTS_SHOWN, FaultLine, fault_lines, kr


@dataclass(frozen=True)
class SumLine:
    """What a file puts on an account: in mnkr as shown elsewhere, and to the öre."""

    account: str
    name: str
    bodies: int
    mnkr: str
    kr: str


@dataclass(frozen=True)
class CouncilReview:
    """What an import would do; the file's sums are in kronor, with its own signs, and tie."""

    file_name: str
    decision: str
    row_count: int
    file_kr: str
    placed_kr: str
    left_out_kr: str
    uncovered_kr: str
    sums: tuple[SumLine, ...]
    equity: str
    replaces: int
    replaces_words: str
    faults: tuple[FaultLine, ...]
    faults_more: int
    is_there: bool


def review_page(found: BudgetPreview) -> CouncilReview:
    """Return the page of a preview."""
    was = found.replaces
    return CouncilReview(
        file_name=found.asked.file.name,
        decision=_decision(found),
        row_count=found.row_count,
        file_kr=kr(found.file_ore),
        placed_kr=kr(found.placed_ore),
        left_out_kr=kr(found.left_out_ore),
        uncovered_kr=kr(found.uncovered_ore),
        sums=tuple(
            SumLine(one.account, one.name, one.bodies, written(one.ore), kr(one.ore))
            for one in found.sums
        ),
        equity=written(found.equity_ore) if found.equity_ore else "",
        replaces=was.number if was else 0,
        replaces_words=f"{was.text} {was.source_ref}".strip() if was else "",
        faults=fault_lines(found.faults),
        faults_more=max(0, len(found.faults) - FAULTS_SHOWN),
        is_there=found.is_there,
    )


def unreadable_page(name: str, faults: tuple[Fault, ...]) -> CouncilReview:
    """Return the page of a file that cannot be read: its faults, and nothing to confirm."""
    more = max(0, len(faults) - FAULTS_SHOWN)
    nothing = ("", 0, "", "", "", "")
    return CouncilReview(name, *nothing, (), "", 0, "", fault_lines(faults), more, is_there=False)


def _decision(found: BudgetPreview) -> str:
    case, item = found.asked.decision
    return f"{case}, {item}"

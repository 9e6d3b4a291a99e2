"""What the operations of filing take. Bodies and decisions are named by codes."""

from dataclasses import dataclass

from enslinje.core.terms import Basis, PlanState
from enslinje.core.versions import UNSEEN, Seen


@dataclass(frozen=True, kw_only=True)
class StageDraft:
    """A step of a body's plan of a year. `seen` is the stage that was seen, as everywhere.

    `decision` names a checked decision of the body: its case number and the number of its item.
    """

    body: str
    seen: Seen = UNSEEN
    decision: tuple[str, int] | None = None
    reason: str = ""
    basis: Basis = Basis.STATED


@dataclass(frozen=True, kw_only=True)
class FilingDraft:
    """A plan that was decided and submitted elsewhere, as a load tells of it.

    Without a decision the data set tells of none. `state` is `SUBMITTED`, or `DECIDED` of a plan
    that its body has decided and not handed in.
    """

    body: str
    basis: Basis
    label: str = ""
    decision: tuple[str, int] | None = None
    state: PlanState = PlanState.SUBMITTED
    source_ref: str = ""
    note: str = ""

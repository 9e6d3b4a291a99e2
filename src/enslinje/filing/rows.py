"""What is read of plans on their way, and of plans as they were submitted."""

from dataclasses import dataclass
from datetime import date, datetime

from enslinje.core.terms import Basis, PlanState


@dataclass(frozen=True, slots=True)
class DecisionRef:
    """The decision by which a body decided its plan."""

    case_number: str
    item_no: int
    decided_on: date | None
    paragraph: str


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Whether the draft of a body's plan is shared, and the change sets that filed it, in order."""

    is_shared: bool = False
    filings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StageRow:
    """Where a body's plan stands; `fact` is None of a draft that nobody has moved yet.

    `approved_in` is the change set that approved it; `at` and `by` tell of the last step.
    """

    body: str
    state: PlanState
    fact: int | None = None
    decision: DecisionRef | None = None
    approved_in: int | None = None
    reason: str = ""
    at: datetime | None = None
    by: str = ""
    basis: Basis = Basis.STATED


@dataclass(frozen=True, slots=True)
class FilingRow:
    """A plan as it was submitted: the change set that it is frozen by, and the hash of all of it.

    `id` stands on the receipt and is one for ever.
    """

    id: int
    body: str
    year: int
    number: int
    change_set: int
    at: datetime
    by: str
    content_sha256: str
    rows: int
    decision: DecisionRef | None
    is_editorial: bool
    reason: str
    basis: Basis
    source_ref: str
    note: str

"""What is read of the organisation for a year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from enslinje.core.origins import Origin
from enslinje.core.policy import Role
from enslinje.core.terms import (
    BodyKind,
    Callable,
    CountsAs,
    DecisionOutcome,
    EventKind,
    GroupMembership,
    OccasionKind,
    OccasionState,
    PlanPart,
)
from enslinje.journal.models import Counted


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body as it is at the end of the year; `parent` is a code or empty."""

    code: str
    slug: str
    kind: BodyKind
    callable: Callable
    official_name: str
    short_name: str
    parent: str
    is_open: bool
    counts_as: CountsAs
    origin: Origin


@dataclass(frozen=True, slots=True)
class Register:
    """Who counts as what in a year: the denominators of every "n av 31". Codes, in order."""

    year: int
    committees: tuple[str, ...]
    companies: tuple[str, ...]

    @property
    def counted(self) -> tuple[str, ...]:
        """Committees and companies."""
        return self.committees + self.companies


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of bodies. `members` are sorted codes, None when they are not known."""

    code: str
    name: str
    membership: GroupMembership
    members: tuple[str, ...] | None
    stated_size: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class OccasionRow:
    """A reporting occasion of the year. `due_at` is the last instant that is in time.

    `parts` are those of the plan that it is about, none for all of it; `bodies` the codes of
    those that take part, sorted; `edition` the id of the row that says all but these.
    """

    kind: OccasionKind
    name: str
    opens_at: datetime | None
    due_at: datetime | None
    reference_at: datetime | None
    state: OccasionState
    parts: tuple[PlanPart, ...] = ()
    bodies: tuple[str, ...] = ()
    edition: int = 0


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    """A later due instant that one body has been given, and why."""

    year: int
    kind: OccasionKind
    body: str
    due_at: datetime | None
    extended_due_at: datetime
    reason: str
    given_by: str
    given_at: datetime
    fact: int


@dataclass(frozen=True, slots=True)
class LockOpeningRow:
    """A lock that is open for a person or a role of a body. Of `person` and `role` one is set."""

    year: int
    kind: OccasionKind
    body: str
    person: str
    role: Role | None
    parts: tuple[PlanPart, ...]
    ends_at: datetime
    reason: str
    given_by: str
    given_at: datetime
    fact: int


@dataclass(frozen=True, slots=True)
class Gate:
    """Which bodies may state things for a year just now: all, or those with an exception."""

    is_open: bool
    extended_to: frozenset[str]

    def is_open_to(self, body: str) -> bool:
        """Whether `body` may, by the occasion itself or by an exception of its own."""
        return self.is_open or body in self.extended_to


@dataclass(frozen=True, slots=True)
class YearClock:
    """How far the record of a year has come: its `pulse` grows with every write that touches it.

    `version` does so with every write that its picture shows, and is the pulse of all else.
    `occasion` and `reference_at` are those of its reconciliation, where there is one. `counted` is
    what the pulses counted then, where that was asked for.
    """

    version: int
    pulse: int
    occasion: str
    reference_at: datetime | None
    counted: Mapping[Counted, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happens in the year, at `instant` by UTC and on `day` by Swedish clocks.

    `week` is the ISO week, of `week_year`; `weekday` 1 for Monday. A decision has a day alone.
    `body` is a code, or empty for what is about all that take part. `uid` is the same for ever;
    `revision` counts changes, the latest at `changed_at`.
    """

    uid: str
    kind: EventKind
    instant: datetime
    day: date
    week_year: int
    week: int
    weekday: int
    is_whole_day: bool
    occasion: OccasionKind | None
    name: str
    body: str
    reason: str
    revision: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision item: who decides, and what was decided, None until it is."""

    pk: int
    case_number: str
    item_no: int
    decided_by: str
    decider_kind: BodyKind
    outcome: DecisionOutcome | None
    decided_on: date | None
    subject: str
    source_ref: str
    is_checked: bool

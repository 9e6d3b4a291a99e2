"""What the operations of organisation take: bodies, occasions, decisions, people and more.

Bodies, groups and occasions are named by their codes. `seen` is the id of the current row that the
writer saw, `None` for an empty place and `UNSEEN` when nothing is to be compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from enslinje.core.marking import Marking
from enslinje.core.policy import Role
from enslinje.core.terms import (
    Basis,
    BodyKind,
    Callable,
    DecisionOutcome,
    FileKind,
    GroupMembership,
    OccasionKind,
    OccasionState,
    PlanPart,
)
from enslinje.core.versions import UNSEEN, Seen

SINCE_ALWAYS = date(1900, 1, 1)
"""First day of what was there before anybody wrote it down."""


@dataclass(frozen=True, kw_only=True)
class BodyDraft:
    """A body, and what it is called from a day on.

    `parent` may be a body of the same batch. An empty `slug` is made of the short name.
    """

    code: str
    kind: BodyKind
    official_name: str
    short_name: str
    basis: Basis
    parent: str = ""
    callable: Callable = Callable.NOT_AT_ALL
    valid_from: date = SINCE_ALWAYS
    is_open: bool = True
    slug: str = ""
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class BodyChangeDraft:
    """What is different of a body from a day on; what is None stays as it is.

    An empty `parent` is nobody above it. A new `slug` takes the place of the old address, which
    is remembered. `seen` is the body's latest edition.
    """

    body: str
    valid_from: date
    basis: Basis
    official_name: str | None = None
    short_name: str | None = None
    parent: str | None = None
    slug: str | None = None
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class SuccessionDraft:
    """Bodies that others follow from a day on: several into one, or one into several.

    `seen` has the latest edition of each predecessor, by its code, as the writer saw it.
    """

    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    on_date: date
    basis: Basis
    seen: Mapping[str, Seen] = field(default_factory=dict)
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class GroupDraft:
    """A named group of bodies and its members for one year.

    A closed group has `members`, or is `base_group` without `exclusions`. An open one has
    neither: its members are not known and it is never expanded. `base_group` may be a group of
    the same batch. `stated_size` is the number that a source gives, to compare with. `seen` is the
    last change set that touched the group in the year.
    """

    code: str
    name: str
    membership: GroupMembership
    basis: Basis
    members: tuple[str, ...] = ()
    base_group: str = ""
    exclusions: tuple[str, ...] = ()
    stated_size: int | None = None
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class AliasDraft:
    """A spelling of a body or of a group: exactly one of the two."""

    text: str
    basis: Basis
    body: str = ""
    group: str = ""
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class OccasionBodyDraft:
    """A body that takes part in an occasion, and a later instant when it has been given one."""

    body: str
    extended_due_at: datetime | None = None
    reason: str = ""
    seen: Seen = UNSEEN


@dataclass(frozen=True, kw_only=True)
class OccasionDraft:
    """A reporting occasion of a year. Instants carry a time zone; what is not known is None.

    `due_at` is the last instant that is in time. `reference_at` is the instant whose picture the
    occasion is about. `parts` are those of the plan that it is about; none leaves what is said.
    `seen` is the edition that its writer saw.
    """

    year: int
    kind: OccasionKind
    name: str
    opens_at: datetime | None = None
    due_at: datetime | None = None
    reference_at: datetime | None = None
    state: OccasionState = OccasionState.PLANNED
    bodies: tuple[OccasionBodyDraft, ...] = ()
    parts: tuple[PlanPart, ...] = ()
    seen: Seen = UNSEEN


@dataclass(frozen=True, kw_only=True)
class OccasionEditionDraft:
    """All that is said of an occasion itself, to come in the place of what was said before."""

    name: str
    state: OccasionState
    opens_at: datetime | None = None
    due_at: datetime | None = None
    reference_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class LockOpeningDraft:
    """Whom the lock of a body is opened for: a person or everybody with a role, until an instant.

    `ends_at` is the last instant. No `parts` are all that the occasion is about.
    """

    body: str
    ends_at: datetime
    reason: str
    person: str = ""
    role: Role | None = None
    parts: tuple[PlanPart, ...] = ()
    seen: Seen = UNSEEN


@dataclass(frozen=True, kw_only=True)
class CaseRegisterDraft:
    """A case register: who keeps it, and its prefix, such as "KS".

    Cases are opened in it from `opened_on` up to `closed_on`, the first day it takes none.
    """

    body: str
    prefix: str
    basis: Basis
    opened_on: date = SINCE_ALWAYS
    closed_on: date | None = None
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DecisionDraft:
    """One item of a case, and what was decided: `None` until it is.

    `recorded_by` and `checked_by` are codes of two different persons. A load may bring both; a
    person leaves `checked_by` empty, and another checks it later. `paragraph` is that of the
    minutes, "§ 12"; `reservations` who had another opinion, as the minutes have it.
    """

    case_number: str
    item_no: int
    decided_by: str
    subject: str
    recorded_by: str
    basis: Basis
    checked_by: str = ""
    outcome: DecisionOutcome | None = None
    decided_on: date | None = None
    minutes_approved_on: date | None = None
    paragraph: str = ""
    reservations: str = ""
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckDraft:
    """A decision item that waits for a check. `seen` is the id of the record that was read.

    `reason` says why it is sent back.
    """

    case_number: str
    item_no: int
    seen: Seen = UNSEEN
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class NumberCorrectionDraft:
    """A checked decision item whose case number is wrong, the right one, and how one knows."""

    case_number: str
    item_no: int
    corrected: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FileDraft:
    """A file to belong to a decision item. Without a `marking` it is marked as its kind is."""

    case_number: str
    item_no: int
    kind: FileKind
    title: str
    marking: Marking | None = None
    secrecy_ground: str = ""


@dataclass(frozen=True, kw_only=True)
class InvitationDraft:
    """Somebody who is to sign in: the code that the record names, and where a link is sent.

    Only a load opens accounts for the demo.
    """

    code: str
    email: str = ""
    is_demo: bool = False


@dataclass(frozen=True, kw_only=True)
class RoleDraft:
    """A role of a person from a day on, up to `valid_to` or until it is ended.

    `body` is empty for the roles of the whole group, and only for them.
    """

    person: str
    role: Role
    valid_from: date
    body: str = ""
    valid_to: date | None = None
    seen: Seen = UNSEEN


@dataclass(frozen=True, kw_only=True)
class HeldRoleDraft:
    """A role that is there: to be confirmed, or ended from the day `on`."""

    person: str
    role: Role
    body: str = ""
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class DeputyDraft:
    """Who takes over `person`'s tasks and roles from a day up to another, and why."""

    person: str
    deputy: str
    valid_from: date
    valid_to: date
    reason: str
    seen: Seen = UNSEEN

"""What the operations of plans take. Bodies, groups, goals and activities are named by codes."""

from dataclasses import dataclass
from datetime import date

from enslinje.core.terms import (
    ActivityState,
    Audience,
    Basis,
    CommentSubject,
    ContributionState,
    Criterion,
    OwnerKind,
    PartyRole,
    SectionScope,
    WorkState,
)
from enslinje.core.versions import UNSEEN, Seen


@dataclass(frozen=True, kw_only=True)
class PlanDraft:
    """A plan of a body. A body may have several, told apart by `label`."""

    body: str
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class ContributionDraft:
    """What a body says of a goal in its plan, and the criterion it is counted by."""

    body: str
    goal: str
    state: ContributionState
    criterion: Criterion
    basis: Basis
    text: str = ""
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PartyDraft:
    """A body or a group that takes part in an activity: exactly one of the two."""

    basis: Basis
    body: str = ""
    group: str = ""
    role: PartyRole = PartyRole.PARTICIPANT


@dataclass(frozen=True, kw_only=True)
class ActivityGoalDraft:
    """A goal that an activity serves."""

    goal: str
    basis: Basis


@dataclass(frozen=True, kw_only=True)
class ResponsibleDraft:
    """Who of a body sees to an activity: the code of a person, "" for nobody any more."""

    body: str
    person: str = ""


@dataclass(frozen=True, kw_only=True)
class ActivityDraft:
    """A planned piece of work as it reads for a year: its goals and parties replace earlier ones.

    One that bodies and groups share has `OwnerKind.GROUP` and all of them as parties. Without
    `responsible` whoever sees to it goes on; `responsible_function` is said anew each time.
    """

    code: str
    title: str
    owner_kind: OwnerKind
    basis: Basis
    goals: tuple[ActivityGoalDraft, ...] = ()
    parties: tuple[PartyDraft, ...] = ()
    state: ActivityState = ActivityState.PLANNED
    responsible_function: str = ""
    responsible: ResponsibleDraft | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class TaggedActivityDraft:
    """An activity and the themes it has: these and no others.

    `seen` is the last change set that put a theme on it or took one off.
    """

    activity: str
    basis: Basis
    themes: tuple[str, ...] = ()
    seen: Seen = UNSEEN
    source_ref: str = ""


@dataclass(frozen=True, kw_only=True)
class SectionDraft:
    """A section as the office asks for it in a year. `guidance` says what to write."""

    code: str
    heading: str
    basis: Basis
    guidance: str = ""
    sort_order: int = 0
    scope: SectionScope = SectionScope.ALL
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class EndedSectionDraft:
    """A section that the plans of a year are no longer to have."""

    code: str
    seen: Seen = UNSEEN


@dataclass(frozen=True, kw_only=True)
class SectionTextDraft:
    """What a body writes in a section, in Markdown, and how far it has come with it."""

    body: str
    section: str
    text: str
    basis: Basis
    state: WorkState = WorkState.STARTED
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CommentDraft:
    """A comment on a body's plan, or an answer in the thread with that code.

    `code` is its own for ever. An answer is about what its thread is about, for whom its thread is.
    `subject` is the code of a section, a goal, an activity or an indicator; of a cell with its
    column, `IND18/reason`.
    """

    code: str
    body: str
    text: str
    thread: str = ""
    subject_kind: CommentSubject = CommentSubject.SECTION
    subject: str = ""
    audience: Audience = Audience.INTERNAL


@dataclass(frozen=True, kw_only=True)
class OwnCommentDraft:
    """A comment of one's own that is to say something else, or to be taken away."""

    code: str
    body: str
    text: str = ""
    seen: Seen = UNSEEN


@dataclass(frozen=True, kw_only=True)
class ThreadDraft:
    """A thread of comments that is resolved, or open again."""

    thread: str
    body: str
    is_resolved: bool
    seen: Seen = UNSEEN

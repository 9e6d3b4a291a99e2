"""Who may do what: one table of role × action × relation × occasion, and nothing else decides.

`docs/policy.md` is made from the table by `make policy`, and the tests hold it, cell by cell,
against a table that was written independently of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from enslinje.core.errors import Refusal
from enslinje.core.terms import OccasionState


class NotAllowed(Refusal):
    """The policy gives the actor no right to what was asked."""


class Role(StrEnum):
    """What somebody is to a body, or to the whole group."""

    READER = "reader"
    EDITOR = "editor"
    APPROVER = "approver"
    SECRETARY = "secretary"
    POLITICIAN = "politician"
    REGISTRAR = "registrar"
    GROUP_CONTROLLER = "group_controller"
    STRATEGIST = "strategist"
    FINANCE_OFFICER = "finance_officer"
    BOARD_SECRETARY = "board_secretary"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    PUBLIC = "public"


class Relation(StrEnum):
    """What the body that is acted on is to the body of the role."""

    OWN = "own"
    CHILD = "child"
    PARENT = "parent"
    SIBLING = "sibling"
    FOREIGN = "foreign"
    WHOLE_GROUP = "whole_group"


class Standing(StrEnum):
    """How an occasion stands to a body: its state, or the body's own exception from it."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    LOCKED = "locked"
    EXTENDED = "extended"
    EXEMPTED = "exempted"


class Action(StrEnum):
    """Everything somebody can want to do."""

    VIEW_PUBLIC = "view_public"
    VIEW_WORK = "view_work"
    VIEW_DRAFT = "view_draft"
    VIEW_PLAN_TEXT = "view_plan_text"
    VIEW_SECRET = "view_secret"  # noqa: S105 — an action, no password.
    VIEW_HISTORY = "view_history"
    VIEW_MEMBERS = "view_members"
    VIEW_DECISIONS = "view_decisions"
    STATE_TARGET = "state_target"
    STATE_CONTRIBUTION = "state_contribution"
    PLAN_ACTIVITY = "plan_activity"
    WRITE_SECTION = "write_section"
    COMMENT = "comment"
    COMMENT_SHARED = "comment_shared"
    STATE_PLAN_BUDGET = "state_plan_budget"
    RECORD_MEASUREMENT = "record_measurement"
    RESTORE_FACT = "restore_fact"
    CHANGE_MARKING = "change_marking"
    PREPARE_PLAN = "prepare_plan"
    APPROVE_PLAN = "approve_plan"
    SUBMIT_PLAN = "submit_plan"
    SHARE_DRAFT = "share_draft"
    ASK_COMPANY = "ask_company"
    REVIEW_PLAN = "review_plan"
    JUDGE_GOAL = "judge_goal"
    JUDGE_INDICATOR = "judge_indicator"
    SET_GOAL = "set_goal"
    DEFINE_INDICATOR = "define_indicator"
    DEFINE_BASE_METRIC = "define_base_metric"
    LAY_DUTY = "lay_duty"
    SET_COUNCIL_TARGET = "set_council_target"
    EDIT_MASTER_DATA = "edit_master_data"
    MANAGE_OCCASIONS = "manage_occasions"
    PREPARE_YEAR = "prepare_year"
    EXTEND_OCCASION = "extend_occasion"
    OPEN_LOCK = "open_lock"
    RECORD_DECISION = "record_decision"
    CHECK_DECISION = "check_decision"
    KEEP_FILES = "keep_files"
    STATE_PETITION = "state_petition"
    ENDORSE_PETITION = "endorse_petition"
    POST_TRANSACTION = "post_transaction"
    KEEP_ACCOUNTS = "keep_accounts"
    INVITE_PERSON = "invite_person"
    GRANT_ROLE = "grant_role"
    CONFIRM_ROLE = "confirm_role"
    NAME_DEPUTY = "name_deputy"


CENTRAL_ROLES = frozenset(
    {
        Role.STRATEGIST,
        Role.FINANCE_OFFICER,
        Role.BOARD_SECRETARY,
        Role.ADMINISTRATOR,
        Role.AUDITOR,
    }
)
"""Roles that are held for the whole group; the others, the public aside, are held for a body."""

BODY_ROLES = frozenset(Role) - CENTRAL_ROLES - {Role.PUBLIC}

PREPARERS = frozenset({Role.EDITOR, Role.APPROVER})
"""Who prepares a body's own plan, and therefore neither reviews nor judges it."""

TWO_PERSON_ROLES = frozenset(
    {
        Role.APPROVER,
        Role.SECRETARY,
        Role.STRATEGIST,
        Role.FINANCE_OFFICER,
        Role.BOARD_SECRETARY,
        Role.ADMINISTRATOR,
    }
)
"""Roles that write decisions or money, or hand such roles out: one grants, another confirms."""

GRANTED_BY_APPROVERS = frozenset({Role.READER, Role.EDITOR, Role.POLITICIAN, Role.REGISTRAR})
"""What the head of an administration may grant for the own body. The rest is for the centre."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A role that somebody holds just now, for `body` or, when that is empty, the whole group.

    `deputy_for` is whose role it is, when it is held as that person's deputy.
    """

    role: Role
    body: str = ""
    deputy_for: str = ""


@dataclass(frozen=True, slots=True)
class Right:
    """One row of the table: which roles may, towards whom, and how the occasion must stand."""

    action: Action
    standings: frozenset[Standing]
    roles: Mapping[Role, frozenset[Relation]]
    never_by_preparer: bool = False


_Relations = frozenset[Relation]

OWN: _Relations = frozenset({Relation.OWN})
CHILD: _Relations = frozenset({Relation.CHILD})
GROUP: _Relations = frozenset({Relation.WHOLE_GROUP})
ALL: _Relations = frozenset(Relation)

ALWAYS = frozenset(Standing)
TAKING = frozenset({Standing.OPEN, Standing.EXTENDED, Standing.EXEMPTED})
"""The occasion takes what bodies state: it is open, or the body has an exception of its own."""

UNLOCKED = ALWAYS - {Standing.LOCKED}


def _right(
    action: Action,
    *grants: Mapping[Role, frozenset[Relation]],
    when: frozenset[Standing] = ALWAYS,
    never_by_preparer: bool = False,
) -> Right:
    roles = {role: relations for grant in grants for role, relations in grant.items()}
    return Right(action, when, roles, never_by_preparer)


# What several rows have in common.
_EVERYBODY = dict.fromkeys(Role, ALL)
_CENTRE_READS = dict.fromkeys((Role.STRATEGIST, Role.FINANCE_OFFICER, Role.AUDITOR), ALL)
_BODY_READS = dict.fromkeys(
    (Role.READER, Role.EDITOR, Role.APPROVER, Role.SECRETARY, Role.REGISTRAR), OWN
) | {Role.GROUP_CONTROLLER: OWN | CHILD}
_BODY = {Role.EDITOR: OWN}
_OFFICE = {Role.STRATEGIST: GROUP}
_OFFICE_FOR_BODIES = {Role.STRATEGIST: ALL}

RIGHTS: tuple[Right, ...] = (
    # What is seen.
    _right(Action.VIEW_PUBLIC, _EVERYBODY),
    _right(Action.VIEW_WORK, _BODY_READS, _CENTRE_READS),
    # The centre sees how far a plan has come, and its contents once it is submitted or shared.
    _right(Action.VIEW_DRAFT, _BODY_READS, {Role.POLITICIAN: OWN}, {Role.AUDITOR: ALL}),
    # What a body has not filed is its own: the office sees that it is being written, not what.
    _right(
        Action.VIEW_PLAN_TEXT,
        dict.fromkeys(BODY_ROLES, OWN),
        {Role.AUDITOR: ALL},
    ),
    _right(
        Action.VIEW_SECRET,
        dict.fromkeys((Role.EDITOR, Role.APPROVER, Role.SECRETARY, Role.REGISTRAR), OWN),
        {Role.STRATEGIST: GROUP, Role.BOARD_SECRETARY: GROUP, Role.AUDITOR: ALL},
    ),
    _right(Action.VIEW_HISTORY, _BODY_READS, _CENTRE_READS),
    _right(Action.VIEW_MEMBERS, _BODY_READS, _CENTRE_READS, {Role.ADMINISTRATOR: ALL}),
    _right(
        Action.VIEW_DECISIONS,
        _BODY_READS,
        {Role.POLITICIAN: OWN, Role.BOARD_SECRETARY: ALL},
        _CENTRE_READS,
    ),
    # What a body says of itself.
    _right(Action.STATE_TARGET, _BODY, when=TAKING),
    _right(Action.STATE_CONTRIBUTION, _BODY, when=TAKING),
    _right(Action.PLAN_ACTIVITY, _BODY, _OFFICE),
    _right(Action.WRITE_SECTION, _BODY, when=TAKING),
    # What is internal stays in the body; what is shared the office reads and answers too.
    _right(Action.COMMENT, dict.fromkeys(_BODY_READS, OWN)),
    _right(
        Action.COMMENT_SHARED,
        _BODY_READS,
        dict.fromkeys((Role.STRATEGIST, Role.FINANCE_OFFICER), ALL),
    ),
    _right(Action.STATE_PLAN_BUDGET, _BODY, when=TAKING),
    _right(Action.RECORD_MEASUREMENT, _BODY, _OFFICE_FOR_BODIES),
    _right(Action.RESTORE_FACT, _BODY, _OFFICE, when=TAKING),
    _right(Action.CHANGE_MARKING, _BODY, {Role.REGISTRAR: OWN}, _OFFICE),
    # Its plan on the way to being submitted. What its committee decided is recorded further down.
    _right(Action.PREPARE_PLAN, dict.fromkeys(PREPARERS, OWN)),
    _right(Action.APPROVE_PLAN, {Role.APPROVER: OWN}),
    _right(Action.SUBMIT_PLAN, {Role.APPROVER: OWN}, when=TAKING),
    _right(Action.SHARE_DRAFT, {Role.APPROVER: OWN}),
    # What is asked of a body, and thought of what it says.
    _right(Action.ASK_COMPANY, {Role.GROUP_CONTROLLER: CHILD}),
    _right(
        Action.REVIEW_PLAN,
        {Role.GROUP_CONTROLLER: CHILD},
        _OFFICE_FOR_BODIES,
        never_by_preparer=True,
    ),
    _right(Action.JUDGE_GOAL, _OFFICE_FOR_BODIES, when=UNLOCKED, never_by_preparer=True),
    _right(Action.JUDGE_INDICATOR, _OFFICE_FOR_BODIES, never_by_preparer=True),
    # What the year is about. A body has goals and indicators of its own.
    _right(Action.SET_GOAL, _BODY, _OFFICE),
    _right(Action.DEFINE_INDICATOR, _BODY, _OFFICE),
    _right(Action.DEFINE_BASE_METRIC, {Role.BOARD_SECRETARY: GROUP}),
    _right(Action.LAY_DUTY, _OFFICE_FOR_BODIES),
    _right(Action.SET_COUNCIL_TARGET, _OFFICE),
    _right(Action.EDIT_MASTER_DATA, _OFFICE_FOR_BODIES),
    _right(Action.MANAGE_OCCASIONS, _OFFICE),
    _right(Action.PREPARE_YEAR, _OFFICE),
    _right(Action.EXTEND_OCCASION, _OFFICE_FOR_BODIES),
    _right(Action.OPEN_LOCK, _OFFICE_FOR_BODIES),
    # What is decided: recorded from approved minutes by one, checked by another.
    _right(Action.RECORD_DECISION, {Role.SECRETARY: OWN, Role.BOARD_SECRETARY: GROUP}),
    _right(
        Action.CHECK_DECISION,
        {Role.SECRETARY: OWN, Role.REGISTRAR: OWN, Role.BOARD_SECRETARY: ALL},
    ),
    _right(
        Action.KEEP_FILES,
        {Role.SECRETARY: OWN, Role.REGISTRAR: OWN, Role.BOARD_SECRETARY: GROUP},
    ),
    # Money: asked by the body, endorsed by the office, posted as it was decided.
    _right(Action.STATE_PETITION, _BODY, when=TAKING),
    _right(Action.ENDORSE_PETITION, {Role.FINANCE_OFFICER: ALL}, never_by_preparer=True),
    _right(Action.POST_TRANSACTION, {Role.FINANCE_OFFICER: GROUP}),
    _right(Action.KEEP_ACCOUNTS, {Role.FINANCE_OFFICER: GROUP}),
    # Who is let in.
    _right(Action.INVITE_PERSON, {Role.ADMINISTRATOR: GROUP}),
    _right(Action.GRANT_ROLE, {Role.ADMINISTRATOR: ALL, Role.APPROVER: OWN}),
    _right(
        Action.CONFIRM_ROLE,
        {Role.ADMINISTRATOR: ALL, Role.BOARD_SECRETARY: ALL, Role.APPROVER: OWN},
    ),
    _right(Action.NAME_DEPUTY, {Role.ADMINISTRATOR: ALL}),
)
TABLE: Mapping[Action, Right] = {right.action: right for right in RIGHTS}

PUBLIC = Holding(Role.PUBLIC)
"""What everybody holds, signed in or not."""


def permits(role: Role, action: Action, relation: Relation, standing: Standing) -> bool:
    """Return one cell of the table."""
    right = TABLE[action]
    return relation in right.roles.get(role, frozenset()) and admits(action, standing)


def admits(action: Action, standing: Standing) -> bool:
    """Whether an occasion that stands so takes the action at all, whoever asks."""
    return standing in TABLE[action].standings


def allows(
    holdings: Iterable[Holding],
    action: Action,
    *,
    body: str = "",
    parents: Mapping[str, str],
    standing: Standing = Standing.OPEN,
) -> bool:
    """Whether somebody with these roles may do `action` to `body`, "" for the whole group.

    `parents` gives each body's parent, "" or nothing when it has none.
    """
    return any(granting(holdings, action, body=body, parents=parents, standing=standing))


def granting(
    holdings: Iterable[Holding],
    action: Action,
    *,
    body: str = "",
    parents: Mapping[str, str],
    standing: Standing = Standing.OPEN,
) -> tuple[Holding, ...]:
    """Return those of the holdings, and the public's, that let somebody do `action` to `body`."""
    held = (*holdings, PUBLIC)
    if TABLE[action].never_by_preparer and any(
        one.role in PREPARERS and one.body == body for one in held
    ):
        return ()
    return tuple(
        one
        for one in held
        if permits(one.role, action, relation(one.body, body, parents), standing)
    )


def relation(holder: str, body: str, parents: Mapping[str, str]) -> Relation:
    """Return what `body` is to `holder`, the body of a role; "" is the whole group in both."""
    if not body:
        return Relation.WHOLE_GROUP
    if body == holder:
        return Relation.OWN
    above_holder, above_body = parents.get(holder, ""), parents.get(body, "")
    if holder and above_body == holder:
        return Relation.CHILD
    if above_holder == body:
        return Relation.PARENT
    return Relation.SIBLING if above_body and above_body == above_holder else Relation.FOREIGN


def needs_two(role: Role, *, person: str, granted_by: str) -> bool:
    """Whether another person must confirm before the role holds: nobody gives a role to oneself."""
    return role in TWO_PERSON_ROLES or person == granted_by


def is_second_person(person: str, *, first: str) -> bool:
    """Whether somebody may check what `first` has recorded: nobody checks one's own record."""
    return person != first


def standing_of(
    state: OccasionState, *, is_past: bool, has_later: bool = False, is_exempted: bool = False
) -> Standing:
    """Return how an occasion stands to a body.

    Args:
        state: what the office has said.
        is_past: the instant is after the occasion's due instant, which is itself in time.
        has_later: the body has been given a later due instant, which is not past.
        is_exempted: the lock has been opened for whoever asks, until an instant not past.
    """
    if state is OccasionState.LOCKED and is_exempted:
        return Standing.EXEMPTED
    if state is not OccasionState.OPEN:
        return Standing(state.value)
    if not is_past:
        return Standing.OPEN
    return Standing.EXTENDED if has_later else Standing.CLOSED

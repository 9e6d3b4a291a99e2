"""The closed vocabularies of the domain: an enum each, values as stored and printed in JSON."""

from enum import StrEnum


class BodyKind(StrEnum):
    """What a body is (organ)."""

    COUNCIL = "council"
    EXECUTIVE_BOARD = "executive_board"
    FUNCTIONAL_COMMITTEE = "functional_committee"
    DISTRICT_COMMITTEE = "district_committee"
    AUDITORS = "auditors"
    PARENT_COMPANY = "parent_company"
    COMPANY = "company"
    JOINT_AUTHORITY = "joint_authority"
    OFFICE = "office"
    ORG_UNIT = "org_unit"
    BOARD_COMMITTEE = "board_committee"
    NETWORK = "network"


class CountsAs(StrEnum):
    """As what a body is counted in "n av N" for a year."""

    COMMITTEE = "committee"
    COMPANY = "company"
    NONE = "none"


class Callable(StrEnum):
    """How the executive board can reach a body with a call."""

    DIRECTLY = "directly"
    VIA_PARENT = "via_parent"
    NOT_AT_ALL = "not_at_all"


class IndicatorKind(StrEnum):
    """Who laid the indicator, and whether it has targets at all."""

    COUNCIL = "council"
    MANDATORY = "mandatory"
    BODY = "body"
    BASE_METRIC = "base_metric"


class UnitKind(StrEnum):
    """What kind of number a unit of measure is."""

    COUNT = "count"
    PERCENT = "percent"
    INDEX = "index"
    AMOUNT = "amount"
    YES_NO = "yes_no"


class Polarity(StrEnum):
    """Which way is better: for trend and ambition, never for reaching a target."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class RollUp(StrEnum):
    """How the bodies' values become one of the whole group. Never chosen silently."""

    SUM = "sum"
    MEAN = "mean"
    WEIGHTED_MEAN = "weighted_mean"
    RATIO = "ratio"
    MIN = "min"
    MAX = "max"
    SPAN = "span"
    SINGLE = "single"
    CENTRAL = "central"
    NONE = "none"


class Kind(StrEnum):
    """What somebody states for a year."""

    NUMBER = "number"
    INTERVAL = "interval"
    CHANGE = "change"
    YES_NO = "yes_no"
    PENDING = "pending"
    NOT_RELEVANT = "not_relevant"
    MISSING = "missing"


class Form(StrEnum):
    """What reaching a number means."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"


class Change(StrEnum):
    """A target in words: against the last outcome."""

    INCREASE = "increase"
    KEEP = "keep"
    DECREASE = "decrease"


class Sex(StrEnum):
    """Whom a value is about."""

    ALL = "all"
    WOMEN = "women"
    MEN = "men"


class MeasurementKind(StrEnum):
    """Something measured, or what somebody expects to be measured."""

    OUTCOME = "outcome"
    FORECAST = "forecast"


class OutcomeSource(StrEnum):
    """Who measures."""

    BODIES = "bodies"
    CENTRAL = "central"


class Frequency(StrEnum):
    """How often an indicator is measured."""

    YEARLY = "yearly"
    TERTIAL = "tertial"
    MONTHLY = "monthly"


class Nature(StrEnum):
    """Whether the council's figure is a target or an ambition without that name."""

    TARGET = "target"
    AMBITION = "ambition"


class Basis(StrEnum):
    """What a fact rests on, from the strongest to the weakest."""

    STATED = "stated"
    SOURCE = "source"
    INFERRED = "inferred"
    KNOWLEDGE = "knowledge"
    INVENTED = "invented"

    @property
    def weakness(self) -> int:
        """0 for the strongest; the weakest basis of several is the one with the highest."""
        return list(Basis).index(self)


class Status(StrEnum):
    """How an aggregated target stands to the council's (indikatorer uppnås)."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    NO_COUNCIL_TARGET = "no_council_target"
    PENDING = "pending"
    WITHHELD = "withheld"


class Ambition(StrEnum):
    """A target held against the outcome known when it was stated."""

    RAISED = "raised"
    KEPT = "kept"
    LOWERED = "lowered"


class Grade(StrEnum):
    """How far a goal is attained (mål uppfylls)."""

    ATTAINED = "attained"
    PARTLY_ATTAINED = "partly_attained"
    NOT_ATTAINED = "not_attained"


class ContributionState(StrEnum):
    """What a body has said of a goal in its plan."""

    STATED = "stated"
    NOT_STATED = "not_stated"
    NOT_RELEVANT = "not_relevant"


class Criterion(StrEnum):
    """What it takes to count as contributing; the office may use a wider one for a goal."""

    STATED_IN_WHAT_WAY = "stated_in_what_way"
    DESCRIBED_OR_OWN_GOALS = "described_or_own_goals"


class Relevance(StrEnum):
    """What the centre says of a body and a goal: nothing said is an open pair."""

    EXPECTED = "expected"
    NOT_RELEVANT = "not_relevant"


class ThemeKind(StrEnum):
    """What kind of theme goes across the goals."""

    PERSPECTIVE = "perspective"
    PROGRAMME = "programme"
    STEERING_DOCUMENT = "steering_document"


class OccasionKind(StrEnum):
    """The reporting occasions of a year."""

    PLAN = "plan"
    RECONCILIATION = "reconciliation"
    TERTIAL_REPORT_1 = "tertial_report_1"
    TERTIAL_REPORT_2 = "tertial_report_2"
    ACTIVITY_REPORT = "activity_report"


class OccasionState(StrEnum):
    """Where an occasion is in its life."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    LOCKED = "locked"


class PlanPart(StrEnum):
    """A part of a body's plan or report that an occasion can be about."""

    TEXT = "text"
    CONTRIBUTIONS = "contributions"
    TARGETS = "targets"
    ACTIVITIES = "activities"
    BUDGET = "budget"
    RISK_ANALYSIS = "risk_analysis"
    CONTROL_PLAN = "control_plan"


class SectionScope(StrEnum):
    """Whose plans have a section of text."""

    ALL = "all"
    COMMITTEES = "committees"
    COMPANIES = "companies"


class WorkState(StrEnum):
    """How far the work on a part of a plan has come."""

    NOT_STARTED = "not_started"
    STARTED = "started"
    READY = "ready"


class CommentSubject(StrEnum):
    """What a comment is about: a section of text, a row of the plan, a cell of the target grid."""

    SECTION = "section"
    CONTRIBUTION = "contribution"
    GOAL = "goal"
    ACTIVITY = "activity"
    TARGET = "target"
    CELL = "cell"


class Audience(StrEnum):
    """Who sees a comment: the body alone, or the executive office too."""

    INTERNAL = "internal"
    SHARED = "shared"


class EventKind(StrEnum):
    """What happens at an instant of the year."""

    OPENS = "opens"
    REFERENCE = "reference"
    DUE = "due"
    EXTENDED_DUE = "extended_due"
    DECISION = "decision"


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


class LevelCode(StrEnum):
    """The levels of the cascade of goals, from the top. Their Swedish names are configuration."""

    OVERARCHING_GOAL = "overarching_goal"
    AREA_GOAL = "area_goal"
    SUB_AREA = "sub_area"
    BODY_GOAL = "body_goal"
    UNIT_GOAL = "unit_goal"


class GroupMembership(StrEnum):
    """Whether a group of bodies can be expanded: an open one has no known members, ever."""

    CLOSED = "closed"
    OPEN = "open"


class SuccessionKind(StrEnum):
    """How one body followed another."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"


class DecisionOutcome(StrEnum):
    """What became of one decision item."""

    GRANTED = "granted"
    GRANTED_WITH_CHANGE = "granted_with_change"
    REJECTED = "rejected"
    REMANDED = "remanded"
    TABLED = "tabled"
    REFERRED = "referred"
    NOTED = "noted"


class FileKind(StrEnum):
    """What a file that belongs to a decision is."""

    MINUTES = "minutes"
    PROPOSAL = "proposal"
    RESERVATION = "reservation"
    APPENDIX = "appendix"


class OwnerKind(StrEnum):
    """Who an activity belongs to. A group's activity stays the group's."""

    COUNCIL = "council"
    BODY = "body"
    GROUP = "group"


class ActivityState(StrEnum):
    """Where an activity is in its life."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    DONE = "done"
    CANCELLED = "cancelled"


class PartyRole(StrEnum):
    """What a body or a group does in an activity."""

    LEAD = "lead"
    PARTICIPANT = "participant"


class PreparationKind(StrEnum):
    """A step of how a plan is prepared before it is decided."""

    CO_DETERMINATION = "co_determination"
    ADVISORY_COUNCIL = "advisory_council"
    EQUALITY_ANALYSIS = "equality_analysis"
    CHILD_ANALYSIS = "child_analysis"
    OTHER = "other"


class JudgementKind(StrEnum):
    """What an assessment of a goal looks at: the plan, the year so far, the year."""

    PLAN = "plan"
    FORECAST = "forecast"
    RESULT = "result"


class PlanState(StrEnum):
    """Where a body's plan is on its way to being submitted."""

    DRAFT = "draft"
    READY = "ready"
    APPROVED = "approved"
    DECIDED = "decided"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"

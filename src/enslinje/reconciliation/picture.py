"""The group picture of a year: what all pages, commands and figures show, computed once.

Values are exact: `Decimal` where somebody stated them, `Fraction` where they are worked out. Only
whoever prints them rounds, by the indicator's `decimals`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from enslinje.core.origins import Origin
from enslinje.core.terms import (
    Ambition,
    Basis,
    BodyKind,
    Change,
    ContributionState,
    CountsAs,
    Criterion,
    Form,
    Grade,
    IndicatorKind,
    Kind,
    Nature,
    Polarity,
    Relevance,
    RollUp,
    Severity,
    Status,
)


@dataclass(frozen=True)
class BodyRef:
    """A body as it is named that year."""

    code: str
    slug: str
    name: str
    official_name: str
    kind: BodyKind
    counts_as: CountsAs
    origin: Origin

    @property
    def is_counted(self) -> bool:
        """Whether it is one of those that every "n av N" counts."""
        return self.counts_as is not CountsAs.NONE


@dataclass(frozen=True)
class Council:
    """The council's target, or ambition, for the whole group."""

    low: Decimal
    high: Decimal
    form: Form | None
    nature: Nature
    for_year: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class BodyTarget:
    """One body's target for one indicator it has a duty for, with what it is held against.

    Attributes:
        bar: what the body's own target is held against: its quota (`bar_is_quota`) or the
            council's target; `None` where neither applies (sum without quota, span, none).
        gap: how much better than the bar the target is, in the unit; negative is weaker.
        margin: how much better than the known outcome the target is; negative is lowered.
    """

    body: BodyRef
    kind: Kind
    origin: Origin
    form: Form | None = None
    change: Change | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    reason: str = ""
    due: str = ""
    stated_on: date | None = None
    outcome: Decimal | None = None
    outcome_known_on: date | None = None
    outcome_origin: Origin | None = None
    ambition: Ambition | None = None
    margin: Decimal | None = None
    bar: Decimal | None = None
    bar_is_quota: bool = False
    bar_origin: Origin | None = None
    gap: Decimal | None = None
    weight: Decimal | None = None
    weight_origin: Origin | None = None

    @property
    def is_missing(self) -> bool:
        """Nothing is stated: not the same as zero, pending or not relevant."""
        return self.kind == Kind.MISSING

    @property
    def is_below_council(self) -> bool:
        """Weaker than the council's ambition for this body."""
        return self.gap is not None and self.gap < 0


@dataclass(frozen=True)
class IndicatorWord:
    """The office's recorded word on a mandatory indicator."""

    in_line: bool
    reason: str
    judged_by: str
    origin: Origin


@dataclass(frozen=True)
class IndicatorResult:
    """One indicator: the bodies' targets rolled up and held against the council's.

    Attributes:
        status: the verdict; `so_far` says that a `not_met` may still change as something is
            missing; coverage (`given` of `expected`) is a second fact beside it.
        aggregated_low, aggregated_high: both ends, exact, `None` where nothing can be rolled up;
            `worst_low` and `worst_high` are the same if all that is missing were at its worst
            (`floor` and `ceiling` are the ends of the unit), `None` where that has no end.
        outcome: last year's outcomes rolled up by the same rule, where known for all the bodies
            with a numeric target (else `None`), and `outcome_ambition` the total held against it.
        basis: the weakest basis of all inputs of the aggregate and the verdict.
    """

    code: str
    name: str
    goal: str
    goal_name: str
    sub_area: str
    kind: IndicatorKind
    unit: str
    unit_en: str
    decimals: int
    polarity: Polarity
    form: Form | None
    roll_up: RollUp
    counts: bool
    tolerance: Decimal
    origin: Origin
    status: Status
    so_far: bool
    given: int
    expected: int
    basis: Basis
    owner: str = ""
    base: str = ""
    base_name: str = ""
    answering_body: BodyRef | None = None
    end_year: int | None = None
    definition: str = ""
    basis_by_field: dict[str, str] = field(default_factory=dict)
    council: Council | None = None
    aggregated_low: Fraction | None = None
    aggregated_high: Fraction | None = None
    worst_low: Fraction | None = None
    worst_high: Fraction | None = None
    floor: Decimal | None = None
    ceiling: Decimal | None = None
    outcome: Fraction | None = None
    outcome_ambition: Ambition | None = None
    targets: tuple[BodyTarget, ...] = ()
    missing: tuple[BodyRef, ...] = ()
    pending: tuple[BodyRef, ...] = ()
    word: IndicatorWord | None = None

    def target_of(self, body: BodyRef) -> BodyTarget | None:
        """What that body has stated."""
        return next((target for target in self.targets if target.body == body), None)

    @property
    def below_council(self) -> tuple[BodyTarget, ...]:
        """Bodies weaker than the council's ambition, furthest first."""
        low = [target for target in self.targets if target.is_below_council]
        return tuple(sorted(low, key=lambda target: target.gap or 0))

    @property
    def lowered(self) -> tuple[BodyTarget, ...]:
        """Bodies whose target is weaker than the outcome they knew."""
        return tuple(t for t in self.targets if t.ambition is Ambition.LOWERED)


@dataclass(frozen=True, slots=True)
class ContributionCell:
    """One body and one area goal: a cell of the heat map.

    `depth` counts what the plan holds for the pair: 0 nothing, 1 stated in text only, 2 also an
    activity, an own goal or an own indicator, 3 at least two of these.
    """

    body: BodyRef
    goal: str
    state: ContributionState
    relevance: Relevance | None
    criterion: Criterion
    depth: int
    activities: int
    own_goals: int
    own_indicators: int
    origin: Origin

    @property
    def is_expected_gap(self) -> bool:
        """Expected and not stated: the only kind of gap that is a finding."""
        return self.relevance is Relevance.EXPECTED and self.state is ContributionState.NOT_STATED


@dataclass(frozen=True)
class Judgement:
    """The office's recorded assessment of a goal."""

    grade: Grade
    stated_as: str
    judged_by: str
    origin: Origin
    reason: str = ""
    reason_basis: Basis | None = None
    condition: str = ""
    condition_basis: Basis | None = None


@dataclass(frozen=True)
class Activity:
    """A planned activity under a goal; a group's stays the group's."""

    code: str
    title: str
    bodies: tuple[BodyRef, ...]
    groups: tuple[str, ...]
    origin: Origin
    responsible_function: str = ""


@dataclass(frozen=True)
class GoalResult:
    """One goal of the council: evidence, proposal and judgement side by side.

    Attributes:
        met, partly_met, not_met, undecided: the counted indicators by status; they sum to
            `council_indicators` (undecided: no council target, pending or withheld).
        majority: whether most contributing bodies have own goals, indicators and activities;
            `None` where the plans of the year hold no own goals at all.
        proposal: what the rule gives, `None` where there is nothing to go by;
            `proposal_rule` and `proposal_inputs` say how.
        is_stronger: the judgement is stronger than the proposal.
        children: codes of the goals right below (area goals of an overarching goal);
            `parts`: the sub-areas.
    """

    code: str
    level: str
    level_name: str
    level_name_en: str
    number: str
    name: str
    parent: str
    origin: Origin
    council_indicators: int
    met: int
    partly_met: int
    not_met: int
    undecided: int
    committees: int
    committees_contributing: int
    companies: int
    companies_contributing: int
    basis: Basis
    proposal: Grade | None
    proposal_rule: str
    proposal_inputs: dict[str, str] = field(default_factory=dict)
    assessment: Judgement | None = None
    criterion: Criterion = Criterion.STATED_IN_WHAT_WAY
    majority: bool | None = None
    children: tuple[str, ...] = ()
    parts: tuple["GoalResult", ...] = ()
    indicators: tuple[IndicatorResult, ...] = ()
    exceptions: tuple[IndicatorResult, ...] = ()
    expected_missing: tuple[BodyRef, ...] = ()
    contributions: tuple[ContributionCell, ...] = ()
    activities: tuple[Activity, ...] = ()

    @property
    def is_stronger(self) -> bool:
        """The judgement is stronger than what the rule proposes."""
        order = list(Grade)
        return (
            self.assessment is not None
            and self.proposal is not None
            and order.index(self.assessment.grade) < order.index(self.proposal)
        )


@dataclass(frozen=True)
class Finding:
    """One thing the checks found, with what its sentence tells.

    `subject` is the code of an indicator or a goal, `subject_kind` "indicator" or "goal".
    `indicator` and `target` are there when it is about these, `judgement`, `proposal`, `met` and
    `indicators` (counts) when it is about a goal's assessment.
    """

    rule: str
    severity: Severity
    body: BodyRef | None
    subject: str
    subject_kind: str
    subject_name: str
    indicator: IndicatorResult | None = None
    target: BodyTarget | None = None
    judgement: Judgement | None = None
    proposal: Grade | None = None
    met: int = 0
    indicators: int = 0

    @property
    def message(self) -> str:
        """The finding in a sentence, in the reader's language."""
        from enslinje.reconciliation.messages import sentence  # noqa: PLC0415 — words need Django.

        return sentence(self)


@dataclass(frozen=True)
class Picture:
    """Everything a year's reconciliation shows, as of one moment.

    `bodies` are those counted (committees first, then companies, in the register's order). `saved`
    are the codes of those whose plans are as they are saved; all others' are as submitted,
    and `submitted` are those of them that are.
    """

    year: int
    occasion: str
    reference_at: datetime
    as_of: datetime | None
    version: int
    bodies: tuple[BodyRef, ...]
    goals: tuple[GoalResult, ...]
    indicators: tuple[IndicatorResult, ...]
    findings: tuple[Finding, ...]
    basis: Basis
    saved: frozenset[str] = frozenset()
    submitted: frozenset[str] = frozenset()

    def goal(self, code: str) -> GoalResult | None:
        """The goal or sub-area of that code."""
        every = [part for goal in self.goals for part in (goal, *goal.parts)]
        return next((goal for goal in every if goal.code == code), None)

    def indicator(self, code: str) -> IndicatorResult | None:
        """The indicator of that code."""
        return next((found for found in self.indicators if found.code == code), None)

    def body(self, slug: str) -> BodyRef | None:
        """The body with that slug."""
        return next((body for body in self.bodies if body.slug == slug), None)

    @property
    def overarching(self) -> tuple[GoalResult, ...]:
        """The goals at the root of the cascade."""
        return tuple(goal for goal in self.goals if not goal.parent)

    @property
    def area_goals(self) -> tuple[GoalResult, ...]:
        """The yearly goals under them, the rows of every count."""
        return tuple(goal for goal in self.goals if goal.level == "area_goal")

    @property
    def counted(self) -> tuple[IndicatorResult, ...]:
        """The indicators that are in the ratio."""
        return tuple(found for found in self.indicators if found.counts)

    @property
    def met(self) -> int:
        """How many counted indicators are met."""
        return sum(found.status is Status.MET for found in self.counted)

    @property
    def committees(self) -> int:
        """How many committees the register counts that year."""
        return sum(body.counts_as is CountsAs.COMMITTEE for body in self.bodies)

    @property
    def companies(self) -> int:
        """How many companies the register counts that year."""
        return sum(body.counts_as is CountsAs.COMPANY for body in self.bodies)

"""What is read of goals and indicators for a year: one frozen row for each fact."""

from dataclasses import dataclass
from datetime import date, datetime

from enslinje.core.origins import Origin
from enslinje.core.terms import (
    Change,
    Form,
    IndicatorKind,
    Kind,
    LevelCode,
    Nature,
    OutcomeSource,
    Polarity,
    RollUp,
    Sex,
    ThemeKind,
)


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level of the cascade: depth 1 is the top."""

    depth: int
    code: LevelCode
    name_sv: str
    name_en: str


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal as it reads for the year; `parent` is a code or empty."""

    code: str
    level: LevelCode
    level_name_sv: str
    level_name_en: str
    depth: int
    number: str
    name: str
    parent: str
    sort_order: int
    owner: str
    expected_result: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class CouncilTargetRow:
    """The council's target; values at 10⁻⁴ of the unit, `None` when it is in words."""

    kind: Kind
    form: Form | None
    low: int | None
    high: int | None
    nature: Nature
    for_year: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator as it reads for the year, with the council's target where there is one.

    `floor` and `ceiling` are what the unit can be, at 10⁻⁴.
    """

    code: str
    kind: IndicatorKind
    owner: str
    name: str
    goal: str
    sub_area: str
    unit_sv: str
    unit_en: str
    floor: int | None
    ceiling: int | None
    adds_up: bool
    decimals: int
    polarity: Polarity
    form: Form | None
    counts: bool
    roll_up: RollUp
    base: str
    answering_body: str
    outcome_source: OutcomeSource
    tolerance: int
    by_sex: bool
    end_year: int | None
    definition: str
    basis_by_field: dict[str, str]
    origin: Origin
    council: CouncilTargetRow | None


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A body with a duty, what it has stated, and its quota. `kind` missing: no row, or a raw text.

    `low`, `high`, `numerator`, `denominator` and `quota` at 10⁻⁴; `due_name` and `due_at` are
    those of the occasion a pending value waits for.
    """

    indicator: str
    body: str
    sex: Sex
    kind: Kind
    form: Form | None
    change: Change | None
    low: int | None
    high: int | None
    numerator: int | None
    denominator: int | None
    reason: str
    due_name: str
    due_at: datetime | None
    raw_text: str
    stated_on: date | None
    origin: Origin
    quota: int | None
    quota_origin: Origin | None


@dataclass(frozen=True, slots=True)
class MeasurementRow:
    """An outcome of the year before, or the last known weight of a base metric, at 10⁻⁴."""

    indicator: str
    body: str
    sex: Sex
    is_base: bool
    period_from: date
    value: int
    numerator: int | None
    denominator: int | None
    margin: int | None
    known_on: date
    origin: Origin


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme as it reads for the year, and the codes of the goals and indicators that have it.

    `fact` is the id of the row that says how it reads.
    """

    code: str
    kind: ThemeKind
    name: str
    description: str
    is_mandatory: bool
    goals: tuple[str, ...]
    indicators: tuple[str, ...]
    origin: Origin
    fact: int = 0


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit of measure and its names."""

    code: str
    name_sv: str
    name_en: str


@dataclass(frozen=True, slots=True)
class OwnIndicatorRow:
    """An indicator that a body has for itself; `fact` is what a form that changes it rests on."""

    code: str
    name: str
    goal: str
    unit_sv: str
    unit_en: str
    definition: str
    fact: int

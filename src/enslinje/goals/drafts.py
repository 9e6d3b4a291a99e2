"""What the operations of goals take. Values are whole numbers of 10⁻⁴ of the indicator's unit.

Bodies, goals, units and indicators are named by their codes, occasions by their kind in the
year of the operation. `seen` is the id of the current row that the writer saw, `None` for an
empty place and `UNSEEN` when nothing is to be compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from enslinje.core.terms import (
    Basis,
    Form,
    Frequency,
    IndicatorKind,
    LevelCode,
    MeasurementKind,
    Nature,
    OccasionKind,
    OutcomeSource,
    Polarity,
    Relevance,
    RollUp,
    Sex,
    ThemeKind,
    UnitKind,
)
from enslinje.core.values import Stated
from enslinje.core.versions import UNSEEN, Seen


@dataclass(frozen=True, kw_only=True)
class LevelDraft:
    """A level of the cascade: depth 1 is the top."""

    depth: int
    code: LevelCode
    name_sv: str
    name_en: str


@dataclass(frozen=True, kw_only=True)
class UnitDraft:
    """A unit of measure and the range of its values, at 10⁻⁴; `None` is no bound."""

    code: str
    name_sv: str
    name_en: str
    kind: UnitKind
    min_value: int | None = None
    max_value: int | None = None


@dataclass(frozen=True, kw_only=True)
class GoalDraft:
    """A goal as it reads for a year. `parent` may be a goal of the same batch.

    A sub-area is a goal of its own, such as 1.3-F, with its area goal as parent.
    """

    code: str
    level: LevelCode
    number: str
    name: str
    owner: str
    basis: Basis
    parent: str = ""
    sort_order: int = 0
    expected_result: str = ""
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class EndedDraft:
    """A goal or an indicator of a body that is not to be one of the year any more."""

    code: str
    seen: Seen = UNSEEN


@dataclass(frozen=True, kw_only=True)
class IndicatorDraft:
    """An indicator as it reads for a year.

    Args worth a word: `counts`: it enters the ratio "n av m"; `base`: code of a base metric,
    exactly for a weighted mean; `answering_body`: exactly for a single answer; `tolerance`:
    at 10⁻⁴ of the unit; `end_year`: the year its target is for when that is a later one;
    `basis_by_field`: the basis of fields that rest on something else than the row.
    """

    code: str
    kind: IndicatorKind
    owner: str
    name: str
    unit: str
    polarity: Polarity
    roll_up: RollUp
    basis: Basis
    goal: str = ""
    sub_area: str = ""
    decimals: int = 0
    form: Form | None = None
    counts: bool = False
    base: str = ""
    answering_body: str = ""
    outcome_source: OutcomeSource = OutcomeSource.BODIES
    tolerance: int = 0
    by_sex: bool = False
    frequency: Frequency = Frequency.YEARLY
    end_year: int | None = None
    survey: bool = False
    survey_answers_required: int | None = None
    definition: str = ""
    definition_version: int = 1
    basis_by_field: Mapping[str, Basis] = field(default_factory=dict)
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DutyDraft:
    """A body that is expected to have a target, and the group it was laid on through."""

    indicator: str
    body: str
    basis: Basis
    via_group: str = ""
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class LiftedDutyDraft:
    """A duty that a body is to have no longer."""

    indicator: str
    body: str


@dataclass(frozen=True, kw_only=True)
class ExpectationDraft:
    """What the centre says of a body and a goal; a pair of which nothing is said stays open."""

    goal: str
    body: str
    relevance: Relevance
    basis: Basis
    reason: str = ""
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CouncilTargetDraft:
    """The council's target for the whole group. `for_year` None is the operation's year.

    `decision` is a case number and an item of it.
    """

    indicator: str
    value: Stated
    basis: Basis
    nature: Nature = Nature.TARGET
    for_year: int | None = None
    sex: Sex = Sex.ALL
    decision: tuple[str, int] | None = None
    stated_on: date | None = None
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class QuotaDraft:
    """A body's part of a council target that is a sum; `value` at 10⁻⁴ of the unit."""

    indicator: str
    body: str
    value: int
    basis: Basis
    for_year: int | None = None
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class TargetDraft:
    """What a body states as its target. `for_year` None is the operation's year."""

    indicator: str
    body: str
    value: Stated
    basis: Basis
    for_year: int | None = None
    sex: Sex = Sex.ALL
    stated_on: date | None = None
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class MeasurementDraft:
    """An outcome, or a forecast made for an occasion; weights are outcomes of base metrics.

    `value`, `numerator`, `denominator` and `margin` are at 10⁻⁴ of the unit, `response_rate`
    at 10⁻⁴ of one (0–10 000). The period runs up to but not with `period_to`. `known_on` is
    the day from which the value was known: a later one is a new row beside the earlier.
    `occasion` is the year and the kind of the occasion, exactly for a forecast.
    """

    indicator: str
    body: str
    value: int
    period_from: date
    period_to: date
    known_on: date
    basis: Basis
    sex: Sex = Sex.ALL
    kind: MeasurementKind = MeasurementKind.OUTCOME
    occasion: tuple[int, OccasionKind] | None = None
    numerator: int | None = None
    denominator: int | None = None
    answers: int | None = None
    response_rate: int | None = None
    margin: int | None = None
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ThemeDraft:
    """A perspective, programme or steering document as it reads for a year.

    `is_mandatory`: every activity is to have one of its kind.
    """

    code: str
    kind: ThemeKind
    name: str
    basis: Basis
    description: str = ""
    is_mandatory: bool = False
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class TaggedDraft:
    """A goal or an indicator, exactly one of the two, and the themes it has.

    `seen` is the last change set that put a theme on it or took one off.
    """

    basis: Basis
    goal: str = ""
    indicator: str = ""
    themes: tuple[str, ...] = ()
    seen: Seen = UNSEEN
    source_ref: str = ""

"""The tables of a data set of a year: which files, which columns, what they refer to."""

from enslinje.core.terms import (
    ActivityState,
    Basis,
    BodyKind,
    Callable,
    Change,
    ContributionState,
    CountsAs,
    Criterion,
    Form,
    Frequency,
    Grade,
    GroupMembership,
    IndicatorKind,
    JudgementKind,
    Kind,
    LevelCode,
    Nature,
    OccasionKind,
    OccasionState,
    OutcomeSource,
    OwnerKind,
    Polarity,
    Relevance,
    RollUp,
    Sex,
    UnitKind,
)
from enslinje.exchange.cells import (
    FIRST_YEAR,
    LAST_YEAR,
    CellReader,
    code,
    day,
    flag,
    last_moment,
    moment,
    number,
    pairs_of,
    text_of,
    whole_of,
    word_of,
)
from enslinje.exchange.schema import Column, TableForm

NAME = text_of(200)
SHORT = text_of(100)
LONG = text_of(4000)
YEAR = whole_of(FIRST_YEAR, LAST_YEAR)
SORT_LIMIT = 10_000
DEPTH_LIMIT = 20
MOST_DECIMALS = 4


def _must(name: str, read: CellReader) -> Column:
    return Column(name, read, required=True)


def _bodies(name: str = "body", *, required: bool = True, many: bool = False) -> Column:
    """Bodies are named by their codes or by any spelling of theirs; so are groups."""
    return Column(name, NAME, required=required, many=many, refers_to="bodies")


def _names(
    name: str, table: str, *, required: bool = True, many: bool = False, read: CellReader = code
) -> Column:
    """What another table has as its key."""
    return Column(name, read, required=required, many=many, refers_to=table)


_YEAR = _must("year", YEAR)
_FOR_YEAR = Column("for_year", YEAR, same_as="year")
_BASIS = _must("basis", word_of(Basis))
_SOURCE = Column("source_ref", NAME)
_NOTE = Column("note", LONG)
_SEX = Column("sex", word_of(Sex), default=Sex.ALL)
_RESTS_ON = (_BASIS, _SOURCE, _NOTE)

DATASET = TableForm(
    "dataset", (_must("code", code), _must("name", NAME), _YEAR), key=("code",), single=True
)
BODIES = TableForm(
    "bodies",
    (
        _must("code", code),
        _must("kind", word_of(BodyKind)),
        _must("official_name", NAME),
        _must("short_name", SHORT),
        Column("slug", code),
        _bodies("parent", required=False),
        Column("callable", word_of(Callable), default=Callable.NOT_AT_ALL),
        Column("valid_from", day),
        _BASIS,
        Column("parent_basis", word_of(Basis)),
        _SOURCE,
        _NOTE,
    ),
    key=("code",),
)
REGISTER = TableForm(
    "register",
    (_bodies(), _YEAR, _must("counts_as", word_of(CountsAs)), _BASIS, _SOURCE),
    key=("body",),
)
GROUPS = TableForm(
    "groups",
    (
        _must("code", code),
        _must("name", NAME),
        _must("membership", word_of(GroupMembership)),
        _YEAR,
        _names("base_group", "groups", required=False, read=NAME),
        _bodies("exclusions", required=False, many=True),
        Column("stated_size", whole_of(0, SORT_LIMIT)),
        *_RESTS_ON,
    ),
    key=("code",),
)
GROUP_MEMBERS = TableForm(
    "group_members",
    (_names("group", "groups", read=NAME), _bodies(), _YEAR, _BASIS),
    key=("group", "body"),
)
ALIASES = TableForm(
    "aliases",
    (
        _must("text", NAME),
        _bodies(required=False),
        _names("group", "groups", required=False, read=NAME),
        *_RESTS_ON,
    ),
    key=("text",),
)
OCCASIONS = TableForm(
    "occasions",
    (
        _YEAR,
        _must("kind", word_of(OccasionKind)),
        _must("name", SHORT),
        Column("opens_at", moment),
        Column("due_at", last_moment),
        Column("reference_at", moment),
        Column("state", word_of(OccasionState), default=OccasionState.PLANNED),
        _names("for_group", "groups", required=False, read=NAME),
        *_RESTS_ON,
    ),
    key=("kind",),
)
LEVELS = TableForm(
    "levels",
    (
        _must("depth", whole_of(1, DEPTH_LIMIT)),
        _must("code", word_of(LevelCode)),
        _must("name_sv", SHORT),
        _must("name_en", SHORT),
    ),
    key=("code",),
)
UNITS = TableForm(
    "units",
    (
        _must("code", code),
        _must("name_sv", SHORT),
        _must("name_en", SHORT),
        _must("kind", word_of(UnitKind)),
        Column("min_value", number),
        Column("max_value", number),
    ),
    key=("code",),
)
GOALS = TableForm(
    "goals",
    (
        _must("code", code),
        _YEAR,
        _names("level", "levels", read=word_of(LevelCode)),
        _must("number", text_of(20)),
        _must("name", LONG),
        _bodies("owner"),
        _names("parent", "goals", required=False),
        Column("sort_order", whole_of(0, SORT_LIMIT), default=0),
        *_RESTS_ON,
    ),
    key=("code",),
)
INDICATORS = TableForm(
    "indicators",
    (
        _must("code", code),
        _YEAR,
        _must("kind", word_of(IndicatorKind)),
        _bodies("owner"),
        _names("goal", "goals", required=False),
        _names("sub_area", "goals", required=False),
        _must("name", LONG),
        _names("unit", "units"),
        Column("decimals", whole_of(0, MOST_DECIMALS), default=0),
        _must("polarity", word_of(Polarity)),
        Column("form", word_of(Form)),
        _must("counts", flag),
        _must("roll_up", word_of(RollUp)),
        _names("base", "indicators", required=False),
        _bodies("answering_body", required=False),
        Column("outcome_source", word_of(OutcomeSource), default=OutcomeSource.BODIES),
        Column("tolerance", number),
        Column("end_year", YEAR),
        Column("by_sex", flag, default=False),
        Column("frequency", word_of(Frequency), default=Frequency.YEARLY),
        Column("definition", LONG),
        _BASIS,
        Column("basis_by_field", pairs_of(Basis), default=()),
        _SOURCE,
        _NOTE,
    ),
    key=("code",),
)
DUTIES = TableForm(
    "duties",
    (
        _names("indicator", "indicators"),
        _bodies(),
        _YEAR,
        _names("via_group", "groups", required=False, read=NAME),
        *_RESTS_ON,
    ),
    key=("indicator", "body"),
)
_VALUES = (
    _must("kind", word_of(Kind)),
    Column("form", word_of(Form)),
    Column("value", number),
    Column("low", number),
    Column("high", number),
)
COUNCIL_TARGETS = TableForm(
    "council_targets",
    (
        _names("indicator", "indicators"),
        _YEAR,
        _FOR_YEAR,
        _SEX,
        Column("nature", word_of(Nature), default=Nature.TARGET),
        *_VALUES,
        Column("stated_on", day),
        *_RESTS_ON,
    ),
    key=("indicator", "for_year", "sex"),
)
QUOTAS = TableForm(
    "quotas",
    (
        _names("indicator", "indicators"),
        _bodies(),
        _YEAR,
        _FOR_YEAR,
        _must("value", number),
        *_RESTS_ON,
    ),
    key=("indicator", "body"),
)
TARGETS = TableForm(
    "targets",
    (
        _names("indicator", "indicators"),
        _bodies(),
        _YEAR,
        _FOR_YEAR,
        _SEX,
        *_VALUES,
        Column("change", word_of(Change)),
        Column("reason", LONG),
        _names("due_occasion", "occasions", required=False, read=word_of(OccasionKind)),
        Column("raw_text", NAME),
        Column("stated_on", day),
        *_RESTS_ON,
    ),
    key=("indicator", "body", "for_year", "sex"),
)
_MEASURED = (
    _names("indicator", "indicators"),
    _bodies(),
    _SEX,
    _must("period_from", day),
    _must("period_to", day),
    _must("value", number),
    _must("known_on", day),
    *_RESTS_ON,
)
_MEASURED_KEY = ("indicator", "body", "sex", "period_from", "period_to", "known_on")
OUTCOMES = TableForm("outcomes", _MEASURED, key=_MEASURED_KEY)
WEIGHTS = TableForm("weights", _MEASURED, key=_MEASURED_KEY)
PLANS = TableForm(
    "plans", (_bodies(), _YEAR, Column("label", SHORT), _BASIS), key=("body", "label")
)
CONTRIBUTIONS = TableForm(
    "contributions",
    (
        _bodies(),
        _names("goal", "goals"),
        _YEAR,
        _must("state", word_of(ContributionState)),
        _must("criterion", word_of(Criterion)),
        Column("text", LONG),
        *_RESTS_ON,
    ),
    key=("body", "goal"),
)
EXPECTATIONS = TableForm(
    "expectations",
    (
        _names("goal", "goals"),
        _bodies(),
        _YEAR,
        _must("relevance", word_of(Relevance)),
        Column("reason", LONG),
        *_RESTS_ON,
    ),
    key=("goal", "body"),
)
ACTIVITIES = TableForm(
    "activities",
    (
        _must("code", code),
        _YEAR,
        _must("title", LONG),
        _must("owner_kind", word_of(OwnerKind)),
        _bodies("bodies", required=False, many=True),
        _names("groups", "groups", required=False, many=True, read=NAME),
        _must("bodies_basis", word_of(Basis)),
        _names("goals", "goals", many=True),
        _must("goals_basis", word_of(Basis)),
        Column("state", word_of(ActivityState), default=ActivityState.PLANNED),
        Column("starts_on", day),
        Column("ends_on", day),
        Column("responsible_function", text_of(200), came_later=True),
        *_RESTS_ON,
    ),
    key=("code",),
)
JUDGEMENTS = TableForm(
    "judgements",
    (
        _names("goal", "goals"),
        _YEAR,
        _names("occasion", "occasions", read=word_of(OccasionKind)),
        _must("kind", word_of(JudgementKind)),
        _must("grade", word_of(Grade)),
        Column("stated_as", NAME),
        Column("condition", LONG),
        Column("condition_basis", word_of(Basis)),
        Column("reason", LONG),
        Column("reason_basis", word_of(Basis)),
        _bodies("judged_by"),
        *_RESTS_ON,
    ),
    key=("goal", "occasion", "kind"),
)
INDICATOR_JUDGEMENTS = TableForm(
    "indicator_judgements",
    (
        _names("indicator", "indicators"),
        _YEAR,
        _must("in_line", flag),
        _must("reason", LONG),
        _bodies("judged_by"),
        *_RESTS_ON,
    ),
    key=("indicator",),
)

FORMS: tuple[TableForm, ...] = (
    *(DATASET, BODIES, REGISTER, GROUPS, GROUP_MEMBERS, ALIASES, OCCASIONS),
    *(LEVELS, UNITS, GOALS, INDICATORS, DUTIES, COUNCIL_TARGETS, QUOTAS, TARGETS),
    *(OUTCOMES, WEIGHTS, PLANS, CONTRIBUTIONS, EXPECTATIONS, ACTIVITIES),
    *(JUDGEMENTS, INDICATOR_JUDGEMENTS),
)
"""Every table that is loaded, in the order in which each can be."""

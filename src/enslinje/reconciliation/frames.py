"""The year's record as the core's tables: the place where rows become data frames."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from math import gcd
from typing import Any

import narwhals as nw

from enslinje.core import schemas
from enslinje.core.deadlines import is_past
from enslinje.core.lazy import Frame
from enslinje.core.terms import (
    ContributionState,
    IndicatorKind,
    Kind,
    LevelCode,
    Relevance,
    RollUp,
    Sex,
)
from enslinje.core.values import SCALE
from enslinje.goals.rows import DutyRow, IndicatorRow, MeasurementRow
from enslinje.reconciliation.record import YearRecord
from enslinje.reconciliation.tables import Rows, plain, table, written

Pair = tuple[str, str]
Tally = Counter[Pair]


def rules(record: YearRecord) -> Frame:
    """`RULES` of every indicator the reconciliation holds."""
    return table(
        schemas.RULES,
        (
            (
                row.code,
                row.roll_up.value,
                row.polarity.value,
                (row.answering_body or row.owner) if _is_answered_by_one(row) else None,
                row.floor,
                row.ceiling,
                row.tolerance,
            )
            for row in record.assessed
        ),
    )


def _is_answered_by_one(row: IndicatorRow) -> bool:
    return row.roll_up in {RollUp.SINGLE, RollUp.CENTRAL}


def council_targets(record: YearRecord) -> Frame:
    """`COUNCIL_TARGETS` of the indicators whose council target is a number or an interval."""
    return table(
        schemas.COUNCIL_TARGETS,
        (
            (row.code, row.council.form, row.council.low, row.council.high)
            for row in record.assessed
            if row.council is not None and row.council.low is not None
        ),
    )


def quotas(record: YearRecord) -> Frame:
    """`QUOTAS`: each body's part of a council target that is a sum."""
    return table(schemas.QUOTAS, quota_rows(record))


def quota_rows(record: YearRecord) -> Rows:
    """The rows of `quotas`."""
    return (
        (row.indicator, row.body, row.quota) for row in _of_all(record) if row.quota is not None
    )


def pending(record: YearRecord) -> Frame:
    """`PENDING`: overdue after the due instant of the occasion waited for."""
    return table(
        schemas.PENDING,
        (
            (row.indicator, row.body, is_past(row.due_at, record.moment))
            for row in _of_all(record)
            if row.kind is Kind.PENDING
        ),
    )


def waiting(record: YearRecord) -> Frame:
    """How many bodies' targets wait for an occasion: indicator, waiting."""
    counts = Counter(row.indicator for row in _of_all(record) if row.kind is Kind.PENDING)
    return plain({"indicator": nw.String, "waiting": nw.Int64}, counts.items())


def silent(record: YearRecord) -> Frame:
    """Duties with nothing stated: indicator, body."""
    return plain(
        {"indicator": nw.String, "body": nw.String},
        ((row.indicator, row.body) for row in _of_all(record) if row.kind is Kind.MISSING),
    )


def targets(
    record: YearRecord, weights: Mapping[Pair, int], *, unknown: Collection[Pair] = ()
) -> Frame:
    """`STATEMENTS` of what the bodies state as targets, one for each duty that is relevant.

    Those of `unknown` are taken as not stated.
    """
    return table(schemas.STATEMENTS, target_rows(record, weights, unknown=unknown))


def target_rows(
    record: YearRecord, weights: Mapping[Pair, int], *, unknown: Collection[Pair] = ()
) -> Rows:
    """The rows of `targets`."""
    kinds = {row.code: row for row in record.assessed}
    return (
        (row.indicator, row.body, None, None, 1, False)
        if (row.indicator, row.body) in unknown
        else (
            row.indicator,
            row.body,
            *_ends(row, kinds[row.indicator]),
            _weight(row, kinds[row.indicator], weights),
            row.kind not in {Kind.MISSING, Kind.PENDING},
        )
        for row in _relevant(record)
    )


def without_weight(record: YearRecord, weights: Mapping[Pair, int]) -> frozenset[Pair]:
    """Whose part in a weighted mean cannot be told: how much they weigh is not recorded."""
    bases = {row.code: row.base for row in record.assessed if row.roll_up is RollUp.WEIGHTED_MEAN}
    return frozenset(
        (row.indicator, row.body)
        for row in _relevant(record)
        if row.indicator in bases and (bases[row.indicator], row.body) not in weights
    )


def outcomes(
    record: YearRecord,
    known: Mapping[Pair, MeasurementRow],
    weights: Mapping[Pair, int],
    *,
    unknown: Collection[Pair] = (),
) -> Frame:
    """`STATEMENTS` of last year's outcomes, of the duties with a numeric target.

    Those of `unknown` are taken as not measured.
    """
    return table(schemas.STATEMENTS, outcome_rows(record, known, weights, unknown=unknown))


def outcome_rows(
    record: YearRecord,
    known: Mapping[Pair, MeasurementRow],
    weights: Mapping[Pair, int],
    *,
    unknown: Collection[Pair] = (),
) -> Rows:
    """The rows of `outcomes`."""
    kinds = {row.code: row for row in record.assessed}
    rows = []
    for row in _relevant(record):
        if row.low is None:
            continue
        pair = (row.indicator, row.body)
        found = None if pair in unknown else known.get(pair)
        value = _measured(found, kinds[row.indicator])
        weight = _weight(found or row, kinds[row.indicator], weights)
        rows.append((row.indicator, row.body, value, value, weight, found is not None))
    return rows


def margins(known: Mapping[Pair, MeasurementRow]) -> nw.DataFrame[Any]:
    """The uncertainty of surveyed outcomes: indicator, body, margin."""
    return written(
        {"indicator": nw.String, "body": nw.String, "margin": nw.Int64},
        ((*pair, row.margin) for pair, row in known.items() if row.margin),
    )


def _of_all(record: YearRecord) -> Iterable[DutyRow]:
    """The duties of the indicators held, values for women and men left aside."""
    held = {row.code for row in record.assessed}
    return (row for row in record.duties if row.sex is Sex.ALL and row.indicator in held)


def _relevant(record: YearRecord) -> Iterable[DutyRow]:
    """The duties that are not said to be irrelevant: only they enter an aggregate."""
    return (row for row in _of_all(record) if row.kind is not Kind.NOT_RELEVANT)


def _ends(row: DutyRow, indicator: IndicatorRow) -> tuple[int | None, int | None]:
    """What is summed: the value, or the numerator of a ratio in the indicator's unit."""
    if indicator.roll_up is not RollUp.RATIO or row.low is None:
        return row.low, row.high
    if row.numerator is None:
        return None, None
    part = row.numerator * _parts_in_unit(indicator) // SCALE
    return part, part


def _measured(row: MeasurementRow | None, indicator: IndicatorRow) -> int | None:
    if row is None:
        return None
    if indicator.roll_up is not RollUp.RATIO:
        return row.value
    return None if row.numerator is None else row.numerator * _parts_in_unit(indicator) // SCALE


def _parts_in_unit(indicator: IndicatorRow) -> int:
    """What one whole is in the unit, at 10⁻⁴: a ratio of 1 is 100 percent."""
    return indicator.ceiling or SCALE


def _weight(
    row: DutyRow | MeasurementRow, indicator: IndicatorRow, weights: Mapping[Pair, int]
) -> int:
    if indicator.roll_up is RollUp.WEIGHTED_MEAN:
        return weights.get((indicator.base, row.body), 1)  # Of one body's own value: any will do.
    if indicator.roll_up is RollUp.RATIO and row.denominator:
        return row.denominator // SCALE
    return 1


def weights(record: YearRecord) -> dict[Pair, int]:
    """The last known weight of each body on each base, as small whole numbers.

    The weights of a base are divided by their greatest common divisor: only their proportions
    matter, and small numbers keep the sums inside 64 bits.
    """
    last: dict[Pair, MeasurementRow] = {}
    for row in record.measurements:
        key = (row.indicator, row.body)
        if row.is_base and row.sex is Sex.ALL:
            known = last.get(key)
            if known is None or (known.period_from, known.known_on) <= (
                row.period_from,
                row.known_on,
            ):
                last[key] = row
    by_base: dict[str, list[int]] = defaultdict(list)
    for (base, _), row in last.items():
        by_base[base].append(row.value)
    divisors = {base: gcd(*values) or 1 for base, values in by_base.items()}
    return {key: row.value // divisors[key[0]] for key, row in last.items() if row.value > 0}


def known_outcomes(record: YearRecord) -> dict[Pair, MeasurementRow]:
    """Last year's outcome as it was known when each body stated its target (or at the moment)."""
    stated = {(row.indicator, row.body): row.stated_on for row in _of_all(record)}
    known: dict[Pair, MeasurementRow] = {}
    for row in sorted(record.measurements, key=lambda row: row.known_on):
        key = (row.indicator, row.body)
        if row.is_base or row.sex is not Sex.ALL or key not in stated:
            continue
        if row.known_on <= (stated[key] or record.on):
            known[key] = row
    return known


def by_sex(record: YearRecord) -> Frame:
    """`PARTS_BY_SEX` of targets stated for women, men and all."""
    found: dict[Pair, dict[Sex, int | None]] = defaultdict(dict)
    for row in record.duties:
        found[row.indicator, row.body][row.sex] = row.low
    adds_up = {row.code: row.adds_up for row in record.assessed}
    return table(
        schemas.PARTS_BY_SEX,
        (
            (*pair, adds_up[pair[0]], *(parts.get(sex) for sex in (Sex.ALL, Sex.WOMEN, Sex.MEN)))
            for pair, parts in found.items()
            if pair[0] in adds_up and len(parts) > 1
        ),
    )


def placements(record: YearRecord) -> Frame:
    """`PLACEMENTS`: an indicator stands under its goal, and under its sub-area."""
    return table(
        schemas.PLACEMENTS,
        (
            (row.code, goal, row.counts)
            for row in record.assessed
            for goal in (row.goal, row.sub_area)
            if goal
        ),
    )


def register(record: YearRecord) -> Frame:
    """`REGISTER` of the year."""
    bodies = record.bodies.values()
    return table(schemas.REGISTER, ((body.code, body.counts_as.value) for body in bodies))


def area_goals(record: YearRecord) -> Frame:
    """The goals that contributions are counted for: column goal."""
    rows = [(goal.code,) for goal in record.council_goals if goal.level is LevelCode.AREA_GOAL]
    return plain({"goal": nw.String}, rows)


def own_under(record: YearRecord) -> tuple[Tally, Tally, Tally]:
    """Count what bodies hold under each goal: own goals, own indicators, own activities.

    A group's activity stays the group's: it is nobody's own.
    """
    above = {goal.code: goal.parent for goal in record.goals}
    goals = Counter(
        (goal.parent, goal.owner) for goal in record.goals if goal.level is LevelCode.BODY_GOAL
    )
    indicators: Counter[Pair] = Counter()
    for row in record.indicators:
        if row.kind is IndicatorKind.BODY:
            area = row.goal if row.goal in _codes_of_areas(record) else above.get(row.goal, "")
            indicators[area, row.owner] += 1
    activities = Counter(
        (goal, body) for row in record.activities for goal in row.goals for body in row.bodies
    )
    return goals, indicators, activities


def _codes_of_areas(record: YearRecord) -> set[str]:
    return {goal.code for goal in record.goals if goal.level is LevelCode.AREA_GOAL}


def contributions(record: YearRecord) -> Frame:
    """`CONTRIBUTIONS`: what the plans say of each goal, and what bodies have of their own."""
    goals, indicators, activities = own_under(record)
    return table(
        schemas.CONTRIBUTIONS,
        (
            (
                row.goal,
                row.body,
                row.state.value,
                row.relevance is Relevance.EXPECTED,
                *(counts[row.goal, row.body] for counts in (goals, indicators, activities)),
            )
            for row in record.contributions
            if row.relevance is not Relevance.NOT_RELEVANT
            and row.state is not ContributionState.NOT_RELEVANT
        ),
    )


def words(record: YearRecord) -> Frame:
    """The office's word on mandatory indicators: indicator, in_line."""
    held = {row.code for row in record.assessed}
    return plain(
        {"indicator": nw.String, "in_line": nw.Boolean},
        ((code, word.in_line) for code, word in record.words.items() if code in held),
    )

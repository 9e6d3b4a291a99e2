"""One body's targets as they are now, held against the known outcome and the council's.

The same functions of the core on the same tables as the year's picture, for one body alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from enslinje.core import schemas
from enslinje.core.alignment import below_bar
from enslinje.core.ambition import ambition_in_words, weigh_ambition
from enslinje.core.lazy import Collected, Frame, collect_all
from enslinje.core.rollup import settle, sum_up
from enslinje.core.tables import Admitting
from enslinje.core.terms import Ambition, Kind, Sex
from enslinje.core.values import Stated
from enslinje.goals.ground import ground
from enslinje.goals.rows import DutyRow, IndicatorRow, MeasurementRow
from enslinje.goals.target_grid import TargetGrid, TargetRow
from enslinje.journal import record as journal
from enslinje.journal.keeping import Kept, Key
from enslinje.reconciliation import frames
from enslinje.reconciliation.frames import Pair
from enslinje.reconciliation.record import YearRecord

LOCAL = ZoneInfo("Europe/Stockholm")
PAIR = ("indicator", "body")
Numbers: TypeAlias = Mapping[str, Mapping[str, Any]]
"""What is computed of targets, by indicator."""

bars: Kept[Collected] = Kept(8)


@dataclass(frozen=True)
class Standing:
    """How a target stands. Differences at 10⁻⁴ of the unit, exact; positive is better.

    Attributes:
        outcome: last year's, as it was known when the target was stated, or is known now.
        ambition: against the outcome, `None` where either is no number or no way is better.
        better: how much better than the outcome.
        gap: how much better than the bar, `None` without one.
        is_quota: the bar is the body's own quota, else the council's target.
    """

    outcome: MeasurementRow | None = None
    ambition: Ambition | None = None
    better: Fraction | None = None
    gap: Fraction | None = None
    is_quota: bool = False

    @property
    def is_below(self) -> bool:
        """Whether the target is weaker than its bar."""
        return self.gap is not None and self.gap < 0

    @property
    def is_lowered(self) -> bool:
        """Whether the target is weaker than the outcome."""
        return self.ambition is Ambition.LOWERED


standings: Kept[Standing] = Kept(20_000)


def hold(
    grid: TargetGrid, rows: Sequence[TargetRow] | None = None, *, is_new: bool = False
) -> dict[str, Standing]:
    """Return how each row's target stands, by the code of its indicator.

    Args:
        grid: what is stated and measured.
        rows: the rows that are asked about, with other values maybe; by default the grid's.
        is_new: they are being stated now, so that every outcome known by now counts.
    """
    asked = grid.rows if rows is None else tuple(rows)
    by_key = {_key(grid, row, is_new=is_new): row for row in asked}
    found = standings.each(
        by_key.keys(),
        read=lambda keys: _weighed(grid, {key: by_key[key] for key in keys}, is_new=is_new),
        version=journal.ground(grid.year),
    )
    return {row.code: found[key] for key, row in by_key.items()}


def _key(grid: TargetGrid, row: TargetRow, *, is_new: bool) -> Key:
    """All that a row's standing depends on besides what plans rest on: not its words."""
    value, stated_on = row.value, _stated_on(row, is_new=is_new)
    said = (value.kind, value.form, value.change, value.low, value.high)
    parts = (value.numerator, value.denominator)
    where = (grid.year, grid.on, grid.body, row.code, row.quota, row.is_hidden)
    return (*where, *said, *parts, stated_on)


def _weighed(
    grid: TargetGrid, rows: Mapping[Key, TargetRow], *, is_new: bool
) -> dict[Key, Standing]:
    asked = tuple(rows.values())
    record = _record(grid, asked, is_new=is_new)
    known = frames.known_outcomes(record)
    numbers, held = _numbers(grid, record, known)
    found = {}
    for key, row in rows.items():
        number, bar = numbers.get(row.code), held.get(row.code)
        in_words = _in_words(row)
        found[key] = Standing(
            outcome=known.get((row.code, grid.body)),
            ambition=Ambition(number["ambition"]) if number else in_words,
            better=Fraction(number["better"], number["scale"]) if number else None,
            gap=Fraction(-bar["shortfall"], bar["divisor"]) if bar else None,
            is_quota=bool(bar and bar["is_quota"]),
        )
    return found


def _numbers(
    grid: TargetGrid, record: YearRecord, known: Mapping[Pair, MeasurementRow]
) -> tuple[Numbers, Numbers]:
    """How the targets that are numbers are held against outcomes, and against their bars."""
    weights = frames.weights(record)
    stated = tuple(frames.target_rows(record, weights))
    was = tuple(frames.outcome_rows(record, known, weights))
    quotas = tuple(frames.quota_rows(record))
    rules, council = _bars(grid)
    bars = {*_with_number(was), *(code for code, *_rest in quotas), *council["indicator"]}
    if bars.isdisjoint(_with_number(stated)):
        return {}, {}  # To hold nothing against nothing takes the engine as long as the rest.
    ambitions, gaps = _HELD.collect(
        targets=frames.unadmitted(schemas.STATEMENTS, stated),
        outcomes=frames.unadmitted(schemas.STATEMENTS, was),
        quotas=frames.unadmitted(schemas.QUOTAS, quotas),
        margins=frames.margins(known),
        council=council,
        rules=rules,
    )
    return (
        {row["indicator"]: row for row in ambitions.iter_rows(named=True)},
        {row["indicator"]: row for row in gaps.iter_rows(named=True)},
    )


def _with_number(statements: Iterable[Sequence[Any]]) -> set[str]:
    """The indicators of those statements that say a number."""
    return {code for code, _body, low, *_rest in statements if low is not None}


def _held(
    *, targets: Frame, outcomes: Frame, margins: Frame, council: Frame, quotas: Frame, rules: Frame
) -> tuple[Frame, Frame]:
    values = settle(sum_up(targets), rules, by=PAIR)
    was = settle(sum_up(outcomes), rules, by=PAIR).join(margins, on=list(PAIR), how="left")
    return weigh_ambition(values, was, rules), below_bar(values, council, quotas, rules)


_HELD = Admitting(
    _held,
    {
        "targets": schemas.STATEMENTS,
        "outcomes": schemas.STATEMENTS,
        "quotas": schemas.QUOTAS,
    },
)


def _bars(grid: TargetGrid) -> Collected:
    """The rules of the year's indicators, and the council's targets, which no save changes."""
    return bars.answer(
        grid.year, grid.on, read=lambda: _read_bars(grid), version=journal.ground(grid.year)
    )


def _read_bars(grid: TargetGrid) -> Collected:
    indicators = ground(year=grid.year, on=grid.on).indicators
    record = _empty(grid, tuple(indicators.values()))
    return collect_all(frames.rules(record), frames.council_targets(record))


def _in_words(row: TargetRow) -> Ambition | None:
    change = row.value.change
    return ambition_in_words(change, row.indicator.polarity) if change else None


def _record(grid: TargetGrid, rows: Iterable[TargetRow], *, is_new: bool) -> YearRecord:
    """The year's record with nothing in it but this body's duties."""
    record = _empty(grid, tuple(row.indicator for row in rows))
    return replace(record, duties=tuple(_duty(grid.body, row, is_new=is_new) for row in rows))


def _empty(grid: TargetGrid, indicators: tuple[IndicatorRow, ...]) -> YearRecord:
    """The year's record with nobody's duties in it."""
    moment = datetime.combine(grid.on, time.max, LOCAL)
    return YearRecord(
        year=grid.year,
        occasion="",
        reference_at=moment,
        moment=moment,
        on=grid.on,
        version=0,
        bodies={},
        goals=grid.goals,
        indicators=indicators,
        duties=(),
        measurements=grid.measurements,
        contributions=(),
        activities=(),
        judgements={},
        words={},
    )


def _stated_on(row: TargetRow, *, is_new: bool) -> date | None:
    return row.stated.stated_on if row.stated and not is_new else None


def _duty(body: str, row: TargetRow, *, is_new: bool) -> DutyRow:
    value: Stated = row.value
    return DutyRow(
        indicator=row.code,
        body=body,
        sex=Sex.ALL,
        kind=Kind.MISSING if row.is_hidden else value.kind,
        form=value.form,
        change=value.change,
        low=value.low,
        high=value.high,
        numerator=value.numerator,
        denominator=value.denominator,
        reason=value.reason,
        due_name="",
        due_at=None,
        raw_text=value.raw_text,
        stated_on=_stated_on(row, is_new=is_new),
        origin=row.stated.origin if row.stated else row.indicator.origin,
        quota=row.quota,
        quota_origin=row.quota_origin,
    )

"""What one body's targets that are numbers come to, and how they are held against others.

What does not change with what is typed is kept: the rules, the council's targets, and what each
outcome comes to. So is what a number is held to be: it is the same whoever states it against the
same outcome and bar, and most bodies state what the council does.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import narwhals as nw

from enslinje.core import schemas
from enslinje.core.alignment import below_bar
from enslinje.core.ambition import weigh_ambition
from enslinje.core.lazy import Frame, collect_all
from enslinje.core.rollup import settle, sum_up
from enslinje.core.tables import Admitting
from enslinje.core.terms import Ambition
from enslinje.goals.ground import ground
from enslinje.goals.rows import MeasurementRow
from enslinje.goals.target_grid import TargetGrid
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept, Key
from enslinje.reconciliation import frames, own_record, tables
from enslinje.reconciliation.frames import Pair
from enslinje.reconciliation.record import YearRecord
from enslinje.reconciliation.tables import Rows

PAIR = ("indicator", "body")
SETTLED: Mapping[str, Any] = {
    "indicator": nw.String,
    "body": nw.String,
    **{name: kind for name, kind in schemas.AGGREGATES.columns.items() if name != "indicator"},
}
"""The columns of `AGGREGATES` by body."""

Row: TypeAlias = Sequence[Any]
"""A row of `STATEMENTS` or `SETTLED`: the code of its indicator, then its body's."""
ByCode: TypeAlias = Mapping[str, Row]
Table: TypeAlias = nw.DataFrame[Any]


class Bars:
    """The rules of the year's indicators, and the council's targets, which no save changes.

    They are written into the plans that statements are computed by. `codes` are those of the
    indicators that the council has such a target for.
    """

    def __init__(self, rules: Table, council: Table) -> None:
        self._rules, self._council = rules, council
        self.codes = frozenset(council["indicator"])
        statements, quotas = ("statements", schemas.STATEMENTS), ("quotas", schemas.QUOTAS)
        self.settled = Admitting(self._settled, dict([statements]))
        self.gaps = Admitting(self._gaps, dict([statements, quotas]))
        self.both = Admitting(self._both, dict([statements, quotas]))

    def _settled(self, *, statements: Frame) -> tuple[Frame]:
        return (settle(sum_up(statements), self._rules.lazy(), by=PAIR),)

    def _gaps(self, *, statements: Frame, quotas: Frame) -> tuple[Frame]:
        (values,) = self._settled(statements=statements)
        return (below_bar(values, self._council.lazy(), quotas, self._rules.lazy()),)

    def _both(self, *, statements: Frame, quotas: Frame, outcomes: Frame) -> tuple[Frame, Frame]:
        (values,) = self._settled(statements=statements)
        ambitions = weigh_ambition(values, outcomes, self._rules.lazy())
        return (*self._gaps(statements=statements, quotas=quotas), ambitions)


@dataclass(frozen=True)
class Number:
    """How a number stands. Differences at 10⁻⁴ of the unit, exact; positive is better.

    Attributes:
        ambition: against the outcome, `None` without one or where no way is better.
        better: how much better than the outcome.
        gap: how much better than the bar, `None` without one.
        is_quota: the bar is the body's own quota, else the council's target.
    """

    ambition: Ambition | None = None
    better: Fraction | None = None
    gap: Fraction | None = None
    is_quota: bool = False


@dataclass(frozen=True)
class Asked:
    """A number and what it is held against.

    Attributes:
        stated: its row of `STATEMENTS`.
        was: the row of the outcome, `None` without one.
        quota: the body's own row of `QUOTAS`, `None` without one.
        margin: of the outcome.
    """

    stated: Row
    was: Row | None
    quota: Row | None
    margin: int | None

    def said(self) -> Key:
        """All that is said, besides of what and by whom."""
        rows = (self.stated, self.was, self.quota)
        said = (None if row is None else tuple(row[len(PAIR) :]) for row in rows)
        return (*said, self.margin)


NOTHING = Number()
"""How what is no number stands, or what there is nothing to hold against."""

bars_of: Kept[Bars] = Kept(8)
settlements: Kept[Row] = Kept(20_000)
held_before: Kept[Number] = Kept(20_000)


def numbers(
    grid: TargetGrid, record: YearRecord, known: Mapping[Pair, MeasurementRow]
) -> Mapping[str, Number]:
    """How the targets that are numbers are held against outcomes, and against their bars.

    Args:
        grid: what is stated and measured.
        record: the year's, with the duties that are asked about.
        known: the outcomes that they are held against.

    Returns:
        How each stands, by the code of its indicator: those that there is something to hold
        against.
    """
    weights = frames.weights(record)
    stated = _with_number(frames.target_rows(record, weights))
    was = _with_number(frames.outcome_rows(record, known, weights))
    quotas = _with_number(frames.quota_rows(record))
    bars = _bars(grid)
    asked = {
        code: Asked(row, was.get(code), quotas.get(code), _margin(known.get((code, grid.body))))
        for code, row in _of(stated, {*was, *quotas, *bars.codes}).items()
    }
    by_key = {(grid.year, grid.on, code, *one.said()): code for code, one in asked.items()}

    def read(keys: Sequence[Key]) -> Mapping[Key, Number]:
        held = _held(grid, bars, {by_key[key]: asked[by_key[key]] for key in keys})
        return {key: held[by_key[key]] for key in keys}

    found = held_before.each(by_key, read=read, version=kept_by.ground(grid.year))
    return {code: found[key] for key, code in by_key.items()}


def _margin(outcome: MeasurementRow | None) -> int | None:
    return None if outcome is None else outcome.margin


def _held(grid: TargetGrid, bars: Bars, asked: Mapping[str, Asked]) -> Mapping[str, Number]:
    """How each number stands, as the core has it."""
    stated = tables.unadmitted(schemas.STATEMENTS, (one.stated for one in asked.values()))
    quotas = tables.unadmitted(
        schemas.QUOTAS, (one.quota for one in asked.values() if one.quota is not None)
    )
    was = {code: one for code, one in asked.items() if one.was is not None}
    if was:
        gaps, ambitions = bars.both.collect(
            statements=stated, quotas=quotas, outcomes=_outcomes(grid, bars, was)
        )
        weighed = _by_code(ambitions)
    else:
        (gaps,), weighed = bars.gaps.collect(statements=stated, quotas=quotas), {}
    bar_of = _by_code(gaps)
    return {code: _number(weighed.get(code), bar_of.get(code)) for code in asked}


def _number(weighed: Mapping[str, Any] | None, bar: Mapping[str, Any] | None) -> Number:
    """The rows of `weigh_ambition` and of `below_bar` as how a number stands."""
    return Number(
        ambition=Ambition(weighed["ambition"]) if weighed else None,
        better=Fraction(weighed["better"], weighed["scale"]) if weighed else None,
        gap=Fraction(-bar["shortfall"], bar["divisor"]) if bar else None,
        is_quota=bool(bar and bar["is_quota"]),
    )


def _with_number(rows: Rows) -> ByCode:
    """Those that say a number: nothing is held against the others."""
    return {row[0]: row for row in rows if row[2] is not None}


def _of(rows: ByCode, codes: Collection[str]) -> ByCode:
    return {code: row for code, row in rows.items() if code in codes}


def _outcomes(grid: TargetGrid, bars: Bars, asked: Mapping[str, Asked]) -> Table:
    """What each outcome comes to by its indicator's rule, whatever is aimed at: kept."""
    was = {code: one.was for code, one in asked.items() if one.was is not None}
    by_key = {(grid.year, grid.on, *row): row for row in was.values()}

    def read(keys: Sequence[Key]) -> Mapping[Key, Row]:
        rows = tables.unadmitted(schemas.STATEMENTS, (by_key[key] for key in keys))
        (settled,) = bars.settled.collect(statements=rows)
        found = {row[0]: row for row in settled.select(*SETTLED).iter_rows()}
        return {key: found[by_key[key][0]] for key in keys}

    version = kept_by.ground(grid.year)
    settled = settlements.each(by_key.keys(), read=read, version=version).values()
    return tables.written(
        {**SETTLED, "margin": nw.Int64},
        ((*row, asked[row[0]].margin) for row in settled),
    )


def _by_code(table: Table) -> Mapping[str, Mapping[str, Any]]:
    return {row["indicator"]: row for row in table.iter_rows(named=True)}


def _bars(grid: TargetGrid) -> Bars:
    return bars_of.answer(
        grid.year, grid.on, read=lambda: _read_bars(grid), version=kept_by.ground(grid.year)
    )


def _read_bars(grid: TargetGrid) -> Bars:
    indicators = ground(year=grid.year, on=grid.on).indicators
    record = own_record.without_duties(grid, tuple(indicators.values()))
    rules, council = collect_all(frames.rules(record), frames.council_targets(record))
    return Bars(rules, council)

"""What one body's targets that are numbers come to, and how they are held against others.

What does not change with what is typed is kept: the rules, the council's targets, and what each
outcome comes to.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeAlias

import narwhals as nw

from enslinje.core import schemas
from enslinje.core.alignment import below_bar
from enslinje.core.ambition import weigh_ambition
from enslinje.core.lazy import Frame, collect_all
from enslinje.core.rollup import settle, sum_up
from enslinje.core.tables import Admitting
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
Numbers: TypeAlias = Mapping[str, Mapping[str, Any]]
"""What is computed of targets, by indicator."""

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


bars_of: Kept[Bars] = Kept(8)
settlements: Kept[Row] = Kept(20_000)


def numbers(
    grid: TargetGrid, record: YearRecord, known: Mapping[Pair, MeasurementRow]
) -> tuple[Numbers, Numbers]:
    """How the targets that are numbers are held against outcomes, and against their bars.

    Args:
        grid: what is stated and measured.
        record: the year's, with the duties that are asked about.
        known: the outcomes that they are held against.

    Returns:
        The rows of `weigh_ambition` and those of `below_bar`.
    """
    weights = frames.weights(record)
    stated = _with_number(frames.target_rows(record, weights))
    was = _with_number(frames.outcome_rows(record, known, weights))
    quotas = _with_number(frames.quota_rows(record))
    bars = _bars(grid)
    aimed = _of(stated, {*was, *quotas, *bars.codes})
    asked = {
        "statements": tables.unadmitted(schemas.STATEMENTS, aimed.values()),
        "quotas": tables.unadmitted(schemas.QUOTAS, _of(quotas, aimed).values()),
    }
    if not aimed:
        return {}, {}  # To hold nothing against nothing takes the engine as long as the rest.
    if was := _of(was, aimed):
        gaps, ambitions = bars.both.collect(**asked, outcomes=_outcomes(grid, bars, was, known))
        return _by_code(ambitions), _by_code(gaps)
    return {}, _by_code(*bars.gaps.collect(**asked))


def _with_number(rows: Rows) -> ByCode:
    """Those that say a number: nothing is held against the others."""
    return {row[0]: row for row in rows if row[2] is not None}


def _of(rows: ByCode, codes: Collection[str]) -> ByCode:
    return {code: row for code, row in rows.items() if code in codes}


def _outcomes(
    grid: TargetGrid, bars: Bars, was: ByCode, known: Mapping[Pair, MeasurementRow]
) -> Table:
    """What each outcome comes to by its indicator's rule, whatever is aimed at: kept."""
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
        ((*row, known[row[0], row[1]].margin) for row in settled),
    )


def _by_code(table: Table) -> Numbers:
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

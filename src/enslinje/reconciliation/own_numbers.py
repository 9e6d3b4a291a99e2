"""What one body's targets that are numbers come to, and how they are held against others.

What does not change with what is typed is kept: the rules, the council's targets, and what each
outcome comes to.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import narwhals as nw

from enslinje.core import schemas
from enslinje.core.alignment import below_bar
from enslinje.core.ambition import weigh_ambition
from enslinje.core.lazy import Prepared, collect_all
from enslinje.core.rollup import settle, sum_up
from enslinje.core.tables import Admitting
from enslinje.goals.ground import ground
from enslinje.goals.rows import MeasurementRow
from enslinje.goals.target_grid import TargetGrid
from enslinje.journal import record as journal
from enslinje.journal.keeping import Kept, Key
from enslinje.reconciliation import frames, own_record
from enslinje.reconciliation.frames import Pair
from enslinje.reconciliation.record import YearRecord

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


@dataclass(frozen=True)
class Bars:
    """The rules of the year's indicators, and the council's targets, which no save changes.

    `codes` are those of the indicators that the council has such a target for.
    """

    rules: Table
    council: Table
    codes: frozenset[str]


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
    # To hold nothing against nothing takes the engine as long as the rest: it is not asked to.
    aimed = _of(stated, {*was, *quotas, *bars.codes})
    if not aimed:
        return {}, {}
    values = _settle(aimed.values(), bars.rules)
    return (
        _ambitions(grid, values, _of(was, aimed), known),
        _gaps(bars, values, _of(quotas, aimed)) if aimed.keys() & {*quotas, *bars.codes} else {},
    )


def _with_number(rows: frames.Rows) -> ByCode:
    """Those that say a number: nothing is held against the others."""
    return {row[0]: row for row in rows if row[2] is not None}


def _of(rows: ByCode, codes: Collection[str]) -> ByCode:
    return {code: row for code, row in rows.items() if code in codes}


def _ambitions(
    grid: TargetGrid, values: Table, was: ByCode, known: Mapping[Pair, MeasurementRow]
) -> Numbers:
    if not was:
        return {}
    outcomes = ((*row, known[row[0], row[1]].margin) for row in _settled(grid, tuple(was.values())))
    return _by_code(
        *_WEIGHED.collect(
            values=values,
            outcomes=frames.written({**SETTLED, "margin": nw.Int64}, outcomes),
            rules=_bars(grid).rules,
        )
    )


def _gaps(bars: Bars, values: Table, quotas: ByCode) -> Numbers:
    return _by_code(
        *_HELD.collect(
            values=values,
            quotas=frames.unadmitted(schemas.QUOTAS, quotas.values()),
            council=bars.council,
            rules=bars.rules,
        )
    )


def _by_code(table: Table) -> Numbers:
    return {row["indicator"]: row for row in table.iter_rows(named=True)}


def _settled(grid: TargetGrid, outcomes: Sequence[Row]) -> Iterable[Row]:
    """What each outcome comes to by its indicator's rule, whatever is aimed at: kept."""
    by_key = {(grid.year, grid.on, *row): row for row in outcomes}

    def read(keys: Sequence[Key]) -> Mapping[Key, Row]:
        settled = _settle([by_key[key] for key in keys], _bars(grid).rules).select(*SETTLED)
        found = {row[0]: row for row in settled.iter_rows()}
        return {key: found[by_key[key][0]] for key in keys}

    version = journal.ground(grid.year)
    return settlements.each(by_key.keys(), read=read, version=version).values()


def _settle(statements: Iterable[Row], rules: Table) -> Table:
    """What each comes to by its indicator's rule, in `SETTLED`."""
    rows = frames.unadmitted(schemas.STATEMENTS, statements)
    (settled,) = _SETTLED.collect(statements=rows, rules=rules)
    return settled


_SETTLED = Admitting(
    lambda *, statements, rules: (settle(sum_up(statements), rules, by=PAIR),),
    {"statements": schemas.STATEMENTS},
)
_WEIGHED = Prepared(lambda *, values, outcomes, rules: (weigh_ambition(values, outcomes, rules),))
_HELD = Admitting(
    lambda *, values, council, quotas, rules: (below_bar(values, council, quotas, rules),),
    {"quotas": schemas.QUOTAS},
)


def _bars(grid: TargetGrid) -> Bars:
    return bars_of.answer(
        grid.year, grid.on, read=lambda: _read_bars(grid), version=journal.ground(grid.year)
    )


def _read_bars(grid: TargetGrid) -> Bars:
    indicators = ground(year=grid.year, on=grid.on).indicators
    record = own_record.without_duties(grid, tuple(indicators.values()))
    rules, council = collect_all(frames.rules(record), frames.council_targets(record))
    return Bars(rules, council, frozenset(council["indicator"]))

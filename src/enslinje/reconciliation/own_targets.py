"""One body's targets as they are now, held against the known outcome and the council's.

The same functions of the core on the same tables as the year's picture, for one body alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enslinje.core.ambition import ambition_in_words
from enslinje.core.terms import Ambition
from enslinje.goals.rows import MeasurementRow
from enslinje.goals.target_grid import TargetGrid, TargetRow
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept, Key
from enslinje.reconciliation import frames, own_record
from enslinje.reconciliation.own_numbers import NOTHING, Number, numbers


@dataclass(frozen=True)
class Standing(Number):
    """How a target stands: as a number does, and one in words by the way that it says.

    Attributes:
        outcome: last year's, as it was known when the target was stated, or is known now.
    """

    outcome: MeasurementRow | None = None

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
        version=kept_by.ground(grid.year),
    )
    return {row.code: found[key] for key, row in by_key.items()}


def _key(grid: TargetGrid, row: TargetRow, *, is_new: bool) -> Key:
    """All that a row's standing depends on besides what plans rest on: not its words."""
    value, stated_on = row.value, own_record.stated_on(row, is_new=is_new)
    said = (value.kind, value.form, value.change, value.low, value.high)
    parts = (value.numerator, value.denominator)
    where = (grid.year, grid.on, grid.body, row.code, row.quota, row.is_hidden)
    return (*where, *said, *parts, stated_on)


def _weighed(
    grid: TargetGrid, rows: Mapping[Key, TargetRow], *, is_new: bool
) -> dict[Key, Standing]:
    asked = tuple(rows.values())
    record = own_record.of_body(grid, asked, is_new=is_new)
    known = frames.known_outcomes(record)
    held = numbers(grid, record, known)
    found = {}
    for key, row in rows.items():
        number = held.get(row.code, NOTHING)
        found[key] = Standing(
            ambition=number.ambition or _in_words(row),
            better=number.better,
            gap=number.gap,
            is_quota=number.is_quota,
            outcome=known.get((row.code, grid.body)),
        )
    return found


def _in_words(row: TargetRow) -> Ambition | None:
    change = row.value.change
    return ambition_in_words(change, row.indicator.polarity) if change else None

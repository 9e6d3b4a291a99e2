"""The year's record with nothing in it but one body's duties, as its target grid has them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from enslinje.core.terms import Kind, Sex
from enslinje.core.values import Stated
from enslinje.goals.rows import DutyRow, IndicatorRow
from enslinje.goals.target_grid import TargetGrid, TargetRow
from enslinje.reconciliation.record import YearRecord

LOCAL = ZoneInfo("Europe/Stockholm")


def of_body(grid: TargetGrid, rows: Iterable[TargetRow], *, is_new: bool) -> YearRecord:
    """The year's record with nothing in it but this body's duties.

    Args:
        grid: what is stated and measured.
        rows: those that are asked about.
        is_new: they are being stated now.
    """
    record = without_duties(grid, tuple(row.indicator for row in rows))
    return replace(record, duties=tuple(_duty(grid.body, row, is_new=is_new) for row in rows))


def without_duties(grid: TargetGrid, indicators: tuple[IndicatorRow, ...]) -> YearRecord:
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


def stated_on(row: TargetRow, *, is_new: bool) -> date | None:
    """When the target was stated, `None` when it is being stated now."""
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
        stated_on=stated_on(row, is_new=is_new),
        origin=row.stated.origin if row.stated else row.indicator.origin,
        quota=row.quota,
        quota_origin=row.quota_origin,
    )

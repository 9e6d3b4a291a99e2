"""The bars of an indicator: every body's target against what it is held against."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from enslinje.core.terms import Kind
from enslinje.reconciliation.picture import BodyTarget, IndicatorResult
from enslinje.rendering import pictures
from enslinje.rendering.pictures import Measure, Position, Row
from enslinje.web import targets
from enslinje.web.targets import TargetLine


@dataclass(frozen=True)
class Bar:
    """One body's bar with its line of words; `is_weak` is below what it is held against."""

    line: TargetLine
    row: Row


@dataclass(frozen=True)
class Group:
    """Bars that stand alike, under a heading."""

    heading: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Bars:
    """All bars on one scale.

    Attributes:
        reference: where the council's target stands, for all bodies alike; `None` with quotas.
        has_marks, has_weak, has_ticks, has_missing, has_quotas: what the legend must explain.
    """

    groups: tuple[Group, ...]
    zero: Position
    reference: Position | None
    has_marks: bool
    has_weak: bool
    has_ticks: bool
    has_missing: bool
    has_quotas: bool


def draw(year: int, indicator: IndicatorResult) -> Bars:
    """Draw the bars of `indicator`, the furthest below first."""
    ordered = sorted(indicator.targets, key=_by_gap)
    picture = pictures.bars([_measure(target) for target in ordered])
    bars = [
        Bar(targets.line(year, indicator, target), row)
        for target, row in zip(ordered, picture.rows, strict=True)
    ]
    marks = {row.mark for row in picture.rows if row.mark is not None}
    has_quotas = any(target.bar_is_quota for target in ordered)
    return Bars(
        groups=_groups(bars),
        zero=picture.zero,
        reference=marks.pop() if len(marks) == 1 and not has_quotas else None,
        has_marks=bool(marks),
        has_weak=any(bar.line.is_weak for bar in bars),
        has_ticks=any(row.tick is not None for row in picture.rows),
        has_missing=any(row.bar is None for row in picture.rows),
        has_quotas=has_quotas,
    )


def total(indicator: IndicatorResult) -> Row | None:
    """Draw all bodies together against the council's target; `None` without either of them."""
    if indicator.aggregated_low is None or indicator.council is None:
        return None
    measure = Measure(
        key=indicator.code,
        low=indicator.aggregated_low,
        high=indicator.aggregated_high,
        mark=indicator.council.low,
        tick=indicator.outcome,
    )
    return pictures.bars([measure]).rows[0]


def _measure(target: BodyTarget) -> Measure:
    return Measure(
        key=target.body.slug,
        low=target.low,
        high=target.high,
        mark=target.bar,
        tick=target.outcome,
    )


def _by_gap(target: BodyTarget) -> tuple[bool, Decimal, Decimal]:
    """Weakest first; where nothing is to be reached, the largest first."""
    gap = target.gap if target.gap is not None else Decimal(0)
    return (target.gap is None, gap, -(target.high or Decimal(0)))


def _groups(bars: Sequence[Bar]) -> tuple[Group, ...]:
    weak = [bar for bar in bars if bar.line.is_weak]
    silent = [bar for bar in bars if bar.row.bar is None and bar.line.kind is Kind.MISSING]
    other = [bar for bar in bars if bar.row.bar is None and bar.line.kind is not Kind.MISSING]
    rest = [bar for bar in bars if bar.row.bar is not None and not bar.line.is_weak]
    is_held = any(bar.row.mark is not None for bar in rest)
    groups = (
        Group(gettext("Svagare än det som ska nås"), tuple(weak)),
        Group(gettext("Saknar årsmål"), tuple(silent)),
        Group(gettext("Inte fastställt eller inte relevant"), tuple(other)),
        Group(gettext("Når fram") if is_held else gettext("Årsmål"), tuple(rest)),
    )
    return tuple(group for group in groups if group.bars)

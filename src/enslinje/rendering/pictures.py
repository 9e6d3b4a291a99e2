"""The geometry of the pictures: where bars, ticks and marks stand, as whole numbers.

Positions are in hundredths of a percent of the width, so a picture stretches to any screen
without its text growing or shrinking with it. Every bar starts at zero: a scale never cuts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Number = int | Decimal | Fraction

FULL = 10_000
"""The whole width."""

HEADROOM = Fraction(1, 20)
"""What is left free beyond the largest value, so that a mark at the end is seen."""


@dataclass(frozen=True)
class Position:
    """A place along the width, in hundredths of a percent."""

    hundredths: int

    def __str__(self) -> str:
        """Write it as SVG takes it: `73.25%`."""
        return f"{self.hundredths // 100}.{self.hundredths % 100:02d}%"


@dataclass(frozen=True)
class Scale:
    """From values to positions. Zero is always inside."""

    low: Fraction
    high: Fraction

    def at(self, value: Number) -> Position:
        """Where `value` stands, held inside the width."""
        share = (Fraction(value) - self.low) / (self.high - self.low)
        return Position(max(0, min(FULL, round(share * FULL))))


@dataclass(frozen=True)
class Bar:
    """A bar from `start`, `width` long; both ends are inside the width."""

    start: Position
    width: Position


@dataclass(frozen=True)
class Measure:
    """What one row shows.

    Attributes:
        key: names the row to whoever draws it.
        low, high: the ends of what is stated, equal for one number, `None` where it is missing.
        mark: what the row is held against.
        tick: what it was before.
    """

    key: str
    low: Number | None = None
    high: Number | None = None
    mark: Number | None = None
    tick: Number | None = None


@dataclass(frozen=True)
class Row:
    """One row, drawn: a bar from zero, or from end to end for an interval; none when missing."""

    key: str
    bar: Bar | None
    is_interval: bool
    mark: Position | None
    tick: Position | None


@dataclass(frozen=True)
class BarPicture:
    """Rows on one scale; `zero` is where the bars start."""

    rows: tuple[Row, ...]
    zero: Position
    scale: Scale


def scale_over(values: Iterable[Number | None]) -> Scale:
    """Return a scale from zero that holds every value, with headroom at the far ends."""
    known = [Fraction(value) for value in values if value is not None]
    low, high = min(known, default=Fraction()), max(known, default=Fraction())
    low, high = min(low, Fraction()), max(high, Fraction())
    if low == high:
        high = Fraction(1)
    return Scale(low * (1 + HEADROOM), high * (1 + HEADROOM))


def bars(measures: Sequence[Measure]) -> BarPicture:
    """Draw every measure on one scale, in the given order."""
    every = (end for m in measures for end in (m.low, m.high, m.mark, m.tick))
    scale = scale_over(every)
    return BarPicture(
        rows=tuple(_row(measure, scale) for measure in measures),
        zero=scale.at(0),
        scale=scale,
    )


def aligned(measures: Sequence[Measure]) -> BarPicture:
    """Draw every measure on a scale of its own, so that all marks stand on one line.

    For values of different units: each is shown as its share of what it is held against. A
    measure whose mark is missing or not above zero has no such share, and so no bar.
    """
    shares = [_share(measure) for measure in measures]
    return bars(shares)


def _share(measure: Measure) -> Measure:
    if measure.mark is None or measure.mark <= 0:
        return Measure(key=measure.key)
    whole = Fraction(measure.mark)

    def of_mark(value: Number | None) -> Fraction | None:
        return None if value is None else Fraction(value) / whole

    return Measure(
        key=measure.key,
        low=of_mark(measure.low),
        high=of_mark(measure.high),
        mark=Fraction(1),
        tick=of_mark(measure.tick),
    )


def _row(measure: Measure, scale: Scale) -> Row:
    return Row(
        key=measure.key,
        bar=_bar(measure, scale),
        is_interval=measure.low != measure.high,
        mark=None if measure.mark is None else scale.at(measure.mark),
        tick=None if measure.tick is None else scale.at(measure.tick),
    )


def _bar(measure: Measure, scale: Scale) -> Bar | None:
    if measure.low is None or measure.high is None:
        return None
    ends = (measure.low, measure.high) if measure.low != measure.high else (0, measure.low)
    start, end = sorted(scale.at(value).hundredths for value in ends)
    return Bar(start=Position(start), width=Position(end - start))

"""Stated values at one fixed scale: whole numbers of 10⁻⁴ of the indicator's unit."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from enslinje.core.errors import DomainError
from enslinje.core.terms import Change, Form, Kind

SCALE = 10_000
"""Stored integers per unit: 2,93 percent is 29 300."""

LIMIT = 10**13
"""Largest absolute stored value: a thousand million of the unit."""

YES, NO = SCALE, 0


@dataclass(frozen=True)
class Stated:
    """What somebody states for a year: a number, an interval, words, or why there is none.

    `low`, `high`, `numerator` and `denominator` are at `SCALE`; `due_occasion` is the kind of
    the occasion (`OccasionKind`) by which a pending value will be set.
    """

    kind: Kind
    form: Form | None = None
    low: int | None = None
    high: int | None = None
    change: Change | None = None
    numerator: int | None = None
    denominator: int | None = None
    reason: str = ""
    due_occasion: str = ""
    raw_text: str = ""

    def __post_init__(self) -> None:
        fault = _fault(self)
        if fault:
            raise DomainError(fault)

    @property
    def is_numeric(self) -> bool:
        """Whether it can enter a roll-up."""
        return self.low is not None


def _fault(stated: Stated) -> str:
    """The first thing wrong with a value, or nothing."""
    return next((text for wrong, text in (*_of_kind(stated), *_of_parts(stated)) if wrong), "")


def _of_kind(stated: Stated) -> tuple[tuple[bool, str], ...]:
    """What each kind of value asks for."""
    kind, low, high = stated.kind, stated.low, stated.high
    point = low is not None and low == high
    span = low is not None and high is not None and low < high
    numeric = kind in {Kind.NUMBER, Kind.INTERVAL, Kind.YES_NO}
    return (
        (
            kind is Kind.NUMBER and not (point and stated.form),
            "A number has one value and a form: at least, at most or exactly",
        ),
        (kind is Kind.YES_NO and not (point and low in {YES, NO}), "Yes is 1 and no is 0"),
        (kind is Kind.INTERVAL and not span, "An interval has a low end below its high end"),
        (
            kind is Kind.CHANGE and stated.change is None,
            "A change says increase, keep or decrease",
        ),
        (
            kind is Kind.PENDING and not (stated.reason and stated.due_occasion),
            "A pending value says why, and at which occasion it will be set",
        ),
        (
            kind is Kind.NOT_RELEVANT and not stated.reason,
            "A value that is not relevant says why",
        ),
        (not numeric and (low, high) != (None, None), "Words carry no number"),
    )


def _of_parts(stated: Stated) -> tuple[tuple[bool, str], ...]:
    """What every value asks for."""
    kind, ends = stated.kind, (stated.low, stated.high)
    numerator, denominator = stated.numerator, stated.denominator
    return (
        (
            stated.form is not None and kind is not Kind.NUMBER,
            "Only a number is at least, at most or exactly",
        ),
        (
            stated.change is not None and kind is not Kind.CHANGE,
            "Only a change says increase, keep or decrease",
        ),
        (
            bool(stated.due_occasion) and kind is not Kind.PENDING,
            "Only a pending value waits for an occasion",
        ),
        (
            (numerator is None) != (denominator is None),
            "A numerator and a denominator come together",
        ),
        (denominator is not None and denominator <= 0, "A denominator is larger than zero"),
        (
            any(abs(end) > LIMIT for end in ends if end is not None),
            f"A value is at most {LIMIT // SCALE} of its unit",
        ),
    )


def scaled(value: Decimal | int) -> int:
    """Return `value` as a whole number of 10⁻⁴. Raise `DomainError` when it has more decimals."""
    if not Decimal(value).is_finite():
        raise DomainError(f"A value is a number: {value}")
    exact = Fraction(value) * SCALE  # A product of decimals would be rounded to 28 digits.
    if exact.denominator != 1:
        raise DomainError(f"At most four decimals are kept: {value}")
    return exact.numerator


def unscaled(value: int) -> Decimal:
    """Return a stored value in the indicator's unit, exactly."""
    return Decimal(value) / SCALE

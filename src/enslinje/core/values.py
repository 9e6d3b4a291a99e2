"""Stated values at one fixed scale: whole numbers of 10⁻⁴ of the indicator's unit."""

from dataclasses import dataclass
from decimal import Decimal

from enslinje.core.errors import DomainError
from enslinje.core.terms import Change, Form, Kind

SCALE = 10_000
"""Stored integers per unit: 2,93 percent is 29 300."""

LIMIT = 10**13
"""Largest absolute stored value: a thousand million of the unit. Keeps sums inside 64 bits."""

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
    ends = stated.low is not None and stated.high is not None
    match stated.kind:
        case Kind.NUMBER if not ends or stated.low != stated.high or stated.form is None:
            return "A number has one value and a form: at least, at most or exactly"
        case Kind.YES_NO if stated.low != stated.high or stated.low not in {YES, NO}:
            return "Yes is 1 and no is 0"
        case Kind.INTERVAL if not ends or stated.low >= stated.high:  # type: ignore[operator]
            return "An interval has a low end below its high end"
        case Kind.CHANGE if stated.change is None:
            return "A change says increase, keep or decrease"
        case Kind.PENDING if not stated.reason or not stated.due_occasion:
            return "A pending value says why, and at which occasion it will be set"
        case Kind.NOT_RELEVANT if not stated.reason:
            return "A value that is not relevant says why"
        case Kind.CHANGE | Kind.PENDING | Kind.NOT_RELEVANT | Kind.MISSING if (
            stated.low is not None or stated.high is not None
        ):
            return "Words carry no number"
    if (stated.numerator is None) != (stated.denominator is None):
        return "A numerator and a denominator come together"
    if any(abs(end) > LIMIT for end in (stated.low, stated.high) if end is not None):
        return f"A value is at most {LIMIT // SCALE} of its unit"
    return ""


def scaled(value: Decimal | int) -> int:
    """Return `value` as a whole number of 10⁻⁴. Raise `DomainError` when it has more decimals."""
    exact = Decimal(value) * SCALE
    if exact != exact.to_integral_value():
        raise DomainError(f"At most four decimals are kept: {value}")
    return int(exact)


def unscaled(value: int) -> Decimal:
    """Return a stored value in the indicator's unit, exactly."""
    return Decimal(value) / SCALE

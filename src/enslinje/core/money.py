"""Amounts of money: whole öre, read as Swedes write them, shared without losing one.

No binary fraction comes near an amount: `whole_ore` refuses one, and a house rule reads the code.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

from enslinje.core import numbers
from enslinje.core.errors import DomainError

LIMIT = 10**16
"""Largest amount of one posting, in öre: a hundred thousand thousand million kronor."""

_UNIT = re.compile(r"(?P<number>.*?)\s*(?P<unit>[^\W\d_]+)\.?", re.DOTALL)


class Unit(IntEnum):
    """What an amount is written in, by its öre."""

    ORE = 1
    KR = 100
    TKR = 100_000
    MNKR = 100_000_000
    MDKR = 100_000_000_000


WRITTEN: dict[str, Unit] = {
    "öre": Unit.ORE,
    "kr": Unit.KR,
    "sek": Unit.KR,
    "kronor": Unit.KR,
    "tkr": Unit.TKR,
    "tusen": Unit.TKR,
    "mnkr": Unit.MNKR,
    "mkr": Unit.MNKR,
    "miljoner": Unit.MNKR,
    "mdkr": Unit.MDKR,
    "mdr": Unit.MDKR,
    "miljarder": Unit.MDKR,
}
"""Units as they are written after an amount, in small letters."""


class NotAnAmount(DomainError):
    """The text is no amount of money as it is written in Swedish."""


class AmbiguousAmount(NotAnAmount):
    """The text can be read as two amounts: whoever wrote it must say which."""


class FinerThanOre(NotAnAmount):
    """The amount is no whole number of öre."""


class AmountTooLarge(NotAnAmount):
    """The amount is larger than any that a municipality has."""


def parse(text: str, *, unit: Unit) -> int:
    """Read an amount written in Swedish and return it in öre: `1 234,5`, `−3`, `1 234,50 kr`.

    Args:
        text: a number with or without a unit after it.
        unit: what it is in when it does not say so itself.

    Raises:
        AmbiguousAmount: a point, as in `1.234` or `12.5`.
        FinerThanOre: more decimals than öre, as in `1,234 kr`.
        AmountTooLarge: more than `LIMIT`.
        NotAnAmount: anything else, such as `ca 30`, `5 %`, `5 euro` or an empty text.
    """
    number, written = _parted(text.strip())
    if written and written not in WRITTEN:
        raise NotAnAmount(f"'{text}' has a unit that is not known: write {', '.join(WRITTEN)}")
    if "%" in number:
        raise NotAnAmount(f"'{text}' is a share, not an amount of money")
    try:
        value = numbers.parse(number)
    except numbers.AmbiguousNumber as fault:
        raise AmbiguousAmount(
            f"A point in '{text}' could part thousands or decimals: write a comma for decimals "
            "and a space between thousands"
        ) from fault
    except numbers.NotANumber as fault:
        raise NotAnAmount(f"'{text}' is no amount of money") from fault
    return to_ore(value, WRITTEN.get(written, unit))


def to_ore(value: Decimal | int, unit: Unit) -> int:
    """Return `value` in öre.

    Raises:
        FinerThanOre: it is no whole number of öre.
        AmountTooLarge: it is more than `LIMIT`.
    """
    whole_ore(value if isinstance(value, int) else 0)
    exact = Fraction(value) * unit
    if exact.denominator != 1:
        raise FinerThanOre(f"{value} {unit.name.lower()} is no whole number of öre")
    if abs(exact.numerator) > LIMIT:
        raise AmountTooLarge(f"{value} {unit.name.lower()} is more than any municipality has")
    return exact.numerator


def whole_ore(value: object) -> int:
    """Return `value` when it is a whole number of öre.

    Raises:
        TypeError: it is something else: a binary fraction, a truth value, a text.
    """
    if type(value) is not int:
        raise TypeError(f"An amount is whole öre, not {type(value).__name__} {value!r}")
    return value


def in_mnkr(ore: int, decimals: int = 1) -> Decimal:
    """Return an amount in millions of kronor, rounded half away from zero. For display only."""
    return numbers.rounded(Fraction(ore, Unit.MNKR), decimals)


def exact_mnkr(ore: int) -> Decimal:
    """Return an amount in millions of kronor, exactly."""
    return Decimal(ore).scaleb(-8)


def exact_kr(ore: int) -> str:
    """Write an amount in kronor for machines: two decimals and a point, exactly."""
    return f"{Decimal(ore).scaleb(-2):.2f}"


def written_mnkr(ore: int) -> str:
    """Write an amount in mnkr for machines: one decimal and a point, `-0.0` never."""
    number = in_mnkr(ore)
    return f"{number or number.copy_abs():.1f}"


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Share `total` öre in proportion to `weights`: what is left over goes by largest remainder.

    The parts sum to the total exactly. Of equal remainders the first in order comes first, so the
    same question has one answer. A negative total is shared as the positive one, with its sign.

    Raises:
        ValueError: a weight is negative, or none is above zero.
    """
    whole_ore(total)
    if any(whole_ore(weight) < 0 for weight in weights) or not any(weights):
        raise ValueError("Weights are not negative, and at least one is above zero")
    sign, size, base = (-1 if total < 0 else 1), abs(total), sum(weights)
    shares = [divmod(size * weight, base) for weight in weights]
    left = size - sum(whole for whole, _remainder in shares)
    order = sorted(range(len(weights)), key=lambda place: (-shares[place][1], place))
    gets_one_more = set(order[:left])
    return [sign * (whole + (place in gets_one_more)) for place, (whole, _r) in enumerate(shares)]


def _parted(text: str) -> tuple[str, str]:
    """The number and the unit after it, "" where there is none."""
    found = _UNIT.fullmatch(text)
    if found is None:
        return text, ""
    return found["number"], found["unit"].casefold()

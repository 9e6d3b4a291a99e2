"""Numbers as people write and read them: Swedish and English, exact, rounded half up."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from enslinje.core.errors import DomainError

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]")
_HYPHENS = re.compile(r"[\u2010\u2011\u2012\u2013\u2212]")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]+)?")
_PLAIN = re.compile(r"-?[0-9]+(?:,[0-9]+)?")
_POINT = re.compile(r"-?[0-9][0-9 ]*(?:\.[0-9]+)+(?:,[0-9]+)?")

Number = int | Decimal | Fraction

MOST_KEPT = 50_000
"""A page writes a thousand numbers, mostly those that the page before it wrote."""


class NotANumber(DomainError):
    """The text is no number as it is written in Swedish."""


class AmbiguousNumber(NotANumber):
    """A point could part thousands or decimals: whoever wrote it must say which."""


def parse(text: str) -> Decimal:
    """Read a number written in Swedish: `1 234,5`, `−5`, `12 %`.

    Spaces of every width part thousands, a comma the decimals; a minus may be a hyphen, a dash
    or U+2212; a percent sign is ignored.

    Raises:
        AmbiguousNumber: a point, as in `1.234` or `12.5`.
        NotANumber: anything else, such as `ca 30` or an empty text.
    """
    plain = _HYPHENS.sub("-", _SPACES.sub(" ", text)).strip().removesuffix("%").strip()
    plain = re.sub(r"^- ", "-", plain)
    if _POINT.fullmatch(plain):
        raise AmbiguousNumber(f"A point in '{text}' could part thousands or decimals")
    if not (_PLAIN.fullmatch(plain) or _GROUPED.fullmatch(plain)):
        raise NotANumber(f"'{text}' is no number")
    number = Decimal(plain.replace(" ", "").replace(",", "."))
    return number or number.copy_abs()  # Zero has no sign.


@lru_cache(maxsize=MOST_KEPT)
def rounded(value: Number, decimals: int = 0) -> Decimal:
    """Round half away from zero to `decimals`, exactly: no float comes near it."""
    exact = Fraction(value) * 10**decimals
    whole = (abs(exact.numerator) * 2 + exact.denominator) // (2 * exact.denominator)
    return Decimal(f"{-whole if exact < 0 else whole}E-{decimals}")


@lru_cache(maxsize=MOST_KEPT)
def shown(value: Number, decimals: int = 0, *, language: str = "sv") -> str:
    """Write a number for people: `1 234,5` in Swedish, `1,234.5` in English, U+2212 for minus.

    A value that rounds to zero has no sign.
    """
    group, point = (",", ".") if language == "en" else (NO_BREAK_SPACE, ",")
    number = rounded(value, decimals)
    text = f"{number.copy_abs():,.{decimals}f}".replace(",", "\0").replace(".", point)
    return (MINUS if number < 0 else "") + text.replace("\0", group)


def exact(value: Number) -> str:
    """Write a number for machines: a plain decimal, at most ten decimals, never an exponent."""
    text = f"{rounded(value, 10):f}"
    is_whole = 10**10 % Fraction(value).denominator == 0
    return text.rstrip("0").rstrip(".") if is_whole else text

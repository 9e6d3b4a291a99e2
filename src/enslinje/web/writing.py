"""Numbers, units and dates as the reader's language writes them."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from enslinje.core import numbers
from enslinje.core.terms import Basis

Number = int | Decimal | Fraction

EN_DASH = "–"
MOST_DECIMALS = 6


def language() -> str:
    """The reader's language, `sv` or `en`."""
    return (get_language() or "sv")[:2]


def number(value: Number, decimals: int = 0) -> str:
    """Write a number with as many decimals as asked for: `1 234,50`."""
    return numbers.shown(value, decimals, language=language())


def brief(value: Number, decimals: int = 0) -> str:
    """Write a number without decimals that say nothing: `3`, not `3,00`."""
    while decimals and numbers.rounded(value, decimals) == numbers.rounded(value, decimals - 1):
        decimals -= 1
    return number(value, decimals)


def told_apart(value: Number, other: Number, decimals: int) -> str:
    """Write a number with so many decimals that it does not look like `other` when it differs."""
    while (
        decimals < MOST_DECIMALS
        and Fraction(value) != Fraction(other)
        and numbers.rounded(value, decimals) == numbers.rounded(other, decimals)
    ):
        decimals += 1
    return brief(value, decimals)


def ends(low: Number, high: Number, decimals: int = 0) -> str:
    """Write a number, or an interval by its ends: `50–100`."""
    if low == high:
        return number(low, decimals)
    return f"{number(low, decimals)}{EN_DASH}{number(high, decimals)}"


def signed(value: Number, decimals: int = 0) -> str:
    """Write a difference with its sign: `+2,0`, `−0,5`, `0,0`."""
    text = number(value, decimals)
    return f"+{text}" if numbers.rounded(value, decimals) > 0 else text


def in_language(swedish: str, english: str) -> str:
    """The text in the reader's language, Swedish where there is no English."""
    return swedish if language() == "sv" else english or swedish


def day(moment: date | datetime) -> str:
    """Write a date as in tables: `2021-03-12`."""
    return _date(moment).isoformat()


def day_in_words(moment: date | datetime) -> str:
    """Write a date as in text: `fredag 12 mars 2021 (v. 10)`, its week never on two lines."""
    local = _date(moment)
    written = gettext("%(day)s (v. %(week)d)") % {
        "day": date_format(local, "l j F Y"),
        "week": local.isocalendar().week,
    }
    rest, _space, week = written.rpartition(" ")
    return f"{rest}\N{NO-BREAK SPACE}{week}"


def _date(moment: date | datetime) -> date:
    if isinstance(moment, datetime):
        return (timezone.localtime(moment) if timezone.is_aware(moment) else moment).date()
    return moment


class Shown(NamedTuple):
    """A figure as it is written, the reference it is found under, and what it rests on."""

    text: str
    reference: str = ""
    basis: Basis | None = None

    @property
    def is_invented(self) -> bool:
        """Whether the reader must be told that it is made up."""
        return self.basis is Basis.INVENTED

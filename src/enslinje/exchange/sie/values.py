"""The fields of a record to values: dates, amounts, accounts, objects. Exact, and never guessed."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from enslinje.exchange.sie.faults import Code, Wrong
from enslinje.exchange.sie.model import Field, ObjectRef, Period

FIRST_YEAR, LAST_YEAR = 1900, 2200
ACCOUNT_DIGITS = 10
LARGEST_DIMENSION = 9_999
FURTHEST_YEAR = 99

_ACCOUNT = re.compile(rf"[0-9]{{1,{ACCOUNT_DIGITS}}}")
_AMOUNT = re.compile(r"([+-]?)([0-9]{0,15})(?:\.([0-9]{0,10}))?")
_QUANTITY = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,10})?|\.[0-9]{1,10})")
_WHOLE = re.compile(r"[+-]?[0-9]{1,10}")
_DAY = re.compile(r"[0-9]{8}")
_MONTH = re.compile(r"[0-9]{6}")

Word = TypeVar("Word", bound=StrEnum)


class Fields:
    """The fields of one record after its label, with their names in the standard.

    Every question names a place, from 0. A field that is missing is "". Raises `Wrong`.
    """

    __slots__ = ("_fields", "label", "syntax")

    def __init__(self, label: str, fields: Sequence[Field], syntax: str) -> None:
        self.label = label
        self.syntax = syntax
        self._fields = fields

    @property
    def form(self) -> str:
        """The record as the standard writes it."""
        return f"{self.label} {self.syntax}"

    def name(self, place: int) -> str:
        """The standard's name of a field."""
        names = self.syntax.split()
        return names[place] if place < len(names) else ""

    def texts(self) -> tuple[str, ...]:
        """Every field that is text."""
        return tuple(self.text(place) for place in range(len(self._fields)))

    def text(self, place: int) -> str:
        """A text."""
        if place >= len(self._fields):
            return ""
        value = self._fields[place]
        if isinstance(value, str):
            return value
        raise Wrong(Code.BAD_TEXT, " ".join(value), field=self.name(place), form=self.form)

    def filled(self, place: int) -> str:
        """A text that must be there."""
        return self.text(place) or self._missing(place)

    def _missing(self, place: int) -> str:
        raise Wrong(Code.MISSING_FIELD, field=self.name(place), form=self.form)

    def day(self, place: int) -> date:
        """A day: 20210131."""
        return _day(self.filled(place))

    def day_if_any(self, place: int) -> date | None:
        return self.day(place) if self.text(place) else None

    def period(self, place: int) -> Period:
        """A month: 202101."""
        text = self.filled(place)
        if _MONTH.fullmatch(text):
            period = Period(int(text[:4]), int(text[4:]))
            if FIRST_YEAR <= period.year <= LAST_YEAR and 1 <= period.month <= 12:  # noqa: PLR2004
                return period
        raise Wrong(Code.BAD_PERIOD, text)

    def amount_ore(self, place: int) -> int:
        """An amount in whole hundredths: -1234.50 is −123450."""
        text = self.filled(place)
        found = _AMOUNT.fullmatch(text)
        if found:
            sign, whole, decimals = found[1], found[2], found[3] or ""
            if (whole or decimals) and not decimals[2:].strip("0"):
                ore = int(f"{whole or 0}{decimals[:2]:0<2}")
                return -ore if sign == "-" else ore
        raise Wrong(Code.BAD_AMOUNT, text)

    def quantity(self, place: int) -> Decimal | None:
        """A quantity, or None when none is stated."""
        text = self.text(place)
        if not text:
            return None
        if not _QUANTITY.fullmatch(text):
            raise Wrong(Code.BAD_QUANTITY, text)
        return Decimal(text)

    def whole(self, place: int, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
        text = self.filled(place)
        if _WHOLE.fullmatch(text) and least <= int(text) <= most:
            return int(text)
        raise Wrong(Code.BAD_WHOLE, text, least=least, most=most, field=self.name(place))

    def year(self, place: int) -> int:
        """A fiscal year as the file counts them, 0 for its own and −1 for the one before."""
        return self.whole(place, -FURTHEST_YEAR, FURTHEST_YEAR)

    def dimension(self, place: int) -> int:
        return self.whole(place, 1, LARGEST_DIMENSION)

    def account(self, place: int) -> str:
        """An account number."""
        text = self.filled(place)
        if not is_account(text):
            raise Wrong(Code.BAD_ACCOUNT, text, most=ACCOUNT_DIGITS)
        return text

    def word(self, place: int, vocabulary: type[Word]) -> Word:
        """A word of a vocabulary, in any case."""
        text = self.filled(place)
        try:
            return vocabulary(text.upper())
        except ValueError:
            words = ", ".join(vocabulary)
            raise Wrong(Code.BAD_WORD, text, field=self.name(place), words=words) from None

    def objects(self, place: int) -> tuple[ObjectRef, ...]:
        """Pairs of dimension and object within braces."""
        listed = self._fields[place] if place < len(self._fields) else self._missing(place)
        if listed == ():
            return ()
        if isinstance(listed, str):
            raise Wrong(Code.BAD_OBJECTS, listed)
        return _refs(listed)


@lru_cache(maxsize=512)
def _day(text: str) -> date:
    """The same few days come again and again, and so do objects."""
    if _DAY.fullmatch(text) and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        try:
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            pass
    raise Wrong(Code.BAD_DATE, text)


@lru_cache(maxsize=512)
def _refs(listed: tuple[str, ...]) -> tuple[ObjectRef, ...]:
    if len(listed) % 2:
        raise Wrong(Code.BAD_OBJECTS, " ".join(listed))
    pairs = zip(listed[::2], listed[1::2], strict=True)
    return tuple(_object(dimension, code) for dimension, code in pairs)


def _object(dimension: str, code: str) -> ObjectRef:
    if _WHOLE.fullmatch(dimension) and code:
        ref = ObjectRef(int(dimension), code)
        if is_dimension(ref.dimension):
            return ref
    raise Wrong(Code.BAD_OBJECTS, f"{dimension} {code}")


def is_account(text: str) -> bool:
    return _ACCOUNT.fullmatch(text) is not None


def is_dimension(number: int) -> bool:
    return 1 <= number <= LARGEST_DIMENSION


def is_quantity(text: str) -> bool:
    return _QUANTITY.fullmatch(text) is not None


def shown_amount(amount_ore: int) -> str:
    """Write an amount as the standard does: −123450 is -1234.50."""
    whole, rest = divmod(abs(amount_ore), 100)
    return f"{'-' if amount_ore < 0 else ''}{whole}.{rest:02}"


def shown_day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"

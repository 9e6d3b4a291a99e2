"""Kinds of cells: how the text of one cell is read, and what is said when it cannot be."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from django.utils.translation import gettext as _

from enslinje.core import deadlines, numbers
from enslinje.core.values import LIMIT, SCALE

Value: TypeAlias = str | int | Decimal | bool | date | datetime | tuple[str, ...] | None

LARGEST = LIMIT // SCALE
CODE_LENGTH = 64
NUMBER_LENGTH = 24
WHOLE_LENGTH = 9

FIRST_YEAR, LAST_YEAR = 1900, 2200

_CODE = re.compile(r"[\w.:+-]+")
_POINT_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_WHOLE = re.compile(r"-?[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}")


class Style(StrEnum):
    """How numbers are written in a file: a semicolon between cells tells of Swedish Excel."""

    POINT = ","
    COMMA = ";"


class Unreadable(Exception):
    """A cell is not what its column asks for: what is wrong with it, and what mends it."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


CellReader: TypeAlias = Callable[[str, Style], Value]
"""Reads the text of a cell that is not empty. Raises `Unreadable`."""


def code(text: str, _style: Style) -> str:
    """Read a code: letters, figures and . : + - _ only, as it stands in addresses."""
    if len(text) > CODE_LENGTH or not _CODE.fullmatch(text):
        raise Unreadable(
            _("är ingen kod"),
            _("Skriv högst {most} bokstäver, siffror, punkter och bindestreck.").format(
                most=CODE_LENGTH
            ),
        )
    return text


def text_of(most: int) -> CellReader:
    """A reader of text of at most `most` characters, on one line."""

    def read(text: str, _style: Style) -> str:
        if len(text) > most:
            raise Unreadable(
                _("är för lång text"), _("Skriv högst {most} tecken.").format(most=most)
            )
        return text

    return read


def number(text: str, style: Style) -> Decimal:
    """Read a number of at most four decimals, written as the file writes numbers."""
    value = exact_number(text, style)
    if (value * SCALE) % 1:
        raise Unreadable(_("har för många decimaler"), _("Skriv högst fyra decimaler."))
    if abs(value) > LARGEST:
        raise Unreadable(
            _("är ett för stort tal"),
            _("Skriv ett tal mellan −{most} och {most}.").format(most=numbers.shown(LARGEST)),
        )
    return value


def exact_number(text: str, style: Style) -> Decimal:
    """Read a number of any size and precision, written as the file writes numbers."""
    try:
        return _parsed(text, style)
    except numbers.NotANumber as fault:
        raise Unreadable(_("är inget tal"), _number_remedy(style)) from fault


def _number_remedy(style: Style) -> str:
    return (
        _("Skriv talet med decimalpunkt och utan mellanrum, till exempel 1234.5.")
        if style is Style.POINT
        else _("Skriv talet med decimalkomma, till exempel 1234,5.")
    )


def _parsed(text: str, style: Style) -> Decimal:
    """The number as written. Raise `NotANumber`, also where Decimal would begin to round."""
    if len(text) > NUMBER_LENGTH:
        raise numbers.NotANumber(text)
    if style is Style.COMMA:
        return numbers.parse(text)
    if not _POINT_NUMBER.fullmatch(text):
        raise numbers.NotANumber(text)
    return Decimal(text)


def whole_of(least: int, most: int) -> CellReader:
    """A reader of whole numbers from `least` to `most`."""

    def read(text: str, _style: Style) -> int:
        if _WHOLE.fullmatch(text) and len(text) <= WHOLE_LENGTH and least <= int(text) <= most:
            return int(text)
        raise Unreadable(
            _("är inget heltal mellan {least} och {most}").format(least=least, most=most),
            _("Skriv ett heltal med siffror."),
        )

    return read


def flag(text: str, _style: Style) -> bool:
    """Read true or false."""
    if text not in {"true", "false"}:
        raise Unreadable(_("är varken true eller false"), _("Skriv true eller false."))
    return text == "true"


def day(text: str, _style: Style) -> date:
    """Read a day: 2021-02-15."""
    if _DAY.fullmatch(text) and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise Unreadable(_("är inget datum"), _("Skriv datumet som 2021-02-15."))


def moment(text: str, _style: Style) -> datetime:
    """Read an instant by the clocks of Sweden: 2021-02-15 09:00."""
    return _instant(text, deadlines.opening, _("Skriv tidpunkten som 2021-02-15 09:00."))


def last_moment(text: str, style: Style) -> datetime:
    """Read a last instant: 2021-01-31 17:00, or 2021-01-31 for the whole of that day."""
    if _DAY.fullmatch(text):
        return deadlines.deadline(day(text, style))
    remedy = _("Skriv sista tidpunkten som 2021-01-31, hela dagen, eller 2021-01-31 17:00.")
    return _instant(text, deadlines.deadline, remedy)


def _instant(text: str, make: Callable[[date, time], datetime], remedy: str) -> datetime:
    if _MOMENT.fullmatch(text) and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        with suppress(ValueError):  # A time that the clocks pass over is a DomainError, and so one.
            written = datetime.fromisoformat(text)
            return make(written.date(), written.time())
    raise Unreadable(_("är ingen tidpunkt"), remedy)


def word_of(vocabulary: type[StrEnum]) -> CellReader:
    """A reader of the words of a closed vocabulary."""
    words = {member.value: member for member in vocabulary}

    def read(text: str, _style: Style) -> str:
        if text not in words:
            raise Unreadable(
                _("finns inte bland de ord som går att välja"),
                _("Skriv något av: {words}.").format(words=", ".join(words)),
            )
        return words[text]

    return read


def pairs_of(vocabulary: type[StrEnum]) -> CellReader:
    """A reader of names with a word each, as in `name=source; unit=inferred`."""
    read_word = word_of(vocabulary)

    def read(text: str, style: Style) -> tuple[str, ...]:
        parts = listed(text)
        for part in parts:
            name, equals, word = part.partition("=")
            if not name or not equals:
                raise Unreadable(
                    _("är inga par av namn och ord"), _("Skriv som name=source; unit=inferred.")
                )
            read_word(word, style)
        return parts

    return read


def listed(text: str) -> tuple[str, ...]:
    """Part a cell that holds several things, parted by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())

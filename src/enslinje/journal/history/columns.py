"""Fields that many kinds share, and ways to put a column in words."""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _

from enslinje.core.numbers import shown
from enslinje.core.terms import Basis
from enslinje.core.values import SCALE, unscaled
from enslinje.journal.history.register import Field, Part, Row
from enslinje.journal.vocabulary import word

_YEAR = re.compile(r"[1-9][0-9]{3}")


def year_of(text: str) -> int:
    """Read a year of an address. Raise `ValueError` when it is none."""
    if not _YEAR.fullmatch(text):
        raise ValueError(text)
    return int(text)


def or_none(text: str) -> str | None:
    """Read a part of an address that may be empty."""
    return text or None


def day_of(text: str) -> date:
    """Read a day of an address, written as 2021-02-01. Raise `ValueError` when it is none."""
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


YEAR = Part("year", year_of)


def chosen(name: str, label: str, vocabulary: type[StrEnum]) -> Field:
    """A column that holds a member of a vocabulary."""
    return Field(name, label, lambda row, _about: word(vocabulary, row[name]))


def written(path: str) -> Callable[[Row, Any], str]:
    """Show what stands at a path as it is: a code or a name of what the fact points at."""
    return lambda row, _about: str("" if row[path] is None else row[path])


def number_words(value: int | None, decimals: int = 0, unit: str = "") -> str:
    """Write a value at 10⁻⁴, exactly: with `decimals`, or as many as it takes, and its unit."""
    if value is None:
        return ""
    needed = next(some for some in range(5) if value * 10**some % SCALE == 0)
    language = (get_language() or "sv").split("-")[0]
    text = shown(unscaled(value), max(decimals, needed), language=language)
    return f"{text}\u00a0{unit}" if unit else text


ORIGIN = (
    chosen("basis", _("Grund"), Basis),
    Field("source_ref", _("Källa")),
    Field("note", _("Anteckning"), is_text=True),
)
"""What a fact rests on."""

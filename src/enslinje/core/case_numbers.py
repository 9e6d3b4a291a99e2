"""Case numbers as bodies write them in their registers: prefix, year, serial ("KS 2020/41").

Everybody writes them in their own way, so one reader takes them all and one writer gives them
back. A prefix is of Swedish letters and hyphens, and is the same in any case; in addresses, which
are ASCII, Å, Ä and Ö are "aa", "ae" and "oe", so that ÄN and AN stay apart.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from enslinje.core.errors import DomainError

FIRST_YEAR = 1900
"""No register has an older year: what is written so is mistyped."""

LONGEST_PREFIX = 20
LONGEST_FOLDED = 2 * LONGEST_PREFIX
"""Each letter of a prefix is at most two in an address."""

LONGEST_SERIAL = 7


class Fault(StrEnum):
    """Why a text is no case number."""

    EMPTY = "empty"
    NO_PREFIX = "no_prefix"
    NO_YEAR = "no_year"
    NO_SERIAL = "no_serial"
    OTHER = "other"


class NotACaseNumber(DomainError):
    """The text is no case number; `fault` says what it lacks."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """The number of a case: `prefix` as it was written, `year` of four digits, `serial` from 1."""

    prefix: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.prefix} {self.year}/{self.serial}"

    @property
    def folded(self) -> str:
        """The prefix as it is compared."""
        return fold_prefix(self.prefix)

    @property
    def address(self) -> str:
        """How it is written in an address: "ks-2020-41"."""
        return f"{self.folded}-{self.year}-{self.serial}"

    def spelled(self, prefix: str) -> "CaseNumber":
        """Return the same number with its prefix as the register spells it."""
        return replace(self, prefix=prefix)


_WORD = re.compile(r"(?:dnr|diarienr|diarienummer|diarienumret)[.:]*(?:\s+|$)", re.IGNORECASE)
_LETTERS = "A-Za-zÅÄÖåäö"
_PREFIX = rf"(?P<prefix>[{_LETTERS}]+(?:-[{_LETTERS}]+)*)"
_IN_FULL = re.compile(rf"{_PREFIX}[ -]?(?P<year>[0-9]{{4}}) ?/ ?(?P<serial>[0-9]+)")
_IN_AN_ADDRESS = re.compile(rf"{_PREFIX}-(?P<year>[0-9]{{4}})-(?P<serial>[0-9]+)")
_FAULTS = (
    (re.compile(r"[0-9]{4} ?[/-] ?[0-9]+"), Fault.NO_PREFIX),
    (re.compile(rf"{_PREFIX}[ -]?(?:[0-9]{{1,3}}|[0-9]{{5,}})(?: ?/.*)?"), Fault.NO_YEAR),
    (re.compile(rf"{_PREFIX}[ -]?[0-9]{{4}} ?/?(?: ?0+)?"), Fault.NO_SERIAL),
)
_HYPHENS = str.maketrans(dict.fromkeys("‐‑–", "-"))
_ASCII = str.maketrans({"å": "aa", "ä": "ae", "ö": "oe"})
_NO_PREFIX = frozenset({"dnr", "diarienr", "diarienummer", "diarienumret"})


def is_prefix(text: str, *, longest: int = LONGEST_PREFIX) -> bool:
    """Whether a register may have this prefix: letters and hyphens between them, at most 20."""
    return (
        re.fullmatch(_PREFIX, text) is not None
        and len(text) <= longest
        and text.lower() not in _NO_PREFIX
    )


def fold_prefix(prefix: str) -> str:
    """Return the prefix as it is compared: in lower case and ASCII."""
    return _plain(prefix).lower().translate(_ASCII)


def read(text: str) -> CaseNumber:
    """Return the case number that `text` is, with or without "Dnr", in any case.

    Raises:
        NotACaseNumber: it is none, and what it lacks.
    """
    bare = _WORD.sub("", _plain(text), count=1) if _WORD.match(_plain(text)) else _plain(text)
    number = _number(_IN_FULL.fullmatch(bare))
    if number is None:
        raise NotACaseNumber(_fault(bare))
    return number


def read_or_none(text: str) -> CaseNumber | None:
    """Return the case number that `text` is, None when it is none."""
    try:
        return read(text)
    except NotACaseNumber:
        return None


def read_address(text: str) -> CaseNumber | None:
    """Return the case number of an address, None when it is of none. Its prefix is folded."""
    return _number(_IN_AN_ADDRESS.fullmatch(_plain(text)), longest=LONGEST_FOLDED)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).translate(_HYPHENS)


def _number(found: re.Match[str] | None, *, longest: int = LONGEST_PREFIX) -> CaseNumber | None:
    if found is None or not is_prefix(found["prefix"], longest=longest):
        return None
    serial = found["serial"].lstrip("0")
    if not serial or len(serial) > LONGEST_SERIAL:
        return None
    return CaseNumber(found["prefix"], int(found["year"]), int(serial))


def _fault(bare: str) -> Fault:
    if not bare:
        return Fault.EMPTY
    return next((fault for form, fault in _FAULTS if form.fullmatch(bare)), Fault.OTHER)

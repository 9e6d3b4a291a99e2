"""Numbers typed in a text beside mnkr, procent or antal without being tied to data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from enslinje.core.bound_figures import BOUND

_NUMBER = r"[-−+]?\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:,\d+)?|[-−+]?\d+(?:[,.]\d+)?"
_UNITS = (
    "mnkr|mkr|mdkr|tkr|miljoner kronor|miljarder kronor|kronor|kr|"
    "procentenheter|procentenhet|procent|%|stycken|st"
)
_BEFORE_UNIT = re.compile(rf"(?<![\w.,])({_NUMBER})[ \u00a0\u202f]?({_UNITS})(?!\w)", re.IGNORECASE)
_SPACE = r"[ \u00a0\u202f]"
_AFTER_COUNT = re.compile(
    rf"\bantal(?:et|en)?\b(?:{_SPACE}+[^\W\d]+){{0,4}}{_SPACE}*:?{_SPACE}*({_NUMBER})(?![\w.,]?\d)",
    re.IGNORECASE,
)
_SAID_WHY = re.compile(r"[ \u00a0\u202f]?\((?:källa|enligt|fri)\b[^)]*\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class UnboundNumber:
    """A number that nobody can ask where it comes from: as typed, and where in the text."""

    text: str
    position: int


def unbound_numbers(text: str) -> tuple[UnboundNumber, ...]:
    """Return the bare numbers beside a unit or after "antal", in the order of the text.

    A number whose source is said in parentheses right after it, "(källa: …)", "(enligt …)" or
    "(fri: …)", stands alone with a reason and is not among them.
    """
    bare = BOUND.sub(lambda found: "_" * len(found[0]), text)
    found = {one.position: one for one in _found(bare) if not _SAID_WHY.match(bare, one.end)}
    return tuple(UnboundNumber(one.text, at) for at, one in sorted(found.items()))


@dataclass(frozen=True, slots=True)
class _Found:
    text: str
    position: int
    end: int


def _found(text: str) -> Iterator[_Found]:
    for one in _AFTER_COUNT.finditer(text):
        yield _Found(one[1], one.start(1), one.end())
    for one in _BEFORE_UNIT.finditer(text):
        yield _Found(one[0], one.start(1), one.end())

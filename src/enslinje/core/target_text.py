"""Targets as people write them in Swedish: one cell of text to a stated value, and back.

What cannot be read is never guessed at: a text such as `ca 30` is kept as it was written, as a
value that is missing, and a number that may mean two things is refused.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from enslinje.core import numbers
from enslinje.core.errors import DomainError
from enslinje.core.terms import Change, Form, Kind, OccasionKind, Polarity, UnitKind
from enslinje.core.values import NO, YES, Stated, scaled, unscaled

LONGEST = 200
"""Characters of one cell. A longer one is no target."""

NOTHING = frozenset({"", "-", "uppgift saknas"})
"""How it is written, when dashes of every length are hyphens, that nothing is stated."""


class NotATarget(DomainError):
    """The text is no target that can be kept."""


class ReversedInterval(NotATarget):
    """The low end of an interval is not below its high end."""


class ReasonMissing(NotATarget):
    """A target that is not relevant, or comes later, and nobody says why."""


class TooPrecise(NotATarget):
    """More decimals, or a larger number, than is kept."""


FORM_WORDS: Mapping[str, Form] = {
    "minst": Form.AT_LEAST,
    "lägst": Form.AT_LEAST,
    ">=": Form.AT_LEAST,
    "≥": Form.AT_LEAST,
    "högst": Form.AT_MOST,
    "max": Form.AT_MOST,
    "<=": Form.AT_MOST,
    "≤": Form.AT_MOST,
    "exakt": Form.EXACTLY,
    "=": Form.EXACTLY,
}
CHANGE_WORDS: Mapping[str, Change] = {
    "öka": Change.INCREASE,
    "ökar": Change.INCREASE,
    "ökas": Change.INCREASE,
    "behålla": Change.KEEP,
    "behåll": Change.KEEP,
    "bibehålla": Change.KEEP,
    "bibehålls": Change.KEEP,
    "oförändrat": Change.KEEP,
    "oförändrad": Change.KEEP,
    "minska": Change.DECREASE,
    "minskar": Change.DECREASE,
    "minskas": Change.DECREASE,
}
ANSWER_WORDS: Mapping[str, int] = {"ja": YES, "nej": NO}
OCCASION_WORDS: Mapping[str, OccasionKind] = {
    "tertialrapport 1": OccasionKind.TERTIAL_REPORT_1,
    "t1": OccasionKind.TERTIAL_REPORT_1,
    "tertialrapport 2": OccasionKind.TERTIAL_REPORT_2,
    "t2": OccasionKind.TERTIAL_REPORT_2,
    "verksamhetsberättelsen": OccasionKind.ACTIVITY_REPORT,
    "vb": OccasionKind.ACTIVITY_REPORT,
    "avstämningen": OccasionKind.RECONCILIATION,
    "planen": OccasionKind.PLAN,
}
"""The words are read in any letter case; the first of those that mean the same is written."""

NOT_RELEVANT = "ej relevant"

_HYPHENS = re.compile(r"[\u2010-\u2014\u2212]")
_FORM = re.compile(rf"({'|'.join(map(re.escape, FORM_WORDS))}) ?(?=[-0-9])", re.IGNORECASE)
_NUMBER = r"-? ?[0-9][0-9 .,]*?"
_SPAN = re.compile(
    rf"(?:mellan )?({_NUMBER}) ?%? ?(?:-|till|och) ?({_NUMBER})", re.IGNORECASE | re.DOTALL
)
_NOT_RELEVANT = re.compile(r"(?:ej|inte) rel(?:evant|\.)?(?: ?: ?(.+))?", re.IGNORECASE)
_PENDING = re.compile(
    rf"(?:fastställs|kommer|anges) i ({'|'.join(OCCASION_WORDS)})(?: ?: ?(.+))?", re.IGNORECASE
)


def default_form(form: Form | None, polarity: Polarity) -> Form:
    """Return what a bare number means: as the indicator says, else as it is better."""
    by_polarity = {Polarity.HIGHER: Form.AT_LEAST, Polarity.LOWER: Form.AT_MOST}
    return form or by_polarity.get(polarity, Form.EXACTLY)


def read(text: str, *, form: Form, unit: str = "", reason: str = "") -> Stated:
    """Read what somebody has written as a target.

    Args:
        text: `60`, `1 234,5`, `minst 30`, `50–100`, `öka`, `ja`, `ej relevant`,
            `fastställs i tertialrapport 1`, with the unit after a number or without; empty or a
            dash when nothing is stated. A reason may follow the last two, after a colon.
        form: what a bare number means, see `default_form`.
        unit: the word that may follow a number, besides a percent sign.
        reason: why, from a cell of its own. It goes before one in the text.

    Returns:
        The value. What is not understood is of kind missing, with its text.

    Raises:
        AmbiguousNumber: a point that parts either thousands or decimals.
        ReversedInterval: `100–50`.
        ReasonMissing: nothing says why it is not relevant or comes later.
        TooPrecise: more than four decimals, or larger than a target can be.
    """
    raw = " ".join(text.split())  # No-break spaces too.
    plain = _HYPHENS.sub("-", raw).lower()
    if plain in NOTHING:
        return Stated(Kind.MISSING, reason=reason)
    if plain in CHANGE_WORDS:
        return Stated(Kind.CHANGE, change=CHANGE_WORDS[plain], reason=reason)
    if plain in ANSWER_WORDS:
        answer = ANSWER_WORDS[plain]
        return Stated(Kind.YES_NO, low=answer, high=answer, reason=reason)
    if said := _NOT_RELEVANT.fullmatch(raw):
        return Stated(Kind.NOT_RELEVANT, reason=_why(reason, said[1]))
    if said := _PENDING.fullmatch(raw):
        occasion = OCCASION_WORDS[said[1].lower()].value
        return Stated(Kind.PENDING, due_occasion=occasion, reason=_why(reason, said[2]))
    return _number(_without_unit(plain, unit), form, reason) or Stated(
        Kind.MISSING, raw_text=raw[:LONGEST], reason=reason
    )


def write(value: Stated, *, form: Form, decimals: int) -> str:
    """Write a target so that `read` with the same `form` gives it back; "" for nothing stated.

    The reason stands in a cell of its own.
    """
    match value.kind:
        case Kind.NUMBER:
            number = _written(value.low, decimals)
            return number if value.form is form else f"{_first(FORM_WORDS, value.form)} {number}"
        case Kind.INTERVAL:
            return f"{_written(value.low, decimals)}–{_written(value.high, decimals)}"
        case Kind.YES_NO:
            return _first(ANSWER_WORDS, value.low)
        case Kind.CHANGE:
            return _first(CHANGE_WORDS, value.change)
        case Kind.PENDING:
            return f"fastställs i {_first(OCCASION_WORDS, value.due_occasion)}"
        case kind:
            return NOT_RELEVANT if kind is Kind.NOT_RELEVANT else value.raw_text


def examples(unit_kind: UnitKind) -> tuple[str, ...]:
    """What can be written for an indicator, as proposals: the words, not the numbers."""
    if unit_kind is UnitKind.YES_NO:
        return ("ja", "nej", NOT_RELEVANT)
    return ("öka", "behålla", "minska", "fastställs i tertialrapport 1", NOT_RELEVANT)


def _number(plain: str, form: Form, reason: str) -> Stated | None:
    """A number or an interval, `None` when it is neither."""
    said = _FORM.match(plain)
    told = FORM_WORDS[said[1]] if said else form
    rest = plain[said.end() :] if said else plain
    try:
        value = _kept(numbers.parse(rest))
    except numbers.AmbiguousNumber:
        raise
    except numbers.NotANumber:
        return None if said else _interval(plain, reason)
    return Stated(Kind.NUMBER, told, value, value, reason=reason)


def _interval(plain: str, reason: str) -> Stated | None:
    ends = _SPAN.fullmatch(plain)
    if ends is None:
        return None
    try:
        low, high = (_kept(numbers.parse(end)) for end in ends.groups())
    except numbers.AmbiguousNumber:
        raise
    except numbers.NotANumber:
        return None
    if low >= high:
        raise ReversedInterval(f"The low end of '{plain}' is not below its high end")
    return Stated(Kind.INTERVAL, low=low, high=high, reason=reason)


def _kept(number: Decimal) -> int:
    try:
        value = scaled(number)
        Stated(Kind.NUMBER, Form.EXACTLY, value, value)
    except DomainError as fault:
        raise TooPrecise(str(fault)) from fault
    return value


def _without_unit(plain: str, unit: str) -> str:
    for word in (unit.lower(), "procent", "%"):
        if word and plain.endswith(word):
            return plain.removesuffix(word).rstrip()
    return plain


def _why(reason: str, said: str | None) -> str:
    why = reason.strip() or (said or "").strip()
    if not why:
        raise ReasonMissing("It must be said why there is no target")
    return why


def _written(value: int | None, decimals: int) -> str:
    number = unscaled(value or 0)
    while numbers.rounded(number, decimals) != number:
        decimals += 1  # Never fewer than it has: it would be read back as another.
    return numbers.shown(number, decimals)


def _first(words: Mapping[str, object], meaning: object) -> str:
    return next(word for word, means in words.items() if means == meaning)

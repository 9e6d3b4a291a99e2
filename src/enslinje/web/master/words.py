"""What the vocabularies of the master data are called, as choices of a form."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from enslinje.core import terms
from enslinje.core.carrying import CarriedKind, ChoiceKind
from enslinje.core.terms import CountsAs, Kind, ThemeKind
from enslinje.filing.words import CARRIED, CHOICES
from enslinje.journal.vocabulary import word
from enslinje.web.words import Word

Choices = list[tuple[str, Word]]

THEME_KIND: Mapping[ThemeKind, Word] = {
    ThemeKind.PERSPECTIVE: _("perspektiv"),
    ThemeKind.PROGRAMME: _("program"),
    ThemeKind.STEERING_DOCUMENT: _("styrdokument"),
}

REACH: Mapping[terms.Callable, Word] = {
    terms.Callable.DIRECTLY: _("direkt"),
    terms.Callable.VIA_PARENT: _("genom sitt överordnade organ"),
    terms.Callable.NOT_AT_ALL: _("inte alls"),
}
"""How the executive board reaches a body with a call."""

VALUE_KIND: Mapping[Kind, Word] = {
    Kind.NUMBER: _("ett tal"),
    Kind.INTERVAL: _("ett intervall"),
    Kind.YES_NO: _("ja eller nej"),
}


def of(vocabulary: type[StrEnum]) -> Callable[[], Choices]:
    """Return the choices of a vocabulary that histories name too, in the reader's language."""
    return lambda: [(member.value, word(vocabulary, member)) for member in vocabulary]


def named(words: Mapping[Any, Word]) -> Choices:
    """Return the choices of a vocabulary from its words."""
    return [(member.value, text) for member, text in words.items()]


def optional(choices: Iterable[tuple[str, Word]], none: Word = "–") -> Choices:
    """Return the choices with one for none of them first."""
    return [("", none), *choices]


def counts_as(value: CountsAs) -> str:
    """As what a body is counted, in words."""
    return word(CountsAs, value)


def carried(kind: CarriedKind) -> str:
    """What is carried over to a new year, in words."""
    return str(_(CARRIED[kind]))


def choice(kind: ChoiceKind) -> str:
    """Why something waits for a choice, in words."""
    return str(_(CHOICES[kind]))

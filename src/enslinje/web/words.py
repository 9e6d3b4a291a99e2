"""The words for the closed vocabularies, in the reader's language."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import (
    Basis,
    BodyKind,
    ContributionState,
    Criterion,
    Form,
    Grade,
    IndicatorKind,
    Polarity,
    Severity,
    Status,
)
from enslinje.journal import vocabulary
from enslinje.reconciliation.status_words import basis_word

Word = str | Promise

_Member = TypeVar("_Member", bound=StrEnum)


def _catalogued(kind: type[_Member]) -> dict[_Member, Word]:
    """The words that histories have for a vocabulary too."""
    return {member: _(vocabulary.WORDS[kind][member]) for member in kind}


GRADE: Mapping[Grade | None, Word] = dict(_catalogued(Grade)) | {None: _("Inte bedömt")}
GRADE_SHAPE: Mapping[Grade | None, str] = {
    Grade.ATTAINED: "met",
    Grade.PARTLY_ATTAINED: "partly_met",
    Grade.NOT_ATTAINED: "not_met",
    None: "no_council_target",
}

STATUS_ORDER = (
    Status.NOT_MET,
    Status.PARTLY_MET,
    Status.WITHHELD,
    Status.PENDING,
    Status.NO_COUNCIL_TARGET,
    Status.MET,
)
"""From what needs a reader's eye the most."""

INDICATOR_KIND: Mapping[IndicatorKind, Word] = {
    IndicatorKind.COUNCIL: _("KF-indikator"),
    IndicatorKind.MANDATORY: _("Obligatorisk nämndindikator"),
    IndicatorKind.BODY: _("Nämndindikator"),
    IndicatorKind.BASE_METRIC: _("Basnyckeltal"),
}

POLARITY: Mapping[Polarity, Word] = _catalogued(Polarity)

FORM: Mapping[Form | None, Word] = dict(_catalogued(Form)) | {None: ""}

BASIS_ABOUT: Mapping[Basis, Word] = {
    Basis.STATED: _("En nämnd, ett bolag eller kontoret har själv lämnat uppgiften."),
    Basis.SOURCE: _("Uppgiften står i källdokumentet. Raden anges."),
    Basis.INFERRED: _("Uppgiften följer av det som står i källan, eller är vår läsning av den."),
    Basis.KNOWLEDGE: _("Uppgiften är allmänt känd men står inte i källan."),
    Basis.INVENTED: _(
        "Värdet är påhittat för att visa hur programmet räknar. Det säger inget om staden."
    ),
}

SEVERITY: Mapping[Severity, Word] = {
    Severity.ERROR: _("Fel att rätta"),
    Severity.WARNING: _("Att se över"),
    Severity.INFORMATION: _("För kännedom"),
}

BODY_KIND: Mapping[BodyKind, Word] = {
    BodyKind.COUNCIL: _("Kommunfullmäktige"),
    BodyKind.EXECUTIVE_BOARD: _("Kommunstyrelsen"),
    BodyKind.FUNCTIONAL_COMMITTEE: _("Facknämnd"),
    BodyKind.DISTRICT_COMMITTEE: _("Stadsdelsnämnd"),
    BodyKind.AUDITORS: _("Revisorer"),
    BodyKind.PARENT_COMPANY: _("Moderbolag"),
    BodyKind.COMPANY: _("Bolag"),
    BodyKind.JOINT_AUTHORITY: _("Kommunalförbund"),
    BodyKind.OFFICE: _("Kontor"),
    BodyKind.ORG_UNIT: _("Enhet"),
    BodyKind.BOARD_COMMITTEE: _("Utskott"),
    BodyKind.NETWORK: _("Nätverk"),
}
BODY_KINDS: Mapping[BodyKind, Word] = {
    BodyKind.EXECUTIVE_BOARD: _("Kommunstyrelsen"),
    BodyKind.FUNCTIONAL_COMMITTEE: _("Facknämnder"),
    BodyKind.DISTRICT_COMMITTEE: _("Stadsdelsnämnder"),
    BodyKind.AUDITORS: _("Revisorer"),
    BodyKind.COMPANY: _("Bolag"),
}
"""The kinds that count, in the order they are listed."""

CONTRIBUTION: Mapping[ContributionState, Word] = _catalogued(ContributionState)
DEPTH: tuple[Word, ...] = (
    _("Inget bidrag angivet"),
    _("Bidrag i text"),
    _("Bidrag i text och aktivitet, eget mål eller egen indikator"),
    _("Bidrag i text och minst två av aktivitet, eget mål och egen indikator"),
)
"""What a contribution holds, by depth; the steps of the heat map."""

CRITERION: Mapping[Criterion, Word] = _catalogued(Criterion)

FIELD: Mapping[str, Word] = {
    "name": _("Namn"),
    "goal": _("Mål"),
    "part": _("Delområde"),
    "kind": _("Slag"),
    "unit": _("Enhet"),
    "decimals": _("Decimaler"),
    "polarity": _("Riktning"),
    "form": _("Villkor"),
    "roll_up": _("Räknesätt"),
    "base": _("Vägs med"),
    "answering_body": _("Svarar för staden"),
    "tolerance": _("Tolerans"),
    "end_year": _("Slutår"),
}
"""The fields of an indicator whose basis is told."""


def basis(rests_on: Basis) -> str:
    """What a value rests on, as it stands first in a cell or a line."""
    return str(capfirst(basis_word(rests_on)))

"""The histories of reserves, of what is set aside, of petitions and of the year's controls."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.budget.models import (
    ControlSetting,
    DecidedAmount,
    EarmarkEdition,
    Petition,
    Reserve,
)
from enslinje.budget.words import GROSS_UP_CATEGORIES, mnkr
from enslinje.core.budget_terms import (
    ControlResponse,
    ControlRule,
    GrossUpCategory,
    PetitionKind,
)
from enslinje.core.terms import DecisionOutcome
from enslinje.journal.history.columns import ORIGIN, YEAR, written
from enslinje.journal.history.register import Field, Key, Kind, Part, Row
from enslinje.journal.vocabulary import WORDS as OF_VOCABULARIES

WORDS: Mapping[StrEnum, str] = {
    PetitionKind.ADJUSTMENT: _("budgetjustering"),
    PetitionKind.GROSS_UP: _("omslutningsförändring"),
    PetitionKind.INCENTIVE_GRANT: _("stimulansbidrag"),
    ControlRule.EARMARK_EXCEEDED: _("mer än vad som är avsatt"),
    ControlRule.DECISION_EXCEEDED: _("mer än vad beslutet säger"),
    ControlRule.ENDORSED_EXCEEDS_RESERVE: _("mer tillstyrkt än vad reserven har"),
    ControlResponse.STOP: _("stoppa"),
    ControlResponse.WARN: _("varna"),
    ControlResponse.IGNORE: _("bortse från"),
    **{one: GROSS_UP_CATEGORIES[one] for one in GrossUpCategory},
    **{one: OF_VOCABULARIES[DecisionOutcome][one] for one in DecisionOutcome},
}


def _amount(name: str) -> Callable[[Row, Any], str]:
    return lambda row, _about: "" if row[name] is None else f"{mnkr(row[name])} mnkr"


def _word(name: str, vocabulary: type[StrEnum]) -> Callable[[Row, Any], str]:
    def word(row: Row, _about: Any) -> str:
        return "" if row[name] is None else gettext(WORDS[vocabulary(row[name])])

    return word


def _reserve_title(key: Key, _about: Any) -> str:
    return gettext("Reserv {code}, {year}").format(code=key[1], year=key[0])


def _earmark_title(key: Key, _about: Any) -> str:
    return gettext("Avsatta medel {code}, {year}").format(code=key[1], year=key[0])


def _petition_title(key: Key, _about: Any) -> str:
    year, code, line = key
    return gettext("{code}, rad {line}, {year}").format(code=code, line=line, year=year)


def _amount_title(key: Key, _about: Any) -> str:
    year, case, item = key
    return gettext("{case}, punkt {item}, {year}").format(case=case, item=item, year=year)


def _control_title(key: Key, _about: Any) -> str:
    year, rule = key
    known = rule in set(ControlRule)
    words = gettext(WORDS[ControlRule(rule)]) if known else rule
    return f"{words}, {year}"


KINDS = (
    Kind(
        name="reserv",
        label=_("Reserv"),
        model=Reserve,
        place=(YEAR, Part("account__code")),
        title=_reserve_title,
        fields=(
            Field("purpose", _("Ändamål")),
            Field("is_opening_known", _("Ingående saldo är känt")),
            *ORIGIN,
        ),
    ),
    Kind(
        name="avsatta-medel",
        label=_("Avsatta medel"),
        model=EarmarkEdition,
        place=(Part("earmark__year", int), Part("earmark__code")),
        title=_earmark_title,
        reads=("parent__code", "decided_by__code"),
        fields=(
            Field("purpose", _("Ändamål")),
            Field("set_aside_ore", _("Avsatt"), _amount("set_aside_ore")),
            Field("parent_id", _("Del av"), written("parent__code")),
            Field("decided_by_id", _("Beslutas av"), written("decided_by__code")),
            *ORIGIN,
        ),
    ),
    Kind(
        name="begaran",
        label=_("Begäran om budget"),
        model=Petition,
        place=(YEAR, Part("code"), Part("line", int)),
        title=_petition_title,
        body="body__code",
        reads=("reserve__code", "account__code", "earmark__code", "group__name"),
        fields=(
            Field("kind", _("Slag"), _word("kind", PetitionKind)),
            Field("category", _("Kategori"), _word("category", GrossUpCategory)),
            Field("purpose", _("Ändamål")),
            Field("group_id", _("Krets"), written("group__name")),
            Field("reserve_id", _("Reserv"), written("reserve__code")),
            Field("account_id", _("Konto"), written("account__code")),
            Field("earmark_id", _("Avsatta medel"), written("earmark__code")),
            Field("asked_ore", _("Begärt"), _amount("asked_ore")),
            Field("depreciation_ore", _("Varav avskrivningar"), _amount("depreciation_ore")),
            Field("endorsed_ore", _("Tillstyrkt"), _amount("endorsed_ore")),
            Field("granted_ore", _("Beviljat"), _amount("granted_ore")),
            Field("outcome", _("Beslut"), _word("outcome", DecisionOutcome)),
            Field("reason", _("Skäl"), is_text=True),
            *ORIGIN,
        ),
    ),
    Kind(
        name="beslutat-belopp",
        label=_("Belopp i ett beslut"),
        model=DecidedAmount,
        place=(YEAR, Part("decision__standing_number"), Part("decision__item_no", int)),
        title=_amount_title,
        fields=(Field("amount_ore", _("Belopp"), _amount("amount_ore")), *ORIGIN),
    ),
    Kind(
        name="budgetkontroll",
        label=_("Kontroll i budgeten"),
        model=ControlSetting,
        place=(YEAR, Part("rule")),
        title=_control_title,
        fields=(Field("response", _("Vad som sker"), _word("response", ControlResponse)),),
    ),
)

OPERATIONS = {
    "define_accounts": _("lade upp konton"),
    "import_council_budget": _("läste in kommunfullmäktiges budget"),
    "name_decided_amounts": _("angav belopp i beslut"),
    "name_lines": _("lade upp anslag"),
    "post_transactions": _("bokförde transaktioner"),
    "rebuild_balances": _("räknade om saldon"),
    "reverse_transactions": _("rättade transaktioner"),
    "set_aside": _("avsatte medel"),
    "set_controls": _("ställde in kontroller"),
    "set_up_reserves": _("lade upp reserver"),
    "state_petitions": _("angav vad som begärs"),
}

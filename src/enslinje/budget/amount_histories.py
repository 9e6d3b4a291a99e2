"""The histories of what is imported beside the ledger, and of the rules that place it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.budget.models import AmountImport, CodeMap
from enslinje.budget.words import mnkr
from enslinje.core.budget_terms import AmountKind
from enslinje.journal.history.columns import ORIGIN, YEAR
from enslinje.journal.history.register import Field, Key, Kind, Part, Row

KIND_WORDS: Mapping[AmountKind, str] = {
    AmountKind.ACTUAL: _("utfall"),
    AmountKind.FORECAST: _("prognos"),
    AmountKind.PERIOD_BUDGET: _("periodiserad budget"),
}


def _map_title(key: Key, _about: Any) -> str:
    return gettext("Konteringsregler {year}").format(year=key[0])


def _import_title(key: Key, _about: Any) -> str:
    _year, period, kind, _books = key
    known = kind in set(AmountKind)
    words = gettext(KIND_WORDS[AmountKind(kind)]) if known else kind
    return gettext("Inläst {kind}, {period}").format(kind=words, period=period)


def _ore(name: str) -> Any:
    def word(row: Row, _about: Any) -> str:
        return f"{mnkr(row[name])} mnkr"

    return word


KINDS = (
    Kind(
        name="konteringsregler",
        label=_("Konteringsregler"),
        model=CodeMap,
        place=(YEAR,),
        title=_map_title,
        fields=(
            Field("file_name", _("Fil")),
            Field("rule_count", _("Antal regler")),
            Field("rules_sha256", _("Reglernas kontrollsumma")),
        ),
    ),
    Kind(
        name="inlasta-belopp",
        label=_("Inlästa belopp"),
        model=AmountImport,
        place=(YEAR, Part("period", int), Part("kind"), Part("books")),
        title=_import_title,
        fields=(
            Field("file_name", _("Fil")),
            Field("row_count", _("Antal rader")),
            Field("file_ore", _("Filens summa"), _ore("file_ore")),
            Field("left_out_ore", _("Utelämnat"), _ore("left_out_ore")),
            Field("file_sha256", _("Filens kontrollsumma")),
            *ORIGIN,
        ),
    ),
)

OPERATIONS = {
    "import_amounts": _("läste in belopp"),
    "state_code_map": _("angav konteringsregler"),
}

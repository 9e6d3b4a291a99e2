"""What rows, columns, kinds and laws of the budget are called, for people."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.core import money, numbers
from enslinje.core.budget_terms import (
    GrossUpCategory,
    StatementColumn,
    StatementRow,
    StatementSum,
    TransactionKind,
)
from enslinje.core.ledger import Law
from enslinje.core.statements import ADJUSTED, Place
from enslinje.core.terms import BodyKind

ROWS: Mapping[Place, str] = {
    StatementRow.INCOME: _("Verksamhetens intäkter"),
    StatementRow.COSTS: _("Verksamhetens kostnader"),
    StatementRow.DEPRECIATION: _("Avskrivningar"),
    StatementSum.CENTRAL_RESERVES: _("Central medelsreserv"),
    StatementRow.UNFORESEEN_NEEDS: _("Oförutsedda behov"),
    StatementRow.VOLUME_RESERVE: _("Prestationsreserv"),
    StatementRow.PENSIONS: _("Anslagsfinansierad del av pensioner/arbetsgivaravgifter"),
    StatementRow.INTERNAL_INTEREST: _("Internränta"),
    StatementSum.NET_COST: _("Verksamhetens nettokostnader"),
    StatementRow.TAXES: _("Skatter"),
    StatementRow.BURIAL_FEE: _("Begravningsavgift"),
    StatementRow.INCOME_EQUALISATION: _("Inkomstutjämning"),
    StatementRow.COST_EQUALISATION: _("Kostnadsutjämning"),
    StatementRow.REGULATION_ITEM: _("Regleringspost"),
    StatementRow.GENERAL_STATE_GRANT: _("Generellt statsbidrag"),
    StatementRow.PROPERTY_FEE: _("Fastighetsavgift"),
    StatementRow.LSS_EQUALISATION: _("LSS-utjämning"),
    StatementSum.OPERATING_RESULT: _("Verksamhetens resultat"),
    StatementRow.FINANCIAL_RESULT: _("Finansiellt resultat (exkl. utdelning)"),
    StatementRow.DIVIDEND: _("Utdelning från moderbolaget"),
    StatementRow.DISPOSITIONS: _("Disposition/avsättning begravningsfond"),
    StatementSum.RESULT: _("Resultat efter finansiella poster"),
    StatementRow.EQUITY_CHANGE: _("Förändring av redovisat eget kapital"),
}

COLUMNS: Mapping[str, str] = {
    StatementColumn.COUNCIL_BUDGET: _("KF:s budget"),
    StatementColumn.ADJUSTMENTS: _("Justeringar"),
    StatementColumn.GROSS_UPS: _("Omslutningsförändringar"),
    ADJUSTED: _("Justerad budget"),
}

KINDS: Mapping[TransactionKind, str] = {
    TransactionKind.COUNCIL_BUDGET: _("kommunfullmäktiges budget"),
    TransactionKind.ADJUSTMENT: _("budgetjustering"),
    TransactionKind.GROSS_UP: _("omslutningsförändring"),
    TransactionKind.INTERNAL_INTEREST: _("internränta"),
    TransactionKind.VIREMENT: _("omdisponering"),
    TransactionKind.REBUDGETING: _("ombudgetering"),
    TransactionKind.RESULT_CARRY_OVER: _("resultatöverföring"),
    TransactionKind.REVERSAL: _("rättelse"),
}

LAWS: Mapping[Law, tuple[str, str]] = {
    Law.TWO_LEGS: (
        _("Transaktionen har färre än två posteringar."),
        _("Ange både var pengarna tas och var de används."),
    ),
    Law.NO_ZERO_LEG: (_("En postering på {subject} är noll."), _("Ta bort den.")),
    Law.BALANCE: (
        _("Posteringarna för {subject} blir inte noll: det skiljer {amount} mnkr."),
        _("Rätta beloppen så att summan blir noll."),
    ),
    Law.PLANES_APART: (
        _("Drift, investering och internt betalar inte för varandra: det skiljer {amount} mnkr."),
        _("Finansiera varje del för sig."),
    ),
    Law.GROSS_UP_OF_A_BODY: (
        _("En omslutningsförändring på {subject} har inget organ."),
        _("Ange vilket organ som höjer både intäkter och kostnader."),
    ),
    Law.GROSS_UP_ROWS: (
        _("En omslutningsförändring kan inte röra {subject}."),
        _("Använd bara intäkter, kostnader och avskrivningar."),
    ),
    Law.GROSS_UP_NET_ZERO: (
        _("Omslutningsförändringen ändrar nettokostnaden för {subject} med {amount} mnkr."),
        _("Gör intäkter och kostnader lika stora, eller sök skillnaden som budgetjustering."),
    ),
    Law.GROSS_UP_NO_RESERVE: (
        _("En omslutningsförändring tar inget ur en reserv: {subject}, {amount} mnkr."),
        _("Sök beloppet som budgetjustering."),
    ),
    Law.INTEREST_IS_INTERNAL: (
        _("Internränta kan inte bokföras på {subject}."),
        _("Använd ett internt konto."),
    ),
    Law.INTERNAL_IS_INTEREST: (
        _("{subject} är ett internt konto."),
        _("Använd det bara för internränta."),
    ),
    Law.EARMARK_ON_RESERVE: (
        _("Avsatta medel hör till en reserv, inte till {subject}."),
        _("Ange de avsatta medlen på reservens postering."),
    ),
}

GROSS_UP_CATEGORIES: Mapping[GrossUpCategory, str] = {
    GrossUpCategory.STATE_GRANTS: _("statsbidrag"),
    GrossUpCategory.INTERNAL_TRADE: _("intern handel"),
    GrossUpCategory.FEES: _("avgifter"),
    GrossUpCategory.OTHER: _("annat"),
}

RULES: Mapping[str, str] = {
    "result-budget": _("Så räknas resultatbudgeten"),
    "reserve-balance": _("Så räknas vad som är kvar av en reserv"),
    "decided-amount": _("Så räknas vad ett beslut har medgett"),
}

DECIDERS: Mapping[BodyKind, str] = {
    BodyKind.COUNCIL: _("kommunfullmäktige"),
    BodyKind.EXECUTIVE_BOARD: _("kommunstyrelsen"),
}


def mnkr(ore: int) -> str:
    """Write an amount in mnkr for people: one decimal, or as many as it needs to be exact."""
    exact = money.exact_mnkr(ore).normalize()
    decimals = max(1, -int(exact.as_tuple().exponent))
    return numbers.shown(exact, decimals)


def row_name(place: Place) -> str:
    """Return what a row of the result budget is called, in the current language."""
    return gettext(ROWS[place])


def column_name(column: str) -> str:
    """Return what a column of the result budget is called, in the current language."""
    return gettext(COLUMNS[column])


def category_name(category: GrossUpCategory) -> str:
    """Return what makes income and costs rise alike, in the current language."""
    return gettext(GROSS_UP_CATEGORIES[category])


def kind_name(kind: TransactionKind) -> str:
    """Return what a kind of transaction is called, in the current language."""
    return gettext(KINDS[kind])

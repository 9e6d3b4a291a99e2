"""The tables of what plans consist of besides goals and targets, all optional. Amounts in mnkr."""

from enslinje.core.budget_terms import AccountGroup
from enslinje.core.terms import Basis, PreparationKind
from enslinje.exchange.budget_forms import BUDGET_FORMS, FILINGS, amount
from enslinje.exchange.cells import code, day, text_of, word_of
from enslinje.exchange.forms import FORMS, LONG, NAME, SHORT, YEAR
from enslinje.exchange.plan_forms import PLAN_FORMS
from enslinje.exchange.schema import Column, TableForm

_BODY = Column("body", NAME, required=True, refers_to="bodies")
_YEAR = Column("year", YEAR, required=True)
_RESTS_ON = (
    Column("basis", word_of(Basis), required=True),
    Column("source_ref", NAME),
    Column("note", LONG),
)

PLAN_BUDGET = TableForm(
    "plan_budget",
    (
        _BODY,
        _YEAR,
        Column("activity_area", SHORT, required=True),
        Column("account_group", word_of(AccountGroup), required=True),
        Column("for_year", YEAR, required=True),
        Column("amount", amount, required=True),
        *_RESTS_ON,
    ),
    key=("body", "activity_area", "account_group", "for_year"),
    optional=True,
)
PREPARATIONS = TableForm(
    "preparations",
    (
        _BODY,
        _YEAR,
        Column("code", code, required=True),
        Column("kind", word_of(PreparationKind), required=True),
        Column("held_on", day, required=True),
        Column("counterpart", text_of(200)),
        Column("said", LONG, required=True),
        Column("minutes_ref", text_of(200)),
        *_RESTS_ON,
    ),
    key=("code",),
    optional=True,
)

CONTENT_FORMS = (PLAN_BUDGET, PREPARATIONS)
EVERY_FORM = (*FORMS, *BUDGET_FORMS, *PLAN_FORMS, *CONTENT_FORMS, FILINGS)
"""Every table that is loaded, in the order in which each can be."""

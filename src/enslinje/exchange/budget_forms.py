"""The tables of money in a data set, all optional. Amounts are in mnkr, kept as whole öre."""

from django.utils.translation import gettext as _

from enslinje.core import money
from enslinje.core.budget_terms import (
    GrossUpCategory,
    PetitionKind,
    Plane,
    StatementColumn,
    StatementRow,
    TransactionKind,
)
from enslinje.core.terms import Basis, DecisionOutcome
from enslinje.exchange.cells import (
    CellReader,
    Style,
    Unreadable,
    code,
    day,
    exact_number,
    flag,
    text_of,
    whole_of,
    word_of,
)
from enslinje.exchange.forms import LONG, NAME, SORT_LIMIT, YEAR
from enslinje.exchange.schema import Column, TableForm

CASE = text_of(60)
TEXT = text_of(300)


def amount(text: str, style: Style) -> int:
    """Read an amount in mnkr, of at most eight decimals: whole öre."""
    try:
        return money.to_ore(exact_number(text, style), money.Unit.MNKR)
    except money.FinerThanOre as fault:
        raise Unreadable(
            _("har fler decimaler än ören"), _("Skriv högst åtta decimaler.")
        ) from fault
    except money.AmountTooLarge as fault:
        raise Unreadable(_("är ett för stort belopp"), _("Skriv beloppet i mnkr.")) from fault


def _must(name: str, read: CellReader) -> Column:
    return Column(name, read, required=True)


def _names(name: str, table: str, *, required: bool = False, read: CellReader = code) -> Column:
    return Column(name, read, required=required, refers_to=table)


_YEAR = _must("year", YEAR)
_RESTS_ON = (_must("basis", word_of(Basis)), Column("source_ref", NAME), Column("note", LONG))
_BODY = _names("body", "bodies", read=NAME)
_GROUP = _names("group", "groups", read=NAME)
_ITEM = whole_of(1, SORT_LIMIT)
_LINE = whole_of(1, SORT_LIMIT)

CASE_REGISTERS = TableForm(
    "case_registers",
    (
        _must("prefix", text_of(20)),
        _names("body", "bodies", required=True, read=NAME),
        Column("opened_on", day),
        Column("closed_on", day),
        *_RESTS_ON,
    ),
    key=("prefix",),
    optional=True,
)
DECISIONS = TableForm(
    "decisions",
    (
        _must("case_number", CASE),
        _must("item_no", _ITEM),
        _names("decided_by", "bodies", required=True, read=NAME),
        _must("subject", LONG),
        Column("outcome", word_of(DecisionOutcome)),
        Column("decided_on", day),
        Column("minutes_approved_on", day),
        _must("recorded_by", code),
        _must("checked_by", code),
        Column("amount", amount),
        *_RESTS_ON,
    ),
    key=("case_number", "item_no"),
    optional=True,
)
ACCOUNTS = TableForm(
    "accounts",
    (
        _must("code", code),
        _must("name", NAME),
        _must("plane", word_of(Plane)),
        Column("row", word_of(StatementRow)),
        Column("reserve_number", whole_of(1, 1000)),
    ),
    key=("code",),
    optional=True,
)
RESERVES = TableForm(
    "reserves",
    (
        _names("account", "accounts", required=True),
        _YEAR,
        _must("purpose", NAME),
        Column("is_opening_known", flag, default=True),
        *_RESTS_ON,
    ),
    key=("account",),
    optional=True,
)
EARMARKS = TableForm(
    "earmarks",
    (
        _must("code", code),
        _YEAR,
        _names("reserve", "accounts", required=True),
        _must("purpose", NAME),
        Column("set_aside", amount),
        _names("parent", "earmarks"),
        _names("decided_by", "bodies", read=NAME),
        *_RESTS_ON,
    ),
    key=("code",),
    optional=True,
)
TRANSACTIONS = TableForm(
    "transactions",
    (
        _must("code", code),
        _YEAR,
        _must("kind", word_of(TransactionKind)),
        _must("case_number", CASE),
        _must("item_no", _ITEM),
        _must("text", TEXT),
        Column("category", word_of(GrossUpCategory)),
        Column("printed_as", word_of(StatementColumn)),
        *_RESTS_ON,
    ),
    key=("code",),
    optional=True,
)
POSTINGS = TableForm(
    "postings",
    (
        _names("transaction", "transactions", required=True),
        _must("leg", _LINE),
        _names("account", "accounts", required=True),
        _must("amount", amount),
        _BODY,
        _GROUP,
        _names("earmark", "earmarks"),
        Column("split_basis", word_of(Basis)),
        *_RESTS_ON,
    ),
    key=("transaction", "leg"),
    optional=True,
)
PETITIONS = TableForm(
    "petitions",
    (
        _must("code", code),
        _must("line", _LINE),
        _YEAR,
        _must("kind", word_of(PetitionKind)),
        _must("purpose", TEXT),
        _BODY,
        _GROUP,
        _names("reserve", "accounts"),
        _names("account", "accounts"),
        _names("earmark", "earmarks"),
        Column("category", word_of(GrossUpCategory), came_later=True),
        Column("asked", amount),
        Column("costs", amount, came_later=True),
        Column("depreciation", amount, came_later=True),
        Column("endorsed", amount),
        Column("granted", amount),
        Column("outcome", word_of(DecisionOutcome)),
        Column("case_number", CASE),
        Column("item_no", _ITEM),
        Column("reason", LONG),
        *_RESTS_ON,
    ),
    key=("code", "line"),
    optional=True,
)

FILINGS = TableForm(
    "filings",
    (
        _names("body", "bodies", required=True, read=NAME),
        _YEAR,
        Column("label", TEXT),
        Column("case_number", CASE),
        Column("item_no", _ITEM),
        Column("submitted_on", day),
        *_RESTS_ON,
    ),
    key=("body", "label"),
    optional=True,
)

BUDGET_FORMS = (
    *(CASE_REGISTERS, DECISIONS, ACCOUNTS, RESERVES, EARMARKS),
    *(TRANSACTIONS, POSTINGS, PETITIONS),
)

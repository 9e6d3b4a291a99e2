"""What the pages of the ledger show: its transactions, narrowed, and one of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from enslinje.budget.rows import PostingRow
from enslinje.budget.words import column_name, kind_name
from enslinje.core.money import exact_kr, exact_mnkr
from enslinje.core.origins import weakest
from enslinje.core.terms import Basis
from enslinje.rendering.csv_file import Cell
from enslinje.web import words, writing
from enslinje.web.budget.ledgers import Ledger, decision_figure, decision_words, mnkr, written
from enslinje.web.choices import Choice, Filter
from enslinje.web.downloads import Column, List
from enslinje.web.writing import Shown

PAGE = 50
FILTERS = ("slag", "namnd", "konto", "beslut", "period")


@dataclass(frozen=True)
class TransactionLine:
    """A transaction in the list. `turnover` is what it moves: the sum of its positive postings."""

    number: int
    text: str
    kind: str
    is_reversal: bool
    decision: str
    decided_on: str
    turnover: Shown
    legs: int


@dataclass(frozen=True)
class Pages:
    """Where in a long list one is, and the addresses beside it, "" where there is none."""

    number: int
    count: int
    newer: str
    older: str


@dataclass(frozen=True)
class JournalPage:
    """The transactions that are left after filtering, and the filters."""

    lines: tuple[TransactionLine, ...]
    shown: int
    total: int
    is_narrowed: bool
    filters: tuple[Filter, ...]
    pages: Pages


@dataclass(frozen=True)
class Leg:
    """One posting."""

    account: str
    account_name: str
    whom: str
    slug: str
    line: str
    earmark: str
    amount: Shown
    exact: str


@dataclass(frozen=True)
class TransactionPage:
    """A transaction with its postings, what it rests on, and what has been reversed."""

    number: int
    text: str
    kind: str
    column: str
    printed_column: str
    decision: str
    figure: str
    decided_on: str
    decided_by: str
    recorded_on: str
    basis: Basis
    basis_words: str
    note: str
    legs: tuple[Leg, ...]
    balance: str
    reverses: int | None
    reversed_by: int | None
    can_be_reversed: bool


Transaction = tuple[PostingRow, ...]


def transactions(rows: Iterable[PostingRow]) -> dict[int, Transaction]:
    """Return the postings of each transaction by its number, in the order of the ledger."""
    found: dict[int, list[PostingRow]] = defaultdict(list)
    for row in rows:
        found[row.number].append(row)
    return {number: tuple(legs) for number, legs in found.items()}


def journal_page(ledger: Ledger, query: QueryDict) -> JournalPage:
    """Return the ledger, the latest first, narrowed by the filters of the query string."""
    every = transactions(ledger.rows)
    chosen = [legs for legs in reversed(every.values()) if _is_asked_for(legs, ledger, query)]
    pages, start = _pages(query, len(chosen))
    return JournalPage(
        lines=tuple(shown_line(legs) for legs in chosen[start : start + PAGE]),
        shown=len(chosen),
        total=len(every),
        is_narrowed=any(query.get(name) for name in FILTERS),
        filters=_filters(ledger, query),
        pages=pages,
    )


def _pages(query: QueryDict, length: int) -> tuple[Pages, int]:
    count = max(1, -(-length // PAGE))
    asked = query.get("sida", "1")
    number = min(count, max(1, int(asked))) if asked.isdecimal() and len(asked) < PAGE else 1

    def address(of: int) -> str:
        if not 1 <= of <= count:
            return ""
        other = query.copy()
        other["sida"] = str(of)
        return f"?{other.urlencode()}"

    return Pages(number, count, address(number - 1), address(number + 1)), (number - 1) * PAGE


def _is_asked_for(legs: Transaction, ledger: Ledger, query: Mapping[str, str]) -> bool:
    first = legs[0]
    wanted = {name: query.get(name, "") for name in FILTERS}
    return (
        (not wanted["slag"] or wanted["slag"] == _kind_of(first))
        and (not wanted["beslut"] or wanted["beslut"] == first.decision.key)
        and (not wanted["period"] or wanted["period"] == _period(first))
        and (not wanted["konto"] or any(leg.account == wanted["konto"] for leg in legs))
        and (
            not wanted["namnd"]
            or any(ledger.slugs.get(leg.body) == wanted["namnd"] for leg in legs)
        )
    )


def _kind_of(row: PostingRow) -> str:
    return "reversal" if row.is_reversal else row.kind.value


def _kind_words(row: PostingRow) -> str:
    if row.is_reversal:
        return _("rättelse av {kind}").format(kind=kind_name(row.kind))
    return kind_name(row.kind)


def _period(row: PostingRow) -> str:
    day = row.decision.decided_on
    return f"{day:%Y-%m}" if day else ""


def _filters(ledger: Ledger, query: Mapping[str, str]) -> tuple[Filter, ...]:
    kinds: dict[str, str] = {}
    accounts: dict[str, str] = {}
    decisions: dict[str, str] = {}
    periods: dict[str, str] = {}
    bodies: dict[str, str] = {}
    for row in ledger.rows:
        kind = _kind_of(row)
        kinds.setdefault(kind, _("rättelse") if row.is_reversal else kind_name(row.kind))
        accounts.setdefault(row.account, row.account_name)
        decisions.setdefault(row.decision.key, decision_words(row.decision))
        if row.body:
            bodies.setdefault(ledger.slugs[row.body], ledger.whom(row))
        if _period(row):
            periods.setdefault(_period(row), _period(row))
    by_name = dict(sorted(bodies.items(), key=lambda one: one[1]))
    return (
        _filter("slag", _("Slag"), kinds, query),
        _filter("namnd", _("Nämnd eller bolag"), by_name, query),
        _filter("konto", _("Konto"), accounts, query),
        _filter("beslut", _("Beslut"), decisions, query),
        _filter("period", _("Beslutad i"), dict(sorted(periods.items())), query),
    )


def _filter(name: str, label: str, choices: Mapping[str, str], query: Mapping[str, str]) -> Filter:
    asked = query.get(name, "")
    return Filter(
        name,
        label,
        tuple(Choice(value, said, value == asked) for value, said in choices.items()),
        _("Alla"),
    )


def shown_line(legs: Transaction) -> TransactionLine:
    """Return a transaction as lists show it."""
    first = legs[0]
    return TransactionLine(
        number=first.number,
        text=first.text,
        kind=_kind_words(first),
        is_reversal=first.is_reversal,
        decision=decision_words(first.decision),
        decided_on=_day(first.decision.decided_on),
        turnover=mnkr(_turnover(legs), basis=weakest(leg.origin.basis for leg in legs)),
        legs=len(legs),
    )


def _turnover(legs: Sequence[PostingRow]) -> int:
    return sum(leg.amount for leg in legs if leg.amount > 0)


def _day(day: date | None) -> str:
    return writing.day(day) if day else ""


def transaction_page(ledger: Ledger, number: int) -> TransactionPage | None:
    """Return the page of one transaction, None when the ledger has no such number."""
    every = transactions(ledger.rows)
    legs = every.get(number)
    if legs is None:
        return None
    first = legs[0]
    basis = weakest(leg.origin.basis for leg in legs)
    reverses = next((n for n, of in every.items() if of[0].transaction == first.reverses), None)
    reversed_by = next((n for n, of in every.items() if of[0].reverses == first.transaction), None)
    recorded = first.origin.recorded_at
    return TransactionPage(
        number=number,
        text=first.text,
        kind=_kind_words(first),
        column=column_name(first.column),
        printed_column=column_name(first.printed_column)
        if first.printed_column is not first.column
        else "",
        decision=decision_words(first.decision),
        figure=decision_figure(first),
        decided_on=_day(first.decision.decided_on),
        decided_by=ledger.names.get(first.decision.decided_by, first.decision.decided_by),
        recorded_on=writing.day(recorded) if recorded else "",
        basis=basis,
        basis_words=str(words.basis(basis)),
        note=first.origin.note,
        legs=tuple(_leg(ledger, leg) for leg in legs),
        balance=written(sum(leg.amount for leg in legs)),
        reverses=reverses,
        reversed_by=reversed_by,
        can_be_reversed=not first.is_reversal and reversed_by is None,
    )


def _leg(ledger: Ledger, leg: PostingRow) -> Leg:
    shared = leg.split_basis if leg.body else None
    return Leg(
        account=leg.account,
        account_name=leg.account_name,
        whom=ledger.whom(leg),
        slug=ledger.slugs.get(leg.body, ""),
        line=leg.line,
        earmark=leg.earmark,
        amount=mnkr(leg.amount, basis=weakest(filter(None, (leg.origin.basis, shared)))),
        exact=exact_kr(leg.amount),
    )


def journal_list(ledger: Ledger, query: Mapping[str, str]) -> List:
    """The postings of the ledger as a file, in exact mnkr, narrowed like the page."""
    chosen = [
        leg
        for legs in transactions(ledger.rows).values()
        if _is_asked_for(legs, ledger, query)
        for leg in legs
    ]
    return List(
        "huvudbok",
        (
            Column("transaction", _("Transaktion")),
            Column("leg", _("Postering")),
            Column("kind", _("Slag")),
            Column("is_reversal", _("Rättelse")),
            Column("case_number", _("Ärende")),
            Column("decision_item", _("Punkt")),
            Column("decided_on", _("Beslutad")),
            Column("text", _("Vad")),
            Column("account", _("Konto")),
            Column("account_name", _("Kontots namn")),
            Column("body", _("Nämnd eller bolag")),
            Column("line", _("Anslagsrad")),
            Column("earmark", _("Avsatta medel")),
            Column("amount", _("Mnkr")),
            Column("basis", _("Vilar på")),
        ),
        tuple(_posting(ledger, leg) for leg in chosen),
    )


def _posting(ledger: Ledger, leg: PostingRow) -> tuple[Cell, ...]:
    return (
        *(leg.number, leg.leg, leg.kind.value, leg.is_reversal),
        *(leg.decision.case_number, leg.decision.item_no, leg.decision.decided_on, leg.text),
        *(leg.account, leg.account_name, ledger.whom(leg), leg.line, leg.earmark),
        *(exact_mnkr(leg.amount), (leg.split_basis or leg.origin.basis).value),
    )

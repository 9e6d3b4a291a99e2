"""What the pages of money in the workspace show and offer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext

from enslinje.budget import kept, queries, reserves
from enslinje.budget.histories import WORDS
from enslinje.budget.rows import PetitionRow, PostingRow, ReserveRow
from enslinje.budget.words import category_name
from enslinje.budget.words import mnkr as exact
from enslinje.core.budget_terms import PetitionKind, Plane
from enslinje.core.money import exact_mnkr
from enslinje.core.terms import BodyKind, CountsAs, DecisionOutcome
from enslinje.organisation import decision_queries, directory
from enslinje.organisation import queries as organisation
from enslinje.organisation.decision_queries import RecordedDecision
from enslinje.organisation.rows import BodyRow
from enslinje.web.budget.forms import Choices, written_key
from enslinje.web.budget.journal import TransactionLine, shown_line, transactions
from enslinje.web.budget.ledgers import mnkr, written
from enslinje.web.writing import Shown

LATEST = 10
SPENT_ON = (Plane.OPERATING, Plane.CAPITAL)


@dataclass(frozen=True)
class Offered:
    """What the forms of a year's money let one choose among. What a form does not ask is not read.

    `accounts` are those that may be spent on, `units` all bodies, also those that have no plan.
    `left` is öre by reserve, where it is known.
    """

    year: int

    @property
    def reserves(self) -> Choices:
        return [(row.account, _left_of(row)) for row in queries.reserves(year=self.year)]

    @property
    def left(self) -> Mapping[str, str]:
        there = queries.reserves(year=self.year)
        return {row.account: str(row.balance) for row in there if row.balance is not None}

    @property
    def earmarks(self) -> Choices:
        there = queries.earmarks(year=self.year)
        return [(row.code, f"{row.purpose} ({row.reserve})") for row in there]

    @property
    def accounts(self) -> Choices:
        return [
            (row.code, row.name)
            for row in queries.accounts().values()
            if row.reserve_number is None and row.plane in SPENT_ON
        ]

    @property
    def every_account(self) -> Choices:
        return [(row.code, row.name) for row in queries.accounts().values()]

    @property
    def bodies(self) -> Choices:
        return [
            (one.code, one.short_name) for one in self._open if one.counts_as is not CountsAs.NONE
        ]

    @property
    def units(self) -> Choices:
        return [(one.code, one.short_name) for one in self._open]

    @property
    def decisions(self) -> Choices:
        return decisions()

    @cached_property
    def _open(self) -> Sequence[BodyRow]:
        return [one for one in organisation.bodies(year=self.year) if one.is_open]


def _left_of(row: ReserveRow) -> str:
    if row.balance is None:
        return f"{row.account} {row.purpose}"
    words = gettext("{account} {purpose}: {left} mnkr kvar")
    return words.format(account=row.account, purpose=row.purpose, left=written(row.balance))


@dataclass(frozen=True)
class ReserveState:
    """What is left of a reserve, and what would be if the endorsed were granted."""

    number: int
    account: str
    purpose: str
    balance: Shown | None
    endorsed: Shown | None
    left_if_granted: Shown | None
    is_short: bool


@dataclass(frozen=True)
class PetitionLine:
    """A petition that waits: three amounts that are never added together."""

    code: str
    line: int
    whom: str
    purpose: str
    kind: str
    is_gross_up: bool
    sides: str
    reserve: str
    asked: Shown | None
    endorsed: Shown | None
    granted: Shown | None
    outcome: str
    is_open: bool
    may_be_changed: bool


@dataclass(frozen=True)
class JournalPage:
    """The year's money at work."""

    year: int
    reserves: tuple[ReserveState, ...]
    petitions: tuple[PetitionLine, ...]
    lines: tuple[TransactionLine, ...]
    reversible: frozenset[int]


def journal_page(year: int) -> JournalPage:
    """Return the state of the reserves, the open petitions, and the latest transactions."""
    rows = kept.postings(year=year)
    every = list(reversed(transactions(rows).values()))
    reversed_ids = {row.reverses for row in rows if row.reverses is not None}
    return JournalPage(
        year=year,
        reserves=tuple(
            ReserveState(
                one.reserve.number,
                one.reserve.account,
                one.reserve.purpose,
                None if one.balance is None else mnkr(one.balance),
                mnkr(one.endorsed) if one.endorsed else None,
                None if one.left_if_granted is None else mnkr(one.left_if_granted),
                one.left_if_granted is not None and one.left_if_granted < 0,
            )
            for one in reserves.reserve_years(year=year, rows=rows)
        ),
        petitions=open_lines(open_petitions(year)),
        lines=tuple(shown_line(legs) for legs in every[:LATEST]),
        reversible=frozenset(
            legs[0].number
            for legs in every
            if not legs[0].is_reversal and legs[0].transaction not in reversed_ids
        ),
    )


def petitions_of(code: str, year: int) -> tuple[PetitionLine, ...]:
    """Return what a body has asked for in the year."""
    names = directory.body_names()
    return tuple(
        petition_line(row, names) for row in queries.petitions(year=year) if row.body == code
    )


def petition_line(row: PetitionRow, names: Mapping[str, str]) -> PetitionLine:
    """Return a petition as lists show it."""

    def shown(ore: int | None) -> Shown | None:
        return None if ore is None else mnkr(ore, basis=row.origin.basis)

    return PetitionLine(
        code=row.code,
        line=row.line,
        whom=names.get(row.body, row.body) or row.group_name,
        purpose=row.purpose,
        kind=", ".join(filter(None, (gettext(WORDS[row.kind]), _category(row)))),
        is_gross_up=row.kind is PetitionKind.GROSS_UP,
        sides=_sides(row),
        reserve=row.reserve,
        asked=shown(row.asked),
        endorsed=shown(row.endorsed),
        granted=shown(row.granted),
        outcome=gettext(WORDS[row.outcome]) if row.outcome else "",
        is_open=row.outcome is None,
        may_be_changed=row.outcome is None and row.endorsed is None,
    )


def _sides(row: PetitionRow) -> str:
    """What a gross-up says of both sides, in words; "" of another, or when no amount is said."""
    if row.kind is not PetitionKind.GROSS_UP or row.asked is None:
        return ""
    raised = row.raised(row.asked)
    words = (
        gettext("intäkter {income}, kostnader {costs}, avskrivningar {depreciation} mnkr")
        if raised.depreciation
        else gettext("intäkter {income}, kostnader {costs} mnkr")
    )
    return words.format(
        income=exact(raised.income),
        costs=exact(raised.costs),
        depreciation=exact(raised.depreciation),
    )


def _category(row: PetitionRow) -> str:
    return category_name(row.category) if row.category else ""


def decisions() -> Choices:
    """Return the decision items that grant something, the latest first."""
    return _choices(decision_queries.granting())


def decisions_of_council() -> Choices:
    """Return the decision items of the council that grant something, the latest first."""
    return _choices(decision_queries.granting(by=BodyKind.COUNCIL))


def all_decisions() -> Choices:
    """Return the decision items that are checked, those that reject too, the latest first."""
    return _choices(decision_queries.decided())


def _choices(rows: Iterable[RecordedDecision]) -> Choices:
    return [
        (
            written_key((row.case_number, row.item_no)),
            gettext("{case}, punkt {item}: {subject}").format(
                case=row.case_number, item=row.item_no, subject=row.subject
            ),
        )
        for row in rows
    ]


def open_petitions(year: int) -> tuple[PetitionRow, ...]:
    """Return what nobody has decided yet of what was asked for in the year."""
    return tuple(row for row in queries.petitions(year=year) if row.outcome is None)


def petition(year: int, code: str, line: int) -> PetitionRow | None:
    """Return a line of a petition, decided or not."""
    of_year = queries.petitions(year=year)
    return next((row for row in of_year if (row.code, row.line) == (code, line)), None)


def open_lines(rows: Iterable[PetitionRow]) -> tuple[PetitionLine, ...]:
    """Return petitions as lists show them."""
    names = directory.body_names()
    return tuple(petition_line(row, names) for row in rows)


def outcome_words(outcomes: Sequence[DecisionOutcome]) -> Mapping[DecisionOutcome, str]:
    """Return what outcomes are called."""
    return {one: gettext(WORDS[one]) for one in outcomes}


def kind_words() -> Mapping[PetitionKind, str]:
    """Return what kinds of petitions are called; a gross-up has a form of its own."""
    kinds = (one for one in PetitionKind if one is not PetitionKind.GROSS_UP)
    return {one: gettext(WORDS[one]) for one in kinds}


def granted_gross_up(year: int, query: Mapping[str, str]) -> Mapping[str, str]:
    """Return what the form that posts gross-ups begins with: the granted one that `kod` names.

    Of a part that is granted, costs are shared as in what was asked. Nothing when none is named.
    """
    asked = query.get("kod", ""), query.get("rad", "")
    there = queries.petitions(year=year) if asked[0] else ()
    every = (row for row in there if row.kind is PetitionKind.GROSS_UP)
    row = next((one for one in every if (one.code, str(one.line)) == asked), None)
    if row is None or not row.granted or row.decision is None:
        return {}
    raised = row.raised(row.granted)
    return {
        "decision": written_key((row.decision.case_number, row.decision.item_no)),
        "text": row.purpose,
        "body_0": row.body,
        "category_0": row.category.value if row.category else "",
        "income_ore_0": typed(raised.income),
        "costs_ore_0": typed(raised.costs),
        "depreciation_ore_0": typed(raised.depreciation or None),
    }


def petition_words(row: PetitionRow) -> str:
    """Name a petition."""
    return ", ".join(filter(None, (f"{row.code} {row.purpose}", _category(row), _sides(row))))


def transaction(year: int, number: int) -> PostingRow | None:
    """Return the first posting of a transaction, None when the ledger has no such number."""
    return next((row for row in kept.postings(year=year) if row.number == number), None)


def typed(ore: int | None) -> str:
    """An amount as it is typed in Swedish, in exact mnkr; "" for none."""
    return "" if ore is None else f"{exact_mnkr(ore).normalize():f}".replace(".", ",")

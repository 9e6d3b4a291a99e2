"""The laws of the ledger: what one transaction may be, and who may decide it. Pure functions.

An amount is signed as in the result budget: income is positive, costs and reserves are negative.
So what is drawn from a reserve is positive on its account, and the cost it pays for is negative.
A year's transactions as a table are checked by `core.ledger_checks`, which shares none of this.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from enslinje.core.budget_terms import Plane, StatementColumn, StatementRow, TransactionKind
from enslinje.core.money import whole_ore
from enslinje.core.terms import BodyKind

FEWEST_LEGS = 2

FINANCED_TOGETHER: Mapping[Plane, str] = {
    Plane.OPERATING: "result",
    Plane.EQUITY: "result",
    Plane.CAPITAL: "capital",
    Plane.INTERNAL: "internal",
}
"""What pays for what: the result and the equity it changes, capital by itself, interest within."""

COLUMN: Mapping[TransactionKind, StatementColumn] = {
    TransactionKind.COUNCIL_BUDGET: StatementColumn.COUNCIL_BUDGET,
    TransactionKind.GROSS_UP: StatementColumn.GROSS_UPS,
} | dict.fromkeys(
    (
        TransactionKind.ADJUSTMENT,
        TransactionKind.INTERNAL_INTEREST,
        TransactionKind.VIREMENT,
        TransactionKind.REBUDGETING,
        TransactionKind.RESULT_CARRY_OVER,
    ),
    StatementColumn.ADJUSTMENTS,
)
"""The column of each kind. A reversal stands where what it reverses stands."""

NET_COST_ROWS = frozenset(
    {
        StatementRow.INCOME,
        StatementRow.COSTS,
        StatementRow.DEPRECIATION,
        StatementRow.UNFORESEEN_NEEDS,
        StatementRow.VOLUME_RESERVE,
        StatementRow.PENSIONS,
        StatementRow.INTERNAL_INTEREST,
    }
)
GROSS_UP_ROWS = frozenset({StatementRow.INCOME, StatementRow.COSTS, StatementRow.DEPRECIATION})


class Law(StrEnum):
    """What a transaction can break."""

    TWO_LEGS = "two_legs"
    NO_ZERO_LEG = "no_zero_leg"
    BALANCE = "balance"
    PLANES_APART = "planes_apart"
    GROSS_UP_OF_A_BODY = "gross_up_of_a_body"
    GROSS_UP_ROWS = "gross_up_rows"
    GROSS_UP_NET_ZERO = "gross_up_net_zero"
    GROSS_UP_NO_RESERVE = "gross_up_no_reserve"
    INTEREST_IS_INTERNAL = "interest_is_internal"
    INTERNAL_IS_INTEREST = "internal_is_interest"
    EARMARK_ON_RESERVE = "earmark_on_reserve"


@dataclass(frozen=True, slots=True)
class AccountShape:
    """What the laws need to know of an account."""

    code: str
    plane: Plane
    row: StatementRow | None = None
    is_reserve: bool = False


@dataclass(frozen=True, slots=True)
class Leg:
    """One posting: `amount` öre on an account, for a body and a line, "" where none is named."""

    account: AccountShape
    amount: int
    year: int
    body: str = ""
    line: str = ""
    earmark: str = ""


@dataclass(frozen=True, slots=True)
class Breach:
    """A law that is broken: by what body or year (`subject`), and by how many öre."""

    law: Law
    subject: str = ""
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Deciders:
    """Who may decide a transaction: bodies of these kinds, and the body itself when `own`."""

    kinds: frozenset[BodyKind]
    own: bool = False


COUNCIL_ONLY = Deciders(frozenset({BodyKind.COUNCIL}))
BOARD_TOO = Deciders(frozenset({BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD}))
THE_BODY_TOO = replace(BOARD_TOO, own=True)


def breaches(kind: TransactionKind, legs: Sequence[Leg]) -> tuple[Breach, ...]:
    """Return every law that a transaction of `kind` with these legs breaks; none when it is good.

    A reversal answers to the laws of balance alone: it is the mirror of what was good.
    """
    found = [*_shape_breaches(legs), *_balance_breaches(legs)]
    if kind is TransactionKind.GROSS_UP:
        found += _gross_up_breaches(legs)
    if kind is not TransactionKind.REVERSAL:
        found += _internal_breaches(kind, legs)
    return tuple(found)


def _shape_breaches(legs: Sequence[Leg]) -> Iterable[Breach]:
    if len(legs) < FEWEST_LEGS:
        yield Breach(Law.TWO_LEGS)
    for leg in legs:
        if whole_ore(leg.amount) == 0:
            yield Breach(Law.NO_ZERO_LEG, leg.account.code)
        if leg.earmark and not leg.account.is_reserve:
            yield Breach(Law.EARMARK_ON_RESERVE, leg.account.code, leg.amount)


def _balance_breaches(legs: Sequence[Leg]) -> Iterable[Breach]:
    by_year: dict[int, int] = defaultdict(int)
    by_plane: dict[tuple[int, str], int] = defaultdict(int)
    for leg in legs:
        by_year[leg.year] += leg.amount
        by_plane[leg.year, FINANCED_TOGETHER[leg.account.plane]] += leg.amount
    off = {year: amount for year, amount in by_year.items() if amount}
    yield from (Breach(Law.BALANCE, str(year), amount) for year, amount in off.items())
    for (year, plane), amount in by_plane.items():
        if amount and year not in off:
            yield Breach(Law.PLANES_APART, plane, amount)


def _gross_up_breaches(legs: Sequence[Leg]) -> Iterable[Breach]:
    for leg in legs:
        if leg.account.is_reserve:
            yield Breach(Law.GROSS_UP_NO_RESERVE, leg.account.code, leg.amount)
        elif leg.account.row not in GROSS_UP_ROWS:
            yield Breach(Law.GROSS_UP_ROWS, leg.account.code, leg.amount)
        if not leg.body:
            yield Breach(Law.GROSS_UP_OF_A_BODY, leg.account.code, leg.amount)
    for body, amount in net_cost_by_body(legs).items():
        if amount:
            yield Breach(Law.GROSS_UP_NET_ZERO, body, amount)


def _internal_breaches(kind: TransactionKind, legs: Sequence[Leg]) -> Iterable[Breach]:
    is_interest = kind is TransactionKind.INTERNAL_INTEREST
    for leg in legs:
        is_internal = leg.account.plane is Plane.INTERNAL
        if is_interest and not is_internal:
            yield Breach(Law.INTEREST_IS_INTERNAL, leg.account.code, leg.amount)
        if is_internal and not (is_interest or kind is TransactionKind.COUNCIL_BUDGET):
            yield Breach(Law.INTERNAL_IS_INTEREST, leg.account.code, leg.amount)


def net_cost_by_body(legs: Iterable[Leg]) -> dict[str, int]:
    """Return what the legs change of each body's net cost, in öre; positive is a lower cost."""
    net: dict[str, int] = defaultdict(int)
    for leg in legs:
        if leg.account.row in NET_COST_ROWS:
            net[leg.body] += leg.amount
    return dict(net)


def draws(legs: Iterable[Leg]) -> dict[tuple[str, int], int]:
    """Return what is drawn of each reserve (account, year), in öre; negative is what is added."""
    drawn: dict[tuple[str, int], int] = defaultdict(int)
    for leg in legs:
        if leg.account.is_reserve:
            drawn[leg.account.code, leg.year] += leg.amount
    return dict(drawn)


def short_by(balance: int | None, draw: int) -> int:
    """Return how many öre a reserve with `balance` lacks for `draw`; 0 when it has enough.

    A balance that is not known lacks nothing: then drawings are shown, and no balance.
    """
    return 0 if balance is None else max(0, draw - balance)


def line_moves(legs: Iterable[Leg]) -> dict[tuple[str, str, str], int]:
    """Return what each appropriation line (body, line, plane) gains, in öre; those of zero not.

    The body is the line where no finer one is named. Reserves and equity are no appropriations.
    """
    moved: dict[tuple[str, str, str], int] = defaultdict(int)
    for leg in legs:
        if not leg.account.is_reserve and leg.account.plane is not Plane.EQUITY:
            moved[leg.body, leg.line, leg.account.plane.value] += leg.amount
    return {line: amount for line, amount in moved.items() if amount}


def crosses_lines(legs: Iterable[Leg]) -> bool:
    """Whether money moves from one appropriation line to another."""
    moves = line_moves(legs).values()
    return any(amount > 0 for amount in moves) and any(amount < 0 for amount in moves)


def deciders(kind: TransactionKind, legs: Sequence[Leg]) -> Deciders:
    """Return who may decide a transaction of `kind` with these legs.

    The council decides its budget, new grants, more money for a reserve, and what crosses
    appropriation lines. The executive board may decide what its reserves pay for, gross-ups and
    internal interest; a body what it moves within a line of its own.
    """
    if kind is TransactionKind.INTERNAL_INTEREST:
        return BOARD_TOO
    if kind in {TransactionKind.COUNCIL_BUDGET, TransactionKind.REBUDGETING}:
        return COUNCIL_ONLY
    if kind is not TransactionKind.REVERSAL and any(amount < 0 for amount in draws(legs).values()):
        return COUNCIL_ONLY
    if crosses_lines(legs):
        return COUNCIL_ONLY
    if kind is TransactionKind.VIREMENT and not draws(legs):
        return THE_BODY_TOO
    return BOARD_TOO


def measured(kind: TransactionKind, legs: Sequence[Leg]) -> int:
    """Return the amount that a decision item would name for this transaction, in öre.

    What is drawn of reserves; else the income of a gross-up; else what somebody gets of others.
    A reversal takes as much from it as what it reverses gave.
    """
    drawn = [leg.amount for leg in legs if leg.account.is_reserve]
    if drawn:
        return sum(drawn)
    if kind is TransactionKind.GROSS_UP:
        return sum(leg.amount for leg in legs if leg.account.row is StatementRow.INCOME)
    return sum(leg.amount for leg in legs if leg.amount > 0)


def reversal(legs: Iterable[Leg]) -> tuple[Leg, ...]:
    """Return the mirror of `legs`: together they change nothing."""
    return tuple(replace(leg, amount=-leg.amount) for leg in legs)

"""The laws of one transaction, and what must hold of all of them together."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enslinje.core import ledger, ledger_checks
from enslinje.core.budget_terms import StatementColumn, TransactionKind
from enslinje.core.ledger import Law, breaches
from enslinje.core.terms import BodyKind
from tests.core import books
from tests.core.books import (
    CAPEX,
    CM2,
    CM4,
    COSTS,
    DEPRECIATION,
    EQUITY,
    INCOME,
    INTEREST,
    TAXES,
    Written,
    leg,
)

ADJUSTMENT, GROSS_UP = TransactionKind.ADJUSTMENT, TransactionKind.GROSS_UP


def laws(kind, *legs):
    return {breach.law for breach in breaches(kind, legs)}


def rows(frame):
    return frame.collect().to_native().rows()


@pytest.mark.parametrize(
    ("kind", "legs", "broken"),
    [
        (ADJUSTMENT, [leg(CM2, 5), leg(COSTS, -5, "A")], set()),
        (ADJUSTMENT, [leg(CM2, 5), leg(COSTS, -4, "A")], {Law.BALANCE}),
        (ADJUSTMENT, [leg(CM2, 5)], {Law.TWO_LEGS, Law.BALANCE}),
        (ADJUSTMENT, [leg(CM2, 5), leg(COSTS, -5, "A"), leg(TAXES, 0)], {Law.NO_ZERO_LEG}),
        (ADJUSTMENT, [leg(CM2, 5), leg(CAPEX, -5, "A")], {Law.PLANES_APART}),
        (ADJUSTMENT, [leg(CM4, 5), leg(CAPEX, -5, "A")], set()),
        (ADJUSTMENT, [leg(CM2, 5), leg(COSTS, -5, "A", year=2022)], {Law.BALANCE}),
        (ADJUSTMENT, [leg(CM2, 5), leg(COSTS, -5, "A", earmark="E")], {Law.EARMARK_ON_RESERVE}),
        (ADJUSTMENT, [leg(CM2, 5, earmark="E"), leg(COSTS, -5, "A")], set()),
        (ADJUSTMENT, [leg(INTEREST, 5, "F"), leg(INTEREST, -5, "A")], {Law.INTERNAL_IS_INTEREST}),
        (TransactionKind.COUNCIL_BUDGET, [leg(TAXES, 5), leg(EQUITY, -5)], set()),
        (GROSS_UP, [leg(INCOME, 5, "A"), leg(COSTS, -3, "A"), leg(DEPRECIATION, -2, "A")], set()),
        (GROSS_UP, [leg(INCOME, 5, "A"), leg(COSTS, -5, "B")], {Law.GROSS_UP_NET_ZERO}),
        (
            GROSS_UP,
            [leg(CM2, 5, "A"), leg(COSTS, -5, "A")],
            {Law.GROSS_UP_NO_RESERVE},
        ),
        (GROSS_UP, [leg(INCOME, 5), leg(COSTS, -5)], {Law.GROSS_UP_OF_A_BODY}),
        (
            GROSS_UP,
            [leg(TAXES, 5, "A"), leg(COSTS, -5, "A")],
            {Law.GROSS_UP_ROWS, Law.GROSS_UP_NET_ZERO},
        ),
        (
            TransactionKind.INTERNAL_INTEREST,
            [leg(INTEREST, 5, "F"), leg(INTEREST, -5, "A")],
            set(),
        ),
        (
            TransactionKind.INTERNAL_INTEREST,
            [leg(COSTS, 5, "F"), leg(COSTS, -5, "A")],
            {Law.INTEREST_IS_INTERNAL},
        ),
    ],
)
def test_a_transaction_answers_to_its_laws(kind, legs, broken):
    assert laws(kind, *legs) == broken


def test_a_breach_says_of_whom_and_by_how_much():
    legs = [
        leg(INCOME, 900, "A"),
        leg(COSTS, -700, "A"),
        leg(INCOME, 1, "B"),
        leg(COSTS, -201, "B"),
    ]
    found = [one for one in breaches(GROSS_UP, legs) if one.law is Law.GROSS_UP_NET_ZERO]
    assert [(one.subject, one.amount) for one in found] == [("A", 200), ("B", -200)]


COUNCIL, BOARD = BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD


@pytest.mark.parametrize(
    ("kind", "legs", "kinds", "own"),
    [
        (TransactionKind.COUNCIL_BUDGET, [leg(TAXES, 5), leg(EQUITY, -5)], {COUNCIL}, False),
        (ADJUSTMENT, [leg(CM2, 5), leg(COSTS, -5, "A")], {COUNCIL, BOARD}, False),
        (ADJUSTMENT, [leg(CM2, -5), leg(COSTS, 5, "A")], {COUNCIL}, False),
        (ADJUSTMENT, [leg(COSTS, 5, "A"), leg(COSTS, -5, "B")], {COUNCIL}, False),
        (TransactionKind.VIREMENT, [leg(COSTS, 5, "A"), leg(COSTS, -5, "B")], {COUNCIL}, False),
        (
            TransactionKind.VIREMENT,
            [leg(COSTS, 5, "A", line="1"), leg(COSTS, -5, "A", line="2")],
            {COUNCIL},
            False,
        ),
        (
            TransactionKind.VIREMENT,
            [leg(COSTS, 5, "A"), leg(DEPRECIATION, -5, "A")],
            {COUNCIL, BOARD},
            True,
        ),
        (GROSS_UP, [leg(INCOME, 5, "A"), leg(COSTS, -5, "A")], {COUNCIL, BOARD}, False),
        (
            TransactionKind.INTERNAL_INTEREST,
            [leg(INTEREST, 5, "F"), leg(INTEREST, -5, "A")],
            {COUNCIL, BOARD},
            False,
        ),
    ],
)
def test_who_may_decide(kind, legs, kinds, own):
    found = ledger.deciders(kind, legs)
    assert (found.kinds, found.own) == (kinds, own)


@pytest.mark.parametrize(
    ("balance", "draw", "short"),
    [(10, 10, 0), (10, 11, 1), (0, 1, 1), (None, 10**15, 0), (5, -5, 0)],
)
def test_a_reserve_is_short_by_what_it_lacks(balance, draw, short):
    assert ledger.short_by(balance, draw) == short


# Laws over any ledger -------------------------------------------------------------------------

CHECKS = (
    ledger_checks.unbalanced,
    ledger_checks.of_mixed_planes,
    ledger_checks.gross_ups_with_net,
    ledger_checks.gross_ups_of_reserves,
    ledger_checks.internal_left,
    ledger_checks.reversals_off,
    ledger_checks.number_gaps,
)


@books.few
@given(books.ledgers())
def test_good_transactions_break_nothing_together(written):
    assert [breaches(one.kind, one.legs) for one in written] == [()] * len(written)
    postings = books.table_of(written)
    assert [rows(check(postings)) for check in CHECKS] == [[]] * len(CHECKS)


@books.few
@given(books.ledgers(), st.data())
def test_an_ore_too_much_anywhere_is_found_by_both(written, data):
    place = data.draw(st.integers(0, len(written) - 1))
    one = written[place]
    which = data.draw(st.integers(0, len(one.legs) - 1))
    wrong = replace(one.legs[which], amount=one.legs[which].amount + 1)
    legs = (*one.legs[:which], wrong, *one.legs[which + 1 :])
    damaged = [*written[:place], replace(one, legs=legs), *written[place + 1 :]]

    assert Law.BALANCE in laws(one.kind, *legs)
    found = rows(ledger_checks.unbalanced(books.table_of(damaged)))
    assert [(name, amount) for name, _number, _year, amount in found] == [(f"T{place + 1}", 1)]


def test_a_damaged_table_is_seen_by_each_check():
    """The controls: each check with a ledger that breaks what it looks for, and nothing before."""
    gross = Written(GROSS_UP, (leg(INCOME, 5, "A"), leg(COSTS, -5, "B")))
    reserve = Written(GROSS_UP, (leg(CM2, 5, "A"), leg(COSTS, -5, "A")))
    mixed = Written(ADJUSTMENT, (leg(CM2, 5), leg(CAPEX, -5, "A")))
    internal = Written(TransactionKind.INTERNAL_INTEREST, (leg(INTEREST, 5, "F"), leg(COSTS, -5)))
    half = replace(books.mirror([gross], 0), legs=(leg(INCOME, -4, "A"), leg(COSTS, 4, "B")))
    table = books.table_of
    assert len(rows(ledger_checks.gross_ups_with_net(table([gross])))) == 2
    assert len(rows(ledger_checks.gross_ups_of_reserves(table([reserve])))) == 1
    assert len(rows(ledger_checks.of_mixed_planes(table([mixed])))) == 2
    assert len(rows(ledger_checks.internal_left(table([internal])))) == 1
    assert len(rows(ledger_checks.reversals_off(table([gross, half])))) == 2
    assert rows(ledger_checks.number_gaps(table([gross, mixed]))) == []
    import narwhals as nw

    without_first = table([gross, mixed]).filter(nw.col("number") > 1)
    assert len(rows(ledger_checks.number_gaps(without_first))) == 1


@books.few
@given(books.ledgers(), st.data())
def test_a_reversal_restores(written, data):
    place = data.draw(
        st.integers(0, len(written) - 1).filter(lambda at: written[at].reverses is None)
    )
    already = {one.reverses for one in written}
    if place in already:
        return
    before = ledger_balances(written)
    after = ledger_balances([*written, books.mirror(written, place)])
    without = ledger_balances(written[:place] + written[place + 1 :])
    assert after == without
    assert before != after or not any(written[place].legs)


def ledger_balances(written):
    """By plain addition: what each account holds for each body."""
    held = {}
    for one in written:
        for posting in one.legs:
            key = (posting.account.code, posting.body, posting.year)
            held[key] = held.get(key, 0) + posting.amount
    return {key: amount for key, amount in held.items() if amount}


# Reserves -------------------------------------------------------------------------------------


def path(written, **how):
    frame = ledger_checks.reserve_path(books.table_of(written), books.reserves(**how))
    found = frame.collect().sort("account", "number").to_native()
    return found.select("account", "number", "drawn", "balance").rows()


def test_a_reserve_goes_down_by_what_is_drawn_and_up_by_what_is_added():
    written = [
        Written(TransactionKind.COUNCIL_BUDGET, (leg(CM2, -100), leg(TAXES, 100))),
        Written(ADJUSTMENT, (leg(CM2, 60), leg(COSTS, -60, "A"))),
        Written(ADJUSTMENT, (leg(CM4, 9), leg(CAPEX, -9, "A"))),
        Written(ADJUSTMENT, (leg(CM2, 50), leg(COSTS, -50, "B"))),
        Written(ADJUSTMENT, (leg(CM2, -30), leg(COSTS, 30, "A"))),
    ]
    assert path(written) == [
        ("CM2", 1, -100, 100),
        ("CM2", 2, 60, 40),
        ("CM2", 4, 50, -10),
        ("CM2", 5, -30, 20),
        ("CM4", 3, 9, None),
    ]
    below = ledger_checks.overdrawn(
        ledger_checks.reserve_path(books.table_of(written), books.reserves())
    )
    assert [row[2] for row in rows(below.select("account", "year", "number"))] == [4]


@books.few
@given(st.integers(0, 10**6), st.lists(st.integers(-(10**5), 10**5).filter(bool), max_size=40))
def test_never_below_zero_at_any_point_when_each_draw_is_asked_for(opening, wanted):
    balance, written = opening, []
    if opening:
        legs = (leg(CM2, -opening), leg(TAXES, opening))
        written.append(Written(TransactionKind.COUNCIL_BUDGET, legs))
    for draw in wanted:
        if ledger.short_by(balance, draw):
            assert balance - draw < 0  # Nobody is refused without need.
            continue
        balance -= draw
        written.append(Written(ADJUSTMENT, (leg(CM2, draw), leg(COSTS, -draw, "A"))))
    if not written:
        return
    frame = ledger_checks.reserve_path(books.table_of(written), books.reserves())
    assert rows(ledger_checks.overdrawn(frame)) == []
    assert path(written)[-1][3] == balance


@books.few
@given(books.ledgers())
def test_the_path_ends_at_what_the_postings_sum_to(written):
    total = -sum(p.amount for one in written for p in one.legs if p.account is CM2)
    of_cm2 = [row for row in path(written) if row[0] == "CM2"]
    assert of_cm2[-1][3] == total


def test_kinds_have_a_column():
    without = set(TransactionKind) - ledger.COLUMN.keys()
    assert without == {TransactionKind.REVERSAL}
    assert set(ledger.COLUMN.values()) == set(StatementColumn)

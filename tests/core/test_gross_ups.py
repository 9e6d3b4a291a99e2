"""What a gross-up raises: always as much of costs as of income."""

from hypothesis import given
from hypothesis import strategies as st

from enslinje.core import ledger
from enslinje.core.budget_terms import StatementRow, TransactionKind
from enslinje.core.gross_ups import Raised, in_balance
from tests.core.books import COSTS, DEPRECIATION, INCOME, Written, few, leg

SIZES = st.integers(0, 10**13)
ACCOUNTS = {account.row: account for account in (INCOME, COSTS, DEPRECIATION)}
ASKED = st.tuples(SIZES, SIZES, SIZES).map(lambda one: (one[0], max(one[1:]), min(one[1:])))
"""What is endorsed, what was asked, and how much of that is depreciation."""


def raised(endorsed, asked, depreciation):
    return in_balance(endorsed, asked=asked, depreciation=depreciation)


def written(ups):
    return [
        Written(
            TransactionKind.GROSS_UP,
            tuple(leg(ACCOUNTS[row], ore, body) for row, ore in one.signed()),
        )
        for body, one in ups
    ]


@given(ASKED)
def test_the_net_is_zero_whatever_is_endorsed_of_it(one):
    found = raised(*one)
    assert found.income == one[0]
    assert found.costs + found.depreciation == one[0]
    assert min(found.costs, found.depreciation) >= 0
    assert sum(ore for _row, ore in found.signed()) == 0


@given(ASKED)
def test_what_is_asked_is_given_back_when_all_of_it_is_endorsed(one):
    _endorsed, asked, depreciation = one
    assert raised(asked, asked, depreciation) == Raised(asked, asked - depreciation, depreciation)


@few
@given(st.lists(st.tuples(st.sampled_from("ABC"), ASKED), max_size=6), st.randoms())
def test_in_whatever_order_each_body_nets_to_zero_and_the_rows_are_the_same(given_, chance):
    ups = [(body, raised(*one)) for body, one in given_]
    other = chance.sample(ups, len(ups))
    for one in written(ups):
        if one.legs:
            assert not ledger.breaches(one.kind, one.legs)
    assert totals(ups) == totals(other)
    for body in "ABC":
        assert sum(ore for (whose, _row), ore in totals(ups).items() if whose == body) == 0


def totals(ups):
    found = {}
    for one in written(ups):
        for each in one.legs:
            place = each.body, each.account.row
            found[place] = found.get(place, 0) + each.amount
    return found


def test_part_of_it_is_shared_to_the_ore():
    assert raised(100, 300, 100) == Raised(100, 67, 33)
    assert raised(100, 300, 100).signed() == (
        (StatementRow.INCOME, 100),
        (StatementRow.COSTS, -67),
        (StatementRow.DEPRECIATION, -33),
    )


def test_without_sharing_the_net_would_change():
    """The control: costs and depreciation as asked, beside an income that is less."""
    (one,) = written([("A", Raised(100, 200, 100))])
    assert {breach.law for breach in ledger.breaches(one.kind, one.legs)} >= {
        ledger.Law.GROSS_UP_NET_ZERO
    }

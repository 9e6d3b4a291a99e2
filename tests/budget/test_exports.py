"""The ledger as plain text: every posting is there, and every balance is asserted."""

import re

import pytest

from enslinje.budget import exports, queries
from enslinje.budget.exports import Form

pytestmark = pytest.mark.stockholm


def of(form):
    return exports.journal(2021, form)


def held(text):
    """By plain addition, from the text alone: what each account comes to, in öre."""
    sums = {}
    for name, amount in re.findall(r"^ {2,4}(\S+)  (-?\d+\.\d\d) SEK$", text, re.MULTILINE):
        sums[name] = sums.get(name, 0) + int(amount.replace(".", ""))
    return sums


@pytest.mark.parametrize("form", Form)
def test_every_posting_is_there_and_every_balance_asserted(form):
    rows = queries.postings(year=2021)
    text = of(form)
    balances = exports.balances(rows, form)
    assert held(text) == balances
    assert sum(balances.values()) == 0
    is_assertion = r"0\.00 SEK = " if form is Form.HLEDGER else r"^\S+ balance "
    assert len(re.findall(is_assertion, text, re.MULTILINE)) == len(balances)


def test_accounts_of_beancount_are_named_as_it_wants():
    names = exports.balances(queries.postings(year=2021), Form.BEANCOUNT)
    part = re.compile(r"[A-Z0-9][A-Za-z0-9-]*")
    for name in names:
        assert all(part.fullmatch(one) for one in name.split(":")), name
    assert len(names) == len(exports.balances(queries.postings(year=2021), Form.HLEDGER))

"""From a year's budget to another's: the laws of what lies between, against plain addition."""

from collections import defaultdict

import narwhals as nw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enslinje.core import statements
from enslinje.core.budget_terms import StatementRow, TransactionKind
from enslinje.core.statements import COLUMNS, across, result_budget
from tests.core import books
from tests.core.books import CM2, COSTS, EQUITY, INCOME, TAXES, Written, leg

PARTS = st.sampled_from(["row", "body", "account", "activity_area"])


@st.composite
def ends(draw):
    """A column of a year's ledger, as it stood at some transaction."""
    year, written = draw(st.integers(2019, 2022)), draw(books.ledgers())
    number = draw(st.none() | st.integers(0, 12))
    column = draw(st.sampled_from(COLUMNS))
    postings = books.table_of(written).with_columns(ledger_year=nw.lit(year, nw.Int64))
    return statements.standing(postings, column, number=number)


def causes(before, after, by):
    found = across(before, after, by=by).collect()
    assert found["amount"].to_list() == (found["after"] - found["before"]).to_list()
    return {
        (row["place"], row["year"], row["kind"], row["part"]): row["amount"]
        for row in found.iter_rows(named=True)
        if row["amount"]
    }


def by_place(postings):
    rows = result_budget(postings).collect().iter_rows(named=True)
    return {row["place"]: row["adjusted_budget"] for row in rows}


@books.few
@given(ends(), ends(), PARTS)
def test_the_causes_sum_to_the_difference_in_every_place(before, after, by):
    summed = defaultdict(int)
    for (place, *_cause), amount in causes(before, after, by).items():
        summed[place] += amount
    old, new = by_place(before), by_place(after)
    expected = {place: new.get(place, 0) - old.get(place, 0) for place in old.keys() | new.keys()}
    assert {place: amount for place, amount in summed.items() if amount} == {
        place: amount for place, amount in expected.items() if amount
    }


@books.few
@given(ends(), ends(), PARTS)
def test_turned_round_every_cause_turns_its_sign(before, after, by):
    there, back = causes(before, after, by), causes(after, before, by)
    assert back == {cause: -amount for cause, amount in there.items()}


@books.few
@given(ends(), ends(), ends(), PARTS)
def test_two_that_follow_on_each_other_are_the_one_from_end_to_end(first, second, third, by):
    summed = defaultdict(int)
    for part in (causes(first, second, by), causes(second, third, by)):
        for cause, amount in part.items():
            summed[cause] += amount
    assert {cause: amount for cause, amount in summed.items() if amount} == causes(first, third, by)


@books.few
@given(ends(), PARTS)
def test_from_something_to_itself_there_is_no_cause(end, by):
    assert causes(end, end, by) == {}


def two_years():
    """2020 and 2021: the council gives A more and B as much; each year changes something itself."""
    old = [
        Written(
            TransactionKind.COUNCIL_BUDGET,
            (leg(COSTS, -100, "A"), leg(COSTS, -50, "B"), leg(CM2, -30), leg(TAXES, 180)),
        ),
        Written(TransactionKind.ADJUSTMENT, (leg(CM2, 20), leg(COSTS, -20, "A"))),
    ]
    new = [
        Written(
            TransactionKind.COUNCIL_BUDGET,
            (leg(COSTS, -130, "A"), leg(COSTS, -50, "B"), leg(TAXES, 181), leg(EQUITY, -1)),
        ),
        Written(TransactionKind.GROSS_UP, (leg(COSTS, -7, "B"), leg(INCOME, 7, "B"))),
    ]
    return [
        books.table_of(written).with_columns(ledger_year=nw.lit(year, nw.Int64))
        for year, written in ((2020, old), (2021, new))
    ]


@pytest.mark.parametrize(
    ("by", "anew"), [("body", {"A": -30}), ("row", {"costs": -30}), ("account", {"COSTS": -30})]
)
def test_what_each_year_changed_and_what_the_council_decided_anew(by, anew):
    found = causes(*two_years(), by)
    costs = {cause[1:]: amount for cause, amount in found.items() if cause[0] == "costs"}
    assert costs == {
        (2020, "adjustment", ""): 20,
        **{(0, "council_budget", part): amount for part, amount in anew.items()},
        (2021, "gross_up", ""): -7,
    }


def test_the_leg_of_equity_is_turned_as_in_the_result_budget():
    equity = StatementRow.EQUITY_CHANGE.value
    assert causes(*two_years(), "row")[equity, 0, "council_budget", equity] == 1


def test_were_a_year_not_told_apart_its_changes_would_meet_those_of_the_other():
    """The control: a year that changes as much as the one before would have changed nothing."""
    old, _new = two_years()
    same = old.with_columns(ledger_year=nw.lit(2021, nw.Int64))
    mixed = old.with_columns(ledger_year=nw.lit(2020, nw.Int64))
    assert causes(old, same, "body")
    assert causes(old, mixed, "body") == {}

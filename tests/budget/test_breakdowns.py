"""The budget taken apart: the parts sum to the whole, and a bridge explains all of a difference."""

from datetime import date
from itertools import product

import pytest

from enslinje.budget import breakdowns, queries
from enslinje.budget.breakdowns import AS_ADJUSTED, SHARED_OF, Bridge, Dimension, End, Step
from enslinje.core.budget_terms import StatementRow, StatementSum
from enslinje.core.statements import ADJUSTED, COLUMNS
from tests.budget_town import KR, draw, ks, reverse
from tests.town import YEAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_money")]


def rows():
    return queries.postings(year=YEAR)


def of(dimension):
    every = breakdowns.shares(rows(), by=dimension, place=SHARED_OF[dimension])
    return {share.key: share.amounts[ADJUSTED] for share in every}


def test_the_net_cost_lies_with_bodies_and_what_is_central():
    draw(300 * KR)

    assert of(Dimension.BODY) == {"SKOLA": -4600 * KR, "PARK": -3000 * KR, "": -700 * KR}


@pytest.mark.parametrize("dimension", Dimension)
def test_the_parts_sum_to_the_whole(dimension):
    draw(300 * KR)
    draw(200 * KR, "PARK")
    place = SHARED_OF[dimension]

    assert sum(of(dimension).values()) == breakdowns.bridge(rows(), place=place).after


def test_a_bridge_goes_cause_by_cause_from_the_councils_budget_to_the_adjusted():
    draw(300 * KR, text="Lärare")
    draw(200 * KR, "PARK", text="Träd")
    found = breakdowns.bridge(rows(), place=StatementRow.COSTS)

    assert (found.before, found.after, found.difference) == (-8000 * KR, -8500 * KR, 0)
    assert [(step.transaction.text, step.amount) for step in found.steps] == [
        ("Lärare", -300 * KR),
        ("Träd", -200 * KR),
    ]


def test_the_bridge_of_a_body_holds_only_what_is_its_own():
    draw(300 * KR)
    draw(200 * KR, "PARK")

    assert [
        step.amount
        for step in breakdowns.bridge(rows(), place=StatementRow.COSTS, body="PARK").steps
    ] == [-200 * KR]


def test_a_draw_changes_no_net_cost_of_the_city():
    draw(300 * KR)

    assert breakdowns.bridge(rows(), place=StatementSum.NET_COST).steps == ()


def test_what_is_reversed_takes_two_steps_that_meet():
    draw(300 * KR)
    reverse(2)
    found = breakdowns.bridge(rows(), place=StatementRow.COSTS)

    assert [step.amount for step in found.steps] == [-300 * KR, 300 * KR]
    assert found.before == found.after


def by_postings(end, place):
    """The oracle: plain addition of the postings that an end holds, of a row."""
    return sum(
        row.amount
        for row in rows()
        if row.row is place
        and end.column in {ADJUSTED, row.column.value}
        and (end.day is None or row.decision.decided_on <= end.day)
        and (end.number is None or row.number <= end.number)
    )


DAYS = (None, date(YEAR, 1, 31), date(YEAR, 2, 3), date(YEAR, 2, 4))


@pytest.mark.parametrize(("first", "second"), list(product(COLUMNS, COLUMNS)))
def test_a_bridge_goes_between_any_two_columns_and_days_and_ties(first, second):
    draw(300 * KR)
    draw(200 * KR, "PARK", decision=ks(4))
    reverse(2)
    for early, late, number in product(DAYS, DAYS, (None, 2)):
        start, end = End(first, day=early, number=number), End(second, day=late)
        found = breakdowns.bridge(rows(), place=StatementRow.COSTS, start=start, end=end)

        assert found.before == by_postings(start, StatementRow.COSTS)
        assert found.after == by_postings(end, StatementRow.COSTS)
        assert found.difference == 0


def test_what_only_the_first_end_holds_is_a_step_away():
    draw(300 * KR)
    draw(200 * KR, decision=ks(4))
    early = End(day=date(YEAR, 2, 2))
    found = breakdowns.bridge(rows(), place=StatementRow.COSTS, start=AS_ADJUSTED, end=early)

    assert [(one.transaction.number, one.amount) for one in found.steps] == [(3, 200 * KR)]
    assert (found.before, found.after) == (-8500 * KR, -8300 * KR)


def test_a_step_that_is_missing_shows_as_a_difference():
    draw(300 * KR)
    whole = breakdowns.bridge(rows(), place=StatementRow.COSTS)

    assert Bridge(whole.before, (), whole.after).difference == -300 * KR
    assert Bridge(whole.before, (Step(whole.steps[0].transaction, 1),), whole.after).difference != 0


def test_what_each_transaction_means_to_a_body():
    draw(300 * KR)

    assert [
        (one.transaction.number, one.income, one.costs, one.net)
        for one in breakdowns.changes(rows(), body="SKOLA")
    ] == [(1, 700 * KR, -5000 * KR, -4300 * KR), (2, 0, -300 * KR, -300 * KR)]

"""From a year's budget to the next: every cause, and where it comes from."""

import random
from datetime import date
from itertools import product

import pytest

from enslinje.budget import queries, year_bridges
from enslinje.budget.breakdowns import AS_ADJUSTED, COUNCILS, End
from enslinje.budget.figures.years import reference_of
from enslinje.budget.year_bridges import Cause, Part, YearEnd
from enslinje.core.budget_terms import StatementRow, StatementSum, TransactionKind
from enslinje.core.money import exact_mnkr
from enslinje.core.statements import COLUMNS, LINES
from enslinje.figures import register
from enslinje.figures.register import FigureNotFound
from tests.budget_town import KR
from tests.town import YEAR
from tests.two_years import NEXT, record_next_year

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_money")]

COUNCIL = TransactionKind.COUNCIL_BUDGET


@pytest.fixture(autouse=True)
def next_year(recorded_money, db):
    record_next_year()


def end_of(year, end=AS_ADJUSTED):
    return YearEnd(year, end, queries.postings(year=year))


def bridge(start, end, **asked):
    given = {"place": StatementRow.COSTS, "by": Part.BODY} | asked
    return year_bridges.bridge(start, end, **given)


def moved(found):
    return [
        (step.cause.year, step.cause.kind.value, step.cause.part, step.amount)
        for step in found.steps
    ]


def test_a_year_begins_anew_from_what_the_council_decides():
    found = bridge(end_of(YEAR), end_of(NEXT))

    assert (found.before, found.after) == (-8300 * KR, -8450 * KR)
    assert moved(found) == [
        (YEAR, "adjustment", "", 300 * KR),
        (None, "council_budget", "SKOLA", -400 * KR),
        (NEXT, "gross_up", "", -50 * KR),
    ]
    assert found.difference == 0


@pytest.mark.parametrize(
    ("by", "parts"),
    [
        (Part.ROW, {"costs": -400 * KR}),
        (Part.ACCOUNT, {"costs": -400 * KR}),
        (Part.ACTIVITY_AREA, {"": 2600 * KR, "GRON": -3000 * KR}),
    ],
)
def test_what_the_council_decided_anew_is_told_by_what_one_asks_for(by, parts):
    found = bridge(end_of(YEAR, COUNCILS), end_of(NEXT, COUNCILS), by=by)

    assert {part: amount for _year, _kind, part, amount in moved(found)} == parts
    assert found.difference == 0


def test_of_a_body_only_its_own():
    found = bridge(end_of(YEAR), end_of(NEXT), body="PARK", place=StatementSum.NET_COST)

    assert moved(found) == []
    assert found.before == found.after == -3000 * KR


ENDS = [End(column, day=day) for column, day in product(COLUMNS, (None, date(YEAR, 2, 1)))]


@pytest.mark.parametrize("by", Part)
def test_whichever_columns_days_and_rows_it_ties_and_a_figure_says_the_same(by):
    chance = random.Random(f"{by}")
    starts = [end_of(YEAR, one) for one in ENDS[::2]]
    for start, end, line in product(starts, [end_of(NEXT, one) for one in ENDS[1::2]], LINES):
        if line.of:
            ends = start, end
            found = bridge(*ends, place=line.place, by=by)
            assert found.difference == 0
            for step in chance.sample(found.steps, min(1, len(found.steps))):
                reference = reference_of(*ends, line=line, body="", by=by, cause=step.cause)
                assert register.resolve(reference) == exact_mnkr(step.amount)


def test_a_figure_leads_to_the_decisions_of_both_years():
    ends = end_of(YEAR), end_of(NEXT)
    line = next(one for one in LINES if one.place is StatementRow.COSTS)
    reference = reference_of(
        *ends, line=line, body="SKOLA", by=Part.BODY, cause=Cause(None, COUNCIL, "SKOLA")
    )
    found = register.explain(reference)

    assert found.reference == reference
    assert [one.label.split(" · ")[0] for one in found.inputs] == [str(YEAR), str(NEXT)]
    assert all("KF 2020/1" in one.label for one in found.inputs)


@pytest.mark.parametrize(
    "reference",
    [
        "2021.adjusted_budget/2022.council_budget/4/-/body/2021.adjustment",
        "2021.adjusted_budget/2022.council_budget/2/-/month/2021.adjustment",
        "2021.everything/2022.council_budget/2/-/body/2021.adjustment",
        "2021.adjusted_budget.igar/2022.council_budget/2/-/body/2021.adjustment",
        "2021.adjusted_budget/1999.council_budget/2/-/body/2021.adjustment",
        "2021.adjusted_budget/2022.council_budget/2/-/body/2021.whatever",
        "2021.adjusted_budget/2022.council_budget/2/-/body/2021.virement",
    ],
)
def test_a_figure_that_is_none_is_not_found(reference):
    with pytest.raises(FigureNotFound):
        register.explain(f"resultatbudget.mellan_ar/{reference}")

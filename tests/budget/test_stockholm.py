"""Stockholm's budget of 2021 comes out as the source states, worked out from postings."""

import pytest

from enslinje.budget import breakdowns, checking, queries, reserves, statements
from enslinje.budget.breakdowns import End
from enslinje.core.budget_terms import Layout, Phase, StatementColumn, StatementRow
from enslinje.core.money import written_mnkr
from enslinje.core.statements import COLUMNS
from enslinje.core.terms import Basis, DecisionOutcome
from enslinje.figures import register

pytestmark = pytest.mark.stockholm

RIGHT = """
1   8676.5    0.0    5878.8  14555.3
2   -53634.7  -150.9 -5706.7 -59492.3
3   -1724.8   -18.5  -172.1  -1915.4
5   -825.5    169.4  0.0     -656.1
6   -788.9    0.0    0.0     -788.9
7   -1773.1   0.0    0.0     -1773.1
8   -50070.5  0.0    0.0     -50070.5
9   51406.7   0.0    0.0     51406.7
10  189.6     0.0    0.0     189.6
11  -4842.5   0.0    0.0     -4842.5
12  -680.8    0.0    0.0     -680.8
13  2924.3    0.0    0.0     2924.3
14  270.0     0.0    0.0     270.0
15  1270.3    0.0    0.0     1270.3
16  -1613.4   0.0    0.0     -1613.4
17  -1146.3   0.0    0.0     -1146.3
18  58.8      0.0    0.0     58.8
19  1100.0    0.0    0.0     1100.0
20  -12.4     0.0    0.0     -12.4
21  0.1       0.0    0.0     0.1
22  0.1       0.0    0.0     0.1
"""
PRINTED = {
    2: ["-53634.7", "-149.6", "-5708.0", "-59492.3"],
    5: ["-825.5", "168.1", "1.3", "-656.1"],
}


def rows(statement):
    return {
        line.line.number: [written_mnkr(line.amounts[column]) for column in COLUMNS]
        for line in statement.lines
        if not line.is_heading
    }


def expected():
    lines = (line.split() for line in RIGHT.strip().splitlines())
    return {int(number): cells for number, *cells in lines}


def test_every_row_and_column_as_it_should_be():
    assert rows(statements.statement(2021)) == expected()


def test_between_the_two_layouts_of_the_adjustments_lies_finnkampen():
    start, end = (End(StatementColumn.ADJUSTMENTS.value, layout) for layout in Layout)
    found = breakdowns.bridge(
        queries.postings(year=2021), place=StatementRow.UNFORESEEN_NEEDS, start=start, end=end
    )

    assert [
        (one.transaction.decision.item_no, written_mnkr(one.amount)) for one in found.steps
    ] == [(12, "-1.3")]
    assert (written_mnkr(found.before), written_mnkr(found.after)) == ("169.4", "168.1")


def test_and_as_the_source_prints_it():
    printed = statements.statement(2021, layout=Layout.SOURCE)
    assert rows(printed) == expected() | PRINTED
    (moved,) = printed.moved
    assert (moved.item_no, moved.text) == (12, "Finnkampen 2021")
    assert moved.amounts == {"unforeseen_needs": 130_000_000, "costs": -130_000_000}


def test_each_column_of_changes_sums_to_zero():
    found = statements.statement(2021)
    for column in ("adjustments", "gross_ups"):
        assert found.amount("net_cost", column) == 0
    assert found.rounding == {}


def test_cm2_goes_from_825_5_to_656_1_in_three_steps():
    found = reserves.reserve_year(2, year=2021)
    steps = [
        (one.decision.item_no, written_mnkr(one.amount), written_mnkr(one.balance))
        for one in found.drawings
    ]
    assert written_mnkr(found.opening) == "825.5"
    assert steps == [(2, "167.4", "658.1"), (12, "1.3", "656.8"), (16, "0.7", "656.1")]
    assert (written_mnkr(found.drawn), written_mnkr(found.balance)) == ("169.4", "656.1")


def test_cm4_has_drawings_and_no_balance():
    found = reserves.reserve_year(4, year=2021)
    assert (found.opening, found.balance, found.left_if_granted) == (None, None, None)
    assert written_mnkr(found.drawn) == "193.4"
    assert [one.balance for one in found.drawings] == [None]


def test_item_6_is_granted_unpaid_and_draws_nothing():
    lines = [row for row in queries.petitions(year=2021) if row.code == "POT19"]
    assert sum(row.granted for row in lines) == 70_000_000
    assert {(row.reserve, row.outcome) for row in lines} == {("", DecisionOutcome.GRANTED)}
    assert all(row.decision.item_no != 6 for row in queries.postings(year=2021))


def test_internal_interest_is_in_no_row_and_its_income_is_the_finance_unit_s():
    internal = [row for row in queries.postings(year=2021) if row.plane == "internal"]
    assert sorted(row.amount for row in internal) == [-630_000_000, 630_000_000]
    finance = statements.statement(2021, body="FINF")
    assert rows(finance) == {
        0: ["0.0", "6.3", "0.0", "6.3"],
        8: ["0.0", "6.3", "0.0", "6.3"],
    }


def test_the_bodies_and_what_names_none_sum_to_the_city():
    bodies = {row.body for row in queries.postings(year=2021)} - {""}
    unnamed = [row for row in queries.postings(year=2021) if not row.body]
    assert len(bodies) == 32
    total = sum(
        statements.statement(2021, body=body).amount("costs", "adjusted_budget") for body in bodies
    )
    total += sum(row.amount for row in unnamed if row.row == "costs")
    assert total == statements.statement(2021).amount("costs", "adjusted_budget")


def test_before_and_changes_make_after_for_each_body():
    for body in {row.body for row in queries.postings(year=2021)} - {""}:
        for line in statements.statement(2021, body=body).lines:
            *parts, after = (line.amounts[column] for column in COLUMNS)
            assert sum(parts) == after
        assert statements.statement(2021, body=body).amount("net_cost", "gross_ups") == 0


def test_invented_splits_are_marked_and_weaken_only_the_body():
    city = register.explain("resultatbudget.cell/2021/2/council_budget")
    body = register.explain("resultatbudget.organ/2021/FN-IDR/2/council_budget")
    assert (city.basis, body.basis) == (Basis.SOURCE, Basis.INVENTED)


def test_what_is_not_specified_is_a_line_of_its_own():
    drawn = {}
    for row in queries.postings(year=2021):
        if row.is_reserve and row.earmark:
            drawn[row.earmark] = drawn.get(row.earmark, 0) + row.amount
    assert {code: written_mnkr(drawn[code]) for code in ("POT23", "POT24")} == {
        "POT23": "26.4",
        "POT24": "22.3",
    }


def test_nothing_is_endorsed_that_is_not_decided():
    granted = statements.statement(2021)
    endorsed = statements.statement(2021, phase=Phase.ENDORSED)
    assert rows(granted) == rows(endorsed)


def test_before_the_decision_there_is_only_the_council_s_budget():
    from datetime import date

    early = statements.statement(2021, on=date(2021, 3, 9))
    assert {line.amounts["adjustments"] for line in early.lines if not line.is_heading} == {0}


def test_every_invariant_holds():
    found = checking.check(2021)
    assert (found.breaches, found.transactions, found.postings) == ((), 7, 272)


@pytest.mark.parametrize(
    "reference",
    [
        *(
            f"resultatbudget.cell/2021/{row}/{column}"
            for row in (2, 5, 8, 22)
            for column in COLUMNS
        ),
        "resultatbudget.organ/2021/FN-IDR/8/adjusted_budget",
        "reserv.ingaende/2021/2",
        "reserv.medgett/2021/2",
        "reserv.kvar/2021/2",
        "reserv.kvar/2021/4",
        "beslut.medgett/2021/ks-2020-41/2",
        "beslut.medgett/2021/ks-2020-41/4",
        "beslut.medgett/2021/ks-2020-41/5",
        "beslut.medgett/2021/ks-2020-41/6",
        "beslut.medgett/2021/ks-2020-1042/1",
        "avsatt.medgett/2021/POT18",
        "avsatt.ansokt/2021/VATTEN",
    ],
)
def test_a_figure_explains_itself_down_to_decisions(reference):
    found = register.explain(reference)
    assert found.reference == reference
    assert found.title
    assert found.sentence
    assert found.rule_name
    assert found.unit == "mnkr"
    for one in found.inputs:
        if one.reference:
            assert register.explain(one.reference).reference == one.reference


@pytest.mark.parametrize(
    "reference",
    [
        "resultatbudget.cell/2021/4/adjustments",
        "resultatbudget.cell/2021/99/adjustments",
        "resultatbudget.cell/2021/2/other",
        "resultatbudget.cell/x/2/adjustments",
        "resultatbudget.cell/1999/2/adjustments",
        "resultatbudget.organ/2021/INGEN/2/adjustments",
        "reserv.kvar/2021/7",
        "reserv.kvar/2021/x",
        "beslut.medgett/2021/ks-2020-41/99",
        "avsatt.medgett/2021/INGEN",
    ],
)
def test_what_is_not_there_is_not_found(reference):
    with pytest.raises(register.FigureNotFound):
        register.explain(reference)

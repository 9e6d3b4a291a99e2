"""The result budget against plain addition, and the laws of every statement and bridge."""

from collections import defaultdict
from dataclasses import replace

import narwhals as nw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enslinje.core import statements
from enslinje.core.budget_terms import (
    Layout,
    Plane,
    StatementColumn,
    StatementRow,
    StatementSum,
    TransactionKind,
)
from enslinje.core.money import split
from enslinje.core.schemas import AMOUNTS
from enslinje.core.statements import COLUMNS, LINES, bridge, result_budget, rounding_gaps, up_to
from tests.core import books
from tests.core.books import CM2, COSTS, EQUITY, INCOME, TAXES, Written, leg
from tests.core.builders import table as admitted

MNKR = 100_000_000


def as_mapping(frame, *by):
    names = [*by, "place"]
    return {
        tuple(row[name] for name in names) if by else row["place"]: tuple(
            row[column] for column in COLUMNS
        )
        for row in frame.collect().iter_rows(named=True)
    }


def by_plain_addition(written, layout=Layout.RIGHT):
    """The oracle: loops, no tables, the sums written out."""
    cells = defaultdict(lambda: [0, 0, 0])
    order = [column.value for column in StatementColumn]
    for one in written:
        column = books.column_of(one, written)
        if layout is Layout.SOURCE and one.printed:
            column = one.printed
        for posting in one.legs:
            row = posting.account.row
            if row is None:
                continue
            amount = -posting.amount if row is StatementRow.EQUITY_CHANGE else posting.amount
            places = [row.value]
            if posting.account.plane is not Plane.EQUITY:
                places.append("result")
                if row not in {"financial_result", "dividend", "dispositions"}:
                    places.append("operating_result")
                    if row != "taxes":
                        places.append("net_cost")
            for place in places:
                cells[place][order.index(column.value)] += amount
    return {place: (*amounts, sum(amounts)) for place, amounts in cells.items()}


@books.few
@given(books.ledgers(), st.sampled_from(Layout))
def test_the_result_budget_is_plain_addition(written, layout):
    found = as_mapping(result_budget(books.table_of(written), layout=layout))
    assert found == by_plain_addition(written, layout)


@books.few
@given(books.ledgers())
def test_parts_sum_to_the_whole_for_bodies_accounts_and_columns(written):
    postings = books.table_of(written)
    whole = as_mapping(result_budget(postings))
    for dimension in ("body", "account", "activity_area", "number"):
        parts = as_mapping(result_budget(postings, by=[dimension]), dimension)
        for place, amounts in whole.items():
            of_place = [cells for (_part, where), cells in parts.items() if where == place]
            assert tuple(map(sum, zip(*of_place, strict=True))) == amounts
    assert all(sum(cells[:3]) == cells[3] for cells in whole.values())


@books.few
@given(books.ledgers(), st.data())
def test_any_split_among_bodies_conserves_every_row_and_account(written, data):
    def parted(posting):
        weights = data.draw(st.lists(st.integers(0, 9), min_size=1, max_size=4).filter(any))
        shared = zip(split(posting.amount, weights), "ABCA", strict=False)
        return [replace(posting, amount=amount, body=body) for amount, body in shared if amount]

    parts = [
        replace(one, legs=tuple(part for posting in one.legs for part in parted(posting)))
        for one in written
    ]
    whole, shared = books.table_of(written), books.table_of(parts)
    assert as_mapping(result_budget(shared)) == as_mapping(result_budget(whole))
    assert by_account(shared) == by_account(whole)


def by_account(postings):
    """What each account holds, those of no row too, and a reserve that nothing is left of."""
    summed = postings.group_by("account").agg(nw.col("amount").sum()).collect()
    return {row["account"]: row["amount"] for row in summed.iter_rows(named=True)}


def test_a_split_that_rounds_each_part_would_lose_an_ore():
    """The control: a hundred öre among three, rounded one by one, are ninety-nine."""
    whole = [Written(TransactionKind.ADJUSTMENT, (leg(CM2, 100), leg(COSTS, -100, "A")))]
    third = [leg(COSTS, -33, body) for body in "ABC"]
    rounded = [Written(TransactionKind.ADJUSTMENT, (leg(CM2, 100), *third))]
    assert by_account(books.table_of(rounded)) != by_account(books.table_of(whole))


@books.few
@given(books.ledgers(), st.randoms())
def test_the_order_of_transactions_does_not_matter(written, random):
    expected = as_mapping(result_budget(books.table_of(written)))
    rows = list(books.rows_of(written))
    random.shuffle(rows)
    from enslinje.core.schemas import POSTINGS

    assert as_mapping(result_budget(admitted(POSTINGS, *rows))) == expected


@books.few
@given(books.ledgers())
def test_the_result_is_what_equity_changes_by(written):
    found = as_mapping(result_budget(books.table_of(written)))
    nothing = (0, 0, 0, 0)
    assert found.get("result", nothing) == found.get("equity_change", nothing)


@books.few
@given(books.ledgers())
def test_the_two_layouts_differ_by_column_only(written):
    postings = books.table_of(written)
    right = as_mapping(result_budget(postings))
    printed = as_mapping(result_budget(postings, layout=Layout.SOURCE))
    assert {place: cells[3] for place, cells in right.items()} == {
        place: cells[3] for place, cells in printed.items()
    }


@books.few
@given(books.ledgers())
def test_internal_interest_is_in_no_row_of_the_whole_city(written):
    found = as_mapping(result_budget(books.table_of(written)))
    assert found.get("internal_interest", (0, 0, 0, 0)) == (0, 0, 0, 0)


@books.few
@given(books.ledgers())
def test_gross_ups_change_no_net_cost_of_any_body(written):
    found = as_mapping(result_budget(books.table_of(written), by=["body"]), "body")
    assert {cells[2] for (_body, place), cells in found.items() if place == "net_cost"} <= {0}


# Bridges --------------------------------------------------------------------------------------


def totals(frame):
    summed = frame.group_by("place").agg(nw.col("amount").sum()).collect()
    return {row["place"]: row["amount"] for row in summed.iter_rows(named=True) if row["amount"]}


def adjusted(postings):
    return {place: cells[3] for place, cells in as_mapping(result_budget(postings)).items()}


@books.few
@given(books.ledgers(), st.integers(0, 12), st.integers(0, 12))
def test_a_bridge_between_two_versions_sums_to_the_difference(written, first, second):
    postings = books.table_of(written)
    before, after = up_to(postings, number=first), up_to(postings, number=second)
    old, new = adjusted(before), adjusted(after)
    expected = {
        place: new.get(place, 0) - old.get(place, 0)
        for place in old.keys() | new.keys()
        if new.get(place, 0) != old.get(place, 0)
    }
    assert totals(bridge(before, after)) == expected


@books.few
@given(books.ledgers())
def test_a_bridge_between_columns_names_each_cause(written):
    postings = books.table_of(written)
    council = statements.in_columns(postings, StatementColumn.COUNCIL_BUDGET)
    causes = bridge(council, postings).collect()
    council_numbers = {
        number
        for number, one in enumerate(written, start=1)
        if books.column_of(one, written) is StatementColumn.COUNCIL_BUDGET
    }
    assert not council_numbers & set(causes["number"].to_list())


ENDS = st.tuples(
    st.sampled_from(COLUMNS),
    st.sampled_from(Layout),
    st.none() | st.integers(0, 12),
    st.none() | st.integers(0, 12),
)


def holds(end, one, number, written):
    """The oracle: whether an end of a bridge holds a transaction; its number is its day."""
    column, layout, most, day = end
    own = books.column_of(one, written)
    stands_in = one.printed or own if layout is Layout.SOURCE else own
    is_in_time = (most is None or number <= most) and (day is None or number <= day)
    return is_in_time and column in {"adjusted_budget", stands_in.value}


@books.few
@given(books.ledgers(), ENDS, ENDS)
def test_a_bridge_between_any_two_columns_layouts_versions_and_days(written, first, second):
    postings = books.table_of(written)
    before, after = (
        statements.standing(postings, column, layout=layout, number=number, day=day)
        for column, layout, number, day in (first, second)
    )
    steps = bridge(before, after, by=["account"]).collect()
    expected = defaultdict(int)
    for number, one in enumerate(written, start=1):
        way = holds(second, one, number, written) - holds(first, one, number, written)
        for posting in one.legs:
            expected[posting.account.code, number] += way * posting.amount
    assert {
        (row["account"], row["number"]): row["amount"] for row in steps.iter_rows(named=True)
    } == {cause: ore for cause, ore in expected.items() if ore}


def test_a_bridge_by_date_and_by_account():
    written = [
        Written(TransactionKind.COUNCIL_BUDGET, (leg(CM2, -100), leg(TAXES, 100))),
        Written(TransactionKind.ADJUSTMENT, (leg(CM2, 60), leg(COSTS, -60, "A"))),
    ]
    postings = books.table_of(written)
    moved = bridge(up_to(postings, day=1), postings, by=["account"]).collect().sort("account")
    assert moved.select("account", "decision", "amount").to_native().rows() == [
        ("CM2", "D2", 60),
        ("COSTS", "D2", -60),
    ]


# Phases, deviation, rounding ------------------------------------------------------------------


def test_what_is_endorsed_stands_beside_what_is_granted():
    granted = books.table_of(
        [Written(TransactionKind.COUNCIL_BUDGET, (leg(CM2, -100), leg(TAXES, 100)))]
    )
    endorsed = books.table_of(
        [Written(TransactionKind.ADJUSTMENT, (leg(CM2, 40), leg(COSTS, -40, "A")))]
    ).with_columns(transaction=nw.lit("P1"))
    proposed = statements.granted_and_endorsed(granted, endorsed)
    assert as_mapping(result_budget(proposed))["unforeseen_needs"] == (-100, 40, 0, -60)
    assert as_mapping(result_budget(granted))["unforeseen_needs"] == (-100, 0, 0, -100)


def test_a_deviation_is_positive_when_better_than_the_budget():
    budget = books.table_of(
        [Written(TransactionKind.COUNCIL_BUDGET, (leg(COSTS, -100, "A"), leg(INCOME, 100, "A")))]
    )
    actuals = admitted(AMOUNTS, ("costs", "A", -90), ("income", "A", 95), ("costs", "B", -7))
    found = statements.deviation(budget, actuals).collect().sort("row", "body")
    assert found.to_native().rows() == [
        ("costs", "A", -100, -90, 10),
        ("costs", "B", 0, -7, -7),
        ("income", "A", 100, 95, -5),
    ]


def test_rounding_is_told_where_parts_and_total_differ():
    third = MNKR // 20 - 1  # 0,04999999 is shown as 0,0; three of them as 0,1.
    amounts = {"costs": third, "income": third, "pensions": third, "net_cost": 3 * third}
    assert rounding_gaps(amounts)["net_cost"] == -MNKR // 10
    assert (
        rounding_gaps({"costs": MNKR, "net_cost": MNKR, "operating_result": MNKR, "result": MNKR})
        == {}
    )


@books.few
@given(
    st.dictionaries(
        st.sampled_from([row.value for row in StatementRow]), st.integers(-(10**13), 10**13)
    )
)
def test_rounding_never_hides_more_than_its_parts_can(amounts):
    sums = {
        line.place.value: sum(amounts.get(row.value, 0) for row in line.of)
        for line in LINES
        if line.is_sum
    }
    for place, gap in rounding_gaps({**amounts, **sums}).items():
        (line,) = [line for line in LINES if line.place == place]
        assert abs(gap) <= (len(line.of) + 1) * MNKR // 20


def test_the_table_has_the_rows_of_the_source_and_every_account_row_is_in_it():
    assert [line.number for line in LINES if line.number] == list(range(1, 23))
    assert {row for line in LINES if not line.is_sum for row in line.of} == set(StatementRow)
    assert {line.place for line in LINES if line.is_sum} == set(StatementSum)


@pytest.mark.parametrize("missing", ["amount", "row", "column"])
def test_a_table_without_a_column_is_refused(missing):
    from enslinje.core.tables import TableError

    table = books.table_of([Written(TransactionKind.ADJUSTMENT, (leg(EQUITY, 1), leg(TAXES, -1)))])
    with pytest.raises(TableError, match=missing):
        result_budget(table.drop(missing))

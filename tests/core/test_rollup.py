"""Each rule by example: what is rolled up, and what missing answers could do to it."""

from fractions import Fraction

import narwhals as nw
import pytest

from enslinje.core.rollup import at_worst, roll_up, settle, sum_again, sum_up, sum_up_both
from enslinje.core.schemas import OUTCOMES, STATEMENTS
from enslinje.core.tables import TableError
from tests.core.builders import (
    IND,
    WORDS,
    interval,
    only,
    plain,
    row_of,
    rows_of,
    rules,
    statements,
    weighing,
)


def rolled(rule, said, **settings):
    return interval(only(roll_up(statements(said), rules(rule, **settings))))


@pytest.mark.parametrize(
    ("rule", "said", "expected"),
    [
        ("sum", {"A": 3, "B": 4}, (7, 7)),
        ("sum", {"A": 3, "B": (4, 6)}, (7, 9)),
        ("sum", {"A": 0, "B": None}, (0, 0)),  # Zero is a number, missing is not zero.
        ("sum", {"A": -3, "B": 2}, (-1, -1)),
        ("mean", {"A": 3, "B": 3, "C": 2}, (Fraction(8, 3), Fraction(8, 3))),  # 2,67 is not 3.
        ("mean", {"A": 2, "B": None}, (2, 2)),  # Who says nothing is not in the mean.
        ("mean", {"A": 2, "B": 0}, (1, 1)),  # Who says zero is.
        ("mean", {"A": (1, 2), "B": (3, 6)}, (2, 4)),
        ("weighted_mean", {"A": weighing(3, 10), "B": weighing(1, 2)}, (8, 8)),
        ("weighted_mean", {"A": weighing(3, (10, 12)), "B": weighing(1, 2)}, (8, Fraction(19, 2))),
        ("weighted_mean", {"A": weighing(3, 10), "B": weighing(9, None)}, (10, 10)),
        ("ratio", {"A": weighing(4, 2), "B": weighing(2, 1)}, (Fraction(1, 2), Fraction(1, 2))),
        ("ratio", {"A": weighing(4, 2), "B": weighing(1, (1, 3))}, (Fraction(3, 5), 1)),
        ("ratio", {"A": weighing(4, 2), "B": weighing(99, None)}, (Fraction(1, 2), Fraction(1, 2))),
        ("min", {"A": 3, "B": 4, "C": None}, (3, 3)),
        ("min", {"A": (3, 9), "B": (4, 5)}, (3, 5)),
        ("max", {"A": 3, "B": 4, "C": None}, (4, 4)),
        ("max", {"A": (3, 9), "B": (4, 5)}, (4, 9)),
        ("span", {"A": 50, "B": 100, "C": None}, (50, 100)),
        ("span", {"A": (40, 60), "B": 70}, (40, 70)),
        ("none", {"A": 3, "B": 4}, None),
        ("sum", {"A": None, "B": None}, None),
        ("sum", {"A": WORDS}, None),
        ("min", {"A": None}, None),
    ],
)
def test_a_rule_gives_an_exact_interval(rule, said, expected):
    assert rolled(rule, said) == expected


@pytest.mark.parametrize("rule", ["single", "central"])
@pytest.mark.parametrize(
    ("answering", "said", "expected"),
    [
        ("B", {"A": 3, "B": (4, 5)}, (4, 5)),
        ("B", {"A": 3, "B": None}, None),  # The body that answers for all is silent.
        ("B", {"A": 3}, None),
        (None, {"A": 3}, None),  # Nobody is named to answer.
    ],
)
def test_where_one_body_answers_the_others_are_not_summed(rule, answering, said, expected):
    assert rolled(rule, said, answering=answering) == expected


def test_an_indicator_without_a_rule_has_no_value():
    others = rules("sum").filter(nw.col("indicator") != IND)
    row = only(roll_up(statements({"A": 3}), others))
    assert interval(row) is None
    assert (row["given"], row["expected"]) == (1, 1)


@pytest.mark.parametrize(
    ("rule", "said", "coverage"),
    [
        ("sum", {"A": 3, "B": None, "C": WORDS}, (1, 2, 3, 2)),
        ("sum", {"A": 0}, (1, 1, 1, 0)),
        ("none", {"A": 3, "B": None}, (1, 1, 2, 1)),
        ("single", {"A": None, "B": 4, "C": None}, (1, 1, 3, 0)),  # Nothing summed is unknown.
        ("single", {"A": 3, "B": None, "C": 4}, (2, 2, 3, 1)),
    ],
)
def test_coverage_counts_numbers_statements_and_duties(rule, said, coverage):
    row = only(roll_up(statements(said), rules(rule, answering="B")))
    assert tuple(row[name] for name in ("given", "stated", "expected", "unknown")) == coverage


@pytest.mark.parametrize("rule", ["single", "central", "none", "mean"])
def test_a_body_alone_has_its_own_value(rule):
    sums = sum_up(statements({"A": (3, 4), "B": None}))
    rows = rows_of(settle(sums, rules(rule, answering="B"), by=("indicator", "body")))
    found = {row["body"]: (interval(row), row["unknown"]) for row in rows}
    assert found == {"A": ((3, 4), 0), "B": (None, 1)}


def worst(rule, said, *, floor=None, ceiling=None):
    of_rules = rules(rule, answering="B", floor=floor, ceiling=ceiling)
    settled = roll_up(statements(said), of_rules).join(
        of_rules.select("indicator", "roll_up", "floor", "ceiling"), on="indicator"
    )
    row = only(at_worst(settled))
    return interval(row, "worst_low", "worst_high", "worst_divisor")


@pytest.mark.parametrize(
    ("rule", "said", "expected"),
    [
        ("sum", {"A": 6, "B": None, "C": None}, (6 + 2 * 1, 6 + 2 * 10)),
        ("mean", {"A": 6, "B": None}, (Fraction(7, 2), 8)),
        ("mean", {"A": (5, 6), "B": None}, (3, 8)),
        ("weighted_mean", {"A": weighing(3, 6), "B": weighing(1, None)}, (Fraction(19, 4), 7)),
        ("ratio", {"A": weighing(3, 6), "B": weighing(1, None)}, (Fraction(7, 4), 4)),
        ("min", {"A": 6, "B": None}, (1, 6)),
        ("min", {"A": 0, "B": None}, (0, 0)),  # Already below what a unit should be.
        ("max", {"A": 6, "B": None}, (6, 10)),
        ("max", {"A": 12, "B": None}, (12, 12)),
        ("span", {"A": 6, "B": None}, (1, 10)),
        ("span", {"A": (0, 12), "B": None}, (0, 12)),
        ("single", {"A": None, "B": 6}, (6, 6)),
        ("central", {"A": 3, "B": 6}, (6, 6)),
        ("single", {"A": 6, "B": None}, None),
        ("none", {"A": 6, "B": None}, None),
        ("sum", {"A": None}, None),
        ("min", {"A": None}, None),
    ],
)
def test_at_worst_all_that_is_missing_is_at_the_units_ends(rule, said, expected):
    assert worst(rule, said, floor=1, ceiling=10) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("sum", (None, None)),
        ("mean", (None, None)),
        ("weighted_mean", (None, None)),
        ("ratio", (None, None)),
        ("min", (None, 6)),  # One more can only lower the lowest.
        ("max", (6, None)),  # And only lift the highest.
        ("span", (None, None)),
    ],
)
def test_a_unit_without_ends_has_no_worst(rule, expected):
    assert worst(rule, {"A": 6, "B": None}) == expected
    assert worst(rule, {"A": 6, "B": 6}) is not None
    assert None not in worst(rule, {"A": 6, "B": 6})


@pytest.mark.parametrize(
    ("rule", "floor", "ceiling", "expected"),
    [
        ("sum", 0, None, (6, None)),
        ("sum", None, 10, (None, 16)),
        ("min", 0, None, (0, 6)),
        ("max", None, 10, (6, 10)),
    ],
)
def test_a_unit_can_have_one_end(rule, floor, ceiling, expected):
    assert worst(rule, {"A": 6, "B": None}, floor=floor, ceiling=ceiling) == expected


UNITS = [("A", 2, 2), ("A", 4, 4), ("A", None, 3), ("B", 9, None)]
BY_UNIT = {"indicator": nw.String, "body": nw.String, "low": nw.Int64, "outcome": nw.Int64}


def of_units(rows=UNITS):
    """Several units report under one body; a target and an outcome on each row."""
    return (
        plain(BY_UNIT, [(IND, *row) for row in rows])
        .lazy()
        .with_columns(high="low", weight=nw.lit(1, nw.Int64), stated=~nw.col("low").is_null())
    )


def test_units_are_summed_to_their_body_and_bodies_to_the_group():
    sums = sum_up(of_units())
    by_body = rows_of(settle(sums, rules("mean"), by=("indicator", "body")))
    total = only(settle(sum_again(sums, rules("mean")), rules("mean")))
    assert {row["body"]: interval(row) for row in by_body} == {"A": (3, 3), "B": (9, 9)}
    assert interval(total) == (5, 5)  # Of three units, not of two bodies.
    assert (total["given"], total["expected"], total["unknown"]) == (3, 4, 1)


def test_the_answering_bodys_missing_unit_is_unknown():
    total = only(roll_up(of_units(), rules("single", answering="A")))
    assert interval(total) == (3, 3)
    assert (total["given"], total["expected"], total["unknown"]) == (3, 4, 1)


@pytest.mark.parametrize("rule", ["sum", "mean", "weighted_mean", "ratio", "min", "max", "span"])
def test_targets_and_outcomes_in_one_pass_are_as_in_two(rule):
    targets, outcomes = sum_up_both(of_units())
    alone = of_units().with_columns(
        low="outcome", high="outcome", stated=~nw.col("outcome").is_null()
    )
    for found, expected in ((targets, sum_up(of_units())), (outcomes, sum_up(alone))):
        by = ("indicator", "body")
        in_order = [
            settle(sums, rules(rule), by=by).sort("body").collect() for sums in (found, expected)
        ]
        assert in_order[0].rows() == in_order[1].rows()
        totals = [
            only(settle(sum_again(sums, rules(rule)), rules(rule))) for sums in (found, expected)
        ]
        assert totals[0] == totals[1]


def test_further_columns_part_the_sums():
    rows = (
        plain(
            {
                "year": nw.Int64,
                **{name: kind for name, kind in BY_UNIT.items() if name != "outcome"},
            },
            [(2025, IND, "A", 1), (2026, IND, "A", 5)],
        )
        .lazy()
        .with_columns(high="low", weight=nw.lit(1, nw.Int64), stated=nw.lit(value=True))
    )
    sums = sum_up(rows, by=("year", "indicator", "body"))
    by = ("year", "indicator")
    totals = settle(sum_again(sums, rules("sum"), by=by), rules("sum"), by=by)
    assert {row["year"]: row["low"] for row in rows_of(totals)} == {2025: 1, 2026: 5}


def test_a_rule_may_differ_between_years():
    yearly = plain(
        {"year": nw.Int64, "indicator": nw.String, "roll_up": nw.String},
        [(2025, IND, "sum"), (2026, IND, "max")],
    ).lazy()
    of_rules = rules("sum").drop("roll_up").join(yearly, on="indicator")
    rows = statements({"A": 1, "B": 5})
    both = nw.concat([rows.with_columns(year=nw.lit(year, nw.Int64)) for year in (2025, 2026)])
    by = ("year", "indicator")
    sums = sum_again(sum_up(both, by=(*by, "body")), of_rules, by=by)
    totals = settle(sums, of_rules, by=by)
    assert {row["year"]: row["low"] for row in rows_of(totals)} == {2025: 6, 2026: 5}


def test_each_step_asks_for_its_columns():
    said, of_rules = statements({"A": 1}), rules("sum")
    partials = sum_up(said)
    with pytest.raises(TableError, match="statements: 'weight' is missing"):
        sum_up(said.drop("weight"))
    with pytest.raises(TableError, match="outcomes beside statements: 'outcome' is missing"):
        sum_up_both(said)
    with pytest.raises(TableError, match="statements: 'stated' is missing"):
        sum_up_both(of_units().drop("stated"))
    for step in (sum_again, settle):
        with pytest.raises(TableError, match="partial sums: 'given' is missing"):
            step(partials.drop("given"), of_rules)
        with pytest.raises(TableError, match="indicator rules: 'polarity' is missing"):
            step(partials, of_rules.drop("polarity"))


def test_a_weight_times_a_value_may_not_wrap():
    """The door refuses what 64 bits could not hold, and the largest it lets in is summed right."""
    largest = 9 * 10**12
    fits = plain(STATEMENTS.columns, [row_of("A", weighing(10**6, largest))])
    row = only(roll_up(STATEMENTS.admit(fits), rules("weighted_mean")))
    assert interval(row) == (largest, largest)

    too_much = [row_of("A", weighing(10**6, largest)), row_of("B", weighing(10**6, -largest))]
    with pytest.raises(TableError, match="low × weight sums to more than 9e"):
        STATEMENTS.admit(plain(STATEMENTS.columns, too_much))
    measured = [(IND, body, largest, 10**6) for body in "AB"]
    with pytest.raises(TableError, match="outcome × weight sums to more than 9e"):
        OUTCOMES.admit(plain(OUTCOMES.columns, measured))

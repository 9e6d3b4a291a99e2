"""The council's target against the bodies': statuses, coverage, what is withheld, and bars."""

from fractions import Fraction

import narwhals as nw
import pytest

from enslinje.core.alignment import align, below_bar
from enslinje.core.rollup import roll_up, settle, sum_up
from enslinje.core.tables import TableError
from enslinje.core.terms import Form
from enslinje.core.values import SCALE
from tests.core.builders import (
    IND,
    WORDS,
    council,
    only,
    quotas,
    rows_of,
    rules,
    statements,
    waiting,
    weighing,
)

LEAST, MOST, EXACTLY = Form.AT_LEAST, Form.AT_MOST, Form.EXACTLY


def aligned(said, form, asked, *, rule="mean", waits=0, **settings):
    of_rules = rules(rule, **settings)
    return only(
        align(roll_up(statements(said), of_rules), council(form, asked), of_rules, waiting(waits))
    )


def status(*arguments, **settings):
    return aligned(*arguments, **settings)["status"]


def facts(*arguments, **settings):
    row = aligned(*arguments, **settings)
    return row["status"], row["so_far"], row["given"], row["expected"]


@pytest.mark.parametrize(
    ("said", "form", "asked", "expected"),
    [
        ({"A": 3, "B": 3}, LEAST, 3, "met"),
        ({"A": 3, "B": 3, "C": 2}, LEAST, 3, "not_met"),  # 2,67 is not 3.
        ({"A": 4, "B": 2}, LEAST, 3, "met"),
        ({"A": (2, 5)}, LEAST, 3, "partly_met"),  # Only the strong end reaches.
        ({"A": (3, 5)}, LEAST, 3, "met"),
        ({"A": (1, 2)}, LEAST, 3, "not_met"),
        ({"A": 1, "B": 2}, MOST, 1, "not_met"),
        ({"A": 1, "B": 1}, MOST, 1, "met"),
        ({"A": (1, 3)}, MOST, 2, "partly_met"),
        ({"A": (1, 2)}, MOST, 2, "met"),
        ({"A": 0}, MOST, 0, "met"),  # Zero is a number.
        ({"A": 3}, EXACTLY, 3, "met"),
        ({"A": 4}, EXACTLY, 3, "not_met"),
        ({"A": 2}, EXACTLY, 3, "not_met"),
        ({"A": (2, 3)}, EXACTLY, 3, "partly_met"),
        ({"A": (3, 4)}, EXACTLY, 3, "partly_met"),
        ({"A": (4, 5)}, EXACTLY, 3, "not_met"),
        ({"A": 50, "B": 100}, None, (50, 100), "met"),
        ({"A": (50, 100)}, None, (50, 100), "met"),
        ({"A": (40, 100)}, None, (50, 100), "partly_met"),
        ({"A": (60, 110)}, None, (50, 100), "partly_met"),
        ({"A": (101, 110)}, None, (50, 100), "not_met"),
        ({"A": 49}, None, (50, 100), "not_met"),
        ({"A": 3}, None, None, "no_council_target"),
    ],
)
def test_the_form_decides_what_reaching_means(said, form, asked, expected):
    assert status(said, form, asked) == expected


def test_polarity_does_not_decide_what_reaching_means():
    assert status({"A": 4}, LEAST, 3, polarity="lower") == "met"
    assert status({"A": 2}, MOST, 3, polarity="higher") == "met"


@pytest.mark.parametrize(
    ("said", "form", "asked", "tolerance", "expected"),
    [
        ({"A": 8}, LEAST, 10, 2, "partly_met"),
        ({"A": 7}, LEAST, 10, 2, "not_met"),
        ({"A": 8, "B": 7}, LEAST, 10, 2, "not_met"),  # 7,5 is not 8.
        ({"A": 12}, MOST, 10, 2, "partly_met"),
        ({"A": 13}, MOST, 10, 2, "not_met"),
        ({"A": 8}, EXACTLY, 10, 2, "partly_met"),
        ({"A": 12}, EXACTLY, 10, 2, "partly_met"),
        ({"A": 13}, EXACTLY, 10, 2, "not_met"),
        ({"A": (8, 12)}, EXACTLY, 10, 0, "partly_met"),  # The strong ends meet in between.
        ({"A": (8, 9)}, EXACTLY, 10, 2, "partly_met"),
        ({"A": (7, 9)}, EXACTLY, 10, 2, "not_met"),
        ({"A": 48}, None, (50, 100), 2, "partly_met"),
        ({"A": 102}, None, (50, 100), 2, "partly_met"),
        ({"A": 10}, LEAST, 10, 2, "met"),
    ],
)
def test_within_the_tolerance_is_partly(said, form, asked, tolerance, expected):
    assert status(said, form, asked, tolerance=tolerance) == expected


@pytest.mark.parametrize(("rule", "weights"), [("mean", (1, 1)), ("weighted_mean", (3, 1))])
def test_two_point_ninety_three_is_not_three(rule, weights):
    """Energy efficiency: within a tolerance of 0,1 it is partly met, without one not at all."""
    near, over = 29_000, 29_600 if rule == "mean" else 30_200
    said = {"A": weighing(weights[0], near), "B": weighing(weights[1], over)}
    row = aligned(said, LEAST, 3 * SCALE, rule=rule, tolerance=1_000)
    assert Fraction(row["low"], row["divisor"] * SCALE) == Fraction("2.93")
    assert row["status"] == "partly_met"
    assert status(said, LEAST, 3 * SCALE, rule=rule) == "not_met"


@pytest.mark.parametrize(
    ("said", "form", "asked", "expected"),
    [
        ({"A": 4, "B": None}, LEAST, 3, ("withheld", False, 1, 2)),  # The missing could turn it.
        ({"A": 6, "B": None}, LEAST, 3, ("met", False, 1, 2)),  # Zero from the missing is enough.
        ({"A": 2, "B": None}, LEAST, 3, ("not_met", True, 1, 2)),  # "hittills"
        ({"A": (2, 4), "B": None}, LEAST, 3, ("partly_met", True, 1, 2)),
        ({"A": 2, "B": None}, MOST, 3, ("withheld", False, 1, 2)),
        ({"A": 4, "B": None}, MOST, 3, ("not_met", True, 1, 2)),
        ({"A": None}, MOST, 0, ("withheld", False, 0, 1)),
        ({"A": 3, "B": WORDS}, LEAST, 3, ("withheld", False, 1, 2)),
        ({"A": 3, "B": 2}, LEAST, 3, ("not_met", False, 2, 2)),
        ({"A": 3, "B": None}, None, None, ("no_council_target", False, 1, 2)),
    ],
)
def test_missing_answers_withhold_only_what_they_could_turn(said, form, asked, expected):
    assert facts(said, form, asked) == expected


@pytest.mark.parametrize(
    ("rule", "said", "form", "asked", "bounds", "expected"),
    [
        ("sum", {"A": 9, "B": None}, LEAST, 9, (0, None), "met"),  # Parts are never negative.
        ("sum", {"A": 9, "B": None}, LEAST, 9, (None, None), "withheld"),
        ("sum", {"A": 9, "B": None}, MOST, 9, (0, None), "withheld"),
        ("sum", {"A": 1, "B": None}, MOST, 9, (0, 8), "met"),
        ("sum", {"A": 2, "B": None}, MOST, 9, (0, 8), "withheld"),
        ("sum", {"A": 9, "B": None}, EXACTLY, 9, (0, 0), "met"),
        ("sum", {"A": 9, "B": None}, EXACTLY, 9, (0, 1), "withheld"),
        ("sum", {"A": 9, "B": None}, EXACTLY, 9, (0, None), "withheld"),
        ("mean", {"A": 95, "B": None}, LEAST, 60, (0, 100), "withheld"),
        ("mean", {"A": 95, "B": 90, "C": None}, LEAST, 60, (0, 100), "met"),
        ("mean", {"A": 5, "B": None}, MOST, 60, (0, 100), "met"),
        ("mean", {"A": 5, "B": None}, MOST, 60, (0, None), "withheld"),
        (
            "weighted_mean",
            {"A": weighing(9, 90), "B": weighing(1, None)},
            LEAST,
            80,
            (0, 100),
            "met",
        ),
        (
            "weighted_mean",
            {"A": weighing(1, 90), "B": weighing(9, None)},
            LEAST,
            80,
            (0, 100),
            "withheld",
        ),
        ("ratio", {"A": weighing(8, 8), "B": weighing(2, None)}, LEAST, 1, (0, 1), "withheld"),
        ("ratio", {"A": weighing(8, 16), "B": weighing(2, None)}, LEAST, 1, (0, 1), "met"),
        ("min", {"A": 9, "B": None}, LEAST, 5, (5, None), "met"),
        ("min", {"A": 9, "B": None}, LEAST, 5, (0, None), "withheld"),
        ("min", {"A": 9, "B": None}, LEAST, 5, (None, None), "withheld"),
        ("min", {"A": 9, "B": None}, MOST, 9, (None, None), "met"),  # Others can only lower it.
        ("max", {"A": 9, "B": None}, LEAST, 9, (None, None), "met"),  # Others can only lift it.
        ("max", {"A": 9, "B": None}, MOST, 9, (None, 9), "met"),
        ("max", {"A": 9, "B": None}, MOST, 9, (None, 10), "withheld"),
        ("span", {"A": (5, 9), "B": None}, None, (5, 9), (5, 9), "met"),
        ("span", {"A": (5, 9), "B": None}, None, (5, 9), (4, 9), "withheld"),
        ("span", {"A": (5, 9), "B": None}, None, (5, 9), (5, 10), "withheld"),
        ("span", {"A": (5, 9), "B": None}, None, (5, 9), (5, None), "withheld"),
        ("single", {"A": 9, "B": None}, LEAST, 9, (0, None), "met"),  # A answers for all.
        ("single", {"A": None, "B": 9}, LEAST, 9, (0, None), "withheld"),
        ("central", {"A": 8, "B": None}, LEAST, 9, (0, None), "not_met"),
        ("none", {"A": 9, "B": 9}, LEAST, 9, (0, None), "withheld"),  # There is no total to hold.
    ],
)
def test_each_rules_worst_case_decides_what_is_withheld(rule, said, form, asked, bounds, expected):
    floor, ceiling = bounds
    found = status(said, form, asked, rule=rule, answering="A", floor=floor, ceiling=ceiling)
    assert found == expected


def test_a_single_answer_is_final_though_others_are_missing():
    assert facts({"A": 8, "B": None}, LEAST, 9, rule="single", answering="A") == (
        "not_met",
        False,
        1,
        2,
    )


@pytest.mark.parametrize(
    ("said", "asked", "expected"),
    [
        ({"A": None}, None, "pending"),
        ({"A": None}, 3, "pending"),
        ({"A": 4, "B": None}, 3, "withheld"),  # Something can be held already.
        ({"A": 4, "B": None}, None, "no_council_target"),
    ],
)
def test_pending_is_said_only_where_nothing_else_is(said, asked, expected):
    assert status(said, LEAST, asked, waits=1) == expected


def test_nobody_waiting_is_zero():
    assert aligned({"A": 3}, LEAST, 3)["waiting"] == 0
    assert aligned({"A": 3}, LEAST, 3, waits=2)["waiting"] == 2


def test_the_result_carries_what_it_rests_on():
    assert list(aligned({"A": 3}, LEAST, 3)) == [
        *("indicator", "low", "high", "divisor", "unknown", "unknown_weight"),
        *("given", "stated", "expected", "form", "asked_low", "asked_high", "waiting"),
        *("worst_low", "worst_high", "worst_divisor", "status", "so_far"),
    ]


@pytest.mark.parametrize("form", [LEAST, MOST])
def test_products_of_the_largest_sums_do_not_wrap(form):
    """Nine trillion times a million is near the largest that 64 bits hold; its product is not."""
    value = 9 * 10**12
    said = {"A": weighing(10**6, value), "B": weighing(10**6, 0)}
    settings = {"rule": "weighted_mean", "tolerance": 10**13, "ceiling": 10**13}
    assert status(said, form, value // 2, **settings) == "met"
    one_off = value // 2 + (1 if form is LEAST else -1)
    assert status(said, form, one_off, **settings) == "partly_met"
    assert status(said, form, one_off, **settings | {"tolerance": 0}) == "not_met"


def bars(said, form, asked, *, rule="mean", quota=None):
    of_rules = rules(rule, answering="A")
    values = settle(sum_up(statements(said)), of_rules, by=("indicator", "body"))
    rows = rows_of(below_bar(values, council(form, asked), quotas(quota), of_rules))
    return {
        row["body"]: (row["is_quota"], row["is_below"], Fraction(row["shortfall"], row["divisor"]))
        for row in rows
    }


@pytest.mark.parametrize(
    ("said", "form", "asked", "expected"),
    [
        ({"A": 3, "B": 4}, LEAST, 4, {"A": (False, True, 1), "B": (False, False, 0)}),
        ({"A": 3, "B": 5}, MOST, 4, {"A": (False, False, -1), "B": (False, True, 1)}),
        ({"A": (3, 5)}, LEAST, 4, {"A": (False, True, 1)}),  # The weak end must reach.
        ({"A": (3, 5)}, MOST, 4, {"A": (False, True, 1)}),
        ({"A": 3, "B": 6}, EXACTLY, 4, {"A": (False, True, 1), "B": (False, True, 2)}),
        ({"A": 4}, EXACTLY, 4, {"A": (False, False, 0)}),
        ({"A": 3, "B": 9}, None, (4, 8), {"A": (False, True, 1), "B": (False, True, 1)}),
        ({"A": 5}, None, (4, 8), {"A": (False, False, -1)}),
        ({"A": None, "B": WORDS}, LEAST, 4, {}),  # Only numbers are held.
        ({"A": 3}, LEAST, None, {}),
    ],
)
def test_each_body_is_held_against_the_councils_target(said, form, asked, expected):
    assert bars(said, form, asked) == expected


@pytest.mark.parametrize(
    ("rule", "is_held"),
    [
        *(("mean", True), ("weighted_mean", True), ("ratio", True)),
        *(("min", True), ("max", True), ("single", True)),
        *(("sum", False), ("span", False), ("central", False), ("none", False)),
    ],
)
def test_only_where_a_body_is_of_the_same_kind_as_the_total(rule, is_held):
    assert (bars({"A": 3}, LEAST, 4, rule=rule) == {"A": (False, True, 1)}) == is_held
    assert (bars({"A": 3}, LEAST, 4, rule=rule) == {}) != is_held


@pytest.mark.parametrize("rule", ["sum", "mean", "span", "none"])
def test_a_quota_goes_before_the_councils_target(rule):
    found = bars({"A": 3, "B": 9}, LEAST, 100, rule=rule, quota={"A": 5, "B": 9})
    assert found == {"A": (True, True, 2), "B": (True, False, 0)}


def test_of_a_sum_only_bodies_with_a_quota_have_a_bar():
    assert bars({"A": 3, "B": 9}, LEAST, 100, rule="sum", quota={"B": 9}) == {"B": (True, False, 0)}


def test_units_of_a_body_are_held_by_their_mean():
    units = nw.concat([statements({"A": 3}), statements({"A": 4})])
    of_rules = rules("mean")
    values = settle(sum_up(units), of_rules, by=("indicator", "body"))
    row = only(below_bar(values, council(LEAST, 4), quotas(), of_rules))
    assert (row["shortfall"], row["divisor"], row["is_below"]) == (1, 2, True)


def test_alignment_asks_for_its_columns():
    of_rules, asked = rules("mean"), council(LEAST, 3)
    values = roll_up(statements({"A": 3}), of_rules)
    arguments = {"aggregates": values, "council": asked, "rules": of_rules, "pending": waiting()}
    for name, column, table in (
        ("aggregates", "unknown", "aggregates"),
        ("council", "form", "council targets"),
        ("rules", "floor", "indicator rules"),
    ):
        with pytest.raises(TableError, match=f"{table}: '{column}' is missing"):
            align(**arguments | {name: arguments[name].drop(column)})


def test_bars_ask_for_their_columns():
    of_rules = rules("mean")
    arguments = {
        "values": settle(sum_up(statements({"A": 3})), of_rules, by=("indicator", "body")),
        "council": council(LEAST, 3),
        "quotas": quotas({"A": 3}),
        "rules": of_rules,
    }
    assert only(below_bar(**arguments))["indicator"] == IND
    for name, column, table in (
        ("values", "given", "aggregates"),
        ("council", "form", "council targets"),
        ("quotas", "quota", "body quotas"),
        ("rules", "floor", "indicator rules"),
    ):
        with pytest.raises(TableError, match=f"{table}: '{column}' is missing"):
            below_bar(**arguments | {name: arguments[name].drop(column)})

"""Targets held against the outcome that was known, by polarity."""

from fractions import Fraction

import narwhals as nw
import pytest

from enslinje.core.ambition import ambition_in_words, weigh_ambition
from enslinje.core.rollup import roll_up, settle, sum_up
from enslinje.core.tables import TableError
from enslinje.core.terms import Ambition, Change, Polarity
from enslinje.core.values import LIMIT
from tests.core.builders import WORDS, only, rows_of, rules, statements, weighing

BODY = ("indicator", "body")
RAISED, KEPT, LOWERED = Ambition.RAISED, Ambition.KEPT, Ambition.LOWERED


def by_body(said, rule="mean", **settings):
    return settle(sum_up(statements(said)), rules(rule, **settings), by=BODY)


def weighed(target, outcome, polarity="higher", margin=None):
    """The ambition of one body, and how much better it is than the outcome."""
    was = by_body({"A": outcome})
    if margin is not None:
        was = was.with_columns(margin=nw.lit(margin, nw.Int64))
    row = only(weigh_ambition(by_body({"A": target}), was, rules("mean", polarity=polarity)))
    return row["ambition"], Fraction(row["better"], row["scale"])


@pytest.mark.parametrize(
    ("target", "outcome", "polarity", "expected"),
    [
        (5, 4, "higher", (RAISED, 1)),
        (4, 4, "higher", (KEPT, 0)),
        (3, 4, "higher", (LOWERED, -1)),
        (5, 4, "lower", (LOWERED, -1)),
        (4, 4, "lower", (KEPT, 0)),
        (3, 4, "lower", (RAISED, 1)),
        ((4, 9), 5, "higher", (LOWERED, -1)),  # The weak end is what is promised.
        ((5, 9), 5, "higher", (KEPT, 0)),
        ((1, 6), 5, "lower", (LOWERED, -1)),
        ((1, 5), 5, "lower", (KEPT, 0)),
        (5, (4, 6), "higher", (RAISED, 1)),  # Weak end meets weak end.
        (5, (4, 6), "lower", (RAISED, 1)),
        (0, 0, "lower", (KEPT, 0)),
        (-3, -2, "higher", (LOWERED, -1)),
    ],
)
def test_polarity_decides_what_is_better(target, outcome, polarity, expected):
    assert weighed(target, outcome, polarity) == expected


@pytest.mark.parametrize(
    ("target", "margin", "expected"),
    [
        (8, 2, KEPT),  # Within what the survey can tell.
        (12, 2, KEPT),
        (7, 2, LOWERED),
        (13, 2, RAISED),
        (9, 0, LOWERED),
        (9, None, LOWERED),
    ],
)
def test_a_surveys_uncertainty_is_no_change(target, margin, expected):
    assert weighed(target, 10, margin=margin)[0] == expected


def test_an_outcome_without_a_margin_beside_others_with_one():
    margins = nw.when(nw.col("body") == "B").then(nw.lit(5, nw.Int64))
    was = by_body({"A": 10, "B": 10}).with_columns(margin=margins)
    rows = rows_of(weigh_ambition(by_body({"A": 9, "B": 9}), was, rules("mean")))
    assert {row["body"]: row["ambition"] for row in rows} == {"A": LOWERED, "B": KEPT}


def test_no_margin_is_so_large_that_its_product_wraps():
    assert weighed(-LIMIT, LIMIT, margin=2**62) == (KEPT, -2 * LIMIT)
    assert weighed(LIMIT, -LIMIT, margin=2 * LIMIT - 1) == (RAISED, 2 * LIMIT)


@pytest.mark.parametrize(
    ("target", "outcome", "polarity"),
    [(None, 4, "higher"), (WORDS, 4, "higher"), (4, None, "higher"), (5, 4, "neutral")],
)
def test_without_two_numbers_or_a_direction_nothing_is_tested(target, outcome, polarity):
    was, of_rules = by_body({"A": outcome}), rules("mean", polarity=polarity)
    assert rows_of(weigh_ambition(by_body({"A": target}), was, of_rules)) == []


def test_a_body_without_an_outcome_is_not_tested():
    rows = rows_of(weigh_ambition(by_body({"A": 4, "B": 4}), by_body({"A": 5}), rules("mean")))
    assert [row["body"] for row in rows] == ["A"]


@pytest.mark.parametrize(
    ("target", "outcome", "expected"),
    [
        ({"A": 3, "B": 3, "C": 2}, {"A": 3, "B": 3, "C": 3}, (LOWERED, Fraction(-1, 3))),
        ({"A": 2, "B": 3}, {"A": 1, "B": 2, "C": 4}, (RAISED, Fraction(1, 6))),
        ({"A": 1, "B": 2, "C": 2}, {"A": 2, "B": 1, "C": 2}, (KEPT, 0)),
    ],
)
def test_totals_are_compared_as_exact_fractions(target, outcome, expected):
    of_rules = rules("mean")
    totals = [roll_up(statements(said), of_rules) for said in (target, outcome)]
    row = only(weigh_ambition(*totals, of_rules, by=("indicator",)))
    assert (row["ambition"], Fraction(row["better"], row["scale"])) == expected


def test_products_of_the_largest_sums_do_not_wrap():
    of_rules = rules("weighted_mean")
    value = 9 * 10**12
    target = {"A": weighing(10**6, value)}
    outcome = {"A": weighing(10**6, value - 1)}
    totals = [roll_up(statements(said), of_rules) for said in (target, outcome)]
    row = only(weigh_ambition(*totals, of_rules, by=("indicator",)))
    assert (row["ambition"], row["better"], row["scale"]) == (RAISED, 10**12, 10**12)


@pytest.mark.parametrize(
    ("change", "polarity", "expected"),
    [
        (Change.INCREASE, Polarity.HIGHER, RAISED),
        (Change.DECREASE, Polarity.HIGHER, LOWERED),
        (Change.KEEP, Polarity.HIGHER, KEPT),
        (Change.INCREASE, Polarity.LOWER, LOWERED),
        (Change.DECREASE, Polarity.LOWER, RAISED),
        (Change.KEEP, Polarity.LOWER, KEPT),
        *((change, Polarity.NEUTRAL, None) for change in Change),
    ],
)
def test_words_are_weighed_by_polarity(change, polarity, expected):
    assert ambition_in_words(change, polarity) is expected


def test_ambition_asks_for_its_columns():
    values, of_rules = by_body({"A": 3}), rules("mean")
    for arguments, table in (
        ((values.drop("low"), values, of_rules), "aggregates: 'low'"),
        ((values, values.drop("low"), of_rules), "aggregates: 'low'"),
        ((values, values, of_rules.drop("floor")), "indicator rules: 'floor'"),
    ):
        with pytest.raises(TableError, match=f"{table} is missing"):
            weigh_ambition(*arguments)

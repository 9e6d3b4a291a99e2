"""Laws of ambition, of values by sex, and of counting statuses."""

from fractions import Fraction

import narwhals as nw
from hypothesis import given, settings
from hypothesis import strategies as st

from enslinje.core.ambition import weigh_ambition
from enslinje.core.assessment import count_statuses, propose
from enslinje.core.checks import CHECKS
from enslinje.core.rollup import settle, sum_up_both
from enslinje.core.schemas import PLACEMENTS, RULES, STATEMENTS
from enslinje.core.terms import RollUp, Status
from tests.core import oracle
from tests.core.builders import plain, rows_of, table
from tests.core.test_checks import SHAPES, tables

few = settings(max_examples=8, deadline=None)
BY = ("indicator", "body")
small = st.integers(-2, 4)
cells = st.none() | st.tuples(small, st.integers(0, 2)).map(lambda pair: (pair[0], sum(pair)))
polarities = st.sampled_from(["higher", "lower"])
averages = st.sampled_from(["mean", "min", "max", "weighted_mean"])


@st.composite
def pairs(draw: st.DrawFn) -> tuple:
    """An indicator's rule and polarity, and units' (target, outcome, weight)."""
    unit = st.tuples(cells, st.none() | small, st.integers(1, 3))
    return draw(averages), draw(polarities), draw(st.lists(unit, min_size=1, max_size=4))


def weighed(world):
    """Ambition by place in the world: the word and how much better, exactly."""
    columns = {**STATEMENTS.columns, "outcome": nw.Int64}
    rows = [
        (f"{n}", "A", *(target or (None, None)), weight, target is not None, outcome)
        for n, (_, _, units) in enumerate(world)
        for target, outcome, weight in units
    ]
    of_rules = table(
        RULES, *((f"{n}", x[0], x[1], None, None, None, 0) for n, x in enumerate(world))
    )
    targets, outcomes = (
        settle(sums, of_rules, by=BY) for sums in sum_up_both(plain(columns, rows).lazy())
    )
    found = rows_of(weigh_ambition(targets, outcomes, of_rules))
    return {
        int(row["indicator"]): (row["ambition"], Fraction(row["better"], row["scale"]))
        for row in found
    }


def word(better):
    return "kept" if better == 0 else "raised" if better > 0 else "lowered"


@few
@given(st.lists(pairs(), min_size=10, max_size=20))
def test_ambition_agrees_with_fractions(world):
    expected = {}
    for n, (rule, polarity, units) in enumerate(world):
        target = oracle.value(rule, [(*cell, weight) for cell, _, weight in units if cell])
        outcome = oracle.value(rule, [(was, was, w) for _, was, w in units if was is not None])
        if target and outcome:
            better = oracle.better(polarity, target, outcome)
            expected[n] = (word(better), better)
    assert weighed(world) == expected


@few
@given(st.lists(pairs(), min_size=10, max_size=20))
def test_turning_the_numbers_and_the_polarity_changes_nothing(world):
    turned = {"higher": "lower", "lower": "higher", "min": "max", "max": "min"}
    mirrored = [
        (
            turned.get(rule, rule),
            turned[polarity],
            [
                (cell and (-cell[1], -cell[0]), None if was is None else -was, weight)
                for cell, was, weight in units
            ],
        )
        for rule, polarity, units in world
    ]
    assert weighed(mirrored) == weighed(world)


by_sex = st.tuples(st.booleans(), *[st.none() | st.integers(0, 4)] * 3)


@few
@given(st.lists(by_sex, min_size=10, max_size=40))
def test_women_and_men_are_told_apart_only_by_name(rows):
    def found(order):
        named = [
            (f"{n}", "A", row[0], row[1], *(row[i] for i in order)) for n, row in enumerate(rows)
        ]
        year = tables(by_sex=named)
        return {row["indicator"] for row in rows_of(CHECKS["parts-by-sex-disagree"](year))}

    assert list(SHAPES["by_sex"]) == ["indicator", "body", "adds_up", "total", "women", "men"]
    disagreeing = set()
    for n, (adds_up, total, women, men) in enumerate(rows):
        if None in (total, women, men):
            continue
        fits = total == women + men if adds_up else sorted((women, total, men))[1] == total
        if not fits:
            disagreeing.add(f"{n}")
    assert found((2, 3)) == found((3, 2)) == disagreeing


@few
@given(st.lists(st.tuples(st.sampled_from([*Status, None]), st.sampled_from("abc")), max_size=30))
def test_the_statuses_part_the_counted_indicators(drawn):
    columns = {"indicator": nw.String, "status": nw.String}
    known = [(f"{n}", status) for n, (status, _) in enumerate(drawn) if status]
    placed = table(PLACEMENTS, *((f"{n}", goal, True) for n, (_, goal) in enumerate(drawn)))
    counts = propose(count_statuses(plain(columns, known).lazy(), placed))
    found = {row["goal"]: row for row in rows_of(counts)}
    assert found.keys() == {goal for _, goal in drawn}
    for goal, row in found.items():
        parts = [row[name] for name in ("met", "partly_met", "not_met", "undecided")]
        assert sum(parts) == row["indicators"] == sum(where == goal for _, where in drawn)
        share = Fraction(row["met"], row["indicators"])
        assert row["proposal"] == (
            None
            if row["undecided"] == row["indicators"]
            else "attained"
            if share == 1
            else "partly_attained"
            if share >= Fraction(1, 3)
            else "not_attained"
        )


def test_every_rule_of_the_vocabulary_is_in_the_oracle():
    rows = [(2, 4, 1), (6, 8, 1)]
    for rule in RollUp:
        found = oracle.value(rule.value, rows)
        assert found is None if rule is RollUp.NONE else found[0] <= found[1]

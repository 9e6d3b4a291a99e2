"""Near the largest values: what the door lets in is summed right, what could wrap it refuses."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enslinje.core import schemas
from enslinje.core.tables import TableError
from enslinje.core.values import LIMIT
from tests.core import oracle
from tests.core.builders import plain, table
from tests.core.worlds import Indicator, Said, side_by_side

few = settings(max_examples=8, deadline=None)
HOLDS = 2**63 - 1
"""The largest number in 64 bits."""

values = st.sampled_from([LIMIT, -LIMIT, LIMIT - 1, 1, 0]) | st.integers(-LIMIT, LIMIT)
weights = st.sampled_from([1, 10**5, 10**6, 10**9]) | st.integers(1, 10**9)
rows = st.lists(st.tuples(values, weights), min_size=1, max_size=8)


def admit(drawn):
    said = [("I", f"B{n}", value, value, weight, True) for n, (value, weight) in enumerate(drawn)]
    return schemas.STATEMENTS.admit(plain(schemas.STATEMENTS.columns, said))


@few
@given(st.lists(rows, min_size=12, max_size=12))
def test_the_door_refuses_what_could_wrap_and_the_core_sums_the_rest(tables):
    world = []
    for drawn in tables:
        total = sum(abs(value) * weight for value, weight in drawn)
        try:
            admit(drawn)
        except TableError:
            assert total > schemas.SUM_LIMIT * (1 - 1e-9)
            continue
        assert total <= HOLDS
        said = tuple(Said(f"B{n}", (v, v), w) for n, (v, w) in enumerate(drawn))
        world += [
            Indicator("", rule, said, asked=(LIMIT, LIMIT), tolerance=LIMIT, floor=-LIMIT)
            for rule in ("sum", "mean", "weighted_mean", "ratio")
        ]
    for one, found in zip(world, *side_by_side(world), strict=True):
        assert found.value == oracle.total(one)
        assert found.status == oracle.status(one)
        assert found.bars == oracle.bars(one)


def test_without_the_door_a_sum_would_wrap():
    """The fault that the door is for, shown once: two lawful values, a wrong total."""
    drawn = [(LIMIT, 10**6)]
    with pytest.raises(TableError, match="low × weight"):
        admit(drawn)
    said = (Said("B0", (LIMIT, LIMIT), 10**6),)
    ((found,),) = (side_by_side([Indicator("", "weighted_mean", said)]),)
    assert found[0].value != (LIMIT, LIMIT)


@pytest.mark.parametrize("rule", ["sum", "mean", "weighted_mean", "ratio"])
@pytest.mark.parametrize("form", ["at_least", "at_most"])
def test_the_worst_case_of_very_many_missing_answers_does_not_wrap(rule, form):
    """A thousand bodies of the largest weight, silent, in a unit with the widest ends."""
    silent = tuple(Said(f"S{n}", None, 10**9 - 10**6) for n in range(1_000))
    one = Indicator(
        "", rule, (Said("A", (0, 0), 9 * 10**5), *silent), form,
        asked=(0, 0), floor=-LIMIT, ceiling=LIMIT,
    )  # fmt: skip
    safe = replace(one, floor=0, ceiling=0)
    ((widest, narrow),) = side_by_side([one, safe])
    assert (widest.status, narrow.status) == ("withheld", "met")


@pytest.mark.parametrize(
    ("schema", "row"),
    [
        (schemas.STATEMENTS, ("I", "B", LIMIT + 1, LIMIT + 1, 1, True)),
        (schemas.STATEMENTS, ("I", "B", -LIMIT - 1, 0, 1, True)),
        (schemas.STATEMENTS, ("I", "B", 0, LIMIT + 1, 1, True)),
        (schemas.STATEMENTS, ("I", "B", 1, 1, 0, True)),
        (schemas.STATEMENTS, ("I", "B", 1, 1, 10**9 + 1, True)),
        (schemas.STATEMENTS, ("I", "B", 1, None, 1, True)),
        (schemas.STATEMENTS, ("I", "B", 2, 1, 1, True)),
        (schemas.OUTCOMES, ("I", "B", LIMIT + 1, 1)),
        (schemas.OUTCOMES, ("I", "B", 1, 0)),
        (schemas.RULES, ("I", "sum", "higher", None, -LIMIT - 1, None, 0)),
        (schemas.RULES, ("I", "sum", "higher", None, None, LIMIT + 1, 0)),
        (schemas.RULES, ("I", "sum", "higher", None, None, None, -1)),
        (schemas.RULES, ("I", "sum", "higher", None, None, None, LIMIT + 1)),
        (schemas.COUNCIL_TARGETS, ("I", None, 2, 1)),
        (schemas.COUNCIL_TARGETS, ("I", "at_least", LIMIT + 1, LIMIT + 1)),
        (schemas.COUNCIL_TARGETS, ("I", "at_least", None, None)),
        (schemas.QUOTAS, ("I", "B", LIMIT + 1)),
        (schemas.QUOTAS, ("I", "B", -LIMIT - 1)),
    ],
)
def test_each_schema_refuses_what_is_outside_its_limits(schema, row):
    with pytest.raises(TableError, match=schema.name):
        table(schema, row)


@pytest.mark.parametrize(
    ("schema", "row"),
    [
        (schemas.STATEMENTS, ("I", "B", -LIMIT, LIMIT, 1, True)),
        (schemas.STATEMENTS, ("I", "B", 1, 1, 10**9, True)),
        (schemas.OUTCOMES, ("I", "B", None, 1)),
        (schemas.RULES, ("I", "sum", "higher", None, -LIMIT, LIMIT, LIMIT)),
        (schemas.RULES, ("I", "sum", "higher", "B", None, None, 0)),
        (schemas.COUNCIL_TARGETS, ("I", None, -LIMIT, LIMIT)),
        (schemas.QUOTAS, ("I", "B", LIMIT)),
    ],
)
def test_each_schema_lets_in_its_limits(schema, row):
    assert table(schema, row).collect().rows() == [row]


@pytest.mark.parametrize(
    ("schema", "rows", "key"),
    [
        (schemas.STATEMENTS, [("I", "B", 1, 1, 1, True)] * 2, "indicator, body"),
        (schemas.RULES, [("I", "sum", "higher", None, None, None, 0)] * 2, "indicator"),
        (schemas.COUNCIL_TARGETS, [("I", None, 1, 2)] * 2, "indicator"),
        (schemas.QUOTAS, [("I", "B", 1)] * 2, "indicator, body"),
        (schemas.PENDING, [("I", "B", True)] * 2, "indicator, body"),
        (schemas.PLACEMENTS, [("I", "1.1", True)] * 2, "indicator, goal"),
        (schemas.REGISTER, [("B", "company")] * 2, "body"),
        (schemas.CONTRIBUTIONS, [("1.1", "B", "stated", True, 0, 0, 0)] * 2, "goal, body"),
        (schemas.PARTS_BY_SEX, [("I", "B", True, 1, 1, 0)] * 2, "indicator, body"),
    ],
)
def test_each_schema_has_a_key(schema, rows, key):
    with pytest.raises(TableError, match=f"{schema.name}: {key} is not unique"):
        table(schema, *rows)

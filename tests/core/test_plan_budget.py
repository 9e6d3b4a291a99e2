"""A plan's budget against what the council gave."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enslinje.core.plan_budget import Difference, differences

ORE = st.integers(-(10**12), 10**12)
LINES = st.sampled_from(["", "1", "2"])


@pytest.mark.parametrize(
    ("planned", "council", "found"),
    [
        ([("", -100)], {"": -100}, ()),
        ([("", -120)], {"": -100}, (Difference("", -100, -120),)),
        ([("1", -60), ("2", -60)], {"": -100}, (Difference("", -100, -120),)),
        ([("1", -60), ("1", 10)], {"1": -50, "2": -50}, (Difference("2", -50, 0),)),
        ([("1", -60)], {}, ()),
        ([("", -10)], {"1": -50}, (Difference("", 0, -10), Difference("1", -50, 0))),
    ],
    ids=["the same", "dearer", "as a whole", "one line", "nothing given", "unbound"],
)
def test_what_differs_is_named_with_the_sum(planned, council, found):
    assert differences(planned, council) == found


def test_below_zero_the_plan_costs_more_than_was_given():
    (one,) = differences([("", -120)], {"": -100})

    assert one.ore == -20


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(LINES, ORE), max_size=6),
    st.lists(st.tuples(LINES, ORE), min_size=1, max_size=3).map(dict),
)
def test_the_differences_sum_to_the_difference_of_the_sums(planned, council):
    planned_net = sum(ore for _line, ore in planned)

    assert sum(one.ore for one in differences(planned, council)) == planned_net - sum(
        council.values()
    )

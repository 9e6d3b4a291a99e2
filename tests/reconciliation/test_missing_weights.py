"""In a weighted mean, a body whose weight is not recorded is as if it had stated nothing."""

import pytest

from enslinje.goals import operations
from enslinje.reconciliation import queries
from tests.town import LOADER, YEAR, measurement, number, target

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stated(recorded_town, db):
    targets = [
        target(number(value), indicator="SHARE", body=body)
        for value, body in ((40, "SKOLA"), (60, "PARK"))
    ]
    operations.state_targets(actor=LOADER, year=YEAR, targets=targets)


def weigh(**residents):
    operations.record_measurements(
        actor=LOADER,
        measurements=[
            measurement(number, indicator="residents", body=body)
            for body, number in residents.items()
        ],
    )


def share():
    """The total, and of how many of the two bodies."""
    found = queries.picture(YEAR).indicator("SHARE")
    return found.aggregated_low, found.given


def test_without_any_weight_there_is_no_total():
    assert share() == (None, 0)


def test_with_one_of_two_the_total_is_that_ones():
    weigh(SKOLA=100)
    assert share() == (40, 1)


def test_who_weighs_nothing_is_not_in_it():
    weigh(SKOLA=100, PARK=0)
    assert share() == (40, 1)


def test_with_both_it_is_weighed():
    weigh(SKOLA=100, PARK=300)
    assert share() == (55, 2)


def test_each_bodys_own_target_is_there_all_the_same():
    found = queries.picture(YEAR).indicator("SHARE")
    assert sorted(target.low for target in found.targets) == [40, 60]

"""A body's targets stand in its grid as they stand in the year's picture: one rule, two readers."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import SimpleNamespace

import pytest

from enslinje.core.marking import EVERYTHING
from enslinje.core.values import SCALE
from enslinje.goals.target_grid import target_grid
from enslinje.reconciliation import own_numbers, own_targets, queries

pytestmark = pytest.mark.stockholm


def grid_of(body, on=date(2021, 2, 15)):
    return target_grid(year=2021, body=body, on=on, sight=EVERYTHING)


@pytest.mark.parametrize("body", ["SDN-FA", "KS", "BO-STH", "FN-ARB"])
def test_each_stands_as_in_the_years_picture(body):
    found = own_targets.hold(grid_of(body))
    drawn = {
        indicator.code: target
        for indicator in queries.picture(2021).indicators
        for target in indicator.targets
        if target.body.code == body
    }

    assert found.keys() == drawn.keys()
    assert len(drawn) >= 5
    for code, target in drawn.items():
        one = found[code]
        assert (code, one.ambition) == (code, target.ambition)
        assert (code, one.is_below) == (code, target.is_below_council)
        if target.outcome is not None:
            assert one.outcome.value == target.outcome * SCALE
        if target.gap is not None:
            assert one.gap == Fraction(target.gap) * SCALE


def test_some_of_them_are_weak_so_that_it_would_be_seen():
    found = [
        one for body in ("SDN-FA", "SDN-RK") for one in own_targets.hold(grid_of(body)).values()
    ]

    assert any(one.is_below for one in found)
    assert any(one.is_lowered for one in found)
    assert not all(one.is_below or one.is_lowered for one in found)


def test_the_rows_stand_in_the_order_of_the_goals():
    grid = grid_of("SDN-FA")
    places = {goal.code: at for at, goal in enumerate(grid.goals)}

    order = [places[row.indicator.sub_area or row.indicator.goal] for row in grid.rows]
    assert order == sorted(order)
    assert len(grid.rows) == 88


@pytest.fixture
def computed(monkeypatch):
    """How many rows each computation held."""
    counts = []
    collect = own_numbers._HELD.collect

    def counted(**tables):
        counts.append(len(tables["values"]))
        return collect(**tables)

    monkeypatch.setattr(own_numbers, "_HELD", SimpleNamespace(collect=counted))
    own_targets.standings.forget()
    return counts


def test_what_says_no_number_is_held_against_nothing(computed):
    """Each alone stands as it does among those that are computed."""
    grid = grid_of("SDN-FA")
    silent = [replace(row, stated=None) for row in grid.rows[:3]]
    rows = [*silent, *grid.rows[3:9]]
    together = own_targets.hold(grid, rows)
    assert len(computed) == 1

    alone = {}
    for row in rows:
        own_targets.standings.forget()
        alone |= own_targets.hold(grid, [row])

    assert alone == together
    assert len(computed) == 1 + sum(row.value.low is not None for row in rows)
    assert any(one.ambition for one in alone.values())

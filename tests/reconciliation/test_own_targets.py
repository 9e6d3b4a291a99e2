"""A body's targets stand in its grid as they stand in the year's picture: one rule, two readers."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from enslinje.core.marking import EVERYTHING
from enslinje.core.tables import Admitting
from enslinje.core.values import SCALE
from enslinje.goals.target_grid import target_grid
from enslinje.journal.keeping import Kept
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
    """How many statements each computation held: of targets and their bars, and of outcomes."""
    counts = {"quotas": [], "outcomes": []}
    collect = Admitting.collect

    def counted(self, **tables):
        if "statements" in tables:
            what = "quotas" if "quotas" in tables else "outcomes"
            counts[what].append(len(tables["statements"]))
        return collect(self, **tables)

    monkeypatch.setattr(Admitting, "collect", counted)
    monkeypatch.setattr(Kept, "may_keep", lambda _kept: True)
    own_numbers.settlements.forget()
    forget()
    return counts


def forget():
    """Forget how any target stands, but not what outcomes come to."""
    for kept in (own_targets.standings, own_numbers.held_before):
        kept.forget()


def test_what_says_no_number_is_held_against_nothing(computed):
    """Each alone stands as it does among those that are computed."""
    grid = grid_of("SDN-FA")
    silent = [replace(row, stated=None) for row in grid.rows[:3]]
    rows = [*silent, *grid.rows[3:9]]
    together = own_targets.hold(grid, rows)
    assert len(computed["quotas"]) == 1

    alone = {}
    for row in rows:
        forget()
        alone |= own_targets.hold(grid, [row])

    assert alone == together
    assert len(computed["quotas"]) == 1 + sum(row.value.low is not None for row in rows)
    assert any(one.ambition for one in alone.values())


def with_both(grid):
    """A row with a number, of which an outcome is known."""
    stands = own_targets.hold(grid)
    return next(row for row in grid.rows if stands[row.code].better is not None)


def test_what_an_outcome_comes_to_is_settled_once(computed):
    grid = grid_of("SDN-FA")
    row = with_both(grid)
    better = own_targets.hold(grid, [row])[row.code].better
    higher = replace(row.value, low=row.value.low + SCALE, high=row.value.high + SCALE)

    again = own_targets.hold(grid, [replace(row, stated=replace(row.stated, value=higher))])

    assert abs(again[row.code].better - better) == SCALE
    assert len(computed["outcomes"]) == 1  # All of the grid's at once, and none since.


def test_another_outcome_is_settled_anew(computed):
    grid = grid_of("SDN-FA")
    row = with_both(grid)
    stands = own_targets.hold(grid)[row.code]
    other = replace(stands.outcome, value=stands.outcome.value + SCALE)
    changed = tuple(other if one == stands.outcome else one for one in grid.measurements)
    forget()
    computed["outcomes"].clear()

    again = own_targets.hold(replace(grid, measurements=changed), [row])

    assert abs(again[row.code].better - stands.better) == SCALE
    assert computed["outcomes"] == [1]


def of_several_bodies():
    """How the targets of districts and others stand, with what is kept of those before each."""
    return {body: own_targets.hold(grid_of(body)) for body in (*DISTRICTS, "KS", "FN-ARB")}


DISTRICTS = ("SDN-FA", "SDN-RK", "SDN-BR")


def test_a_number_is_held_once_whoever_states_it(computed):
    together = of_several_bodies()
    held = sum(computed["quotas"])

    alone = {}
    for body in together:
        forget()
        alone[body] = own_targets.hold(grid_of(body))

    assert together == alone
    assert all(together.values())
    assert held < (sum(computed["quotas"]) - held) / 2


def test_were_it_kept_by_the_indicator_alone_it_would_be_seen(computed, monkeypatch):
    before = of_several_bodies()
    forget()
    monkeypatch.setattr(own_numbers.Asked, "said", lambda _asked: ())
    assert of_several_bodies() != before


@pytest.mark.parametrize("part", ["stated", "was", "margin", "quota"])
def test_all_that_a_number_is_held_against_is_said(part):
    row = ("IND", "BODY", 1, 2, 3, True)
    asked = own_numbers.Asked(row, row, row[:3], 5)
    other = replace(asked, **{part: 6 if part == "margin" else (*row[:2], 7)})
    assert other.said() != asked.said()


def test_whose_it_is_does_not_matter():
    row, theirs = ("IND", "BODY", 1, 2, 3, True), ("IND", "OTHER", 1, 2, 3, True)
    asked = own_numbers.Asked(row, row, row[:3], 5)
    assert own_numbers.Asked(theirs, theirs, theirs[:3], 5).said() == asked.said()

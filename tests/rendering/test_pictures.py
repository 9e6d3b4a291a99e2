"""The geometry of bars: laws that hold for every picture."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enslinje.rendering import pictures
from enslinje.rendering.pictures import FULL, Measure

numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
maybe = st.none() | numbers


@st.composite
def measures(draw):
    low = draw(maybe)
    high = None if low is None else draw(st.just(low) | numbers.filter(lambda n: n >= low))
    return Measure("key", low=low, high=high, mark=draw(maybe), tick=draw(maybe))


def end(bar):
    return bar.start.hundredths + bar.width.hundredths


@given(st.lists(measures(), max_size=12))
def test_everything_is_drawn_inside_the_width(every):
    for row in pictures.bars(every).rows:
        drawn = [place.hundredths for place in (row.mark, row.tick) if place is not None]
        if row.bar:
            drawn += [row.bar.start.hundredths, end(row.bar)]
            assert row.bar.width.hundredths >= 0
        assert all(0 <= place <= FULL for place in drawn)


@given(st.lists(numbers, min_size=1, max_size=12))
def test_every_bar_of_one_number_has_an_end_at_zero(values):
    picture = pictures.bars([Measure("key", low=value, high=value) for value in values])

    for row in picture.rows:
        assert picture.zero.hundredths in {row.bar.start.hundredths, end(row.bar)}


@given(st.lists(numbers, min_size=2, max_size=12))
def test_a_larger_value_never_stands_before_a_smaller(values):
    scale = pictures.scale_over(values)
    places = [scale.at(value).hundredths for value in sorted(values)]

    assert places == sorted(places)


@given(st.lists(st.decimals(min_value=1, max_value=10**6, places=2), min_size=1, max_size=12))
def test_lengths_are_in_proportion_to_the_values(values):
    picture = pictures.bars([Measure("key", low=value, high=value) for value in values])
    longest = max(row.bar.width.hundredths for row in picture.rows)

    for value, row in zip(values, picture.rows, strict=True):
        expected = Fraction(value) / Fraction(max(values)) * longest
        assert abs(row.bar.width.hundredths - expected) <= 1


def test_what_is_missing_has_no_bar_and_is_not_zero():
    missing, zero = pictures.bars([Measure("a"), Measure("b", low=0, high=0)]).rows

    assert missing.bar is None
    assert zero.bar is not None
    assert zero.bar.width.hundredths == 0


def test_an_interval_is_drawn_from_end_to_end():
    row = pictures.bars([Measure("a", low=Decimal(50), high=Decimal(100))]).rows[0]

    assert row.is_interval
    assert str(row.bar.start) == "47.62%"  # 50 of 105, as a twentieth is left free.
    assert str(row.bar.width) == "47.62%"


@given(st.lists(st.tuples(numbers, st.decimals(min_value=1, max_value=10**6)), min_size=1))
def test_marks_of_different_units_stand_on_one_line(pairs):
    picture = pictures.aligned(
        [Measure("key", low=value, high=value, mark=mark) for value, mark in pairs]
    )

    assert len({row.mark for row in picture.rows}) == 1


@pytest.mark.parametrize("mark", [None, Decimal(0), Decimal(-3)])
def test_without_a_mark_above_zero_there_is_no_share_to_draw(mark):
    row = pictures.aligned([Measure("a", low=Decimal(2), high=Decimal(2), mark=mark)]).rows[0]

    assert row.bar is None
    assert row.mark is None


@pytest.mark.parametrize(
    ("hundredths", "written"), [(0, "0.00%"), (7, "0.07%"), (7325, "73.25%"), (FULL, "100.00%")]
)
def test_a_position_is_written_as_svg_takes_it(hundredths, written):
    assert str(pictures.Position(hundredths)) == written

"""What somebody states: a value that holds together, at one fixed scale."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enslinje.core.errors import DomainError
from enslinje.core.terms import Change, Form, Kind, OccasionKind
from enslinje.core.values import LIMIT, NO, SCALE, YES, Stated, scaled, unscaled

NUMBER = Stated(Kind.NUMBER, Form.AT_LEAST, low=3, high=3)
INTERVAL = Stated(Kind.INTERVAL, low=3, high=4)
CHANGE = Stated(Kind.CHANGE, change=Change.INCREASE)
PENDING = Stated(Kind.PENDING, reason="ny indikator", due_occasion=OccasionKind.TERTIAL_REPORT_1)
NOT_RELEVANT = Stated(Kind.NOT_RELEVANT, reason="har inga bostäder")
MISSING = Stated(Kind.MISSING, raw_text="ca 30")
YES_STATED = Stated(Kind.YES_NO, low=YES, high=YES)


@pytest.mark.parametrize(
    ("stated", "is_numeric"),
    [
        (NUMBER, True),
        (INTERVAL, True),
        (YES_STATED, True),
        (Stated(Kind.YES_NO, low=NO, high=NO), True),
        (Stated(Kind.NUMBER, Form.EXACTLY, low=0, high=0), True),  # Zero is a number.
        (Stated(Kind.NUMBER, Form.AT_MOST, low=-LIMIT, high=-LIMIT), True),
        (Stated(Kind.NUMBER, Form.AT_MOST, low=LIMIT, high=LIMIT), True),
        (Stated(Kind.NUMBER, Form.AT_LEAST, low=3, high=3, numerator=0, denominator=1), True),
        (CHANGE, False),
        (PENDING, False),
        (NOT_RELEVANT, False),
        (MISSING, False),
    ],
)
def test_what_enters_a_roll_up(stated, is_numeric):
    assert stated.is_numeric is is_numeric


NO_NUMBER = "A number has one value and a form"
WORDS = "Words carry no number"
TOO_LARGE = "A value is at most 1000000000 of its unit"


@pytest.mark.parametrize(
    ("stated", "wrong", "fault"),
    [
        (NUMBER, {"form": None}, NO_NUMBER),
        (NUMBER, {"high": 4}, NO_NUMBER),
        (NUMBER, {"low": None}, NO_NUMBER),
        (NUMBER, {"high": None}, NO_NUMBER),
        (NUMBER, {"low": None, "high": None}, NO_NUMBER),
        (YES_STATED, {"low": 1, "high": 1}, "Yes is 1 and no is 0"),
        (YES_STATED, {"low": NO}, "Yes is 1 and no is 0"),
        (YES_STATED, {"low": None, "high": None}, "Yes is 1 and no is 0"),
        (INTERVAL, {"low": 4}, "An interval has a low end below its high end"),
        (INTERVAL, {"low": 5}, "An interval has a low end below its high end"),
        (INTERVAL, {"low": None}, "An interval has a low end below its high end"),
        (INTERVAL, {"high": None}, "An interval has a low end below its high end"),
        (CHANGE, {"change": None}, "A change says increase, keep or decrease"),
        (PENDING, {"reason": ""}, "A pending value says why, and at which occasion"),
        (PENDING, {"due_occasion": ""}, "A pending value says why, and at which occasion"),
        (NOT_RELEVANT, {"reason": ""}, "A value that is not relevant says why"),
        *((words, {"low": 1}, WORDS) for words in (CHANGE, PENDING, NOT_RELEVANT, MISSING)),
        *((words, {"high": 1}, WORDS) for words in (CHANGE, PENDING, NOT_RELEVANT, MISSING)),
        (INTERVAL, {"form": Form.EXACTLY}, "Only a number is at least, at most or exactly"),
        (MISSING, {"form": Form.EXACTLY}, "Only a number is at least, at most or exactly"),
        (NUMBER, {"change": Change.KEEP}, "Only a change says increase, keep or decrease"),
        (NUMBER, {"due_occasion": "plan"}, "Only a pending value waits for an occasion"),
        (NUMBER, {"numerator": 1}, "A numerator and a denominator come together"),
        (NUMBER, {"denominator": 1}, "A numerator and a denominator come together"),
        (NUMBER, {"numerator": 1, "denominator": 0}, "A denominator is larger than zero"),
        (NUMBER, {"low": LIMIT + 1, "high": LIMIT + 1}, TOO_LARGE),
        (NUMBER, {"low": -LIMIT - 1, "high": -LIMIT - 1}, TOO_LARGE),
        (INTERVAL, {"high": LIMIT + 1}, TOO_LARGE),
        (INTERVAL, {"low": -LIMIT - 1}, TOO_LARGE),
    ],
)
def test_a_value_that_does_not_hold_together_is_refused(stated, wrong, fault):
    with pytest.raises(DomainError, match=fault):
        replace(stated, **wrong)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("2.93"), 29_300),
        (Decimal("-0.0001"), -1),
        (Decimal("1E+3"), 10_000_000),
        (0, 0),
        (3, 3 * SCALE),
        (Decimal("3.00000000"), 3 * SCALE),
    ],
)
def test_values_are_kept_as_ten_thousandths(value, expected):
    assert scaled(value) == expected
    assert unscaled(expected) == value


@pytest.mark.parametrize(
    "value",
    [
        Decimal("0.00001"),
        Decimal("1.23456"),
        Decimal("1." + "0" * 40 + "1"),  # More digits than decimals keep when multiplied.
    ],
)
def test_a_fifth_decimal_is_refused_not_rounded(value):
    with pytest.raises(DomainError, match="At most four decimals are kept"):
        scaled(value)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("-Infinity")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(DomainError, match="A value is a number"):
        scaled(value)


@given(st.integers(min_value=-(2**63), max_value=2**63))
def test_scaling_goes_both_ways(value):
    assert scaled(unscaled(value)) == value
    assert Fraction(unscaled(value)) == Fraction(value, SCALE)

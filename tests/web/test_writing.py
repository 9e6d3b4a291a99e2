"""Numbers and dates as the reader's language writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils.translation import override

from enslinje.web import writing


@pytest.mark.parametrize(("language", "expected"), [("sv", "1\xa0234,50"), ("en", "1,234.50")])
def test_a_number_follows_the_language(language, expected):
    with override(language):
        assert writing.number(Decimal("1234.5"), 2) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(3, 2, "3"), (Decimal("2.93"), 2, "2,93"), (Decimal("2.90"), 2, "2,9"), (0, 1, "0")],
)
def test_a_brief_number_has_no_idle_decimals(value, decimals, expected):
    with override("sv"):
        assert writing.brief(value, decimals) == expected


@pytest.mark.parametrize(
    ("value", "other", "expected"),
    [
        (Fraction(2999, 1000), 3, "2,999"),
        (Fraction(299, 100), 3, "2,99"),
        (3, 3, "3"),
        (Fraction(2), 3, "2"),
    ],
)
def test_what_differs_never_looks_the_same(value, other, expected):
    with override("sv"):
        assert writing.told_apart(value, other, 2) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(Decimal(2), "+2,0"), (Decimal("-0.5"), "−0,5"), (Decimal(0), "0,0")]
)
def test_a_difference_has_its_sign(value, expected):
    with override("sv"):
        assert writing.signed(value, 1) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", "fredag 12 mars 2021 (v.\N{NO-BREAK SPACE}10)"),
        ("en", "Friday 12 March 2021 (week\N{NO-BREAK SPACE}10)"),
    ],
)
def test_a_date_in_text_has_weekday_and_week(language, expected):
    with override(language):
        assert writing.day_in_words(date(2021, 3, 12)) == expected


def test_a_moment_is_dated_in_the_citys_time():
    assert writing.day(datetime(2021, 1, 31, 23, 30, tzinfo=UTC)) == "2021-02-01"

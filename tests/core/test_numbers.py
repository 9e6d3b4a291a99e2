"""Numbers as people write and read them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enslinje.core.numbers import AmbiguousNumber, NotANumber, exact, parse, rounded, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", "5"),
        ("0", "0"),
        ("007", "7"),
        ("2,93", "2.93"),
        ("1 234", "1234"),
        ("1 234 567,5", "1234567.5"),
        ("12 345", "12345"),
        ("1234,5", "1234.5"),
        ("-5", "-5"),
        ("\u22125", "-5"),  # The minus sign of print.
        ("\u20135", "-5"),  # A dash, as word processors make.
        ("\u20105", "-5"),
        ("\u20115", "-5"),
        ("\u20125", "-5"),
        ("\u2212 5", "-5"),
        ("1\u00a0234", "1234"),  # No-break space.
        ("1\u2009234", "1234"),  # Thin space.
        ("1\u202f234", "1234"),  # Narrow no-break space.
        ("1\u2007234", "1234"),  # Figure space.
        (" 12 ", "12"),
        ("\t12\n", "12"),
        ("12 %", "12"),
        ("12%", "12"),
        ("12\u00a0%", "12"),
        ("-0", "0"),
    ],
)
def test_swedish_numbers_are_read(text, expected):
    assert parse(text) == Decimal(expected)


@pytest.mark.parametrize("text", ["-0", "\u22120,00"])
def test_zero_has_no_sign(text):
    assert not parse(text).is_signed()


@pytest.mark.parametrize(
    "text", ["12.5", "1.234", "-1.5", "1 234.5", "1.234.567", "1.234,5", "12.5 %", "0.5"]
)
def test_a_point_is_ambiguous(text):
    with pytest.raises(AmbiguousNumber, match="could part thousands or decimals") as refusal:
        parse(text)
    assert text in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "%", "-", ",", ".", "ca 30", "30 st", "30-40", "--5", "5-", "5,", ",5", "."),
        *("1,2,3", "1 23", "12 34", "1234 567", "1  234", "1 2345", "1 234 5", "1 234,5 6"),
        *("%5", "5 %%", "1e3", "NaN", "Infinity", "0x10", "½", "٣", "5.", ".5", "1..5", "a.5"),
        *("+5", "1'234", "1 234.567.", "-,5", "- -5"),
    ],
)
def test_everything_else_is_no_number(text):
    with pytest.raises(NotANumber, match="is no number") as refusal:
        parse(text)
    assert not isinstance(refusal.value, AmbiguousNumber)
    assert f"'{text}'" in str(refusal.value)


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (0, 0, "0", "0"),
        (Decimal("2.93"), 2, "2,93", "2.93"),
        (Decimal("2.93"), 1, "2,9", "2.9"),
        (Decimal("2.5"), 0, "3", "3"),  # Half up, away from zero.
        (Decimal("3.5"), 0, "4", "4"),
        (Decimal("-2.5"), 0, "\u22123", "\u22123"),
        (Decimal("2.4999"), 0, "2", "2"),
        (Decimal("0.05"), 1, "0,1", "0.1"),
        (Decimal("-0.04"), 1, "0,0", "0.0"),  # What rounds to zero has no sign.
        (Decimal("-0.4"), 0, "0", "0"),
        (Fraction(2, 3), 2, "0,67", "0.67"),
        (Fraction(-1, 3), 4, "\u22120,3333", "\u22120.3333"),
        (1234567, 0, "1\u00a0234\u00a0567", "1,234,567"),
        (-1234, 1, "\u22121\u00a0234,0", "\u22121,234.0"),
        (999, 0, "999", "999"),
        (Decimal("999.5"), 0, "1\u00a0000", "1,000"),
        (434848, 0, "434\u00a0848", "434,848"),
        (10**30 + 1, 0, "1" + "\u00a0000" * 9 + "\u00a0001", "1" + ",000" * 9 + ",001"),
    ],
)
def test_numbers_are_shown_in_the_readers_language(value, decimals, swedish, english):
    assert shown(value, decimals) == swedish
    assert shown(value, decimals, language="en") == english


def test_without_decimals_a_number_is_whole():
    assert shown(Decimal("2.5")) == "3"
    assert str(rounded(Decimal("2.5"))) == "3"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (10, "10"),
        (100, "100"),
        (Decimal("2.930"), "2.93"),
        (Fraction(1, 3), "0.3333333333"),
        (Fraction(-2, 3), "-0.6666666667"),
        (Fraction(1, 10**10), "0.0000000001"),
        (Fraction(1, 10**11), "0.0000000000"),
        (Fraction(1, 10) + Fraction(1, 10**12), "0.1000000000"),  # Not exactly a tenth.
        (-5, "-5"),
        (10**20, "1" + "0" * 20),
        (Decimal("-0.5"), "-0.5"),
    ],
)
def test_machines_get_a_plain_decimal(value, expected):
    assert exact(value) == expected


decimals = st.integers(0, 6)
numbers = st.integers(-(10**40), 10**40) | st.fractions(max_denominator=10**6)


@given(numbers, decimals)
def test_rounding_is_to_the_nearest_and_half_goes_away_from_zero(value, places):
    """The oracle asks what rounding means: no other number of so many decimals is nearer."""
    found = Fraction(rounded(value, places))
    step = Fraction(1, 10**places)
    assert (found / step).denominator == 1
    assert abs(found - value) <= step / 2
    if abs(found - value) == step / 2:
        assert abs(found) > abs(value)


@given(st.integers(-(10**30), 10**30), decimals)
def test_what_is_shown_is_read_back(whole, places):
    value = Fraction(whole, 10**places)
    text = shown(value, places)
    assert Fraction(parse(text)) == value
    assert "-" not in text
    assert " " not in text  # A number never breaks over two lines.


@given(st.integers(-(10**30), 10**30), st.integers(0, 10))
def test_machines_read_back_what_they_got(whole, places):
    value = Fraction(whole, 10**places)
    assert Fraction(exact(value)) == value
    assert "E" not in exact(value)


@given(st.text(alphabet="0123456789 ,.-%\u2212\u00a0", max_size=12))
def test_a_text_is_read_or_refused_and_never_guessed(text):
    try:
        value = parse(text)
    except NotANumber:
        return
    digits = [letter for letter in text if letter.isdigit()]
    assert str(abs(value)).replace(".", "").lstrip("0") == "".join(digits).lstrip("0")
    assert "." not in text

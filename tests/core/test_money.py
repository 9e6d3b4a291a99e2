"""Amounts: read as Swedes write them, whole öre, shared without losing one."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enslinje.core.money import (
    LIMIT,
    AmbiguousAmount,
    AmountTooLarge,
    FinerThanOre,
    NotAnAmount,
    Unit,
    exact_mnkr,
    in_mnkr,
    parse,
    split,
    to_ore,
    whole_ore,
    written_mnkr,
)

MNKR = 100_000_000

patient = settings(deadline=None)
"""A machine with much else to do fails no law."""


@pytest.mark.parametrize(
    ("text", "unit", "ore"),
    [
        ("1 234,5", Unit.MNKR, 123_450_000_000),
        ("1 234,5", Unit.KR, 123_450),
        ("\u22123", Unit.KR, -300),
        ("-3", Unit.TKR, -300_000),
        ("1 234,50 kr", Unit.MNKR, 123_450),
        ("1\u00a0234,50\u00a0kr", Unit.MNKR, 123_450),
        ("1234,50kr", Unit.MNKR, 123_450),
        ("167,4 mnkr", Unit.KR, 16_740_000_000),
        ("167,4 Mkr", Unit.KR, 16_740_000_000),
        ("13 mdkr", Unit.KR, 1_300_000_000_000),
        ("5 tkr", Unit.KR, 500_000),
        ("5 tkr.", Unit.KR, 500_000),
        ("100 kronor", Unit.MNKR, 10_000),
        ("7 öre", Unit.KR, 7),
        ("0", Unit.MNKR, 0),
        ("\u22120,0", Unit.MNKR, 0),
        ("0,00000001", Unit.MNKR, 1),
    ],
)
def test_swedish_amounts_are_read(text, unit, ore):
    assert parse(text, unit=unit) == ore
    assert type(parse(text, unit=unit)) is int


@pytest.mark.parametrize("text", ["1.234", "12.5", "1.234,50 kr", "1 234.50", "1.234.567 mnkr"])
def test_a_point_is_ambiguous_and_refused_with_a_sentence(text):
    with pytest.raises(AmbiguousAmount, match="could part thousands or decimals: write") as found:
        parse(text, unit=Unit.KR)
    assert text in str(found.value)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "kr", "ca 30", "5 euro", "5 %", "5 % kr", "1 23 kr", "12 34,5", "1,2,3"),
        *("(5)", "5-", "--5", "1e3", "inf", "NaN", "5 kr 30 öre", "١٢", "1_000", "5:-", "½ mnkr"),
    ],
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(NotAnAmount) as found:
        parse(text, unit=Unit.KR)
    assert str(found.value)


@pytest.mark.parametrize("text", ["1,234", "0,001 kr", "0,000000001 mnkr", "1,5 öre"])
def test_what_is_finer_than_ore_is_refused(text):
    with pytest.raises(FinerThanOre):
        parse(text, unit=Unit.KR)


def test_more_than_any_municipality_has_is_refused():
    assert to_ore(LIMIT, Unit.ORE) == LIMIT
    with pytest.raises(AmountTooLarge):
        to_ore(LIMIT + 1, Unit.ORE)


@pytest.mark.parametrize("value", [0.1, 1.0, True, "1", Decimal(1), None])
def test_only_whole_numbers_are_amounts(value):
    with pytest.raises(TypeError, match="whole öre"):
        whole_ore(value)


def test_a_binary_fraction_is_refused_wherever_an_amount_goes_in():
    with pytest.raises(TypeError):
        split(100.0, [1, 1])
    with pytest.raises(TypeError):
        split(100, [0.5, 0.5])


@pytest.mark.parametrize(
    ("ore", "written"),
    [
        (867_650_000_000, "8676.5"),
        (-4, "0.0"),
        (5_000_000, "0.1"),
        (-5_000_000, "-0.1"),
        (0, "0.0"),
    ],
)
def test_machines_get_one_decimal_and_a_point(ore, written):
    assert written_mnkr(ore) == written


def test_display_rounds_half_away_from_zero_and_exact_does_not():
    assert in_mnkr(125_000_000) == Decimal("1.3")
    assert exact_mnkr(125_000_001) == Decimal("1.25000001")


# Sharing ---------------------------------------------------------------------------------------

weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=30).filter(any)
amounts = st.integers(-LIMIT, LIMIT)


@patient
@given(amounts, weights)
def test_the_parts_sum_to_the_whole(total, weights):
    assert sum(split(total, weights)) == total


@patient
@given(amounts, weights)
def test_each_part_is_less_than_an_ore_from_its_share(total, weights):
    for part, weight in zip(split(total, weights), weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)
        assert weight or part == 0


@patient
@given(amounts, weights)
def test_a_negative_total_is_the_mirror(total, weights):
    assert split(-total, weights) == [-part for part in split(total, weights)]


@patient
@given(amounts, weights, st.randoms())
def test_the_order_of_the_weights_moves_no_more_than_an_ore(total, weights, random):
    places = list(range(len(weights)))
    random.shuffle(places)
    shuffled = split(total, [weights[place] for place in places])
    straight = split(total, weights)
    by_place = dict(zip(places, shuffled, strict=True))
    assert all(abs(by_place[place] - straight[place]) <= 1 for place in places)
    assert sorted(map(abs, shuffled)) == sorted(map(abs, straight)) or len(set(weights)) < len(
        weights
    )


@patient
@given(amounts, st.integers(1, 40))
def test_equal_weights_differ_by_an_ore_at_most_and_the_first_get_it(total, count):
    parts = split(abs(total), [1] * count)
    assert max(parts) - min(parts) <= 1
    assert parts == sorted(parts, reverse=True)


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_there_must_be_something_to_share_by(weights):
    with pytest.raises(ValueError, match="Weights"):
        split(100, weights)


def test_a_rounded_share_would_lose_an_ore():
    """The control: sharing by rounding each part does not keep the whole."""
    rounded = [round(100 / 3) for _part in range(3)]
    assert sum(rounded) != 100
    assert split(100, [1, 1, 1]) == [34, 33, 33]


@patient
@given(st.integers(-LIMIT, LIMIT))
def test_what_is_written_is_read_again(ore):
    text = f"{exact_mnkr(ore):f}".replace(".", ",")
    assert parse(text, unit=Unit.MNKR) == ore

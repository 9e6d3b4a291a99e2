"""Case numbers: one reader for every way of writing them, one way of writing them back."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enslinje.core import case_numbers
from enslinje.core.case_numbers import CaseNumber, Fault, NotACaseNumber

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"
parts = st.text(LETTERS + LETTERS.lower(), min_size=1, max_size=4)
prefixes = st.lists(parts, min_size=1, max_size=4).map("-".join).filter(case_numbers.is_prefix)
numbers = st.builds(
    CaseNumber, prefixes, st.integers(1000, 9999), st.integers(min_value=1, max_value=9_999_999)
)


@pytest.mark.parametrize(
    "text",
    [
        *("KS 2020/41", "ks 2020/41", "KS2020/41", "KS 2020/00041", " KS  2020 / 41 "),
        *("Dnr KS 2020/41", "dnr: KS 2020/41", "Diarienummer ks 2020/41", "KS-2020/41"),
        "KS\u00a02020/41",
    ],
)
def test_every_writing_is_one_number(text):
    number = case_numbers.read(text)

    assert (number.folded, number.year, number.serial) == ("ks", 2020, 41)
    assert str(number.spelled("KS")) == "KS 2020/41"
    assert number.address == "ks-2020-41"


def test_letters_that_are_swedish_stay_apart_and_addresses_are_ascii():
    assert case_numbers.read("Än 2021/7").address == "aen-2021-7"
    assert case_numbers.read("AN 2021/7").address == "an-2021-7"
    assert case_numbers.read(unicodedata.normalize("NFD", "ÄN 2021/7")).prefix == "ÄN"
    assert case_numbers.read("SDN–FA 2021/7").prefix == "SDN-FA"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.EMPTY),
        ("Dnr", Fault.EMPTY),
        ("2020/41", Fault.NO_PREFIX),
        ("2020-41", Fault.NO_PREFIX),
        ("KS 41", Fault.NO_YEAR),
        ("KS 20/41", Fault.NO_YEAR),
        ("KS 20200/41", Fault.NO_YEAR),
        ("KS 2020", Fault.NO_SERIAL),
        ("KS 2020/", Fault.NO_SERIAL),
        ("KS 2020/000", Fault.NO_SERIAL),
        ("Budget 2021 och 2022", Fault.OTHER),
        ("KS 2020/41-2", Fault.OTHER),
        ("K S 2020/41", Fault.OTHER),
        ("KS 2020/12345678", Fault.OTHER),
        ("Ks2 2020/41", Fault.OTHER),
        ("KS ٢٠٢٠/41", Fault.OTHER),
        ("-KS 2020/41", Fault.OTHER),
    ],
)
def test_what_is_none_says_what_it_lacks(text, fault):
    with pytest.raises(NotACaseNumber) as caught:
        case_numbers.read(text)

    assert caught.value.fault is fault
    assert case_numbers.read_or_none(text) is None


@pytest.mark.parametrize("text", ["", "K S", "KS-", "-", "KS2", "Dnr", "A" * 21, "KÉ", "K_S"])
def test_what_is_no_prefix(text):
    assert not case_numbers.is_prefix(text)


@given(numbers)
def test_what_is_written_is_read_back(number):
    assert case_numbers.read(str(number)) == number


@given(numbers, st.integers(0, 5), st.sampled_from(["", "Dnr ", "dnr. "]), st.booleans())
def test_zeros_case_and_the_word_before_do_not_matter(number, zeros, word, is_upper):
    serial = "0" * zeros + str(number.serial)
    text = f"{word}{number.prefix}{number.year}/{serial}"

    assert case_numbers.read(text.upper() if is_upper else text).address == number.address


@given(numbers)
@example(CaseNumber("ÅÄÖÅÄÖÅÄÖÅÄÖÅÄÖÅÄÖÅÄ", 2021, 1))
def test_an_address_leads_back_to_its_number(number):
    address = number.address

    assert address.isascii()
    found = case_numbers.read_address(address)
    assert found is not None
    assert found.address == address


@given(numbers, numbers)
def test_numbers_have_one_address_only_when_their_prefixes_compare_alike(one, other):
    same = (one.folded, one.year, one.serial) == (other.folded, other.year, other.serial)

    assert (one.address == other.address) == same


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    found = case_numbers.read_or_none(text)

    assert found is None or case_numbers.read(str(found)) == found

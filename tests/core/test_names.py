"""How names are compared and put in order."""

import pytest

from enslinje.core.names import fold
from enslinje.core.sorting import swedish_key


@pytest.mark.parametrize(
    "written",
    [
        "exploaterings-nämnden",
        "Exploaterings-Nämnden",
        " exploaterings-nämnden\n",
        "exploaterings\u2010nämnden",
        "exploaterings\u2011nämnden",
        "exploaterings\u2013nämnden",
    ],
)
def test_case_blanks_and_dashes_make_no_difference(written):
    assert fold(written) == "exploaterings-nämnden"


def test_blanks_inside_a_name_are_one_space():
    assert fold("Stockholm\u00a0 Vatten") == "stockholm vatten"
    assert fold("Stockholm Vatten") != fold("StockholmVatten")


def test_swedish_letters_come_last_in_their_own_order():
    names = ["Östermalm", "Älvsjö", "Årsta", "Zinken", "bromma", "Bromma kyrka", "Aspudden"]
    in_order = ["Aspudden", "bromma", "Bromma kyrka", "Zinken", "Årsta", "Älvsjö", "Östermalm"]
    assert sorted(names, key=swedish_key) == in_order


def test_accents_are_sorted_as_their_letters():
    assert sorted(["Idrott", "Idé", "Idea", "Idef"], key=swedish_key) == [
        *("Idé", "Idea", "Idef", "Idrott"),
    ]
    assert swedish_key("Müller") == swedish_key("Myller")

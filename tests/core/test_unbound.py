"""Numbers typed beside mnkr, procent or antal, and those that are tied to data or explained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enslinje.core.bound_figures import bound, references
from enslinje.core.unbound import unbound_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi får 167,4 mnkr till arbetet.", ["167,4 mnkr"]),
        ("Vi får 1 234,5\u00a0mnkr.", ["1 234,5\u00a0mnkr"]),
        ("Det är 67 procent, inte 23%.", ["67 procent", "23%"]),
        ("En ökning med 3 procentenheter", ["3 procentenheter"]),
        ("Antalet ansökningar: 64.", ["64"]),
        ("antal beviljade ansökningar 43", ["43"]),
        ("Kostnaden är 500 kr", ["500 kr"]),
        ("År 2021 har vi 31 nämnder.", []),
        ("Mål 2.5 gäller.", []),
        ("Kapitel 4 kräver mer", []),
        ("Vi når 67 procent (källa: SCB 2020).", []),
        ("Vi når 67 procent (enligt oss), 5 mnkr (kanske).", ["5 mnkr"]),
        ("Vi når {{ siffra ar.uppnadda/2021 }} procent.", []),
        ("", []),
    ],
)
def test_a_bare_number_beside_a_unit_is_found(text, found):
    assert [one.text for one in unbound_numbers(text)] == found


def test_it_says_where_it_stands():
    text = "Av 64 ansökningar fick 67 procent ja."
    (one,) = unbound_numbers(text)
    assert text[one.position :].startswith("67 procent")


@given(st.text(), st.integers(0, 10**6), st.sampled_from(["mnkr", "procent", "kr"]))
def test_it_is_found_whatever_stands_before_it(before, number, unit):
    text = f"{before}\n och {number} {unit}."
    assert f"{number} {unit}" in [one.text for one in unbound_numbers(text)]


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text):
    for one in unbound_numbers(text):
        assert text[one.position :].startswith(one.text)


def test_references_are_told_once_and_in_order():
    text = "{{siffra b/1}} och {{ siffra a/2021/2.5 }} och {{ siffra b/1 }} {{ siffra }}"
    assert references(text) == ("b/1", "a/2021/2.5")
    assert references(bound("a/1")) == ("a/1",)

"""A batch says all that is wrong with it at once."""

import pytest

from enslinje.core.errors import DomainError, Refusal, Refusals


def test_a_refusal_is_a_sentence_with_its_remedy():
    refusal = Refusal("Värdet är inget tal.", row=3, column="low", value=12.5, remedy="Skriv 12,5.")
    assert str(refusal) == "Värdet är inget tal. Skriv 12,5."
    assert (refusal.row, refusal.column, refusal.value) == (3, "low", "12.5")
    assert isinstance(refusal, DomainError)


def test_without_a_remedy_the_sentence_stands_alone():
    refusal = Refusal("Året är låst.")
    assert str(refusal) == "Året är låst."
    assert (refusal.row, refusal.column, refusal.value, refusal.remedy) == (None, "", "", "")
    assert refusal.all == (refusal,)


def test_a_batch_without_faults_is_settled():
    refusals = Refusals()
    assert refusals.settle() is refusals


def test_the_first_fault_carries_the_others_in_the_order_of_their_rows():
    late, early, whole = Refusal("Sen.", row=9), Refusal("Tidig.", row=0), Refusal("Hela.")
    refusals = Refusals()
    for refusal in (late, early, whole):
        refusals.add(refusal)
    with pytest.raises(Refusal) as raised:
        refusals.settle()
    assert raised.value is whole
    assert raised.value.all == (whole, early, late)

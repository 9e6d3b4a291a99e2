"""Two writers' texts into one: nobody's words are lost, and what both changed is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enslinje.core.merging import Outcome, merge

BASE = "Nämnden öppnar tre nya skolor under året. Köerna ska kortas."


@pytest.mark.parametrize(
    ("theirs", "mine", "merged"),
    [
        (BASE, BASE.replace("tre", "fyra"), BASE.replace("tre", "fyra")),
        (BASE.replace("tre", "fyra"), BASE, BASE.replace("tre", "fyra")),
        (
            BASE.replace("tre", "fyra"),
            BASE.replace("kortas", "halveras"),
            BASE.replace("tre", "fyra").replace("kortas", "halveras"),
        ),
        (f"Först: {BASE}", f"{BASE} Sist.", f"Först: {BASE} Sist."),
        (BASE.replace(" under året", ""), BASE, BASE.replace(" under året", "")),
        (BASE.replace("tre", "fem"), BASE.replace("tre", "fem"), BASE.replace("tre", "fem")),
    ],
)
def test_what_one_of_them_changed_is_taken(theirs, mine, merged):
    found = merge(BASE, theirs, mine)
    assert (found.text, found.is_clean) == (merged, True)


def test_where_both_changed_it_differently_both_are_proposed_and_it_is_said():
    found = merge(BASE, BASE.replace("tre", "fyra"), BASE.replace("tre", "fem"))
    assert not found.is_clean
    assert found.text == BASE.replace("tre", "fyra fem")
    (clash,) = [part for part in found.parts if part.outcome is Outcome.CONFLICT]
    assert (clash.base, clash.theirs, clash.mine) == (" tre", " fyra", " fem")


def test_two_texts_in_an_empty_place_are_both_kept():
    found = merge("", "Deras text.", "Min text.")
    assert (found.text, found.is_clean) == ("Deras text. Min text.", False)


def test_a_long_text_is_merged_by_lines():
    lines = [f"Rad {number} har några ord.\n" for number in range(5_000)]
    base = "".join(lines)
    theirs, mine = base.replace("Rad 7 ", "Rad sju "), base.replace("Rad 4000 ", "Sista ")
    assert merge(base, theirs, mine).text == theirs.replace("Rad 4000 ", "Sista ")


TEXT = st.lists(st.sampled_from(["a", "b", "c", " ", "\n", "  ", "å"]), max_size=14).map("".join)


@given(TEXT, TEXT, TEXT)
def test_the_parts_are_the_three_texts_and_nothing_else(base, theirs, mine):
    parts = merge(base, theirs, mine).parts
    assert "".join(part.base for part in parts) == base
    assert "".join(part.theirs for part in parts) == theirs
    assert "".join(part.mine for part in parts) == mine


@given(TEXT, TEXT)
def test_whoever_changed_nothing_takes_nothing_back(base, changed):
    for found in (merge(base, changed, base), merge(base, base, changed)):
        assert (found.text, found.is_clean) == (changed, True)


@given(TEXT, TEXT)
def test_two_who_made_the_same_agree(base, changed):
    found = merge(base, changed, changed)
    assert (found.text, found.is_clean) == (changed, True)


@given(TEXT, TEXT, TEXT)
def test_it_is_the_same_whoever_is_first_when_it_is_clean(base, theirs, mine):
    one, other = merge(base, theirs, mine), merge(base, mine, theirs)
    assert one.is_clean == other.is_clean
    if one.is_clean:
        assert one.text == other.text


@given(TEXT, TEXT, TEXT)
def test_a_word_that_either_added_is_in_the_proposal(base, theirs, mine):
    """With an oracle of its own: words that the base has not at all."""
    proposed = merge(base, theirs, mine).text
    for text in (theirs, mine):
        assert {word for word in text if word not in base} <= set(proposed)

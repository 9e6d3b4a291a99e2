"""Blocks of cells as Excel copies them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enslinje.core.blocks import MOST_COLUMNS, MOST_ROWS, BlockTooLarge, read_block, written

cells = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), max_size=8)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("", ()),
        ("60", (("60",),)),
        ("60\t\r\n70\tskäl\r\n", (("60", ""), ("70", "skäl"))),
        ('"två\nrader"\t5', (("två rader", "5"),)),
        ('"sagt ""så"""', (('sagt "så"',),)),
        ("1\t2\n3", (("1", "2"), ("3", ""))),
        ("1\n\n2\n\n\n", (("1",), ("",), ("2",))),
        ("1\u00a0234,5", (("1 234,5",),)),
        ("a\0b", (("ab",),)),
    ],
)
def test_it_is_read_as_it_was_copied(text, block):
    assert read_block(text) == block


@pytest.mark.parametrize("text", ["1\n" * (MOST_ROWS + 1), "\t" * MOST_COLUMNS, "1" * 1_000_001])
def test_more_than_a_grid_has_is_refused(text):
    with pytest.raises(BlockTooLarge):
        read_block(text)


@given(st.lists(st.tuples(cells.filter(bool), cells), min_size=1, max_size=9))
def test_what_is_written_is_read_back(rows):
    block = tuple(rows)
    assert read_block(written(block)) == block

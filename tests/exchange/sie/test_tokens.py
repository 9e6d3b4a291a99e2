import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enslinje.exchange.sie.faults import Code, Wrong
from enslinje.exchange.sie.tokens import fields_of, listed, plain, quoted


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("#KONTO 1930 Bank", ("#KONTO", "1930", "Bank")),
        ("  #KONTO\t1930 \t Bank  ", ("#KONTO", "1930", "Bank")),
        ('#KONTO 1930 "Bank och giro"', ("#KONTO", "1930", "Bank och giro")),
        ('#FNAMN "Åkeriet \\"Ett\\""', ("#FNAMN", 'Åkeriet "Ett"')),
        ('#FNAMN ""', ("#FNAMN", "")),
        ('#FNAMN\t"a\tb"', ("#FNAMN", "a b")),
        (r'#PROSA "C:\bok\2021"', ("#PROSA", r"C:\bok\2021")),
        (r'#PROSA "C:\bok\\" 1', ("#PROSA", "C:\\bok\\", "1")),
        (r"#PROSA C:\bok\ 1", ("#PROSA", "C:\\bok\\", "1")),
        ('#TRANS 1930 {} -1.00 "" x', ("#TRANS", "1930", (), "-1.00", "", "x")),
        ('#TRANS 1930 {1 "10" 6 "a b"} 1', ("#TRANS", "1930", ("1", "10", "6", "a b"), "1")),
        ("#TRANS 1930 { 1\t10 } 1", ("#TRANS", "1930", ("1", "10"), "1")),
        ("#TRANS 1930 {1 10}1", ("#TRANS", "1930", ("1", "10"), "1")),
        ('#OBJEKT 1 "{x}" "a}b"', ("#OBJEKT", "1", "{x}", "a}b")),
        ('#TRANS 1930 {1 "}"} 1', ("#TRANS", "1930", ("1", "}"), "1")),
        ('#KONTO 1930 6"rör', ("#KONTO", "1930", '6"rör')),
        ("#KONTO 1930 hårt\u00a0blank", ("#KONTO", "1930", "hårt\u00a0blank")),
    ],
)
def test_a_line_is_parted(line, fields):
    assert fields_of(line) == fields


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('#KONTO 1930 "Bank', Code.OPEN_QUOTE),
        (r'#PROSA "C:\bok\"', Code.OPEN_QUOTE),
        ('#FNAMN "Åkeriet "Ett" AB"', Code.TEXT_AFTER_QUOTE),
        ("#TRANS 1930 {1 10 1", Code.OPEN_LIST),
        ("#TRANS 1930 {1 {2}} 1", Code.OPEN_LIST),
    ],
)
def test_what_does_not_pair_is_told(line, code):
    with pytest.raises(Wrong) as told:
        fields_of(line)
    assert told.value.code is code


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), max_size=5))
def test_every_text_can_be_written(texts):
    assert fields_of(" ".join(["#X", *map(quoted, texts)])) == ("#X", *texts)
    assert fields_of(" ".join(["#X", *map(plain, texts)])) == ("#X", *texts)
    assert fields_of(f"#X {listed(tuple(texts))}") == ("#X", tuple(texts))


@settings(deadline=None)
@given(st.lists(st.sampled_from(['"', "\\", "a", " ", "{", "}"]), max_size=9).map("".join))
def test_texts_of_nothing_but_signs_too(text):
    assert fields_of(f"#X {quoted(text)} 1") == ("#X", text, "1")

"""Which encoding a file has is settled by its bytes, by a rule that is written down."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enslinje.exchange import sie
from enslinje.exchange.sie import Code, Encoding
from enslinje.exchange.sie.encoding import BLOCK

NAME = '#FNAMN "{}"\n'


def found(data):
    return sie.check(data).bytes.encoding


def name_in(data, **options):
    return sie.read(data, **options).document.header.company_name


@pytest.mark.parametrize("encoding", Encoding)
@pytest.mark.parametrize("text", ["Åre", "Växjö", "IDÉ", "Müller", "Ö", "Öé–" * 3])
def test_swedish_is_told_apart(encoding, text):
    if encoding is Encoding.CP437:
        text = text.replace("–", "-")
    data = NAME.format(text).encode(encoding)
    assert found(data) is encoding
    assert name_in(data) == text


@settings(deadline=None)
@given(st.text("åäöÅÄÖéÉüÜ abc", min_size=1))
def test_whatever_the_words(text):
    for encoding in Encoding:
        assert name_in(NAME.format(text).encode(encoding)) == text


def test_latin_1_is_read():
    assert name_in(NAME.format("Ærø Åkeri AB").encode("latin-1")) == "Ærø Åkeri AB"


def test_a_byte_order_mark_says_utf_8():
    data = NAME.format("Å").encode("utf-8-sig")
    assert found(data) is Encoding.UTF_8
    assert name_in(data) == "Å"


@pytest.mark.parametrize(
    "data", [b'#FNAMN "Skara"\n', "#FNAMN 20°\n".encode("cp437"), b"\x86\xe5\n"]
)
def test_in_doubt_it_is_what_the_standard_says(data):
    assert found(data) is Encoding.CP437


def test_a_last_letter_is_no_half_of_utf_8():
    assert name_in(b"#FNAMN \xc5") == "Å"


def test_more_letters_of_one_settle_it():
    assert found(b"\x86\xe5\xe4\n") is Encoding.WINDOWS_1252
    assert found(b"\x86\x84\xe5\n") is Encoding.CP437


def test_a_letter_over_the_edge_of_a_block_is_seen():
    data = b"#PROSA " + b"x" * (BLOCK - 8) + "å\n".encode()
    assert found(data) is Encoding.UTF_8


def test_another_encoding_than_the_standard_s_is_a_remark():
    codes = [one.code for one in sie.check(NAME.format("Å").encode()).remarks]
    assert Code.OTHER_ENCODING in codes


def test_whoever_knows_may_say():
    data = b"#FNAMN \xe5\n"
    assert name_in(data) == "å"
    assert name_in(data, encoding=Encoding.CP437) == "σ"
    told = {one.code for one in sie.check(data, encoding=Encoding.UTF_8).faults}
    assert Code.UNDECODABLE in told


def test_what_the_encoding_lacks_is_not_written():
    document = sie.Document(header=sie.model.Header(company_name="Å–B"))
    with pytest.raises(sie.Unwritable, match="has no '–'"):
        sie.write(document)
    assert name_in(sie.write(document, replacement="?")) == "Å?B"
    assert name_in(sie.write(document, encoding=Encoding.UTF_8)) == "Å–B"


def test_nor_is_a_control_character():
    document = sie.Document(header=sie.model.Header(company_name="a\nb"))
    with pytest.raises(sie.Unwritable, match="control character"):
        sie.write(document)
    assert name_in(sie.write(document, replacement=" ")) == "a b"


@pytest.mark.parametrize("end", [b"", b"\x1a", b"\r\n\x1a", b"\n", b"\r\n\r\n \t\r\n"])
def test_the_end_of_a_file_may_be_of_any_kind(end):
    reading = sie.read(b"#PROSA a\r\n\r\n#PROSA b" + end)
    assert reading.document.header.comments == ("a", "b")

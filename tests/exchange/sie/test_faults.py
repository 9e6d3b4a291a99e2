"""Every fault is told with its line, and all of them, not only the first."""

import pytest

from enslinje.exchange import sie
from enslinje.exchange.sie import Code
from enslinje.exchange.sie.words import WORDS
from tests.exchange.sie.files_by_hand import BALANCED, FIRST, file, voucher


def told(data, **options):
    """Return (line, code, value) of every fault of a file."""
    return [(one.line, one.code, one.value) for one in sie.read(data, **options).report.faults]


def remarks(data):
    return [(one.line, one.code, one.value) for one in sie.read(data).report.remarks]


def test_a_file_without_faults_has_none():
    report = sie.read(file(*voucher(*BALANCED))).report
    assert report.faults == ()
    assert report.remarks == ()
    assert report.is_whole


@pytest.mark.parametrize(
    ("record", "code", "value"),
    [
        ("hej", Code.NO_RECORD, "hej"),
        ("# KONTO", Code.NO_RECORD, "#"),
        ('#KON"TO 1931', Code.NO_RECORD, '#KON"TO'),
        ('"#KONTO" 1931', Code.NO_RECORD, "#KONTO"),
        ('#KONTO 1931 "x', Code.OPEN_QUOTE, ""),
        ('#KONTO 1931 "a"b', Code.TEXT_AFTER_QUOTE, "b"),
        ("#OIB 0 1930 {1 10 5", Code.OPEN_LIST, ""),
        ("#KONTO", Code.MISSING_FIELD, ""),
        ('#KONTO "" x', Code.MISSING_FIELD, ""),
        ("#PSALDO 0 202101 1930 {}", Code.MISSING_FIELD, ""),
        ("#KONTO 19A0 x", Code.BAD_ACCOUNT, "19A0"),
        ("#KONTO 12345678901 x", Code.BAD_ACCOUNT, "12345678901"),
        ("#KONTO ١٩٣٠ x".encode().decode("cp437"), Code.BAD_ACCOUNT, None),
        ("#KTYP 1930 X", Code.BAD_WORD, "X"),
        ("#KONTO 1940 {1 2}", Code.BAD_TEXT, "1 2"),
        ("#IB 0 1930 1,50", Code.BAD_AMOUNT, "1,50"),
        ("#IB 0 1930 1.505", Code.BAD_AMOUNT, "1.505"),
        ('#IB 0 1930 "1 000.00"', Code.BAD_AMOUNT, "1 000.00"),
        ("#IB 0 1930 1e3", Code.BAD_AMOUNT, "1e3"),
        ("#IB 0 1930 -", Code.BAD_AMOUNT, "-"),
        ("#IB 0 1930 1234567890123456", Code.BAD_AMOUNT, "1234567890123456"),
        ("#IB 0 1930 1.00 ett", Code.BAD_QUANTITY, "ett"),
        ("#IB noll 1930 1.00", Code.BAD_WHOLE, "noll"),
        ("#RAR -2 20190101 20191301", Code.BAD_DATE, "20191301"),
        ("#RAR -2 20191231 20190101", Code.YEAR_BACKWARDS, ""),
        ("#PSALDO 0 202113 1930 {} 1.00", Code.BAD_PERIOD, "202113"),
        ("#PSALDO 0 2021 1930 {} 1.00", Code.BAD_PERIOD, "2021"),
        ("#PSALDO 0 202101 1930 {1} 1.00", Code.BAD_OBJECTS, "1"),
        ("#PSALDO 0 202101 1930 {x 10} 1.00", Code.BAD_OBJECTS, "x 10"),
        ("#PSALDO 0 202101 1930 10 1.00", Code.BAD_OBJECTS, "10"),
        ("#DIM 0 x", Code.BAD_WHOLE, "0"),
        ("{", Code.STRAY_BRACE, ""),
        ("}", Code.STRAY_BRACE, ""),
        ("#TRANS 1930 {} 1.00", Code.ROW_OUTSIDE, ""),
        ("#IB -2 1930 1.00", Code.UNKNOWN_YEAR, "-2"),
        ("#PSALDO 0 202012 1930 {} 1.00", Code.PERIOD_OUTSIDE_YEAR, "202012"),
        ("#PSALDO -1 202101 1930 {} 1.00", Code.PERIOD_OUTSIDE_YEAR, "202101"),
        ("#IB 0 1931 1.00", Code.UNKNOWN_ACCOUNT, "1931"),
        ("#SRU 1931 7281", Code.UNKNOWN_ACCOUNT, "1931"),
        ("#PBUDGET 0 202101 1930 {1 11} 1.00", Code.UNKNOWN_OBJECT, "11"),
        ("#PBUDGET 0 202101 1930 {21 11} 1.00", Code.UNKNOWN_DIMENSION, "21"),
        ("#OBJEKT 21 11 Norr", Code.UNKNOWN_DIMENSION, "21"),
        ("#UNDERDIM 21 Aktivitet 30", Code.UNKNOWN_DIMENSION, "30"),
        ("#OMFATTN 20220101", Code.DATE_OUTSIDE_YEARS, "20220101"),
        ('#KONTO 1930 "Giro"', Code.REPEATED_RECORD, "1930"),
        ("#RAR 0 20210101 20210630", Code.REPEATED_RECORD, "0"),
        ('#OBJEKT 1 "10" "Öst"', Code.REPEATED_RECORD, "10"),
        ('#FNAMN "Storköping"', Code.REPEATED_RECORD, ""),
        ("#KSUMMA 12", Code.CHECKSUM_UNBEGUN, "12"),
        ("#KSUMMA", Code.OPEN_CHECKSUM, ""),
        ("#KONTO 1931 \x01", Code.CONTROL_CHARACTER, None),
    ],
)
def test_a_faulty_record_is_told(record, code, value):
    (found,) = told(file(record))
    assert found[:2] == (FIRST, code)
    assert value is None or found[2] == value


@pytest.mark.parametrize(
    ("lines", "line", "code", "value"),
    [
        (voucher("#TRANS 1930 {} 100.00", "#TRANS 3911 {} -99.50"), 0, Code.UNBALANCED, "A 1"),
        (voucher(*BALANCED, head="#VER A 1 20220115"), 0, Code.DATE_OUTSIDE_YEARS, "20220115"),
        (voucher(*BALANCED)[:-1], 0, Code.OPEN_BLOCK, ""),
        (voucher(*BALANCED)[:1], 0, Code.NO_BLOCK, ""),
        ((*voucher(*BALANCED)[:-1], "#IB 0 1930 1.00"), 4, Code.RECORD_INSIDE, ""),
        ((*voucher(*BALANCED), *voucher(*BALANCED)), 5, Code.REPEATED_VOUCHER, "A 1"),
        (voucher("{", *BALANCED), 2, Code.STRAY_BRACE, ""),
        (voucher(*BALANCED, "#TRANS 1930 {} x"), 4, Code.BAD_AMOUNT, "x"),
        (voucher(*BALANCED, head="#VER A 1 20211301"), 0, Code.BAD_DATE, "20211301"),
        (voucher(*BALANCED, "#TRANS 1931 {} 0.00"), 4, Code.UNKNOWN_ACCOUNT, "1931"),
        (voucher(*BALANCED, "#TRANS 1930 {20 45} 0.00"), 4, Code.UNKNOWN_OBJECT, "45"),
        (voucher(BALANCED[0])[:-1], 0, Code.OPEN_BLOCK, ""),
        ((*voucher(BALANCED[0])[:-1], "#IB 0 1930 1.00"), 3, Code.RECORD_INSIDE, ""),
        (("#KSUMMA", '#PROSA "x', "#KSUMMA 1"), 1, Code.OPEN_QUOTE, ""),
        (("#X", "{", "#TRANS 1930 {} 1.00", "}"), 2, Code.ROW_OUTSIDE, ""),
        (("#IB 0 1930 1.00", "#IB 0 1930 1.00"), 1, Code.REPEATED_RECORD, "1930"),
        (("#KSUMMA", "#PROSA x", "#KSUMMA 1"), 2, Code.WRONG_CHECKSUM, "1"),
    ],
)
def test_a_faulty_file_is_told_once(lines, line, code, value):
    assert told(file(*lines)) == [(FIRST + line, code, value)]


def test_added_and_removed_rows_are_not_counted():
    rows = (
        "#BTRANS 1930 {} 900.00",
        "#RTRANS 1930 {} 100.00",
        "#TRANS 1930 {} 100.00",
        "#TRANS 3911 {} -100.00",
    )
    data = file(*voucher(*rows))
    assert told(data) == []
    assert remarks(data) == []
    assert sie.check(data).debit_ore == 10_000


def test_the_same_number_in_another_series_or_year_is_another_voucher():
    heads = ("#VER A 1 20210115", "#VER B 1 20210115", "#VER A 1 20200115", '#VER A "" 20210115')
    lines = [line for head in (*heads, heads[-1]) for line in voucher(*BALANCED, head=head)]
    assert told(file(*lines)) == []


def test_every_fault_is_told_in_the_order_of_the_lines():
    lines = ("#IB 0 1930 x", "#IB 0 1999 1.00", *voucher("#TRANS 1930 {} 1.00"), "hej")
    assert [(line, code) for line, code, _ in told(file(*lines))] == [
        (FIRST, Code.BAD_AMOUNT),
        (FIRST + 1, Code.UNKNOWN_ACCOUNT),
        (FIRST + 2, Code.UNBALANCED),
        (FIRST + 6, Code.NO_RECORD),
    ]


def test_of_two_that_disagree_the_first_is_kept():
    reading = sie.read(file('#KONTO 1930 "Giro"', "#RAR 0 20210101 20210630", '#FNAMN "Annan"'))
    assert len(reading.report.faults) == 3
    assert reading.document.accounts[0].name == "Bank"
    assert str(reading.document.years[0].ends) == "2021-12-31"
    assert reading.document.header.company_name == "Småköping"


def test_what_is_unknown_is_told_once_with_how_often():
    (fault,) = sie.check(file(*["#RES 0 4010 1.00", "#UB 0 4010 1.00"])).faults
    assert fault.details == {"account": "4010", "count": 2}
    assert fault.sentence == (
        f"rad {FIRST}, #RES: ”4010” finns inte i kontoplanen. "
        "Lägg till #KONTO 4010, eller rätta kontot. Antal poster med det: 2."
    )


def test_the_difference_of_a_voucher_is_told_in_kronor():
    (fault,) = sie.check(file(*voucher("#TRANS 1930 {} 1234.50", "#TRANS 3911 {} -1234"))).faults
    assert fault.problem == (
        "balanserar inte: debet är 1\u00a0234,50, kredit 1\u00a0234,00, det skiljer 0,50"
    )


def test_a_voucher_that_could_not_be_read_is_not_called_unbalanced():
    rows = ("#TRANS 1930 {} 1.00", "#TRANS 3911 {} -1.0.0")
    assert [code for _, code, _ in told(file(*voucher(*rows)))] == [Code.BAD_AMOUNT]


def test_a_file_must_say_its_own_year():
    data = file().replace(b"#RAR 0", b"#RAR -3")
    assert told(data) == [(None, Code.MISSING_RECORD, "")]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("#IB 0 1930 1.00 2 3",), Code.FURTHER_FIELDS),
        (('#KONTO 1930 "Bank"',), Code.REPEATED_RECORD),
        (voucher("#BTRANS 1930 {} 1.00"), Code.EMPTY_VOUCHER),
        (voucher(*BALANCED, "#RTRANS 1930 {} 1.00"), Code.ADDED_ALONE),
        (voucher(BALANCED[0], BALANCED[1] + " 20220101"), Code.DATE_OUTSIDE_YEARS),
    ],
)
def test_a_harmless_departure_is_a_remark(lines, code):
    data = file(*lines)
    assert told(data) == []
    assert [found for _, found, _ in remarks(data)] == [code]


def test_records_of_another_type_are_a_remark():
    data = file("#PSALDO 0 202101 1930 {} 1.00", sie_type="1")
    kinds = [(one.label, one.code) for one in sie.check(data).remarks]
    assert kinds == [
        ("#DIM", Code.RECORD_NOT_OF_TYPE),
        ("#OBJEKT", Code.RECORD_NOT_OF_TYPE),
        ("#PSALDO", Code.RECORD_NOT_OF_TYPE),
    ]


def test_what_the_standard_asks_for_is_a_remark():
    asked = [one.label for one in sie.check(b"#RAR 0 20210101 20211231\n").remarks]
    assert asked == ["#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#FNAMN"]
    flagged = file().replace(b"#FLAGGA 0", b"#FLAGGA 1")
    assert [code for _, code, _ in remarks(flagged)] == [Code.ALREADY_READ]


def test_a_file_for_another_system_needs_no_chart_of_accounts():
    lines = "\n".join(["#SIETYP 4", *voucher(*BALANCED)]).encode()
    assert sie.check(lines).is_import
    assert told(lines) == []
    with_balance = lines + b"\n#IB 0 1930 1.00\n"
    assert not sie.check(with_balance).is_import
    assert {code for _, code, _ in told(with_balance)} == {
        Code.MISSING_RECORD,
        Code.UNKNOWN_ACCOUNT,
        Code.UNKNOWN_YEAR,
    }


@pytest.mark.parametrize("data", ["#FLAGGA 0\n".encode("utf-16"), b"PK\x03\x04\x00\x00", b"\x00"])
def test_what_is_no_text_is_told_once(data):
    assert told(data) == [(None, Code.NOT_TEXT, "")]


def test_objects_that_are_declared_nowhere_are_a_remark():
    lines = voucher(*BALANCED, "#TRANS 1930 {7 anna} 0.00", "#TRANS 1930 {1 11} 0.00")
    assert told(file(*lines)) == [(FIRST + 5, Code.UNKNOWN_OBJECT, "11")]
    assert remarks(file(*lines)) == [(FIRST + 4, Code.UNKNOWN_OBJECT, "anna")]


def test_a_fault_is_small_however_long_its_line():
    (fault,) = sie.check(file("x" * 30_000)).faults
    assert len(fault.value) == 200
    (unknown,) = sie.check(file(f"#PBUDGET 0 202101 1930 {{1 {'x' * 30_000}}} 1.00")).faults
    assert len(unknown.sentence) < 300


def test_an_empty_file_is_told():
    assert told(b"") == told(b"\r\n \r\n") == [(None, Code.EMPTY, "")]


def test_a_file_with_faults_is_not_loaded():
    with pytest.raises(sie.SieRefused) as refused:
        sie.load(file("#IB 0 1930 x", "hej"))
    assert [fault.code for fault in refused.value.faults] == [Code.BAD_AMOUNT, Code.NO_RECORD]


def test_every_fault_has_words_that_can_be_put_together():
    named = {"field", "form", "least", "most", "words", "count", "first", "year", "begins", "ends"}
    named |= {"account", "dimension", "object", "debit", "credit", "difference", "computed"}
    named |= {"encoding", "sie_type"}
    details = dict.fromkeys(named, "7")
    for code in Code:
        problem, remedy = (words.format_map(details) for words in WORDS[code])
        assert problem
        assert problem[0].islower()
        assert remedy.endswith(".")

"""What is too much is told, and not kept."""

import tracemalloc
from io import BytesIO

from enslinje.exchange import sie
from enslinje.exchange.sie import Code, Limits
from tests.exchange.sie.files_by_hand import BALANCED, FIRST, file, voucher


def told(data, limits):
    return [(one.line, one.code) for one in sie.check(data, limits=limits).faults]


def test_a_file_that_is_too_large_is_not_read():
    assert told(file(), Limits(bytes=100)) == [(None, Code.TOO_LARGE)]
    assert told(file(), Limits(bytes=len(file()))) == []


def test_a_line_that_is_too_long_is_passed_by():
    data = file("#PROSA " + "x" * 500, "#PROSA y")
    assert told(data, Limits(line_bytes=100)) == [(FIRST, Code.LINE_TOO_LONG)]
    assert sie.read(data, limits=Limits(line_bytes=100)).document.header.comments == ("y",)
    assert told(data, Limits(line_bytes=507)) == []
    assert told(data, Limits(line_bytes=506)) == [(FIRST, Code.LINE_TOO_LONG)]


def test_reading_stops_at_too_many_records():
    assert told(file(), Limits(records=FIRST - 1)) == []
    assert told(file("#PROSA x", "hej"), Limits(records=FIRST - 1)) == [
        (FIRST, Code.TOO_MANY_RECORDS)
    ]


def test_a_voucher_with_too_many_rows_is_told_once():
    data = file(*voucher(*BALANCED * 5))
    assert told(data, Limits(voucher_rows=9)) == [(FIRST, Code.VOUCHER_TOO_LONG)]
    assert told(data, Limits(voucher_rows=10)) == []


def test_more_faults_than_are_kept_are_counted():
    report = sie.check(file(*["hej"] * 30), limits=Limits(faults=10))
    assert len(report.faults) == 10
    assert report.faults_left_out == 20


def test_remarks_do_not_push_out_faults():
    lines = ['#KONTO 1930 "Bank"'] * 30
    report = sie.check(file(*lines, "hej"), limits=Limits(faults=10))
    assert [one.code for one in report.faults] == [Code.NO_RECORD]
    assert report.remarks_left_out == 20


def peak(work):
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_a_check_takes_no_more_memory_for_more_vouchers():
    one = "\n".join([*voucher(*BALANCED, head='#VER "" "" 20210115'), ""]).encode()
    small, large = (BytesIO(file() + one * count) for count in (1_000, 6_000))
    assert peak(lambda: sie.check(large)) < 1.1 * peak(lambda: sie.check(small))


def test_a_reading_does():
    one = "\n".join([*voucher(*BALANCED, head='#VER "" "" 20210115'), ""]).encode()
    small, large = (BytesIO(file() + one * count) for count in (500, 2_000))
    assert peak(lambda: sie.read(large)) > 2 * peak(lambda: sie.read(small))

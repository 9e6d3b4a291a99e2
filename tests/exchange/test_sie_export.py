"""The ledger as a SIE file: our own check finds nothing, and what is read back is the ledger."""

from collections import Counter
from datetime import date
from io import BytesIO

import pytest

from enslinje.budget import queries
from enslinje.budget.statements import LedgerNotFound
from enslinje.exchange import sie, sie_export
from enslinje.exchange.sie_amounts import differences, voucher_amounts

pytestmark = pytest.mark.stockholm
DAY = date(2026, 1, 2)


@pytest.fixture
def written():
    return sie_export.exported(2021, on=DAY)


def test_our_own_check_finds_no_fault_and_no_remark(written):
    report = sie.check(BytesIO(written))
    assert (report.faults, report.remarks) == ((), ())
    assert report.counts["#VER"] == len({row.number for row in queries.postings(year=2021)})


def test_an_ore_more_is_found(written):
    row = next(line for line in written.splitlines() if line.startswith(b"#TRANS"))
    wrong = written.replace(row, row.rpartition(b" ")[0] + b" 0.01", 1)
    assert sie.check(BytesIO(wrong)).faults


def test_what_is_read_back_is_the_ledger(written):
    document = sie.load(BytesIO(written))
    numbers = sie_export.account_numbers(queries.accounts().values())
    ledger, read = Counter(), Counter()
    for row in queries.postings(year=2021):
        ledger[numbers[row.account], row.body, row.earmark, row.line, row.project] += row.amount
    for one in voucher_amounts(document):
        codes = (one.codes.get(name, "") for name in ("1", "22", "20", "6"))
        read[(one.account, *codes)] -= one.amount_ore
    assert read == ledger
    assert sum(read.values()) == 0
    assert differences(document, voucher_amounts(document)) == ()


def test_written_again_it_is_the_same_bytes(written):
    assert sie.write(sie.load(BytesIO(written))) == written
    assert sie_export.exported(2021, on=DAY) == written


def test_every_account_has_a_number_of_its_own():
    numbers = sie_export.account_numbers(queries.accounts().values())
    assert len(set(numbers.values())) == len(numbers) > 5


def test_a_year_without_a_ledger_has_no_file():
    with pytest.raises(LedgerNotFound):
        sie_export.exported(1999, on=DAY)

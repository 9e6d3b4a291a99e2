"""The example files, one of each type and encoding, read to what was written in them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from enslinje.exchange import sie
from enslinje.exchange.sie.model import (
    Account,
    AccountKind,
    Address,
    Balance,
    BalanceKind,
    Dimension,
    FiscalYear,
    ObjectRef,
    Period,
    PeriodAmount,
    PeriodKind,
    Row,
    RowKind,
    SieType,
    Unknown,
)

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize(
    ("name", "sie_type", "encoding", "is_import"),
    [
        ("arssaldon.se", SieType.YEARS, sie.Encoding.CP437, False),
        ("periodsaldon.se", SieType.PERIODS, sie.Encoding.WINDOWS_1252, False),
        ("objektsaldon.se", SieType.OBJECTS, sie.Encoding.UTF_8, False),
        ("verifikationer.se", SieType.VOUCHERS, sie.Encoding.CP437, False),
        ("forsystem.si", SieType.VOUCHERS, sie.Encoding.UTF_8, True),
    ],
)
def test_what_a_file_is(name, sie_type, encoding, is_import):
    report = sie.check(FILES / name)
    assert report.is_whole
    assert (report.sie_type, report.bytes.encoding) == (sie_type, encoding)
    assert report.is_import is is_import


def test_balances_of_years():
    document = sie.load(FILES / "arssaldon.se")
    assert document.header.comments == ('Bokslut efter "första" granskningen',)
    assert document.header.address == Address(
        "Åsa Öberg", "Storgatan 1", "123 45 Småköping", "012-34 56 78"
    )
    assert document.years[1] == FiscalYear(-1, date(2019, 1, 1), date(2019, 12, 31))
    assert document.accounts[4] == Account(
        "5120", "Elström för belysning", AccountKind.COST, "kWh", ("7513",)
    )
    assert document.balances[1] == Balance(BalanceKind.OPENING, 0, "1930", 250_000_50)
    assert document.balances[8] == Balance(
        BalanceKind.RESULT, 0, "5120", 25_000_50, quantity=Decimal("8125.5")
    )
    assert document.balances[9].amount_ore == -70_000_00
    assert document.balances[9].line == 43


def test_balances_of_periods():
    document = sie.load(FILES / "periodsaldon.se")
    assert document.accounts[2].name == "Lokalhyra – förskola"
    actual = [one.amount_ore for one in document.periods if one.kind is PeriodKind.ACTUAL]
    assert sum(actual) == 47_500_10
    assert document.periods[6] == PeriodAmount(
        PeriodKind.BUDGET, 0, Period(2021, 1), "3111", -750_00
    )


def test_balances_of_objects_in_lower_case_and_without_a_last_end_of_line():
    document = sie.load(FILES / "objektsaldon.se")
    assert document.dimensions == (
        Dimension(1, "Ansvar"),
        Dimension(20, "Verksamhet"),
        Dimension(21, "Aktivitet", 20),
    )
    assert document.accounts[1].name == "Lön"
    assert document.periods[-1].objects == (ObjectRef(1, "200"),)
    assert document.periods[-2].objects == (ObjectRef(1, "100"),)
    assert len(document.periods) == 8


def test_vouchers():
    document = sie.load(FILES / "verifikationer.se")
    first, second = document.vouchers
    assert document.has_checksum
    assert document.unknown == (Unknown("#VISMA_EGEN", ("okänd post", ("1", "10"), "17")),)
    assert (first.series, first.number, first.dated) == ("A", "1", date(2021, 1, 31))
    assert (first.registered_on, first.signature) == (date(2021, 2, 2), "Åsa Ö")
    assert first.rows[1] == Row(
        RowKind.POSTED,
        "3911",
        -14_500_00,
        (ObjectRef(1, "10"),),
        date(2021, 1, 31),
        "Område Väst",
        Decimal(12),
    )
    assert [row.kind for row in second.rows] == ["#BTRANS", "#TRANS", "#RTRANS", "#TRANS", "#TRANS"]
    assert [row.amount_ore for row in second.posted] == [8_000_00, -4_000_00, -4_000_00]
    assert second.rows[1].objects == (ObjectRef(1, "10"), ObjectRef(6, "P-7"))


def test_vouchers_for_another_system():
    (voucher,) = sie.load(FILES / "forsystem.si").vouchers
    assert (voucher.series, voucher.number, voucher.text) == ("", "", "Hyror, februari")
    assert [row.amount_ore for row in voucher.rows] == [100_10, -100_10]

"""The budget and the actuals of SIE files: counted once, however they are parted."""

from pathlib import Path

import pytest

from enslinje.exchange import sie
from enslinje.exchange.code_map import Rule, Target, map_amounts
from enslinje.exchange.sie.model import PeriodKind
from enslinje.exchange.sie_amounts import (
    Difference,
    differences,
    period_amounts,
    voucher_amounts,
    year_of,
)
from tests.exchange.sie.files_by_hand import BALANCED, file, voucher

FILES = Path(__file__).parent / "sie" / "files"


def said(amounts):
    return [(one.account, dict(one.codes), one.amount_ore) for one in amounts]


def test_parts_of_a_dimension_and_the_rest_make_the_whole():
    document = sie.load(FILES / "objektsaldon.se")
    assert said(period_amounts(document, PeriodKind.ACTUAL, [1])) == [
        ("5011", {"1": "100"}, 1_800_000),
        ("5011", {"1": "200"}, 1_200_000),
    ]
    assert said(period_amounts(document, PeriodKind.ACTUAL, [20])) == [
        ("5011", {"20": "4401"}, 1_800_000),
        ("5011", {}, 1_200_000),
    ]
    assert said(period_amounts(document, PeriodKind.BUDGET)) == [("5011", {}, 3_100_000)]


@pytest.mark.parametrize("dimensions", [[], [1], [20], [21], [1, 20]])
def test_however_it_is_parted_the_sum_is_the_same(dimensions):
    document = sie.load(FILES / "objektsaldon.se")
    amounts = period_amounts(document, PeriodKind.ACTUAL, dimensions)
    assert sum(one.amount_ore for one in amounts) == 3_000_000
    assert differences(document, amounts) == ()


def test_parts_without_a_whole_are_the_whole():
    document = sie.load(file("#PSALDO 0 202101 3911 {1 10} 5.00", sie_type="3"))
    assert said(period_amounts(document, PeriodKind.ACTUAL, [1])) == [("3911", {"1": "10"}, 500)]


def test_rows_of_two_objects_are_for_rules_that_ask_for_both():
    lines = (
        "#PSALDO 0 202101 3911 {} 9.00",
        "#PSALDO 0 202101 3911 {20 44 1 10} 5.00",
        "#PSALDO 0 202101 3911 {1 10} 6.00",
    )
    document = sie.load(file(*lines, sie_type="3"))
    assert said(period_amounts(document, PeriodKind.ACTUAL, [1, 20])) == [
        ("3911", {"20": "44", "1": "10"}, 500),
        ("3911", {}, 400),
    ]


def test_a_month_and_a_year_by_themselves():
    document = sie.load(FILES / "periodsaldon.se")
    amounts = period_amounts(document, PeriodKind.ACTUAL)
    assert {(one.year, one.period) for one in amounts} == {(2021, 202101), (2021, 202102)}
    assert period_amounts(document, PeriodKind.ACTUAL, year=-1) == ()


def test_vouchers_have_every_object_and_only_rows_that_count():
    document = sie.load(FILES / "verifikationer.se")
    amounts = voucher_amounts(document)
    assert said(amounts)[2] == ("5170", {"1": "10", "6": "P-7"}, 800_000)
    assert [one.period for one in amounts] == [202101, 202101, 202102, 202102, 202102]
    assert sum(one.amount_ore for one in amounts) == 0
    assert differences(document, amounts) == ()


def test_vouchers_of_another_year_are_not_of_this():
    older = voucher(*BALANCED, head="#VER A 1 20200115")
    document = sie.load(file(*older))
    assert voucher_amounts(document) == ()
    assert [one.year for one in voucher_amounts(document, year=-1)] == [2020, 2020]


def test_what_does_not_sum_to_the_files_own_results_is_told():
    document = sie.load(file("#RES 0 3911 -120.00", *voucher(*BALANCED)))
    found = differences(document, voucher_amounts(document))
    assert found == (Difference("3911", -12_000, -10_000, 14),)


def test_a_file_for_another_system_has_the_year_of_its_vouchers():
    document = sie.load(FILES / "forsystem.si")
    assert year_of(document, 0) == 2021
    assert len(voucher_amounts(document)) == 2


def test_from_file_to_bodies_and_lines():
    rules = (
        Rule({Target.LINE: "forskola"}),
        Rule({Target.BODY: "SKOLA"}, dimension="1", code="100"),
        Rule({Target.BODY: "VARD"}, dimension="1", code="200"),
    )
    document = sie.load(FILES / "objektsaldon.se")
    found = map_amounts(period_amounts(document, PeriodKind.BUDGET, [1]), rules)
    assert [(row.body, row.line, row.amount_ore) for row in found.rows] == [
        ("SKOLA", "forskola", 1_900_000),
        ("VARD", "forskola", 1_200_000),
    ]
    assert found.ties
    assert found.uncovered == ()

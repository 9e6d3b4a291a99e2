"""Amounts of the council's budget in every Swedish form, and files that nobody expects."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enslinje.budget.models import LedgerTransaction
from enslinje.core.money import Unit
from enslinje.exchange.cells import Style, Unreadable
from enslinje.exchange.council_budget_rows import amount_in
from enslinje.exchange.faults import DataSetRefused
from tests.exchange.test_council_budget_files import (  # noqa: F401 - a fixture among them
    BUDGET,
    look,
    recorded_accounts,
    workbook,
)
from tests.stress.sizes import both
from tests.web.targets.kinds import made
from tests.web.targets.malformed import Ours


@settings(max_examples=200, deadline=None)
@given(st.integers(-(10**14), 10**14), st.sampled_from(["", " kr", " tkr", " mnkr"]))
def test_an_amount_is_read_in_every_swedish_form(ore, written_unit):
    unit = {"": Unit.KR, " kr": Unit.KR, " tkr": Unit.TKR, " mnkr": Unit.MNKR}[written_unit]
    decimals = len(str(unit.value)) - 1
    whole, rest = divmod(abs(ore), unit.value)
    plain = f"{whole:,}".replace(",", " ")
    fraction = f",{rest:0{decimals}d}".rstrip("0") if rest else ""
    for sign in ("-", "−") if ore < 0 else ("",):
        text = f"{sign}{plain}{fraction}{written_unit}"
        assert amount_in(Unit.KR)(text, Style.COMMA) == ore
    pointed = f"{'-' if ore < 0 else ''}{whole}{fraction.replace(',', '.')}{written_unit}"
    assert amount_in(Unit.KR)(pointed, Style.POINT) == ore


def test_a_point_is_a_decimal_only_where_commas_part_the_cells():
    assert amount_in(Unit.KR)("1234.50", Style.POINT) == 123_450
    with pytest.raises(Unreadable):
        amount_in(Unit.KR)("1234.50", Style.COMMA)


@pytest.mark.django_db
@pytest.mark.usefixtures("recorded_accounts")
@pytest.mark.parametrize("files", both(sample=150, full=10_000))
def test_malformed_files_are_told_and_nothing_breaks(files):
    ours, refused_files = Ours(workbook(BUDGET), BUDGET.encode()), 0
    for number in range(files):
        kind, file = made(number, ours)
        try:
            found = look(file.content, name=file.name)
            told = found.faults
        except DataSetRefused as refusal:
            told = refusal.faults
        for fault in told:
            assert fault.sentence.startswith(file.name), (kind, fault.sentence)
            assert fault.remedy.endswith("."), (kind, fault.sentence)
        refused_files += bool(told)
    assert refused_files > files / 4
    assert not LedgerTransaction.objects.exists()

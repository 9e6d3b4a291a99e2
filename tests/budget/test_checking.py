"""`enslinje budget check`: each invariant is seen to be broken when what keeps it is taken away."""

from contextlib import contextmanager

import pytest
from django.db import connection

from enslinje.budget import checking, drafts, operations
from enslinje.budget.models import Account, LedgerTransaction, Posting, ReserveBalance
from enslinje.budget.statements import LedgerNotFound
from enslinje.core.budget_terms import ControlResponse, ControlRule
from enslinje.journal import triggers
from tests.budget_town import FINN, STATED, draw, draw_draft, ks, reverse
from tests.journal.protections import without_check
from tests.town import YEAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_money")]


@pytest.fixture
def posted(recorded_money, db):
    draw(300)
    reverse(2)
    draw(200)
    gross = drafts.GrossUpDraft(
        body="SKOLA", income_ore=9, costs_ore=9, decision=ks(), text="Bidrag"
    )
    operations.gross_up(actor=FINN, year=YEAR, gross_ups=[gross])
    interest = drafts.InterestDraft(body="SKOLA", amount_ore=6, decision=ks(), text="Ränta")
    operations.charge_interest(actor=FINN, year=YEAR, central_finance="KS", interests=[interest])


@contextmanager
def without_constraints():
    """The number is part of the id: taken away for the damage, rolled back after."""
    with without_check("budget_ledgertransaction", "ledgertransaction_id_is_year_and_number"):
        yield


def found():
    return {breach.check for breach in checking.check(YEAR).breaches}


def legs(number, **which):
    return Posting.objects.filter(transaction__number=number, **which)


def test_a_good_ledger_has_no_breach(posted):
    checked = checking.check(YEAR)
    assert (checked.breaches, checked.transactions) == ((), 6)
    assert checked.checks == 19


DAMAGE = {
    "balance": lambda: legs(4, account__code="costs").update(amount_ore=-199),
    "planes": lambda: legs(4, account__code="costs").update(
        account=Account.objects.get(code="capex")
    ),
    "gross-up-net": lambda: legs(5, account__code="costs").update(body=None),
    "gross-up-reserve": lambda: legs(5, account__code="costs").update(
        account=Account.objects.get(code="CM2")
    ),
    "internal": lambda: legs(6, amount_ore__gt=0).update(account=Account.objects.get(code="costs")),
    "reversal": lambda: legs(3).update(project="annat"),
    "numbers": lambda: LedgerTransaction.objects.filter(number=6).update(number=7),
    "overdrawn": lambda: legs(1, account__code="CM2").update(amount_ore=-100),
    "kept-balance": lambda: ReserveBalance.objects.filter(account__code="CM2").update(
        balance_ore=1
    ),
    "equity": lambda: legs(1, account__code="equity").update(amount_ore=-1),
    "reserve-not-set-up": lambda: Account.objects.filter(code="costs").update(reserve_number=9),
}


@pytest.mark.parametrize("check", DAMAGE)
def test_what_is_damaged_behind_the_back_of_everything_is_found(posted, check):
    with triggers.suspended(connection), without_constraints():
        DAMAGE[check]()
        assert check in found()


def test_caps_are_told_also_when_they_only_warn(posted):
    warn = [
        drafts.ControlDraft(rule=rule, response=ControlResponse.WARN)
        for rule in (ControlRule.EARMARK_EXCEEDED, ControlRule.DECISION_EXCEEDED)
    ]
    operations.set_controls(actor=FINN, year=YEAR, controls=warn)
    earmark = drafts.EarmarkDraft(
        code="E", reserve="CM2", purpose="x", set_aside_ore=1, basis=STATED
    )
    operations.set_aside(actor=FINN, year=YEAR, earmarks=[earmark])
    named = drafts.DecidedAmountDraft(decision=ks(7), amount_ore=1, basis=STATED)
    operations.name_decided_amounts(actor=FINN, year=YEAR, amounts=[named])
    draft = draw_draft(5, earmark="E", decision=ks(7))
    operations.draw_reserves(actor=FINN, year=YEAR, draws=[draft])
    assert found() == {"earmark-exceeded", "decision-exceeded"}


def test_a_year_without_a_ledger_is_told_with_those_that_have_one():
    with pytest.raises(LedgerNotFound, match="Bokförda år: 2021"):
        checking.check(1999)

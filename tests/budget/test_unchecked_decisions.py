"""No money rests on a decision that only its recorder has seen."""

import pytest
from django.db import IntegrityError, connection, transaction

from enslinje.budget import checking, drafts, operations
from enslinje.budget.models import DecidedAmount, LedgerTransaction, Petition
from enslinje.core.budget_terms import PetitionKind
from enslinje.core.terms import DecisionOutcome
from enslinje.journal import triggers
from enslinje.organisation import operations as organisation_operations
from enslinje.organisation import queries
from enslinje.organisation.drafts import CheckDraft
from enslinje.organisation.errors import DecisionNotChecked
from tests.budget_town import FINN, KR, STATED, decision, draw
from tests.town import KIM, LOADER, YEAR, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_money", "unchecked")]

ITEM = ("KS 2021/2", 2)


@pytest.fixture
def unchecked():
    organisation_operations.record_decisions(
        actor=LOADER, decisions=[decision(*ITEM, "KS", checked_by="")]
    )
    asked = drafts.PetitionDraft(
        code="P1",
        kind=PetitionKind.ADJUSTMENT,
        purpose="Fler lärare",
        body="SKOLA",
        reserve="CM2",
        account="costs",
        asked_ore=500 * KR,
        basis=STATED,
    )
    operations.state_petitions(actor=KIM, year=YEAR, petitions=[asked])


def grant():
    draft = drafts.GrantDraft(
        code="P1", granted_ore=300 * KR, outcome=DecisionOutcome.GRANTED, decision=ITEM
    )
    return operations.grant_petitions(actor=FINN, year=YEAR, grants=[draft])


def name_amount():
    named = drafts.DecidedAmountDraft(decision=ITEM, amount_ore=9, basis=STATED)
    return operations.name_decided_amounts(actor=FINN, year=YEAR, amounts=[named])


def draw_it():
    return draw(200 * KR, decision=ITEM)


WRITES = {LedgerTransaction: draw_it, Petition: grant, DecidedAmount: name_amount}


def check():
    draft = CheckDraft(case_number=ITEM[0], item_no=ITEM[1])
    organisation_operations.check_decisions(actor=LOADER, decisions=[draft])


@pytest.mark.parametrize("model", WRITES)
def test_it_is_refused_in_words_until_another_has_checked_it(model):
    there = model.objects.count()
    found = refused(DecisionNotChecked, WRITES[model])
    assert (found.column, found.value) == ("decision", "KS 2021/2 2")
    assert model.objects.count() == there
    check()
    WRITES[model]()
    assert model.objects.count() == there + 1


@pytest.mark.parametrize("model", WRITES)
def test_without_asking_the_database_refuses_it_and_without_both_it_goes_through(
    model, monkeypatch
):
    monkeypatch.setattr(queries, "may_rest_on", lambda key, found, **_told: found[key])
    with pytest.raises(IntegrityError, match="the decision is not checked"), transaction.atomic():
        WRITES[model]()
    there = model.objects.count()
    with triggers.suspended(connection):
        WRITES[model]()
    assert model.objects.count() == there + 1


def test_what_slipped_through_is_found(monkeypatch):
    monkeypatch.setattr(queries, "may_rest_on", lambda key, found, **_told: found[key])
    with triggers.suspended(connection):
        draw_it()

    assert {one.check for one in checking.check(YEAR).breaches} == {"decision-not-checked"}

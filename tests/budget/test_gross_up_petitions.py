"""Gross-ups that bodies report: income and costs alike, by category, out of no reserve."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from enslinje.budget import drafts, errors, operations, queries, statements
from enslinje.budget.operations import petitions
from enslinje.core.budget_terms import GrossUpCategory, PetitionKind, Phase, StatementRow
from enslinje.core.gross_ups import Raised
from enslinje.core.terms import DecisionOutcome
from tests.budget_town import FINN, KR, REJECTED, gross_up, ks
from tests.town import KIM, LOADER, YEAR, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_money")]


def report(*, actor=KIM, key=None, **changes):
    petition = gross_up(**changes)
    return operations.state_petitions(actor=actor, year=YEAR, petitions=[petition], key=key)


def reported():
    (row,) = queries.petitions(year=YEAR)
    return row


def test_it_says_its_category_and_how_much_is_depreciation():
    report()
    row = reported()
    assert (row.kind, row.category) == (PetitionKind.GROSS_UP, GrossUpCategory.STATE_GRANTS)
    assert (row.asked, row.depreciation, row.reserve) == (500 * KR, 100 * KR, "")


def endorse(ore, code="P1"):
    word = drafts.EndorsementDraft(code=code, endorsed_ore=ore)
    return operations.endorse_petitions(actor=FINN, year=YEAR, endorsements=[word])


def proposed(phase=Phase.ENDORSED, body="SKOLA"):
    found = statements.statement(YEAR, body=body, phase=phase)
    rows = ("income", "costs", "depreciation", "net_cost")
    return tuple(found.amount(row, "gross_ups") for row in rows)


def test_asked_endorsed_and_granted_are_kept_apart_and_what_it_says_stays():
    report()
    endorse(400 * KR)
    decided = drafts.GrantDraft(
        code="P1", granted_ore=300 * KR, outcome=DecisionOutcome.GRANTED_WITH_CHANGE, decision=ks()
    )
    operations.grant_petitions(actor=FINN, year=YEAR, grants=[decided])
    row = reported()
    assert (row.asked, row.endorsed, row.granted) == (500 * KR, 400 * KR, 300 * KR)
    assert (row.category, row.depreciation) == (GrossUpCategory.STATE_GRANTS, 100 * KR)
    assert not [one for one in queries.postings(year=YEAR) if one.kind == "gross_up"]


def test_what_is_endorsed_stands_in_the_proposal_as_it_would_be_posted():
    report()
    assert proposed() == (0, 0, 0, 0)
    endorse(500 * KR)
    assert proposed() == (500 * KR, -400 * KR, -100 * KR, 0)
    assert proposed(Phase.GRANTED) == (0, 0, 0, 0)

    reject = drafts.GrantDraft(
        code="P1", granted_ore=0, outcome=DecisionOutcome.REJECTED, decision=REJECTED
    )
    operations.grant_petitions(actor=FINN, year=YEAR, grants=[reject])
    assert proposed() == (0, 0, 0, 0)
    posted = drafts.GrossUpDraft(
        body="SKOLA",
        income_ore=500 * KR,
        costs_ore=400 * KR,
        depreciation_ore=100 * KR,
        decision=ks(),
        text="Statsbidrag",
    )
    operations.gross_up(actor=FINN, year=YEAR, gross_ups=[posted])
    assert proposed(Phase.GRANTED) == (500 * KR, -400 * KR, -100 * KR, 0)


def test_of_a_part_that_is_endorsed_the_net_is_zero_too():
    report()
    endorse(333 * KR + 1)
    income, costs, depreciation, net = proposed()
    assert (income, costs + depreciation, net) == (333 * KR + 1, -(333 * KR + 1), 0)
    assert depreciation == -6660


def test_one_that_no_row_has_an_account_for_stands_nowhere(monkeypatch):
    report()
    endorse(500 * KR)
    known = queries.accounts()
    without = {code: one for code, one in known.items() if one.row is not StatementRow.DEPRECIATION}
    monkeypatch.setattr(queries, "accounts", lambda: without)
    assert proposed() == (0, 0, 0, 0)


def test_costs_that_nobody_has_said_rise_as_much_as_the_income():
    report(costs_ore=None)
    assert reported().raised(500 * KR) == Raised(500 * KR, 400 * KR, 100 * KR)


def test_a_new_one_is_given_the_first_free_code_and_sent_twice_is_recorded_once():
    report(code="SKOLA-1")
    key = uuid4()
    for _again in range(2):
        report(code="", key=key)
    assert [row.code for row in queries.petitions(year=YEAR)] == ["SKOLA-1", "SKOLA-2"]


def test_two_new_ones_of_a_batch_get_codes_of_their_own():
    both = [gross_up(code=""), gross_up(code="")]
    operations.state_petitions(actor=KIM, year=YEAR, petitions=both)
    assert [row.code for row in queries.petitions(year=YEAR)] == ["SKOLA-1", "SKOLA-2"]


def test_an_old_base_is_a_conflict_that_says_what_both_changed():
    report()
    seen = reported().pk
    report(asked_ore=600 * KR, costs_ore=500 * KR, seen=seen)
    mine = {"category": GrossUpCategory.FEES, "asked_ore": 700 * KR, "costs_ore": 600 * KR}
    refusal = refused(errors.PetitionConflict, lambda: report(seen=seen, **mine))
    assert {one.name for one in refusal.differences} >= {"category", "asked_ore"}
    assert reported().asked == 600 * KR


def test_one_that_changes_the_net_cost_is_refused_with_the_difference_and_the_way_out():
    refusal = refused(errors.TransactionUnlawful, lambda: report(costs_ore=300 * KR))
    assert "ändrar nettokostnaden för SKOLA med 0,0001 mnkr" in refusal.what
    assert "sök skillnaden som budgetjustering" in refusal.remedy
    assert refusal.column == "costs_ore"
    assert queries.petitions(year=YEAR) == ()


@pytest.mark.parametrize(
    ("changes", "said", "column"),
    [
        ({"reserve": "CM2"}, "tar inget ur en reserv: CM2", "reserve"),
        ({"body": ""}, "har inget organ", "body"),
        ({"category": None}, "inte vad omslutningsförändringen beror på", "category"),
        ({"depreciation_ore": 600 * KR, "costs_ore": None}, "nettokostnaden", "costs_ore"),
        ({"asked_ore": None}, "nettokostnaden", "costs_ore"),
        ({"asked_ore": 0, "costs_ore": 0, "depreciation_ore": 0}, "ändrar inget", "asked_ore"),
        ({"kind": PetitionKind.ADJUSTMENT}, "Bara en omslutningsförändring", "kind"),
    ],
)
def test_what_is_no_gross_up_is_refused_with_a_sentence(changes, said, column):
    refusal = refused(errors.TransactionUnlawful, lambda: report(actor=LOADER, **changes))
    assert {one.column for one in refusal.all} == {column}
    assert said in refusal.what
    assert queries.petitions(year=YEAR) == ()


@pytest.mark.parametrize("column", ["costs_ore", "depreciation_ore"])
def test_an_amount_is_a_size(column):
    refused(errors.AmountOutOfRange, lambda: report(**{column: -1}))


# The controls ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"reserve": "CM2"},
        {"body": ""},
        {"category": None},
        {"kind": PetitionKind.ADJUSTMENT},
        {"depreciation_ore": 501 * KR},
        {"asked_ore": None},
        {"depreciation_ore": -1},
    ],
)
def test_without_asking_the_database_refuses_it(changes, monkeypatch):
    monkeypatch.setattr(petitions, "check_gross_up", lambda *_given, **_more: None)
    with pytest.raises(IntegrityError), transaction.atomic():
        report(actor=LOADER, **changes)
    assert queries.petitions(year=YEAR) == ()


def test_without_asking_what_changes_the_net_cost_would_be_taken_as_if_it_did_not(monkeypatch):
    monkeypatch.setattr(petitions, "check_gross_up", lambda *_given, **_more: None)
    report(costs_ore=300 * KR)
    assert reported().raised(500 * KR) == Raised(500 * KR, 400 * KR, 100 * KR)


def test_without_a_code_given_where_it_is_recorded_none_would_be_recorded(monkeypatch):
    monkeypatch.setattr(petitions, "numbered", lambda drafts, **_more: list(drafts))
    with pytest.raises(IntegrityError), transaction.atomic():
        report(code="")

"""The ledger through its operations: what is written, and what is refused without a trace."""

from uuid import uuid4

import pytest

from enslinje.budget import drafts, errors, operations, queries
from enslinje.budget.models import LedgerTransaction, Posting, ReserveBalance
from enslinje.core.budget_terms import (
    ControlResponse,
    ControlRule,
    StatementColumn,
    TransactionKind,
)
from enslinje.core.policy import NotAllowed
from enslinje.journal.errors import KeyReused
from enslinje.journal.models import ChangeSet, LogEntry
from enslinje.journal.verification import verify
from enslinje.organisation.errors import UnknownBody, UnknownDecision
from tests.budget_town import (
    FINN,
    KF,
    KR,
    OPENING,
    REJECTED,
    SKOLA_ITEM,
    STATED,
    UNDECIDED,
    change,
    council_budget,
    draw,
    draw_draft,
    ks,
    leg,
    post,
    reverse,
)
from tests.town import KIM, YEAR, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_money")]

GROSS_UP, VIREMENT = TransactionKind.GROSS_UP, TransactionKind.VIREMENT


def balance(code="CM2"):
    return ReserveBalance.objects.get(account__code=code, year=YEAR).balance_ore


def legs():
    return [(row.number, row.account, row.body, row.amount) for row in queries.postings(year=YEAR)]


def test_the_council_s_budget_opens_the_reserve():
    assert balance() == OPENING
    assert sum(amount for *_where, amount in legs()) == 0
    first = LedgerTransaction.objects.get()
    assert (first.pk, first.year, first.number) == (2_021_000_001, 2021, 1)
    assert first.decision.case_number == "KF 2020/1"


def test_a_draw_pays_for_costs_and_leaves_the_rest():
    receipt = draw(300 * KR)

    assert receipt.rows == (2_021_000_002,)
    assert balance() == 700 * KR
    assert legs()[-2:] == [(2, "CM2", "", 300 * KR), (2, "costs", "SKOLA", -300 * KR)]
    assert verify().faults == ()


def test_all_that_is_left_may_be_drawn_and_not_an_ore_more():
    draw(OPENING - 1)
    refusal = refused(errors.ReserveOverdrawn, lambda: draw(2))
    assert "0,00000001 mnkr kvar" in refusal.what
    assert refusal.remedy.startswith("Minska beloppet med minst 0,00000001 mnkr")
    draw(1)
    assert balance() == 0
    refused(errors.ReserveOverdrawn, lambda: draw(1))


def test_a_batch_is_asked_for_draw_by_draw_and_refused_whole():
    wanted = [draw_draft(600 * KR), draw_draft(500 * KR), draw_draft(400 * KR, "PARK")]

    refusal = refused(
        errors.ReserveOverdrawn,
        lambda: operations.draw_reserves(actor=FINN, year=YEAR, draws=wanted),
    )

    assert [one.row for one in refusal.all] == [1]
    assert balance() == OPENING


def test_what_is_given_back_in_the_same_batch_may_be_drawn_only_after_it():
    more = change(leg("CM2", -500 * KR), leg("taxes", 500 * KR), decision=KF)
    big = change(leg("CM2", 1200 * KR), leg("costs", -1200 * KR, "SKOLA"))
    refused(errors.ReserveOverdrawn, lambda: post(big, more))
    post(more, big)
    assert balance() == 300 * KR


def test_a_reserve_whose_opening_is_unknown_has_drawings_and_no_balance():
    draw(10**12, reserve="CM4", account="capex")
    assert balance("CM4") is None
    (reserve,) = [row for row in queries.reserves(year=YEAR) if row.number == 4]
    assert (reserve.is_opening_known, reserve.balance) == (False, None)


@pytest.mark.parametrize(
    ("transaction", "refusal"),
    [
        (change(leg("CM2", 5), leg("costs", -4, "SKOLA")), errors.TransactionUnlawful),
        (change(leg("CM2", 5)), errors.TransactionUnlawful),
        (change(leg("CM2", 5), leg("capex", -5, "SKOLA")), errors.TransactionUnlawful),
        (change(leg("CM9", 5), leg("costs", -5)), errors.UnknownAccount),
        (change(leg("CM2", 5), leg("costs", -5, "NOBODY")), UnknownBody),
        (change(leg("CM2", 5), leg("costs", -5, "SKOLA", line="9")), errors.UnknownLine),
        (change(leg("CM2", 5, earmark="E"), leg("costs", -5, "SKOLA")), errors.UnknownEarmark),
        (change(leg("CM2", 5), leg("costs", -5), decision=("KS 1", 1)), UnknownDecision),
        (change(leg("CM2", 5), leg("costs", -5), decision=UNDECIDED), errors.DecisionNotGranted),
        (change(leg("CM2", 5), leg("costs", -5), decision=REJECTED), errors.DecisionNotGranted),
        (
            change(leg("CM2", 5, year=2022), leg("costs", -5, "SKOLA", year=2022)),
            errors.UnknownReserve,
        ),
    ],
)
def test_what_is_wrong_is_refused_and_leaves_nothing(transaction, refusal):
    refused(refusal, lambda: post(transaction))


@pytest.mark.parametrize(
    "transaction",
    [
        change(leg("costs", 5, "PARK"), leg("costs", -5, "SKOLA"), kind=VIREMENT),
        change(leg("costs", 5, "PARK"), leg("costs", -5, "SKOLA")),
        change(leg("CM2", -5), leg("costs", 5, "SKOLA")),
        change(leg("taxes", 5), leg("equity", -5), kind=TransactionKind.COUNCIL_BUDGET),
    ],
)
def test_what_crosses_an_appropriation_line_takes_the_council(transaction):
    refusal = refused(errors.NotTheDecider, lambda: post(transaction))
    assert refusal.remedy == "Hänskjut det till: kommunfullmäktige."
    from dataclasses import replace

    assert post(replace(transaction, decision=KF)).rows


def test_within_a_line_the_body_decides_itself_and_for_nobody_else():
    def moved(body):
        legs = (leg("costs", 5, body), leg("depreciation", -5, body))
        return change(*legs, kind=VIREMENT, decision=SKOLA_ITEM)

    post(moved("SKOLA"))
    refused(errors.NotTheDecider, lambda: post(moved("PARK")))


def test_lines_of_a_body_are_apart_from_each_other():
    operations.name_lines(
        actor=FINN,
        year=YEAR,
        lines=[drafts.LineDraft(body="SKOLA", code=code, name=code) for code in ("1", "2")],
    )
    moved = change(
        leg("costs", 5, "SKOLA", line="1"),
        leg("costs", -5, "SKOLA", line="2"),
        kind=VIREMENT,
        decision=SKOLA_ITEM,
    )
    refused(errors.NotTheDecider, lambda: post(moved))


# Gross-ups and interest -----------------------------------------------------------------------


def gross(**changes):
    given = {
        "body": "SKOLA",
        "income_ore": 900 * KR,
        "costs_ore": 700 * KR,
        "depreciation_ore": 200 * KR,
        "decision": ks(5),
        "text": "Statsbidrag",
    }
    draft = drafts.GrossUpDraft(**given | changes)
    return operations.gross_up(actor=FINN, year=YEAR, gross_ups=[draft])


def test_a_gross_up_raises_income_and_costs_alike():
    gross()
    assert legs()[-3:] == [
        (2, "income", "SKOLA", 900 * KR),
        (2, "costs", "SKOLA", -700 * KR),
        (2, "depreciation", "SKOLA", -200 * KR),
    ]
    assert balance() == OPENING


def test_one_that_changes_the_net_cost_is_refused_with_the_difference_and_the_way_out():
    refusal = refused(errors.TransactionUnlawful, lambda: gross(costs_ore=650 * KR))
    told = {one.what: one.remedy for one in refusal.all}
    (what,) = [one for one in told if "nettokostnaden" in one]
    assert what == "Omslutningsförändringen ändrar nettokostnaden för SKOLA med 0,00005 mnkr."
    assert "sök skillnaden som budgetjustering" in told[what]


def test_interest_is_income_of_the_central_finance_unit():
    operations.charge_interest(
        actor=FINN,
        year=YEAR,
        central_finance="KS",
        interests=[
            drafts.InterestDraft(body="SKOLA", amount_ore=63, decision=ks(4), text="Internränta")
        ],
    )
    assert legs()[-2:] == [(2, "interest", "SKOLA", -63), (2, "interest", "KS", 63)]


@pytest.mark.parametrize("amount", [-1, 10**16 + 1])
def test_a_size_is_no_negative_amount_and_not_too_large(amount):
    refused(errors.AmountOutOfRange, lambda: draw(amount))


# Reversals ------------------------------------------------------------------------------------


def test_a_reversal_gives_everything_back_and_changes_nothing():
    draw(300 * KR)
    before = legs()

    reverse(2)

    assert legs()[:-2] == before
    assert balance() == OPENING
    row = queries.postings(year=YEAR)[-1]
    assert (row.is_reversal, row.column) == (True, StatementColumn.ADJUSTMENTS)
    assert verify().faults == ()


def test_a_transaction_is_reversed_once_and_a_reversal_never():
    draw(300 * KR)
    reverse(2)
    refused(errors.AlreadyReversed, lambda: reverse(2))
    refused(errors.AlreadyReversed, lambda: reverse(3))
    refused(errors.UnknownTransaction, lambda: reverse(99))


def test_the_opening_of_a_reserve_that_has_been_drawn_cannot_be_reversed():
    draw(1)
    refused(errors.ReserveOverdrawn, lambda: reverse(1, by=KF))


def test_what_the_council_decided_only_the_council_reverses():
    refused(errors.NotTheDecider, lambda: reverse(1, by=ks(3)))
    reverse(1, by=KF)
    assert balance() == 0


# Controls -------------------------------------------------------------------------------------


def set_aside(amount):
    earmark = drafts.EarmarkDraft(
        code="E", reserve="CM2", purpose="Trygghet", set_aside_ore=amount, basis=STATED
    )
    operations.set_aside(actor=FINN, year=YEAR, earmarks=[earmark])


def respond(rule, response):
    control = drafts.ControlDraft(rule=rule, response=response)
    operations.set_controls(actor=FINN, year=YEAR, controls=[control])


def test_no_more_is_drawn_from_an_earmark_than_is_set_aside_unless_the_year_says_so():
    set_aside(100)
    draw(60, earmark="E")
    refusal = refused(errors.EarmarkExceeded, lambda: draw(50, earmark="E"))
    assert "överskrids med 0,0000001 mnkr" in refusal.what
    draw(40, earmark="E")
    respond(ControlRule.EARMARK_EXCEEDED, ControlResponse.WARN)
    draw(50, earmark="E")


def test_an_earmark_without_an_amount_has_no_cap():
    set_aside(None)
    draw(60, earmark="E")


def test_no_more_rests_on_a_decision_item_than_it_names():
    named = drafts.DecidedAmountDraft(decision=ks(), amount_ore=100, basis=STATED)
    operations.name_decided_amounts(actor=FINN, year=YEAR, amounts=[named])
    draw(60)
    draw(60, decision=ks(3))
    refusal = refused(errors.DecisionExceeded, lambda: draw(41))
    assert refusal.column == "decision"
    draw(40)
    reverse(2)
    draw(60)
    respond(ControlRule.DECISION_EXCEEDED, ControlResponse.IGNORE)
    draw(60)


# Who, once and traced -------------------------------------------------------------------------


def test_only_the_finance_officer_posts():
    refused(NotAllowed, lambda: post(council_budget(), actor=KIM))
    refused(NotAllowed, lambda: draw(1, actor=KIM))
    refused(NotAllowed, lambda: reverse(1, actor=KIM))


def test_a_repeat_gets_the_same_answer_and_draws_once():
    key = uuid4()
    first = draw(300 * KR, key=key)
    again = draw(300 * KR, key=key)
    assert (again.rows, again.is_repeat) == (first.rows, True)
    assert balance() == 700 * KR
    refused(KeyReused, lambda: draw(301 * KR, key=key))


def test_every_posting_is_in_the_decision_log():
    draw(300 * KR)
    entry = LogEntry.objects.latest("pk")
    assert "budget_posting" in entry.content
    assert "budget_ledgertransaction" in entry.content
    assert ChangeSet.objects.latest("pk").action == "post_transactions"


def test_a_kept_balance_can_be_worked_out_again():
    draw(300 * KR)
    ReserveBalance.objects.filter(account__code="CM2").update(balance_ore=5)
    operations.rebuild_balances(actor=FINN, year=YEAR)
    assert balance() == 700 * KR
    assert balance("CM4") is None


def test_every_column_of_a_draft_is_kept():
    transaction = change(
        leg("CM2", 5, activity_area="A1", project="P1", source_ref="s:1", note="n"),
        leg("costs", -5, "SKOLA"),
        source_ref="s:2",
        note="m",
        printed_as=StatementColumn.GROSS_UPS,
    )
    post(transaction)
    posting = Posting.objects.get(account__code="CM2", amount_ore=5)
    header = posting.transaction
    assert (posting.activity_area, posting.project) == ("A1", "P1")
    assert (posting.source_ref, posting.note) == ("s:1", "n")
    assert (header.source_ref, header.note, header.printed_as) == ("s:2", "m", "gross_ups")

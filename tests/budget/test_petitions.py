"""Petitions carry three amounts about the same thing, and none of them is in the ledger."""

from uuid import uuid4

import pytest

from enslinje.budget import drafts, errors, operations, queries, reserves, statements
from enslinje.budget.operations import petitions
from enslinje.core.actors import Actor, Source
from enslinje.core.budget_terms import ControlResponse, ControlRule, PetitionKind, Phase
from enslinje.core.policy import Holding, NotAllowed, Role
from enslinje.core.terms import DecisionOutcome, OccasionKind, OccasionState
from enslinje.organisation import operations as organisation_operations
from enslinje.organisation.errors import OccasionClosed, UnknownDecision
from tests.budget_town import FINN, KR, OPENING, REJECTED, STATED, UNDECIDED, draw, ks
from tests.town import KIM, LOADER, YEAR, occasion, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_money")]

GRANTED, CHANGED = DecisionOutcome.GRANTED, DecisionOutcome.GRANTED_WITH_CHANGE


def ask(asked=500 * KR, actor=KIM, **changes):
    given = {
        "code": "P1",
        "kind": PetitionKind.ADJUSTMENT,
        "purpose": "Fler lärare",
        "body": "SKOLA",
        "reserve": "CM2",
        "account": "costs",
        "asked_ore": asked,
        "basis": STATED,
    }
    draft = drafts.PetitionDraft(**given | changes)
    return operations.state_petitions(actor=actor, year=YEAR, petitions=[draft])


def endorse(ore, actor=FINN, **changes):
    draft = drafts.EndorsementDraft(**{"code": "P1", "endorsed_ore": ore} | changes)
    return operations.endorse_petitions(actor=actor, year=YEAR, endorsements=[draft])


def grant(ore, outcome=GRANTED, decision=None, actor=FINN, **changes):
    given = {
        "code": "P1",
        "granted_ore": ore,
        "outcome": outcome,
        "decision": decision or ks(),
    }
    draft = drafts.GrantDraft(**given | changes)
    return operations.grant_petitions(actor=actor, year=YEAR, grants=[draft])


def petition():
    (row,) = queries.petitions(year=YEAR)
    return row


def test_asked_endorsed_and_granted_are_kept_apart_and_draw_nothing():
    ask()
    endorse(400 * KR, reason="Tydlig koppling till målet")
    grant(300 * KR, CHANGED)

    row = petition()
    assert (row.asked, row.endorsed, row.granted) == (500 * KR, 400 * KR, 300 * KR)
    assert (row.outcome, row.decision.item_no) == (CHANGED, 2)
    assert row.reason == "Tydlig koppling till målet"
    assert reserves.reserve_year(2, year=YEAR).balance == OPENING


def test_what_is_not_said_is_not_zero():
    ask(None)
    assert (petition().asked, petition().endorsed) == (None, None)
    endorse(0)
    assert petition().endorsed == 0


def test_a_statement_with_what_is_endorsed_counts_it_until_it_is_decided_and_never_twice():
    ask()
    endorse(400 * KR)

    def adjusted(phase):
        found = statements.statement(YEAR, phase=phase)
        return found.amount("unforeseen_needs", "adjusted_budget")

    assert adjusted(Phase.GRANTED) == -OPENING
    assert adjusted(Phase.ENDORSED) == -OPENING + 400 * KR
    reserve = reserves.reserve_year(2, year=YEAR)
    assert (reserve.balance, reserve.endorsed) == (OPENING, 400 * KR)
    assert reserve.left_if_granted == OPENING - 400 * KR

    grant(300 * KR, CHANGED)
    draw(300 * KR)
    assert adjusted(Phase.GRANTED) == adjusted(Phase.ENDORSED) == -OPENING + 300 * KR
    assert reserves.reserve_year(2, year=YEAR).endorsed == 0


def test_a_rejected_petition_grants_nothing():
    ask()
    refused(errors.PetitionOutOfOrder, lambda: grant(5, DecisionOutcome.REJECTED, REJECTED))
    grant(0, DecisionOutcome.REJECTED, REJECTED)
    assert (petition().granted, petition().outcome) == (0, DecisionOutcome.REJECTED)


@pytest.mark.parametrize(
    ("decision", "refusal"),
    [
        (UNDECIDED, errors.DecisionNotGranted),
        (REJECTED, errors.DecisionNotGranted),
        (("KS", 1), UnknownDecision),
    ],
)
def test_money_is_granted_on_a_decision_that_grants(decision, refusal):
    ask()
    refused(refusal, lambda: grant(5, decision=decision))


def test_what_is_decided_stays_and_what_is_endorsed_is_not_asked_anew():
    ask()
    endorse(400 * KR)
    refused(errors.PetitionOutOfOrder, ask)
    grant(400 * KR)
    refused(errors.PetitionOutOfOrder, lambda: grant(1))
    refused(errors.PetitionOutOfOrder, lambda: endorse(1))
    refused(errors.UnknownPetition, lambda: grant(1, code="P9"))


def test_somebody_who_saw_an_older_petition_is_told():
    first = ask().rows[0]
    second = ask(600 * KR, seen=first).rows[0]
    conflict = refused(errors.PetitionConflict, lambda: ask(700 * KR, seen=first))
    assert conflict.theirs.pk == second


def test_more_than_a_reserve_has_is_endorsed_only_when_the_year_does_not_stop_it():
    ask(2 * OPENING)
    endorse(OPENING + 1)
    stop = drafts.ControlDraft(
        rule=ControlRule.ENDORSED_EXCEEDS_RESERVE, response=ControlResponse.STOP
    )
    operations.set_controls(actor=FINN, year=YEAR, controls=[stop])
    refusal = refused(errors.EndorsedTooMuch, lambda: endorse(OPENING + 1))
    assert "0,00000001 mnkr saknas" in refusal.what
    endorse(OPENING)


def test_the_body_asks_the_office_endorses_and_nobody_endorses_what_they_prepare():
    refused(NotAllowed, lambda: ask(actor=FINN))
    ask()
    refused(NotAllowed, lambda: endorse(1, actor=KIM))
    refused(NotAllowed, lambda: grant(1, actor=KIM))
    both = Actor(
        "bo", Source.PAGE, holdings=(Holding(Role.FINANCE_OFFICER), Holding(Role.EDITOR, "SKOLA"))
    )
    refused(NotAllowed, lambda: endorse(1, actor=both))


def test_petitions_are_taken_while_the_occasion_is_open():
    organisation_operations.open_occasions(
        actor=LOADER, occasions=[occasion(OccasionKind.PLAN, state=OccasionState.CLOSED)]
    )
    refused(OccasionClosed, ask)


@pytest.mark.parametrize("amount", [-1, 10**16 + 1])
def test_an_amount_is_a_size(amount):
    refused(errors.AmountOutOfRange, lambda: ask(amount))
    ask()
    refused(errors.AmountOutOfRange, lambda: endorse(amount))


# Accounts and reserves ------------------------------------------------------------------------


def test_an_account_keeps_its_plane_and_a_reserve_its_number():
    from tests.budget_town import ACCOUNTS, account

    operations.define_accounts(actor=FINN, accounts=ACCOUNTS)
    taken = account("CM9", "operating", "costs", 2)
    for wrong in (account("CM2", "capital", None, 2), taken):
        refused(
            errors.AccountAlreadyDefined,
            lambda one=wrong: operations.define_accounts(
                actor=LOADER, accounts=[drafts.AccountDraft(**_enums(one))]
            ),
        )


def _enums(draft):
    from enslinje.core.budget_terms import Plane, StatementRow

    return {
        "code": draft.code,
        "name": draft.name,
        "plane": Plane(draft.plane),
        "row": StatementRow(draft.row) if draft.row else None,
        "reserve_number": draft.reserve_number,
    }


def test_a_reserve_in_use_does_not_change_whether_its_opening_is_known():
    draft = drafts.ReserveDraft(account="CM4", purpose="x", basis=STATED)
    refused(
        errors.UnknownReserve,
        lambda: operations.set_up_reserves(actor=FINN, year=YEAR, reserves=[draft]),
    )


def test_an_earmark_stays_in_its_reserve():
    def aside(reserve):
        draft = drafts.EarmarkDraft(code="E", reserve=reserve, purpose="x", basis=STATED)
        return operations.set_aside(actor=FINN, year=YEAR, earmarks=[draft])

    aside("CM2")
    refused(errors.EarmarkElsewhere, lambda: aside("CM4"))
    refused(errors.EarmarkElsewhere, lambda: aside("costs"))


@pytest.mark.parametrize("number", [3, 99])
def test_a_reserve_that_is_not_there_is_told_with_those_that_are(number):
    with pytest.raises(errors.UnknownReserve, match="Årets reserver: 2, 4"):
        reserves.reserve_year(number, year=YEAR)


# All the rest ---------------------------------------------------------------------------------


def reject_the_rest(*places, decision=REJECTED, **more):
    there = {(row.code, row.line): row.pk for row in queries.petitions(year=YEAR)}
    petitions = tuple(
        drafts.OpenPetition(code=code, line=line, seen=there[code, line]) for code, line in places
    )
    rest = drafts.RestDraft(decision=decision, petitions=petitions, reason="Ryms inte")
    actor = more.pop("actor", FINN)
    return operations.reject_the_rest(actor=actor, year=YEAR, rest=rest, **more)


def outcomes():
    return {row.code: row.outcome for row in queries.petitions(year=YEAR)}


def test_all_that_is_open_is_rejected_by_one_decision():
    for code, body in (("P1", "SKOLA"), ("P2", "SKOLA"), ("P3", "SKOLA")):
        ask(code=code, body=body)
    endorse(300 * KR)
    grant(300 * KR)
    reject_the_rest(("P2", 1), ("P3", 1))

    assert outcomes() == {"P1": GRANTED, "P2": DecisionOutcome.REJECTED, "P3": "rejected"}
    two = [row for row in queries.petitions(year=YEAR) if row.code != "P1"]
    assert {(row.granted, row.reason, row.decision.item_no) for row in two} == {(0, "Ryms inte", 8)}
    assert len({row.origin.recorded_at for row in two}) == 1


@pytest.fixture
def undecided_and_seen():
    """Reject what was seen of two petitions before one of them was granted."""
    for code in ("P1", "P2"):
        ask(code=code)
    seen = {row.code: row.pk for row in queries.petitions(year=YEAR)}
    grant(400 * KR)
    rest = drafts.RestDraft(
        decision=REJECTED,
        petitions=tuple(
            drafts.OpenPetition(code=code, line=1, seen=pk) for code, pk in seen.items()
        ),
    )
    return lambda: operations.reject_the_rest(actor=FINN, year=YEAR, rest=rest)


def test_what_has_come_since_is_not_passed_over_and_nothing_is_rejected():
    ask(code="P1")
    ask(code="P2")

    conflict = refused(errors.PetitionConflict, lambda: reject_the_rest(("P1", 1)))
    assert (conflict.value, conflict.theirs.words["outcome"]) == ("P2", "")
    assert conflict.mine.words["reason"] == "Ryms inte"
    every = refused(errors.PetitionConflict, reject_the_rest)
    assert [one.value for one in every.all] == ["P1", "P2"]
    assert outcomes() == {"P1": None, "P2": None}


def test_what_somebody_has_decided_since_is_a_conflict_that_says_what(undecided_and_seen):
    conflict = refused(errors.PetitionConflict, undecided_and_seen)
    assert conflict.theirs.words["outcome"] == "bifall"
    assert outcomes() == {"P1": GRANTED, "P2": None}


def test_without_asking_what_was_seen_it_would_be_passed_over(undecided_and_seen, monkeypatch):
    monkeypatch.setattr(petitions, "clashes", lambda *_given, **_more: False)
    refused(errors.PetitionOutOfOrder, undecided_and_seen)


def test_where_none_is_open_there_is_nothing_to_reject():
    refused(errors.NoPetitionLeft, reject_the_rest)
    ask()
    with pytest.raises(NotAllowed):
        reject_the_rest(actor=KIM)


def test_what_somebody_has_changed_since_is_a_conflict_and_nothing_is_rejected():
    ask(code="P1")
    ask(code="P2")
    seen = {row.code: row.pk for row in queries.petitions(year=YEAR)}
    endorse(400 * KR, code="P2")
    rest = drafts.RestDraft(
        decision=REJECTED,
        petitions=tuple(
            drafts.OpenPetition(code=code, line=1, seen=pk) for code, pk in seen.items()
        ),
    )

    refused(
        errors.PetitionConflict,
        lambda: operations.reject_the_rest(actor=FINN, year=YEAR, rest=rest),
    )
    assert outcomes() == {"P1": None, "P2": None}


@pytest.mark.parametrize(
    ("decision", "refusal"),
    [(UNDECIDED, errors.DecisionNotGranted), (("KS 1", 1), UnknownDecision)],
)
def test_they_are_rejected_by_a_decision_that_is_there(decision, refusal):
    ask()
    refused(refusal, lambda: reject_the_rest(("P1", 1), decision=decision))
    assert outcomes() == {"P1": None}


def test_only_the_finance_officer_rejects_them():
    ask()
    with pytest.raises(NotAllowed):
        reject_the_rest(("P1", 1), actor=KIM)


def test_sent_again_after_more_has_come_it_gets_the_same_answer():
    ask(code="P1")
    key, seen = uuid4(), queries.petitions(year=YEAR)[0].pk
    rest = drafts.RestDraft(
        decision=REJECTED, petitions=(drafts.OpenPetition(code="P1", line=1, seen=seen),)
    )
    first = operations.reject_the_rest(actor=FINN, year=YEAR, rest=rest, key=key)
    ask(code="P2")
    again = operations.reject_the_rest(actor=FINN, year=YEAR, rest=rest, key=key)

    assert (again.change_set, again.is_repeat) == (first.change_set, True)
    assert outcomes() == {"P1": "rejected", "P2": None}

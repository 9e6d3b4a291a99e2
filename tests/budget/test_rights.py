"""Every operation on money asks the policy: each of the cast may what was expected, and no more."""

import pytest

from enslinje.budget import drafts, operations
from enslinje.core.budget_terms import ControlResponse, ControlRule, PetitionKind
from enslinje.core.policy import NotAllowed
from enslinje.core.terms import DecisionOutcome, OccasionKind
from enslinje.organisation import operations as organisation_operations
from tests import budget_town
from tests.budget_town import STATED, change, council_budget, draw_draft, ks, leg
from tests.people import CAST, record_people, somebody
from tests.town import KIM, LOADER, YEAR, occasion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_money")]

MONEY, EDITOR, NOBODY = {"finance_officer"}, {"editor"}, set()


@pytest.fixture(autouse=True)
def cast(recorded_money, db):
    record_people()
    organisation_operations.open_occasions(actor=LOADER, occasions=[occasion(OccasionKind.PLAN)])
    ask(KIM, "SKOLA")
    ask(KIM, "PARK")


def ask(actor, body):
    draft = drafts.PetitionDraft(
        code=f"P-{body}", kind=PetitionKind.ADJUSTMENT, purpose="x", body=body, basis=STATED
    )
    return operations.state_petitions(actor=actor, year=YEAR, petitions=[draft])


def endorse(actor, body):
    draft = drafts.EndorsementDraft(code=f"P-{body}", endorsed_ore=5)
    return operations.endorse_petitions(actor=actor, year=YEAR, endorsements=[draft])


def grant(actor, body):
    draft = drafts.GrantDraft(
        code=f"P-{body}", granted_ore=5, outcome=DecisionOutcome.GRANTED, decision=ks()
    )
    return operations.grant_petitions(actor=actor, year=YEAR, grants=[draft])


def by(actor):
    return {"actor": actor, "year": YEAR}


# Operation, who of the cast may for SKOLA, who may for PARK.
FOR_BODIES = {
    "state_petitions": (ask, EDITOR, NOBODY),
    "endorse_petitions": (endorse, MONEY, MONEY),
    "grant_petitions": (grant, MONEY, MONEY),
}
FOR_ALL = {
    "reject_the_rest": lambda actor: operations.reject_the_rest(
        **by(actor),
        rest=drafts.RestDraft(
            decision=budget_town.REJECTED,
            petitions=tuple(
                drafts.OpenPetition(code=f"P-{body}", line=1) for body in ("SKOLA", "PARK")
            ),
            reason="Ryms inte",
        ),
    ),
    "post_transactions": lambda actor: operations.post_transactions(
        **by(actor), transactions=[council_budget()]
    ),
    "draw_reserves": lambda actor: operations.draw_reserves(**by(actor), draws=[draw_draft(5)]),
    "gross_up": lambda actor: operations.gross_up(
        **by(actor),
        gross_ups=[
            drafts.GrossUpDraft(
                body="SKOLA", income_ore=5, costs_ore=5, decision=ks(), text="Bidrag"
            )
        ],
    ),
    "charge_interest": lambda actor: operations.charge_interest(
        **by(actor),
        central_finance="KS",
        interests=[drafts.InterestDraft(body="SKOLA", amount_ore=5, decision=ks(), text="Ränta")],
    ),
    "reverse_transactions": lambda actor: budget_town.reverse(1, by=budget_town.KF, actor=actor),
    "name_decided_amounts": lambda actor: operations.name_decided_amounts(
        **by(actor),
        amounts=[drafts.DecidedAmountDraft(decision=ks(), amount_ore=5, basis=STATED)],
    ),
    "define_accounts": lambda actor: operations.define_accounts(
        actor=actor, accounts=budget_town.ACCOUNTS
    ),
    "name_lines": lambda actor: operations.name_lines(
        **by(actor), lines=[drafts.LineDraft(body="SKOLA", code="1", name="Ett")]
    ),
    "set_up_reserves": lambda actor: operations.set_up_reserves(
        **by(actor), reserves=[drafts.ReserveDraft(account="CM2", purpose="x", basis=STATED)]
    ),
    "set_aside": lambda actor: operations.set_aside(
        **by(actor),
        earmarks=[drafts.EarmarkDraft(code="E", reserve="CM2", purpose="x", basis=STATED)],
    ),
    "set_controls": lambda actor: operations.set_controls(
        **by(actor),
        controls=[
            drafts.ControlDraft(rule=ControlRule.EARMARK_EXCEEDED, response=ControlResponse.WARN)
        ],
    ),
    "rebuild_balances": lambda actor: operations.rebuild_balances(**by(actor)),
}

OF_FILES = {
    *("hold_file", "let_go_of_file", "import_amounts", "state_code_map", "import_council_budget")
}
"""Those have their rights tried in `test_actuals` and `exchange/test_council_budget_files`."""


def may(write):
    try:
        write()
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize("operation", FOR_BODIES)
def test_what_is_about_a_body(operation):
    write, for_skola, for_park = FOR_BODIES[operation]
    for body, expected in (("SKOLA", for_skola), ("PARK", for_park)):
        allowed = {code for code in CAST if may(lambda c=code, b=body: write(somebody(c), b))}
        assert allowed == expected


@pytest.mark.parametrize("operation", FOR_ALL)
def test_what_is_about_the_whole_group_is_the_finance_officer_s(operation):
    write = FOR_ALL[operation]
    assert {code for code in CAST if may(lambda c=code: write(somebody(c)))} == MONEY


def test_every_operation_is_among_them():
    assert set(operations.__all__) == FOR_BODIES.keys() | FOR_ALL.keys() | OF_FILES


def test_a_good_posting_is_refused_for_want_of_the_right_alone():
    transaction = change(leg("CM2", 5), leg("costs", -5, "SKOLA"))
    with pytest.raises(NotAllowed):
        operations.post_transactions(**by(somebody("strategist")), transactions=[transaction])

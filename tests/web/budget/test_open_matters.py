"""What is endorsed and not decided, and what is reversed, on the pages of the small town."""

import pytest

from enslinje.budget import drafts, operations
from enslinje.core.budget_terms import PetitionKind
from tests import budget_town
from tests.budget_town import FINN, KR, STATED, draw, reverse
from tests.town import KIM, YEAR
from tests.web.reader import told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_money")]

TKR, MNKR = 1000 * KR, 1_000_000 * KR


def endorse(ore):
    asked = drafts.PetitionDraft(
        code="P1",
        kind=PetitionKind.ADJUSTMENT,
        purpose="Fler lärare",
        body="SKOLA",
        reserve="CM2",
        account="costs",
        asked_ore=ore,
        basis=STATED,
    )
    operations.state_petitions(actor=KIM, year=YEAR, petitions=[asked])
    said = drafts.EndorsementDraft(code="P1", endorsed_ore=ore)
    operations.endorse_petitions(actor=FINN, year=YEAR, endorsements=[said])


def open_large_reserve():
    """One of two millions, so that what is drawn is seen in mnkr."""
    budget_town.post(
        budget_town.change(
            budget_town.leg("CM2", -2 * MNKR),
            budget_town.leg("taxes", 2 * MNKR),
            kind=budget_town.TransactionKind.COUNCIL_BUDGET,
            decision=budget_town.KF,
        )
    )


def test_what_is_endorsed_is_hatched_and_says_what_would_be_left(client):
    open_large_reserve()
    endorse(500 * TKR)
    page = told(client, f"/{YEAR}/reserv/2/")

    assert "Tillstyrkt, inte beslutat -0,5" in page
    assert "Kvar om det medges 1,5 1,5" in page
    assert 'data-kind="endorsed"' in client.get(f"/{YEAR}/reserv/2/").content.decode()


def test_the_two_phases_are_two_statements(client):
    open_large_reserve()
    endorse(500 * TKR)

    assert "Oförutsedda behov -2,0 0,0 0,0 -2,0" in told(client, f"/{YEAR}/budget/")
    endorsed = told(client, f"/{YEAR}/budget/?fas=tillstyrkt")
    assert "Oförutsedda behov -2,0 0,5 0,0 -1,5" in endorsed
    assert "Justeringar, medgivna och tillstyrkta" in endorsed


def test_what_is_reversed_and_what_reverses_it_lead_to_each_other(client):
    draw(300 * KR)
    reverse(2)

    assert "Rättad av transaktion 3" in told(client, f"/{YEAR}/huvudbok/2/")
    assert "Rättar transaktion 2" in told(client, f"/{YEAR}/huvudbok/3/")
    assert "1 av 3 transaktioner" in told(client, f"/{YEAR}/huvudbok/?slag=reversal")

"""Each operation asks what was seen of what it writes over."""

import re
from dataclasses import replace

import pytest

from enslinje.journal.errors import BaseNotSaid
from enslinje.organisation import drafts as organisation
from enslinje.organisation import operations as organisation_operations
from tests import everything, town
from tests.house.sources import modules
from tests.journal.unseen import AGAIN, DUE
from tests.town import LOADER, recorded_once, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def full_town(django_db_setup, django_db_blocker):
    """The small town with a row in every table, its plan due; recorded once for the module."""
    with recorded_once(django_db_blocker, _record):
        yield


def _record():
    everything.record()
    plan = town.occasion(everything.OccasionKind.PLAN)
    taking_part = (organisation.OccasionBodyDraft(body="PARK"),)
    organisation_operations.open_occasions(
        actor=LOADER, occasions=[replace(plan, due_at=DUE, bodies=taking_part)]
    )


@pytest.mark.parametrize("operation", AGAIN)
def test_each_operation_asks_what_was_seen_of_what_it_writes_over(full_town, operation):
    found = refused(BaseNotSaid, AGAIN[operation])
    assert found.theirs.pk


def test_every_operation_that_writes_over_facts_is_asked_so():
    """A new one fails here: have it say what its writer saw, and add it above."""
    texts = [path.read_text(encoding="utf-8") for path in modules()]
    actions = {
        action
        for text in texts
        if "restate(" in text
        for action in re.findall(r'action="(\w+)"', text)
    }
    by_hand = {"confirm_roles", "end_roles", "end_deputy", "close_lock"}
    by_hand |= {"invite_people", "close_accounts", "open_accounts"}
    without_facts = {"name_levels", "define_units", "register_plans"}
    # Of the budget, tested in its own folder; all but petitions are refused a second time there.
    of_the_budget = {"define_accounts", "name_decided_amounts", "name_lines", "set_aside"}
    of_the_budget |= {"set_controls", "set_up_reserves", "state_petitions"}
    of_the_budget |= {"import_amounts", "state_code_map"}
    assert actions - by_hand - without_facts - of_the_budget <= set(AGAIN)

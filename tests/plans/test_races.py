"""Bodies that plan the same activity at once: one is told of the other, also when it is new."""

import pytest

from enslinje.journal import record
from enslinje.plans import operations
from enslinje.plans.drafts import PartyDraft
from enslinje.plans.errors import ActivityConflict
from enslinje.plans.models import Activity, ActivityEdition
from tests import everything, town
from tests.goals.test_races import WRITERS, at_once


def plan(code, number):
    """Each writer's activity has a party of its own, so that no two share a pulse."""
    party = PartyDraft(body=("SKOLA", "PARK", "KS")[number % 3], basis=town.STATED)
    draft = everything.activity(code=code, title=f"{number}", parties=(party,), seen=None)
    return operations.plan_activities(actor=town.KIM, year=town.YEAR, activities=[draft])


@pytest.mark.django_db(transaction=True)
def test_of_bodies_that_plan_the_same_new_activity_one_is_first():
    town.record_town()
    for code in ("NEW1", "NEW2", "NEW3", "NEW4"):
        outcomes = at_once(lambda number, code=code: plan(code, number))

        winners = [one for one in outcomes if isinstance(one, record.Receipt)]
        losers = [one for one in outcomes if isinstance(one, ActivityConflict)]
        assert (len(winners), len(losers)) == (1, WRITERS - 1), outcomes
        assert {loser.theirs.pk for loser in losers} == {winners[0].rows[0]}
    assert Activity.objects.count() == ActivityEdition.objects.count() == 4

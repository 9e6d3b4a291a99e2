"""A picture of what the record held at an instant: what somebody saw who looked at it then."""

from dataclasses import replace

import pytest

from enslinje.core.versions import UNSEEN
from enslinje.goals import operations as goal_operations
from enslinje.goals.drafts import CouncilTargetDraft, QuotaDraft
from enslinje.journal.models import ChangeSet
from enslinje.journal.moments import just_before, moment_of
from enslinje.plans import operations as plan_operations
from enslinje.reconciliation import operations, queries
from tests import everything, town
from tests.everything import activity, judgement
from tests.journal.saving import contribute
from tests.town import LOADER, STATED, YEAR, goal, state, target

pytestmark = pytest.mark.django_db


def record():
    everything.record()
    weights = [
        town.measurement(1_000, indicator="residents", body=body) for body in ("SKOLA", "PARK")
    ]
    goal_operations.record_measurements(actor=LOADER, measurements=weights)


def seen(moment):
    """What of the small town's picture is changed below."""
    drawn = queries.picture(YEAR, recorded_by=moment, saved=("SKOLA", "PARK"))
    jobs = next(one for one in drawn.indicators if one.code == "JOBS")
    of_skola = next(one for one in jobs.targets if one.body.code == "SKOLA")
    return {
        "target": of_skola.low,
        "council": jobs.council.low if jobs.council else None,
        "goal": next(one.name for one in drawn.goals if one.code == "1.1"),
    }


def change_everything():
    state(target(99), actor=LOADER)
    goal_operations.set_council_targets(
        actor=LOADER,
        year=YEAR,
        targets=[CouncilTargetDraft(indicator="JOBS", value=town.number(200), basis=STATED)],
    )
    goal_operations.set_goals(
        actor=LOADER,
        year=YEAR,
        goals=[goal("1.1", town.LevelCode.AREA_GOAL, parent="1", name="Nytt namn")],
    )
    goal_operations.set_quotas(
        actor=LOADER,
        year=YEAR,
        quotas=[QuotaDraft(indicator="JOBS", body="SKOLA", value=1, basis=STATED)],
    )
    goal_operations.record_measurements(actor=LOADER, measurements=[town.measurement(41)])
    contribute("Något annat", actor=LOADER, seen=UNSEEN)
    plan_operations.plan_activities(
        actor=LOADER, year=YEAR, activities=[activity(parties=(), goals=())]
    )
    operations.judge_goals(
        actor=LOADER, year=YEAR, judgements=[judgement(grade=everything.Grade.NOT_ATTAINED)]
    )


def test_as_of_a_write_the_picture_is_what_it_was_then():
    record()
    before = seen(None)
    last = ChangeSet.objects.latest("pk").pk
    change_everything()

    assert seen(moment_of(last)) == before
    assert seen(None) != before
    assert before == {"target": 30, "council": 100, "goal": "Mål 1.1"}
    assert seen(None) == {"target": 99, "council": 200, "goal": "Nytt namn"}


def test_every_part_of_it_is_what_it_was():
    """The whole picture, all but its version: nothing of what came later is in it."""
    record()
    before = queries.picture(YEAR)
    last = ChangeSet.objects.latest("pk").pk
    change_everything()

    then = queries.picture(YEAR, recorded_by=moment_of(last))

    assert replace(then, version=before.version) == before
    assert replace(queries.picture(YEAR), version=before.version) != before


def test_before_anything_was_recorded_there_is_no_year():
    record()
    first = ChangeSet.objects.earliest("pk").pk
    with pytest.raises(queries.YearNotFound):
        queries.picture(YEAR, recorded_by=just_before(moment_of(first)))


def test_pictures_of_two_instants_are_kept_apart():
    record()
    last = ChangeSet.objects.latest("pk").pk
    change_everything()
    now, then = seen(None), seen(moment_of(last))
    assert (seen(None), seen(moment_of(last))) == (now, then)
    assert now != then

"""The duty to have a target, lifted from a body."""

from uuid import uuid4

import pytest

from enslinje.core.errors import DuplicateValue
from enslinje.core.policy import NotAllowed
from enslinje.goals import duty_queries, errors, operations
from enslinje.goals.drafts import LiftedDutyDraft
from enslinje.goals.models import Duty, Target
from tests.people import CAST, record_people, somebody
from tests.town import KIM, YEAR, refused, state, target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]


def lift(*pairs, **changes):
    duties = [LiftedDutyDraft(indicator=one, body=body) for one, body in pairs]
    given = {"actor": KIM, "year": YEAR, "duties": duties, "reason": "Ny organisation"}
    return operations.lift_duties(**given | changes)


def duties():
    found = Duty.objects.current().filter(year=YEAR)
    return {(duty.indicator.code, duty.body.code) for duty in found}


def test_it_is_asked_for_no_longer_and_what_was_stated_stays():
    state(target(3))
    before = duties()
    lift(("JOBS", "SKOLA"))

    assert before - duties() == {("JOBS", "SKOLA")}
    assert Target.objects.current().count() == 1
    refused(errors.NoDuty, lambda: state(target(4)))
    lifted = Duty.objects.get(indicator__code="JOBS", body__code="SKOLA")
    assert lifted.superseded_in.reason == "Ny organisation"


def test_what_holds_a_body_to_later_years_is_told():
    assert duty_queries.duties_after("SKOLA", YEAR) == []
    assert duty_queries.duties_after("SKOLA", YEAR - 1) == ["årsmål för JOBS, SHARE, PLAN 2021"]


@pytest.mark.parametrize(
    ("refusal", "pairs", "changes"),
    [
        (errors.NoDuty, [("JOBS", "PARK"), ("JOBS", "BOLAG")], {}),
        (errors.NoDuty, [("JOBS", "PARK"), ("JOBB", "PARK")], {}),
        (DuplicateValue, [("JOBS", "PARK"), ("JOBS", "PARK")], {}),
        (errors.LiftedWithoutReason, [("JOBS", "PARK")], {"reason": " "}),
    ],
)
def test_what_is_nonsense_is_refused(refusal, pairs, changes):
    refused(refusal, lambda: lift(*pairs, **changes))


def test_the_same_submission_again_has_one_effect():
    key = uuid4()
    lift(("JOBS", "SKOLA"), key=key)
    assert lift(("JOBS", "SKOLA"), key=key).is_repeat


@pytest.mark.parametrize("code", sorted({*CAST, "newcomer"} - {"strategist"}))
def test_only_the_office_lifts_duties(code):
    record_people()
    refused(NotAllowed, lambda: lift(("JOBS", "SKOLA"), actor=somebody(code)))

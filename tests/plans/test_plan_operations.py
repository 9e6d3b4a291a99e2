"""Plans, contributions and activities."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from enslinje.core.errors import DuplicateValue
from enslinje.core.policy import NotAllowed
from enslinje.core.terms import ContributionState, Criterion, OccasionKind, OccasionState
from enslinje.goals import errors as goal_errors
from enslinje.organisation import errors as organisation_errors
from enslinje.organisation import operations as organisation
from enslinje.organisation.models import Body
from enslinje.plans import errors, operations
from enslinje.plans.drafts import ActivityGoalDraft, ContributionDraft, PartyDraft, PlanDraft
from enslinje.plans.models import (
    ActivityEdition,
    ActivityGoal,
    ActivityParty,
    Contribution,
    Plan,
)
from tests.contents import led
from tests.everything import activity
from tests.journal.protections import without_check
from tests.people import record_people, somebody
from tests.town import KIM, LOADER, STATED, YEAR, occasion, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]


def test_a_body_may_have_more_than_one_plan():
    drafts = [PlanDraft(body="SKOLA"), PlanDraft(body="SKOLA", label="Museet")]
    for _ in range(2):
        operations.register_plans(actor=KIM, year=YEAR, plans=drafts)

    assert sorted(Plan.objects.values_list("body__code", "label")) == [
        ("SKOLA", ""),
        ("SKOLA", "Museet"),
    ]
    refused(
        organisation_errors.UnknownBody,
        lambda: operations.register_plans(actor=KIM, year=YEAR, plans=[PlanDraft(body="SKOL")]),
    )


class TestContributions:
    def draft(self, **changes):
        given = {
            "body": "SKOLA",
            "goal": "1.1",
            "state": ContributionState.STATED,
            "criterion": Criterion.STATED_IN_WHAT_WAY,
            "text": "Fler platser",
            "basis": STATED,
        }
        return ContributionDraft(**given | changes)

    def state(self, *contributions, actor=KIM):
        return operations.state_contributions(actor=actor, year=YEAR, contributions=contributions)

    def test_what_a_body_says_is_restated(self):
        seen = self.state(self.draft(), self.draft(body="PARK")).rows[0]
        self.state(self.draft(state=ContributionState.NOT_RELEVANT, text="", seen=seen))

        current = Contribution.objects.current().order_by("pk")
        assert [(row.body.code, row.state) for row in current] == [
            ("PARK", "stated"),
            ("SKOLA", "not_relevant"),
        ]

    @pytest.mark.parametrize(
        ("refusal", "changes"),
        [
            (organisation_errors.UnknownBody, {"body": "SKOL"}),
            (goal_errors.UnknownGoal, {"goal": "9"}),
            (errors.ContributionConflict, {"seen": 1}),
            (DuplicateValue, {"body": "PARK"}),
        ],
    )
    def test_one_that_does_not_fit_refuses_all(self, refusal, changes):
        bad = self.draft(**changes)

        assert refused(refusal, lambda: self.state(self.draft(body="PARK"), bad)).row == 1

    def test_they_are_taken_while_the_plan_is_open(self):
        plan = occasion(OccasionKind.PLAN, due_at=datetime(YEAR, 1, 22, tzinfo=UTC))
        organisation.open_occasions(actor=LOADER, occasions=[plan])

        refused(organisation_errors.OccasionClosed, lambda: self.state(self.draft()))
        self.state(self.draft(), actor=LOADER)
        locked = occasion(OccasionKind.PLAN, state=OccasionState.LOCKED)
        organisation.open_occasions(actor=LOADER, occasions=[locked])
        refused(organisation_errors.OccasionClosed, lambda: self.state(self.draft(), actor=LOADER))


class TestActivities:
    def plan(self, *activities):
        return operations.plan_activities(actor=KIM, year=YEAR, activities=activities)

    def parts(self):
        goals = ActivityGoal.objects.current().values_list("goal__code", flat=True)
        parties = ActivityParty.objects.current().values_list("body__code", "group__code")
        return sorted(goals), sorted(body or group for body, group in parties)

    def test_an_activity_has_goals_and_parties_and_a_group_stays_a_group(self):
        self.plan(activity(starts_on=date(2021, 1, 1), ends_on=date(2022, 1, 1)))

        found = ActivityEdition.objects.get()
        assert (found.title, found.owner_kind) == ("Öppna en fritidsgård", "body")
        assert self.parts() == (["1.1"], ["SKOLA", "all_committees"])

    def test_what_it_is_now_comes_in_the_place_of_what_it_was(self):
        seen = self.plan(activity(), activity(code="ACT2", goals=(), parties=())).rows[0]
        goal = ActivityGoalDraft(goal="1.1-F", basis=STATED)
        self.plan(activity(title="Två", goals=(goal,), parties=(), seen=seen))

        titles = ActivityEdition.objects.current().order_by("pk").values_list("title", flat=True)
        assert list(titles) == ["Öppna en fritidsgård", "Två"]
        assert self.parts() == (["1.1-F"], [])
        assert ActivityGoal.objects.count() == 2

    @pytest.mark.parametrize(
        ("refusal", "changes"),
        [
            (goal_errors.UnknownGoal, {"goals": (ActivityGoalDraft(goal="9", basis=STATED),)}),
            (
                organisation_errors.UnknownBody,
                {"parties": (PartyDraft(body="SKOL", basis=STATED),)},
            ),
            (
                organisation_errors.UnknownGroup,
                {"parties": (PartyDraft(group="all", basis=STATED),)},
            ),
            (errors.PartyWithoutName, {"parties": (PartyDraft(basis=STATED),)}),
            (
                errors.PartyWithoutName,
                {"parties": (PartyDraft(body="SKOLA", group="all_committees", basis=STATED),)},
            ),
            (DuplicateValue, {"parties": (PartyDraft(body="SKOLA", basis=STATED),) * 2}),
            (DuplicateValue, {"goals": (ActivityGoalDraft(goal="1.1", basis=STATED),) * 2}),
            (DuplicateValue, {"code": "ACT1"}),
            (
                errors.ActivityMisdated,
                {"starts_on": date(2021, 2, 1), "ends_on": date(2021, 2, 1)},
            ),
            (errors.ActivityConflict, {"seen": 1}),
        ],
    )
    def test_one_that_does_not_fit_refuses_all(self, refusal, changes):
        bad = activity(**{"code": "ACT2"} | changes)

        assert refused(refusal, lambda: self.plan(activity(), bad)).row == 1

    @pytest.mark.parametrize("both", [True, False])
    def test_the_database_wants_a_body_or_a_group(self, both):
        self.plan(activity())
        of_group = ActivityParty.objects.values().get(body=None)
        body_id = Body.objects.get(code="PARK").pk
        changes = {"body_id": body_id} if both else {"group_id": None}
        bad = of_group | changes | {"id": None, "year": 2022}

        with pytest.raises(IntegrityError, match="body_or_group"), transaction.atomic():
            ActivityParty.objects.create(**bad)
        with without_check("plans_activityparty", "activityparty_body_or_group"):
            ActivityParty.objects.create(**bad)


class TestWhoseAnActivityIs:
    """Nobody takes over another body's activity by writing oneself down as its leader."""

    @pytest.fixture(autouse=True)
    def one_of_another(self, recorded_town):
        record_people()
        operations.plan_activities(actor=LOADER, year=YEAR, activities=[led("P", "PARK")])

    def take_over(self):
        operations.plan_activities(
            actor=somebody("editor"), year=YEAR, activities=[led("P", "SKOLA")]
        )

    def leader(self):
        return ActivityParty.objects.current().get(activity__code="P").body.code

    def test_whose_it_is_by_now_is_asked_too(self):
        refused(NotAllowed, self.take_over)

        assert self.leader() == "PARK"

    def test_without_asking_it_would_be_taken_over(self, monkeypatch):
        monkeypatch.setattr(operations.plan, "_planned_by", lambda _drafts, _year: [])
        self.take_over()

        assert self.leader() == "SKOLA"

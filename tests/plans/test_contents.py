"""A plan's goal conflicts, preparation and budget: what is recorded, refused and told."""

import pytest
from django.db import IntegrityError, transaction

from enslinje.budget.errors import UnknownLine
from enslinje.core.budget_terms import AccountGroup
from enslinje.core.errors import DuplicateValue
from enslinje.core.marking import EVERYTHING
from enslinje.core.plan_terms import NeededOf
from enslinje.core.policy import NotAllowed
from enslinje.core.terms import LevelCode, OccasionKind, OccasionState
from enslinje.goals import errors as goal_errors
from enslinje.goals import operations as goals
from enslinje.organisation import errors as organisation_errors
from enslinje.organisation import operations as organisation
from enslinje.plans import content_queries, errors, operations
from enslinje.plans.content_drafts import (
    EndedGoalConflictDraft,
    EndedHindranceDraft,
    EndedPreparationDraft,
)
from enslinje.plans.models import GoalConflict, Hindrance, PlanBudgetAmount
from tests.contents import amount, goal_conflict, hindrance, plan_budget, preparation
from tests.journal.protections import without_check
from tests.people import record_people, somebody
from tests.town import KIM, LOADER, YEAR, goal, occasion, refused

pytestmark = pytest.mark.django_db
OF = {"year": YEAR, "sight": EVERYTHING}


@pytest.fixture(autouse=True)
def second_goal(recorded_town, db):
    goals.set_goals(actor=LOADER, year=YEAR, goals=[goal("1.2", LevelCode.AREA_GOAL, parent="1")])


def close():
    organisation.open_occasions(
        actor=LOADER, occasions=[occasion(OccasionKind.PLAN, state=OccasionState.CLOSED)]
    )


class TestGoalConflicts:
    def state(self, *drafts, actor=KIM):
        return operations.state_goal_conflicts(actor=actor, year=YEAR, goal_conflicts=drafts)

    def said(self):
        return [
            (row.goal, row.other, row.text)
            for row in content_queries.goal_conflicts_of("SKOLA", **OF)
        ]

    def test_two_goals_have_one_conflict_whichever_is_named_first(self):
        self.state(goal_conflict())
        self.state(goal_conflict(goal="1.2", other="1.1", text="Nytt"))

        assert self.said() == [("1.1", "1.2", "Nytt")]

    @pytest.mark.parametrize(
        ("refusal", "changes"),
        [
            (errors.SameGoalTwice, {"other": "1.1"}),
            (goal_errors.UnknownGoal, {"other": "9"}),
            (organisation_errors.UnknownBody, {"body": "SKOL"}),
        ],
    )
    def test_one_that_does_not_fit_is_refused(self, refusal, changes):
        refused(refusal, lambda: self.state(goal_conflict(**changes)))

    def test_the_same_two_goals_twice_are_refused(self):
        pair = (goal_conflict(), goal_conflict(goal="1.2", other="1.1"))

        refused(DuplicateValue, lambda: self.state(*pair))

    def test_one_is_ended_and_known_to_be_gone(self):
        self.state(goal_conflict())
        ended = EndedGoalConflictDraft(body="SKOLA", goal="1.2", other="1.1")

        def end():
            operations.end_goal_conflicts(actor=KIM, year=YEAR, goal_conflicts=[ended])

        end()
        assert self.said() == []
        refused(errors.UnknownGoalConflict, end)

    def test_only_the_bodys_editor_and_only_in_time(self):
        record_people()
        for who in ("reader", "strategist"):
            refused(NotAllowed, lambda who=who: self.state(goal_conflict(), actor=somebody(who)))
        close()
        refused(organisation_errors.OccasionClosed, lambda: self.state(goal_conflict()))

    def test_a_goal_is_not_in_conflict_with_itself_in_the_database_either(self):
        self.state(goal_conflict())
        row = GoalConflict.objects.current().get()
        row.pk, row.other = None, row.goal
        with pytest.raises(IntegrityError), transaction.atomic():
            GoalConflict.objects.bulk_create([row])

    def test_without_its_check_it_goes_through(self):
        self.state(goal_conflict())
        row = GoalConflict.objects.current().get()
        row.pk, row.other = None, row.goal
        with without_check("plans_goalconflict", "goalconflict_goals_in_order"):
            GoalConflict.objects.bulk_create([row])


class TestHindrances:
    def state(self, *drafts, actor=KIM):
        return operations.state_hindrances(actor=actor, year=YEAR, hindrances=drafts)

    def said(self, body="SKOLA"):
        return [
            (row.goal, row.text, row.needed_of, row.needed_body)
            for row in content_queries.hindrances_of(body, **OF)
        ]

    def test_one_is_said_of_a_goal_or_of_none_and_of_whom_it_takes_something(self):
        self.state(
            hindrance(),
            hindrance(code="H2", goal="", needed_of=NeededOf.LAW, needed_body=""),
        )
        self.state(hindrance(text="Nytt"))

        assert self.said() == [
            ("", "Marken är inte vår", NeededOf.LAW, ""),
            ("1.1", "Nytt", NeededOf.ANOTHER_BODY, "PARK"),
        ]
        assert self.said("PARK") == []

    @pytest.mark.parametrize(
        ("refusal", "changes"),
        [
            (goal_errors.UnknownGoal, {"goal": "9"}),
            (organisation_errors.UnknownBody, {"needed_body": "PARKEN"}),
            (errors.NobodyNamed, {"needed_body": ""}),
            (errors.NobodyNamed, {"needed_of": NeededOf.STATE}),
            (errors.NeededOfItself, {"needed_body": "SKOLA"}),
        ],
    )
    def test_one_that_does_not_fit_is_refused(self, refusal, changes):
        refused(refusal, lambda: self.state(hindrance(**changes)))

    def test_one_is_ended_as_it_was_seen_and_known_to_be_gone(self):
        self.state(hindrance())

        def end(seen):
            ended = EndedHindranceDraft(body="SKOLA", code="SKOLA-H1", seen=seen)
            operations.end_hindrances(actor=KIM, year=YEAR, hindrances=[ended])

        refused(errors.HindranceConflict, lambda: end(10**6))
        (row,) = content_queries.hindrances_of("SKOLA", **OF)
        end(row.fact)
        assert self.said() == []
        refused(errors.UnknownHindrance, lambda: end(row.fact))

    def test_what_another_has_changed_is_not_written_over_unseen(self):
        self.state(hindrance())

        refused(errors.HindranceConflict, lambda: self.state(hindrance(seen=10**6)))

    def test_only_the_bodys_editor_and_only_in_time(self):
        record_people()
        for who in ("reader", "strategist"):
            refused(NotAllowed, lambda who=who: self.state(hindrance(), actor=somebody(who)))
        close()
        refused(organisation_errors.OccasionClosed, lambda: self.state(hindrance()))

    @pytest.mark.parametrize(
        ("check", "other"),
        [("hindrance_of_another_body", None), ("hindrance_not_its_own", "body")],
    )
    def test_the_database_refuses_it_too_and_without_its_check_does_not(self, check, other):
        self.state(hindrance())
        row = Hindrance.objects.current().get()
        row.pk, row.code = None, "SKOLA-H2"
        row.needed_body = getattr(row, other) if other else None
        with pytest.raises(IntegrityError), transaction.atomic():
            Hindrance.objects.bulk_create([row])
        with without_check("plans_hindrance", check):
            Hindrance.objects.bulk_create([row])


class TestPreparation:
    def test_a_step_is_recorded_anew_and_taken_away(self):
        for said in ("Oenighet", "Enighet"):
            operations.record_preparations(
                actor=KIM, year=YEAR, preparations=[preparation(said=said)]
            )
        (row,) = content_queries.preparations_of("SKOLA", **OF)
        assert row.said == "Enighet"

        ended = EndedPreparationDraft(body="SKOLA", code="SKOLA-B1", seen=row.fact)
        operations.end_preparations(actor=KIM, year=YEAR, preparations=[ended])
        assert content_queries.preparations_of("SKOLA", **OF) == ()

    def test_one_that_another_has_changed_is_not_taken_away_unseen(self):
        operations.record_preparations(actor=KIM, year=YEAR, preparations=[preparation()])
        ended = EndedPreparationDraft(body="SKOLA", code="SKOLA-B1", seen=10**6)

        refused(
            errors.PreparationConflict,
            lambda: operations.end_preparations(actor=KIM, year=YEAR, preparations=[ended]),
        )


class TestBudget:
    def state(self, *amounts, actor=KIM, **changes):
        draft = plan_budget(*amounts, **changes)
        return operations.state_plan_budgets(actor=actor, year=YEAR, budgets=[draft])

    def amounts(self):
        return [
            (one.account_group, one.for_year, one.amount_ore)
            for one in content_queries.plan_budget_of("SKOLA", **OF)
        ]

    def test_what_is_stated_is_all_there_is_and_what_stays_is_not_written_again(self):
        self.state(amount(-500), amount(100), amount(-600, for_year=YEAR + 1))
        before = set(PlanBudgetAmount.objects.current().values_list("pk", flat=True))
        self.state(amount(-500), amount(200))

        assert self.amounts() == [
            (AccountGroup.STAFF, YEAR, -500),
            (AccountGroup.INCOME, YEAR, 200),
        ]
        now = set(PlanBudgetAmount.objects.current().values_list("pk", flat=True))
        assert len(now & before) == 1

    @pytest.mark.parametrize(
        ("refusal", "bad"),
        [
            (errors.WrongSign, amount(100, account_group=AccountGroup.STAFF)),
            (errors.WrongSign, amount(-100, account_group=AccountGroup.INCOME)),
            (errors.OutsidePlannedYears, amount(-100, for_year=YEAR + 3)),
            (errors.OutsidePlannedYears, amount(-100, for_year=YEAR - 1)),
        ],
    )
    def test_an_amount_that_does_not_fit_is_refused(self, refusal, bad):
        refused(refusal, lambda: self.state(bad))

    def test_an_unknown_line_is_refused(self):
        refused(UnknownLine, lambda: self.state(amount(-100, line="9")))

    def test_two_amounts_in_one_place_are_refused(self):
        refused(DuplicateValue, lambda: self.state(amount(-100), amount(-200)))

    def test_what_another_has_changed_is_not_written_over_unseen(self):
        self.state(amount(-100))

        refused(errors.PlanBudgetConflict, lambda: self.state(amount(-300), seen=10**6))

    def test_only_the_bodys_editor_and_only_in_time(self):
        record_people()
        for who in ("reader", "approver", "finance_officer"):
            refused(NotAllowed, lambda who=who: self.state(amount(-1), actor=somebody(who)))
        close()
        refused(organisation_errors.OccasionClosed, lambda: self.state(amount(-1)))

    @pytest.mark.parametrize(
        ("check", "changes"),
        [
            ("planbudgetamount_signed", {"amount_ore": 1}),
            ("planbudgetamount_of_the_plan", {"for_year": YEAR + 3}),
        ],
    )
    def test_the_database_refuses_it_too_and_without_its_check_does_not(self, check, changes):
        self.state(amount(-100))
        row = PlanBudgetAmount.objects.current().get()
        row.pk, row.activity_area = None, "Annat"
        for name, value in changes.items():
            setattr(row, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanBudgetAmount.objects.bulk_create([row])
        with without_check("plans_planbudgetamount", check):
            PlanBudgetAmount.objects.bulk_create([row])

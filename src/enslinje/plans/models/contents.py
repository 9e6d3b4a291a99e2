"""What a plan consists of besides texts, targets and activities: conflicts, budget, preparation."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enslinje.budget.models import AppropriationLine
from enslinje.core.budget_terms import COST_GROUPS, AccountGroup
from enslinje.core.money import LIMIT
from enslinje.core.plan_terms import NeededOf
from enslinje.core.terms import PreparationKind
from enslinje.goals.models import Goal
from enslinje.journal.columns import (
    CODE_LENGTH,
    Sourced,
    choices,
    constraints,
    filled,
    known,
    one_current,
)
from enslinje.journal.models import Counted, Fact
from enslinje.organisation.models import Body

PLANNED_YEARS = 3
"""A plan's budget has a column for its own year and for each of the two that follow."""

_COSTS = [group.value for group in COST_GROUPS]


class GoalConflict(Sourced, Fact):
    """Two goals that a body finds in conflict, and how it handles that. `goal` has the lower id."""

    counted_in = Counted.OBSTACLES

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="goal_conflicts")
    year = models.PositiveSmallIntegerField()
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="conflicts")
    other = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="other_conflicts")
    text = models.TextField()
    handling = models.TextField(blank=True, default="")

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current("year", "body", "goal", "other"),
                filled("text"),
                models.CheckConstraint(
                    name="%(class)s_goals_in_order",
                    condition=Q(goal__lt=F("other")),
                    violation_error_message=_("En målkonflikt är mellan två olika mål."),
                ),
            ),
        )


class Hindrance(Sourced, Fact):
    """What stands in the way of a body's goals and takes somebody else to remove.

    `goal` is NULL for what stands in the way of none in particular, `needed_body` where what is
    needed is not another body's to do.
    """

    counted_in = Counted.OBSTACLES

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="hindrances")
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=CODE_LENGTH)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, related_name="hindrances")
    text = models.TextField()
    needed = models.TextField()
    needed_of = models.CharField(max_length=16, choices=choices(NeededOf))
    needed_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, related_name="needed_for"
    )

    class Meta:
        _of_another = Q(needed_of=NeededOf.ANOTHER_BODY.value)
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current("year", "body", "code"),
                filled("code"),
                filled("text"),
                filled("needed"),
                known("needed_of", NeededOf),
                models.CheckConstraint(
                    name="%(class)s_of_another_body",
                    condition=(_of_another & Q(needed_body__isnull=False))
                    | (~_of_another & Q(needed_body=None)),
                    violation_error_message=_("En annan nämnd eller ett annat bolag namnges."),
                ),
                models.CheckConstraint(
                    name="%(class)s_not_its_own",
                    condition=Q(needed_body=None) | ~Q(needed_body=F("body")),
                    violation_error_message=_("Det som ni själva kan göra är inget hinder."),
                ),
            ),
        )


class Preparation(Sourced, Fact):
    """A step of how a plan was prepared: with whom, when, what was said, where it is minuted."""

    counted_in = Counted.PREPARATIONS

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="preparations")
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=CODE_LENGTH)
    kind = models.CharField(max_length=20, choices=choices(PreparationKind))
    held_on = models.DateField()
    counterpart = models.CharField(max_length=200, blank=True, default="")
    said = models.TextField()
    minutes_ref = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current("year", "body", "code"),
                filled("code"),
                filled("said"),
                known("kind", PreparationKind),
            ),
        )


class PlanBudgetAmount(Sourced, Fact):
    """An amount of a plan's budget, in whole öre and with the sign of the result budget.

    `line` is NULL where the council's grant binds the body as a whole.
    """

    counted_in = Counted.BUDGETS

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="plan_budget")
    year = models.PositiveSmallIntegerField()
    line = models.ForeignKey(
        AppropriationLine, on_delete=models.PROTECT, null=True, related_name="plan_amounts"
    )
    activity_area = models.CharField(max_length=100)
    account_group = models.CharField(max_length=16, choices=choices(AccountGroup))
    for_year = models.PositiveSmallIntegerField()
    amount_ore = models.BigIntegerField()

    class Meta:
        _place = ("year", "body", "activity_area", "account_group", "for_year")
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current(*_place, "line", suffix="_line"),
                one_current(*_place, suffix="_whole", condition=Q(line=None)),
                filled("activity_area"),
                known("account_group", AccountGroup),
                models.CheckConstraint(
                    name="%(class)s_of_the_plan",
                    condition=Q(for_year__gte=F("year"))
                    & Q(for_year__lt=F("year") + PLANNED_YEARS),
                    violation_error_message=_("Planens budget gäller året och de två som följer."),
                ),
                models.CheckConstraint(
                    name="%(class)s_within_limits",
                    condition=Q(amount_ore__gte=-LIMIT) & Q(amount_ore__lte=LIMIT),
                    violation_error_message=_("Beloppet är för stort."),
                ),
                models.CheckConstraint(
                    name="%(class)s_signed",
                    condition=Q(account_group__in=_COSTS, amount_ore__lte=0)
                    | (~Q(account_group__in=_COSTS) & Q(amount_ore__gte=0)),
                    violation_error_message=_("Kostnader skrivs med minus, intäkter utan."),
                ),
            ),
        )

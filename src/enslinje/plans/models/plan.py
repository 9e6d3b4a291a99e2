"""What bodies plan: their plans, how they contribute to goals, and activities."""

from collections.abc import Collection

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import ActivityState, ContributionState, Criterion, OwnerKind, PartyRole
from enslinje.goals.models import Goal, Theme
from enslinje.journal.columns import (
    CODE_LENGTH,
    Sourced,
    choices,
    constraints,
    exactly_one,
    filled,
    in_order,
    known,
    one_current,
)
from enslinje.journal.models import Counted, Fact
from enslinje.organisation.models import Body, BodyGroup, Person


class Plan(models.Model):
    """An operating plan. A body may have several, told apart by their labels."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=100, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="plan_once",
                fields=["year", "body", "label"],
                violation_error_message=_("Planen finns redan."),
            ),
        )


class Contribution(Sourced, Fact):
    """What a body says of a goal in its plan, and by which criterion it is counted."""

    counted_in = Counted.CONTRIBUTIONS

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="contributions")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="contributions")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=choices(ContributionState))
    criterion = models.CharField(max_length=22, choices=choices(Criterion))
    text = models.TextField(blank=True, default="")

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current("year", "goal", "body"),
                known("state", ContributionState),
                known("criterion", Criterion),
            ),
        )


class Activity(models.Model):
    """A planned piece of work over the years."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)

    class Meta:
        constraints = (filled("code"),)


class OfActivity(Fact):
    """Something of an activity: it belongs to the bodies that take part in it now."""

    counted_in = Counted.ACTIVITIES

    class Meta:
        abstract = True
        constraints = Fact.Meta.constraints

    @classmethod
    def of_bodies(cls, codes: Collection[str]) -> Q:
        """Those of the activities that a body with one of these codes takes part in."""
        parties = ActivityParty.objects.current().filter(body__code__in=sorted(codes))
        return Q(activity__in=parties.values("activity"))


class ActivityEdition(Sourced, OfActivity):
    """An activity as it reads in a year. Days run from `starts_on` up to but not with `ends_on`.

    `responsible_function` is the unit or function that sees to it, never a person's name.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="editions")
    year = models.PositiveSmallIntegerField()
    title = models.TextField()
    owner_kind = models.CharField(max_length=7, choices=choices(OwnerKind))
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    state = models.CharField(max_length=9, choices=choices(ActivityState))
    responsible_function = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current("year", "activity"),
                filled("title"),
                known("owner_kind", OwnerKind),
                known("state", ActivityState),
                in_order("starts_on", "ends_on"),
            ),
        )


class ActivityGoal(Sourced, OfActivity):
    """A goal that an activity serves in a year."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="goals")
    year = models.PositiveSmallIntegerField()
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="activities")

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (one_current("year", "activity", "goal"),),
        )


class ActivityTheme(Sourced, OfActivity):
    """A perspective or a programme that an activity has in a year."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="themes")
    year = models.PositiveSmallIntegerField()
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="activities")

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (one_current("year", "activity", "theme"),),
        )


class ActivityParty(Sourced, OfActivity):
    """A body, or a group as such, that takes part in an activity in a year."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="parties")
    year = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="activities")
    group = models.ForeignKey(
        BodyGroup, on_delete=models.PROTECT, null=True, related_name="activities"
    )
    role = models.CharField(max_length=11, choices=choices(PartyRole))

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current("year", "activity", "body", suffix="_body"),
                one_current("year", "activity", "group", suffix="_group"),
                exactly_one("body", "group"),
                known("role", PartyRole),
            ),
        )


class ActivityResponsible(Fact):
    """Who of a body sees to an activity in a year: working material of that body, never public.

    It is no part of the plan: who holds a function changes without a decision.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="responsible")
    year = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="responsible")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="activities")

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            (one_current("year", "activity", "body"),),
        )

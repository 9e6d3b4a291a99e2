"""The cascade of goals: one tree from the overarching goals to the goals of a unit."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import LevelCode, Relevance
from enslinje.journal.columns import (
    CODE_LENGTH,
    Sourced,
    at_least,
    choices,
    constraints,
    filled,
    known,
    one_current,
)
from enslinje.journal.models import Counted, Fact
from enslinje.organisation.models import Body


class Level(models.Model):
    """A level of the cascade and what a municipality calls it."""

    depth = models.PositiveSmallIntegerField(unique=True)
    code = models.CharField(max_length=16, choices=choices(LevelCode), unique=True)
    name_sv = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)

    class Meta:
        constraints = (known("code", LevelCode), filled("name_sv"), filled("name_en"))


class Goal(models.Model):
    """A goal over the years. The council's goals are owned by the council's own body."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="goals")

    class Meta:
        constraints = (filled("code"),)


class GoalEdition(Sourced, Fact):
    """A goal as it reads in a year."""

    counted_in = Counted.GOALS

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="editions")
    year = models.PositiveSmallIntegerField()
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="goals")
    number = models.CharField(max_length=20)
    name = models.TextField()
    parent = models.ForeignKey(
        Goal, on_delete=models.PROTECT, null=True, related_name="child_editions"
    )
    sort_order = models.IntegerField(default=0)
    expected_result = models.TextField(blank=True, default="")

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current("year", "goal"),
                filled("number"),
                filled("name"),
                at_least("year", 1),
                models.CheckConstraint(
                    name="%(class)s_not_its_own_parent",
                    condition=Q(parent=None) | ~Q(parent=F("goal")),
                    violation_error_message=_("Ett mål kan inte ligga under sig självt."),
                ),
            ),
        )

    @classmethod
    def path_to_body(cls) -> str:
        """The path to the code of the body it is about."""
        return "goal__owner__code"


class ExpectedContribution(Sourced, Fact):
    """What the centre says of a body and a goal; a pair without a row is open."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="expected_contributions")
    year = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="expected_contributions")
    relevance = models.CharField(max_length=12, choices=choices(Relevance))
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (one_current("year", "goal", "body"), known("relevance", Relevance)),
        )

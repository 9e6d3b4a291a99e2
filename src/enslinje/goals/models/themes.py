"""Themes across the goals: perspectives, programmes and steering documents, and what has them."""

from django.db import models

from enslinje.core.terms import ThemeKind
from enslinje.goals.models.indicators import Indicator
from enslinje.goals.models.tree import Goal
from enslinje.journal.columns import (
    CODE_LENGTH,
    Sourced,
    at_least,
    choices,
    constraints,
    exactly_one,
    filled,
    known,
    one_current,
)
from enslinje.journal.models import Counted, Fact


class Theme(models.Model):
    """A perspective, programme or steering document over the years."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    kind = models.CharField(max_length=17, choices=choices(ThemeKind))

    class Meta:
        constraints = (filled("code"), known("kind", ThemeKind))


class ThemeEdition(Sourced, Fact):
    """A theme as it reads in a year; `is_mandatory`: every activity must have one of its kind."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="editions")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True, default="")
    is_mandatory = models.BooleanField(default=False)

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (one_current("year", "theme"), filled("name"), at_least("year", 1)),
        )


class ThemeTag(Sourced, Fact):
    """A goal or an indicator that has a theme in a year."""

    counted_in = Counted.GOALS

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="tags")
    year = models.PositiveSmallIntegerField()
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, related_name="theme_tags")
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, related_name="theme_tags"
    )

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                exactly_one("goal", "indicator"),
                one_current("year", "theme", "goal", suffix="_goal"),
                one_current("year", "theme", "indicator", suffix="_indicator"),
            ),
        )

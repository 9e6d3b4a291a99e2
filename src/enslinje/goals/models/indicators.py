"""Indicators as they read in a year, their units, and who is expected to have a target."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import (
    Form,
    Frequency,
    IndicatorKind,
    OutcomeSource,
    Polarity,
    RollUp,
    UnitKind,
)
from enslinje.core.values import LIMIT
from enslinje.goals.models.tree import Goal
from enslinje.journal.columns import (
    CODE_LENGTH,
    Sourced,
    at_least,
    choices,
    constraints,
    exactly_when,
    filled,
    in_order,
    known,
    one_current,
)
from enslinje.journal.models import Counted, Fact
from enslinje.organisation.models import Body, BodyGroup


class MeasureUnit(models.Model):
    """A unit of measure. Its bounds are at 10⁻⁴ of it; NULL is no bound."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    name_sv = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    kind = models.CharField(max_length=7, choices=choices(UnitKind))
    min_value = models.BigIntegerField(null=True)
    max_value = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            filled("code"),
            filled("name_sv"),
            filled("name_en"),
            known("kind", UnitKind),
            in_order("min_value", "max_value"),
        )


class Indicator(models.Model):
    """An indicator over the years."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    kind = models.CharField(max_length=11, choices=choices(IndicatorKind))
    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="indicators")

    class Meta:
        constraints = (filled("code"), known("kind", IndicatorKind))


class IndicatorEdition(Sourced, Fact):
    """An indicator as it reads in a year."""

    counted_in = Counted.GOALS

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="editions")
    year = models.PositiveSmallIntegerField()
    goal = models.ForeignKey(
        Goal, on_delete=models.PROTECT, null=True, related_name="indicator_editions"
    )
    sub_area = models.ForeignKey(
        Goal, on_delete=models.PROTECT, null=True, related_name="sub_area_indicator_editions"
    )
    name = models.TextField()
    unit = models.ForeignKey(
        MeasureUnit, on_delete=models.PROTECT, related_name="indicator_editions"
    )
    decimals = models.PositiveSmallIntegerField(default=0)
    polarity = models.CharField(max_length=7, choices=choices(Polarity))
    form = models.CharField(max_length=8, choices=choices(Form), null=True)
    counts = models.BooleanField(default=False)
    roll_up = models.CharField(max_length=13, choices=choices(RollUp))
    base = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, related_name="weighted_editions"
    )
    answering_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, related_name="answered_indicator_editions"
    )
    outcome_source = models.CharField(max_length=7, choices=choices(OutcomeSource))
    tolerance = models.BigIntegerField(default=0)  # 10⁻⁴ of the unit
    by_sex = models.BooleanField(default=False)
    frequency = models.CharField(max_length=7, choices=choices(Frequency))
    end_year = models.PositiveSmallIntegerField(null=True)
    survey = models.BooleanField(default=False)
    survey_answers_required = models.PositiveIntegerField(null=True)
    definition = models.TextField(blank=True, default="")
    definition_version = models.PositiveSmallIntegerField(default=1)
    basis_by_field = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current("year", "indicator"),
                filled("name"),
                known("polarity", Polarity),
                known("form", Form, nullable=True),
                known("roll_up", RollUp),
                known("outcome_source", OutcomeSource),
                known("frequency", Frequency),
                at_least("year", 1),
                in_order("year", "end_year", or_equal=True),
                exactly_when(
                    "base",
                    Q(roll_up=RollUp.WEIGHTED_MEAN.value),
                    message=_(
                        "Ange ett basnyckeltal att vikta med, bara för ett viktat medelvärde."
                    ),
                ),
                exactly_when(
                    "answering_body",
                    Q(roll_up=RollUp.SINGLE.value),
                    message=_("Ange vilket organ som svarar för alla, bara då ett enda gör det."),
                ),
                models.CheckConstraint(
                    name="%(class)s_decimals_in_scale",
                    condition=Q(decimals__gte=0, decimals__lte=4),
                    violation_error_message=_("Högst fyra decimaler sparas."),
                ),
                models.CheckConstraint(
                    name="%(class)s_tolerance_in_range",
                    condition=Q(tolerance__gte=0, tolerance__lte=LIMIT),
                    violation_error_message=_("Toleransen är noll eller mer."),
                ),
                models.CheckConstraint(
                    name="%(class)s_sub_area_of_a_goal",
                    condition=Q(sub_area=None) | Q(goal__isnull=False),
                    violation_error_message=_("Ett delområde hör till ett mål."),
                ),
                models.CheckConstraint(
                    name="%(class)s_answers_of_a_survey",
                    condition=Q(survey_answers_required=None) | Q(survey=True),
                    violation_error_message=_("Bara en enkät har ett minsta antal svar."),
                ),
            ),
        )

    @classmethod
    def path_to_body(cls) -> str:
        """The path to the code of the body it is about."""
        return "indicator__owner__code"


class Duty(Sourced, Fact):
    """A body that is expected to have a target for an indicator: only these enter a roll-up."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="duties")
    year = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="duties")
    via_group = models.ForeignKey(
        BodyGroup, on_delete=models.PROTECT, null=True, related_name="duties"
    )

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (one_current("year", "indicator", "body"),),
        )

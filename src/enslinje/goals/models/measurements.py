"""What was measured, and what somebody expects to be measured. Values at 10⁻⁴ of the unit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import MeasurementKind, Sex
from enslinje.core.values import LIMIT, SCALE
from enslinje.goals.models.indicators import Indicator
from enslinje.journal.columns import (
    CURRENT,
    Sourced,
    at_least,
    choices,
    constraints,
    exactly_when,
    in_order,
    known,
    one_current,
    together,
)
from enslinje.journal.models import Fact
from enslinje.organisation.models import Body, Occasion

OUTCOME = Q(kind=MeasurementKind.OUTCOME.value)
FORECAST = Q(kind=MeasurementKind.FORECAST.value)
PERIOD = ("indicator", "body", "sex", "period_from", "period_to")


class Measurement(Sourced, Fact):
    """An outcome, a weight or a key, or a forecast, for a period up to but not with `period_to`.

    An outcome may be known better later: the rows of a period differ in `known_on` and the last
    known on a day is the one that held then. Of forecasts there is one per occasion.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measurements")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="measurements")
    sex = models.CharField(max_length=5, choices=choices(Sex), default=Sex.ALL.value)
    period_from = models.DateField()
    period_to = models.DateField()
    known_on = models.DateField()
    kind = models.CharField(max_length=8, choices=choices(MeasurementKind))
    occasion = models.ForeignKey(
        Occasion, on_delete=models.PROTECT, null=True, related_name="forecasts"
    )
    value = models.BigIntegerField()
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    answers = models.PositiveIntegerField(null=True)
    response_rate = models.PositiveSmallIntegerField(null=True)  # 10⁻⁴
    margin = models.BigIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["period_from"], name="measurement_current_period", condition=CURRENT
            ),
        )
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current(*PERIOD, "known_on", suffix="_outcome", condition=OUTCOME),
                one_current(*PERIOD, "occasion", suffix="_forecast", condition=FORECAST),
                known("sex", Sex),
                known("kind", MeasurementKind),
                in_order("period_from", "period_to"),
                together("numerator", "denominator"),
                at_least("margin", 0),
                exactly_when(
                    "occasion",
                    FORECAST,
                    message=_("En prognos lämnas vid ett tillfälle, ett utfall gör det inte."),
                ),
                models.CheckConstraint(
                    name="%(class)s_within_limits",
                    condition=Q(value__gte=-LIMIT, value__lte=LIMIT),
                    violation_error_message=_("Talet är för stort för att kunna sparas."),
                ),
                models.CheckConstraint(
                    name="%(class)s_denominator_positive",
                    condition=Q(denominator=None) | Q(denominator__gt=0),
                    violation_error_message=_("Nämnaren är större än noll."),
                ),
                models.CheckConstraint(
                    name="%(class)s_response_rate_share",
                    condition=Q(response_rate=None) | Q(response_rate__lte=SCALE),
                    violation_error_message=_("Svarsfrekvensen är högst 100 procent."),
                ),
            ),
        )

"""What bodies and the council state as targets. Values are at 10⁻⁴ of the indicator's unit.

A CHECK lets NULL through: every condition says outright which columns are filled.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import Change, Form, Kind, Nature, Sex
from enslinje.core.values import LIMIT, NO, YES
from enslinje.goals.models.indicators import Indicator
from enslinje.journal.columns import (
    Sourced,
    choices,
    constraints,
    exactly_when,
    in_order,
    known,
    one_current,
    together,
)
from enslinje.journal.models import Counted, Fact
from enslinje.organisation.models import Body, Decision, Occasion
from enslinje.organisation.models.decisions import RESTS_ON_CHECKED

FILLED = Q(low__isnull=False, high__isnull=False)
POINT = Q(kind=Kind.NUMBER.value, low=F("high")) & FILLED
ANSWER = Q(kind=Kind.YES_NO.value, low=F("high"), low__in=[NO, YES]) & FILLED
SPAN = Q(kind=Kind.INTERVAL.value, low__lt=F("high")) & FILLED
WORDS = Q(
    kind__in=[Kind.CHANGE.value, Kind.PENDING.value, Kind.NOT_RELEVANT.value, Kind.MISSING.value],
    low__isnull=True,
    high__isnull=True,
)
WITHIN_LIMITS = Q(low=None) | Q(low__gte=-LIMIT, high__lte=LIMIT)


class StatedValue(Sourced, Fact):
    """What somebody states for a year: a number, an interval, words, or why there is none."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="%(class)ss")
    year = models.PositiveSmallIntegerField()
    for_year = models.PositiveSmallIntegerField()
    sex = models.CharField(max_length=5, choices=choices(Sex), default=Sex.ALL.value)
    kind = models.CharField(max_length=12, choices=choices(Kind))
    form = models.CharField(max_length=8, choices=choices(Form), null=True)
    change = models.CharField(max_length=8, choices=choices(Change), null=True)
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True, default="")
    due_occasion = models.ForeignKey(
        Occasion, on_delete=models.PROTECT, null=True, related_name="pending_%(class)ss"
    )
    raw_text = models.TextField(blank=True, default="")
    stated_on = models.DateField(null=True)

    class Meta:
        abstract = True
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                known("sex", Sex),
                known("kind", Kind),
                known("form", Form, nullable=True),
                known("change", Change, nullable=True),
                in_order("year", "for_year", or_equal=True),
                together("numerator", "denominator"),
                exactly_when(
                    "form",
                    Q(kind=Kind.NUMBER.value),
                    message=_("Ange minst, högst eller exakt för ett tal, och bara för ett tal."),
                ),
                exactly_when(
                    "change",
                    Q(kind=Kind.CHANGE.value),
                    message=_("En förändring är öka, behålla eller minska."),
                ),
                exactly_when(
                    "due_occasion",
                    Q(kind=Kind.PENDING.value),
                    message=_(
                        "Ange till vilket tillfälle värdet kommer, bara när det ska komma senare."
                    ),
                ),
                models.CheckConstraint(
                    name="%(class)s_ends_fit_kind",
                    condition=POINT | ANSWER | SPAN | WORDS,
                    violation_error_message=_(
                        "Ange ett tal, ett intervall eller inget värde alls."
                    ),
                ),
                models.CheckConstraint(
                    name="%(class)s_within_limits",
                    condition=WITHIN_LIMITS,
                    violation_error_message=_("Talet är för stort för att kunna sparas."),
                ),
                models.CheckConstraint(
                    name="%(class)s_denominator_positive",
                    condition=Q(denominator=None) | Q(denominator__gt=0),
                    violation_error_message=_("Nämnaren är större än noll."),
                ),
                models.CheckConstraint(
                    name="%(class)s_says_why",
                    condition=~Q(kind__in=[Kind.PENDING.value, Kind.NOT_RELEVANT.value])
                    | ~Q(reason=""),
                    violation_error_message=_("Ange varför det inte finns något värde."),
                ),
            ),
        )


class Target(StatedValue):
    """A body's target (årsmål)."""

    counted_in = Counted.TARGETS

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="targets")

    class Meta:
        constraints = constraints(
            StatedValue.Meta.constraints,
            (one_current("year", "indicator", "body", "for_year", "sex"),),
        )


class CouncilTarget(StatedValue):
    """The council's target for the whole group: a table of its own.

    As a target without a body it would slip past the unique index and be summed with the others.
    """

    guards = (RESTS_ON_CHECKED,)

    nature = models.CharField(max_length=8, choices=choices(Nature), default=Nature.TARGET.value)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, related_name="council_targets"
    )

    class Meta:
        constraints = constraints(
            StatedValue.Meta.constraints,
            (known("nature", Nature), one_current("year", "indicator", "for_year", "sex")),
        )


class BodyQuota(Sourced, Fact):
    """A body's part of a council target that is a sum (beting). `low` is the value."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="quotas")
    year = models.PositiveSmallIntegerField()
    for_year = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="quotas")
    low = models.BigIntegerField()

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current("year", "indicator", "body", "for_year"),
                in_order("year", "for_year", or_equal=True),
                models.CheckConstraint(
                    name="%(class)s_within_limits",
                    condition=Q(low__gte=-LIMIT, low__lte=LIMIT),
                    violation_error_message=_("Talet är för stort för att kunna sparas."),
                ),
            ),
        )
